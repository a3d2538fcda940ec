"""The claim list: filters that live in the address, one card an item, and the whole list as a file."""

from collections.abc import Sequence

import streamlit as st

from dashboard.exchange.csv_out import safe_csv
from dashboard.formats import day, local_date, quarter_text
from dashboard.i18n import either, ngettext
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import needs
from dashboard.services.context import Context
from dashboard.services.needs import Facets, NeedFilter, NeedRow
from dashboard.ui import address, frame
from dashboard.ui.safe import plain
from models.enums import NeedStatus

AT_ONCE = 20
"""Cards on one page."""


def search() -> str:
    """Draw the search box and return what is looked for."""
    return address.words(
        _("Search by number, title, text or place"), "q", _("one character is enough, such as 灯")
    )


def filters(found: Facets) -> NeedFilter:
    """Draw search box and filters, and return what they say."""
    text = search()
    categories = {kind.code: either(*kind.name) for kind in found.categories}
    places = {str(area.id): either(area.name_zh, area.name_en) for area in found.areas}
    quarters = {quarter: quarter_text(quarter) for quarter in found.quarters}
    left, right = st.columns(2)
    with left:
        category = address.choice(_("Category"), "category", categories, _("every category"))
        quarter = address.choice(_("Quarter"), "quarter", quarters, _("every quarter"))
    with right:
        area = address.choice(_("Neighbourhood"), "area", places, _("every neighbourhood"))
        status = address.choice(
            _("Status"), "status", {one: label(one) for one in found.statuses}, _("every status")
        )
    return NeedFilter(
        text=text,
        category=category or None,
        quarter=quarter or None,
        area=int(area) if area else None,
        status=NeedStatus(status) if status else None,
    )


def results(ctx: Context, wanted: NeedFilter) -> None:
    """Draw the items that fit, twenty at a time, or say why there are none and what to do next."""
    total = needs.count(ctx, wanted)
    if not total:
        _nothing(wanted)
        return
    st.caption(ngettext("%(n)d item", "%(n)d items", total) % {"n": total})
    place = st.container()
    pages = -(-total // AT_ONCE)
    number = st.pagination(pages, key=f"list_page_{pages}") if pages > 1 else 1
    with place:
        for row in needs.public_list(ctx, wanted, limit=AT_ONCE, offset=(number - 1) * AT_ONCE):
            card(row)
    st.download_button(
        _("Download this list as CSV"),
        lambda: as_csv(needs.public_list(ctx, wanted)),
        file_name=f"claim-list-{ctx.today():%Y%m%d}.csv",
        mime="text/csv",
        key="claim_list_csv",
        on_click="ignore",
        icon=":material/download:",
        help=_("Opens in Excel or WPS. It holds what this page shows, filters included."),
    )


def card(row: NeedRow) -> None:
    """Draw one item as a card with the way to its page."""
    with st.container(border=True):
        frame.link("item", f"{row.number}　{row.title}", icon="description", query={"number": row.number})
        st.markdown(frame.badge_text(row.status))
        st.caption(where_and_when(row))


def where_and_when(row: NeedRow) -> str:
    """Return category, place, quarter and deadline of an item as one line of Markdown."""
    parts = [either(*row.category), either(*row.area), row.place, quarter_text(row.quarter)]
    if row.claim_deadline is not None and row.status == NeedStatus.OPEN:
        parts.append(_("claims until %(day)s") % {"day": day(local_date(row.claim_deadline))})
    return " · ".join(plain(part) for part in parts if part)


def as_csv(rows: Sequence[NeedRow]) -> bytes:
    """Return the items as a CSV file; amounts in yuan, days in Asia/Shanghai."""
    headers = [
        _("Number"), _("Title"), _("Category"), _("Neighbourhood"), _("Exact place"), _("Quarter"), _("Status"),
        _("How many people benefit"), _("Estimated cost in yuan"), _("Published on"), _("Claims until"),
    ]  # fmt: skip
    return safe_csv(
        [
            (
                row.number,
                row.title,
                either(*row.category),
                either(*row.area),
                row.place,
                row.quarter,
                label(row.status),
                row.beneficiaries,
                None if row.budget_fen is None else row.budget_fen / 100,
                local_date(row.published_at) if row.published_at else None,
                local_date(row.claim_deadline) if row.claim_deadline else None,
            )
            for row in rows
        ],
        headers,
    )


def _nothing(wanted: NeedFilter) -> None:
    if wanted == NeedFilter():
        frame.empty(
            _("Nothing is on the claim list yet. Proposals appear here once the secretariat has accepted them."),
            "propose",
            _("Submit a proposal"),
        )
    else:
        frame.empty(
            _("No item fits. Use a shorter search word, or take out a filter."), "claim_list", _("Show the whole list")
        )
