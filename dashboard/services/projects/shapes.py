"""What readers get of a project: one line of a list, or the whole page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.services.projects.money import Budget
from models.attachment import AttachmentRead
from models.enums import ChangeKind, ChangeStatus, FundSource, OfferKind, ProjectStatus
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
    paused_on: date | None = None
    """Since when the work rests, where it does."""


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
    """A payment; below zero where it puts a mistake right."""

    paid_on: date
    source: FundSource
    amount_fen: int
    note: str
    reference: str = ""


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
class ChangeRead:
    """A change of the project: what was, what is to be, and what became of it."""

    id: int
    type: ChangeKind
    reason: str
    proposed_at: datetime
    status: ChangeStatus
    due_before: date | None
    due_after: date | None
    source: FundSource | None
    fen_before: int | None
    fen_after: int | None
    lead_before: str
    lead_after: str
    scope: str
    answer: str
    """Why it was refused, where it was."""
    may_decide: bool
    """Whether the reader may approve or refuse it now."""


@dataclass(frozen=True, slots=True)
class UpkeepRead:
    checked_on: date
    in_order: bool
    text: str


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Everything about one project, and what this reader may do next."""

    line: ProjectLine
    upkeep_unit: str
    supplier: str
    purchase: str
    milestones: list[MilestoneRead]
    budget: list[BudgetRead]
    payments: list[PaymentRead]
    reports: list[ReportRead]
    partners: list[PartnerRead]
    changes: list[ChangeRead]
    upkeep: list[UpkeepRead]
    """Newest first."""
    next_check: date | None
    photos: Mapping[str, list[AttachmentRead]]
    """Owner, such as ``milestone/7`` or ``project_before/3`` -> its photos, oldest first."""
    paused_days: int
    """How many days the work has rested altogether."""
    life: list[LifeEventRead]
    leads_next: Mapping[int, str]
    """Organisations that could take the lead: id -> name."""
    ask_owners: frozenset[FundSource]
    """Sources for which the owners' decision has to be named before money is approved or paid."""
    steps: tuple[ProjectAction, ...]
    """The moves open to this reader now."""
    may_plan: bool
    may_report: bool
    may_fund: bool
    may_approve_sums: bool
    """Whether this reader may still approve sums without proposing a change."""
    may_change: bool
    may_show: bool
    """Whether this reader may add photos."""
    may_check: bool
    """Whether this reader may tell how the result is kept."""
