"""What each group says to each statement: counts, shares, tests, and what all groups have in common.

Source: Polis, math/src/polismath/math/repness.clj and conversation.clj, as published formulas. A pass is a vote and
counts among those seen. Every share is smoothed with one agreement and one disagreement.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.rules.opinions.vote_matrix import Floats, Ints, Matrix

SIGNIFICANT = 1.2816
"""One-sided, 90 %."""


@dataclass(frozen=True)
class GroupVotes:
    """Votes by group (row) and statement (column)."""

    agree: Ints
    disagree: Ints
    seen: Ints

    @cached_property
    def pa(self) -> Floats:
        """Smoothed share of agreement, ``(A + 1) / (S + 2)``."""
        return np.asarray((self.agree + 1) / (self.seen + 2))

    @cached_property
    def pd(self) -> Floats:
        """Smoothed share of disagreement."""
        return np.asarray((self.disagree + 1) / (self.seen + 2))

    @cached_property
    def ra(self) -> Floats:
        """How many times likelier this group agrees than the others."""
        return self.pa / self._rest.pa

    @cached_property
    def rd(self) -> Floats:
        """How many times likelier this group disagrees than the others."""
        return self.pd / self._rest.pd

    @cached_property
    def pat(self) -> Floats:
        """Test that more than half agree."""
        return one_share(self.agree, self.seen)

    @cached_property
    def pdt(self) -> Floats:
        """Test that more than half disagree."""
        return one_share(self.disagree, self.seen)

    @cached_property
    def rat(self) -> Floats:
        """Test that this group agrees more often than the others."""
        return two_shares(self.agree, self.seen, self._rest.agree, self._rest.seen)

    @cached_property
    def rdt(self) -> Floats:
        """Test that this group disagrees more often than the others."""
        return two_shares(self.disagree, self.seen, self._rest.disagree, self._rest.seen)

    @cached_property
    def _rest(self) -> "GroupVotes":
        """The votes of all other groups."""
        tables: Any = (self.agree, self.disagree, self.seen)
        return GroupVotes(*(table.sum(axis=0, keepdims=True) - table for table in tables))


def group_votes(votes: Matrix, rows: Ints, label: Ints, k: int) -> GroupVotes:
    """Return the votes of each group; voters outside ``rows`` are not counted."""
    group = np.full(len(votes.voters), k, np.int32)
    group[rows] = label
    width = 3 * len(votes.statements)
    counted = np.zeros((k + 1) * width, np.int64)
    for first, last in votes.parts():
        bounds = votes.start[first : last + 1]
        offset = np.repeat(group[first:last].astype(np.int64) * width, np.diff(bounds))
        counted += np.bincount(offset + votes.code[bounds[0] : bounds[-1]], minlength=(k + 1) * width)
    table = counted.reshape(k + 1, len(votes.statements), 3)[:k]
    return GroupVotes(table[:, :, 2], table[:, :, 0], table.sum(axis=2))


def one_share(part: Ints, seen: Ints) -> Floats:
    """Return the test of a share against one half, ``2 sqrt(S + 1) ((A + 1) / (S + 1) - 1 / 2)``."""
    return np.asarray(2 * np.sqrt(seen + 1) * ((part + 1) / (seen + 1) - 0.5))


def two_shares(part: Ints, seen: Ints, other: Ints, other_seen: Ints) -> Floats:
    """Return the test of one share against another, one added to each number; 0 where all agree."""
    s1, s2, n1, n2 = part + 1.0, other + 1.0, seen + 1.0, other_seen + 1.0
    pooled = (s1 + s2) / (n1 + n2)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled), 0) * (1 / n1 + 1 / n2))
    return np.asarray(np.where(spread > 0, (s1 / n1 - s2 / n2) / np.where(spread > 0, spread, 1.0), 0.0))


def group_informed(of: GroupVotes) -> Floats:
    """Return the group-informed consensus: the product of the groups' smoothed shares of agreement.

    It shrinks with every group; show its root ``gic ** (1 / k)``. Source: Small et al. 2021, Recerca 26(2).
    """
    return np.asarray(np.prod(of.pa, axis=0))


def priority(of: GroupVotes, extremity: Floats, meta: NDArray[np.bool_]) -> Floats:
    """Return how soon each statement should be shown to the next voter."""
    agree, seen = of.agree.sum(axis=0), of.seen.sum(axis=0)
    passed = seen - agree - of.disagree.sum(axis=0)
    share, skipped = (agree + 1) / (seen + 2), (passed + 1) / (seen + 2)
    weight = (1 - skipped) * (extremity + 1) * share * (1 + 8 * 2.0 ** (-seen / 5))
    return np.asarray(np.where(meta, 49.0, weight**2))


def bridging(agreed_both: NDArray[np.int32], agreed_and_not: NDArray[np.int32]) -> Floats:
    """Return how far those who agree with a statement disagree with each other elsewhere; nan where it cannot be told.

    The mean over the other statements of ``2ab / ((a + b)(a + b - 1))``, the share of pairs of approvers on opposite
    sides, ``a`` and ``b`` of them agreeing and disagreeing there. Needs no groups; a check, not a headline.
    """
    a, b = agreed_both.astype(float), agreed_and_not.astype(float)
    both = a + b
    usable = both >= 2
    np.fill_diagonal(usable, False)
    pairs = np.where(usable, 2 * a * b / np.where(usable, both * (both - 1), 1.0), 0.0)
    counted = usable.sum(axis=1)
    return np.asarray(np.where(counted > 0, pairs.sum(axis=1) / np.maximum(counted, 1), np.nan))
