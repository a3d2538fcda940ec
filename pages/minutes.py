"""Minutes of closed meetings from draft to archive: written, checked, approved, issued, published, corrected, read."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import minutes
from dashboard.ui import feedback, frame, session
from dashboard.ui.minutes import corrections, editor, lists, public, reading, remarks, report, stages, steps

ctx = session.context()
number = st.query_params.get("number", "")
if not number:
    frame.title(_("Minutes"), _("Choose a meeting. Approved minutes are locked and carry a document number."))
    lists.meetings(minutes.meetings(ctx))
    lists.register(ctx)
else:
    with feedback.refusals():
        state = minutes.state(ctx, number)
    reading.head(state)
    stages.stages(state)
    reading.warnings(state)
    if state.minutes_id is None:
        steps.draft(state)
    else:
        said = minutes.remarks(ctx, number)
        steps.next_steps(state, said, state.minutes_id)
        remarks.board(state, said, state.minutes_id)
        if state.may_write:
            editor.editor(state, state.minutes_id)
        else:
            reading.whole(state)
        if ctx.actor.may(Permission.MEETING_READ):
            public.public_side(state, minutes.public_side(ctx, number), ctx.actor, state.minutes_id)
        corrections.corrections(state, minutes.corrections(ctx, number), ctx.actor, state.minutes_id)
    report.of_meeting(ctx, state.meeting_id)
    if state.minutes_id is not None:
        reading.downloads(state)
        corrections.sheets(state)
        st.subheader(_("Step by step"), anchor=False)
        frame.lifeline(state.life, "minutes")
        lists.versions(minutes.versions(ctx, number))
    frame.link("minutes", _("To all minutes"), icon="arrow_back")
