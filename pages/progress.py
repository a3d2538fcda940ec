"""Anybody sees how the projects are getting on: status, time, plan against reality, and money."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import progress_insights as insights
from dashboard.ui import frame, session
from dashboard.ui.projects import charts, listing

ctx = session.context()
frame.title(_("Project progress"), _("Figures are counted from the projects as they stand now."))
statuses = insights.status_frame(ctx)
if statuses.empty:
    frame.empty(
        _("No project has been established yet. Adopted items become projects once somebody claims them."),
        "claim_list",
        _("See the claim list"),
    )
    st.stop()
st.subheader(_("Overdue"), anchor=False)
listing.overdue_list(insights.overdue(ctx))
st.subheader(_("How many projects are in which status"), anchor=False)
charts.status(statuses)
st.subheader(_("Plan and reality over time"), anchor=False)
charts.gantt(insights.gantt_frame(ctx), ctx.today())
st.subheader(_("All projects: planned against reported progress"), anchor=False)
charts.curve(insights.planned_against_actual_frame(ctx), "projects_curve")
st.subheader(_("Money by source"), anchor=False)
money = insights.budget_frame(ctx)
if money.empty:
    frame.empty(_("No money is approved for any project yet."))
else:
    charts.money(money)
frame.link("projects", _("Show all projects"), icon="construction")
