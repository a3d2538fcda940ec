"""What does a paper hold, before anybody decides how it looks in Word, PDF, HTML or Markdown?

A paper is a list of blocks between a head and an imprint. Every text is data: no format reads markup, template
syntax or a formula in it.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Layout(StrEnum):
    """How large a paper is set."""

    OFFICIAL = "official"
    """公文: 22 lines of 28 characters of 16 pt."""
    FORM = "form"
    """表格: sheets to fill in; 12 pt, narrower margins."""
    POSTER = "poster"
    """张贴: read from two metres."""


class _Block(BaseModel):
    model_config = ConfigDict(frozen=True)


class Heading(_Block):
    """A heading, ``level`` 1 (一、, 黑体) or 2 (（一）, 楷体)."""

    kind: Literal["heading"] = "heading"
    level: Literal[1, 2] = 1
    text: str


class Paragraph(_Block):
    """A paragraph; in the official layout indented by two characters unless ``align`` is not ``justify``."""

    kind: Literal["paragraph"] = "paragraph"
    text: str
    align: Literal["justify", "left", "center", "right"] = "justify"
    bold: bool = False
    large: bool = False
    """Set in the size of a title: a question on a ballot, the one sentence of a poster."""


class Labelled(_Block):
    """A line such as 出席：…; ``label`` comes without its colon; lines that turn over align after it."""

    kind: Literal["labelled"] = "labelled"
    label: str
    text: str


class Column(_Block):
    """A column of a table; ``share`` of the width relative to the others."""

    title: str
    share: float = 1.0
    align: Literal["left", "center", "right"] = "left"


class Table(_Block):
    """A table with lines around every cell; its head is repeated on each page."""

    kind: Literal["table"] = "table"
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    row_mm: float = 0
    """Least height of a row in millimetres, for cells to be written in by hand; 0 for as high as the text."""


class Boxes(_Block):
    """Boxes to tick, in one line: □ 赞成　□ 反对　□ 弃权."""

    kind: Literal["boxes"] = "boxes"
    options: tuple[str, ...]
    below_each_other: bool = False


class Picture(_Block):
    """A PNG image, centred, ``width_mm`` wide; ``alt`` is said where no image can be."""

    kind: Literal["picture"] = "picture"
    png: bytes
    width_mm: float
    alt: str


class Signatures(_Block):
    """Lines to sign on, each behind its label."""

    kind: Literal["signatures"] = "signatures"
    labels: tuple[str, ...]


class Rule(_Block):
    """A thin line over the whole width; ``cut`` draws it dashed, to cut along."""

    kind: Literal["rule"] = "rule"
    cut: bool = False


class PageBreak(_Block):
    """What follows begins a page."""

    kind: Literal["page_break"] = "page_break"


Block = Annotated[
    Heading | Paragraph | Labelled | Table | Boxes | Picture | Signatures | Rule | PageBreak,
    Field(discriminator="kind"),
]


class Paper(BaseModel):
    """Everything a file of a paper prints. People appear as unit and post."""

    model_config = ConfigDict(frozen=True)

    sort: str
    """Which paper it is, such as ``sign_in_sheet``: names its template."""
    layout: Layout = Layout.OFFICIAL
    landscape: bool = False
    head: str = ""
    """The red head (红头); empty for papers without one."""
    number: str = ""
    """Document number such as ``〔2026〕1号``."""
    issuer: str = ""
    issued_on: str = ""
    """The day of issue in words."""
    title: str
    subtitle: str = ""
    blocks: tuple[Block, ...] = ()
    roll: tuple[Labelled, ...] = ()
    """Lines after the text: 出席, 请假, 列席."""
    copy_to: str = ""
    """抄送; printed in the imprint (版记)."""
    imprint: bool = False
    """Whether an imprint (版记) is set at the foot of the last page; ``copy_to`` asks for one too. Where there is
    neither head nor imprint, ``issuer`` and ``issued_on`` close the text (落款)."""
    marks: str = ""
    """Warning at the head of every page: a draft, demonstration data."""
    digest: str = ""
    """Line at the foot of every page by which a print is compared with the file."""
    language: str = "zh_CN"
    line_pitch_pt: float = 28.95
    """Of the official layout; 28 and 28.95 are allowed."""
    without_page_numbers: bool = False
    """Whether page numbers are left out, as on one-page posters and ballots."""
