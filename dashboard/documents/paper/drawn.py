"""What does the typst template read: sizes, fonts and every text, as plain data?"""

from typing import Any
from unicodedata import east_asian_width

from dashboard.documents.paper import words
from dashboard.documents.paper.breaking import breakable
from dashboard.documents.paper.fonts import ROLES, Library
from dashboard.documents.paper.model import (
    Block,
    Boxes,
    Heading,
    Labelled,
    Layout,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Rule,
    Signatures,
    Table,
)
from dashboard.documents.paper.texts import one_kind_of_line_end

HEAD_LARGEST, HEAD_SMALLEST = 48, 24
"""Points. A head too long for one line at the smallest size takes two."""

HEAD_WIDTH = 440
"""Points that the red head may fill: 156 mm is 442."""

MARGINS = {Layout.OFFICIAL: (37, 26, 35, 28), Layout.FORM: (20, 18, 22, 20), Layout.POSTER: (22, 20, 22, 20)}
"""Millimetres: top, right, bottom, left."""

SIZES = {Layout.OFFICIAL: 16, Layout.FORM: 12, Layout.POSTER: 24}
"""Points of the text."""

TABLE_SIZES = {Layout.OFFICIAL: 12, Layout.FORM: 10.5, Layout.POSTER: 18}

POINTS = 72 / 25.4
"""In a millimetre."""

LONGEST_IMPRINT = 600
"""Characters of a copy line up to which the imprint surely stands on one page."""

CELL_PADDING = 4
"""Points on either side of a cell's text."""


def head_size(head: str) -> float:
    """Return the size of the red head in points, to the half: a wide character is 1 em, any other half."""
    lines = one_kind_of_line_end(head).split("\n")
    ems = max(sum(1 if east_asian_width(character) in "WFA" else 0.5 for character in line) for line in lines) or 1
    points = min(HEAD_LARGEST, HEAD_WIDTH / ems)
    return max(HEAD_SMALLEST, points * 2 // 1 / 2)


def text_width_mm(paper: Paper) -> float:
    """Return the width of the type area."""
    _top, right, _bottom, left = MARGINS[paper.layout]
    return (297 if paper.landscape else 210) - left - right


def drawn(paper: Paper, fonts: Library) -> dict[str, Any]:
    """Return the data of the template. Called inside ``speaking(paper.language)``."""
    ems = text_width_mm(paper) * POINTS / SIZES[paper.layout]
    return {
        "language": paper.language.partition("_")[0],
        "layout": paper.layout.value,
        "landscape": paper.landscape,
        "margins": MARGINS[paper.layout],
        "size": SIZES[paper.layout],
        "table_size": TABLE_SIZES[paper.layout],
        "pitch": paper.line_pitch_pt,
        "numbered": not paper.without_page_numbers,
        "fonts": {role: list(fonts.chain(role)) for role in ROLES},
        "head_size": head_size(paper.head),
        "name": paper.title or paper.head or paper.sort,
        "head": _lines(paper.head, HEAD_WIDTH / head_size(paper.head)),
        "title": _lines(paper.title, ems * SIZES[paper.layout] / (44 if paper.layout is Layout.POSTER else 22)),
        **{field: _lines(getattr(paper, field), ems * 0.6) for field in ("number", "issuer", "issued_on", "subtitle")},
        **{field: _lines(getattr(paper, field), ems) for field in ("marks", "digest")},
        "blocks": _blocks(paper, ems),
        "roll": [_labelled(line, ems) for line in paper.roll],
        "closing": [_lines(line, ems * 0.8) for line in words.closing(paper)],
        "imprint": _imprint(paper, ems),
    }


def _blocks(paper: Paper, ems: float) -> list[dict[str, Any]]:
    """Return the blocks; the outline begins at its first level, whichever heading comes first."""
    top = next((block.level for block in paper.blocks if isinstance(block, Heading)), 1)
    table_ems = ems * SIZES[paper.layout] / TABLE_SIZES[paper.layout]
    return [_block(block, ems, table_ems, top) for block in paper.blocks]


def _block(block: Block, ems: float, table_ems: float, top: int) -> dict[str, Any]:
    match block:
        case Heading():
            outline = max(1, block.level - top + 1)
            return {"kind": "heading", "level": block.level, "outline": outline, "text": _lines(block.text, ems - 2)}
        case Paragraph():
            look = {"align": block.align, "bold": block.bold, "large": block.large}
            return {"kind": "paragraph", "text": _lines(block.text, ems * 0.6 if block.large else ems - 2)} | look
        case Labelled():
            return {"kind": "labelled"} | _labelled(block, ems)
        case Table():
            return _table(block, table_ems, table_ems)
        case Boxes():
            return {"kind": "boxes", "lines": [_lines(line, ems - 2) for line in words.boxes(block)]}
        case Picture():
            return {"kind": "picture", "png": list(block.png), "width": block.width_mm, "alt": block.alt}
        case Signatures():
            return {"kind": "signatures", "labels": [_lines(words.with_colon(one), ems / 2) for one in block.labels]}
        case Rule():
            return {"kind": "rule", "cut": block.cut}
        case PageBreak():
            return {"kind": "page_break"}


def _table(table: Table, ems: float, whole: float) -> dict[str, Any]:
    shares = [max(column.share, 0.01) for column in table.columns]
    padding = 2 * CELL_PADDING / 10
    widths = [max(1, whole * share / sum(shares) - padding) for share in shares]
    return {
        "kind": "table",
        "shares": shares,
        "aligns": [column.align for column in table.columns],
        "head": [_lines(column.title, width) for column, width in zip(table.columns, widths, strict=True)],
        "rows": [[_lines(cell, width) for cell, width in zip(row, widths, strict=True)] for row in table.rows],
        "row_mm": table.row_mm,
    }


def _labelled(line: Labelled, ems: float) -> dict[str, Any]:
    return {"label": _lines(words.with_colon(line.label), ems / 2), "text": _lines(line.text, ems / 2)}


def _imprint(paper: Paper, ems: float) -> dict[str, Any] | None:
    printed = words.imprint(paper)
    if printed is None:
        return None
    return {
        "copies": _labelled(printed.copies, ems) if printed.copies else None,
        "issuer": _lines(printed.issuer, ems * 0.6),
        "issued": _lines(printed.issued, ems * 0.5),
        "floats": len(paper.copy_to) <= LONGEST_IMPRINT,
    }


def _lines(text: str, ems: float) -> list[str]:
    """Return the lines of a text, none for an empty one; a tab becomes four blanks."""
    if not text:
        return []
    plain = one_kind_of_line_end(text).replace("\t", "    ")
    return [breakable(line, ems) for line in plain.split("\n")]
