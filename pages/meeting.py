"""Those at the table see one meeting; the secretariat prepares it, the chair approves its agenda."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import meetings, votes
from dashboard.ui import feedback, frame, session
from dashboard.ui.meetings import agenda, check_in, head, left_over, people, raised, recusal, results, topics

ctx = session.context()
number = st.query_params.get("number", "")
if not number:
    frame.title(_("Meeting"))
    frame.empty(_("Which meeting? Choose one from the list."), "meetings", _("Show all meetings"))
    st.stop()
with feedback.refusals():
    page = meetings.meeting(ctx, number)
prepares, runs = ctx.actor.may(Permission.MEETING_PREPARE), ctx.actor.may(Permission.MEETING_RUN)
head.head(page)
head.next_step(page)
raised.needs_raised(ctx, page.meeting)
names = [_("Agenda"), _("Topics"), _("Attendance"), _("Results and tasks"), _("What happened so far")]
on_agenda, proposed, there, done, so_far = st.tabs(names, key="meeting_tabs")
with on_agenda:
    if prepares:
        left_over.left_over(ctx, page)
    agenda.agenda(page, may_prepare=prepares)
    if prepares:
        agenda.add(page, meetings.schedulable(ctx))
    recusal.before(ctx, page)
with proposed:
    topics.of_meeting(ctx, page.meeting)
with there:
    if runs:
        check_in.code(ctx, page.meeting)
    people.attendance(page, may_run=runs)
    people.guests(page, may_prepare=prepares)
with done:
    closed = votes.results(ctx, page.meeting.id)
    if not closed and not page.tasks:
        frame.empty(_("Nothing has been decided or agreed at this meeting yet."))
    for result in closed:
        results.card(ctx, result, by_seat=True)
    people.tasks(page)
with so_far:
    head.life(page)
frame.link("meetings", _("Show all meetings"), icon="arrow_back")
