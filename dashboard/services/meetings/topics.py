"""How are topics called for, handed in, checked, and put on the agenda or not (议题征集)?"""

from datetime import date

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.formats import local_date
from dashboard.i18n import either
from dashboard.rules.lifecycle.meetings import MeetingAction
from dashboard.rules.lifecycle.topics import TopicAction
from dashboard.rules.permissions import Permission as P
from dashboard.rules.topics import takes_topics, unmet
from dashboard.services.context import Actor, Context, Unit
from dashboard.services.meetings.agenda import place_item, require_schedulable
from dashboard.services.meetings.common import channel, in_term, locked, note_text, require_draft
from dashboard.services.meetings.topic_shapes import TopicCheck
from dashboard.services.membership import is_member
from dashboard.services.once import repeated
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import public_text
from models.base import subject_of
from models.enums import MeetingStatus, TopicStatus
from models.meeting import AgendaItemDraft, Meeting
from models.need import Need
from models.organisation import Organisation, Seat
from models.topic import Topic, TopicDraft

CHECKABLE = (TopicStatus.SUBMITTED, TopicStatus.DEFERRED)
"""States of a topic in which its check may be filled in."""


def call_topics(ctx: Context, meeting_id: int, first: date, last: date, *, key: str | None = None) -> None:
    """Call for topics from ``first`` to ``last``, both days included.

    Raises:
        RuleBroken: the agenda is settled, or the call is open already.
        BadInput: the days do not lie between today and the meeting in this order (field ``topics_until``).
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if repeated(unit, key) is not None:
            return
        if not first <= last or not unit.today <= last <= local_date(meeting.starts_at):
            raise BadInput(
                "topics_until", "The last day must be today or later, not before the first, nor after the meeting."
            )
        meeting.topics_from, meeting.topics_until = first, last
        days = {"first": str(first), "last": str(last)}
        advance(unit, meeting, MeetingAction.CALL_TOPICS, channel=channel(meeting_id), **days)
        unit.remember(key, "")


def end_call(ctx: Context, meeting_id: int, *, key: str | None = None) -> None:
    """End the call for topics; only the secretariat can enter one afterwards."""
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if repeated(unit, key) is not None:
            return
        advance(unit, meeting, MeetingAction.END_CALL, channel=channel(meeting_id))
        unit.remember(key, "")


def submit(
    ctx: Context, meeting_id: int, draft: TopicDraft, *, organisation_id: int | None = None, key: str | None = None
) -> int:
    """Hand in a topic for the actor's own organisation and return its id.

    Args:
        organisation_id: for whom the secretariat enters the topic; nobody else may name one.

    Raises:
        RuleBroken: the meeting takes no topics today (the secretariat may still enter one while the agenda is
            drafted), or the item of the claim list cannot go to a meeting now.
        NotAllowed: the actor speaks for no member organisation.
        BadInput: a text cannot be shown to everybody.
    """
    with ctx.writing(P.TOPIC_PROPOSE) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        office = unit.actor.may(P.MEETING_PREPARE)
        _require_open(unit, meeting, office=office)
        if office and organisation_id is not None:
            unit.get(Organisation, organisation_id)
        elif not office:
            organisation_id = organisation_for(unit.session, unit.actor, meeting, unit.today)
        row = unit.add(_topic(unit, meeting, draft, organisation_id))
        begin(unit, row, TopicAction.SUBMIT, channel=channel(meeting_id), meeting=meeting.number)
        unit.remember(key, row.id)
        return row.id


def _require_open(unit: Unit, meeting: Meeting, *, office: bool) -> None:
    if office:
        require_draft(meeting)
        return
    called = meeting.status == MeetingStatus.CALL_FOR_TOPICS
    if not called or not takes_topics(meeting.topics_from, meeting.topics_until, unit.today):
        raise RuleBroken("This meeting takes no topics today. Ask the secretariat, or wait for the next call.")


def _topic(unit: Unit, meeting: Meeting, draft: TopicDraft, organisation_id: int | None) -> Topic:
    power = draft.decision_power
    if draft.need_id is not None:
        need = unit.get(Need, draft.need_id)
        require_schedulable(need)
        power = need.decision_power
    return Topic(
        meeting_id=meeting.id,
        user_id=unit.actor.id,
        organisation_id=organisation_id,
        need_id=draft.need_id,
        title=public_text("title", draft.title, least=4, most=80),
        reasons=public_text("reasons", draft.reasons, least=10, most=1000),
        asked=public_text("asked", draft.asked, most=300),
        decision_power=power,
        presenter=note_text("presenter", draft.presenter, most=60),
        minutes_wanted=draft.minutes_wanted,
        submitted_at=unit.now,
    )


def organisation_for(session: Session, actor: Actor, meeting: Meeting, today: date) -> int:
    """Return the id of the organisation the actor speaks for: that of the actor's seat, else of the account.

    Raises:
        NotAllowed: there is none, or it is no member today.
    """
    held = select(Seat.organisation_id).where(col(Seat.user_id) == actor.id, in_term(today))
    here_first = held.order_by((col(Seat.body_code) == meeting.body_code).desc(), col(Seat.id))
    found = session.exec(here_first).first() if actor.id is not None else None
    row = session.get(Organisation, found or actor.organisation_id or 0)
    if row is None:
        raise NotAllowed("Your account belongs to no member organisation. Ask the secretariat to enter it.")
    if not is_member(row, today):
        name = either(row.name_zh, row.name_en)
        raise NotAllowed("%(name)s is not a member organisation today, so it proposes no topics.", name=name)
    return row.id


def withdraw(ctx: Context, topic_id: int, *, key: str | None = None) -> None:
    """Take one's own topic back before it is dealt with.

    Raises:
        NotAllowed: somebody else handed it in.
        RuleBroken: it was dealt with already.
    """
    with ctx.writing(P.TOPIC_PROPOSE) as unit:
        _meeting, row = locked(unit, Topic, topic_id)
        if unit.actor.id is None or row.user_id != unit.actor.id:
            raise NotAllowed("Only the person who handed this topic in may take it back.")
        if repeated(unit, key) is not None:
            return
        advance(unit, row, TopicAction.WITHDRAW, channel=channel(row.meeting_id))
        unit.remember(key, "")


def check(ctx: Context, topic_id: int, answers: TopicCheck, *, key: str | None = None) -> None:
    """Keep the answers to the four questions of the check.

    Raises:
        RuleBroken: the topic was dealt with already.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        _meeting, row = locked(unit, Topic, topic_id)
        if repeated(unit, key) is not None:
            return
        if row.status not in CHECKABLE:
            raise RuleBroken("This topic was dealt with already, so its check cannot be changed.")
        row.sqlmodel_update(answers.model_dump())
        unit.session.add(row)
        unit.audit("topic.check", subject_of(row), channel=channel(row.meeting_id), **answers.model_dump())
        unit.remember(key, "")


