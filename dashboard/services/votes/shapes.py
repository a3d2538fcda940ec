"""What the use cases of votes take and return."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dashboard.i18n import gettext as _
from dashboard.rules.decisions import Counts, Rule, decide, flip_margin, in_words, verdict_in_words, without_recused
from dashboard.services.decision_rules import voters
from dashboard.services.meetings.shapes import Headcount
from models.enums import (
    BallotForm,
    Choice,
    MeetingKind,
    MeetingStatus,
    MotionStatus,
    OrganisationType,
    Outcome,
    Resolution,
    VoteMode,
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A ballot as stored, for the one who cast it. ``version`` counts how often this seat has chosen."""

    ballot_id: int
    motion_id: int
    seat_id: int
    version: int
    choice: Choice
    cast_at: datetime
    marks: tuple[int, ...] | None = None
    """Positions of the options marked, where the ballot lists options."""


@dataclass(frozen=True, slots=True)
class MyBallot:
    """The recorded ballot that counts for the actor now."""

    choice: Choice
    cast_at: datetime
    marks: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many seats have voted: no word on how. All figures are as of the opening of the vote, ``cast`` apart.

    ``present`` are those who may vote: present, and not recused.
    """

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
    mode: VoteMode = VoteMode.RECORDED
    form: BallotForm = BallotForm.QUESTION
    options: tuple[str, ...] = ()
    most_choices: int = 1
    recused: bool = False
    """Whether the actor's seat takes no part because of its own interest."""
    voted: bool = False
    """Whether the actor's ballot is stored, a secret one too."""
    needed: int | None = None
    """Approvals that carry the motion, where that is known before the count."""
    quorum_needed: int = 0
    reminded: bool = False


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
    """How far the meeting's channel was at this reading, for whoever listens for what comes after it."""


@dataclass(frozen=True, slots=True)
class CountVersion:
    """One version of the count of a vote; the first has no reason."""

    version: int
    at: datetime
    reason: str
    votes_for: int
    votes_against: int
    votes_abstain: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Result:
    """A closed vote: counts, frozen rule and outcome as stored when it closed, by the count in force."""

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
    mode: VoteMode = VoteMode.RECORDED
    form: BallotForm = BallotForm.QUESTION
    options: tuple[str, ...] = ()
    option_counts: tuple[int, ...] | None = None
    """Approvals of each option, or Borda points of a ranking."""
    option_carried: tuple[bool, ...] = ()
    resolution: Resolution | None = None
    recused: int = 0
    recused_present: int = 0
    deducts_recused: bool = False
    invalid: int = 0
    issued: int | None = None
    returned: int | None = None
    weights: Counts | None = None
    """The counts the rule was applied to, with floor areas, where it counts them."""
    item_id: int = 0
    amends_id: int | None = None
    versions: tuple[CountVersion, ...] = ()
    shown: bool = True
    """Whether the counts may be shown: those of a secret vote with very few ballots may not."""

    @property
    def counts(self) -> Counts:
        """Return the counts the rule was applied to: with or without the recused, as frozen."""
        return self._counted(self.deducts_recused)

    @property
    def other_counts(self) -> Counts | None:
        """Return the counts by the other way of treating the recused, ``None`` where nobody was recused."""
        if not self.recused or self.weights is not None or self.outcome is Outcome.VOID:
            return None
        return self._counted(not self.deducts_recused)

    def _counted(self, deduct: bool) -> Counts:
        if self.weights is not None:
            return self.weights
        stored = Counts(
            max(self.entitled, self.cast),  # of a void vote more ballots may have come back than there are voters
            max(self.present, self.cast),
            self.votes_for,
            self.votes_against,
            self.votes_abstain,
            self.invalid,
        )
        if not (deduct and self.recused) or self.outcome is Outcome.VOID:
            return stored
        return without_recused(stored, self.recused, self.recused_present)

    @property
    def cast(self) -> int:
        """Return the ballots cast, abstentions and invalid ones included."""
        return self.votes_for + self.votes_against + self.votes_abstain + self.invalid

    @property
    def not_voted(self) -> int:
        """Return the entitled seats without a ballot, present or not."""
        return max(0, self.entitled - self.cast)

    @property
    def flip_margin(self) -> int | None:
        """Return how few voters would have had to vote otherwise for the other result, ``None`` where none could."""
        decided = self.outcome.adopts or self.outcome is Outcome.NOT_CARRIED
        if not decided or self.form is not BallotForm.QUESTION or self.weights is not None:
            return None
        return flip_margin(Rule.from_json(self.rule), self.counts)

    def rule_text(self) -> str:
        """Return the frozen rule as one sentence in the language spoken now."""
        return in_words(Rule.from_json(self.rule), voters(self.meeting_type))

    def verdict_text(self) -> str:
        """Return counts, threshold and result as one sentence in the language spoken now."""
        if self.outcome is Outcome.VOID:
            return _("More ballots came back (%(returned)s) than were issued (%(issued)s): the vote is void.") % {
                "returned": self.returned,
                "issued": self.issued,
            }
        if self.form is not BallotForm.QUESTION and self.option_counts is not None:
            return _("%(cast)s ballots of %(present)s present; %(carried)s of %(options)s options carried") % {
                "cast": self.cast,
                "present": self.present,
                "carried": sum(self.option_carried),
                "options": len(self.options),
            }
        rule = Rule.from_json(self.rule)
        return verdict_in_words(
            rule,
            self.counts,
            replace(decide(rule, self.counts), outcome=self.outcome),
            recused=self.recused,
            recused_present=self.recused_present,
            deducted=self.deducts_recused,
        )


@dataclass(frozen=True, slots=True)
class SeatVote:
    """How one seat voted in a recorded vote; ``choice`` is ``None`` where it cast no ballot.

    ``marked`` are the options it marked, the best first in a ranking.
    """

    seat_number: int
    organisation: str
    type: OrganisationType
    present: bool
    choice: Choice | None
    recused: bool = False
    marked: tuple[str, ...] = ()
