"""The controls of whoever runs the meeting: one primary button for what comes next."""

from functools import partial

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import meetings, votes
from dashboard.services.context import Context
from dashboard.services.meetings import ItemRead, Room, RoomMotion
from dashboard.services.votes import Paper, Result
from dashboard.ui import feedback, frame, live, session
from dashboard.ui.meetings import ballot, head, putting, tellers
from dashboard.ui.meetings.clicks import act, button
from dashboard.ui.safe import plain
from models.enums import AgendaStatus, MeetingStatus, MotionStatus, Outcome, VoteMode

LOST = (Outcome.NOT_CARRIED, Outcome.NO_QUORUM, Outcome.UNDEFINED, Outcome.VOID)
"""Outcomes after which a motion can be put in new words."""


def controls(ctx: Context, room: Room) -> None:
    """Draw the controls that fit the moment."""
    st.subheader(_("Running the meeting"), anchor=False)
    with st.container(border=True, key="controls"):
        if room.meeting.status is MeetingStatus.SIGN_IN:
            button(
                room.meeting.id,
                meetings.start,
                room.meeting.id,
                text=_("Open the session"),
                name="room_start",
                primary=True,
            )
        elif room.meeting.status is MeetingStatus.IN_SESSION:
            _in_session(ctx, room)
        link_text = _("Attendance, guests and papers: to the page of this meeting")
        frame.link("meeting", link_text, icon="event_note", query={"number": room.meeting.number})


def _in_session(ctx: Context, room: Room) -> None:
    item, motion = room.current, room.motion
    if item is None:
        _choose(room)
        _second_ballot(room)
    elif motion is None:
        _second_ballot(room)
        putting.put(ctx, room, item)
        _without_a_vote(room, item)
    elif motion.status is MotionStatus.READY:
        _open(room, motion)
        _without_a_vote(room, item)
    else:
        _end(room, votes.paper(ctx, motion.id))


def _second_ballot(room: Room) -> None:
    """Offer new words for the motion decided last, if it was not carried and the meeting is still at its item."""
    last = room.last
    if last is None or last.outcome not in LOST:
        return
    if room.current is None or room.current.id == last.item_id:
        putting.amended(room, last, again=True)


def _choose(room: Room) -> None:
    """Offer the items that were not dealt with yet, in their order; at the end, to close the meeting."""
    waiting = [item for item in room.items if item.status is AgendaStatus.LISTED]
    for number, item in enumerate(waiting):
        text = _("Take up: %(title)s") % {"title": plain(item.title)}
        button(room.meeting.id, meetings.take_up, item.id, text=text, name=f"take_up_{item.id}", primary=number == 0)
    _close_meeting(room, waiting)


def _close_meeting(room: Room, waiting: list[ItemRead]) -> None:
    with st.popover(_("Close the meeting"), icon=":material/door_front:", key="close_meeting_open"):
        if waiting:
            st.markdown(_("These items were not dealt with and will be deferred:"))
            st.markdown("\n".join(f"- {plain(item.title)}" for item in waiting))
            st.text_input(_("Reason"), key="close_reason", max_chars=500)
        else:
            st.markdown(_("All items were dealt with."))
        st.button(
            _("Close the meeting now"),
            key="close_meeting",
            type="primary",
            on_click=_send_close_meeting,
            args=(room.meeting.id,),
        )


def _send_close_meeting(meeting_id: int) -> None:
    reason = str(session.widget("close_reason") or "")
    feedback.act(
        partial(meetings.close, reason=reason),
        meeting_id,
        key="close_meeting",
        done=_("The meeting is closed."),
        then=lambda _titles: live.publish(f"meeting:{meeting_id}"),
    )


