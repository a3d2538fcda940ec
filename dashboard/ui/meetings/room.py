"""The meeting room for everybody in it: sign-in, the item under discussion, the last result, the agenda."""

import streamlit as st

from dashboard.formats import yuan
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import votes
from dashboard.services.context import Context
from dashboard.services.meetings import Room
from dashboard.ui import frame
from dashboard.ui.meetings import ballot, results
from dashboard.ui.meetings.head import when
from dashboard.ui.safe import paragraphs, plain
from models.enums import MeetingStatus, MotionStatus
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
    """Draw the vote that closed last, unless another one is open; beside it the earlier rounds of its item."""
    last = room.last
    if last is None or ballot.under_way(room):
        return
    found = votes.results(ctx, room.meeting.id)
    mine = next(result for result in found if result.motion_id == last.id)
    of_item = [result for result in found if result.item_id == mine.item_id]
    st.subheader(_("The last result") if len(of_item) == 1 else _("The votes on this item"), anchor=False)
    results.rounds(ctx, of_item)


def agenda(room: Room) -> None:
    """Draw the items with what became of each."""
    with st.expander(_("Agenda"), icon=":material/list:"):
        for item in room.items:
            st.markdown(f"{item.position}. {plain(item.title)} {frame.badge_text(item.status)}")
        frame.link("meeting", _("To the page of this meeting"), query={"number": room.meeting.number})
