"""Which texts does a paper hold, and can every document show their characters?"""

import re
from collections.abc import Iterator

from dashboard.documents.paper.model import (
    Block,
    Boxes,
    Heading,
    Labelled,
    Paper,
    Paragraph,
    Picture,
    Signatures,
    Table,
)
from dashboard.errors import BadInput

# Everything outside the Char production of XML 1.0, section 2.2, and what that section discourages: no Word file can
# hold it. U+FEFF is a byte order mark that PDF/UA forbids in texts.
UNPRINTABLE = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

# Marks that turn the order of what follows: a name or a figure would read otherwise than it is stored.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

PNG = b"\x89PNG\r\n\x1a\n"

LONGEST_EDGE = 120
"""Characters that the head or the foot of a page has room for."""

FIELDS = ("head", "number", "issuer", "issued_on", "title", "subtitle", "copy_to", "marks", "digest")
"""Texts of a paper beside its blocks and its roll."""


def texts(paper: Paper) -> Iterator[tuple[str, str]]:
    """Give every text under the name of its field; blocks and roll together are the ``text``."""
    for field in FIELDS:
        yield field, getattr(paper, field)
    for block in (*paper.blocks, *paper.roll):
        for text in block_texts(block):
            yield "text", text


def block_texts(block: Block) -> Iterator[str]:
    """Give the texts of a block in the order of print; a picture speaks by its ``alt``."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Labelled():
            yield from (block.label, block.text)
        case Table():
            yield from (column.title for column in block.columns)
            for row in block.rows:
                yield from row
        case Boxes():
            yield from block.options
        case Signatures():
            yield from block.labels
        case Picture():
            yield block.alt
        case _:
            return


def check(paper: Paper) -> None:
    """Let the paper pass, or name the first thing that no document can hold.

    Raises:
        BadInput: a control character, lone surrogate, noncharacter or a mark that turns the order of writing; a line
            too long for the head or foot of a page; a picture that is no PNG; a row with more or fewer cells than its
            table has columns.
    """
    for field, text in texts(paper):
        check_text(field, text)
    if longer := [field for field in ("marks", "digest") if len(getattr(paper, field)) > LONGEST_EDGE]:
        raise BadInput(
            longer[0],
            "The line at the head or foot of each page is longer than %(most)d characters. Shorten it.",
            most=LONGEST_EDGE,
        )
    for block in paper.blocks:
        if isinstance(block, Picture) and not block.png.startswith(PNG):
            raise BadInput("picture", "The picture “%(alt)s” is not a PNG image. Choose another one.", alt=block.alt)
        if isinstance(block, Table):
            _check_table(block)


def check_text(field: str, text: str) -> None:
    """Let a text pass, or name the first character in it that no document can show, or that turns its order.

    Raises:
        BadInput: it holds a control character, lone surrogate, noncharacter or a mark that turns the order of writing.
    """
    if found := UNPRINTABLE.search(text):
        raise BadInput(
            field,
            "The text holds the invisible character %(code)s, which no document can show. "
            "Delete it or type the passage again.",
            code=_code(found.group()),
        )
    if found := TURNING.search(text):
        raise BadInput(
            field,
            "The text holds the invisible character %(code)s, which turns the order of the words that follow. "
            "Delete it or type the passage again.",
            code=_code(found.group()),
        )


def _check_table(table: Table) -> None:
    for number, row in enumerate(table.rows, 1):
        if len(row) != len(table.columns):
            raise BadInput(
                "text",
                "Row %(row)d of a table has %(cells)d cells, but the table has %(columns)d columns.",
                row=number,
                cells=len(row),
                columns=len(table.columns),
            )


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def one_kind_of_line_end(text: str) -> str:
    """Return the text with line feeds only, Unicode's own separators of lines and paragraphs among them."""
    return re.sub("\r\n|[\r\u2028\u2029]", "\n", text)
