"""Which meetings have minutes, and every version saved of one."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.formats import day, day_with_weekday, local_date, moment
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import minutes
from dashboard.services.context import Context
from dashboard.services.minutes import MinutesLine, VersionRead
from dashboard.ui import frame, session
from dashboard.ui.minutes import reading
from dashboard.ui.minutes.difference import difference
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
            due = _("next step due by %(day)s") % {"day": day(line.due_on)} if line.due_on else ""
            told = " · ".join(filter(None, [day_with_weekday(local_date(line.starts_at)), due]))
            st.caption(plain(told))
            if line.overdue:
                st.markdown(":red[:material/alarm: " + _("The day by which this was due has passed.") + "]")


def register(ctx: Context) -> None:
    """Draw the numbers given in a year, and whether one is missing; folded away until somebody asks for it."""
    years = minutes.register_years(ctx)
    if not years:
        return
    with st.expander(_("Register of document numbers"), icon=":material/format_list_numbered:"):
        session.start_widget("minutes_year", years[0])
        year = st.selectbox(_("Year"), years, format_func=str, key="minutes_year")
        found = minutes.register(ctx, year)
        rows = [
            {
                _("Document number"): line.number,
                _("Meeting"): line.meeting_number,
                _("Approved on"): day(local_date(line.approved_at)),
                _("Status"): label(line.status),
                _("Corrections"): str(line.corrections or ""),
            }
            for line in found.lines
        ]
        frame.table(rows, "minutes_register")
        if found.gaps:
            gaps = "、".join(str(gap) for gap in found.gaps)
            st.error(_("Numbers of %(year)d are missing: %(gaps)s.") % {"year": year, "gaps": gaps})
        else:
            st.caption(_("No number is missing."))


def versions(saved: Sequence[VersionRead]) -> None:
    """Draw every saved text but the newest, newest first, and what changed between any two."""
    if len(saved) < 2:
        return
    st.subheader(_("Earlier versions"), anchor=False)
    _compared({one.version: one for one in saved})
    for one in saved[1:]:
        with st.expander(f"{_version(one)} · {plain(moment(one.saved_at))}", icon=":material/history:"):
            st.caption(origin(one))
            reading.text(one.text)


def _compared(saved: Mapping[int, VersionRead]) -> None:
    if not st.toggle(_("Compare two versions"), key="minutes_compare"):
        return
    numbers = list(saved)
    before, after = st.columns(2)
    session.start_widget("minutes_compare_from", numbers[1])
    session.start_widget("minutes_compare_to", numbers[0])
    old = before.selectbox(_("From version"), numbers, key="minutes_compare_from")
    new = after.selectbox(_("To version"), numbers, key="minutes_compare_to")
    with st.container(border=True):
        difference(saved[old].text, saved[new].text)


def _version(one: VersionRead) -> str:
    return _("Version %(version)d") % {"version": one.version}


def origin(one: VersionRead) -> str:
    """Return how a version came about and who saved it."""
    how = {
        "draft": _("written from the facts of the meeting"),
        "checked": _("edited and compared with the facts"),
        "figures": _("present figures taken over"),
        "correction": _("correction of the issued text"),
    }.get(one.origin, _("edited"))
    who = one.author or _("the system")
    return _("%(how)s, saved by %(who)s") % {"how": how, "who": plain(who)}
