"""How far are the projects, as tables for charts and files? Public."""

from dashboard.services.progress_insights.curve import CURVE, planned_against_actual_frame
from dashboard.services.progress_insights.standing import (
    GANTT,
    STATUS,
    Works,
    gantt_frame,
    overdue,
    overdue_count,
    status_frame,
    status_words,
)

__all__ = [
    "CURVE",
    "GANTT",
    "STATUS",
    "Works",
    "gantt_frame",
    "overdue",
    "overdue_count",
    "planned_against_actual_frame",
    "status_frame",
    "status_words",
]
