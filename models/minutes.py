"""Minutes (会议纪要): a draft over the facts of a meeting, edited, approved and then locked."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import MinutesStatus


class Minutes(TableBase, table=True):
    """The minutes of one meeting; the text of each version stands in ``MinutesVersion``."""

    kind = "minutes"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", unique=True)
    status: MinutesStatus = Field(default=MinutesStatus.DRAFT, sa_type=EnumText(MinutesStatus), index=True)
    version: int = 0
    number: str = ""
    """Document number such as ``〔2026〕1号``, given at approval, yearly, without gaps."""
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    approved_by: int | None = Field(default=None, foreign_key="account.id")
    sha256: str = ""
    """Digest of the approved text."""


class MinutesVersion(TableBase, table=True):
    """One saved text, append-only. ``facts_sha256`` is the digest of the facts it was written over."""

    __tablename__ = "minutes_version"
    __table_args__ = (UniqueConstraint("minutes_id", "version"),)

    id: int = Field(default=None, primary_key=True)
    minutes_id: int = Field(foreign_key="minutes.id", index=True)
    version: int
    text: str
    facts_sha256: str
    saved_at: datetime = Field(sa_type=UtcDateTime)
    saved_by: int | None = Field(default=None, foreign_key="account.id")
    note: str = ""
