"""Finding any item, in whatever state: what was declined or merged can be taken up again from its page."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.labels import label
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
        counts = needs.screening_counts(ctx)
        names: dict[str, str] = {one: f"{label(one)}（{n}）" for one, n in counts.items() if n}
        status = address.choice(_("Status"), "status", names, _("every status"))
        if not text and not status:
            return
        wanted = NeedFilter(text=text, status=NeedStatus(status) if status else None)
        found = needs.office_list(ctx, wanted, limit=MOST)
        if not found:
            frame.empty(_("No item matches. Take out a filter or use fewer words."), "screening", _("Show all items"))
        for row in found:
            listing.card(row)
        if len(found) == MOST:
            st.caption(_("Only the newest %(n)s are shown. Add a word to find older ones.") % {"n": MOST})
