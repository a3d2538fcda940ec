"""Those at the table see one meeting; the secretariat prepares it, the chair approves its agenda."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import meetings, votes
from dashboard.ui import feedback, frame, session
from dashboard.ui.meetings import agenda, head, people, results

ctx = session.context()
number = st.query_params.get("number", "")
if not number:
    frame.title(_("Meeting"))
    frame.empty(_("Which meeting? Choose one from the list."), "meetings", _("Show all meetings"))
    st.stop()
with feedback.refusals():
    page = meetings.meeting(ctx, number)
prepares = ctx.actor.may(Permission.MEETING_PREPARE)
head.head(page)
head.next_step(page)
agenda.agenda(page, may_prepare=prepares)
if prepares:
    agenda.add(page, meetings.schedulable(ctx))
closed = votes.results(ctx, page.meeting.id)
if closed:
    st.subheader(_("Results"), anchor=False)
for result in closed:
    results.card(ctx, result, by_seat=True)
people.attendance(page, may_run=ctx.actor.may(Permission.MEETING_RUN))
people.guests(page, may_prepare=prepares)
people.tasks(page)
head.life(page)
frame.link("meetings", _("Show all meetings"), icon="arrow_back")
