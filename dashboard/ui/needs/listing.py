"""The claim list: filters that live in the address, one card an item, and the whole list as a file."""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from dashboard.exchange.csv_out import safe_csv
from dashboard.formats import day, local_date, number, quarter_text
from dashboard.i18n import either, ngettext
from dashboard.i18n import gettext as _
from dashboard.labels import field_label, label
from dashboard.services import needs
from dashboard.services.context import Context
from dashboard.services.needs import Facets, NeedFilter, NeedRow
from dashboard.ui import address, frame
from dashboard.ui.safe import plain
from models.enums import NeedStatus

AT_ONCE = 20
"""Cards on one page."""


def filters(found: Facets) -> NeedFilter:
    """Draw search box and filters, and return what they say."""
    text = address.words(_("Search"), "q", _("title, number or place; one character is enough"))
    narrowed = any(st.query_params.get(name) for name in ("status", "category", "area", "quarter"))
    with st.expander(_("Narrow the list down"), icon=":material/filter_list:", expanded=narrowed):
        statuses: dict[str, str] = {one: label(one) for one in found.statuses}
        status = address.choice(_("Status"), "status", statuses, _("every status"))
        categories = {kind.code: either(*kind.name) for kind in found.categories}
        category = address.choice(field_label("category_code"), "category", categories, _("every category"))
        places = {str(area.id): either(area.name_zh, area.name_en) for area in found.areas}
        area = address.choice(field_label("area_id"), "area", places, _("every neighbourhood"))
        quarters = {quarter: quarter_text(quarter) for quarter in found.quarters}
        quarter = address.choice(_("Quarter"), "quarter", quarters, _("every quarter"))
    return NeedFilter(
        text=text,
        category=category or None,
        quarter=quarter or None,
        area=int(area) if area else None,
        status=NeedStatus(status) if status else None,
    )


def results(ctx: Context, wanted: NeedFilter) -> None:
    """Draw the items that match, twenty at a time, or say why there are none and what to do next."""
    total = needs.count(ctx, wanted)
    if not total:
        _nothing(wanted)
        return
    st.markdown(ngettext("**%(n)s** item", "**%(n)s** items", total) % {"n": number(total)})
    cards, pages = st.container(), -(-total // AT_ONCE)
    chosen = st.pagination(pages, key=f"list_page_{pages}") if pages > 1 else 1
    with cards:
        for row in needs.public_list(ctx, wanted, limit=AT_ONCE, offset=(chosen - 1) * AT_ONCE):
            card(row)
    st.download_button(
        _("Download as CSV"),
        lambda: as_csv(needs.public_list(ctx, wanted)),
        file_name=f"claim-list-{ctx.today():%Y%m%d}.csv",
        mime="text/csv",
        key="claim_list_csv",
        on_click="ignore",
        icon=":material/download:",
    )


def where(row: NeedRow) -> str:
    """Return category and place of an item as Markdown."""
    return plain(" · ".join((either(*row.category), either(*row.area), row.place)))


def until(row: NeedRow) -> str:
    """Return until when an item can be claimed, in words; empty where it cannot."""
    if row.claim_deadline is None or row.status not in (NeedStatus.OPEN, NeedStatus.CLAIMED, NeedStatus.MATCHING):
        return ""
    return _("to be claimed by %(day)s") % {"day": day(local_date(row.claim_deadline))}


def as_csv(rows: Sequence[NeedRow]) -> bytes:
    """Return items as a CSV file; amounts in yuan, days in Asia/Shanghai."""
    columns = [
        _("Number"), field_label("title"), field_label("category_code"), field_label("area_id"), field_label("place"),
        _("Quarter"), _("Status"), _("People who benefit"), _("Estimated cost in yuan"), _("Published on"),
        _("To be claimed by"),
    ]  # fmt: skip
    return safe_csv([_cells(row) for row in rows], columns)


def _cells(row: NeedRow) -> tuple[object, ...]:
    return (
        row.number,
        row.title,
        either(*row.category),
        either(*row.area),
        row.place,
        quarter_text(row.quarter),
        label(row.status),
        row.beneficiaries,
        None if row.budget_fen is None else Decimal(row.budget_fen) / 100,
        local_date(row.published_at) if row.published_at else None,
        local_date(row.claim_deadline) if row.claim_deadline else None,
    )


def card(row: NeedRow) -> None:
    """Draw one item as a card with the way to its page."""
    with st.container(border=True, gap="xsmall"):
        frame.link("item", f"{row.number}　{row.title}", icon="description", query={"number": row.number})
        st.markdown(f"{frame.badge_text(row.status)}　{plain(until(row))}")
        benefit = (
            _("about %(n)s people benefit") % {"n": number(row.beneficiaries)} if row.beneficiaries is not None else ""
        )
        st.caption(" · ".join(part for part in (where(row), plain(benefit)) if part))


def _nothing(wanted: NeedFilter) -> None:
    if wanted == NeedFilter():
        frame.empty(
            _("Nothing has been published yet. Be the first to say what is needed."), "propose", _("Submit a proposal")
        )
    else:
        frame.empty(_("No item matches. Take out a filter or use fewer words."), "claim_list", _("Show all items"))
