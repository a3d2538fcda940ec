"""Where voters and statements lie on the map of opinions: principal components of the votes seen, nothing filled in.

With ``mu_j`` the mean of the votes on statement j, an unseen cell counts as ``mu_j``; centred it is 0, so the
covariances follow from the counts of pairs alone.

Source: Polis, math/src/polismath/math/pca.clj, as published formulas; meta statements place nobody.
"""

from dataclasses import dataclass

import numpy as np

from dashboard.rules.opinions.covotes import CoVotes
from dashboard.rules.opinions.vote_matrix import Floats, Ints, Matrix


@dataclass(frozen=True)
class Space:
    """Mean vote on each statement, and the two components (2 x statements), each of length 1."""

    mean: Floats
    components: Floats
    placing: int
    """Statements that place people: all but meta ones."""


def space(votes: Matrix, pairs: CoVotes) -> Space:
    """Return means and the two leading components; their sign makes the largest loading positive."""
    mean = np.diagonal(pairs.vote_seen) / np.maximum(pairs.seen_by, 1)
    across = mean[None, :] * pairs.vote_seen
    covariance = pairs.vote_vote - across - across.T + np.outer(mean, mean) * pairs.seen
    covariance[votes.meta] = 0.0
    covariance[:, votes.meta] = 0.0
    return Space(mean, leading(covariance), int(np.count_nonzero(~votes.meta)))


def leading(covariance: Floats) -> Floats:
    """Return the two leading eigenvectors as rows, 0 where there are fewer than two dimensions."""
    found = np.zeros((2, len(covariance)))
    if not len(covariance):
        return found
    values, vectors = np.linalg.eigh(covariance)
    for place in range(min(2, len(values))):
        vector = vectors[:, -1 - place]
        if values[-1 - place] > 1e-9 * max(1.0, float(values[-1])):
            heaviest = int(np.flatnonzero(np.abs(vector) >= np.abs(vector).max() - 1e-9)[0])
            found[place] = vector * np.sign(vector[heaviest])
    return found


def projection(votes: Matrix, where: Space) -> Floats:
    """Return each voter's place (voters x 2), scaled by sqrt(statements / votes) for unseen statements.

    Each place depends on that voter's votes and the space only, never on who stands beside them in the table.
    """
    values = np.array([-1.0, 0.0, 1.0])[None, :] - where.mean[:, None]
    shares = [(values * component[:, None]).reshape(-1) for component in where.components]
    placed = np.zeros((len(votes.voters), 2))
    for first, last in votes.parts():
        bounds = votes.start[first : last + 1]
        code = votes.code[bounds[0] : bounds[-1]].astype(np.intp)
        some = np.flatnonzero(np.diff(bounds))
        if len(some):
            for axis, share in enumerate(shares):
                placed[first + some, axis] = np.add.reduceat(share[code], bounds[some] - bounds[0])
    return placed * np.sqrt(where.placing / np.maximum(_placing_votes(votes), 1))[:, None]


def _placing_votes(votes: Matrix) -> Ints:
    """Return each voter's votes on statements that place people."""
    if not votes.meta.any():
        return votes.seen
    on_meta = votes.meta[votes.code // 3]
    counted = np.concatenate(([0], np.cumsum(on_meta)))
    return np.asarray(votes.seen - (counted[votes.start[1:]] - counted[votes.start[:-1]]))


def extremity(where: Space) -> Floats:
    """Return how far a voter who only agrees with each statement would stand from the middle."""
    places = np.sqrt(where.placing) * (1.0 - where.mean)[None, :] * where.components
    return np.asarray(np.hypot(places[0], places[1]))


def who_is_grouped(votes: Matrix) -> Ints:
    """Return the rows of voters with votes enough for a group: ``min(7, statements)``, at least the 15 most active."""
    seen = _placing_votes(votes)
    enough = np.flatnonzero(seen >= min(7, max(1, int(np.count_nonzero(~votes.meta)))))
    if len(enough) >= 15:
        return enough
    most = np.argsort(-seen, kind="stable")[:15]
    return np.sort(np.union1d(enough, most[seen[most] > 0]))
