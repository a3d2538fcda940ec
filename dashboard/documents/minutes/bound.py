"""Does every figure in a text of minutes still say what its fact says?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dashboard.documents.minutes.bonds import Piece, literal, mark, pieces, printed
from dashboard.documents.minutes.facts import MeetingFacts
from dashboard.documents.minutes.phrases import phrases

__all__ = ["Finding", "Piece", "check", "literal", "mark", "phrases", "pieces", "printed", "renewed"]

NEEDED = re.compile(r"会议\.(应到|实到|请假|未到|列席)|(决定|表决|选项|任务|单位|期限)\d.*")
"""What no minutes may leave out: attendance, decisions, votes, and who does what by when."""

COUNTED = re.compile(r"[0-9０-９]+ *[票人张]|\b[0-9]+ (?:votes?|members?|ballots?)\b")
"""A number of votes, people or ballots."""

LINE_END = re.compile("\r\n|\r|\n")

Kind = Literal["stale", "unknown", "left_out", "unbound"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the text to look at.

    ``stale``: a mark says something else than its fact. ``unknown``: no fact has the key of this mark, or it is
    broken. ``left_out``: a decision, vote, task or count of the meeting stands nowhere in the text. ``unbound``, a
    warning only: a number of votes, people or ballots that no mark ties to a fact.
    """

    kind: Kind
    key: str
    """Empty for ``unbound``."""
    written: str
    """What the text says; empty for ``left_out``."""
    now: str
    """What the fact says; empty where there is none."""
    line_no: int
    """From 1; 0 for ``left_out``."""


def check(text: str, facts: MeetingFacts) -> tuple[Finding, ...]:
    """Return what to look at, line by line, then what is left out; facts are worded in the language spoken now."""
    told = phrases(facts)
    lines = [list(pieces(line)) for line in LINE_END.split(text)]
    found = [finding for at, line in enumerate(lines, 1) for finding in _in_line(line, told, at)]
    held = {piece.key for line in lines for piece in line if not piece.broken}
    left_out = [Finding("left_out", key, "", told[key], 0) for key in told if NEEDED.fullmatch(key) and key not in held]
    return (*found, *left_out)


def renewed(text: str, facts: MeetingFacts) -> str:
    """Return the text with every mark saying what its fact says now, in the language spoken now.

    All else stays as it stands, marks included that no fact answers to.
    """
    told = phrases(facts)
    return "".join(
        mark(piece.key, told[piece.key]) if piece.key in told and not piece.broken else piece.raw
        for piece in pieces(text)
    )


def _in_line(line: list[Piece], told: Mapping[str, str], line_no: int) -> Iterator[Finding]:
    for piece in line:
        if not piece.key:
            yield from (Finding("unbound", "", found[0], "", line_no) for found in COUNTED.finditer(piece.said))
        elif piece.broken or piece.key not in told:
            yield Finding("unknown", piece.key, piece.said, "", line_no)
        elif piece.said != told[piece.key]:
            yield Finding("stale", piece.key, piece.said, told[piece.key], line_no)
