"""What do minutes look like as JSON, and by which schema can anybody check such a file?

``minutes.schema.json`` beside this module is written by ``schema_text``.
"""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from models.enums import AgendaStatus, BallotForm, Outcome, Resolution, VoteMode

SCHEMA = Path(__file__).parent / "minutes.schema.json"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Document(_Part):
    """The paper itself."""

    head: str
    number: str
    """Document number such as 〔2026〕1号; empty for a draft."""
    correction_no: int = Field(ge=0)
    """0 for the original text."""
    correction_reason: str
    issuer: str
    title: str
    issued_on: str
    """The day of issue in words; empty for a draft."""
    issued_day: date | None
    copy_to: str
    language: Literal["zh_CN", "en"]
    draft: bool
    public: bool
    """Whether everybody may read it."""
    left_out: str
    """What was taken out of the public version and why."""
    demonstration: bool
    """Whether the committee in it is invented."""
    sha256: str
    """Digest of the text as it is printed; empty where it was not worked out."""


class Line(_Part):
    """A heading (level 1 or 2) or a paragraph (level 0)."""

    level: Literal[0, 1, 2]
    text: str


class Attendance(_Part):
    """How many were there."""

    entitled: int = Field(ge=0)
    """应到: seats that should attend."""
    present: int = Field(ge=0)
    on_leave: int = Field(ge=0)
    absent: int = Field(ge=0)
    """Away without leave."""
    in_attendance: int = Field(ge=0)
    """列席: there without a vote."""


class Roll(_Part):
    """Who was there, by unit and post."""

    present: tuple[str, ...]
    on_leave: tuple[str, ...]
    in_attendance: tuple[str, ...]


class Meeting(_Part):
    """The meeting that the minutes are of."""

    title: str
    number: str
    kind: str
    starts_at: datetime
    place: str
    chair: str
    recorder: str
    attendance: Attendance
    roll: Roll | None
    """Absent where the paper names nobody."""


class Rule(_Part):
    """The rule that the vote was held under, as frozen when it closed."""

    words: str
    votes_needed: int | None
    """Votes in favour that it asked for; null where that cannot be said."""
    recused_deducted: bool
    """Whether those recused are taken off the number that the rule is applied to."""


class Counts(_Part):
    """Votes and people; null where not given or not counted this way."""

    entitled: int = Field(ge=0)
    present: int = Field(ge=0)
    recused: int = Field(ge=0)
    issued: int | None
    """Paper ballots given out."""
    returned: int | None
    invalid: int | None
    votes_for: int | None
    """Votes in favour; on a ballot with options, ballots with a choice."""
    against: int | None
    """Null on a ballot with options."""
    abstain: int | None


class Option(_Part):
    """An option on the ballot."""

    text: str
    count: int
    """Votes; points where options were ranked."""
    carried: bool


class Motion(_Part):
    """One round of voting."""

    round_no: int = Field(ge=1)
    text: str
    conditions: str
    mode: VoteMode
    form: BallotForm
    rule: Rule
    counts: Counts
    counts_given: bool
    """False for a secret vote with so few ballots that the numbers would tell who voted how."""
    options: tuple[Option, ...]
    outcome: Outcome
    resolution: Resolution | None
    reserved: int = Field(ge=0)
    """How many reserved a differing view."""
    line: str
    """The count and the result as the text words them."""


class Task(_Part):
    """What a unit was told to do, and by when."""

    text: str
    unit: str
    """Empty where it is still to be named."""
    due_on: date


class Item(_Part):
    """One item of the agenda."""

    position: int
    title: str
    presenter: str
    outcome: AgendaStatus
    motions: tuple[Motion, ...]
    tasks: tuple[Task, ...]
    absent_views: int = Field(ge=0)
    """Written opinions of absent members, not counted as votes."""


class MinutesFile(_Part):
    """Minutes of a meeting of a joint committee: the text, and the facts that it states."""

    version: Literal[1] = 1
    """Of this format."""
    document: Document
    opening: str
    text: tuple[Line, ...]
    meeting: Meeting | None
    """Null where the facts were not kept with the text."""
    items: tuple[Item, ...]


def schema_text() -> str:
    """Return the JSON Schema (draft 2020-12) of the file, as it stands in ``minutes.schema.json``."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | MinutesFile.model_json_schema(
        mode="serialization"
    )
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
