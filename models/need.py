"""An item of the claim list (认领清单), from the sentence a resident wrote to the finished work."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import JSON, Field, SQLModel, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import DecisionPower, NeedSource, NeedStatus


class Category(TableBase, table=True):
    """Kinds of need. Rows, not code: the secretariat edits them."""

    kind = "category"

    code: str = Field(primary_key=True)
    name_zh: str
    name_en: str = ""
    position: int = 0
    active: bool = True


class Need(TableBase, table=True):
    """One item. ``status`` changes only in ``services.transitions``; rows are never deleted.

    ``budget_fen`` is an integer number of fen (0.01 CNY). ``area_id`` is never below building level and
    ``place`` never names a flat. ``contact`` is seen by the secretariat alone.
    """

    kind = "need"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    quarter: str = Field(index=True)
    """Calendar quarter it was submitted in, such as ``2026Q4``."""
    title: str
    reasons: str
    suggestion: str = ""
    category_code: str = Field(foreign_key="category.code", index=True)
    area_id: int = Field(foreign_key="area.id", index=True)
    place: str
    beneficiaries: int | None = None
    source: NeedSource = Field(default=NeedSource.RESIDENT, sa_type=EnumText(NeedSource))
    contact: str = ""
    proposer_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    decision_power: DecisionPower = Field(default=DecisionPower.COMMITTEE, sa_type=EnumText(DecisionPower))
    budget_fen: int | None = Field(default=None, sa_type=BigInteger)
    status: NeedStatus = Field(default=NeedStatus.SUBMITTED, sa_type=EnumText(NeedStatus), index=True)
    merged_into_id: int | None = Field(default=None, foreign_key="need.id")
    referred_to: str = ""
    submitted_at: datetime = Field(sa_type=UtcDateTime, index=True)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    claim_deadline: datetime | None = Field(default=None, sa_type=UtcDateTime)


class NeedDraft(SQLModel):
    """What a resident types; validated on construction and again by ``rules.texts``."""

    title: str = Field(min_length=4, max_length=60)
    reasons: str = Field(min_length=10, max_length=2000)
    suggestion: str = Field(default="", max_length=2000)
    category_code: str = Field(min_length=1, max_length=40)
    area_id: int
    place: str = Field(min_length=2, max_length=120)
    beneficiaries: int | None = Field(default=None, ge=1, le=100_000)
    contact: str = Field(default="", max_length=120)


class NeedRead(SQLModel):
    """An item as everybody may see it: no proposer, no contact."""

    id: int
    number: str
    quarter: str
    title: str
    reasons: str
    suggestion: str
    category_code: str
    area_id: int
    place: str
    beneficiaries: int | None
    source: NeedSource
    decision_power: DecisionPower
    budget_fen: int | None
    status: NeedStatus
    merged_into_id: int | None
    referred_to: str
    submitted_at: datetime
    published_at: datetime | None
    claim_deadline: datetime | None

    @classmethod
    def of(cls, row: Need) -> "NeedRead":
        return cls.model_validate(row, from_attributes=True)


class StoredDraft(TableBase, table=True):
    """A half-written form of one person, saved field by field as it is typed."""

    __tablename__ = "stored_draft"
    __table_args__ = (UniqueConstraint("user_id", "form"),)

    kind = "draft"

    id: int = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="account.id", index=True)
    form: str
    """Which form: ``need`` for a new proposal, ``need/12`` for completing one, ``minutes/3`` …"""
    fields: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    saved_at: datetime = Field(sa_type=UtcDateTime)


class NeedFollower(TableBase, table=True):
    """Somebody who follows an item; kept when items are merged."""

    __tablename__ = "need_follower"

    need_id: int = Field(foreign_key="need.id", primary_key=True)
    user_id: int = Field(foreign_key="account.id", primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime)
