"""Which topics may the reader see, what became of them, and which meetings take new ones?"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from dashboard.errors import NotFound
from dashboard.formats import local_date
from dashboard.i18n import either
from dashboard.rules.lifecycle.needs import MOVES as NEED_MOVES
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission as P
from dashboard.rules.topics import call_days, is_late, takes_topics
from dashboard.services.context import Actor, Context
from dashboard.services.house_rules import value_of
from dashboard.services.meetings.common import BUILDABLE, in_term
from dashboard.services.meetings.shapes import Schedulable
from dashboard.services.meetings.topic_shapes import Call, TopicCheck, TopicFilter, TopicRead
from models.base import subject_of
from models.enums import DecisionPower, MeetingStatus, TopicStatus
from models.life import LifeEvent
from models.meeting import Meeting
from models.need import Need
from models.organisation import Body, Organisation, Seat
from models.topic import Topic

SCHEDULABLE = tuple(state for state, action in NEED_MOVES if action == NeedAction.SCHEDULE)


def handed_in(ctx: Context, wanted: TopicFilter | None = None) -> list[TopicRead]:
    """Return the topics the reader may see, those still to be dealt with first, then the latest first.

    The secretariat and the chair see all, everybody else those of their own organisation or hand.
    """
    wanted = wanted or TopicFilter()
    query = select(Topic, Meeting, Organisation, Need.number).join(Meeting, col(Meeting.id) == Topic.meeting_id)
    query = query.outerjoin(Organisation, col(Organisation.id) == Topic.organisation_id)
    query = query.outerjoin(Need, col(Need.id) == Topic.need_id)
    if wanted.meeting:
        query = query.where(Meeting.number == wanted.meeting)
    if wanted.status is not None:
        query = query.where(Topic.status == wanted.status)
    waiting_first = (col(Topic.status) == TopicStatus.SUBMITTED).desc()
    query = query.order_by(waiting_first, col(Topic.submitted_at).desc(), col(Topic.id).desc())
    with ctx.reading(P.TOPIC_PROPOSE) as session:
        rows = session.exec(query.where(_seen_by(session, ctx))).all()
        last = _last_moves(session, [row[0] for row in rows])
        return [_read(*row, ctx.actor, last[subject_of(row[0])]) for row in rows]


def _seen_by(session: Session, ctx: Context) -> ColumnElement[bool]:
    """Return the condition of a query that leaves only topics the actor may see."""
    if ctx.actor.may(P.MEETING_PREPARE) or ctx.actor.may(P.AGENDA_APPROVE):
        return col(Topic.id).is_not(None)
    held = select(Seat.organisation_id).where(col(Seat.user_id) == ctx.actor.id, in_term(ctx.today()))
    units = {*session.exec(held), ctx.actor.organisation_id} - {None}
    return or_(col(Topic.user_id) == ctx.actor.id, col(Topic.organisation_id).in_(units))


def _last_moves(session: Session, rows: Sequence[Topic]) -> dict[str, LifeEvent]:
    """Return the last move of each topic by its subject."""
    moves = select(LifeEvent).where(col(LifeEvent.subject).in_([subject_of(row) for row in rows]))
    return {event.subject: event for event in session.exec(moves.order_by(col(LifeEvent.id)))}


def _read(
    row: Topic,
    meeting: Meeting,
    organisation: Organisation | None,
    need_number: str | None,
    actor: Actor,
    last: LifeEvent,
) -> TopicRead:
    return TopicRead(
        id=row.id,
        meeting_id=meeting.id,
        meeting_number=meeting.number,
        meeting_title=meeting.title,
        buildable=meeting.status in BUILDABLE,
        organisation=either(organisation.name_zh, organisation.name_en) if organisation else "",
        need_number=need_number or "",
        title=row.title,
        reasons=row.reasons,
        asked=row.asked,
        decision_power=DecisionPower(row.decision_power),
        presenter=row.presenter,
        minutes_wanted=row.minutes_wanted,
        submitted_at=row.submitted_at,
        status=TopicStatus(row.status),
        answers=TopicCheck.model_validate(row, from_attributes=True),
        reason=last.reason,
        reference=last.reference,
        late=is_late(local_date(row.submitted_at), meeting.topics_until),
        listed=row.agenda_item_id is not None,
        mine=row.user_id is not None and row.user_id == actor.id,
    )


def calls(ctx: Context) -> list[Call]:
    """Return the meetings a topic can be handed in for now, the soonest first; the secretariat also sees drafts."""
    states = BUILDABLE if ctx.actor.may(P.MEETING_PREPARE) else (MeetingStatus.CALL_FOR_TOPICS,)
    query = select(Meeting, Body).join(Body, col(Body.code) == Meeting.body_code)
    query = query.where(col(Meeting.status).in_(states)).order_by(col(Meeting.starts_at), col(Meeting.id))
    with ctx.reading(P.TOPIC_PROPOSE) as session:
        found = [_call(row, body, ctx) for row, body in session.exec(query)]
    return [one for one in found if one.open or ctx.actor.may(P.MEETING_PREPARE)]


def _call(row: Meeting, body: Body, ctx: Context) -> Call:
    called = row.status == MeetingStatus.CALL_FOR_TOPICS
    return Call(
        meeting_id=row.id,
        number=row.number,
        title=row.title,
        body=either(body.name_zh, body.name_en),
        starts_at=row.starts_at,
        status=MeetingStatus(row.status),
        first=row.topics_from,
        last=row.topics_until,
        open=called and takes_topics(row.topics_from, row.topics_until, ctx.today()),
    )


def offered_days(ctx: Context, meeting_id: int) -> tuple[date, date]:
    """Return the first and last day of a call as the house rule offers them.

    Raises:
        NotFound: there is no such meeting.
    """
    with ctx.reading(P.MEETING_PREPARE) as session:
        row = session.get(Meeting, meeting_id)
        if row is None:
            raise NotFound("This record does not exist.", table="Meeting", id=meeting_id)
        return call_days(local_date(row.starts_at), ctx.today(), int(value_of(session, "topic_deadline_days")))


def needs_to_propose(ctx: Context) -> list[Schedulable]:
    """Return the items of the claim list that a topic may bring to a meeting now, by number."""
    with ctx.reading(P.TOPIC_PROPOSE) as session:
        return schedulable_needs(session)


def schedulable_needs(session: Session) -> list[Schedulable]:
    """Return the items of the claim list that may be put on an agenda now, by number."""
    query = select(Need).where(col(Need.status).in_(SCHEDULABLE)).order_by(Need.number)
    return [Schedulable(row.id, row.number, row.title) for row in session.exec(query)]
