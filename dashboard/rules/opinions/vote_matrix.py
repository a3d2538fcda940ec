"""Who answered what to which statement: the votes as a sparse matrix, the same for any order of rows.

Each vote is one code, ``3 * column + vote + 1``, kept by voter and then by statement (compressed rows). That takes
two bytes a vote up to 21,845 statements; unseen cells take none and are never filled in.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dashboard.errors import BadInput

Ids = NDArray[Any]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

CELLS_AT_ONCE = 600_000_000
"""Cells laid out at once (a byte each) while the last vote of each cell is found."""
VOTES_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Matrix:
    """Last votes of every voter (row) on every statement (column), both in the order of their ids.

    ``start[i]:start[i + 1]`` are the places of row ``i`` in ``code``. ``meta`` marks statements on the
    conversation itself: they are counted, but place nobody.
    """

    voters: Ids
    statements: Ids
    start: Ints
    code: NDArray[Any]
    meta: NDArray[np.bool_]

    @property
    def seen(self) -> Ints:
        """Votes of each voter, passes included."""
        return np.diff(self.start)

    def parts(self) -> Iterator[tuple[int, int]]:
        """Return ranges of rows that hold about ``VOTES_AT_ONCE`` votes, so that memory stays flat."""
        first = 0
        while first < len(self.voters):
            wanted = int(self.start[first]) + VOTES_AT_ONCE
            last = max(first + 1, int(np.searchsorted(self.start, wanted, side="right")) - 1)
            yield first, min(last, len(self.voters))
            first = last

    def dense(self, rows: Ints) -> NDArray[np.int8]:
        """Return these rows as votes + 2, 0 for unseen."""
        lengths = self.start[rows + 1] - self.start[rows]
        places = np.repeat(self.start[rows] - (np.cumsum(lengths) - lengths), lengths) + np.arange(lengths.sum())
        return laid_out(self.code[places], np.repeat(np.arange(len(rows)), lengths), len(rows), len(self.statements))


def laid_out(code: NDArray[Any], row: Ints, rows: int, columns: int) -> NDArray[np.int8]:
    """Return a block of votes + 2 from codes and their rows."""
    block = np.zeros(rows * columns, np.int8)
    column, vote = np.divmod(code.astype(np.int64), 3)
    block[row * columns + column] = vote + 1
    return block.reshape(rows, columns)


def packed(block: NDArray[np.int8]) -> tuple[NDArray[Any], Ints]:
    """Return the codes of a block of votes + 2, and how many each row has."""
    flat = block.reshape(-1)
    places = np.flatnonzero(flat)
    columns = max(1, block.shape[1])
    code = (places % columns) * 3 + flat[places] - 1
    return code.astype(code_type(columns)), np.count_nonzero(block, axis=1).astype(np.int64)


def code_type(columns: int) -> type[np.uint16] | type[np.uint32]:
    """Return the smallest type that holds the codes of so many statements."""
    return np.uint16 if 3 * columns <= 65_536 else np.uint32


def matrix(
    voters: ArrayLike,
    statements: ArrayLike,
    votes: ArrayLike,
    *,
    when: ArrayLike | None = None,
    dropped: Collection[Any] = (),
    meta: Collection[Any] = (),
) -> Matrix:
    """Return the matrix of votes given one a row: +1 agree, 0 pass, -1 disagree.

    The last vote of a voter on a statement counts: the latest by ``when`` where that is given (equal times: the
    later row), the later row otherwise. Statements in ``dropped`` (moderated out) are left out with their votes;
    who voted on nothing else stays a voter without votes.

    Raises:
        BadInput: no vote at all, a vote other than these three, or columns of different lengths.
    """
    who, what, how = np.asarray(voters), np.asarray(statements), np.asarray(votes)
    _check(who, what, how)
    people, row = ranked(who)
    kept: Any = ~np.isin(what, list(dropped)) if len(dropped) else slice(None)
    times = None if when is None else np.asarray(when)[kept]
    columns, column = ranked(what[kept])
    code, counts = _last_votes(row[kept], column, how[kept].astype(np.int8), times, len(people), len(columns))
    start = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Matrix(people, columns, start, code, np.isin(columns, list(meta)))


def _check(who: Ids, what: Ids, how: Ids) -> None:
    if not len(who) == len(what) == len(how):
        raise BadInput("votes", "Every vote needs a voter and a statement.")
    if not len(how):
        raise BadInput("votes", "There is no vote to analyse.")
    # not isin: comparing three times is much faster on millions of votes
    if not bool(np.all((how == 1) | (how == 0) | (how == -1))):
        raise BadInput("votes", "A vote is 1 (agree), 0 (pass) or -1 (disagree).")


def ranked(ids: Ids) -> tuple[Ids, Ints]:
    """Return the different ids in order, and the place of each id among them."""
    if ids.dtype.kind in "iu" and len(ids):
        low, high = int(ids.min()), int(ids.max())
        if high - low <= 4 * len(ids) + 1000:  # a table is far faster than sorting millions of ids
            there = np.zeros(high - low + 1, bool)
            there[ids - low] = True
            place = np.cumsum(there, dtype=np.int64) - 1
            return np.flatnonzero(there) + low, place[ids - low]
    different, place = np.unique(ids, return_inverse=True)
    return different, place.astype(np.int64)


def _last_votes(
    row: Ints, column: Ints, how: NDArray[np.int8], when: Ids | None, rows: int, columns: int
) -> tuple[NDArray[Any], Ints]:
    """Return codes by row and the number of each row: numpy keeps the last of values assigned to one cell."""
    code, counts = _assigned(row, column, how, rows, columns)
    if when is not None and len(code) < len(how) and bool(np.any(when[1:] < when[:-1])):
        order = np.argsort(when, kind="stable")
        code, counts = _assigned(row[order], column[order], how[order], rows, columns)
    return code, counts


def _assigned(row: Ints, column: Ints, how: NDArray[np.int8], rows: int, columns: int) -> tuple[NDArray[Any], Ints]:
    at_once = max(1, CELLS_AT_ONCE // max(1, columns))
    codes, counts = [np.zeros(0, code_type(columns))], [np.zeros(0, np.int64)]
    for first in range(0, rows, at_once):
        height = min(at_once, rows - first)
        inside = slice(None) if height == rows else (row >= first) & (row < first + height)
        block = np.zeros(height * columns, np.int8)
        block[(row[inside] - first) * columns + column[inside]] = how[inside] + 2
        for upper in range(0, height, 65_536):
            part = block[upper * columns : min(height, upper + 65_536) * columns]
            code, count = packed(part.reshape(-1, columns)) if columns else (codes[0], np.zeros(height, np.int64))
            codes.append(code)
            counts.append(count)
    return np.concatenate(codes), np.concatenate(counts)
