"""Minutes (会议纪要): a draft over the facts of a meeting, edited, approved, locked, issued, published, archived."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import JSON, Field, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import CorrectionStatus, MinutesStatus, RemarkStatus, Retention


class Minutes(TableBase, table=True):
    """The minutes of one meeting; the text of each version stands in ``MinutesVersion``.

    Once a number is given, the database refuses to change number, digest and approval.
    """

    __table_args__ = (
        Index(
            "uq_minutes_number",
            "number",
            unique=True,
            sqlite_where=text("number <> ''"),
            postgresql_where=text("number <> ''"),
        ),
    )

    kind = "minutes"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", unique=True)
    status: MinutesStatus = Field(default=MinutesStatus.DRAFT, sa_type=EnumText(MinutesStatus), index=True)
    version: int = 0
    """Number of the newest saved text; which text is in force once approved says the newest ``MinutesSheet``."""
    number: str = ""
    """Document number such as ``〔2026〕1号``, given at approval, yearly, without gaps."""
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    approved_by: int | None = Field(default=None, foreign_key="account.id")
    sha256: str = ""
    """Digest of the text as first approved, as it is printed."""
    comments_until: date | None = None
    """Last day on which those who attended may ask for corrections."""
    issued_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    archived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    retention: Retention | None = Field(default=None, sa_type=EnumText(Retention))
    public_text: str = ""
    """The public version as the secretariat proposes it; what was decided stands in ``PublicMinutes``."""
    public_left_out: str = ""
    public_version: int = 0
    """How often the proposal was saved since screening began; 0 where none is prepared."""


class MinutesVersion(TableBase, table=True):
    """One saved text, append-only. ``facts_sha256`` is the digest of the facts it was written over."""

    __tablename__ = "minutes_version"
    __table_args__ = (UniqueConstraint("minutes_id", "version"),)

    id: int = Field(default=None, primary_key=True)
    minutes_id: int = Field(foreign_key="minutes.id", index=True)
    version: int
    text: str
    """In the office's markup; figures stand in marks that name their fact (``documents.minutes.bound``)."""
    facts_sha256: str
    saved_at: datetime = Field(sa_type=UtcDateTime)
    saved_by: int | None = Field(default=None, foreign_key="account.id")
    note: str = ""


class MinutesRemark(TableBase, table=True):
    """What somebody who attended says about a draft: a correction, or that there is nothing to correct."""

    __tablename__ = "minutes_remark"

    kind = "minutes_remark"

    id: int = Field(default=None, primary_key=True)
    minutes_id: int = Field(foreign_key="minutes.id", index=True)
    version: int
    """The version they read."""
    account_id: int = Field(foreign_key="account.id")
    seat_id: int | None = Field(default=None, foreign_key="seat.id")
    at: datetime = Field(sa_type=UtcDateTime)
    text: str = ""
    status: RemarkStatus = Field(default=RemarkStatus.OPEN, sa_type=EnumText(RemarkStatus))
    reply: str = ""
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_by: int | None = Field(default=None, foreign_key="account.id")


class MinutesSheet(TableBase, table=True):
    """The approval sheet (签发单) of a text in force: the original (0) and each numbered correction. Append-only.

    The newest sheet says which version is in force, and what is printed around it.
    """

    __tablename__ = "minutes_sheet"
    __table_args__ = (UniqueConstraint("minutes_id", "correction_no"),)

    id: int = Field(default=None, primary_key=True)
    minutes_id: int = Field(foreign_key="minutes.id", index=True)
    correction_no: int = 0
    version: int
    reason: str = ""
    """Why it was corrected; empty for the original."""
    sha256: str
    """Digest of the text as it is printed."""
    around: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """Head, roll and dates as they stood at approval (``services.minutes.papers.surroundings``)."""
    approved_at: datetime = Field(sa_type=UtcDateTime)
    approved_by: int | None = Field(default=None, foreign_key="account.id")


class MinutesCorrection(TableBase, table=True):
    """A correction of issued minutes that waits for the chair, or what became of it."""

    __tablename__ = "minutes_correction"

    kind = "minutes_correction"

    id: int = Field(default=None, primary_key=True)
    minutes_id: int = Field(foreign_key="minutes.id", index=True)
    correction_no: int | None = None
    """Given at approval."""
    over_version: int
    text: str
    """The whole text as it is to stand."""
    reason: str
    status: CorrectionStatus = Field(default=CorrectionStatus.PROPOSED, sa_type=EnumText(CorrectionStatus))
    proposed_at: datetime = Field(sa_type=UtcDateTime)
    proposed_by: int | None = Field(default=None, foreign_key="account.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PublicMinutes(TableBase, table=True):
    """A version for everybody (公开版), as decided. Append-only; the newest of the newest sheet is shown."""

    __tablename__ = "public_minutes"
    __table_args__ = (UniqueConstraint("minutes_id", "version"),)

    id: int = Field(default=None, primary_key=True)
    minutes_id: int = Field(foreign_key="minutes.id", index=True)
    version: int
    sheet_id: int = Field(foreign_key="minutes_sheet.id")
    """The sheet whose text it was made from."""
    text: str
    left_out: str = ""
    """What was taken out and why, in words for everybody."""
    sha256: str
    decided_at: datetime = Field(sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, foreign_key="account.id")
