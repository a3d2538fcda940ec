"""How a project moves from its plan to acceptance."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import ChangeStatus as C
from models.enums import ProjectStatus as S


class ProjectAction(StrEnum):
    ESTABLISH = "establish"
    """The first event of every project; not a move."""
    START = "start"
    FINISH = "finish"
    RECTIFY = "rectify"
    ACCEPT = "accept"
    PAUSE = "pause"
    RESUME = "resume"
    TERMINATE = "terminate"
    UNDO_IMPORT = "undo_import"


class ChangeAction(StrEnum):
    PROPOSE = "propose"
    """The first event of every change; not a move."""
    APPROVE = "approve"
    REFUSE = "refuse"


A = ProjectAction

MOVES: Moves = {
    (S.PLANNED, A.START): Move(S.UNDER_WAY, P.PROJECT_REPORT),
    (S.UNDER_WAY, A.FINISH): Move(S.AWAITING_ACCEPTANCE, P.PROJECT_REPORT),
    (S.RECTIFICATION, A.FINISH): Move(S.AWAITING_ACCEPTANCE, P.PROJECT_REPORT),
    (S.AWAITING_ACCEPTANCE, A.RECTIFY): Move(S.RECTIFICATION, P.PROJECT_ACCEPT, reason=True),
    (S.AWAITING_ACCEPTANCE, A.ACCEPT): Move(S.ACCEPTED, P.PROJECT_ACCEPT),
    (S.UNDER_WAY, A.PAUSE): Move(S.PAUSED, P.PROJECT_REPORT, reason=True),
    (S.PAUSED, A.RESUME): Move(S.UNDER_WAY, P.PROJECT_REPORT),
    (S.PLANNED, A.TERMINATE): Move(S.TERMINATED, P.PROJECT_ACCEPT, reason=True),
    (S.UNDER_WAY, A.TERMINATE): Move(S.TERMINATED, P.PROJECT_ACCEPT, reason=True),
    (S.PAUSED, A.TERMINATE): Move(S.TERMINATED, P.PROJECT_ACCEPT, reason=True),
    (S.RECTIFICATION, A.TERMINATE): Move(S.TERMINATED, P.PROJECT_ACCEPT, reason=True),
    (S.ACCEPTED, A.UNDO_IMPORT): Move(S.TAKEN_BACK, P.NEED_SCREEN, reason=True),
}

CHANGE_MOVES: Moves = {
    (C.PROPOSED, ChangeAction.APPROVE): Move(C.APPROVED, P.PROJECT_APPROVE_CHANGE),
    (C.PROPOSED, ChangeAction.REFUSE): Move(C.REFUSED, P.PROJECT_APPROVE_CHANGE, reason=True),
}
