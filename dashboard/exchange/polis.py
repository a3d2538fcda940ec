"""Which votes and which moderated statements stand in files as Polis exports them?

CSV in UTF-8, with or without BOM. Votes: columns ``comment-id``, ``voter-id``, ``vote`` (1 agree, 0 pass,
-1 disagree) and, where there is one, ``timestamp``. Statements: ``comment-id``, ``moderated`` (-1: moderated out) and,
where there are such, ``is-meta`` and ``comment-body``. Other columns may stand beside them.
"""

import csv
import re
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.errors import BadInput

VOTER, STATEMENT, VOTE, WHEN = "voter-id", "comment-id", "vote", "timestamp"
MODERATED, META, BODY = "moderated", "is-meta", "comment-body"
_VOTES = {"1": 1, "+1": 1, "1.0": 1, "0": 0, "0.0": 0, "-1": -1, "-1.0": -1}
_LEADING_ZERO = re.compile(rb'[,\n]"?0[0-9]')
"""Ids like 007 stay texts: as numbers 007 and 7 would be one voter."""


@dataclass(frozen=True)
class VoteColumns:
    """The columns of a file of votes, one entry a row, in the order of the file."""

    voters: NDArray[Any]
    statements: NDArray[Any]
    votes: NDArray[np.int8]
    when: NDArray[np.int64] | None


@dataclass(frozen=True)
class StatementMarks:
    """By the ids of statements, as texts: those moderated out, those on the conversation itself, and what they say."""

    dropped: frozenset[str]
    meta: frozenset[str]
    texts: dict[str, str]

    @classmethod
    def none(cls) -> "StatementMarks":
        """Return that no statement is marked."""
        return cls(frozenset(), frozenset(), {})

    def of(self, ids: NDArray[Any], marked: frozenset[str]) -> list[Any]:
        """Return those of ``ids`` that are marked, as they are written there."""
        return [one for one in np.unique(ids).tolist() if str(one) in marked]


def read_votes(data: bytes) -> VoteColumns:
    """Return the votes of a file.

    Raises:
        BadInput: empty, not UTF-8, a column missing, or a cell that is no vote or no id; the line is named.
    """
    text = _text(data, "votes")
    present = _header(text, "votes", (STATEMENT, VOTER, VOTE))
    wanted = [STATEMENT, VOTER, VOTE, *([WHEN] if WHEN in present else [])]
    if not _LEADING_ZERO.search(data):
        quick = _quick(text, present, wanted)
        if quick is not None:
            return quick
    return _line_by_line(text, wanted)


def read_statements(data: bytes) -> StatementMarks:
    """Return which statements a file marks.

    Raises:
        BadInput: empty, not UTF-8, a column missing, or ``moderated`` not 1, 0 or -1; the line is named.
    """
    text = _text(data, "comments")
    present = _header(text, "comments", (STATEMENT, MODERATED))
    wanted = [STATEMENT, MODERATED, *(name for name in (META, BODY) if name in present)]
    dropped, meta, texts = set(), set(), {}
    for line, row in _rows(text, "comments", wanted):
        if row[MODERATED] not in ("-1", "0", "1"):
            raise BadInput(
                "comments",
                "Line %(line)s: moderated is “%(value)s”; write -1 (left out), 0 or 1.",
                line=line,
                value=row[MODERATED][:20],
            )
        if row[MODERATED] == "-1":
            dropped.add(row[STATEMENT])
        if row.get(META, "").lower() in ("true", "1"):
            meta.add(row[STATEMENT])
        texts[row[STATEMENT]] = row.get(BODY, "")
    return StatementMarks(frozenset(dropped), frozenset(meta), texts)


def _text(data: bytes, field: str) -> str:
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise BadInput(field, "The file is empty; line 1 must name the columns. Export it again.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BadInput(
            field,
            "Line %(line)s is not written in UTF-8. Save the file as “CSV UTF-8” and try again.",
            line=data.count(b"\n", 0, wrong.start) + 1,
        ) from wrong


