"""What the secretariat writes down while the meeting sits: what was said on an item, and who does what by when."""

from datetime import date
from functools import partial

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import meetings
from dashboard.services.context import Context
from dashboard.services.meetings import ItemRead, Room, speaking
from dashboard.ui import feedback, session
from dashboard.ui.record.room import desk
from models.enums import AgendaStatus, MeetingStatus

WRITTEN = (MeetingStatus.IN_SESSION, MeetingStatus.CLOSED)
TASK = {"task_text": "", "task_unit": 0, "task_other": "", "task_due": None}
"""Fields of a new task, and what each holds at first."""


def record(room: Room, units: dict[int, str], today: date) -> None:
    """Draw the notes on the item under discussion, or on one that was dealt with, and the form for tasks."""
    dealt_with = [item for item in room.items if item.status is not AgendaStatus.LISTED]
    if room.meeting.status not in WRITTEN or not dealt_with:
        return
    desk(room, dealt_with)
    with st.expander(_("Record of the discussion and tasks"), icon=":material/edit_note:"):
        item = _chosen(dealt_with, room.current)
        _notes(item)
        _task(room.meeting.id, item, units, today)


def _chosen(items: list[ItemRead], current: ItemRead | None) -> ItemRead:
    titles = {item.id: f"{item.position}. {item.title}" for item in items}
    first = current.id if current else items[-1].id
    chosen = st.selectbox(
        _("Item"),
        list(titles),
        index=list(titles).index(first),
        format_func=lambda item: titles[item],
        key=f"record_item_{first}",
    )
    return next(item for item in items if item.id == chosen)


def _notes(item: ItemRead) -> None:
    key = f"notes_text_{item.id}"
    session.start_widget(key, item.discussion)
    with st.form(f"notes_{item.id}", border=False):
        st.text_area(_("What was heard and said"), key=key, max_chars=4000, height=200)
        feedback.below("discussion")
        with st.container(horizontal=True):
            st.form_submit_button(_("Save the notes"), key=f"notes_go_{item.id}", on_click=_send_notes, args=(item.id,))
            st.form_submit_button(
                _("Take over the speakers"),
                key=f"speakers_{item.id}",
                help=_("Adds who spoke, in order, by unit and post."),
                on_click=_take_over,
                args=(item.id,),
            )


def _take_over(item_id: int) -> None:
    """Put who spoke below what was typed; nothing is saved yet."""

    def add(ctx: Context) -> None:
        lines = speaking.speakers_text(ctx, item_id).splitlines()
        typed = str(session.widget(f"notes_text_{item_id}") or "")
        fresh = [line for line in lines if line not in typed]
        session.set_widget(f"notes_text_{item_id}", "\n".join([*([typed.rstrip()] if typed.strip() else []), *fresh]))

    feedback.act(add)


def _send_notes(item_id: int) -> None:
    text = str(session.widget(f"notes_text_{item_id}") or "")
    feedback.act(meetings.record_discussion, item_id, text, key=f"notes_go_{item_id}", done=_("The notes are saved."))


def _task(meeting_id: int, item: ItemRead, units: dict[int, str], today: date) -> None:
    st.markdown("**" + _("A task agreed on this item") + "**")
    names = {0: _("another unit, named beside")} | units
    for key, begun in TASK.items():
        session.start_widget(key, begun)
    with st.form("task_form", border=False):
        st.text_input(_("Task"), key="task_text", max_chars=200)
        feedback.below("text")
        left, right = st.columns(2)
        left.selectbox(_("Member organisation"), list(names), format_func=lambda unit: names[unit], key="task_unit")
        right.text_input(_("Another unit"), key="task_other", max_chars=80)
        feedback.below("unit")
        st.date_input(_("Due date"), value=None, min_value=today, key="task_due", format="YYYY-MM-DD")
        feedback.below("due_on")
        st.form_submit_button(_("Add the task"), key="task_add", on_click=_send_task, args=(meeting_id, item.id))


def _send_task(meeting_id: int, item_id: int) -> None:
    unit = int(session.widget("task_unit") or 0)
    feedback.act(
        partial(
            meetings.add_task,
            due_on=session.widget("task_due"),
            organisation_id=unit or None,
            unit=str(session.widget("task_other") or ""),
        ),
        meeting_id,
        item_id,
        str(session.widget("task_text") or ""),
        key="task_add",
        done=_("The task is noted."),
        then=lambda _task_id: session.forget_widgets(list(TASK)),
    )
