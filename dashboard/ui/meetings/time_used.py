"""How the time of the meeting was used: each item against its plan, and the floor by organisation type."""

import streamlit as st

from dashboard.formats import percent
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.rules.speaking import FloorShare
from dashboard.services import insights
from dashboard.services.context import Context
from dashboard.services.meetings import Room, speaking
from dashboard.services.meetings.speaking import ItemTime, MeetingTimes
from dashboard.ui import frame, stopwatch
from dashboard.ui.safe import plain


def clock(ctx: Context, room: Room) -> None:
    """Draw the running clock of the item under discussion against its planned minutes."""
    item = next((one for one in speaking.times(ctx, room.meeting.id).items if one.running), None)
    if item is None:
        return
    words = _("Time used; planned %(planned)s:") % {"planned": stopwatch.minutes_text(item.planned)}
    with st.container(horizontal=True, vertical_alignment="center", key="item_clock"):
        st.markdown(f":material/timer: {plain(words)}", width="content")
        stopwatch.running(f"item_{item.item_id}", item.used, item.planned, _("Time used on this item"))


def panel(ctx: Context, room: Room) -> None:
    """Draw the time of every item that was discussed, and the shares of the floor; nothing before the first."""
    times = speaking.times(ctx, room.meeting.id)
    discussed = [item for item in times.items if item.used or item.running]
    if not discussed:
        return
    with st.expander(_("Time used"), icon=":material/timer:"):
        frame.table([_line(item) for item in discussed], "times")
        if times.spoken:
            _shares(times)


def _line(item: ItemTime) -> dict[str, object]:
    return {
        _("Agenda item"): f"{item.position}. {item.title}",
        _("Planned"): stopwatch.minutes_text(item.planned),
        _("Used"): stopwatch.minutes_text(item.used),
        _("Over time"): stopwatch.minutes_text(item.over) if item.over else "",
    }


def _shares(times: MeetingTimes) -> None:
    st.markdown("**" + _("Who had the floor, by type of organisation") + "**")
    for share in times.shares:
        _bar(_share_text(share), share.seconds, times.spoken)
    if times.guests:
        _bar(_("In attendance without a vote"), times.guests, times.spoken)
    st.caption(_("Time of all speeches; types with few seats are merged."))


def _share_text(share: FloorShare) -> str:
    seats = ngettext("%(n)d seat", "%(n)d seats", share.seats) % {"n": share.seats}
    return f"{insights.type_text(share.group)} · {seats}"


def _bar(text: str, seconds: int, whole: int) -> None:
    figures = f"{stopwatch.minutes_text(seconds)} · {percent(seconds, whole)}"
    st.progress(min(seconds / whole, 1.0), text=plain(f"{text} · {figures}"))
