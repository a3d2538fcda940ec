"""Projects from plan to archive: planning, money, work, changes, evidence, upkeep, appraisal, and reading."""

from dashboard.services.projects.appraising import (
    AppraisalRead,
    Opinion,
    Papers,
    appraisal,
    appraise,
    archive,
    close_appraisal,
    enter_papers,
)
from dashboard.services.projects.changes import (
    Proposed,
    approve_change,
    propose_budget,
    propose_due_date,
    propose_lead,
    propose_scope,
    refuse_change,
)
from dashboard.services.projects.disclosure import AgreementRead, DecisionRead, Disclosure, NoticeRead, disclosure
from dashboard.services.projects.evidence import Shows, add_photo, add_step_photo, remove_photo
from dashboard.services.projects.halting import pause, resume, terminate
from dashboard.services.projects.listing import count_projects, lead_organisations, list_projects
from dashboard.services.projects.money import UNCHECKED, Budget, Checked, book_payment, correct_payment, set_budget
from dashboard.services.projects.planning import add_milestone, edit_milestone, plan, remove_milestone
from dashboard.services.projects.reading import WaitingChange, project, waiting_changes
from dashboard.services.projects.shapes import (
    BudgetRead,
    ChangeRead,
    MilestoneRead,
    PartnerRead,
    PaymentRead,
    ProjectFilter,
    ProjectLine,
    ProjectPage,
    ReportRead,
    UpkeepRead,
)
from dashboard.services.projects.upkeep import check
from dashboard.services.projects.work import accept, finish, rectify, report, start

__all__ = [
    "UNCHECKED",
    "AgreementRead",
    "AppraisalRead",
    "Budget",
    "BudgetRead",
    "ChangeRead",
    "Checked",
    "DecisionRead",
    "Disclosure",
    "MilestoneRead",
    "NoticeRead",
    "Opinion",
    "Papers",
    "PartnerRead",
    "PaymentRead",
    "ProjectFilter",
    "ProjectLine",
    "ProjectPage",
    "Proposed",
    "ReportRead",
    "Shows",
    "UpkeepRead",
    "WaitingChange",
    "accept",
    "add_milestone",
    "add_photo",
    "add_step_photo",
    "appraisal",
    "appraise",
    "approve_change",
    "archive",
    "book_payment",
    "check",
    "close_appraisal",
    "correct_payment",
    "count_projects",
    "disclosure",
    "edit_milestone",
    "enter_papers",
    "finish",
    "lead_organisations",
    "list_projects",
    "pause",
    "plan",
    "project",
    "propose_budget",
    "propose_due_date",
    "propose_lead",
    "propose_scope",
    "rectify",
    "refuse_change",
    "remove_milestone",
    "remove_photo",
    "report",
    "resume",
    "set_budget",
    "start",
    "terminate",
    "waiting_changes",
]
