"""What readers get of minutes: a line of the list, the text with its state, a version, a file."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.rules.lifecycle.minutes import MinutesAction
from models.enums import MinutesStatus
from models.life import LifeEventRead


@dataclass(frozen=True, slots=True)
class MinutesLine:
    """A closed meeting and how far its minutes are."""

    meeting_number: str
    title: str
    starts_at: datetime
    status: MinutesStatus | None
    """``None`` where nothing is drafted yet."""
    number: str
    """Document number; empty before approval."""


@dataclass(frozen=True, slots=True)
class MinutesState:
    """The minutes of one closed meeting as they stand now."""

    meeting_id: int
    meeting_number: str
    title: str
    starts_at: datetime
    minutes_id: int | None
    """``None`` where nothing is drafted yet; what follows is then empty."""
    status: MinutesStatus | None
    number: str
    version: int
    text: str
    saved_at: datetime | None
    sha256: str
    approved_at: datetime | None
    stale: bool
    """The facts of the meeting changed after this text was written; never so once approved."""
    intact: bool
    """The text is the one that was approved; true as long as nothing is."""
    file_stem: str
    """Name of the files made of this text, without their endings: meeting, version, beginning of the digest."""
    private: tuple[str, ...]
    """Words of the text that look like personal details."""
    life: list[LifeEventRead]
    steps: tuple[MinutesAction, ...]
    """The moves open to this reader now."""
    may_write: bool


@dataclass(frozen=True, slots=True)
class VersionRead:
    """One saved text. ``author`` is the name shown of whoever saved it, empty for the system."""

    version: int
    text: str
    saved_at: datetime
    author: str
    origin: str
    """``draft`` where it was written from the facts, ``checked`` where it was compared with them, else empty."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes
