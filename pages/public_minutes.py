"""Everybody reads what the committee decided: the public versions of minutes, searched, read and taken away."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import minutes
from dashboard.ui import feedback, frame, session
from dashboard.ui.minutes import published

ctx = session.context()
number = st.query_params.get("number", "").strip().upper()
if number:
    with feedback.refusals():
        shown = minutes.public_minutes(ctx, number)
    published.whole(shown)
    frame.link("public_minutes", _("To all published minutes"), icon="arrow_back")
else:
    frame.title(
        _("Minutes for the public"),
        _("What the committee heard and decided, meeting by meeting. What concerns single people is left out."),
    )
    wanted = published.filters(minutes.public_years(ctx))
    published.cards(minutes.public_list(ctx, wanted), wanted)
