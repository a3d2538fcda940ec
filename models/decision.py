"""Decision rules as the house words them, and the register of what was decided."""

from datetime import date, datetime
from typing import Any

from sqlmodel import JSON, Field, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import DecisionStatus, Resolution


class DecisionRule(TableBase, table=True):
    """One version of one decision rule. Append-only; the newest version of a code is in force."""

    __tablename__ = "decision_rule"
    __table_args__ = (UniqueConstraint("code", "version"),)

    kind = "decision_rule"

    id: int = Field(default=None, primary_key=True)
    code: str
    version: int
    title_zh: str
    title_en: str
    rule: dict[str, Any] = Field(sa_type=JSON)
    made_at: datetime = Field(sa_type=UtcDateTime)
    retired: bool = False
    """Whether no vote can be put under this rule any more."""


class Decision(TableBase, table=True):
    """One decision in the register: what was decided, who carries it out and by when (督办)."""

    kind = "decision"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    agenda_item_id: int = Field(foreign_key="agenda_item.id", index=True)
    motion_id: int = Field(foreign_key="motion.id", unique=True)
    text: str
    conditions: str = ""
    resolution: Resolution = Field(sa_type=EnumText(Resolution))
    lead_organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    lead_unit: str = ""
    """The lead unit in words, where it is no member organisation."""
    partners: str = ""
    due_on: date | None = None
    status: DecisionStatus = Field(default=DecisionStatus.OPEN, sa_type=EnumText(DecisionStatus), index=True)
