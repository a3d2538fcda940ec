"""Those at the table take the papers of a meeting away: before it, at it and after it."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import meetings, papers
from dashboard.ui import feedback, frame, session
from dashboard.ui.papers import meeting

ctx = session.context()
number = st.query_params.get("number", "").strip().upper()
if not number:
    meeting.which(meetings.list_meetings(ctx))
    st.stop()
with feedback.refusals():
    page = papers.papers(ctx, number)
fmt, language = meeting.head(page)
meeting.stages(page, fmt, language)
meeting.whole(ctx, page, language)
frame.link("papers", _("To another meeting's papers"), icon="arrow_back")
