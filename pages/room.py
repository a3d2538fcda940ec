"""A member signs in, follows the meeting and votes; whoever runs it opens and closes each vote."""

import streamlit as st

from dashboard.rules.permissions import Permission
from dashboard.services import meetings
from dashboard.ui import feedback, session
from dashboard.ui.meetings import ballot, conduct, record
from dashboard.ui.meetings import room as drawn

ctx = session.context()
with feedback.refusals():
    room = meetings.room(ctx, st.query_params.get("number") or None)
if room is None:
    drawn.nobody_here()
    st.stop()
drawn.head(room)
drawn.sign_in(room)
ballot.voting(room)
drawn.current(room)
if ctx.actor.may(Permission.MEETING_RUN):
    conduct.controls(ctx, room)
    record.record(room, meetings.units(ctx), ctx.today())
    conduct.off_the_road(room)
drawn.last_result(ctx, room)
drawn.agenda(room)
