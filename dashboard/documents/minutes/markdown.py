"""How do minutes become Markdown that shows every text as it was typed?"""

import re

from dashboard.documents.minutes.paper import MinutesPaper, refuse_unprintable
from dashboard.documents.minutes.particulars import (
    Particular,
    copy_line,
    digest_line,
    issue_line,
    marks,
    particulars,
)
from dashboard.documents.minutes.punctuation import with_colon
from dashboard.i18n import speaking

# Every ASCII punctuation mark may carry a backslash (CommonMark 0.31, section 2.4). So that the source stays readable,
# marks that mean nothing where they stand go without: inside 14:00, 9.5 or PL-03, and before a blank.
MEANINGFUL = re.compile(
    r"(?<=\d)[.:](?=\d)|(?<=[0-9A-Za-z])-(?=[0-9A-Za-z])|(?<=\S)[.:](?!\S)|([!#$&*+\-.:<=>@\[-`{-~])"
)
NUMBERED = re.compile(r"^(\d+)([.)])")

HEADINGS = {0: "", 1: "## ", 2: "### "}


def to_markdown(paper: MinutesPaper) -> str:
    """Return the minutes as CommonMark, labels in the language of the paper.

    Raises:
        BadInput: a text holds a character that no document can hold.
    """
    refuse_unprintable(paper)
    with speaking(paper.language):
        parts = [*_head(paper), *_text(paper), *_foot(paper)]
    return "\n\n".join(part for part in parts if part) + "\n"


def literal(text: str) -> str:
    """Return text on one line that Markdown shows as typed: no HTML, link, emphasis, list, heading or code."""
    line = MEANINGFUL.sub(_escaped, " ".join(text.split("\n"))).strip(" \t")
    return NUMBERED.sub(r"\1\\\2", line)


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else found[0]


def _head(paper: MinutesPaper) -> list[str]:
    issued = "　".join(literal(text) for text in (paper.issuer, paper.issued_on) if text)
    warning, title = marks(paper), literal(paper.title)
    return [
        f"**{literal(warning)}**" if warning else "",
        literal(paper.head_title),
        literal(paper.number),
        issued,
        f"# {title}" if title else "",
        literal(paper.opening),
    ]


def _text(paper: MinutesPaper) -> list[str]:
    return [HEADINGS[block.level] + literal(block.text) for block in paper.blocks]


def _foot(paper: MinutesPaper) -> list[str]:
    copies = copy_line(paper)
    imprint = "　".join(literal(text) for text in (paper.issuer, issue_line(paper)) if text)
    return [
        "  \n".join(_labelled(line) for line in particulars(paper)),
        "---",
        _labelled(copies) if copies else "",
        imprint,
        literal(digest_line(paper)),
    ]


def _labelled(line: Particular) -> str:
    """Return 出席：… with its label in bold; the colon stays outside, or CommonMark does not close the bold."""
    return with_colon(f"**{literal(line.label)}**") + literal(line.text)
