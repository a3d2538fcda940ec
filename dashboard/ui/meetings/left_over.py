"""What earlier meetings left over, offered first for the agenda of the next."""

from functools import partial

import streamlit as st

from dashboard.formats import day
from dashboard.i18n import N_, ngettext
from dashboard.i18n import gettext as _
from dashboard.services.context import Context
from dashboard.services.meetings import MeetingPage, carried
from dashboard.services.meetings.carried import LeftOver, Offered
from dashboard.ui import feedback, frame
from dashboard.ui.meetings.agenda import BUILDABLE
from dashboard.ui.safe import plain

MOST_UNFOLDED = 6
"""A longer list is folded, so that the agenda itself stays in sight; its head says how much there is."""
KINDS = {
    LeftOver.DECISION: N_("Decision to report on"),
    LeftOver.TASK: N_("Task to report on"),
    LeftOver.ITEM: N_("Item of an earlier meeting"),
    LeftOver.TOPIC: N_("Topic put off"),
}


def left_over(ctx: Context, page: MeetingPage) -> None:
    """Draw what can be taken onto the agenda with one click; nothing where the agenda is settled or nothing is left."""
    if page.meeting.status not in BUILDABLE:
        return
    found = carried.offered(ctx, page.meeting.id)
    if not found:
        return
    late = sum(one.overdue for one in found)
    text = ngettext("Carried over: %(n)d matter", "Carried over: %(n)d matters", len(found)) % {"n": len(found)}
    if late:
        text += " · " + ngettext("%(n)d overdue", "%(n)d overdue", late) % {"n": late}
    with st.expander(text, icon=":material/move_up:", expanded=len(found) <= MOST_UNFOLDED):
        for one in found:
            _line(page.meeting.id, one)


def _line(meeting_id: int, one: Offered) -> None:
    late = " :red-badge[" + plain(_("overdue")) + "]" if one.overdue else ""
    outcome = f" {frame.badge_text(one.outcome)}" if one.outcome else ""
    due = _("due %(day)s") % {"day": day(one.due_on)} if one.due_on else ""
    parts = [_(KINDS[one.kind]), one.meeting_number, one.need_number, one.unit, due]
    matter, way = st.columns([3, 1], vertical_alignment="center")
    about = plain(" · ".join(part for part in parts if part))
    matter.markdown(f"**{plain(one.title)}**{outcome}{late}  \n:gray[{about}]")
    name = f"take_{one.kind}_{one.id}"
    way.button(
        _("Put on this agenda"),
        key=name,
        icon=":material/playlist_add:",
        width="stretch",
        disabled=not one.ready,
        help=None if one.ready else _("Check the topic first, on the page of topics."),
        on_click=partial(
            feedback.act, carried.take, meeting_id, one.kind, one.id, key=name, done=_("It stands on the agenda now.")
        ),
    )
    if not one.ready:
        with matter:
            frame.link("topics", _("To the topics"), icon="lightbulb", query={"meeting": one.meeting_number})
