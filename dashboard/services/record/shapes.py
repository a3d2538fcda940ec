"""What readers get of a record: its state, the whole of it, who has read it, and what is to be written."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.documents.record import EntryFacts, RecordFacts
from dashboard.rules.lifecycle.minutes import RecordAction
from dashboard.rules.speaking import Speaker
from models.enums import MeetingStatus, RecordStatus, Role
from models.life import LifeEventRead


@dataclass(frozen=True, slots=True)
class RecordState:
    """How far the record of a meeting is, without a word of what stands in it."""

    meeting_id: int
    number: str
    title: str
    starts_at: datetime
    meeting_status: MeetingStatus
    status: RecordStatus
    may_read: bool
    may_log: bool
    sits: bool
    """Whether the actor holds a seat of the meeting, and so may read its own entries."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody an entry may be of; ``away`` is whether nobody came for the seat."""

    speaker: Speaker
    name: str
    away: bool = False


@dataclass(frozen=True, slots=True)
class RecordRead:
    """The whole record as it stands. ``steps`` are the moves open to this reader now."""

    meeting_id: int
    number: str
    facts: RecordFacts
    status: RecordStatus
    digest: str
    """Digest of the record as it is now."""
    sha256: str
    """Digest as signed; empty as long as the chair has not signed."""
    intact: bool
    steps: tuple[RecordAction, ...]
    may_write: bool
    life: list[LifeEventRead]
    people: tuple[Choice, ...]

    @property
    def unwritten(self) -> int:
        """Return how many speeches nobody has written down yet."""
        return sum(not one.entry_no for item in self.facts.items for one in item.spoken)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the recorder has before them for one item while the meeting sits."""

    meeting_id: int
    item_id: int
    item_title: str
    to_write: tuple[EntryFacts, ...]
    """Speeches nobody has written down yet, in the order of the floor."""
    written: tuple[EntryFacts, ...]
    people: tuple[Choice, ...]
    writable: bool


@dataclass(frozen=True, slots=True)
class MyEntry:
    """An entry of one of the actor's own seats, with the title of its item; empty where it belongs to none."""

    item_title: str
    entry: EntryFacts
    open: bool
    """Whether the actor may still say that it is wrong."""


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """Who read the record, when, in which role; ``way`` is ``page``, ``room``, ``minutes`` or the format of a file."""

    who: str
    role: Role
    at: datetime
    way: str


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes
