"""Anybody sees how the projects are getting on: status, time, plan against reality, and money."""

from dashboard.i18n import gettext as _
from dashboard.services import progress_insights as insights
from dashboard.ui import frame, session
from dashboard.ui.figures import others, progress
from dashboard.ui.projects import charts

ctx = session.context()
frame.title(_("Project progress"), _("Figures are counted from the projects as they stand now."))
statuses = insights.status_frame(ctx)
if statuses.empty:
    frame.empty(
        _("No project has been established yet. Adopted items become projects once somebody claims them."),
        "claim_list",
        _("See the claim list"),
    )
else:
    progress.overdue_list(insights.overdue(ctx), insights.overdue_count(ctx))
    charts.status(statuses)
    charts.gantt(insights.gantt_frame(ctx), ctx.today())
    charts.curve(insights.planned_against_actual_frame(ctx), "projects_curve", _("On average: planned and reported"))
    others.money(ctx)
    frame.link("projects", _("Show all projects"), icon="construction")
