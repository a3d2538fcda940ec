"""What the use cases of votes take and return."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.rules.decisions import Counts, Rule, decide, in_words, verdict_in_words
from dashboard.services.decision_rules import voters
from dashboard.services.meetings.shapes import Headcount
from models.enums import Choice, MeetingKind, MeetingStatus, MotionStatus, OrganisationType, Outcome


@dataclass(frozen=True, slots=True)
class Receipt:
    """A ballot as stored, for the one who cast it. ``version`` counts how often this seat has chosen."""

    ballot_id: int
    motion_id: int
    seat_id: int
    version: int
    choice: Choice
    cast_at: datetime


@dataclass(frozen=True, slots=True)
class MyBallot:
    """The ballot that counts for the actor now."""

    choice: Choice
    cast_at: datetime


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many seats have voted: no word on how. All figures are as of the opening of the vote, ``cast`` apart."""

    cast: int
    entitled: int
    present: int


@dataclass(frozen=True, slots=True)
class Paper:
    """What the ballot of one motion shows to the actor: the question, whether they may vote, what is stored."""

    motion_id: int
    item_id: int
    round_no: int
    text: str
    conditions: str
    status: MotionStatus
    may_vote: bool
    """Whether the actor holds a seat that was present when the vote opened."""
    elector: bool
    """Whether the actor holds a seat that was entitled, present or not."""
    mine: MyBallot | None
    turnout: Turnout


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a meeting stands: its state, the item under discussion, and the motion put on it with its state.

    Two equal moments look the same to everybody in the room, headcount and ballots apart.
    """

    status: MeetingStatus
    item_id: int | None
    motion_id: int | None
    motion_status: MotionStatus | None


@dataclass(frozen=True, slots=True)
class Slip:
    """The part of the meeting room that moves by itself: the moment, who is here, and the ballot if a vote is open."""

    moment: Moment
    headcount: Headcount
    paper: Paper | None
    version: int
    """How far the database was at this reading, for whoever listens for what comes after it."""


@dataclass(frozen=True, slots=True)
class Result:
    """A closed vote: counts, frozen rule and outcome as stored when it closed."""

    motion_id: int
    meeting_number: str
    meeting_type: MeetingKind
    item_title: str
    need_number: str
    round_no: int
    text: str
    conditions: str
    preset: str
    rule: dict[str, Any]
    outcome: Outcome
    entitled: int
    present: int
    votes_for: int
    votes_against: int
    votes_abstain: int
    votes_needed: int | None
    quorum_needed: int
    opened_at: datetime
    closed_at: datetime

    @property
    def counts(self) -> Counts:
        """Return the stored counts."""
        return Counts(self.entitled, self.present, self.votes_for, self.votes_against, self.votes_abstain)

    @property
    def cast(self) -> int:
        """Return the ballots cast, abstentions included."""
        return self.votes_for + self.votes_against + self.votes_abstain

    @property
    def not_voted(self) -> int:
        """Return the entitled seats without a ballot, present or not."""
        return self.entitled - self.cast

    def rule_text(self) -> str:
        """Return the frozen rule as one sentence in the language spoken now."""
        return in_words(Rule.from_json(self.rule), voters(self.meeting_type))

    def verdict_text(self) -> str:
        """Return counts, threshold and result as one sentence in the language spoken now."""
        rule = Rule.from_json(self.rule)
        return verdict_in_words(rule, self.counts, decide(rule, self.counts))


@dataclass(frozen=True, slots=True)
class SeatVote:
    """How one seat voted in a recorded vote; ``choice`` is ``None`` where it cast no ballot."""

    seat_number: int
    organisation: str
    type: OrganisationType
    present: bool
    choice: Choice | None
