"""How a vote moves: forward only."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import MotionStatus as S


class MotionAction(StrEnum):
    PUT = "put"
    """The first event of every motion; not a move."""
    OPEN = "open"
    CLOSE = "close"
    WITHDRAW = "withdraw"


A = MotionAction

MOVES: Moves = {
    (S.READY, A.OPEN): Move(S.OPEN, P.VOTE_RUN),
    (S.READY, A.WITHDRAW): Move(S.WITHDRAWN, P.VOTE_RUN, reason=True),
    (S.OPEN, A.CLOSE): Move(S.CLOSED, P.VOTE_RUN),
}
