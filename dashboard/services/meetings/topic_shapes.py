"""What the use cases of topics take and return."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import SQLModel

from dashboard.rules.topics import doubtful, unmet
from models.enums import DecisionPower, MeetingStatus, TopicStatus


class TopicCheck(SQLModel):
    """Answers to the four questions of the check; ``None`` where one is still open."""

    within_remit: bool | None = None
    prepared: bool | None = None
    residents_heard: bool | None = None
    legal_gate: bool | None = None


@dataclass(frozen=True, slots=True)
class TopicFilter:
    """Which topics are looked for; empty values do not restrict."""

    meeting: str = ""
    """Number of the meeting they were handed in for."""
    status: TopicStatus | None = None


@dataclass(frozen=True, slots=True)
class TopicRead:
    """A topic as its proposer and the office see it.

    ``reason`` is that of its last move, and ``reference`` the meeting it led to. ``late`` says that it came after the
    last day of the call. ``listed`` says that it stands on an agenda now: a topic can be taken off again. ``mine``
    says that the reader handed it in. ``buildable`` says that the agenda of its meeting can be changed.
    """

    id: int
    meeting_id: int
    meeting_number: str
    meeting_title: str
    buildable: bool
    organisation: str
    need_number: str
    title: str
    reasons: str
    asked: str
    decision_power: DecisionPower
    presenter: str
    minutes_wanted: int
    submitted_at: datetime
    status: TopicStatus
    answers: TopicCheck
    reason: str
    reference: str
    late: bool
    listed: bool
    mine: bool

    @property
    def unmet(self) -> tuple[str, ...]:
        """Return the questions that keep it off the agenda."""
        return unmet(self.answers.model_dump())

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Return the questions the office should look at once more before it lists the topic."""
        return doubtful(self.answers.model_dump())


@dataclass(frozen=True, slots=True)
class Call:
    """A meeting that takes topics. ``open`` says whether everybody may hand one in today, or the secretariat alone."""

    meeting_id: int
    number: str
    title: str
    body: str
    starts_at: datetime
    status: MeetingStatus
    first: date | None
    last: date | None
    open: bool
