"""Anybody finds what member organisations offer; liaisons and the secretariat keep the cards."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import resources
from dashboard.ui import feedback, frame, session
from dashboard.ui.claims import given
from dashboard.ui.resources import form, listing

ctx = session.context()
number = st.query_params.get("number", "").strip().upper()
if number:
    with feedback.refusals():
        page = resources.card(ctx, number)
    listing.whole(page, contacts=resources.sees_contacts(ctx.actor))
    form.keeping(ctx, page.card)
    listing.life(page)
    frame.link("resources", _("To all cards"), icon="arrow_back")
else:
    frame.title(
        _("Resources list"),
        _("What member organisations offer: money, goods, venues, hands and knowledge. Claims draw on these cards."),
    )
    if ctx.actor.may(Permission.RESOURCE_OFFER):
        form.offering(ctx)
        with st.expander(
            _("Cards you keep"), icon=":material/folder_shared:", expanded=st.query_params.get("own") == "1"
        ):
            listing.own(resources.kept(ctx))
    listing.results(ctx, listing.filters(ctx))
    given.table(ctx)