def _without_a_vote(room: Room, item: ItemRead) -> None:
    with st.container(horizontal=True):
        button(room.meeting.id, meetings.put_back, item.id, text=_("Put back"), name=f"put_back_{item.id}")
        if item.need_id is None:
            button(room.meeting.id, meetings.note, item.id, text=_("Note without a vote"), name=f"note_{item.id}")
    with st.expander(_("Defer the item"), icon=":material/event_repeat:"), st.form("defer_form", border=False):
        st.text_input(_("Reason"), key="defer_reason", max_chars=500)
        feedback.below("reason")
        st.form_submit_button(_("Defer"), key="defer_go", on_click=_send_defer, args=(room.meeting.id, item.id))


def _send_defer(meeting_id: int, item_id: int) -> None:
    reason = str(session.widget("defer_reason") or "")
    act(meeting_id, meetings.defer, item_id, reason, name="defer_go", empty=("defer_reason",))


def _open(room: Room, motion: RoomMotion) -> None:
    button(room.meeting.id, votes.open_vote, motion.id, text=_("Open the vote"), name=f"open_{motion.id}", primary=True)
    putting.amended(room, motion, again=False)
    with st.expander(_("Withdraw the motion"), icon=":material/undo:"), st.form("withdraw_form", border=False):
        st.text_input(_("Reason"), key="withdraw_reason", max_chars=500)
        feedback.below("reason")
        st.form_submit_button(
            _("Withdraw"), key="withdraw_go", on_click=_send_withdraw, args=(room.meeting.id, motion.id)
        )


def _send_withdraw(meeting_id: int, motion_id: int) -> None:
    reason = str(session.widget("withdraw_reason") or "")
    act(meeting_id, votes.withdraw, motion_id, reason, name="withdraw_go", empty=("withdraw_reason",))


def _end(room: Room, paper: Paper) -> None:
    """Draw how this vote ends: counted at once, by three numbers, or in two steps."""
    if paper.status is MotionStatus.OPEN:
        if paper.mode is VoteMode.RECORDED:
            _close(room, paper)
        elif paper.mode is VoteMode.SHOW_OF_HANDS:
            tellers.hands(room.meeting.id, paper)
        else:
            _end_voting(room, paper)
    _break_off(room, paper)


def _close(room: Room, paper: Paper) -> None:
    with st.popover(_("Close the vote"), type="primary", icon=":material/lock:", key=f"close_open_{paper.motion_id}"):
        st.markdown(_("After closing nobody can vote or change a vote. The result is announced at once."))
        button(
            room.meeting.id,
            votes.close,
            paper.motion_id,
            text=_("Close and announce"),
            name=f"close_{paper.motion_id}",
            primary=True,
            done=_announced,
        )


def _end_voting(room: Room, paper: Paper) -> None:
    with st.popover(_("End voting"), type="primary", icon=":material/lock:", key=f"end_vote_open_{paper.motion_id}"):
        st.markdown(
            _("No more ballots are taken. The two key holders open them then.")
            if paper.mode is VoteMode.SECRET
            else _("No more ballots are taken. Two tellers count them then.")
        )
        button(
            room.meeting.id,
            votes.end_voting,
            paper.motion_id,
            text=_("End voting now"),
            name=f"end_vote_{paper.motion_id}",
            primary=True,
        )


def _break_off(room: Room, paper: Paper) -> None:
    with st.expander(_("Void this vote"), icon=":material/cancel:"), st.form("break_off_form", border=False):
        st.caption(_("No ballot counts then. The motion can be put and voted on again."))
        st.text_input(_("Reason"), key="break_off_reason", max_chars=500)
        feedback.below("reason")
        st.form_submit_button(
            _("Void the vote"), key="break_off_go", on_click=_send_break_off, args=(room.meeting.id, paper.motion_id)
        )


def _send_break_off(meeting_id: int, motion_id: int) -> None:
    reason = str(session.widget("break_off_reason") or "")
    act(meeting_id, votes.void, motion_id, reason, name="break_off_go", empty=("break_off_reason",))


def _announced(result: object) -> str:
    return result.verdict_text() if isinstance(result, Result) else ""


def off_the_road(room: Room) -> None:
    """Offer to postpone the meeting, with a reason; not while a vote is open."""
    if not ballot.under_way(room):
        head.off_the_road(room.meeting, room.actions)
