"""Topics proposed for a meeting, and how they were checked."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import DecisionPower, TopicStatus


class Topic(TableBase, table=True):
    """One topic that a member organisation hands in for a meeting (议题申报)."""

    kind = "topic"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    user_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    """Who handed it in."""
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    need_id: int | None = Field(default=None, foreign_key="need.id")
    title: str
    reasons: str
    asked: str = ""
    """What the meeting is asked to decide."""
    decision_power: DecisionPower = Field(default=DecisionPower.COMMITTEE, sa_type=EnumText(DecisionPower))
    presenter: str = ""
    minutes_wanted: int = 10
    submitted_at: datetime = Field(sa_type=UtcDateTime)
    status: TopicStatus = Field(default=TopicStatus.SUBMITTED, sa_type=EnumText(TopicStatus))
    within_remit: bool | None = None
    prepared: bool | None = None
    residents_heard: bool | None = None
    legal_gate: bool | None = None
    """The four questions of the check; ``None`` where it was not answered yet."""
    agenda_item_id: int | None = Field(default=None, foreign_key="agenda_item.id")


class TopicDraft(SQLModel):
    """A topic as typed."""

    title: str = Field(min_length=4, max_length=80)
    reasons: str = Field(min_length=10, max_length=1000)
    asked: str = Field(default="", max_length=300)
    decision_power: DecisionPower = DecisionPower.COMMITTEE
    presenter: str = Field(default="", max_length=60)
    minutes_wanted: int = Field(default=10, ge=1, le=240)
    need_id: int | None = None
