"""Public notices (公示) of what was decided on an item, and the objections (异议) to them."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import (
    NoticeKind,
    NoticeObjectionStatus,
    NoticeOutcome,
    NoticeStatus,
    ObjectionCategory,
    ObjectionOutcome,
)


class Notice(TableBase, table=True):
    """One notice. Its length is frozen when it is posted: ``days`` by the house rule, ``ends_on`` by the calendar."""

    kind = "notice"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    decision_id: int | None = Field(default=None, foreign_key="decision.id")
    """The decision that adopted the item, where it is in the register."""
    type: NoticeKind = Field(sa_type=EnumText(NoticeKind))
    text: str
    places: str
    """Where it hangs: boards, sites, groups."""
    contact_post: str
    """Who takes objections on paper or by telephone; a post, never a person."""
    days: int
    starts_on: date
    ends_on: date
    """Last day, until 24:00."""
    posted_at: datetime = Field(sa_type=UtcDateTime)
    status: NoticeStatus = Field(default=NoticeStatus.POSTED, sa_type=EnumText(NoticeStatus), index=True)
    outcome: NoticeOutcome | None = Field(default=None, sa_type=EnumText(NoticeOutcome))


class NoticeObjection(TableBase, table=True):
    """One objection to a notice. ``account_id`` is never shown; it is empty where the office entered a letter."""

    __tablename__ = "notice_objection"

    kind = "notice_objection"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    notice_id: int = Field(foreign_key="notice.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    received_on: date
    category: ObjectionCategory = Field(sa_type=EnumText(ObjectionCategory))
    text: str
    request: str = ""
    reply: str = ""
    replied_on: date | None = None
    outcome: ObjectionOutcome | None = Field(default=None, sa_type=EnumText(ObjectionOutcome))
    status: NoticeObjectionStatus = Field(
        default=NoticeObjectionStatus.RECEIVED, sa_type=EnumText(NoticeObjectionStatus), index=True
    )


class NoticeDraft(SQLModel):
    """A notice as typed."""

    text: str = Field(min_length=10, max_length=2000)
    places: str = Field(min_length=2, max_length=200)
    contact_post: str = Field(min_length=2, max_length=120)
    first_day: date


class NoticeObjectionDraft(SQLModel):
    """An objection as typed."""

    category: ObjectionCategory
    text: str = Field(min_length=10, max_length=1000)
    request: str = Field(default="", max_length=500)