def _header(text: str, field: str, needed: Collection[str]) -> list[str]:
    names = [name.strip().lower() for name in next(csv.reader(StringIO(text[:10_000])), [])]
    for column in needed:
        if column not in names:
            raise BadInput(
                field,
                "Line 1 names no column %(column)s. These are needed: %(needed)s. Add it, or export the file again.",
                column=column,
                needed=", ".join(needed),
            )
    return names


def _quick(text: str, present: list[str], wanted: list[str]) -> VoteColumns | None:
    """Return the votes where every cell is a whole number; ``None`` where one is not, to be looked at line by line."""
    reading: Any = {"names": present, "usecols": wanted, "dtype": dict.fromkeys(wanted, np.int64)}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pd.errors.ParserWarning)  # cells beyond the named columns are passed over
            table = pd.read_csv(
                BytesIO(text.encode()), header=None, skiprows=1, na_filter=False, index_col=False, **reading
            )
    except (ValueError, OverflowError, pd.errors.ParserError, pd.errors.EmptyDataError):
        return None
    votes = table[VOTE].to_numpy()
    if not len(votes) or votes.min() < -1 or votes.max() > 1:
        return None
    when = table[WHEN].to_numpy() if WHEN in wanted else None
    return VoteColumns(table[VOTER].to_numpy(), table[STATEMENT].to_numpy(), votes.astype(np.int8), when)


def _line_by_line(text: str, wanted: list[str]) -> VoteColumns:
    """Return the votes of a file with ids that are not numbers, or say which line is wrong."""
    voters, statements, votes, when = [], [], [], []
    for line, row in _rows(text, "votes", wanted):
        if row[VOTE] not in _VOTES:
            raise BadInput(
                "votes",
                "Line %(line)s: the vote is “%(value)s”; write 1 (agree), 0 (pass) or -1 (disagree).",
                line=line,
                value=row[VOTE][:20],
            )
        voters.append(row[VOTER])
        statements.append(row[STATEMENT])
        votes.append(_VOTES[row[VOTE]])
        if WHEN in wanted:
            when.append(_moment(line, row[WHEN]))
    if not votes:
        raise BadInput("votes", "There is no vote under line 1. Export the file again.")
    times = np.array(when, np.int64) if when else None
    return VoteColumns(_ids(voters), _ids(statements), np.array(votes, np.int8), times)


def _moment(line: int, value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,18}", value):
        raise BadInput(
            "votes",
            "Line %(line)s: the timestamp is “%(value)s”; write a whole number, or leave out the column.",
            line=line,
            value=value[:30],
        )
    return int(value)


def _ids(texts: list[str]) -> NDArray[Any]:
    """Return ids as numbers where all are written as such, so that 2 stands before 10; as texts otherwise."""
    if all(re.fullmatch(r"0|[1-9][0-9]{0,17}", one) for one in texts):
        return np.array([int(one) for one in texts], np.int64)
    return np.array(texts)


def _rows(text: str, field: str, wanted: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Return the number of each line and its cells by name; lines with nothing in them are passed over."""
    reader = csv.reader(StringIO(text, newline=""))
    names = [name.strip().lower() for name in next(reader)]
    at = {name: names.index(name) for name in wanted}
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            row = {name: cells[place].strip() if place < len(cells) else "" for name, place in at.items()}
            for name in (STATEMENT, VOTER):
                if name in row and not row[name]:
                    raise BadInput(
                        field, "Line %(line)s has no %(column)s. Fill it in.", line=reader.line_num, column=name
                    )
            yield reader.line_num, row
    except csv.Error as wrong:
        raise BadInput(
            field,
            "Line %(line)s cannot be read as CSV. Look for a quotation mark too many.",
            line=reader.line_num,
        ) from wrong
