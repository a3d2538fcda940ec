"""The three lists side by side, each with its count, newest first."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard.formats import day, number, quarter_text
from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.navigation import PAGES
from dashboard.services.context import Context
from dashboard.services.figures.lists import (
    Choices,
    ResourceLine,
    Sought,
    WorksLine,
    needs_found,
    projects_found,
    resources_found,
)
from dashboard.services.needs import NeedRow
from dashboard.ui import address, frame
from dashboard.ui.figures.tabs import more, show_more
from dashboard.ui.safe import plain

Find = Callable[[Context, Sought, int], tuple[int, Sequence[Any]]]
AT_ONCE = 8
"""Lines of each list at first."""


def filters(found: Choices) -> Sought:
    """Draw search box and filters for all three lists, and return what they say."""
    text = address.words(_("Search all three lists"), "q", _("title, number or place; one character is enough"))
    first, second, third = st.columns(3)
    with first:
        quarters = {quarter: quarter_text(quarter) for quarter in found.quarters}
        quarter = address.choice(_("Quarter"), "quarter", quarters, _("every quarter"))
    with second:
        kinds = {code: either(*name) for code, name in found.categories.items()}
        category = address.choice(_("Category"), "category", kinds, _("every category"))
    with third:
        places = {str(area): either(*name) for area, name in found.areas.items()}
        area = address.choice(_("Neighbourhood"), "area", places, _("every neighbourhood"))
    return Sought(text, quarter or None, category or None, int(area) if area else None)


def lists(ctx: Context, sought: Sought) -> None:
    """Draw the counts, then the lists: beside each other, on a telephone below each other."""
    counts: Any = st.container(key="figures_counts", horizontal=True)
    parts: Sequence[tuple[str, str, str, Find, Callable[[Any], None]]] = (
        ("needs", _("Needs"), "claim_list", needs_found, _need),
        ("resources", _("Resources"), "resources", resources_found, _resource),
        ("projects", _("Projects"), "projects", projects_found, _works),
    )
    st.caption(_("Resources and projects: as they stood at most a minute ago."))
    columns = st.columns(3)
    for column, (name, heading, page, find, draw) in zip(columns, parts, strict=True):
        shown = more(name, AT_ONCE)
        total, rows = find(ctx, sought, shown)
        counts.metric(heading, number(total), border=True)
        with column:
            _list(name, heading, page, total, rows, draw)
            show_more(name, len(rows), total, AT_ONCE)


def _list(name: str, heading: str, page: str, total: int, rows: Sequence[Any], draw: Callable[[Any], None]) -> None:
    st.subheader(f"{heading} ({number(total)})", anchor=False)
    if not rows:
        frame.empty(_EMPTY[name]())
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            draw(row)
    if page in {entry.file for entry in PAGES}:
        frame.link(page, _("The whole list"), icon="list_alt")


_EMPTY: dict[str, Callable[[], str]] = {
    "needs": lambda: _("No need matches. Take out a filter or use fewer words."),
    "resources": lambda: _("No resource matches. Take out a filter, or ask the member organisations."),
    "projects": lambda: _("No project matches. Take out a filter or use fewer words."),
}


def _need(row: NeedRow) -> None:
    frame.link("item", f"{row.number}　{row.title}", icon="description", query={"number": row.number})
    st.caption(frame.badge_text(row.status) + "　" + plain(either(*row.area)))


def _resource(row: ResourceLine) -> None:
    st.markdown(f":material/volunteer_activism: **{plain(row.number)}**　{plain(row.title)}")
    until = day(row.until_on) if row.until_on else _("open-ended")
    st.caption(plain(" · ".join([label(row.offer), row.organisation, f"{day(row.from_on)}–{until}"])))


def _works(row: WorksLine) -> None:
    frame.link("project", f"{row.number}　{row.title}", icon="construction", query={"number": row.number})
    due = _("%(percent)d%% done, due %(day)s") % {"percent": row.percent, "day": day(row.due_on)}
    st.caption(frame.badge_text(row.status) + "　" + plain(f"{row.organisation} · {due}"))
