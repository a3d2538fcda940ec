"""The claim list: one card an item, page by page, and the whole list as a file."""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from dashboard.exchange.csv_out import safe_csv
from dashboard.formats import day, local_date, number, quarter_text
from dashboard.i18n import either, ngettext
from dashboard.i18n import gettext as _
from dashboard.labels import field_label, label
from dashboard.rules.search import words
from dashboard.services import needs
from dashboard.services.context import Context
from dashboard.services.needs import NeedFilter, NeedRow
from dashboard.ui import address, frame, session
from dashboard.ui.highlight import highlighted
from dashboard.ui.needs.filtering import EVERY, FINER, Asked
from dashboard.ui.safe import plain
from models.enums import NeedStatus

AT_ONCE = 20
"""Cards on one page."""


def results(ctx: Context, asked: Asked) -> None:
    """Draw the items that match, twenty at a time, or say why there are none and what to do next."""
    wanted, total = asked.wanted, asked.total
    if not total:
        _nothing(ctx, wanted)
        return
    st.markdown(ngettext("**%(n)s** item", "**%(n)s** items", total) % {"n": number(total)})
    cards = st.container()
    start = (address.page(-(-total // AT_ONCE)) - 1) * AT_ONCE
    sought = words(wanted.text)
    with cards:
        for row in needs.public_list(ctx, wanted, limit=AT_ONCE, offset=start, order=asked.order):
            card(row, sought)
    st.download_button(
        _("Download as CSV"),
        lambda: as_csv(needs.public_list(ctx, wanted, order=asked.order)),
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
    if row.claim_deadline is None or row.status is not NeedStatus.OPEN:
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


def card(row: NeedRow, sought: Sequence[str] = ()) -> None:
    """Draw one item as a card with the way to its page; the words looked for stand out."""
    with st.container(border=True, gap="xsmall"):
        st.page_link(
            session.page("item"),
            label=highlighted(f"{row.number}　{row.title}", sought),
            icon=":material/description:",
            query_params={"number": row.number},
        )
        st.markdown(f"{frame.badge_text(row.status)}　{plain(until(row))}")
        places = " · ".join((either(*row.category), either(*row.area), row.place))
        parts = (highlighted(places, sought), plain(_benefit(row)), plain(_carried(row)))
        st.caption(" · ".join(part for part in parts if part))
        if row.excerpt:
            st.markdown(highlighted(row.excerpt, sought))


def _benefit(row: NeedRow) -> str:
    if row.beneficiaries is None:
        return ""
    return _("about %(n)s people benefit") % {"n": number(row.beneficiaries)}


def _carried(row: NeedRow) -> str:
    """Return the claim round an item was last published in, and how often it was carried over."""
    told = [_("claim round of %(quarter)s") % {"quarter": quarter_text(row.round)}] if row.round else []
    if row.carried:
        told.append(
            ngettext("carried over %(n)s time", "carried over %(n)s times", row.carried) % {"n": number(row.carried)}
        )
    return " · ".join(told)


def _nothing(ctx: Context, wanted: NeedFilter) -> None:
    if wanted == NeedFilter():
        sentence = _("Nothing has been published yet. Be the first to say what is needed.")
        frame.empty(sentence, "propose", _("Submit a proposal"))
        return
    with st.container(border=True):
        st.markdown(f":material/search_off: {_why_nothing(wanted)}")
        elsewhere = needs.count(ctx, NeedFilter(wanted.text)) if wanted.text else 0
        if elsewhere:
            again = ngettext(
                "Look in the whole list: %(n)s item has these words",
                "Look in the whole list: %(n)s items have these words",
                elsewhere,
            )
            names = ("group", *FINER)
            st.button(again % {"n": number(elsewhere)}, key="without_filters", on_click=address.clear, args=names)
        st.button(_("Show all items"), key="show_all", on_click=address.clear, args=EVERY)


def _why_nothing(wanted: NeedFilter) -> str:
    if not wanted.text:
        return _("No item matches. Remove a filter.")
    return _(
        "No item matches. Every word typed must stand in the item: try fewer or shorter words, such as one or two "
        "Chinese characters, or only the last figures of a number."
    )
