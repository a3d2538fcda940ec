"""The public list of resource cards, with filters that live in the address."""

from collections.abc import Sequence

import streamlit as st

from dashboard.documents.minutes.punctuation import listed
from dashboard.formats import number
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import field_label, label
from dashboard.services import resources
from dashboard.services.context import Context
from dashboard.services.resources import ResourceFilter, ResourcePage, ResourceRead
from dashboard.ui import address, frame
from dashboard.ui.resources.words import left_words, period_words
from dashboard.ui.safe import paragraphs, plain
from models.enums import OfferKind

AT_ONCE = 20
"""Cards on one page."""


def filters(ctx: Context) -> ResourceFilter:
    """Draw search box and filters, and return what they say."""
    found = resources.facets(ctx)
    text = address.words(_("Search"), "q", _("number, title, text or organisation"))
    names = ("kind", "category", "area", "organisation")
    with st.expander(
        _("Narrow the list down"), icon=":material/filter_list:", expanded=any(st.query_params.get(n) for n in names)
    ):
        kinds: dict[str, str] = {kind: label(kind) for kind in found.offers}
        kind = address.choice(_("Kind of resource"), "kind", kinds, _("every kind"))
        category = address.choice(field_label("category_code"), "category", found.categories, _("every category"))
        areas = {str(key): name for key, name in found.areas.items()}
        area = address.choice(_("Serves"), "area", areas, _("every neighbourhood"))
        units = {str(key): name for key, name in found.organisations.items()}
        unit = address.choice(field_label("organisation_id"), "organisation", units, _("every organisation"))
    return ResourceFilter(
        text=text,
        offer=OfferKind(kind) if kind else None,
        category=category,
        area=int(area) if area else None,
        organisation=int(unit) if unit else None,
    )


def results(ctx: Context, wanted: ResourceFilter) -> None:
    """Draw the cards that match, twenty at a time, or say why there are none and what to do next."""
    total = resources.count(ctx, wanted)
    if not total and wanted == ResourceFilter():
        frame.empty(_("No organisation has offered anything yet. Liaisons and the secretariat enter cards here."))
        return
    if not total:
        frame.empty(_("No card matches. Remove a filter or use fewer words."), "resources", _("Show all cards"))
        return
    st.markdown(ngettext("**%(n)s** card on offer", "**%(n)s** cards on offer", total) % {"n": number(total)})
    cards, pages = st.container(), -(-total // AT_ONCE)
    chosen = st.pagination(pages, key=f"resources_page_{pages}") if pages > 1 else 1
    with cards:
        for one in resources.listed(ctx, wanted, limit=AT_ONCE, offset=(chosen - 1) * AT_ONCE):
            card(one)


def card(one: ResourceRead) -> None:
    """Draw one card with the way to its page."""
    with st.container(border=True, gap="xsmall"):
        frame.link("resources", f"{one.number}　{one.title}", icon="inventory_2", query={"number": one.number})
        st.markdown(f":blue-badge[{plain(label(one.offer))}]　{plain(one.organisation)}")
        parts = (left_words(one) if one.amount is not None else "", where_words(one), period_words(one))
        st.caption(plain(" · ".join(part for part in parts if part)))


def where_words(one: ResourceRead) -> str:
    """Return which area a card serves."""
    return one.area or _("the whole sub-district")


def own(cards: Sequence[ResourceRead]) -> None:
    """Draw the cards the reader may change, those that are no longer on offer too."""
    if not cards:
        frame.empty(_("Your organisation has offered nothing yet. Fill in the form above."))
        return
    wanted = address.words(_("Search in these cards"), "mine", _("number or title")).casefold().split()
    for one in cards:
        if not all(word in f"{one.number} {one.title} {one.organisation}".casefold() for word in wanted):
            continue
        with st.container(border=True, gap="xsmall"):
            frame.link("resources", f"{one.number}　{one.title}", icon="inventory_2", query={"number": one.number})
            words = _("expired")
            over = f"　:orange-badge[{plain(words)}]" if one.expired else ""
            st.markdown(f"{frame.badge_text(one.status)}{over}　{plain(one.organisation)}")
            st.caption(plain(f"{left_words(one)} · {period_words(one)}"))


def whole(page: ResourcePage, *, contacts: bool) -> None:
    """Draw one card in full, with the claims that draw on it."""
    one = page.card
    frame.title(plain(one.title))
    st.markdown(f":blue-badge[{plain(label(one.offer))}]　{frame.badge_text(one.status)}　{plain(one.organisation)}")
    paragraphs(one.text)
    suits = listed(one.category_names) or _("every category")
    frame.facts(
        {
            _("Number"): one.number,
            _("How much"): left_words(one),
            _("When it is on offer"): period_words(one),
            _("Serves"): where_words(one),
            field_label("categories"): suits,
            field_label("terms"): one.terms,
            _("Contact post"): one.contact_post,
        }
    )
    if not contacts:
        st.caption(_("Post and telephone are shown to liaisons and the secretariat. Others ask the secretariat."))
    st.subheader(_("Claims that draw on it"), anchor=False)
    if not page.uses:
        st.markdown(_("None so far."))
    for use in page.uses:
        words = f"{use.need_number}　{use.need_title}"
        frame.link("item", words, icon="description", query={"number": use.need_number})


def life(page: ResourcePage) -> None:
    """Draw each step of a card, for those who keep it."""
    if page.card.own:
        st.subheader(_("Step by step"), anchor=False)
        frame.lifeline(page.life, "resource")
