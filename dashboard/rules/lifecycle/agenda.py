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
    WITHDRAW = "withdraw"
    RECONSIDER = "reconsider"
    SET_ASIDE = "set_aside"


A = AgendaAction

MOVES: Moves = {
    (S.LISTED, A.TAKE_UP): Move(S.IN_DISCUSSION, P.MEETING_RUN),
    (S.IN_DISCUSSION, A.PUT_BACK): Move(S.LISTED, P.MEETING_RUN),
    (S.IN_DISCUSSION, A.ADOPT): Move(S.ADOPTED, P.VOTE_COUNT),
    (S.IN_DISCUSSION, A.REJECT): Move(S.NOT_ADOPTED, P.VOTE_COUNT),
    (S.IN_DISCUSSION, A.DEFER): Move(S.DEFERRED, P.VOTE_RUN, reason=True),
    (S.LISTED, A.DEFER): Move(S.DEFERRED, P.VOTE_RUN, reason=True),
    (S.IN_DISCUSSION, A.NOTE): Move(S.NOTED, P.MEETING_RUN),
    (S.LISTED, A.WITHDRAW): Move(S.WITHDRAWN, P.MEETING_PREPARE, reason=True),
    (S.IN_DISCUSSION, A.WITHDRAW): Move(S.WITHDRAWN, P.MEETING_PREPARE, reason=True),
    # A second ballot on an amended motion, or on one whose vote was voided, in the same meeting.
    (S.NOT_ADOPTED, A.RECONSIDER): Move(S.IN_DISCUSSION, P.VOTE_RUN, reason=True),
    (S.ADOPTED, A.RECONSIDER): Move(S.IN_DISCUSSION, P.VOTE_RUN, reason=True),
    # A vote that was voided after the meeting, or a count that was corrected.
    (S.ADOPTED, A.SET_ASIDE): Move(S.DEFERRED, P.VOTE_RUN, reason=True),
    (S.NOT_ADOPTED, A.SET_ASIDE): Move(S.DEFERRED, P.VOTE_RUN, reason=True),
    (S.NOT_ADOPTED, A.ADOPT): Move(S.ADOPTED, P.VOTE_RUN),
    (S.ADOPTED, A.REJECT): Move(S.NOT_ADOPTED, P.VOTE_RUN),
}
