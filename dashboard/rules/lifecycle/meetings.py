"""How a meeting moves from a draft agenda to the end of the session."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import MeetingStatus as S


class MeetingAction(StrEnum):
    CREATE = "create"
    """The first event of every meeting; not a move."""
    CALL_TOPICS = "call_topics"
    END_CALL = "end_call"
    APPROVE_AGENDA = "approve_agenda"
    REVISE_AGENDA = "revise_agenda"
    GIVE_NOTICE = "give_notice"
    OPEN_SIGN_IN = "open_sign_in"
    START = "start"
    POSTPONE = "postpone"
    RESCHEDULE = "reschedule"
    CLOSE = "close"
    CANCEL = "cancel"


A = MeetingAction

MOVES: Moves = {
    (S.DRAFT, A.APPROVE_AGENDA): Move(S.AGENDA_APPROVED, P.AGENDA_APPROVE),
    (S.DRAFT, A.CALL_TOPICS): Move(S.CALL_FOR_TOPICS, P.MEETING_PREPARE),
    (S.CALL_FOR_TOPICS, A.END_CALL): Move(S.DRAFT, P.MEETING_PREPARE),
    (S.CALL_FOR_TOPICS, A.CANCEL): Move(S.CANCELLED, P.MEETING_PREPARE, reason=True),
    (S.DRAFT, A.CANCEL): Move(S.CANCELLED, P.MEETING_PREPARE, reason=True),
    (S.AGENDA_APPROVED, A.REVISE_AGENDA): Move(S.DRAFT, P.MEETING_PREPARE, reason=True),
    (S.AGENDA_APPROVED, A.GIVE_NOTICE): Move(S.NOTICED, P.MEETING_PREPARE),
    (S.AGENDA_APPROVED, A.CANCEL): Move(S.CANCELLED, P.MEETING_PREPARE, reason=True),
    (S.NOTICED, A.REVISE_AGENDA): Move(S.DRAFT, P.MEETING_PREPARE, reason=True),
    (S.NOTICED, A.OPEN_SIGN_IN): Move(S.SIGN_IN, P.MEETING_RUN),
    (S.NOTICED, A.CANCEL): Move(S.CANCELLED, P.MEETING_PREPARE, reason=True),
    (S.SIGN_IN, A.START): Move(S.IN_SESSION, P.MEETING_RUN),
    (S.SIGN_IN, A.POSTPONE): Move(S.POSTPONED, P.MEETING_RUN, reason=True),
    (S.IN_SESSION, A.POSTPONE): Move(S.POSTPONED, P.MEETING_RUN, reason=True),
    (S.IN_SESSION, A.CLOSE): Move(S.CLOSED, P.MEETING_RUN),
    (S.POSTPONED, A.RESCHEDULE): Move(S.DRAFT, P.MEETING_PREPARE),
}
