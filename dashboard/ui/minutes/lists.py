"""Which meetings have minutes, and every version saved of one."""

from collections.abc import Sequence

import streamlit as st

from dashboard.formats import day_with_weekday, local_date, moment
from dashboard.i18n import gettext as _
from dashboard.services.minutes import MinutesLine, VersionRead
from dashboard.ui import frame
from dashboard.ui.minutes import reading
from dashboard.ui.safe import plain


def meetings(lines: Sequence[MinutesLine]) -> None:
    """Draw the closed meetings, each with how far its minutes are."""
    if not lines:
        frame.empty(
            _("There are no minutes to read yet. They appear here once a meeting is closed."),
            "meetings",
            _("To the meetings"),
        )
    for line in lines:
        with st.container(border=True):
            frame.link(
                "minutes",
                f"{line.meeting_number}　{line.title}",
                icon="article",
                query={"number": line.meeting_number},
            )
            state = frame.badge_text(line.status) if line.status else ":orange-badge[" + _("Not drafted yet") + "]"
            number = f" **{plain(line.number)}**" if line.number else ""
            st.markdown(f"{state}{number}")
            st.caption(plain(day_with_weekday(local_date(line.starts_at))))


def versions(saved: Sequence[VersionRead]) -> None:
    """Draw every saved text but the newest, newest first."""
    if len(saved) < 2:
        return
    st.subheader(_("Earlier versions"), anchor=False)
    for one in saved[1:]:
        with st.expander(f"{_version(one)} · {plain(moment(one.saved_at))}", icon=":material/history:"):
            st.caption(origin(one))
            reading.text(one.text)


def _version(one: VersionRead) -> str:
    return _("Version %(version)d") % {"version": one.version}


def origin(one: VersionRead) -> str:
    """Return how a version came about and who saved it."""
    how = {
        "draft": _("written from the facts of the meeting"),
        "checked": _("edited and compared with the facts"),
    }.get(one.origin, _("edited"))
    who = one.author or _("the system")
    return _("%(how)s, saved by %(who)s") % {"how": how, "who": plain(who)}
