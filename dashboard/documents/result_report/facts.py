"""What is known of a closed vote when its result is reported (表决结果报告)?"""

from dataclasses import dataclass
from datetime import datetime

from dashboard.documents.minutes.facts import MotionFacts
from dashboard.rules.decisions import Counts, Rule
from models.enums import Choice, Outcome


@dataclass(frozen=True, slots=True)
class ViewFacts:
    """A differing view (保留意见), by unit."""

    unit: str
    text: str
    would_change: str = ""


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One version of the count; the first has no reason."""

    version: int
    at: datetime
    reason: str
    votes_for: int
    against: int
    abstain: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """How one seat voted in a recorded vote; ``choice`` is ``None`` where it cast no ballot."""

    number: int
    unit: str
    present: bool
    recused: bool
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """One closed vote. People appear as unit and post; every list has the order in which it is printed."""

    meeting_title: str
    meeting_number: str
    kind: str
    """The kind of meeting in words, such as 委员会议."""
    place: str
    item_position: int
    item_title: str
    need_number: str
    motion: MotionFacts
    rule: Rule
    """The rule as frozen when the vote opened."""
    counts: Counts
    """The numbers it was applied to: with or without the recused, as frozen."""
    other: Counts | None
    """The numbers by the other way of treating the recused; ``None`` where nobody was recused."""
    quorum_needed: int
    flip_margin: int | None
    """How few voters would have had to vote otherwise for the other result."""
    opened_at: datetime
    closed_at: datetime
    """Both aware."""
    announcer: str = ""
    tellers: tuple[str, ...] = ()
    views: tuple[ViewFacts, ...] = ()
    versions: tuple[VersionFacts, ...] = ()
    seats: tuple[SeatFacts, ...] = ()
    """Of a recorded vote only."""
    demo: bool = False
