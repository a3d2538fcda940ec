"""What is looked for in the claim list: words, state, kind, place, quarter; all of it lives in the address."""

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from dashboard.formats import quarter_text
from dashboard.i18n import N_, either
from dashboard.i18n import gettext as _
from dashboard.labels import field_label, label
from dashboard.rules.need_groups import GROUPS, NeedGroup
from dashboard.services import needs
from dashboard.services.context import Context
from dashboard.services.needs import Facets, NeedFilter, NeedOrder
from dashboard.ui import address
from models.enums import NeedStatus

NAMES: Mapping[NeedGroup, str] = {
    NeedGroup.CLAIMABLE: N_("Can be claimed"),
    NeedGroup.WAITING: N_("Waiting for a claim round"),
    NeedGroup.MEETING: N_("Before a meeting"),
    NeedGroup.DECISION: N_("Being decided"),
    NeedGroup.WORKS: N_("Under way"),
    NeedGroup.FINISHED: N_("Finished"),
    NeedGroup.ENDED: N_("No longer pursued"),
}
FINER = ("status", "category", "area", "quarter", "sort")
"""Parameters of the address that stand in the folded part."""
EVERY = ("q", "group", *FINER)


class Asked(NamedTuple):
    """What is looked for, what stands first, and how many items there are."""

    wanted: NeedFilter
    order: NeedOrder
    total: int


def asked(ctx: Context) -> Asked:
    """Draw search box and filters, each state with the number of items that would be left; return what they say."""
    found = needs.facets(ctx)
    text = address.words(_("Search"), "q", _("title, number or place; one character is enough"))
    groups = st.container()
    narrowed = any(st.query_params.get(name) for name in FINER)
    with st.expander(_("Narrow the list down"), icon=":material/filter_list:", expanded=narrowed):
        states = st.container()
        others, order = _others(text, found), _order()
    counts = needs.status_counts(ctx, others)
    with groups:
        group = _group(found, counts)
    with states:
        status = _status(found, counts, group)
    left = {status} if status else GROUPS[group] if group else set(counts)
    wanted = NeedFilter(text, others.category, others.quarter, others.area, status, group)
    return Asked(wanted, order, sum(counts.get(one, 0) for one in left))


def _others(text: str, found: Facets) -> NeedFilter:
    categories = {kind.code: either(*kind.name) for kind in found.categories}
    category = address.choice(field_label("category_code"), "category", categories, _("every category"))
    places = {str(area.id): either(area.name_zh, area.name_en) for area in found.areas}
    area = address.choice(field_label("area_id"), "area", places, _("every neighbourhood"))
    quarters = {quarter: quarter_text(quarter) for quarter in found.quarters}
    quarter = address.choice(_("Quarter"), "quarter", quarters, _("every quarter"))
    return NeedFilter(text, category or None, quarter or None, int(area) if area else None)


def _order() -> NeedOrder:
    orders: dict[str, str] = {NeedOrder.DEADLINE: _("what must be claimed soonest first")}
    return NeedOrder(address.choice(_("Order"), "sort", orders, _("newest first")) or NeedOrder.NEWEST)


def _group(found: Facets, counts: Mapping[NeedStatus, int]) -> NeedGroup | None:
    names: dict[str, str] = {
        group: f"{_(name)} {sum(counts.get(status, 0) for status in GROUPS[group])}"
        for group, name in NAMES.items()
        if GROUPS[group].intersection(found.statuses)
    }
    chosen = address.row(_("Where the items stand"), "group", names, drops=["status"]) if len(names) > 1 else ""
    return NeedGroup(chosen) if chosen else None


def _status(found: Facets, counts: Mapping[NeedStatus, int], group: NeedGroup | None) -> NeedStatus | None:
    shown = [status for status in found.statuses if group is None or status in GROUPS[group]]
    names: dict[str, str] = {status: f"{label(status)}（{counts.get(status, 0)}）" for status in shown}
    chosen = address.choice(_("Status"), "status", names, _("every status"))
    return NeedStatus(chosen) if chosen else None
