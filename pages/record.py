"""The record of one meeting: kept and signed by those who may, checked by members for their own seat alone."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import record
from dashboard.ui import feedback, frame, session
from dashboard.ui.record import mine, opening

ctx = session.context()
number = st.query_params.get("number", "")
if not number:
    opening.which()
    st.stop()
with feedback.refusals():
    state = record.state(ctx, number)
opening.head(state)
if state.may_read:
    opening.whole(ctx, state)
if state.sits:
    mine.entries(ctx, state)
if state.may_log:
    opening.readings(ctx, state)
if not (state.may_read or state.may_log or state.sits):
    opening.nothing()
frame.link("meeting", _("To the meeting"), icon="arrow_back", query={"number": number})
