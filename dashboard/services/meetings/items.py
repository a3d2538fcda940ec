"""What happens to an agenda item while the meeting sits, and what is noted of it?"""

from datetime import date

from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.formats import local_date
from dashboard.i18n import gettext as _
from dashboard.rules.lifecycle.agenda import AgendaAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.common import (
    channel,
    items_of,
    locked,
    note_text,
    refuse_open_vote,
    require_open_record,
    require_session,
    start_clock,
)
from dashboard.services.meetings.shapes import TaskDraft
from dashboard.services.meetings.sitting import defer_item, leave_item, withdraw_ready
from dashboard.services.needs.returning import back_to_the_list
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import public_text
from models.base import subject_of
from models.enums import AgendaStatus, MeetingStatus
from models.meeting import AgendaItem, Meeting, Task
from models.need import Need
from models.organisation import Organisation


def take_up(ctx: Context, item_id: int, *, key: str | None = None) -> None:
    """Begin the discussion of an item; one item at a time (一事一议).

    Raises:
        RuleBroken: the meeting is not in session, another item is under discussion, or this one was dealt with.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if repeated(unit, key) is not None:
            return
        require_session(meeting)
        for other in items_of(unit.session, meeting.id):
            if other.status == AgendaStatus.IN_DISCUSSION and other.id != item_id:
                raise RuleBroken(
                    "“%(title)s” is still under discussion. Decide it, defer it or put it back first.",
                    title=other.title,
                )
        advance(unit, item, AgendaAction.TAKE_UP, channel=channel(meeting.id))
        start_clock(item, unit.now)
        meeting.current_item_id = item_id
        unit.remember(key, "")


def put_back(ctx: Context, item_id: int, *, key: str | None = None) -> None:
    """Put an item back on the list, to be taken up later in the same meeting.

    Raises:
        RuleBroken: a vote is open, or the item is not under discussion.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if repeated(unit, key) is not None:
            return
        require_session(meeting)
        refuse_open_vote(unit.session, meeting.id)
        advance(unit, item, AgendaAction.PUT_BACK, channel=channel(meeting.id))
        leave_item(unit, meeting, item)
        unit.remember(key, "")


def note(ctx: Context, item_id: int, *, key: str | None = None) -> None:
    """End the discussion of a report or other free item without a vote.

    Raises:
        RuleBroken: a vote is open, or the item comes from the claim list and so has to be decided or deferred.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if repeated(unit, key) is not None:
            return
        require_session(meeting)
        refuse_open_vote(unit.session, meeting.id)
        if item.need_id is not None:
            raise RuleBroken("An item of the claim list is voted on or deferred, not just noted.")
        withdraw_ready(unit, item, _("The item was noted without a vote."))
        advance(unit, item, AgendaAction.NOTE, channel=channel(meeting.id))
        leave_item(unit, meeting, item)
        unit.remember(key, "")


def defer(ctx: Context, item_id: int, reason: str, *, key: str | None = None) -> None:
    """Hold an item over (缓议) with its need; motions on it that were not voted on are withdrawn.

    Raises:
        RuleBroken: the meeting is not in session, a vote is open, or the item was dealt with.
        BadInput: no reason was given.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if repeated(unit, key) is not None:
            return
        require_session(meeting)
        refuse_open_vote(unit.session, meeting.id)
        defer_item(unit, meeting, item, public_text("reason", reason, most=500))
        leave_item(unit, meeting, item)
        unit.remember(key, "")


WITHDRAWN_IN = (
    MeetingStatus.DRAFT,
    MeetingStatus.CALL_FOR_TOPICS,
    MeetingStatus.AGENDA_APPROVED,
    MeetingStatus.NOTICED,
    MeetingStatus.SIGN_IN,
    MeetingStatus.IN_SESSION,
)
"""States of a meeting in which an item may be withdrawn: until it ends or is broken off."""


def withdraw_item(ctx: Context, item_id: int, reason: str, *, key: str | None = None) -> None:
    """Withdraw an item from the meeting (撤回): its need is open again, motions that wait for their vote are withdrawn.

    Raises:
        RuleBroken: the meeting is over or broken off, a vote is open, or the item was dealt with.
        BadInput: no reason was given.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if repeated(unit, key) is not None:
            return
        if meeting.status not in WITHDRAWN_IN:
            raise RuleBroken("The meeting is over or broken off, so its items stay as they are.")
        refuse_open_vote(unit.session, meeting.id)
        words = public_text("reason", reason, most=500)
        withdraw_ready(unit, item, words)
        advance(unit, item, AgendaAction.WITHDRAW, reason=words, channel=channel(meeting.id))
        if item.need_id is not None:
            need = unit.get(Need, item.need_id)
            back_to_the_list(unit, need, reason=words, reference=meeting.number)
        leave_item(unit, meeting, item)
        unit.remember(key, "")


def record_discussion(ctx: Context, item_id: int, text: str, *, key: str | None = None) -> None:
    """Keep what was heard and said on an item, for the minutes; replaces what was noted before.

    Raises:
        RuleBroken: the meeting has not begun, or its minutes are approved.
        BadInput: the text is too long.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if repeated(unit, key) is not None:
            return
        require_open_record(unit.session, meeting)
        item.discussion = note_text("discussion", text, most=4000)
        unit.audit("agenda_item.record", subject_of(item), channel=channel(meeting.id), length=len(item.discussion))
        unit.remember(key, "")


def add_task(
    ctx: Context,
    meeting_id: int,
    item_id: int | None,
    text: str,
    *,
    due_on: date,
    organisation_id: int | None = None,
    unit: str = "",
    key: str | None = None,
) -> int:
    """Note something agreed that a member organisation, or another ``unit`` in words, does by a date.

    Returns the id of the task.

    Raises:
        NotFound: the item is not of this meeting, or there is no such organisation.
        RuleBroken: the meeting has not begun, or its minutes are approved.
        BadInput: nobody or two are to do it, or it would be due before the meeting.
    """
    draft = TaskDraft(text=text, organisation_id=organisation_id, unit=unit, due_on=due_on)
    with ctx.writing(P.MEETING_RUN) as work:
        meeting = work.get(Meeting, meeting_id)
        if (done := repeated(work, key)) is not None:
            return int(done)
        require_open_record(work.session, meeting)
        row = work.add(_task(work, meeting, item_id, draft))
        work.audit("task.add", subject_of(row), channel=channel(meeting_id), due_on=str(due_on))
        work.remember(key, row.id)
        return row.id


def _task(work: Unit, meeting: Meeting, item_id: int | None, draft: TaskDraft) -> Task:
    words = note_text("unit", draft.unit, most=80)
    if (draft.organisation_id is None) == (not words):
        raise BadInput("unit", "Please choose a member organisation or name another unit: one of the two.")
    if draft.due_on < local_date(meeting.starts_at):
        raise BadInput("due_on", "A task cannot be due before the meeting. Choose a later day.")
    if item_id is not None and work.get(AgendaItem, item_id).meeting_id != meeting.id:
        raise NotFound("This record does not exist.", table="AgendaItem", id=item_id)
    if draft.organisation_id is not None:
        work.get(Organisation, draft.organisation_id)
    return Task(
        meeting_id=meeting.id,
        agenda_item_id=item_id,
        text=note_text("text", draft.text, least=4, most=200),
        organisation_id=draft.organisation_id,
        unit=words,
        due_on=draft.due_on,
    )
