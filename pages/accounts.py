"""An administrator opens accounts, gives and takes roles, ends sessions and stops accounts."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import accounts, roster
from dashboard.ui import frame, session
from dashboard.ui.accounts import everybody

ctx = session.context()
frame.title(_("Accounts"), _("Every change is in force at the person's next click, also in tabs that are open."))
everybody.issued()
organisations = everybody.names(roster.members(ctx))
everybody.opening(organisations)
search = st.text_input(_("Search by user name or name"), key="account_search", icon=":material/search:")
found = accounts.list_accounts(ctx, search)
if not found:
    frame.empty(_("No account matches. Try fewer letters."))
for account in found:
    everybody.one(account, organisations, ctx.actor.id)
