"""Motions put to a meeting, who may vote on each, and the ballots cast."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import JSON, Field, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import Choice, MotionStatus, OrganisationType, Outcome, Presence


class Motion(TableBase, table=True):
    """The question put to a vote.

    ``rule`` is the frozen copy of the decision rule, written when the vote opens; counts and outcome are
    written once when it closes. Nothing is recomputed from a later roster or setting.
    """

    __table_args__ = (
        UniqueConstraint("agenda_item_id", "round_no"),
        Index(
            "uq_motion_one_open",
            "meeting_id",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
    )

    kind = "motion"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    agenda_item_id: int = Field(foreign_key="agenda_item.id", index=True)
    round_no: int = 1
    text: str
    preset: str = "P1"
    status: MotionStatus = Field(default=MotionStatus.READY, sa_type=EnumText(MotionStatus))
    rule: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    entitled: int | None = None
    present: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstain: int | None = None
    votes_needed: int | None = None
    quorum_needed: int | None = None
    outcome: Outcome | None = Field(default=None, sa_type=EnumText(Outcome))
    conditions: str = ""
    """Conditions the motion was adopted with, in words; empty where there are none."""


class Elector(TableBase, table=True):
    """The electorate of one motion, copied when its vote opened: later changes of seats never count."""

    motion_id: int = Field(foreign_key="motion.id", primary_key=True)
    seat_id: int = Field(foreign_key="seat.id", primary_key=True)
    user_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    organisation_type: OrganisationType = Field(sa_type=EnumText(OrganisationType))
    presence: Presence = Field(sa_type=EnumText(Presence))
    weight: int = 1


class Ballot(TableBase, table=True):
    """One choice of one seat on one motion. A changed vote is a new version; the last version counts."""

    __table_args__ = (UniqueConstraint("motion_id", "seat_id", "version"),)

    kind = "ballot"

    id: int = Field(default=None, primary_key=True)
    motion_id: int = Field(foreign_key="motion.id", index=True)
    seat_id: int = Field(foreign_key="seat.id")
    version: int = 1
    choice: Choice = Field(sa_type=EnumText(Choice))
    cast_at: datetime = Field(sa_type=UtcDateTime)
    key: str = Field(unique=True)
    """Idempotency key made when the ballot was drawn, so that a repeated click stores nothing twice."""
