"""The register of decisions: what was decided, who carries it out by when, and how far it is (督办)."""

from dashboard.services.decisions.doing import task_drop, task_finish, task_report, task_resume
from dashboard.services.decisions.keeping import assign, finish, give_up, report, resume
from dashboard.services.decisions.listing import FORMATS, export
from dashboard.services.decisions.reading import (
    decision,
    decisions,
    leads_in_register,
    meetings_in_register,
    possible_leads,
    task,
    tasks,
)
from dashboard.services.decisions.registering import register, set_aside
from dashboard.services.decisions.shapes import DecisionLine, RegisterFilter, TaskLine

__all__ = [
    "FORMATS",
    "DecisionLine",
    "RegisterFilter",
    "TaskLine",
    "assign",
    "decision",
    "decisions",
    "export",
    "finish",
    "give_up",
    "leads_in_register",
    "meetings_in_register",
    "possible_leads",
    "register",
    "report",
    "resume",
    "set_aside",
    "task",
    "task_drop",
    "task_finish",
    "task_report",
    "task_resume",
    "tasks",
]
