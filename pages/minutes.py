"""Minutes of closed meetings: the secretariat writes, the chair approves, members read and take files away."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import minutes
from dashboard.ui import feedback, frame, session
from dashboard.ui.minutes import editor, lists, reading, report, steps

ctx = session.context()
number = st.query_params.get("number", "")
if not number:
    frame.title(_("Minutes"), _("Choose a meeting. Approved minutes are locked and carry a document number."))
    lists.meetings(minutes.meetings(ctx))
else:
    with feedback.refusals():
        state = minutes.state(ctx, number)
    reading.head(state)
    reading.warnings(state)
    if state.minutes_id is None:
        steps.draft(state)
    elif state.may_write:
        editor.editor(state, state.minutes_id)
        steps.hand_in(state, state.minutes_id)
    else:
        reading.text(state.text)
        steps.decide(state, state.minutes_id)
    report.of_meeting(ctx, state.meeting_id)
    if state.minutes_id is not None:
        reading.downloads(state)
        st.subheader(_("Step by step"), anchor=False)
        frame.lifeline(state.life, "minutes")
        lists.versions(minutes.versions(ctx, number))
    frame.link("minutes", _("To all minutes"), icon="arrow_back")
