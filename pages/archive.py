"""The secretariat writes the archive of a year, and checks one that has been kept."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.ui import frame, session
from dashboard.ui.archive import checking, making

ctx = session.context()
frame.title(
    _("Archive of a year"),
    _("Everything of a year in one file that can be read without this program and restored into it."),
)
st.info(
    _("Records of meetings and internal opinions are in the archive. Keep it under the rules for archives."),
    icon=":material/lock:",
)
making.making(ctx)
st.subheader(_("Check an archive"), anchor=False)
checking.checking(ctx)
st.subheader(_("Restore an archive"), anchor=False)
checking.restoring()
