"""Who asks for the floor on an item, in which round, and how long they speak."""

from datetime import datetime

from sqlmodel import Field

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import SpeechStatus


class Speech(TableBase, table=True):
    """One entry of the speaking list: either a seat or a guest."""

    kind = "speech"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    agenda_item_id: int = Field(foreign_key="agenda_item.id", index=True)
    round_no: int = 1
    seat_id: int | None = Field(default=None, foreign_key="seat.id")
    guest_id: int | None = Field(default=None, foreign_key="guest.id")
    closing: bool = False
    """Whether this is the chair's statement, which comes after all others (末位表态)."""
    status: SpeechStatus = Field(default=SpeechStatus.WAITING, sa_type=EnumText(SpeechStatus))
    asked_at: datetime = Field(sa_type=UtcDateTime)
    started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
