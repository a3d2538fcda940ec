"""How an item of the claim list moves, from submission to finished work.

Source: life cycle of the claim list, regional Party-building practice (two-way claiming).
"""

from collections.abc import Mapping
from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import NeedStatus as S


class NeedAction(StrEnum):
    SUBMIT = "submit"
    """The first event of every item; not a move."""
    ACCEPT = "accept"
    RETURN = "return"
    RESUBMIT = "resubmit"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    MERGE = "merge"
    REFER = "refer"
    REOPEN = "reopen"
    PUBLISH = "publish"
    LAPSE = "lapse"
    """The claim round closed and nobody had claimed it."""
    CARRY_OVER = "carry_over"
    CLAIM = "claim"
    LET_GO = "let_go"
    """The last organisation that meant to take it on handed it back."""
    RELEASE = "release"
    """The secretariat declined the last claim on it."""
    PICK_UP = "pick_up"
    """Back from an agenda with live claims on it."""
    MATCH = "match"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    ADOPT = "adopt"
    REJECT = "reject"
    DEFER = "defer"
    RECONSIDER = "reconsider"
    SET_ASIDE = "set_aside"
    REVISE = "revise"
    CONSULT = "consult"
    REFUSE = "refuse"
    """Those who have the power to decide were asked and did not agree."""
    POST = "post"
    TAKE_DOWN = "take_down"
    OBJECT = "object"
    MAINTAIN = "maintain"
    AMEND = "amend"
    TERMINATE = "terminate"
    ESTABLISH = "establish"
    SIGN = "sign"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    CHANGE = "change"
    FINISH = "finish"
    RECTIFY = "rectify"
    COMPLETE = "complete"
    APPRAISE = "appraise"
    ARCHIVE = "archive"
    CLOSE = "close"
    UNDO_IMPORT = "undo_import"


A = NeedAction

