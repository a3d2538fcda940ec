"""The list of meetings: filters that live in the address, and one card a meeting."""

import streamlit as st

from dashboard.formats import clock, day_with_weekday, local_date
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from dashboard.services.context import Actor
from dashboard.services.meetings import MeetingFilter, MeetingLine
from dashboard.ui import address, frame
from dashboard.ui.safe import plain
from models.enums import MeetingKind, MeetingStatus

SITTING = (MeetingStatus.SIGN_IN, MeetingStatus.IN_SESSION)


def filters() -> MeetingFilter:
    """Draw the filters and return what they say."""
    left, right = st.columns(2)
    with left:
        kinds = {kind.value: label(kind) for kind in MeetingKind}
        kind = address.choice(_("Kind of meeting"), "kind", kinds, _("every kind"))
    with right:
        times = {"coming": _("meetings still to come"), "over": _("meetings that are over")}
        time = address.choice(_("Time"), "when", times, _("coming and past meetings"))
    return MeetingFilter(type=MeetingKind(kind) if kind else None, over=None if not time else time == "over")


def cards(lines: list[MeetingLine], wanted: MeetingFilter, actor: Actor) -> None:
    """Draw the meetings, or say why there are none and what to do next."""
    if not lines and wanted == MeetingFilter():
        frame.empty(_("No meeting has been called yet."), "claim_list", _("See the claim list"))
    elif not lines:
        frame.empty(_("No meeting matches. Take out a filter."), "meetings", _("Show all meetings"))
    for line in lines:
        card(line)


def card(line: MeetingLine) -> None:
    """Draw one meeting with its way to the page, and to the room while it sits."""
    meeting = line.meeting
    with st.container(border=True):
        query = {"number": meeting.number}
        frame.link("meeting", f"{meeting.number}　{meeting.title}", icon="event_note", query=query)
        items = ngettext("%(n)d item", "%(n)d items", line.items) % {"n": line.items}
        st.markdown(f"{frame.badge_text(meeting.status)} {plain(line.body)} · {plain(items)}")
        st.caption(
            plain(f"{day_with_weekday(local_date(meeting.starts_at))} {clock(meeting.starts_at)} · {meeting.place}")
        )
        if meeting.status in SITTING:
            frame.link("room", _("Go to the meeting room"), icon="groups", query=query)
        else:
            frame.link("papers", _("Papers of this meeting"), icon="print", query=query)
