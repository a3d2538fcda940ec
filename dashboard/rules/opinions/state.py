"""What is kept between two looks at a conversation, and how new votes are counted in."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.errors import BadInput
from dashboard.rules.opinions import covotes
from dashboard.rules.opinions.covotes import CoVotes
from dashboard.rules.opinions.vote_matrix import Ids, Ints, Matrix, code_type, packed


@dataclass(frozen=True)
class State:
    """The votes and the counts of pairs: everything an analysis starts from."""

    votes: Matrix
    pairs: CoVotes


def begin(votes: Matrix) -> State:
    """Return the state of a conversation, all votes counted."""
    return State(votes, covotes.of_matrix(votes))


def fold(state: State, votes: Matrix) -> State:
    """Return the state with newer votes counted in: equal to ``begin`` of all of them, to the last digit.

    A vote of ``votes`` replaces an older one of the same voter on the same statement. Voters and statements may be
    new. Takes time by the number of new votes, apart from one copy of the old ones. ``state`` stays as it is.

    Raises:
        BadInput: ids are numbers in one and texts in the other.
    """
    if state.votes.voters.dtype.kind != votes.voters.dtype.kind or (
        state.votes.statements.dtype.kind != votes.statements.dtype.kind
    ):
        raise BadInput("votes", "The ids of the new votes are written otherwise than before: numbers or texts.")
    old = _widened(state, votes)
    row = np.searchsorted(old.votes.voters, votes.voters)
    before = old.votes.dense(row)
    after = before.copy()
    column = np.searchsorted(old.votes.statements, votes.statements)
    newer = votes.dense(np.arange(len(votes.voters)))
    wide = np.zeros_like(after)
    wide[:, column] = newer
    np.copyto(after, wide, where=wide > 0)
    pairs = old.pairs.plus(covotes.of_block(after)).plus(covotes.of_block(before), -1)
    return State(_replaced(old.votes, row, after), pairs)


def _widened(state: State, votes: Matrix) -> State:
    """Return the state with room for every voter and statement of ``votes``."""
    old = state.votes
    voters, statements = _with(old.voters, votes.voters), _with(old.statements, votes.statements)
    start, code, pairs, meta = old.start, old.code, state.pairs, old.meta
    if len(voters) > len(old.voters):
        lengths = np.zeros(len(voters), np.int64)
        lengths[np.searchsorted(voters, old.voters)] = old.seen
        start = np.concatenate(([0], np.cumsum(lengths)))
    if len(statements) > len(old.statements):
        place = np.searchsorted(statements, old.statements)
        code, pairs = _recoded(code, place, len(statements)), pairs.moved(place, len(statements))
        meta = np.isin(statements, _meta_ids(old, votes))
    return State(Matrix(voters, statements, start, code, meta), pairs)


def _with(known: Ids, new: Ids) -> Ids:
    """Return both in order; both are in order and without doubles themselves."""
    place = np.searchsorted(known, new)
    there = known[np.minimum(place, len(known) - 1)] == new if len(known) else np.zeros(len(new), bool)
    if there.all():
        return known
    wide = np.result_type(known, new)
    return np.insert(known.astype(wide), place[~there], new[~there])


def _meta_ids(old: Matrix, new: Matrix) -> Ids:
    return np.concatenate((old.statements[old.meta], new.statements[new.meta]))


def _recoded(code: NDArray[Any], place: Ints, columns: int) -> NDArray[Any]:
    """Return the codes with every statement at its new column."""
    table = (np.repeat(place, 3) * 3 + np.tile(np.arange(3), len(place))).astype(code_type(columns))
    return np.asarray(table[code])


def _replaced(votes: Matrix, rows: Ints, block: NDArray[np.int8]) -> Matrix:
    """Return the votes with these rows (in order) exchanged; what lies between is copied whole."""
    code, lengths = packed(block)
    ends = np.cumsum(lengths)
    pieces, since = [], 0
    for place, row in enumerate(rows.tolist()):
        pieces.append(votes.code[since : votes.start[row]])
        pieces.append(code[ends[place] - lengths[place] : ends[place]])
        since = votes.start[row + 1]
    pieces.append(votes.code[since:])
    seen = votes.seen
    seen[rows] = lengths
    start = np.concatenate(([0], np.cumsum(seen)))
    return Matrix(votes.voters, votes.statements, start, np.concatenate(pieces), votes.meta)
