"""What the use cases of public notices take and return."""

from dataclasses import dataclass
from datetime import date

from models.enums import (
    NoticeKind,
    NoticeObjectionStatus,
    NoticeOutcome,
    NoticeStatus,
    ObjectionCategory,
    ObjectionOutcome,
)
from models.life import LifeEventRead


@dataclass(frozen=True, slots=True)
class NoticeFilter:
    """Which notices to read; ``running`` is ``None`` for all, true for those posted, false for those over."""

    running: bool | None = None
    need_id: int | None = None


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as everybody reads it.

    ``begins_in`` and ``days_left`` are days from today to its first and last day; negative where that day has passed.
    ``under_review`` says that an objection to it is being reviewed, so that it cannot end.
    """

    id: int
    number: str
    need_number: str
    need_title: str
    type: NoticeKind
    text: str
    places: str
    contact_post: str
    days: int
    starts_on: date
    ends_on: date
    status: NoticeStatus
    outcome: NoticeOutcome | None
    objections: int
    unanswered: int
    begins_in: int
    days_left: int
    under_review: bool = False

    @property
    def takes_objections(self) -> bool:
        """Whether residents can object today."""
        return self.status is NoticeStatus.POSTED and self.begins_in <= 0 <= self.days_left


@dataclass(frozen=True, slots=True)
class NoticeObjectionRead:
    """An objection without who made it; text and request are ``None`` but for the office and whoever wrote them.

    ``due_on`` is the day by which it is to be answered.
    """

    id: int
    number: str
    received_on: date
    category: ObjectionCategory
    status: NoticeObjectionStatus
    outcome: ObjectionOutcome | None
    reply: str
    replied_on: date | None
    due_on: date
    overdue: bool
    mine: bool
    text: str | None
    request: str | None


@dataclass(frozen=True, slots=True)
class NoticePage:
    """One notice with its objections and steps, and what this reader may do now."""

    line: NoticeLine
    decision_number: str | None
    objections: tuple[NoticeObjectionRead, ...]
    life: tuple[LifeEventRead, ...]
    keeps: bool
    """Whether the reader keeps notices for the office."""
    may_object: bool
    may_end: bool
    may_withdraw: bool
    may_review: bool = False
    """Whether every objection is answered and the item waits for the decision on them."""


@dataclass(frozen=True, slots=True)
class Postable:
    """An adopted, consulted or approved item that has no running notice, and how long its notice would be.

    ``consulted`` says that the notice has to tell how the consultation came out.
    """

    need_id: int
    number: str
    title: str
    days: int
    consulted: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be posted, and whether the holidays of this and the coming year were entered."""

    items: tuple[Postable, ...]
    years_missing: tuple[int, ...]
