"""What the use cases of a meeting share: locking in one order, checks of the meeting's state, its channel."""

from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.formats import local_date
from dashboard.rules.lifecycle.minutes import LOCKED
from dashboard.rules.speaking import elapsed
from dashboard.rules.texts import clean
from dashboard.services.context import Unit
from dashboard.services.house_rules import value_of
from models.enums import MeetingStatus, MotionStatus
from models.meeting import AgendaItem, Attendance, Guest, Meeting, Recusal
from models.minutes import Minutes
from models.motion import Motion
from models.organisation import Seat
from models.speech import Speech
from models.topic import Topic

Part = TypeVar("Part", AgendaItem, Attendance, Guest, Motion, Topic, Recusal, Speech)

BUILDABLE = (MeetingStatus.DRAFT, MeetingStatus.CALL_FOR_TOPICS)
"""States of a meeting in which its agenda may be changed."""


def channel(meeting_id: int) -> str:
    """Return whom a change of this meeting is told to."""
    return f"meeting:{meeting_id}"


def locked(unit: Unit, table: type[Part], row_id: int) -> tuple[Meeting, Part]:
    """Return the meeting a row belongs to, and the row.

    Every step of a meeting locks the meeting before anything in it, so that two steps wait for each other
    instead of blocking each other.

    Raises:
        NotFound: there is no such row.
    """
    meeting_id = unit.session.exec(select(table.meeting_id).where(table.id == row_id)).first()
    if meeting_id is None:
        raise NotFound("This record does not exist.", table=table.__name__, id=row_id)
    return unit.get(Meeting, meeting_id), unit.get(table, row_id)


def items_of(session: Session, meeting_id: int) -> list[AgendaItem]:
    """Return the agenda in its order."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(session.exec(query.order_by(col(AgendaItem.position), col(AgendaItem.id))))


def meeting_numbered(session: Session, number: str) -> Meeting:
    """Return the meeting with this number.

    Raises:
        NotFound: there is none.
    """
    row = session.exec(select(Meeting).where(Meeting.number == number)).first()
    if row is None:
        raise NotFound("There is no meeting with the number %(number)s.", number=number)
    return row


def require_draft(meeting: Meeting) -> None:
    """Refuse to change an agenda that is settled."""
    if meeting.status not in BUILDABLE:
        raise RuleBroken("The agenda is settled. Take it back for revision before you change it.")


def require_session(meeting: Meeting) -> None:
    """Refuse what can only be done while the meeting sits."""
    if meeting.status != MeetingStatus.IN_SESSION:
        raise RuleBroken("The meeting is not in session, so this cannot be done now.")


def require_open_record(session: Session, meeting: Meeting) -> None:
    """Refuse to change what was said or agreed before the meeting sits or after its minutes were approved."""
    if meeting.status not in (MeetingStatus.IN_SESSION, MeetingStatus.CLOSED):
        raise RuleBroken("The meeting has not begun, so there is nothing to record yet.")
    require_open_minutes(session, meeting)


def require_open_minutes(session: Session, meeting: Meeting) -> None:
    """Refuse to change what minutes say that were approved."""
    approved = select(Minutes.id).where(Minutes.meeting_id == meeting.id, col(Minutes.status).in_(LOCKED))
    if session.exec(approved).first() is not None:
        raise RuleBroken("The minutes of this meeting are approved: its record cannot be changed any more.")


def refuse_open_vote(session: Session, meeting_id: int) -> None:
    """Refuse a step that would cut a vote short."""
    under_way = col(Motion.status).in_((MotionStatus.OPEN, MotionStatus.COUNTING))
    if session.exec(select(Motion.id).where(Motion.meeting_id == meeting_id, under_way)).first() is not None:
        raise RuleBroken("A vote is still open. Close the vote first.")


def start_clock(item: AgendaItem, now: datetime) -> None:
    """Begin to measure how long an item is discussed; nothing where it is measured already."""
    item.taken_up_at = item.taken_up_at or now


def stop_clock(item: AgendaItem, now: datetime) -> None:
    """Add the time since the item was taken up to what it has used, in whole seconds; nothing where it stands still."""
    if item.taken_up_at is not None:
        item.seconds_used += elapsed(item.taken_up_at, now)
        item.taken_up_at = None


def coming(starts_at: datetime, today: date) -> datetime:
    """Return the moment a meeting is called for.

    Raises:
        BadInput: it has no time zone, or its day has passed (field ``starts_at``).
    """
    if starts_at.tzinfo is None:
        raise BadInput("starts_at", "The time has no time zone. Choose day and time again.")
    if local_date(starts_at) < today:
        raise BadInput("starts_at", "This day has passed. Choose today or a later day.")
    return starts_at


def in_term(day: date) -> ColumnElement[bool]:
    """Return the condition that keeps the seats in term on ``day``."""
    ends = col(Seat.ends_on)
    return (col(Seat.starts_on) <= day) & or_(ends.is_(None), ends > day)


def notice_days(session: Session) -> int:
    """Return the house rule: days between notice and meeting."""
    return int(value_of(session, "notice_days"))


def note_text(field: str, text: str, *, most: int, least: int = 0) -> str:
    """Return a text for the meeting's own papers, cleaned; it may name a telephone number or a person.

    Raises:
        BadInput: too short or too long after cleaning.
    """
    cleaned = clean(text)
    if len(cleaned) < least:
        raise BadInput(field, "Please write at least %(n)s characters.", n=least)
    if len(cleaned) > most:
        raise BadInput(field, "Please shorten this to at most %(n)s characters.", n=most)
    return cleaned
