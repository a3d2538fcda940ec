"""The record of a meeting (会议记录): who said what with which position. Internal; who read it is written down."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import RecordKind, RecordStatus, Role, Stance


class MeetingRecord(TableBase, table=True):
    """The record of one meeting and its two signatures: the recorder's, then the chair's."""

    __tablename__ = "meeting_record"

    kind = "meeting_record"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", unique=True)
    status: RecordStatus = Field(default=RecordStatus.OPEN, sa_type=EnumText(RecordStatus))
    sha256: str = ""
    """Digest of the whole record as signed."""
    handed_in_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    handed_in_by: int | None = Field(default=None, foreign_key="account.id")
    signed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    signed_by: int | None = Field(default=None, foreign_key="account.id")


class RecordEntry(TableBase, table=True):
    """One version of one entry, append-only: the newest version of an entry counts, a struck one says why."""

    __tablename__ = "record_entry"
    __table_args__ = (UniqueConstraint("meeting_id", "entry_no", "version"),)

    kind = "record_entry"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    agenda_item_id: int | None = Field(default=None, foreign_key="agenda_item.id", index=True)
    entry_no: int
    version: int = 1
    type: RecordKind = Field(sa_type=EnumText(RecordKind))
    speech_id: int | None = Field(default=None, foreign_key="speech.id")
    seat_id: int | None = Field(default=None, foreign_key="seat.id")
    guest_id: int | None = Field(default=None, foreign_key="guest.id")
    round_no: int = 1
    view: str = ""
    """The main view, near the words that were said."""
    stance: Stance = Field(default=Stance.NONE, sa_type=EnumText(Stance))
    struck: bool = False
    reason: str = ""
    """Why it was changed or struck; empty for a first version."""
    written_at: datetime = Field(sa_type=UtcDateTime)
    written_by: int | None = Field(default=None, foreign_key="account.id")


class RecordReading(TableBase, table=True):
    """Somebody opened the record, or took it away as a file. Append-only."""

    __tablename__ = "record_reading"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    role: Role = Field(sa_type=EnumText(Role))
    at: datetime = Field(sa_type=UtcDateTime)
    way: str
    """``page``, or the format of the file."""
