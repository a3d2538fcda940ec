"""Where do the projects stand: status, time, plan against actual, and money?"""

from dashboard.charts.progress.budget import budget_bars, describe_budget_bars
from dashboard.charts.progress.curve import describe_planned_against_actual, planned_against_actual
from dashboard.charts.progress.gantt import describe_gantt, gantt
from dashboard.charts.progress.status import describe_status_bars, status_bars

__all__ = [
    "budget_bars",
    "describe_budget_bars",
    "describe_gantt",
    "describe_planned_against_actual",
    "describe_status_bars",
    "gantt",
    "planned_against_actual",
    "status_bars",
]
