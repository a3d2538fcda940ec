"""Anybody takes the public record away as tables that programs can read, with a description of every column."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import open_data
from dashboard.ui import frame, session
from dashboard.ui.open_data import tables

ctx = session.context()
frame.title(_("Open data"), _("The public record as tables with a description of every column, in CSV and JSON."))
st.caption(_("No names of residents, no contacts, no flat numbers; figures about too few people are left out."))
tables.package(ctx)
tables.described(ctx, open_data.datasets(ctx))
