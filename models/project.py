"""A project: what was claimed and approved, its milestones, money and reports."""

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import Awareness, ChangeKind, ChangeStatus, FundSource, ProjectStatus


class Project(TableBase, table=True):
    """The work on one adopted item, led by one member organisation."""

    kind = "project"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    need_id: int = Field(foreign_key="need.id", unique=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    status: ProjectStatus = Field(default=ProjectStatus.PLANNED, sa_type=EnumText(ProjectStatus), index=True)
    established_at: datetime = Field(sa_type=UtcDateTime, index=True)
    due_on: date
    started_on: date | None = None
    finished_on: date | None = None
    accepted_on: date | None = None
    percent: int = 0
    """Progress as last reported, 0 to 100."""
    upkeep_unit: str = ""
    """Who looks after the result; required before acceptance."""
    supplier: str = ""
    """Who carried the works out, to be disclosed."""
    purchase: str = ""
    """How it was bought: three quotes, or the method."""
    batch_id: int | None = Field(default=None, index=True)


class Milestone(TableBase, table=True):
    """One step of the plan. ``weight`` is its share of the whole in percent."""

    kind = "milestone"

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    position: int
    name: str
    planned_on: date
    actual_on: date | None = None
    weight: int = 0
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class MilestoneDraft(SQLModel):
    name: str = Field(min_length=2, max_length=60)
    planned_on: date


class BudgetLine(TableBase, table=True):
    """Money from one source for one project, in fen. ``paid_fen`` never passes ``approved_fen``."""

    __tablename__ = "budget_line"
    __table_args__ = (UniqueConstraint("project_id", "source"),)

    kind = "budget_line"

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    source: FundSource = Field(sa_type=EnumText(FundSource))
    approved_fen: int = Field(sa_type=BigInteger)
    paid_fen: int = Field(default=0, sa_type=BigInteger)


class ProgressReport(TableBase, table=True):
    """What the lead organisation reported, and when; append-only."""

    __tablename__ = "progress_report"

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    percent: int
    text: str
    organisation_id: int = Field(foreign_key="organisation.id")


class Payment(TableBase, table=True):
    """One payment from one source, in fen; append-only. A mistake is put right by a payment below zero."""

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    source: FundSource = Field(sa_type=EnumText(FundSource))
    at: datetime = Field(sa_type=UtcDateTime)
    paid_on: date
    amount_fen: int = Field(sa_type=BigInteger)
    note: str
    reference: str = ""
    """Number of the voucher; never an account number."""


class ProjectChange(TableBase, table=True):
    """A change of a running project, with what was and what is to be; above a tenth of a budget it needs approval."""

    __tablename__ = "project_change"

    kind = "project_change"

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    type: ChangeKind = Field(sa_type=EnumText(ChangeKind))
    reason: str
    proposed_at: datetime = Field(sa_type=UtcDateTime)
    due_before: date | None = None
    due_after: date | None = None
    source: FundSource | None = Field(default=None, sa_type=EnumText(FundSource))
    fen_before: int | None = Field(default=None, sa_type=BigInteger)
    fen_after: int | None = Field(default=None, sa_type=BigInteger)
    lead_before: int | None = Field(default=None, foreign_key="organisation.id")
    lead_after: int | None = Field(default=None, foreign_key="organisation.id")
    scope: str = ""
    status: ChangeStatus = Field(default=ChangeStatus.PROPOSED, sa_type=EnumText(ChangeStatus), index=True)


class UpkeepReport(TableBase, table=True):
    """What was found when somebody looked after the result (管护); append-only."""

    __tablename__ = "upkeep_report"

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    checked_on: date
    in_order: bool
    text: str = ""


class Appraisal(TableBase, table=True):
    """One appraisal (评议) of finished works. ``account_id`` only keeps anybody from appraising twice.

    It is erased when the item is archived, is never shown, and is empty for paper forms the office entered.
    """

    __table_args__ = (UniqueConstraint("project_id", "account_id"),)

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    awareness: Awareness = Field(sa_type=EnumText(Awareness))
    took_part: bool
    satisfaction: int
    """1 (not at all) to 5 (very)."""
