"""How an item of the claim list moves, from submission to finished work.

Source: life cycle of the claim list, regional Party-building practice (two-way claiming).
"""

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
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    ADOPT = "adopt"
    REJECT = "reject"
    DEFER = "defer"
    RECONSIDER = "reconsider"
    SET_ASIDE = "set_aside"
    ESTABLISH = "establish"
    START = "start"
    FINISH = "finish"
    RECTIFY = "rectify"
    COMPLETE = "complete"


A = NeedAction

MOVES: Moves = {
    (S.SUBMITTED, A.ACCEPT): Move(S.ON_LIST, P.NEED_SCREEN),
    (S.SUBMITTED, A.RETURN): Move(S.RETURNED, P.NEED_SCREEN, reason=True),
    (S.SUBMITTED, A.DECLINE): Move(S.DECLINED, P.NEED_SCREEN, reason=True),
    (S.SUBMITTED, A.MERGE): Move(S.MERGED, P.NEED_SCREEN, reason=True),
    (S.SUBMITTED, A.REFER): Move(S.REFERRED, P.NEED_SCREEN, reason=True),
    (S.SUBMITTED, A.WITHDRAW): Move(S.WITHDRAWN, P.NEED_SUBMIT),
    (S.RETURNED, A.RESUBMIT): Move(S.SUBMITTED, P.NEED_SUBMIT),
    (S.RETURNED, A.WITHDRAW): Move(S.WITHDRAWN, P.NEED_SUBMIT),
    (S.DECLINED, A.REOPEN): Move(S.SUBMITTED, P.NEED_SCREEN, reason=True),
    (S.MERGED, A.REOPEN): Move(S.SUBMITTED, P.NEED_SCREEN, reason=True),
    (S.REFERRED, A.REOPEN): Move(S.SUBMITTED, P.NEED_SCREEN, reason=True),
    (S.ON_LIST, A.PUBLISH): Move(S.OPEN, P.NEED_SCREEN),
    (S.ON_LIST, A.MERGE): Move(S.MERGED, P.NEED_SCREEN, reason=True),
    (S.ON_LIST, A.REFER): Move(S.REFERRED, P.NEED_SCREEN, reason=True),
    (S.OPEN, A.SCHEDULE): Move(S.ON_AGENDA, P.MEETING_PREPARE),
    (S.NOT_ADOPTED, A.SCHEDULE): Move(S.ON_AGENDA, P.MEETING_PREPARE),
    (S.DEFERRED, A.SCHEDULE): Move(S.ON_AGENDA, P.MEETING_PREPARE),
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
    (S.ADOPTED, A.ESTABLISH): Move(S.APPROVED, P.CLAIM_CONFIRM),
    (S.ADOPTED, A.REFER): Move(S.REFERRED, P.NEED_SCREEN, reason=True),
    (S.APPROVED, A.START): Move(S.IN_PROGRESS, P.PROJECT_REPORT),
    (S.IN_PROGRESS, A.FINISH): Move(S.AWAITING_ACCEPTANCE, P.PROJECT_REPORT),
    (S.AWAITING_ACCEPTANCE, A.RECTIFY): Move(S.RECTIFICATION, P.PROJECT_ACCEPT, reason=True),
    (S.RECTIFICATION, A.FINISH): Move(S.AWAITING_ACCEPTANCE, P.PROJECT_REPORT),
    (S.AWAITING_ACCEPTANCE, A.COMPLETE): Move(S.COMPLETED, P.PROJECT_ACCEPT),
}

PUBLIC = frozenset(S) - {S.SUBMITTED, S.RETURNED, S.WITHDRAWN, S.DECLINED}
"""States in which anybody may read an item; in the others only its proposer and the secretariat."""
