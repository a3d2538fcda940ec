"""An administrator reads who did what, when, and to which record."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import trail
from dashboard.ui import frame, session
from dashboard.ui.roster import trail as parts

ctx = session.context()
frame.title(_("Audit trail"), _("Every change, newest first. The database refuses to alter or delete a line."))
wanted = parts.filters(trail.actions(ctx), trail.actors(ctx))
first = trail.trail(ctx, wanted)
page = st.pagination(first.pages, key="trail_page") if first.pages > 1 else 1
parts.lines(first if page == 1 else trail.trail(ctx, wanted, page))
