"""What has earlier meetings of the same body left over for the agenda of the next one?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from dashboard.errors import NotFound, RuleBroken
from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission as P
from dashboard.rules.texts import private_details
from dashboard.rules.topics import unmet
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.agenda import place_item
from dashboard.services.meetings.common import require_draft
from dashboard.services.meetings.topic_reading import SCHEDULABLE
from dashboard.services.meetings.topics import put_on_agenda
from dashboard.services.once import repeated
from models.decision import Decision
from models.enums import AgendaStatus, DecisionPower, DecisionStatus, MeetingStatus, TaskStatus, TopicStatus
from models.meeting import AgendaItem, AgendaItemDraft, Meeting, Task
from models.need import Need
from models.organisation import Organisation
from models.topic import Topic

OVER = (MeetingStatus.CLOSED, MeetingStatus.CANCELLED)
UNDECIDED = (AgendaStatus.LISTED, AgendaStatus.IN_DISCUSSION, AgendaStatus.DEFERRED, AgendaStatus.NOT_ADOPTED)
TITLE_LENGTH = 80
REPORT_MINUTES = 5


class LeftOver(StrEnum):
    """What kind of thing is carried over."""

    DECISION = "decision"
    TASK = "task"
    ITEM = "item"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Offered:
    """Something an earlier meeting left over.

    ``outcome`` is what became of an agenda item. ``unit`` is who carries a task or decision out, or proposed a topic.
    ``ready`` is false for a topic whose check does not let it onto the agenda yet.
    """

    kind: LeftOver
    id: int
    title: str
    meeting_number: str
    need_number: str = ""
    outcome: AgendaStatus | None = None
    unit: str = ""
    due_on: date | None = None
    overdue: bool = False
    ready: bool = True


def offered(ctx: Context, meeting_id: int) -> list[Offered]:
    """Return what earlier meetings of the body left over and no coming agenda holds yet.

    Open decisions and tasks come first, those overdue before the others by due date; then items that were not
    decided, deferred or not adopted; then topics that were put off.

    Raises:
        NotFound: there is no such meeting.
    """
    with ctx.reading(P.MEETING_PREPARE) as session:
        meeting = session.get(Meeting, meeting_id)
        if meeting is None:
            raise NotFound("This record does not exist.", table="Meeting", id=meeting_id)
        return left_over(session, meeting, ctx.today())


def left_over(session: Session, meeting: Meeting, today: date) -> list[Offered]:
    """Return what is offered to a meeting."""
    work = [*_decisions(session, meeting, today), *_tasks(session, meeting, today)]
    work.sort(key=lambda one: (not one.overdue, one.due_on or date.max))
    return [*work, *_items(session, meeting), *_topics(session, meeting)]


def take(ctx: Context, meeting_id: int, kind: LeftOver, row_id: int, *, key: str | None = None) -> int:
    """Put something left over at the end of the agenda; return the id of the new item, which points back to it.

    Raises:
        RuleBroken: it is on an agenda or dealt with meanwhile, a topic's check is not done, or the agenda is settled.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        require_draft(meeting)
        left = left_over(unit.session, meeting, unit.today)
        found = next((one for one in left if (one.kind, one.id) == (kind, row_id)), None)
        if found is None:
            raise RuleBroken("This is on an agenda already, or is not open any more. Reload the page to see it.")
        item_id = _take(unit, meeting, found)
        unit.remember(key, item_id)
        return item_id


def _take(unit: Unit, meeting: Meeting, found: Offered) -> int:
    match found.kind:
        case LeftOver.TOPIC:
            return put_on_agenda(unit, meeting, unit.get(Topic, found.id))
        case LeftOver.ITEM:
            before = unit.get(AgendaItem, found.id)
            draft = AgendaItemDraft(
                title=before.title,
                minutes_planned=before.minutes_planned,
                presenter=before.presenter,
                need_id=before.need_id,
                decision_power=DecisionPower(before.decision_power),
            )
            return place_item(unit, meeting, draft, resumes_id=before.id).id
        case LeftOver.TASK:
            return place_item(unit, meeting, _report(found), task_id=found.id).id
        case LeftOver.DECISION:
            return place_item(unit, meeting, _report(found), decision_id=found.id).id


def _report(found: Offered) -> AgendaItemDraft:
    title = _("Report: %(text)s") % {"text": " ".join(found.title.split())}
    if private_details(title):  # a task may hold a telephone number, an agenda may not
        title = _("Report on a task of meeting %(number)s") % {"number": found.meeting_number}
    if len(title) > TITLE_LENGTH:
        title = title[: TITLE_LENGTH - 1] + "…"
    return AgendaItemDraft(title=title, minutes_planned=REPORT_MINUTES, presenter=found.unit[:60])


