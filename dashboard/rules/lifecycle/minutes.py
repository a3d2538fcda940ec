"""How minutes move from a draft to an approved, locked document."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import MinutesStatus as S


class MinutesAction(StrEnum):
    DRAFT = "draft"
    """The first event of all minutes; not a move."""
    HAND_IN = "hand_in"
    SEND_BACK = "send_back"
    APPROVE = "approve"


A = MinutesAction

MOVES: Moves = {
    (S.DRAFT, A.HAND_IN): Move(S.IN_REVIEW, P.MINUTES_DRAFT),
    (S.IN_REVIEW, A.SEND_BACK): Move(S.DRAFT, P.MINUTES_APPROVE, reason=True),
    (S.IN_REVIEW, A.APPROVE): Move(S.APPROVED, P.MINUTES_APPROVE),
}
