"""A project: what was claimed and approved, its milestones, money and reports."""

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import FundSource, ProjectStatus


class Project(TableBase, table=True):
    """The work on one adopted item, led by one member organisation."""

    kind = "project"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    need_id: int = Field(foreign_key="need.id", unique=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    status: ProjectStatus = Field(default=ProjectStatus.PLANNED, sa_type=EnumText(ProjectStatus), index=True)
    established_at: datetime = Field(sa_type=UtcDateTime)
    due_on: date
    started_on: date | None = None
    finished_on: date | None = None
    accepted_on: date | None = None
    percent: int = 0
    """Progress as last reported, 0 to 100."""
    upkeep_unit: str = ""
    """Who looks after the result; required before acceptance."""


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
