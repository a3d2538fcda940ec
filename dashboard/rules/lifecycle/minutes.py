"""How minutes move from a draft to an approved, locked, issued, public and archived document; and the record."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import CorrectionStatus as C
from models.enums import MinutesStatus as S
from models.enums import RecordStatus as R
from models.enums import RemarkStatus as K


class MinutesAction(StrEnum):
    DRAFT = "draft"
    """The first event of all minutes; not a move."""
    CHECK = "check"
    CIRCULATE = "circulate"
    REVISE = "revise"
    HAND_IN = "hand_in"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    ISSUE = "issue"
    SCREEN = "screen"
    PUBLISH = "publish"
    WITHHOLD = "withhold"
    ARCHIVE = "archive"
    CORRECT = "correct"


class RemarkAction(StrEnum):
    SEND = "send"
    """The first event of every remark; not a move."""
    CONFIRM = "confirm"
    """Nothing to correct."""
    ACCEPT = "accept"
    PARTLY = "partly"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


class CorrectionAction(StrEnum):
    PROPOSE = "propose"
    """The first event of every correction; not a move."""
    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


class RecordAction(StrEnum):
    BEGIN = "begin"
    """The first event of every record; not a move."""
    HAND_IN = "hand_in"
    SEND_BACK = "send_back"
    SIGN = "sign"


A = MinutesAction

EDITABLE = frozenset({S.DRAFT, S.CHECKING, S.COMMENTING})
"""The text may be saved anew."""
LOCKED = frozenset({S.APPROVED, S.ISSUED, S.SCREENING, S.PUBLISHED, S.WITHHELD, S.ARCHIVED})
"""Approved: numbered, and only a numbered correction changes the text."""

MOVES: Moves = {
    (S.DRAFT, A.CHECK): Move(S.CHECKING, P.MINUTES_DRAFT),
    (S.CHECKING, A.CIRCULATE): Move(S.COMMENTING, P.MINUTES_DRAFT),
    (S.CHECKING, A.HAND_IN): Move(S.IN_REVIEW, P.MINUTES_DRAFT, reason=True),
    (S.CHECKING, A.REVISE): Move(S.DRAFT, P.MINUTES_DRAFT, reason=True),
    (S.COMMENTING, A.HAND_IN): Move(S.IN_REVIEW, P.MINUTES_DRAFT),
    (S.COMMENTING, A.REVISE): Move(S.DRAFT, P.MINUTES_DRAFT, reason=True),
    (S.IN_REVIEW, A.APPROVE): Move(S.APPROVED, P.MINUTES_APPROVE),
    (S.IN_REVIEW, A.SEND_BACK): Move(S.DRAFT, P.MINUTES_APPROVE, reason=True),
    (S.APPROVED, A.ISSUE): Move(S.ISSUED, P.MINUTES_DRAFT),
    (S.ISSUED, A.SCREEN): Move(S.SCREENING, P.MINUTES_DRAFT),
    (S.SCREENING, A.PUBLISH): Move(S.PUBLISHED, P.MINUTES_APPROVE),
    (S.SCREENING, A.WITHHOLD): Move(S.WITHHELD, P.MINUTES_APPROVE, reason=True),
    (S.WITHHELD, A.SCREEN): Move(S.SCREENING, P.MINUTES_DRAFT, reason=True),
    (S.PUBLISHED, A.ARCHIVE): Move(S.ARCHIVED, P.MINUTES_DRAFT),
    (S.WITHHELD, A.ARCHIVE): Move(S.ARCHIVED, P.MINUTES_DRAFT),
    **{
        (state, A.CORRECT): Move(S.ISSUED, P.MINUTES_APPROVE, reason=True)
        for state in (S.ISSUED, S.SCREENING, S.PUBLISHED, S.WITHHELD, S.ARCHIVED)
    },
}
"""A corrected text is screened for the public anew."""

REMARK_MOVES: Moves = {
    (K.OPEN, RemarkAction.CONFIRM): Move(K.NOTHING, P.MINUTES_REMARK),
    (K.OPEN, RemarkAction.ACCEPT): Move(K.ACCEPTED, P.MINUTES_DRAFT),
    (K.OPEN, RemarkAction.PARTLY): Move(K.PARTLY, P.MINUTES_DRAFT, reason=True),
    (K.OPEN, RemarkAction.DECLINE): Move(K.DECLINED, P.MINUTES_DRAFT, reason=True),
    (K.OPEN, RemarkAction.WITHDRAW): Move(K.WITHDRAWN, P.MINUTES_REMARK),
}

CORRECTION_MOVES: Moves = {
    (C.PROPOSED, CorrectionAction.APPROVE): Move(C.APPROVED, P.MINUTES_APPROVE),
    (C.PROPOSED, CorrectionAction.REFUSE): Move(C.REFUSED, P.MINUTES_APPROVE, reason=True),
    (C.PROPOSED, CorrectionAction.WITHDRAW): Move(C.WITHDRAWN, P.MINUTES_DRAFT),
}

RECORD_MOVES: Moves = {
    (R.OPEN, RecordAction.HAND_IN): Move(R.HANDED_IN, P.RECORD_KEEP),
    (R.HANDED_IN, RecordAction.SEND_BACK): Move(R.OPEN, P.MINUTES_APPROVE, reason=True),
    (R.HANDED_IN, RecordAction.SIGN): Move(R.SIGNED, P.MINUTES_APPROVE),
}
