"""What the use cases of the register take and return."""

from dataclasses import dataclass
from datetime import date

from dashboard.rules.lifecycle.decisions import DecisionAction, TaskAction
from models.enums import DecisionStatus, Resolution, TaskStatus
from models.life import LifeEventRead


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which lines to read; everything that is empty does not narrow the list.

    ``status`` is that of decisions; for tasks, dropped stands for set aside.
    """

    status: DecisionStatus | None = None
    meeting: str = ""
    """Number of a meeting."""
    organisation_id: int | None = None
    text: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision with who carries it out, by when, and how far it is; ``steps`` are the actor's next moves."""

    id: int
    number: str
    meeting_number: str
    item_title: str
    text: str
    conditions: str
    resolution: Resolution
    organisation_id: int | None
    lead: str
    """Name of the lead organisation or unit; empty where nobody was named yet."""
    partners: str
    due_on: date | None
    overdue_days: int
    status: DecisionStatus
    life: tuple[LifeEventRead, ...]
    steps: tuple[DecisionAction, ...]
    may_assign: bool


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task with who does it by when; ``item_title`` is empty where it belongs to no item."""

    id: int
    meeting_number: str
    item_title: str
    text: str
    organisation_id: int | None
    lead: str
    due_on: date
    overdue_days: int
    status: TaskStatus
    life: tuple[LifeEventRead, ...]
    steps: tuple[TaskAction, ...]
