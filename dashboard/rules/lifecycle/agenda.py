"""How one agenda item moves during a meeting."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import AgendaStatus as S


class AgendaAction(StrEnum):
    TAKE_UP = "take_up"
    PUT_BACK = "put_back"
    ADOPT = "adopt"
    REJECT = "reject"
    DEFER = "defer"
    NOTE = "note"


A = AgendaAction

MOVES: Moves = {
    (S.LISTED, A.TAKE_UP): Move(S.IN_DISCUSSION, P.MEETING_RUN),
    (S.IN_DISCUSSION, A.PUT_BACK): Move(S.LISTED, P.MEETING_RUN),
    (S.IN_DISCUSSION, A.ADOPT): Move(S.ADOPTED, P.VOTE_RUN),
    (S.IN_DISCUSSION, A.REJECT): Move(S.NOT_ADOPTED, P.VOTE_RUN),
    (S.IN_DISCUSSION, A.DEFER): Move(S.DEFERRED, P.VOTE_RUN, reason=True),
    (S.LISTED, A.DEFER): Move(S.DEFERRED, P.VOTE_RUN, reason=True),
    (S.IN_DISCUSSION, A.NOTE): Move(S.NOTED, P.MEETING_RUN),
}
