"""The agenda of a meeting: its order and clock, and while it is a draft the tools to build it."""

from functools import partial

import streamlit as st

from dashboard.formats import clock
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from dashboard.services import meetings
from dashboard.services.context import Context
from dashboard.services.meetings import ItemRead, MeetingPage, Schedulable
from dashboard.ui import feedback, frame, session
from dashboard.ui.meetings import papers
from dashboard.ui.safe import plain
from models.enums import AgendaStatus, DecisionPower, MeetingStatus
from models.meeting import AgendaItemDraft

BUILDABLE = (MeetingStatus.DRAFT, MeetingStatus.CALL_FOR_TOPICS)
"""States of a meeting in which its agenda may be changed."""
ADD = {"add_need": 0, "add_title": "", "add_minutes": 10, "add_presenter": ""}
"""Fields of a new item, and what each holds at first."""


def agenda(page: MeetingPage, *, may_prepare: bool) -> None:
    """Draw the items in their order with the time each comes up."""
    may_build = may_prepare and page.meeting.status in BUILDABLE
    if not page.items:
        frame.empty(
            _("The agenda is empty. Add the first item below.") if may_build else _("The agenda is empty so far.")
        )
        return
    for item in page.items:
        with st.container(border=True, key=f"item_{item.id}"):
            _item(item)
            papers.papers(item, may_change=may_prepare and page.meeting.status in papers.CHANGEABLE)
            if may_build:
                _tools(item, len(page.items))
    st.caption(_("Planned to end at %(time)s.") % {"time": plain(clock(page.ends_at))})


def _item(item: ItemRead) -> None:
    st.markdown(f"**{item.position}. {plain(item.title)}** {frame.badge_text(item.status)}")
    minutes = ngettext("%(n)d minute", "%(n)d minutes", item.minutes_planned) % {"n": item.minutes_planned}
    power = "" if item.reports else _("decided by: %(who)s") % {"who": label(item.decision_power)}
    parts = [clock(item.starts_at), minutes, item.presenter, power]
    st.caption(plain(" · ".join(part for part in parts if part)))
    if item.resumes:
        st.caption(plain(_("Taken up again from meeting %(number)s") % {"number": item.resumes}))
    if item.need_number:
        frame.link("item", item.need_number, icon="description", query={"number": item.need_number})


def _tools(item: ItemRead, count: int) -> None:
    with st.container(horizontal=True):
        _mover(item, "up", _("Move up"), "arrow_upward", disabled=item.position == 1)
        _mover(item, "down", _("Move down"), "arrow_downward", disabled=item.position == count)
        st.button(
            _("Take off"),
            key=f"item_off_{item.id}",
            icon=":material/delete:",
            disabled=item.status is not AgendaStatus.LISTED,
            on_click=partial(
                feedback.act,
                meetings.remove_item,
                item.id,
                key=f"item_off_{item.id}",
                done=_("The item is off the agenda."),
            ),
        )
    _edit(item, count)


def _mover(item: ItemRead, way: str, text: str, icon: str, *, disabled: bool) -> None:
    name = f"item_{way}_{item.id}"
    st.button(
        text,
        key=name,
        icon=f":material/{icon}:",
        disabled=disabled,
        on_click=partial(feedback.act, meetings.move_item, item.id, way, key=name),
    )


def _edit(item: ItemRead, count: int) -> None:
    names = [f"edit_{field}_{item.id}" for field in ("title", "minutes", "presenter", "power")]
    opened = st.expander(_("Change the item or its place"), icon=":material/edit:")
    with opened, st.form(f"edit_{item.id}", border=False):
        st.text_input(_("Title"), value=item.title, key=names[0], max_chars=80)
        st.number_input(_("Minutes planned"), 1, 240, item.minutes_planned, key=names[1])
        st.text_input(_("Presented by"), value=item.presenter, key=names[2], max_chars=60)
        powers = list(DecisionPower)
        st.selectbox(
            _("Power to decide"),
            powers,
            index=powers.index(item.decision_power),
            format_func=label,
            key=names[3],
            disabled=bool(item.need_number),
        )
        st.form_submit_button(_("Save"), key=f"edit_go_{item.id}", on_click=_send_edit, args=(item.id, names))
    with opened, st.form(f"place_{item.id}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        key = f"place_{item.id}_{item.position}_of_{count}"  # drawn anew wherever the order changed
        st.number_input(_("Place on the agenda"), 1, count, item.position, key=key)
        st.form_submit_button(_("Move there"), key=f"place_go_{item.id}", on_click=_send_place, args=(item.id, key))


def _send_place(item_id: int, name: str) -> None:
    place = int(session.widget(name) or 0)
    feedback.act(meetings.move_to, item_id, place, key=f"place_go_{item_id}", done=_("The item is moved."))


def _send_edit(item_id: int, names: list[str]) -> None:
    title, minutes, presenter, power = (session.widget(name) for name in names)

    def edit(ctx: Context, *, key: str) -> None:
        draft = AgendaItemDraft(
            title=str(title or ""),
            minutes_planned=int(minutes or 0),
            presenter=str(presenter or ""),
            decision_power=power,
        )
        meetings.edit_item(ctx, item_id, draft, key=key)

    feedback.act(edit, key=f"edit_go_{item_id}", done=_("The item is changed."))


def add(page: MeetingPage, choices: list[Schedulable]) -> None:
    """Draw the form that puts an item of the claim list, or a free one, at the end of the agenda."""
    if page.meeting.status not in BUILDABLE:
        return
    names = {0: _("a free item, such as a report")} | {one.id: f"{one.number}　{one.title}" for one in choices}
    for key, begun in ADD.items():
        session.start_widget(key, begun)
    with st.container(border=True), st.form("item_form", border=False):
        st.markdown("**" + _("Add an item") + "**")
        st.selectbox(_("From the claim list"), list(names), format_func=lambda need: names[need], key="add_need")
        help_title = _("May stay empty for an item of the claim list: its own title is used.")
        st.text_input(_("Title"), key="add_title", max_chars=80, help=help_title)
        feedback.below("title")
        left, right = st.columns(2)
        left.number_input(_("Minutes planned"), 1, 240, key="add_minutes")
        right.text_input(_("Presented by"), key="add_presenter", max_chars=60)
        help_power = _("An item of the claim list says it itself.")
        st.selectbox(_("Power to decide"), list(DecisionPower), format_func=label, key="add_power", help=help_power)
        st.form_submit_button(
            _("Add to the agenda"),
            key="item_add",
            type="primary" if not page.items else "secondary",
            on_click=_send_add,
            args=(page.meeting.id, {one.id: one.title for one in choices}),
        )


def _send_add(meeting_id: int, titles: dict[int, str]) -> None:
    chosen = session.widget("add_need")
    need = chosen if chosen in titles else 0  # it may have gone onto another agenda meanwhile
    title = str(session.widget("add_title") or "").strip() or titles.get(need, "")
    minutes, presenter = int(session.widget("add_minutes") or 0), str(session.widget("add_presenter") or "")
    power = session.widget("add_power") or DecisionPower.COMMITTEE

    def put(ctx: Context, *, key: str) -> int:
        draft = AgendaItemDraft(
            title=title, minutes_planned=minutes, presenter=presenter, need_id=need or None, decision_power=power
        )
        return meetings.add_item(ctx, meeting_id, draft, key=key)

    feedback.act(
        put,
        key="item_add",
        done=_("The item is on the agenda."),
        then=lambda _item_id: session.forget_widgets(list(ADD)),
    )
