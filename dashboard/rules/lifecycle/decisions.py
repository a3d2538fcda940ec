"""How the carrying out of a decision and of a task moves (督办)."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import DecisionStatus as S
from models.enums import TaskStatus as T


class DecisionAction(StrEnum):
    REGISTER = "register"
    """The first event of every decision; not a move."""
    REPORT = "report"
    """A word on how far it has come."""
    FINISH = "finish"
    RESUME = "resume"
    SET_ASIDE = "set_aside"


class TaskAction(StrEnum):
    REPORT = "report"
    FINISH = "finish"
    RESUME = "resume"
    DROP = "drop"


A, K = DecisionAction, TaskAction

MOVES: Moves = {
    (S.OPEN, A.REPORT): Move(S.OPEN, P.DECISION_KEEP, reason=True),
    (S.OPEN, A.FINISH): Move(S.DONE, P.DECISION_KEEP, reason=True),
    (S.DONE, A.RESUME): Move(S.OPEN, P.DECISION_KEEP, reason=True),
    (S.SET_ASIDE, A.RESUME): Move(S.OPEN, P.VOTE_COUNT, reason=True),
    (S.OPEN, A.SET_ASIDE): Move(S.SET_ASIDE, P.DECISION_KEEP, reason=True),
}

TASK_MOVES: Moves = {
    (T.OPEN, K.REPORT): Move(T.OPEN, P.DECISION_KEEP, reason=True),
    (T.OPEN, K.FINISH): Move(T.DONE, P.DECISION_KEEP, reason=True),
    (T.DONE, K.RESUME): Move(T.OPEN, P.DECISION_KEEP, reason=True),
    (T.OPEN, K.DROP): Move(T.DROPPED, P.DECISION_KEEP, reason=True),
}
