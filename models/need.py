"""An item of the claim list (认领清单), from the sentence a resident wrote to the finished work."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import JSON, Field, SQLModel, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import (
    DecisionPower,
    HandlingResult,
    LegalConclusion,
    LegalGate,
    NeedSource,
    NeedStatus,
    OfferKind,
    RoundStatus,
)


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

    # Long lists are read by these: the number of items in each state, page by page, without a look at the texts.
    __table_args__ = (
        Index("ix_need_status_claim_deadline", "status", "claim_deadline", "id"),
        Index("ix_need_category_code_status", "category_code", "status"),
        Index("ix_need_area_id_status", "area_id", "status"),
        Index("ix_need_quarter_status", "quarter", "status"),
    )

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
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    claim_deadline: datetime | None = Field(default=None, sa_type=UtcDateTime)
    round_id: int | None = Field(default=None, index=True)
    """The claim round it was last published in."""
    carried: int = 0
    """How many rounds it was carried over."""
    legal_gate: LegalGate = Field(default=LegalGate.NONE, sa_type=EnumText(LegalGate))
    checklist: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    """What the screening answered: question -> answer."""
    follow_code: str | None = Field(default=None, unique=True, index=True)
    """SHA-256 of the short code with which somebody without an account follows the item."""
    result: HandlingResult | None = Field(default=None, sa_type=EnumText(HandlingResult))
    batch_id: int | None = Field(default=None, index=True)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """First decision of the secretariat. This and the following are set by ``services.transitions`` alone."""
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    signed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    completed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When it left the way to completion: withdrawn, declined, merged, referred, closed, terminated."""


class ClaimRound(TableBase, table=True):
    """A claim round (认领批次): items of a quarter are published together and can be claimed until it closes."""

    __tablename__ = "claim_round"

    kind = "claim_round"

    id: int = Field(default=None, primary_key=True)
    quarter: str = Field(unique=True)
    opens_on: date
    closes_on: date
    """Last day, until 24:00."""
    status: RoundStatus = Field(default=RoundStatus.OPEN, sa_type=EnumText(RoundStatus), index=True)


class NeedPart(TableBase, table=True):
    """What an item asks for (所需资源): a kind and, where it can be counted, how much. Never removed, only struck."""

    __tablename__ = "need_part"

    kind = "need_part"

    id: int = Field(default=None, primary_key=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    position: int
    offer: OfferKind = Field(sa_type=EnumText(OfferKind))
    text: str
    amount: int | None = Field(default=None, sa_type=BigInteger)
    """Fen for funds, else whole units."""
    unit: str = ""
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class MatchTalk(TableBase, table=True):
    """A talk between the side in need and those who claimed (供需对接); append-only."""

    __tablename__ = "match_talk"

    id: int = Field(default=None, primary_key=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    held_on: date
    present: str
    """Units and posts that took part, never persons."""
    text: str


class LegalOpinion(TableBase, table=True):
    """A legal reviewer's written opinion on an item; append-only, the last one counts."""

    __tablename__ = "legal_opinion"

    id: int = Field(default=None, primary_key=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    conclusion: LegalConclusion = Field(sa_type=EnumText(LegalConclusion))
    text: str
    basis: str = ""
    account_id: int | None = Field(default=None, foreign_key="account.id")


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
    round_id: int | None = None
    carried: int = 0
    legal_gate: LegalGate = LegalGate.NONE
    result: HandlingResult | None = None

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
