"""How many voters answered two statements alike: whole numbers, so that no order of counting changes them.

Everything the map of opinions needs from the votes stands in these counts; new votes are counted in and replaced
votes counted out, and the sums are those of a full recount to the last digit.
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from dashboard.rules.opinions.vote_matrix import Ints, Matrix

Counts = NDArray[np.int32]
ROWS_AT_ONCE = 4096
"""Far below 2**24, up to which float32 counts exactly: the products run in BLAS and stay whole numbers."""


@dataclass(frozen=True)
class CoVotes:
    """Counts for each pair of statements (first: row, second: column).

    ``seen``: voters who answered both. ``vote_seen``: sum of their votes on the first. ``vote_vote``: sum of the
    products of their votes. ``agree_agree``: agree with both. ``agree_disagree``: agree with the first and disagree
    with the second.
    """

    seen: Counts
    vote_seen: Counts
    vote_vote: Counts
    agree_agree: Counts
    agree_disagree: Counts

    def plus(self, other: Self, sign: int = 1) -> Self:
        """Return the counts of both, or without those of ``other`` where ``sign`` is -1."""
        pairs = zip(self.all(), other.all(), strict=True)
        return type(self)(*(mine + other if sign > 0 else mine - other for mine, other in pairs))

    def all(self) -> tuple[Counts, ...]:
        """Return the five tables."""
        return self.seen, self.vote_seen, self.vote_vote, self.agree_agree, self.agree_disagree

    def moved(self, place: Ints, columns: int) -> Self:
        """Return the counts with every statement at its new place among ``columns``."""
        tables = []
        for table in self.all():
            larger = np.zeros((columns, columns), np.int32)
            larger[np.ix_(place, place)] = table
            tables.append(larger)
        return type(self)(*tables)

    @property
    def seen_by(self) -> Ints:
        """Voters who answered each statement, passes included."""
        return np.diagonal(self.seen).astype(np.int64)

    @property
    def agreed(self) -> Ints:
        """Voters who agree with each statement."""
        return np.diagonal(self.agree_agree).astype(np.int64)

    @property
    def disagreed(self) -> Ints:
        """Voters who disagree with each statement."""
        return np.diagonal(self.vote_vote).astype(np.int64) - self.agreed


def none(columns: int) -> CoVotes:
    """Return the counts of no voter."""
    return CoVotes(*(np.zeros((columns, columns), np.int32) for _ in range(5)))


def of_block(block: NDArray[np.int8]) -> CoVotes:
    """Return the counts of some voters, given as votes + 2 and 0 for unseen."""
    total = none(block.shape[1])
    for first in range(0, len(block), ROWS_AT_ONCE):
        for table, more in zip(total.all(), _products(block[first : first + ROWS_AT_ONCE]), strict=True):
            np.add(table, more, out=table, casting="unsafe")
    return total


def _products(cells: NDArray[np.int8]) -> tuple[NDArray[np.float32], ...]:
    agree, disagree = (cells == 3).astype(np.float32), (cells == 1).astype(np.float32)
    seen, vote = (cells > 0).astype(np.float32), agree - disagree
    return seen.T @ seen, vote.T @ seen, vote.T @ vote, agree.T @ agree, agree.T @ disagree


def of_matrix(votes: Matrix) -> CoVotes:
    """Return the counts of all voters."""
    total = none(len(votes.statements))
    for first in range(0, len(votes.voters), ROWS_AT_ONCE):
        rows = np.arange(first, min(first + ROWS_AT_ONCE, len(votes.voters)))
        products: Any = _products(votes.dense(rows))
        for table, more in zip(total.all(), products, strict=True):
            np.add(table, more, out=table, casting="unsafe")
    return total
