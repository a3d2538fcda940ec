"""Who should attend a meeting, who is there, and who sits in without a vote."""

from functools import partial

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import meetings
from dashboard.services.meetings import AttendanceRead, GuestRead, MeetingPage, substitutes
from dashboard.ui import feedback, frame, session
from dashboard.ui.meetings.head import headcount_text
from dashboard.ui.safe import plain
from models.enums import GuestKind, MeetingStatus, Presence

OVER = (MeetingStatus.CLOSED, MeetingStatus.CANCELLED)
OPEN = (MeetingStatus.NOTICED, MeetingStatus.SIGN_IN, MeetingStatus.IN_SESSION)


def attendance(page: MeetingPage, *, may_run: bool) -> None:
    """Draw the sign-in sheet; who runs the meeting can correct it."""
    if not page.attendance:
        frame.empty(
            _("Who should attend is fixed when notice is given.")
            if page.meeting.noticed_at is None
            else _("This body keeps no seats: those who come are counted at the meeting.")
        )
        return
    st.markdown(plain(headcount_text(page.headcount)))
    if may_run and page.meeting.status in OPEN:
        set_presence(page.attendance)
        _substitutes(page)
    with st.expander(_("The sign-in sheet"), icon=":material/list:"):
        frame.table([_line(seat) for seat in page.attendance], "attendance")


def _line(seat: AttendanceRead) -> dict[str, object]:
    reason = f"（{seat.leave_reason}）" if seat.leave_reason else ""
    named = f"{seat.substitute} {seat.substitute_name}".strip()
    return {
        _("Seat"): str(seat.seat_number),
        _("Unit"): seat.organisation,
        _("Post"): seat.post,
        _("Name"): seat.holder,
        _("Presence"): f"{label(seat.presence)}{reason}",
        _("Substitute"): named,
    }


def seat_name(seat: AttendanceRead) -> str:
    """Return seat number, unit and present state in one line."""
    return f"{seat.seat_number}　{seat.organisation} · {label(seat.presence)}"


def set_presence(seats: list[AttendanceRead]) -> None:
    """Draw the form that notes for one seat whether it is here."""
    names = {seat.id: seat_name(seat) for seat in seats}
    session.start_widget("presence_reason", "")
    opened = st.expander(_("Note leave, presence or leaving"), icon=":material/how_to_reg:")
    with opened, st.form("presence_form", border=False):
        st.selectbox(_("Seat"), list(names), format_func=lambda seat: names[seat], key="presence_seat")
        st.radio(_("Presence"), list(Presence), format_func=label, key="presence_state", horizontal=True, index=1)
        st.text_input(_("Reason for leave"), key="presence_reason", max_chars=120)
        feedback.below("leave_reason")
        st.form_submit_button(_("Save"), key="presence_go", on_click=_send_presence)


def _send_presence() -> None:
    feedback.act(
        meetings.set_presence,
        session.widget("presence_seat"),
        session.widget("presence_state"),
        str(session.widget("presence_reason") or ""),
        key="presence_go",
        done=_("Attendance is changed."),
        then=lambda _result: session.forget_widgets(["presence_reason"]),
    )


def _substitutes(page: MeetingPage) -> None:
    """Draw the form that notes who sits in for the holder of a seat."""
    offered = substitutes.colleagues(session.context(), page.meeting.id)
    seats = {seat.id: seat_name(seat) for seat in page.attendance if seat.presence is not Presence.PRESENT}
    session.start_widget("substitute_post", "")
    opened = st.expander(_("Note a substitute"), icon=":material/switch_account:")
    with opened:
        if not seats:
            st.markdown(_("Every seat is signed in."))
            return
        seat = st.selectbox(_("Seat"), list(seats), format_func=lambda one: seats[one], key="substitute_seat")
        names = {0: _("nobody with an account")} | offered.get(seat, {})
        with st.form("substitute_form", border=False):
            key = f"substitute_who_{seat}"
            st.selectbox(_("Substitute"), list(names), format_func=lambda one: names[one], key=key)
            feedback.below("user_id")
            st.text_input(_("Post"), key="substitute_post", max_chars=60, help=_("Leave it empty to take one back."))
            feedback.below("post")
            st.form_submit_button(_("Save"), key="substitute_go", on_click=_send_substitute, args=(seat, key))


def _send_substitute(seat: int, who: str) -> None:
    feedback.act(
        substitutes.set_substitute,
        seat,
        session.widget(who) or None,
        str(session.widget("substitute_post") or ""),
        key="substitute_go",
        done=_("Attendance is changed."),
        then=lambda _result: session.forget_widgets(["substitute_post", who]),
    )


def guests(page: MeetingPage, *, may_prepare: bool) -> None:
    """Draw who sits in without a vote; the secretariat adds and strikes off."""
    editable = may_prepare and page.meeting.status not in OVER
    if not page.guests and not editable:
        return
    st.subheader(_("In attendance or observing, without a vote"), anchor=False)
    for guest in page.guests:
        _guest(guest, editable=editable)
    if not editable:
        return
    for key in ("guest_unit", "guest_post"):
        session.start_widget(key, "")
    with st.form("guest_form", border=True):
        left, right = st.columns(2)
        left.text_input(_("Unit"), key="guest_unit", max_chars=80)
        right.text_input(_("Post"), key="guest_post", max_chars=60, help=_("Unit and post, no private names."))
        feedback.below("unit")
        st.radio(_("Type"), list(GuestKind), format_func=label, key="guest_kind", horizontal=True)
        st.form_submit_button(_("Add"), key="guest_add", on_click=_send_guest, args=(page.meeting.id,))


def _guest(guest: GuestRead, *, editable: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        name = f"{guest.unit}（{guest.post}）" if guest.post else guest.unit
        st.markdown(f"{plain(name)} {frame.badge_text(guest.type)}")
        if editable:
            key = f"guest_off_{guest.id}"
            st.button(
                _("Strike off"), key=key, on_click=partial(feedback.act, meetings.remove_guest, guest.id, key=key)
            )


def _send_guest(meeting_id: int) -> None:
    feedback.act(
        meetings.add_guest,
        meeting_id,
        str(session.widget("guest_unit") or ""),
        str(session.widget("guest_post") or ""),
        session.widget("guest_kind") or GuestKind.IN_ATTENDANCE,
        key="guest_add",
        done=_("The guest is on the list."),
        then=lambda _guest_id: session.forget_widgets(["guest_unit", "guest_post"]),
    )


def tasks(page: MeetingPage) -> None:
    """Draw what was agreed to be done."""
    if not page.tasks:
        return
    st.subheader(_("Agreed tasks"), anchor=False)
    frame.table(
        [
            {
                _("Task"): task.text,
                _("Unit"): task.unit,
                _("Due date"): str(task.due_on),
                _("Item"): task.item_title,
                _("Status"): label(task.status),
            }
            for task in page.tasks
        ],
        "tasks",
    )
