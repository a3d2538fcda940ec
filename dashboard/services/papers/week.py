"""What may everybody know of one week: notices running, decisions made, meetings held?"""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from dashboard.documents.public_papers.facts import WeekDecision, WeekFacts, WeekMeeting, WeekNotice
from dashboard.formats import at_shanghai, local_date
from dashboard.rules.permissions import Permission as P
from dashboard.services import demonstration
from dashboard.services.context import Context
from dashboard.services.need_rights import is_public_row
from dashboard.services.needs.page import CALLED_OFF, NOT_YET_NOTICED
from dashboard.services.papers.meeting import issuer
from dashboard.services.papers.places import site
from models.decision import Decision
from models.enums import MeetingKind, MotionStatus, NoticeStatus, Resolution
from models.meeting import AgendaItem, Meeting
from models.motion import Motion
from models.need import Need
from models.notice import Notice


def week(ctx: Context, on: date) -> WeekFacts:
    """Return the public facts of the week that a day lies in: notices running, decisions made, meetings held."""
    first = on - timedelta(days=on.weekday())
    last = first + timedelta(days=6)
    with ctx.reading(P.PUBLIC_READ) as session:
        return WeekFacts(
            first=first,
            last=last,
            notices=_notices(session, first, last),
            decisions=_decisions(session, *_bounds(first, last)),
            meetings=_meetings(session, *_bounds(first, last)),
            issuer=issuer(),
            issued_on=ctx.today(),
            path="/notices",
            site=site(),
            demo=demonstration.is_demonstration(ctx.engine),
        )


def _bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the half-open time of a week."""
    return at_shanghai(first), at_shanghai(last + timedelta(days=1))


def _notices(session: Session, first: date, last: date) -> tuple[WeekNotice, ...]:
    query = (
        select(Notice, Need)
        .join(Need, col(Need.id) == col(Notice.need_id))
        .where(Notice.status != NoticeStatus.WITHDRAWN, is_public_row())
        .where(col(Notice.starts_on) <= last, col(Notice.ends_on) >= first)
        .order_by(col(Notice.ends_on), col(Notice.id))
    )
    return tuple(
        WeekNotice(row.number, need.title, need.number, row.starts_on, row.ends_on, row.places, row.contact_post)
        for row, need in session.exec(query)
    )


def _decisions(session: Session, since: datetime, until: datetime) -> tuple[WeekDecision, ...]:
    """Return the decisions on items that everybody may read; those on the committee's own matters are left out."""
    query = (
        select(Decision, Motion.closed_at, Need)
        .join(Motion, col(Motion.id) == col(Decision.motion_id))
        .join(AgendaItem, col(AgendaItem.id) == col(Decision.agenda_item_id))
        .join(Need, col(Need.id) == col(AgendaItem.need_id))
        .where(is_public_row(), Motion.status == MotionStatus.CLOSED)
        .where(col(Motion.closed_at) >= since, col(Motion.closed_at) < until)
        .order_by(col(Motion.closed_at), col(Decision.id))
    )
    return tuple(
        WeekDecision(row.number, local_date(at), need.number, need.title, row.text, Resolution(row.resolution))
        for row, at, need in session.exec(query)
        if at is not None
    )


def _meetings(session: Session, since: datetime, until: datetime) -> tuple[WeekMeeting, ...]:
    query = select(Meeting).where(
        col(Meeting.status).not_in(CALLED_OFF + NOT_YET_NOTICED),
        col(Meeting.starts_at) >= since,
        col(Meeting.starts_at) < until,
    )
    return tuple(
        WeekMeeting(row.starts_at, row.number, row.title, MeetingKind(row.type), row.place)
        for row in session.exec(query.order_by(col(Meeting.starts_at), col(Meeting.id)))
    )
