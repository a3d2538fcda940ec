"""How does a paper become Markdown that shows every text as it was typed?"""

import re

from dashboard.documents.paper import words
from dashboard.documents.paper.model import (
    Block,
    Boxes,
    Heading,
    Labelled,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Rule,
    Signatures,
    Table,
)
from dashboard.documents.paper.texts import one_kind_of_line_end
from dashboard.i18n import speaking

# Every ASCII punctuation mark may carry a backslash (CommonMark 0.31, section 2.4). So that the source stays readable,
# marks that mean nothing where they stand go without: inside 14:00, 9.5 or PL-03, and before a blank.
MEANINGFUL = re.compile(
    r"(?<=\d)[.:](?=\d)|(?<=[0-9A-Za-z])-(?=[0-9A-Za-z])|(?<=\S)[.:](?!\S)|([!#$&*+\-.:<=>@\[-`{-~])"
)
NUMBERED = re.compile(r"^(\d+)([.)])")

BREAK = "\\\n"
"""A line that ends in a backslash goes on in the next one (CommonMark 0.31, section 6.7)."""

HEADINGS = {1: "## ", 2: "### "}
ALIGNED = {"left": ":---", "center": ":---:", "right": "---:"}


def to_markdown(paper: Paper) -> bytes:
    """Return the paper as CommonMark with GFM tables, in UTF-8. Pictures are named, not shown."""
    with speaking(paper.language):
        parts = [*_head(paper), *(_block(block) for block in paper.blocks), *_foot(paper)]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def literal(text: str) -> str:
    """Return text that Markdown shows as typed: no HTML, link, emphasis, list, heading or code; lines stay lines."""
    return BREAK.join(_literal_line(line) for line in one_kind_of_line_end(text).split("\n") if line.strip(" \t"))


def _literal_line(text: str) -> str:
    line = MEANINGFUL.sub(_escaped, text).strip(" \t")
    return NUMBERED.sub(r"\1\\\2", line)


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else found[0]


def _cell(text: str) -> str:
    return literal(text).replace(BREAK, "<br>")


def _head(paper: Paper) -> list[str]:
    issued = "　".join(literal(text) for text in (paper.issuer, paper.issued_on) if text and paper.head)
    title = _cell(paper.title).replace("<br>", " ")
    return [
        _bold(paper.marks),
        literal(paper.head),
        literal(paper.number),
        issued,
        f"# {title}" if title else "",
        literal(paper.subtitle),
    ]


def _block(block: Block) -> str:
    match block:
        case Heading():
            return HEADINGS[block.level] + _cell(block.text).replace("<br>", " ")
        case Paragraph():
            return _bold(block.text) if block.bold or block.large else literal(block.text)
        case Labelled():
            return _labelled(block)
        case Table():
            return _table(block)
        case Boxes():
            return BREAK.join(literal(line) for line in words.boxes(block))
        case Signatures():
            return BREAK.join(words.with_colon(literal(label)) + "\\_" * 20 for label in block.labels)
        case Picture():
            return f"〔{literal(block.alt)}〕" if block.alt else ""
        case Rule() | PageBreak():
            return "---"


def _bold(text: str) -> str:
    """Return every line in bold; underscores would not close beside a Chinese character, stars beside a mark."""
    lines = [line for line in literal(text).split(BREAK) if line]
    return BREAK.join(f"**{line}**" if line[0].isalnum() and line[-1].isalnum() else line for line in lines)


def _table(table: Table) -> str:
    if not table.columns:
        return ""
    rows = [
        [_cell(column.title) for column in table.columns],
        [ALIGNED[column.align] for column in table.columns],
        *([_cell(cell) for cell in row] for row in table.rows),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _foot(paper: Paper) -> list[str]:
    printed = words.imprint(paper)
    roll = BREAK.join(_labelled(line) for line in paper.roll)
    if printed is None:
        closing = BREAK.join(literal(line) for line in words.closing(paper))
        return [roll, closing, *(["---", literal(paper.digest)] if paper.digest else [])]
    issued = "　".join(literal(text) for text in (printed.issuer, printed.issued) if text)
    return [roll, "---", _labelled(printed.copies) if printed.copies else "", issued, literal(paper.digest)]


def _labelled(line: Labelled) -> str:
    """Return 出席：… with its label in bold; the colon stays outside, or CommonMark does not close the bold."""
    return words.with_colon(_bold(line.label)) + literal(line.text)
