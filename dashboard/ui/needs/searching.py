"""Finding any item, in whatever state: what was declined or merged can be taken up again from its page."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.search import words
from dashboard.services import needs
from dashboard.services.context import Context
from dashboard.services.needs import NeedFilter
from dashboard.ui import address, frame
from dashboard.ui.needs import listing
from models.enums import NeedStatus

MOST = 50


def searching(ctx: Context) -> None:
    """Draw search box, states with their counts, and the newest items that match."""
    with st.expander(_("Find any item, also those that are not public"), icon=":material/search:"):
        text = address.words(_("Search"), "q", _("title, number or place; one character is enough"))
        counts, chosen = needs.screening_counts(ctx, NeedFilter(text=text)), st.query_params.get("status")
        names: dict[str, str] = {one: f"{label(one)}（{n}）" for one, n in counts.items() if n or one == chosen}
        status = address.choice(_("Status"), "status", names, _("every status"))
        if not text and not status:
            return
        wanted = NeedFilter(text=text, status=NeedStatus(status) if status else None)
        found = needs.office_list(ctx, wanted, limit=MOST)
        if not found:
            frame.empty(_("No item matches. Remove a filter or use fewer words."))
            st.button(_("Empty the search"), key="office_all", on_click=address.clear, args=("q", "status"))
        for row in found:
            listing.card(row, words(text))
        if len(found) == MOST:
            st.caption(_("Only the newest %(n)s are shown. Add a word to find older ones.") % {"n": MOST})
