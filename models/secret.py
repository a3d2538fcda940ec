"""Secret ballots: who took part and what was in the box, with nothing that joins the two.

No row here has a time, a running number or a key in common with a voter. While a vote is open, a ballot is
stored sealed for two key holders; the private keys are never stored.
"""

from datetime import datetime

from sqlmodel import JSON, Field, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import Choice


class BallotKey(TableBase, table=True):
    """The public key of one of the two key holders of a secret vote."""

    __tablename__ = "ballot_key"
    __table_args__ = (UniqueConstraint("motion_id", "holder_id"),)

    motion_id: int = Field(foreign_key="motion.id", primary_key=True)
    position: int = Field(primary_key=True)
    """1 opens the outer envelope, 2 the inner one."""
    holder_id: int = Field(foreign_key="account.id")
    public_key: str
    """X25519, base64."""
    drawn_at: datetime = Field(sa_type=UtcDateTime)
    used: bool = False
    """Whether this holder has opened their envelopes."""


class Participation(TableBase, table=True):
    """That a seat took part in a secret vote."""

    motion_id: int = Field(foreign_key="motion.id", primary_key=True)
    seat_id: int = Field(foreign_key="seat.id", primary_key=True)


class SealedBallot(TableBase, table=True):
    """A ballot in its envelopes; gone once they are opened."""

    __tablename__ = "sealed_ballot"

    motion_id: int = Field(foreign_key="motion.id", primary_key=True)
    id: str = Field(primary_key=True)
    """Random."""
    sealed: str
    """Base64; every envelope of a vote is equally long."""


class OpenedBallot(TableBase, table=True):
    """A ballot out of the box, in random order."""

    __tablename__ = "opened_ballot"

    motion_id: int = Field(foreign_key="motion.id", primary_key=True)
    id: str = Field(primary_key=True)
    """Random, made when the box was opened."""
    choice: Choice = Field(sa_type=EnumText(Choice))
    marks: list[int] | None = Field(default=None, sa_type=JSON)


class BallotReceipt(TableBase, table=True):
    """The receipt that lay in one of the envelopes: proves that a ballot was counted, never how it was marked."""

    __tablename__ = "ballot_receipt"

    motion_id: int = Field(foreign_key="motion.id", primary_key=True)
    receipt: str = Field(primary_key=True)
