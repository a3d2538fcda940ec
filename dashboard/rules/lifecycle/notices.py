"""How a public notice (公示) and an objection to it (异议) move."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import NoticeObjectionStatus as O
from models.enums import NoticeStatus as S


class NoticeAction(StrEnum):
    POST = "post"
    """The first event of every notice; not a move."""
    END = "end"
    WITHDRAW = "withdraw"


class NoticeObjectionAction(StrEnum):
    OBJECT = "object"
    """The first event of every objection; not a move."""
    ANSWER = "answer"


MOVES: Moves = {
    (S.POSTED, NoticeAction.END): Move(S.ENDED, P.NOTICE_POST),
    (S.POSTED, NoticeAction.WITHDRAW): Move(S.WITHDRAWN, P.NOTICE_POST, reason=True),
}

OBJECTION_MOVES: Moves = {
    (O.RECEIVED, NoticeObjectionAction.ANSWER): Move(O.ANSWERED, P.NOTICE_POST),
}
