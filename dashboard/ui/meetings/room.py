"""The meeting room for everybody in it: sign-in, the item under discussion, the last result, the agenda."""

from functools import partial

import streamlit as st

from dashboard.formats import yuan
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import meetings, votes
from dashboard.services.context import Context
from dashboard.services.meetings import Room
from dashboard.ui import feedback, frame
from dashboard.ui.meetings import results
from dashboard.ui.meetings.head import when
from dashboard.ui.safe import paragraphs, plain
from models.enums import MeetingStatus, MotionStatus, Presence
from models.need import NeedRead

DOORS_OPEN = (MeetingStatus.SIGN_IN, MeetingStatus.IN_SESSION)


def nobody_here() -> None:
    """Say that no meeting is going on, and where the meetings are."""
    frame.title(_("Meeting room"))
    frame.empty(
        _("No meeting is open for sign-in at the moment. The room opens by itself when the secretariat opens one."),
        "meetings",
        _("Show all meetings"),
    )
    frame.link("minutes", _("Minutes"), icon="article")


def head(room: Room) -> None:
    """Draw which meeting this is."""
    meeting = room.meeting
    frame.title(plain(meeting.title))
    st.markdown(f"{frame.badge_text(meeting.status)} {plain(f'{meeting.number} · {when(meeting)} · {meeting.place}')}")


def sign_in(room: Room) -> None:
    """Offer the holder of a seat to sign in; say where that is done already."""
    if not room.mine:
        return
    away = [seat for seat in room.mine if seat.presence is not Presence.PRESENT]
    if room.meeting.status not in DOORS_OPEN:
        return
    if not away:
        seats = ", ".join(str(seat.seat_number) for seat in room.mine)
        sentence = _("You are signed in on seat %(seat)s.") % {"seat": seats}
        st.markdown(f":green[:material/how_to_reg: {plain(sentence)}]")
        return
    st.button(
        _("Sign in to this meeting"),
        key="room_sign_in",
        type="primary",
        icon=":material/how_to_reg:",
        width="stretch",
        on_click=partial(feedback.act, meetings.sign_in, room.meeting.id, key="room_sign_in"),
    )


def current(room: Room) -> None:
    """Draw the item under discussion, with the motion that waits for its vote."""
    if room.meeting.status is not MeetingStatus.IN_SESSION:
        return
    item = room.current
    if item is None:
        st.markdown(":material/hourglass_empty: " + _("No item is under discussion."))
        return
    with st.container(border=True, key="current_item"):
        st.caption(_("Under discussion: one item at a time; the chair states a position last."))
        st.subheader(plain(f"{item.position}. {item.title}"), anchor=False)
        if item.presenter:
            st.markdown(plain(_("Presented by %(name)s") % {"name": item.presenter}))
        if room.need is not None:
            _need(room.need)
        motion = room.motion
        if motion is not None and motion.status is MotionStatus.READY:
            st.markdown("**" + _("Motion, not open for voting yet") + "**")
            paragraphs(motion.text)
            results.conditions(motion.conditions)
            st.caption(plain(motion.rule_text))


def _need(need: NeedRead) -> None:
    paragraphs(need.reasons)
    frame.facts(
        {
            _("Place"): need.place,
            _("Power to decide"): label(need.decision_power),
            _("Budget"): yuan(need.budget_fen),
        }
    )
    frame.link("item", need.number, icon="description", query={"number": need.number})


def last_result(ctx: Context, room: Room) -> None:
    """Draw the vote that closed last, unless another one is open."""
    voting = room.motion is not None and room.motion.status is MotionStatus.OPEN
    if room.last is not None and not voting:
        st.subheader(_("The last result"), anchor=False)
        results.card(ctx, votes.result(ctx, room.last.id), by_seat=True)


def agenda(room: Room) -> None:
    """Draw the items with what became of each."""
    with st.expander(_("Agenda"), icon=":material/list:"):
        for item in room.items:
            st.markdown(f"{item.position}. {plain(item.title)} {frame.badge_text(item.status)}")
        frame.link("meeting", _("To the page of this meeting"), query={"number": room.meeting.number})
