"""What does the record of a meeting hold, before it is drawn on a page or set as a paper?

People appear as unit and post. Source of the parts: the forms of Party schools and Party committees, which list name,
time, place, chair, recorder, present, absent with reason, items, main view and clear position of each, way to vote,
numbers for, against and abstaining, opinions held over.
"""

from dataclasses import dataclass
from datetime import date, datetime

from models.enums import AgendaStatus, BallotForm, Outcome, RecordKind, Stance, VoteMode


@dataclass(frozen=True, slots=True)
class AbsentFacts:
    """A seat nobody came for; ``reason`` is empty where none was given."""

    who: str
    on_leave: bool
    reason: str


@dataclass(frozen=True, slots=True)
class EarlierFacts:
    """An earlier version of an entry, and when it was written."""

    version: int
    view: str
    stance: Stance
    reason: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One entry in its newest version, or a speech nobody has written down yet (``entry_no`` 0).

    ``seconds`` is how long a speech of the speaking list lasted, ``None`` where the entry belongs to none.
    """

    entry_no: int
    version: int
    type: RecordKind
    who: str
    view: str
    stance: Stance
    round_no: int = 1
    closing: bool = False
    seconds: int | None = None
    speech_id: int | None = None
    seat_id: int | None = None
    guest_id: int | None = None
    struck: bool = False
    reason: str = ""
    """Why it was changed or struck."""
    earlier: tuple[EarlierFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class DissentFacts:
    """A differing view in full, and what would change it."""

    who: str
    text: str
    would_change: str


@dataclass(frozen=True, slots=True)
class OptionLine:
    """An option of a ballot: ``count`` are approvals or points, ``carried`` whether it was adopted."""

    text: str
    count: int
    carried: bool


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """A closed vote by the count in force. Where ``shown`` is false every count is 0 and none may be told."""

    motion_id: int
    round_no: int
    text: str
    conditions: str
    rule_words: str
    mode: VoteMode
    form: BallotForm
    entitled: int
    present: int
    recused: int
    votes_for: int
    against: int
    abstain: int
    invalid: int
    issued: int | None
    returned: int | None
    outcome: Outcome
    shown: bool
    options: tuple[OptionLine, ...] = ()
    dissent: tuple[DissentFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class RecusalFacts:
    """A seat that took no part in an item, and why."""

    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    """Something agreed that a unit does by a day."""

    text: str
    unit: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One item: who spoke, in the order of the floor, then votes and what was kept beside them."""

    item_id: int
    position: int
    title: str
    presenter: str
    outcome: AgendaStatus
    spoken: tuple[EntryFacts, ...] = ()
    silent: tuple[str, ...] = ()
    """Who was asked and had nothing to add."""
    votes: tuple[VoteFacts, ...] = ()
    recusals: tuple[RecusalFacts, ...] = ()
    held_over: tuple[EntryFacts, ...] = ()
    absent_views: tuple[EntryFacts, ...] = ()
    notes: tuple[EntryFacts, ...] = ()
    struck: tuple[EntryFacts, ...] = ()
    tasks: tuple[TaskLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """Who signed the record, and when."""

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """The whole record. ``notes``, ``struck`` and ``tasks`` here belong to no item."""

    title: str
    number: str
    kind: str
    starts_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    place: str
    chair: str
    recorder: str
    entitled: int
    present: tuple[str, ...]
    absent: tuple[AbsentFacts, ...]
    guests: tuple[str, ...]
    observers: int
    items: tuple[ItemRecord, ...]
    notes: tuple[EntryFacts, ...] = ()
    struck: tuple[EntryFacts, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    recorder_signed: SignatureFacts | None = None
    chair_signed: SignatureFacts | None = None
