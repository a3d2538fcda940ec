"""Which minutes are meant, and may this reader see them yet?"""

from sqlmodel import Session, select

from dashboard.errors import NotFound
from dashboard.rules.lifecycle.minutes import LOCKED
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Actor
from dashboard.services.minutes.texts import meeting_id
from models.enums import MeetingStatus
from models.meeting import Meeting
from models.minutes import Minutes


def found(session: Session, actor: Actor, meeting_number: str) -> tuple[Meeting, Minutes | None]:
    """Return a closed meeting and its minutes, ``None`` where nothing is drafted.

    Raises:
        NotFound: there is no such meeting, it is not closed, or its minutes are not for the actor yet.
    """
    held = session.get_one(Meeting, meeting_id(session, meeting_number))
    row = session.exec(select(Minutes).where(Minutes.meeting_id == held.id)).first()
    if held.status != MeetingStatus.CLOSED:
        raise NotFound("This meeting is not closed yet, so there are no minutes of it.")
    if not sees_drafts(actor) and (row is None or row.status not in LOCKED):
        raise NotFound("The minutes of this meeting are not approved yet.")
    return held, row


def drafted(session: Session, actor: Actor, meeting_number: str) -> tuple[Meeting, Minutes]:
    """Return a closed meeting and its minutes.

    Raises:
        NotFound: as ``found``, or nothing is drafted.
    """
    held, row = found(session, actor, meeting_number)
    if row is None:
        raise NotFound("The minutes of this meeting are not drafted yet.")
    return held, row


def sees_drafts(actor: Actor) -> bool:
    """Those at the meeting follow its minutes from the first draft; others read them once approved."""
    return actor.may(P.MEETING_READ)


def keeps(actor: Actor) -> bool:
    """Return whether the actor writes or approves minutes, and so reads every remark and proposal."""
    return actor.may(P.MINUTES_DRAFT) or actor.may(P.MINUTES_APPROVE)
