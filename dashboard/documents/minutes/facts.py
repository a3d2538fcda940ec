"""What is known of a meeting when its minutes are drafted, and does a draft still stand on it?"""

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from models.enums import AgendaStatus, BallotForm, Outcome, Resolution, VoteMode

LATER = frozenset(
    {
        "mode",
        "form",
        "options",
        "resolution",
        "recused",
        "recused_present",
        "deducts_recused",
        "invalid",
        "issued",
        "returned",
        "objections",
        "shown",
        "held_over",
        "absent_views",
    }
)
"""Facts that drafts of earlier releases knew nothing of: they did not go out of date by an update."""


@dataclass(frozen=True, slots=True)
class OptionFacts:
    """One option of a ballot: its votes, or the points of a ranking, and whether the rule carried it."""

    text: str
    count: int
    carried: bool


@dataclass(frozen=True, slots=True)
class MotionFacts:
    """One round of voting, as frozen when it closed."""

    round_no: int
    text: str
    rule_words: str
    """The rule in words, without a full stop, such as 赞成票超过应到人数的半数."""
    entitled: int
    present: int
    votes_for: int
    against: int
    abstain: int
    outcome: Outcome
    votes_needed: int | None = None
    """Votes in favour that the rule asked for; ``None`` where it could not be worked out."""
    conditions: str = ""
    mode: VoteMode = VoteMode.RECORDED
    form: BallotForm = BallotForm.QUESTION
    options: tuple[OptionFacts, ...] = ()
    resolution: Resolution | None = None
    """What the decision is worded as; ``None`` where the meeting just agrees to a matter of its own."""
    recused: int = 0
    recused_present: int = 0
    deducts_recused: bool = False
    invalid: int = 0
    issued: int | None = None
    returned: int | None = None
    """Paper ballots given out and come back."""
    objections: int = 0
    """How many reserved a differing view."""
    shown: bool = True
    """Whether the counts may be given; those of a secret vote with very few ballots are 0 here."""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What a unit was told to do, and by when."""

    text: str
    unit: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One agenda item with its closed votes and its tasks."""

    position: int
    title: str
    presenter: str
    discussion: str
    outcome: AgendaStatus
    motions: tuple[MotionFacts, ...] = ()
    tasks: tuple[TaskFacts, ...] = ()
    held_over: tuple[str, ...] = ()
    """Opinions kept for a later meeting, without names."""
    absent_views: int = 0
    """Written opinions of absent members: in the record, not counted as votes."""


@dataclass(frozen=True, slots=True)
class LeaveFacts:
    """Somebody who asked for leave, as unit and post, and why."""

    who: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """One meeting. People appear as unit and post; every list has the order in which it is printed."""

    title: str
    number: str
    kind: str
    """The kind of meeting in words, such as 委员会议."""
    starts_at: datetime
    """Aware."""
    place: str
    chair: str
    recorder: str
    entitled: int
    """应到: how many seats should attend."""
    present: tuple[str, ...] = ()
    on_leave: tuple[LeaveFacts, ...] = ()
    guests: tuple[str, ...] = ()
    items: tuple[ItemFacts, ...] = ()


def digest(facts: MeetingFacts) -> str:
    """Return the SHA-256 of the facts in hexadecimal: another digest means that a draft may be out of date.

    The order of lists counts, the language spoken and the time zone of ``starts_at`` do not.
    """
    canonical = json.dumps(_told(facts), default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def to_json(facts: MeetingFacts) -> dict[str, Any]:
    """Return the facts as JSON values, to be frozen beside a text; :func:`from_json` reads them again."""
    told: dict[str, Any] = _shape().dump_python(facts, mode="json")
    return told


def from_json(told: dict[str, Any]) -> MeetingFacts:
    """Return the facts that :func:`to_json` told; what a release before this one did not tell has its default.

    Raises:
        ValueError: these are no facts of a meeting.
    """
    return _shape().validate_python(told)


@lru_cache
def _shape() -> TypeAdapter[MeetingFacts]:
    return TypeAdapter(MeetingFacts)


def _told(value: object) -> object:
    """Return facts as JSON can hold them, without those of ``LATER`` that say nothing."""
    if isinstance(value, tuple):
        return [_told(one) for one in value]
    if not is_dataclass(value):
        return value
    held = {field.name: getattr(value, field.name) for field in fields(value)}
    unsaid = {field.name for field in fields(value) if field.name in LATER and held[field.name] == field.default}
    return {name: _told(one) for name, one in held.items() if name not in unsaid}


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"facts hold no {type(value).__name__}")
