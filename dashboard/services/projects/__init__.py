"""Projects from plan to acceptance: planning, money, work, and reading."""

from dashboard.services.projects.money import Budget, book_payment, set_budget
from dashboard.services.projects.planning import add_milestone, edit_milestone, plan, remove_milestone
from dashboard.services.projects.reading import lead_organisations, list_projects, project
from dashboard.services.projects.shapes import (
    BudgetRead,
    MilestoneRead,
    PartnerRead,
    PaymentRead,
    ProjectFilter,
    ProjectLine,
    ProjectPage,
    ReportRead,
)
from dashboard.services.projects.work import accept, finish, rectify, report, start

__all__ = [
    "Budget",
    "BudgetRead",
    "MilestoneRead",
    "PartnerRead",
    "PaymentRead",
    "ProjectFilter",
    "ProjectLine",
    "ProjectPage",
    "ReportRead",
    "accept",
    "add_milestone",
    "book_payment",
    "edit_milestone",
    "finish",
    "lead_organisations",
    "list_projects",
    "plan",
    "project",
    "rectify",
    "remove_milestone",
    "report",
    "set_budget",
    "start",
]