MOVES: Moves = {
    (S.SUBMITTED, A.ACCEPT): Move(S.ON_LIST, P.NEED_SCREEN),
    (S.SUBMITTED, A.RETURN): Move(S.RETURNED, P.NEED_SCREEN, reason=True),
    (S.SUBMITTED, A.DECLINE): Move(S.DECLINED, P.NEED_SCREEN, reason=True),
    (S.SUBMITTED, A.MERGE): Move(S.MERGED, P.NEED_SCREEN, reason=True),
    (S.SUBMITTED, A.REFER): Move(S.REFERRED, P.NEED_SCREEN, reason=True),
    (S.SUBMITTED, A.WITHDRAW): Move(S.WITHDRAWN, P.NEED_SUBMIT),
    (S.SUBMITTED, A.UNDO_IMPORT): Move(S.WITHDRAWN, P.NEED_SCREEN, reason=True),
    (S.RETURNED, A.RESUBMIT): Move(S.SUBMITTED, P.NEED_SUBMIT),
    (S.RETURNED, A.WITHDRAW): Move(S.WITHDRAWN, P.NEED_SUBMIT),
    (S.DECLINED, A.REOPEN): Move(S.SUBMITTED, P.NEED_SCREEN, reason=True),
    (S.MERGED, A.REOPEN): Move(S.SUBMITTED, P.NEED_SCREEN, reason=True),
    (S.REFERRED, A.REOPEN): Move(S.SUBMITTED, P.NEED_SCREEN, reason=True),
    (S.ON_LIST, A.PUBLISH): Move(S.OPEN, P.NEED_SCREEN),
    (S.ON_LIST, A.MERGE): Move(S.MERGED, P.NEED_SCREEN, reason=True),
    (S.ON_LIST, A.REFER): Move(S.REFERRED, P.NEED_SCREEN, reason=True),
    (S.OPEN, A.CLAIM): Move(S.CLAIMED, P.CLAIM_MAKE),
    (S.OPEN, A.PICK_UP): Move(S.CLAIMED, P.MEETING_PREPARE),
    (S.OPEN, A.LAPSE): Move(S.UNCLAIMED, P.NEED_SCREEN),
    (S.OPEN, A.SCHEDULE): Move(S.ON_AGENDA, P.MEETING_PREPARE),
    (S.UNCLAIMED, A.CARRY_OVER): Move(S.OPEN, P.NEED_SCREEN),
    (S.UNCLAIMED, A.SCHEDULE): Move(S.ON_AGENDA, P.MEETING_PREPARE),
    (S.UNCLAIMED, A.REFER): Move(S.REFERRED, P.NEED_SCREEN, reason=True),
    (S.UNCLAIMED, A.CLOSE): Move(S.CLOSED, P.NEED_SCREEN, reason=True),
    (S.CLAIMED, A.LET_GO): Move(S.OPEN, P.CLAIM_MAKE, reason=True),
    (S.CLAIMED, A.RELEASE): Move(S.OPEN, P.CLAIM_CONFIRM, reason=True),
    (S.CLAIMED, A.MATCH): Move(S.MATCHING, P.NEED_SCREEN),
    (S.CLAIMED, A.SCHEDULE): Move(S.ON_AGENDA, P.MEETING_PREPARE),
    (S.MATCHING, A.LET_GO): Move(S.OPEN, P.CLAIM_MAKE, reason=True),
    (S.MATCHING, A.RELEASE): Move(S.OPEN, P.CLAIM_CONFIRM, reason=True),
    (S.MATCHING, A.MATCH): Move(S.MATCHING, P.NEED_SCREEN),
    (S.MATCHING, A.SCHEDULE): Move(S.ON_AGENDA, P.MEETING_PREPARE),
    (S.NOT_ADOPTED, A.SCHEDULE): Move(S.ON_AGENDA, P.MEETING_PREPARE),
    (S.NOT_ADOPTED, A.REVISE): Move(S.ON_LIST, P.NEED_SCREEN, reason=True),
    (S.NOT_ADOPTED, A.CLOSE): Move(S.CLOSED, P.NEED_SCREEN, reason=True),
    (S.DEFERRED, A.SCHEDULE): Move(S.ON_AGENDA, P.MEETING_PREPARE),
    (S.DEFERRED, A.CLOSE): Move(S.CLOSED, P.NEED_SCREEN, reason=True),
    (S.ON_AGENDA, A.UNSCHEDULE): Move(S.OPEN, P.MEETING_PREPARE),
    (S.ON_AGENDA, A.ADOPT): Move(S.ADOPTED, P.VOTE_COUNT),
    (S.ON_AGENDA, A.REJECT): Move(S.NOT_ADOPTED, P.VOTE_COUNT),
    (S.ON_AGENDA, A.DEFER): Move(S.DEFERRED, P.VOTE_RUN, reason=True),
    (S.NOT_ADOPTED, A.RECONSIDER): Move(S.ON_AGENDA, P.VOTE_RUN, reason=True),
    (S.ADOPTED, A.RECONSIDER): Move(S.ON_AGENDA, P.VOTE_RUN, reason=True),
    (S.ADOPTED, A.SET_ASIDE): Move(S.DEFERRED, P.VOTE_RUN, reason=True),
    (S.NOT_ADOPTED, A.SET_ASIDE): Move(S.DEFERRED, P.VOTE_RUN, reason=True),
    (S.NOT_ADOPTED, A.ADOPT): Move(S.ADOPTED, P.VOTE_RUN),
    (S.ADOPTED, A.REJECT): Move(S.NOT_ADOPTED, P.VOTE_RUN),
    (S.ADOPTED, A.REFER): Move(S.REFERRED, P.NEED_SCREEN, reason=True),
    (S.ADOPTED, A.CONSULT): Move(S.CONSULTING, P.NEED_SCREEN),
    (S.ADOPTED, A.POST): Move(S.ON_NOTICE, P.NOTICE_POST),
    (S.ADOPTED, A.ESTABLISH): Move(S.APPROVED, P.CLAIM_CONFIRM, reason=True),
    (S.CONSULTING, A.REFUSE): Move(S.NOT_ADOPTED, P.NEED_SCREEN, reason=True),
    (S.CONSULTING, A.POST): Move(S.ON_NOTICE, P.NOTICE_POST),
    (S.CONSULTING, A.ESTABLISH): Move(S.APPROVED, P.CLAIM_CONFIRM, reason=True),
    (S.ON_NOTICE, A.OBJECT): Move(S.OBJECTED, P.NOTICE_OBJECT),
    (S.ON_NOTICE, A.TAKE_DOWN): Move(S.ADOPTED, P.NOTICE_POST, reason=True),
    (S.ON_NOTICE, A.ESTABLISH): Move(S.APPROVED, P.CLAIM_CONFIRM),
    (S.OBJECTED, A.MAINTAIN): Move(S.ON_NOTICE, P.NOTICE_POST, reason=True),
    (S.OBJECTED, A.AMEND): Move(S.DEFERRED, P.NOTICE_POST, reason=True),
    (S.OBJECTED, A.TAKE_DOWN): Move(S.ADOPTED, P.NOTICE_POST, reason=True),
    (S.OBJECTED, A.TERMINATE): Move(S.CLOSED, P.NOTICE_POST, reason=True),
    (S.APPROVED, A.SIGN): Move(S.SIGNED, P.CLAIM_CONFIRM),
    (S.APPROVED, A.START): Move(S.IN_PROGRESS, P.PROJECT_REPORT, reason=True),
    (S.APPROVED, A.TERMINATE): Move(S.TERMINATED, P.PROJECT_ACCEPT, reason=True),
    (S.SIGNED, A.START): Move(S.IN_PROGRESS, P.PROJECT_REPORT),
    (S.SIGNED, A.TERMINATE): Move(S.TERMINATED, P.PROJECT_ACCEPT, reason=True),
    (S.IN_PROGRESS, A.FINISH): Move(S.AWAITING_ACCEPTANCE, P.PROJECT_REPORT),
    (S.IN_PROGRESS, A.PAUSE): Move(S.PAUSED, P.PROJECT_REPORT, reason=True),
    (S.IN_PROGRESS, A.CHANGE): Move(S.IN_PROGRESS, P.PROJECT_CHANGE, reason=True),
    (S.IN_PROGRESS, A.TERMINATE): Move(S.TERMINATED, P.PROJECT_ACCEPT, reason=True),
    (S.PAUSED, A.RESUME): Move(S.IN_PROGRESS, P.PROJECT_REPORT),
    (S.PAUSED, A.CHANGE): Move(S.PAUSED, P.PROJECT_CHANGE, reason=True),
    (S.PAUSED, A.TERMINATE): Move(S.TERMINATED, P.PROJECT_ACCEPT, reason=True),
    (S.AWAITING_ACCEPTANCE, A.RECTIFY): Move(S.RECTIFICATION, P.PROJECT_ACCEPT, reason=True),
    (S.RECTIFICATION, A.FINISH): Move(S.AWAITING_ACCEPTANCE, P.PROJECT_REPORT),
    (S.RECTIFICATION, A.CHANGE): Move(S.RECTIFICATION, P.PROJECT_CHANGE, reason=True),
    (S.RECTIFICATION, A.TERMINATE): Move(S.TERMINATED, P.PROJECT_ACCEPT, reason=True),
    (S.AWAITING_ACCEPTANCE, A.COMPLETE): Move(S.COMPLETED, P.PROJECT_ACCEPT),
    (S.COMPLETED, A.APPRAISE): Move(S.APPRAISED, P.PROJECT_ACCEPT),
    (S.COMPLETED, A.ARCHIVE): Move(S.ARCHIVED, P.PROJECT_ACCEPT, reason=True),
    (S.APPRAISED, A.ARCHIVE): Move(S.ARCHIVED, P.PROJECT_ACCEPT),
    (S.ARCHIVED, A.UNDO_IMPORT): Move(S.WITHDRAWN, P.NEED_SCREEN, reason=True),
}

ENDS = frozenset({S.WITHDRAWN, S.DECLINED, S.MERGED, S.REFERRED, S.CLOSED, S.TERMINATED})
"""States in which an item is not on its way to completion any more."""

STAMPS: Mapping[S, str] = {
    S.ON_LIST: "accepted_at",
    S.CLAIMED: "claimed_at",
    S.ADOPTED: "decided_at",
    S.NOT_ADOPTED: "decided_at",
    S.APPROVED: "approved_at",
    S.SIGNED: "signed_at",
    S.COMPLETED: "completed_at",
}
"""Which column keeps the moment an item first came into a state."""

PUBLIC = frozenset(S) - {S.SUBMITTED, S.RETURNED, S.WITHDRAWN, S.DECLINED}
"""States in which anybody may read an item; in the others only its proposer and the secretariat."""
