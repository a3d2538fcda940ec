"""A liaison claims an item for the own organisation and sees what became of earlier claims."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import claims, resources
from dashboard.ui import frame, session
from dashboard.ui.claims import form, lists

ctx = session.context()
frame.title(_("Claim an item"), _("Choose an item, say what your organisation offers, check it, and send it."))
fit = claims.open_for_claim(ctx)
asked = st.query_params.get("need", "").strip().upper()
chosen = next((need for need in fit if need.id == session.get("claim.need") or need.number == asked), None)
if chosen is not None:
    form.claiming(ctx, chosen)
else:
    form.sent()
    lists.fitting(resources.fits_ours(ctx))
    lists.open_items(fit, claims.gaps(ctx, [need.id for need in fit]))
    lists.mine(claims.mine(ctx), ctx.today())
    frame.link("resources", _("Resource cards of our organisation"), icon="inventory_2", query={"own": 1})