def _earlier(meeting: Meeting) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that keep the meetings of the same body that are over."""
    same_body = col(Meeting.body_code) == meeting.body_code
    return same_body, col(Meeting.id) != meeting.id, col(Meeting.status).in_(OVER)


def _on_a_coming_agenda(session: Session, column: str) -> set[int]:
    """Return which tasks, decisions or items stand on the agenda of a meeting that is not over."""
    link = getattr(AgendaItem, column)
    query = select(link).join(Meeting, col(Meeting.id) == AgendaItem.meeting_id)
    live = query.where(link.is_not(None), col(Meeting.status).not_in(OVER))
    return set(session.exec(live.where(AgendaItem.status != AgendaStatus.WITHDRAWN)))


def _decisions(session: Session, meeting: Meeting, today: date) -> Iterator[Offered]:
    query = select(Decision, Meeting.number, Organisation).join(Meeting, col(Meeting.id) == Decision.meeting_id)
    query = query.outerjoin(Organisation, col(Organisation.id) == Decision.lead_organisation_id)
    query = query.where(*_earlier(meeting), Decision.status == DecisionStatus.OPEN).order_by(col(Decision.id))
    listed = _on_a_coming_agenda(session, "decision_id")
    for row, number, unit in session.exec(query):
        if row.id not in listed:
            text = f"{row.number} {row.text}"
            yield _work(LeftOver.DECISION, row.id, text, number, unit, row.lead_unit, row.due_on, today)


def _tasks(session: Session, meeting: Meeting, today: date) -> Iterator[Offered]:
    query = select(Task, Meeting.number, Organisation).join(Meeting, col(Meeting.id) == Task.meeting_id)
    query = query.outerjoin(Organisation, col(Organisation.id) == Task.organisation_id)
    query = query.where(*_earlier(meeting), Task.status == TaskStatus.OPEN).order_by(col(Task.id))
    listed = _on_a_coming_agenda(session, "task_id")
    for row, number, unit in session.exec(query):
        if row.id not in listed:
            yield _work(LeftOver.TASK, row.id, row.text, number, unit, row.unit, row.due_on, today)


def _work(
    kind: LeftOver,
    row_id: int,
    text: str,
    number: str,
    unit: Organisation | None,
    words: str,
    due_on: date | None,
    today: date,
) -> Offered:
    name = either(unit.name_zh, unit.name_en) if unit else words
    overdue = due_on is not None and due_on < today
    return Offered(kind, row_id, text, number, unit=name, due_on=due_on, overdue=overdue)


def _items(session: Session, meeting: Meeting) -> Iterator[Offered]:
    """Yield the items to be taken up again, the latest of each need; an item that was taken up again is left out."""
    query = select(AgendaItem, Meeting, Need).join(Meeting, col(Meeting.id) == AgendaItem.meeting_id)
    query = query.outerjoin(Need, col(Need.id) == AgendaItem.need_id)
    query = query.where(*_earlier(meeting), col(AgendaItem.status).in_(UNDECIDED))
    query = query.where(col(AgendaItem.task_id).is_(None), col(AgendaItem.decision_id).is_(None))
    latest_first = (col(Meeting.starts_at).desc(), col(Meeting.id).desc(), col(AgendaItem.position))
    again = select(AgendaItem.resumes_id).where(AgendaItem.status != AgendaStatus.WITHDRAWN)
    resumed = set(session.exec(again))
    seen: set[int] = set()
    for row, held, need in session.exec(query.order_by(*latest_first)):
        if need is not None and (need.status not in SCHEDULABLE or need.id in seen):
            continue
        if need is None and row.id in resumed:
            continue
        if need is not None:
            seen.add(need.id)
        number = need.number if need else ""
        yield Offered(LeftOver.ITEM, row.id, row.title, held.number, number, AgendaStatus(row.status))


def _topics(session: Session, meeting: Meeting) -> Iterator[Offered]:
    """Yield the topics that were put off, or that a meeting now over never dealt with."""
    query = select(Topic, Meeting, Organisation, Need).join(Meeting, col(Meeting.id) == Topic.meeting_id)
    query = query.outerjoin(Organisation, col(Organisation.id) == Topic.organisation_id)
    query = query.outerjoin(Need, col(Need.id) == Topic.need_id)
    query = query.where(
        Meeting.body_code == meeting.body_code, col(Meeting.id) != meeting.id, col(Topic.agenda_item_id).is_(None)
    )
    for row, asked, unit, need in session.exec(query.order_by(col(Topic.submitted_at), col(Topic.id))):
        waits = row.status in (TopicStatus.SUBMITTED, TopicStatus.LISTED) and asked.status in OVER
        if row.status != TopicStatus.DEFERRED and not waits:
            continue
        if need is not None and need.status not in SCHEDULABLE:
            continue
        name = either(unit.name_zh, unit.name_en) if unit else ""
        ready = not unmet(row.model_dump())
        number = need.number if need else ""
        yield Offered(LeftOver.TOPIC, row.id, row.title, asked.number, number, unit=name, ready=ready)
