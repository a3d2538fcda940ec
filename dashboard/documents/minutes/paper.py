"""What do the minutes hold, before anybody decides how they look?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, field_validator

from dashboard.documents.minutes.facts import MeetingFacts
from dashboard.documents.paper.texts import check_text

LEVEL_MARKS = {"# ": 1, "## ": 2}
INDENT = " \t\u00a0\u3000"
"""What a clerk types to indent a paragraph by hand; the layout indents it already."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (``level`` 1 or 2) or a paragraph (``level`` 0), its text as typed."""

    level: int
    text: str


class MinutesPaper(BaseModel):
    """Everything an export prints. People appear as unit and post, in the order of the list."""

    model_config = ConfigDict(frozen=True)

    head_title: str
    """The red head, such as 平凉社区滨江联合党委会议纪要."""
    number: str = ""
    """Document number such as ``〔2026〕1号``; empty for a draft."""
    issuer: str
    title: str
    held_at: str = ""
    place: str = ""
    chair: str = ""
    recorder: str = ""
    opening: str = ""
    """A sentence before the text; empty where the text opens with it, as drafted texts do."""
    blocks: tuple[Block, ...] = ()
    present: tuple[str, ...] = ()
    on_leave: tuple[str, ...] = ()
    in_attendance: tuple[str, ...] = ()
    issued_on: str = ""
    """The day of issue in words, such as 2026年6月25日; empty for a draft."""
    copy_to: str = ""
    language: str = "zh_CN"
    """Of the labels around the text."""
    text_language: str = "zh_CN"
    """In which the text was drafted."""
    draft: bool = False
    sha256: str = ""
    """Digest of the text, in full; the foot of each page shows its beginning."""
    demo: bool = False
    facts: MeetingFacts | None = None
    """The facts behind the text, for the formats that machines read; JSON of ``facts.to_json`` is taken too."""
    issued_day: date | None = None
    """The day of issue for machines; the day of the meeting stands in where it is not known."""
    correction_no: int = Field(default=0, ge=0)
    """Which correction (更正) this text is; 0 for the original."""
    correction_reason: str = ""
    public: bool = False
    """Whether everybody may read it: of the facts, only what stands in the text is given."""
    left_out: str = ""
    """What was taken out of the public version and why, in words for everybody."""
    without_roll: bool = False
    """Whether 出席, 请假 and 列席 are left out; how many there were is told all the same."""
    without_names: bool = False
    """Whether nobody at all is named, by unit and post, around the text: no chair, recorder or roll."""
    line_pitch_pt: float = Field(default=28.95, ge=28, le=28.95)

    @field_validator("*", mode="after")
    @classmethod
    def _one_kind_of_line_end(cls, value: object) -> object:
        return _line_feeds(value) if isinstance(value, str) else value


def parse(text: str) -> list[Block]:
    """Return the blocks of a text edited in the office's markup.

    A line that starts with ``# `` is a heading, with ``## `` a subheading; every other line is a
    paragraph and blank lines only separate. Indentation typed by hand is dropped; nothing else is
    interpreted.
    """
    blocks = [_block(line) for line in _line_feeds(text).split("\n")]
    return [block for block in blocks if block.text]


def refuse_unprintable(paper: MinutesPaper) -> None:
    """Let the paper pass, or name the first character that no document can hold; the facts are not looked at.

    Raises:
        BadInput: a text holds a control character, a lone surrogate or a noncharacter.
    """
    for field, text in _texts(paper):
        refuse_unprintable_text(field, text)


def refuse_unprintable_text(field: str, text: str) -> None:
    """Let a text pass, or name the first character in it that no document can hold.

    Raises:
        BadInput: it holds a control character, a lone surrogate, a noncharacter or a mark that turns the
            order of writing.
    """
    check_text(field, text)


def _texts(paper: MinutesPaper) -> Iterator[tuple[str, str]]:
    """Give every text of the paper under the name of its field; the blocks together are the ``text``."""
    for field, value in paper:
        if isinstance(value, str):
            yield field, value
        elif isinstance(value, tuple):
            for entry in value:
                yield ("text", entry.text) if isinstance(entry, Block) else (field, entry)


def _block(line: str) -> Block:
    for mark, level in LEVEL_MARKS.items():
        if line.startswith(mark):
            return Block(level, line.removeprefix(mark).strip(INDENT))
    return Block(0, line.strip(INDENT))


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
