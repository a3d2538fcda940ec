"""What remains possible without a vote: below the quorum, and for an item that is withdrawn (撤回)."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import meetings
from dashboard.services.context import Context
from dashboard.services.meetings import Room
from dashboard.ui import feedback, session
from dashboard.ui.meetings.clicks import act
from dashboard.ui.safe import plain
from models.enums import AgendaStatus, MeetingStatus, MotionStatus

UNDECIDED = (AgendaStatus.LISTED, AgendaStatus.IN_DISCUSSION)


def below_quorum(room: Room) -> None:
    """Say what a meeting below its quorum may still do; nothing where the quorum is there."""
    if room.meeting.status is not MeetingStatus.IN_SESSION or room.headcount.quorate:
        return
    here = _("No quorum: %(present)d present, %(needed)d needed, so no vote can be opened.") % {
        "present": room.headcount.present,
        "needed": room.headcount.quorum_needed,
    }
    rest = _(
        "Postpone the meeting, or go on as a briefing: reports and discussion, with items noted, put back or deferred "
        "without a vote. Votes are possible again once enough members are signed in."
    )
    st.warning(plain(f"{here} {rest}"), icon=":material/group_off:")


def withdrawing(ctx: Context, room: Room) -> None:
    """Offer the secretariat to withdraw an item that was not decided, with a reason; not while a vote is open."""
    waiting = {item.id: f"{item.position}. {item.title}" for item in room.items if item.status in UNDECIDED}
    voting = room.motion is not None and room.motion.status is not MotionStatus.READY
    if not waiting or voting or not ctx.actor.may(Permission.MEETING_PREPARE):
        return
    first = room.current.id if room.current is not None else next(iter(waiting))
    session.start_widget("withdraw_item_reason", "")
    with st.expander(_("Withdraw an item"), icon=":material/backspace:"), st.form("withdraw_item", border=False):
        st.selectbox(
            _("Agenda item"),
            list(waiting),
            index=list(waiting).index(first),
            format_func=lambda item: waiting[item],
            key=f"withdraw_item_{first}",
        )
        st.caption(_("The item leaves this meeting; one of the claim list is open for claiming again."))
        st.text_input(_("Reason"), key="withdraw_item_reason", max_chars=500, help=_("It is shown to those concerned."))
        feedback.below("reason")
        text = _("Withdraw the item")
        st.form_submit_button(text, key="withdraw_item_go", on_click=_send, args=(room.meeting.id, first))


def _send(meeting_id: int, first: int) -> None:
    act(
        meeting_id,
        meetings.withdraw_item,
        session.widget(f"withdraw_item_{first}"),
        str(session.widget("withdraw_item_reason") or ""),
        name="withdraw_item_go",
        done=_("The item is withdrawn."),
        empty=("withdraw_item_reason",),
    )
