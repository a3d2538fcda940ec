"""Anybody follows one project from plan to appraisal; those who carry it plan, report, pay and accept here."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import progress_insights, projects
from dashboard.ui import feedback, frame, session
from dashboard.ui.projects import (
    appraisal,
    changes,
    charts,
    disclosure,
    evidence,
    head,
    money,
    plan,
    reports,
    steps,
    upkeep,
)

ctx = session.context()
number = st.query_params.get("number", "")
if not number:
    frame.title(_("Project"))
    frame.empty(_("Which project? Choose one from the list."), "projects", _("Show all projects"))
else:
    with feedback.refusals():
        page = projects.project(ctx, number)
    head.head(page)
    steps.next_step(page)
    upkeep.left_behind(page)
    evidence.before_and_after(page)
    disclosure.disclosed(page, projects.disclosure(ctx, number))
    plan.plan(page)
    curve = progress_insights.planned_against_actual_frame(ctx, number)
    charts.curve(curve, "project_curve", _("Planned and reported progress"))
    reports.reports(page)
    money.money(page)
    changes.changes(page)
    upkeep.upkeep(page)
    appraisal.appraisal(number)
    head.partners(page)
    head.life(page)
    frame.link("projects", _("Show all projects"), icon="arrow_back")
