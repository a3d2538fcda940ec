"""The list of projects: filters that live in the address, and one card a project."""

from datetime import date

import streamlit as st

from dashboard.formats import day, yuan
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from dashboard.services import projects
from dashboard.services.context import Context
from dashboard.services.progress_insights import status_words
from dashboard.services.projects import ProjectFilter, ProjectLine
from dashboard.ui import address, frame
from dashboard.ui.safe import plain
from models.enums import ProjectStatus

AT_ONCE = 20
LISTED = tuple(status for status in ProjectStatus if status is not ProjectStatus.TAKEN_BACK)
"""Statuses that projects on the list can have."""


def filters(leads: dict[int, str]) -> ProjectFilter:
    """Draw the filters and return what they say."""
    text = address.words(_("Search by title or number"), "q", _("one character is enough"))
    left, right = st.columns(2)
    with left:
        status = address.choice(_("Status"), "status", {one: label(one) for one in LISTED}, _("every status"))
    with right:
        units = {str(unit_id): name for unit_id, name in leads.items()}
        unit = address.choice(_("Lead organisation"), "unit", units, _("every organisation"))
    return ProjectFilter(
        status=ProjectStatus(status) if status else None,
        organisation_id=int(unit) if unit else None,
        overdue=address.mark(_("Overdue only"), "overdue"),
        text=text,
    )


def results(ctx: Context, wanted: ProjectFilter) -> None:
    """Draw the projects that match, twenty at a time, or say why there are none and what to do next."""
    total = projects.count_projects(ctx, wanted)
    if not total and wanted == ProjectFilter():
        frame.empty(
            _("No project has been established yet. Adopted items become projects once somebody claims them."),
            "claim_list",
            _("See the claim list"),
        )
    elif not total:
        frame.empty(_("No project matches. Remove a filter."), "projects", _("Show all projects"))
    else:
        st.caption(ngettext("%(n)d project", "%(n)d projects", total) % {"n": total})
        _cards(ctx, wanted, total)


def _cards(ctx: Context, wanted: ProjectFilter, total: int) -> None:
    shown = st.container()
    start = (address.page(-(-total // AT_ONCE)) - 1) * AT_ONCE
    with shown:
        for line in projects.list_projects(ctx, wanted, limit=AT_ONCE, offset=start):
            card(line)


def card(line: ProjectLine) -> None:
    """Draw one project as a card with its way to the whole page."""
    with st.container(border=True):
        frame.link("project", f"{line.number}　{line.title}", icon="construction", query={"number": line.number})
        st.markdown(f"{frame.badge_text(line.status)} {overdue_badge(line)}")
        if line.paused_on:
            st.markdown(":material/pause: " + plain(paused_words(line.paused_on)))
        progress(line)
        st.caption(
            _("Led by %(unit)s · due %(day)s · paid %(paid)s of %(approved)s")
            % {
                "unit": plain(line.organisation),
                "day": plain(day(line.due_on)),
                "paid": plain(yuan(line.budget.paid_fen)),
                "approved": plain(yuan(line.budget.approved_fen)),
            }
        )


def overdue_badge(line: ProjectLine) -> str:
    """Return how late a project is as Markdown, empty where it is not."""
    return f":red-badge[:material/schedule: {plain(overdue_words(line.overdue_days))}]" if line.overdue_days else ""


def overdue_words(days: int) -> str:
    """Return how many days something is overdue, in words."""
    return ngettext("Overdue by %(n)d day", "Overdue by %(n)d days", days) % {"n": days}


def paused_words(since: date) -> str:
    """Return since when the work rests, in words."""
    return _("The work has been paused since %(day)s.") % {"day": day(since)}


def progress(line: ProjectLine) -> None:
    """Draw the reported progress and say what was planned by today."""
    words = {"percent": line.percent, "planned": line.planned_percent}
    st.progress(line.percent / 100, _("%(percent)d%% done, %(planned)d%% planned by today") % words)


def overdue_list(lines: list[ProjectLine]) -> None:
    """Name the overdue projects in words, the latest first."""
    st.subheader(_("Overdue"), anchor=False)
    if not lines:
        st.markdown(":material/check_circle: " + _("No project is overdue."))
    for line in lines:
        with st.container(border=True):
            frame.link("project", f"{line.number}　{line.title}", icon="schedule", query={"number": line.number})
            st.markdown(
                _("%(words)s. Due %(day)s, %(percent)d%% done, led by %(unit)s.")
                % {
                    "words": plain(status_words(line)),
                    "day": plain(day(line.due_on)),
                    "percent": line.percent,
                    "unit": plain(line.organisation),
                }
            )