def list_topic(ctx: Context, topic_id: int, *, key: str | None = None) -> int:
    """Put a topic on the agenda of the meeting it was handed in for; return the id of the agenda item.

    Raises:
        RuleBroken: it was not found to be within the remit and prepared, it was dealt with already, the agenda is
            settled, or its item of the claim list cannot go to a meeting now.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting, row = locked(unit, Topic, topic_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        item_id = put_on_agenda(unit, meeting, row)
        unit.remember(key, item_id)
        return item_id


def put_on_agenda(unit: Unit, meeting: Meeting, row: Topic) -> int:
    """Put a topic on the agenda of a locked meeting; return the id of the item. A topic taken off goes on again."""
    if unmet(row.model_dump()):
        raise RuleBroken("A topic goes on the agenda once it is found to be within the remit, and prepared.")
    require_draft(meeting)
    draft = AgendaItemDraft(
        title=row.title,
        minutes_planned=row.minutes_wanted,
        presenter=row.presenter or _name(unit, row.organisation_id),
        need_id=row.need_id,
        decision_power=row.decision_power,
    )
    taken_off = row.status == TopicStatus.LISTED and row.agenda_item_id is None
    if not taken_off:
        advance(unit, row, TopicAction.LIST, reference=meeting.number, channel=channel(meeting.id))
    row.agenda_item_id = place_item(unit, meeting, draft).id
    unit.session.add(row)
    return row.agenda_item_id


def _name(unit: Unit, organisation_id: int | None) -> str:
    row = unit.session.get(Organisation, organisation_id) if organisation_id is not None else None
    return either(row.name_zh, row.name_en)[:60] if row else ""


def refuse(ctx: Context, topic_id: int, reason: str, *, key: str | None = None) -> None:
    """Do not take a topic onto the agenda; its proposer reads why."""
    _decline(ctx, topic_id, TopicAction.REFUSE, reason, key)


def defer(ctx: Context, topic_id: int, reason: str, *, key: str | None = None) -> None:
    """Put a topic off: it is offered again when the next meeting of the body is prepared."""
    _decline(ctx, topic_id, TopicAction.DEFER, reason, key)


def _decline(ctx: Context, topic_id: int, action: TopicAction, reason: str, key: str | None) -> None:
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting, row = locked(unit, Topic, topic_id)
        if repeated(unit, key) is not None:
            return
        words = public_text("reason", reason, most=500)
        advance(unit, row, action, reason=words, channel=channel(meeting.id))
        unit.remember(key, "")


def defer_waiting(unit: Unit, meeting: Meeting, reason: str) -> None:
    """Put off the topics of a meeting that does not take place and that nobody has dealt with yet."""
    waiting = select(Topic).where(Topic.meeting_id == meeting.id, Topic.status == TopicStatus.SUBMITTED)
    for row in unit.session.exec(waiting).all():
        advance(unit, row, TopicAction.DEFER, reason=reason, channel=channel(meeting.id))
