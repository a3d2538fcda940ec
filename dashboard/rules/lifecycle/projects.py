"""How a project moves from its plan to acceptance."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import ProjectStatus as S


class ProjectAction(StrEnum):
    ESTABLISH = "establish"
    """The first event of every project; not a move."""
    START = "start"
    FINISH = "finish"
    RECTIFY = "rectify"
    ACCEPT = "accept"


A = ProjectAction

MOVES: Moves = {
    (S.PLANNED, A.START): Move(S.UNDER_WAY, P.PROJECT_REPORT),
    (S.UNDER_WAY, A.FINISH): Move(S.AWAITING_ACCEPTANCE, P.PROJECT_REPORT),
    (S.RECTIFICATION, A.FINISH): Move(S.AWAITING_ACCEPTANCE, P.PROJECT_REPORT),
    (S.AWAITING_ACCEPTANCE, A.RECTIFY): Move(S.RECTIFICATION, P.PROJECT_ACCEPT, reason=True),
    (S.AWAITING_ACCEPTANCE, A.ACCEPT): Move(S.ACCEPTED, P.PROJECT_ACCEPT),
}
