"""A member signs in, follows the meeting and votes; whoever runs it opens and closes each vote."""

import streamlit as st

from dashboard.rules.permissions import Permission
from dashboard.services import meetings
from dashboard.ui import feedback, session
from dashboard.ui.meetings import ballot, check_in, conduct, objections, record, recusal, time_used, without_votes
from dashboard.ui.meetings import room as drawn

ctx = session.context()
with feedback.refusals():
    room = meetings.room(ctx, st.query_params.get("number") or None)
if room is None:
    drawn.nobody_here()
    ballot.keep_places()
    st.stop()
drawn.head(room)
check_in.sign_in(ctx, room)
without_votes.below_quorum(room)
if ballot.under_way(room):
    ballot.voting(room)
    objections.on_the_open_vote(ctx, room)
drawn.current(room)
time_used.clock(ctx, room)
if not ballot.under_way(room):
    ballot.voting(room)
recusal.panel(ctx, room)
if ctx.actor.may(Permission.MEETING_RUN):
    check_in.code(ctx, room.meeting)
    conduct.controls(ctx, room)
    record.record(room, meetings.units(ctx), ctx.today())
    without_votes.withdrawing(ctx, room)
    conduct.off_the_road(room)
drawn.last_result(ctx, room)
time_used.panel(ctx, room)
drawn.agenda(room)
