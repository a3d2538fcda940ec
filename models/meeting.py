"""Meetings, their agenda, and who is there."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import AgendaStatus, DecisionPower, GuestKind, MeetingKind, MeetingStatus, Presence, TaskStatus


class Meeting(TableBase, table=True):
    """One meeting of one body. Times are UTC; the page shows Asia/Shanghai."""

    kind = "meeting"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    body_code: str = Field(foreign_key="body.code", index=True)
    type: MeetingKind = Field(sa_type=EnumText(MeetingKind))
    title: str
    starts_at: datetime = Field(sa_type=UtcDateTime, index=True)
    place: str
    status: MeetingStatus = Field(default=MeetingStatus.DRAFT, sa_type=EnumText(MeetingStatus), index=True)
    noticed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    current_item_id: int | None = None
    """The agenda item under discussion now; one at a time."""
    topics_from: date | None = None
    topics_until: date | None = None
    """First and last day of the call for topics."""
    check_in_code: str = ""
    """Six figures shown in the room once sign-in is open; empty before."""
    notice_sequence: int = 0
    """How often the invitation was sent out, as calendars count it."""


class MeetingDraft(SQLModel):
    body_code: str
    type: MeetingKind
    title: str = Field(min_length=4, max_length=80)
    starts_at: datetime
    place: str = Field(min_length=2, max_length=80)


class AgendaItem(TableBase, table=True):
    """One item of an agenda: from the claim list (``need_id``) or free."""

    __tablename__ = "agenda_item"

    kind = "agenda_item"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    position: int
    need_id: int | None = Field(default=None, foreign_key="need.id", index=True)
    title: str
    minutes_planned: int = 10
    presenter: str = ""
    status: AgendaStatus = Field(default=AgendaStatus.LISTED, sa_type=EnumText(AgendaStatus))
    discussion: str = ""
    """What was heard and said, as the secretariat noted it; goes into the minutes."""
    decision_power: DecisionPower = Field(default=DecisionPower.COMMITTEE, sa_type=EnumText(DecisionPower))
    """Who has the power to decide the matter; the item of the claim list says it where there is one."""
    resumes_id: int | None = None
    """The agenda item of an earlier meeting that is taken up again."""
    task_id: int | None = None
    decision_id: int | None = None
    """The task or decision of an earlier meeting that is reported on."""
    taken_up_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    seconds_used: int = 0
    """Time of earlier discussions of the item, without the one that began at ``taken_up_at``."""


class AgendaItemDraft(SQLModel):
    title: str = Field(min_length=4, max_length=80)
    minutes_planned: int = Field(default=10, ge=1, le=240)
    presenter: str = Field(default="", max_length=60)
    need_id: int | None = None
    decision_power: DecisionPower = DecisionPower.COMMITTEE


class Attendance(TableBase, table=True):
    """Whether the holder of a seat is at the meeting; one row per seat entitled to attend (应到)."""

    __table_args__ = (UniqueConstraint("meeting_id", "seat_id"),)

    kind = "attendance"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    seat_id: int = Field(foreign_key="seat.id", index=True)
    presence: Presence = Field(default=Presence.EXPECTED, sa_type=EnumText(Presence))
    leave_reason: str = ""
    changed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    substitute_user_id: int | None = None
    """The account of whoever sits in for the holder; whether they vote is a house rule."""
    substitute: str = ""
    """The substitute's post."""


class Recusal(TableBase, table=True):
    """The holder of a seat takes no part in an item, because it touches their own interest (回避)."""

    kind = "recusal"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    agenda_item_id: int = Field(foreign_key="agenda_item.id", index=True)
    seat_id: int = Field(foreign_key="seat.id")
    reason: str
    declared_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Guest(TableBase, table=True):
    """Somebody without a vote, in attendance (列席) or observing (旁听), by unit and post, never by private name."""

    kind = "guest"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    unit: str
    post: str = ""
    type: GuestKind = Field(default=GuestKind.IN_ATTENDANCE, sa_type=EnumText(GuestKind))
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Task(TableBase, table=True):
    """Something agreed at a meeting that a unit does by a date (督办)."""

    kind = "task"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    agenda_item_id: int | None = Field(default=None, foreign_key="agenda_item.id")
    text: str
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    unit: str = ""
    """The unit in words, where it is no member organisation."""
    due_on: date
    status: TaskStatus = Field(default=TaskStatus.OPEN, sa_type=EnumText(TaskStatus))
