"""What stands on the agenda, in which order, and when does each item come up?"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import Session, col, delete, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.lifecycle import move
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.common import channel, items_of, locked, note_text, require_draft
from dashboard.services.needs.opinions import require_opinion
from dashboard.services.needs.returning import back_to_the_list
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import public_text
from models.attachment import Attachment
from models.base import subject_of
from models.enums import AgendaStatus
from models.meeting import AgendaItem, AgendaItemDraft, Meeting, Recusal, Task
from models.motion import Motion
from models.need import Need
from models.speech import Speech
from models.topic import Topic


def running_clock(starts_at: datetime, minutes: Sequence[int]) -> list[datetime]:
    """Return when each item comes up, and at the end when the meeting is planned to be over."""
    clock = [starts_at]
    for length in minutes:
        clock.append(clock[-1] + timedelta(minutes=length))
    return clock


def add_item(ctx: Context, meeting_id: int, draft: AgendaItemDraft, *, key: str | None = None) -> int:
    """Put an item at the end of the agenda and return its id; one of the claim list goes to this meeting with it.

    Raises:
        RuleBroken: the agenda is settled, or the item of the claim list cannot go to a meeting now, be it for its
            state or for lack of a legal opinion.
        BadInput: a text cannot be shown to everybody.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        require_draft(meeting)
        row = place_item(unit, meeting, draft)
        unit.remember(key, row.id)
        return row.id


def place_item(
    unit: Unit,
    meeting: Meeting,
    draft: AgendaItemDraft,
    *,
    resumes_id: int | None = None,
    task_id: int | None = None,
    decision_id: int | None = None,
) -> AgendaItem:
    """Put an item at the end of the agenda of a locked meeting, its need scheduled, and audit it; return its row."""
    row = AgendaItem(
        meeting_id=meeting.id,
        position=len(items_of(unit.session, meeting.id)) + 1,
        need_id=draft.need_id,
        title=public_text("title", draft.title, least=4, most=80),
        minutes_planned=draft.minutes_planned,
        presenter=note_text("presenter", draft.presenter, most=60),
        decision_power=draft.decision_power,
        resumes_id=resumes_id,
        task_id=task_id,
        decision_id=decision_id,
    )
    if draft.need_id is not None:
        need = unit.get(Need, draft.need_id)
        require_schedulable(need)
        require_opinion(unit.session, need)
        advance(unit, need, NeedAction.SCHEDULE, reference=meeting.number)
        row.decision_power = need.decision_power
    unit.add(row)
    unit.audit("agenda_item.add", subject_of(row), channel=channel(meeting.id), meeting=meeting.number)
    return row


def require_schedulable(need: Need) -> None:
    """Refuse an item of the claim list that cannot go to a meeting in its present state."""
    if move("need", need.status, NeedAction.SCHEDULE) is None:
        raise RuleBroken(
            "%(number)s cannot go to a meeting now. Choose an item that is open for claiming, was deferred or was not "
            "adopted.",
            number=need.number,
        )


def edit_item(ctx: Context, item_id: int, draft: AgendaItemDraft, *, key: str | None = None) -> None:
    """Change title, minutes and presenter of an item while the agenda is a draft; what it is about stays.

    Who has the power to decide is changed for a free item only: an item of the claim list says it itself.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if repeated(unit, key) is not None:
            return
        require_draft(meeting)
        item.title = public_text("title", draft.title, least=4, most=80)
        item.minutes_planned = draft.minutes_planned
        item.presenter = note_text("presenter", draft.presenter, most=60)
        if item.need_id is None:
            item.decision_power = draft.decision_power
        unit.audit("agenda_item.edit", subject_of(item), channel=channel(meeting.id), minutes=item.minutes_planned)
        unit.remember(key, "")


def remove_item(ctx: Context, item_id: int, *, key: str | None = None) -> None:
    """Take an item off a draft agenda, its papers with it; one of the claim list is open again.

    Raises:
        RuleBroken: the agenda is settled, or the item was decided or put to a vote already.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        if repeated(unit, key) is not None:
            return
        meeting, item = locked(unit, AgendaItem, item_id)
        require_draft(meeting)
        if item.status != AgendaStatus.LISTED or _was_dealt_with(unit.session, item_id):
            raise RuleBroken("This item was already dealt with at this meeting, so it stays in its record.")
        if item.need_id is not None:
            back_to_the_list(unit, unit.get(Need, item.need_id), reference=meeting.number)
        _take_out(unit, item)
        unit.audit(
            "agenda_item.remove",
            subject_of(item),
            channel=channel(meeting.id),
            meeting=meeting.number,
            title=item.title,
        )
        unit.remember(key, "")


def _was_dealt_with(session: Session, item_id: int) -> bool:
    """Return whether somebody spoke on the item, a motion was put, or a task was agreed on it."""
    spoken = select(Speech.id).where(Speech.agenda_item_id == item_id)
    put = select(Motion.id).where(Motion.agenda_item_id == item_id)
    agreed = select(Task.id).where(Task.agenda_item_id == item_id)
    return any(session.exec(query).first() is not None for query in (put, spoken, agreed))


def _take_out(unit: Unit, item: AgendaItem) -> None:
    for paper in unit.session.exec(select(Attachment).where(Attachment.owner == subject_of(item))):
        paper.removed_at = paper.removed_at or unit.now
    for topic in unit.session.exec(select(Topic).where(Topic.agenda_item_id == item.id)):
        topic.agenda_item_id = None
    unit.session.exec(delete(Recusal).where(col(Recusal.agenda_item_id) == item.id))
    unit.session.flush()
    for later in items_of(unit.session, item.meeting_id):
        later.position -= later.position > item.position
    unit.session.delete(item)


def move_item(ctx: Context, item_id: int, way: Literal["up", "down"], *, key: str | None = None) -> None:
    """Change places with the item before or after.

    Raises:
        RuleBroken: the agenda is settled, or there is no item on that side.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if repeated(unit, key) is not None:
            return
        require_draft(meeting)
        order = items_of(unit.session, meeting.id)
        here = order.index(item)
        there = here + (1 if way == "down" else -1)
        if not 0 <= there < len(order):
            raise RuleBroken("This item stands at the end already.")
        order[here].position, order[there].position = order[there].position, order[here].position
        unit.audit("agenda_item.move", subject_of(item), channel=channel(meeting.id), position=item.position)
        unit.remember(key, "")


def move_to(ctx: Context, item_id: int, position: int, *, key: str | None = None) -> None:
    """Put an item at a place in the order, counted from 1; the others close up.

    Raises:
        RuleBroken: the agenda is settled.
        BadInput: there is no such place.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if repeated(unit, key) is not None:
            return
        require_draft(meeting)
        order = items_of(unit.session, meeting.id)
        if not 1 <= position <= len(order):
            raise BadInput("position", "Please enter a whole number from 1 to %(most)s.", most=len(order))
        order.remove(item)
        order.insert(position - 1, item)
        for place, row in enumerate(order, 1):
            row.position = place
        unit.audit("agenda_item.move", subject_of(item), channel=channel(meeting.id), position=position)
        unit.remember(key, "")
