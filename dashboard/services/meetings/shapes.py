"""What the use cases of meetings take and return."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Field, SQLModel

from dashboard.rules.lifecycle.meetings import MeetingAction
from models.attachment import AttachmentRead
from models.enums import (
    AgendaStatus,
    DecisionPower,
    GuestKind,
    MeetingKind,
    MeetingStatus,
    MotionStatus,
    Outcome,
    Presence,
    TaskStatus,
)
from models.life import LifeEventRead
from models.meeting import Meeting
from models.need import NeedRead


class MeetingRead(SQLModel):
    """A meeting. Times are aware UTC."""

    id: int
    number: str
    body_code: str
    type: MeetingKind
    title: str
    starts_at: datetime
    place: str
    status: MeetingStatus
    noticed_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    current_item_id: int | None
    topics_from: date | None
    topics_until: date | None
    notice_sequence: int

    @classmethod
    def of(cls, row: Meeting) -> "MeetingRead":
        return cls.model_validate(row, from_attributes=True)


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Which meetings are looked for; ``None`` does not restrict. ``over`` is whether nothing more will happen."""

    type: MeetingKind | None = None
    over: bool | None = None


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as lists show it, with the number of its agenda items."""

    meeting: MeetingRead
    body: str
    items: int


@dataclass(frozen=True, slots=True)
class BodyRead:
    """A body that meets: its code, its name, and the decision rule offered first for its votes."""

    code: str
    name: str
    preset: str


@dataclass(frozen=True, slots=True)
class ItemRead:
    """One agenda item. ``starts_at`` is when its turn comes by the planned minutes of those before it.

    ``resumes`` is the number of the meeting that left it over, ``reports`` says that it follows up a task or decision.
    """

    id: int
    position: int
    title: str
    need_id: int | None
    need_number: str
    minutes_planned: int
    presenter: str
    starts_at: datetime
    status: AgendaStatus
    discussion: str
    papers: tuple[AttachmentRead, ...] = ()
    decision_power: DecisionPower = DecisionPower.COMMITTEE
    resumes: str = ""
    reports: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceRead:
    """One seat entitled to attend: its number, organisation, post and holder, and whether it is here.

    ``substitute`` is the post of whoever sits in for the holder, ``substitute_name`` their account's name.
    """

    id: int
    seat_id: int
    seat_number: int
    organisation: str
    post: str
    holder: str
    chairs: bool
    mine: bool
    presence: Presence
    leave_reason: str
    substitute: str = ""
    substitute_name: str = ""


@dataclass(frozen=True, slots=True)
class GuestRead:
    """Somebody in attendance or observing, without a vote."""

    id: int
    unit: str
    post: str
    type: GuestKind = GuestKind.IN_ATTENDANCE


class TaskDraft(SQLModel):
    """Something agreed that a unit does by a date: either a member organisation or another unit in words."""

    text: str = Field(min_length=4, max_length=200)
    organisation_id: int | None = None
    unit: str = Field(default="", max_length=80)
    due_on: date


@dataclass(frozen=True, slots=True)
class TaskRead:
    """An agreed task as lists show it."""

    id: int
    item_title: str
    text: str
    unit: str
    due_on: date
    status: TaskStatus


@dataclass(frozen=True, slots=True)
class Headcount:
    """Who should be here and who is. All figures are seats, guests apart.

    ``quorate`` follows the body's own decision rule; a motion under another rule may need more.
    """

    entitled: int
    present: int
    on_leave: int
    expected: int
    left: int
    guests: int
    quorum_needed: int
    quorate: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """What giving notice came to: seats entitled, days ahead, and whether that is later than the house rule."""

    entitled: int
    days_ahead: int
    days_wanted: int

    @property
    def late(self) -> bool:
        """Return whether the notice is shorter than the house rule wants."""
        return self.days_ahead < self.days_wanted


@dataclass(frozen=True, slots=True)
class Schedulable:
    """An item of the claim list that may be put on an agenda."""

    id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything the page of one meeting shows. ``actions`` are the moves this reader may make now, the next first."""

    meeting: MeetingRead
    body: BodyRead
    items: list[ItemRead]
    ends_at: datetime
    attendance: list[AttendanceRead]
    guests: list[GuestRead]
    tasks: list[TaskRead]
    headcount: Headcount
    days_wanted: int
    life: list[LifeEventRead]
    actions: tuple[MeetingAction, ...]


@dataclass(frozen=True, slots=True)
class RoomMotion:
    """A motion of the item under discussion, or the one decided last; its rule in words, frozen once it was opened."""

    id: int
    item_id: int
    round_no: int
    text: str
    conditions: str
    preset: str
    status: MotionStatus
    outcome: Outcome | None
    rule_text: str
    ballots_needed: int | None = None
    """Ballots to a quorum, where the rule counts those who take part and the vote is open."""


@dataclass(frozen=True, slots=True)
class Room:
    """What the meeting room shows: the meeting, who is here, my seats, what is under discussion and its motions."""

    meeting: MeetingRead
    body: BodyRead
    headcount: Headcount
    items: list[ItemRead]
    mine: list[AttendanceRead]
    current: ItemRead | None
    need: NeedRead | None
    motion: RoomMotion | None
    last: RoomMotion | None
    actions: tuple[MeetingAction, ...]
