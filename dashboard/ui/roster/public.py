"""Members and area as everybody sees them: by type, grown over time, and the tree of areas."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.charts.membership import describe_membership_growth, membership_growth
from dashboard.formats import day, number
from dashboard.i18n import N_, either
from dashboard.i18n import gettext as _
from dashboard.labels import label, short_type
from dashboard.services.roster import AreaNode
from dashboard.ui import charts, frame
from dashboard.ui.safe import plain
from models.enums import OrganisationType
from models.organisation import OrganisationRead

LEVELS = {
    "subdistrict": N_("Sub-district"),
    "committee": N_("Neighbourhood committee"),
    "grid": N_("Grid"),
    "small_grid": N_("Small micro-grid"),
    "meta_grid": N_("Meta-grid"),
}


def members(found: Sequence[OrganisationRead]) -> None:
    """Draw how many members of each type there are, and their names."""
    with st.container(key="figures", horizontal=True):
        st.metric(_("Member organisations"), number(len(found)), border=True)
        for kind in OrganisationType:
            st.metric(short_type(kind), number(sum(row.type == kind for row in found)), border=True)
    if not found:
        frame.empty(_("No member organisation is entered yet. The secretariat keeps the roster."))
    for kind in OrganisationType:
        rows = [row for row in found if row.type == kind]
        if rows:
            with st.expander(f"{label(kind)} ({len(rows)})", icon=":material/groups:"):
                frame.table([_row(row) for row in rows], f"members_{kind}")


def _row(row: OrganisationRead) -> dict[str, object]:
    return {
        _("Code"): row.code,
        _("Name"): either(row.name_zh, row.name_en),
        _("Member since"): day(row.joined_on),
    }


def growth(frame_: pd.DataFrame) -> None:
    """Draw how the membership grew."""
    if frame_.empty:
        return
    st.subheader(_("How the membership grew"), anchor=False)
    shown = frame_.assign(day=[day(one) for one in frame_["day"]])
    columns = {"day": _("Day"), "type": _("Organisation type"), "organisations": _("Member organisations")}
    charts.show(
        charts.drawn(membership_growth, frame_), shown, describe_membership_growth(frame_), columns, "membership_growth"
    )


def area(tree: Sequence[AreaNode], levels: dict[str, int]) -> None:
    """Draw how the area is divided: numbers by level, and the tree down to the grids."""
    st.subheader(_("The area"), anchor=False)
    if not tree:
        frame.empty(_("The area is not entered yet."))
        return
    frame.facts({_level(level): number(count) for level, count in levels.items()})
    for root in tree:
        _root(root)


def _root(root: AreaNode) -> None:
    st.markdown(f"**{plain(root.name)}** {_people(root)}")
    for part in root.parts:
        with st.expander(f"{plain(part.name)}{_people(part)}", icon=":material/location_city:"):
            lines = [f"- {plain(one.name)}{_inside(one)}" for one in part.parts]
            st.markdown("\n".join(lines) if lines else _("Not divided further."))


def _people(node: AreaNode) -> str:
    if node.households is None or node.residents is None:
        return ""
    words = {"households": number(node.households), "residents": number(node.residents)}
    return "　" + plain(_("%(households)s households, %(residents)s residents") % words)


def _inside(node: AreaNode) -> str:
    """Return how many areas a node holds, level by level."""
    row, found = node.parts, []
    while row:
        found.append(f"{_level(row[0].level)} {number(len(row))}")
        row = [part for one in row for part in one.parts]
    return "　" + plain("，".join(found)) if found else ""


def _level(level: str) -> str:
    return _(LEVELS[level]) if level in LEVELS else level
