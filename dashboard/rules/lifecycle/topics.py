"""How a proposed topic moves: checked, listed, refused or put off."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import TopicStatus as S


class TopicAction(StrEnum):
    SUBMIT = "submit"
    """The first event of every topic; not a move."""
    LIST = "list"
    REFUSE = "refuse"
    DEFER = "defer"
    WITHDRAW = "withdraw"


A = TopicAction

MOVES: Moves = {
    (S.SUBMITTED, A.LIST): Move(S.LISTED, P.MEETING_PREPARE),
    (S.SUBMITTED, A.REFUSE): Move(S.REFUSED, P.MEETING_PREPARE, reason=True),
    (S.SUBMITTED, A.DEFER): Move(S.DEFERRED, P.MEETING_PREPARE, reason=True),
    (S.SUBMITTED, A.WITHDRAW): Move(S.WITHDRAWN, P.TOPIC_PROPOSE),
    (S.DEFERRED, A.LIST): Move(S.LISTED, P.MEETING_PREPARE),
}
