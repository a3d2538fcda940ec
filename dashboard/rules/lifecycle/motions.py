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
    END_VOTING = "end_voting"
    UPHOLD = "uphold"
    CORRECT = "correct"
    VOID = "void"


A = MotionAction

MOVES: Moves = {
    (S.READY, A.OPEN): Move(S.OPEN, P.VOTE_RUN),
    (S.READY, A.WITHDRAW): Move(S.WITHDRAWN, P.VOTE_RUN, reason=True),
    (S.OPEN, A.CLOSE): Move(S.CLOSED, P.VOTE_RUN),
    # Paper is counted by two tellers, secret ballots are opened by two key holders: whoever is second closes.
    (S.OPEN, A.END_VOTING): Move(S.COUNTING, P.VOTE_RUN),
    (S.COUNTING, A.CLOSE): Move(S.CLOSED, P.VOTE_COUNT),
    (S.OPEN, A.VOID): Move(S.VOIDED, P.VOTE_RUN, reason=True),
    (S.COUNTING, A.VOID): Move(S.VOIDED, P.VOTE_RUN, reason=True),
    (S.CLOSED, A.UPHOLD): Move(S.CLOSED, P.VOTE_RUN, reason=True),
    (S.CLOSED, A.CORRECT): Move(S.CLOSED, P.VOTE_RUN, reason=True),
    (S.CLOSED, A.VOID): Move(S.VOIDED, P.VOTE_RUN, reason=True),
}
