"""What readers get of a project: one line of a list, or the whole page."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.services.projects.money import Budget
from models.enums import FundSource, OfferKind, ProjectStatus
from models.life import LifeEventRead


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """Which projects to list; everything that is empty does not narrow the list."""

    status: ProjectStatus | None = None
    organisation_id: int | None = None
    overdue: bool = False
    text: str = ""
    """Part of the title or number, one character suffices."""


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project as it stands today. Names are in the language spoken when it was read."""

    id: int
    number: str
    title: str
    need_number: str
    organisation_id: int
    organisation: str
    status: ProjectStatus
    established_on: date
    due_on: date
    started_on: date | None
    finished_on: date | None
    accepted_on: date | None
    percent: int
    planned_percent: int
    """What the plan wanted done by today."""
    overdue_days: int
    budget: Budget
    """All sources together."""


@dataclass(frozen=True, slots=True)
class MilestoneRead:
    id: int
    name: str
    planned_on: date
    actual_on: date | None
    weight: int
    overdue_days: int


@dataclass(frozen=True, slots=True)
class BudgetRead:
    """Money from one source."""

    source: FundSource
    budget: Budget


@dataclass(frozen=True, slots=True)
class PaymentRead:
    at: datetime
    source: FundSource
    amount_fen: int
    note: str


@dataclass(frozen=True, slots=True)
class ReportRead:
    at: datetime
    percent: int
    text: str


@dataclass(frozen=True, slots=True)
class PartnerRead:
    """What a member organisation promised for the project; the lead organisation stands first."""

    organisation: str
    leads: bool
    offer: OfferKind
    offer_text: str
    value_fen: int | None
    promised_on: date


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Everything about one project, and what this reader may do next."""

    line: ProjectLine
    upkeep_unit: str
    milestones: list[MilestoneRead]
    budget: list[BudgetRead]
    payments: list[PaymentRead]
    reports: list[ReportRead]
    partners: list[PartnerRead]
    life: list[LifeEventRead]
    steps: tuple[ProjectAction, ...]
    """The moves open to this reader now."""
    may_plan: bool
    may_report: bool
    may_fund: bool
