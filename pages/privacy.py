"""Anybody reads what personal information is kept, what for, how long, and how to have it removed."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import retention
from dashboard.ui import frame, rules_text, session

frame.title(_("How we handle personal information"), _("In plain words, and as short as it can be said."))
for heading, body in rules_text.privacy(retention.contact_months(session.context())):
    st.subheader(heading, anchor=False)
    st.markdown(body)
frame.link("account", _("See, export or close my account"), icon="account_circle")
