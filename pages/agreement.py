"""Anybody reads what is public of one agreement; its sides read it all; the secretariat acts on it here."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import agreements
from dashboard.ui import feedback, frame, session
from dashboard.ui.agreements import form, reading, steps

ctx = session.context()
number = st.query_params.get("number", "").strip().upper()
if not number:
    frame.title(_("Agreement"))
    frame.empty(_("No agreement is chosen."), "agreements", _("Show all agreements"))
    st.stop()
with feedback.refusals():
    page = agreements.agreement(ctx, number)
reading.head(page)
reading.text(page)
if ctx.actor.may(Permission.AGREEMENT_KEEP):
    st.subheader(_("For the secretariat"), anchor=False)
    if page.draft is not None:
        form.changing(ctx, page.line.id, page.draft)
    steps.steps(page, ctx.today())
reading.life(page)
frame.link("agreements", _("To all agreements"), icon="arrow_back")
