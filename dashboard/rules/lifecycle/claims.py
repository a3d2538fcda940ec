"""How an organisation's claim moves."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import ClaimStatus as S


class ClaimAction(StrEnum):
    CLAIM = "claim"
    """The first event of every claim; not a move."""
    CONFIRM = "confirm"
    DECLINE = "decline"
    HAND_BACK = "hand_back"
    FULFIL = "fulfil"


A = ClaimAction

MOVES: Moves = {
    (S.INTENTION, A.CONFIRM): Move(S.CONFIRMED, P.CLAIM_CONFIRM),
    (S.INTENTION, A.DECLINE): Move(S.DECLINED, P.CLAIM_CONFIRM, reason=True),
    (S.INTENTION, A.HAND_BACK): Move(S.HANDED_BACK, P.CLAIM_MAKE, reason=True),
    (S.CONFIRMED, A.HAND_BACK): Move(S.HANDED_BACK, P.CLAIM_MAKE, reason=True),
    (S.CONFIRMED, A.FULFIL): Move(S.FULFILLED, P.CLAIM_CONFIRM),
}
