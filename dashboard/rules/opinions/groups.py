"""Which opinion groups are there, and would another sample of the same people show them too?

Deliberately other than Polis: no start depends on the order of rows or on history, the silhouette weighs people,
a larger number of groups must earn its place by ``MARGIN``, and the stability of the groups is told.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.rules.opinions import clusters
from dashboard.rules.opinions.space import leading
from dashboard.rules.opinions.vote_matrix import Floats, Ints, Matrix

MOST = 5
MARGIN = 0.02
STABLE = 0.6
"""Below this stability no group is shown: say that there are no stable groups."""
RESAMPLES = 20
RESAMPLED = 1000
"""At most so many people in a resample: the stability of larger conversations is told on the safe side."""
RESAMPLE_STARTS = 10


@dataclass(frozen=True)
class Grouping:
    """Group number of each grouped row, largest group first; equal sizes by their centre."""

    rows: Ints
    label: Ints
    k: int
    inertia: float
    silhouette: float | None = None


def found(rows: Ints, placed: Floats) -> Grouping:
    """Return the groups among these rows; one group where the points do not fall apart."""
    points = placed[rows]
    most = min(MOST, 2 + len(rows) // 12, _different(points))
    if most < 2:
        together = np.zeros(len(rows), np.int64)
        return Grouping(rows, together, min(1, len(rows)), clusters.inertia(points, together))
    cloud = clusters.cloud(points)
    centres = [clusters.kmeans(cloud.points, cloud.weights, k, cloud.starts) for k in range(2, most + 1)]
    shapes = clusters.silhouettes(cloud, [clusters.nearest(cloud.points, one) for one in centres])
    best = 0
    for place, shape in enumerate(shapes):
        if shape >= shapes[best] + MARGIN:
            best = place
    label = ordered(points, clusters.settled(points, centres[best]))
    return Grouping(rows, label, int(label.max()) + 1, clusters.inertia(points, label), shapes[best])


def _different(points: Floats) -> int:
    """Return how many different places there are, counted up to ``MOST``."""
    left, number = points, 0
    while len(left) and number < MOST:
        left, number = left[np.any(np.abs(left - left[0]) > 1e-9, axis=1)], number + 1
    return number


def ordered(points: Floats, label: Ints) -> Ints:
    """Return the labels renumbered: largest group first, equal sizes by the centre from left to right."""
    used, label = np.unique(label, return_inverse=True)
    size = np.bincount(label)
    centre = np.round(clusters.means(points, label, np.zeros((len(used), 2))), 9)
    order = np.lexsort((centre[:, 1], centre[:, 0], -size))
    place = np.zeros(len(used), np.int64)
    place[order] = np.arange(len(used))
    return place[label]


def stability(votes: Matrix, grouping: Grouping, seed: int = 0) -> float | None:
    """Return how alike the groups of resampled people are, -1 to 1; ``None`` with fewer than two groups.

    People are drawn with replacement, placed by the components of those drawn alone and grouped into as many groups;
    the median adjusted Rand index with the groups shown, over the people drawn, is told. Below ``STABLE``: not stable.
    """
    if grouping.k < 2:
        return None
    draw = np.random.default_rng(seed)
    size = min(RESAMPLED, len(grouping.rows))
    found = [_alike(votes, grouping, draw.integers(0, len(grouping.rows), size)) for _ in range(RESAMPLES)]
    return float(np.median(found))


def _alike(votes: Matrix, grouping: Grouping, drawn: Ints) -> float:
    who, times = np.unique(drawn, return_counts=True)
    cells = votes.dense(grouping.rows[who])[:, ~votes.meta]
    seen = cells > 0
    vote = np.where(seen, cells - 2.0, 0.0)
    weights = times.astype(float)
    mean = (weights @ vote) / np.maximum(weights @ seen, 1.0)
    centred = np.where(seen, vote - mean, 0.0)
    points = centred @ _components(centred * np.sqrt(weights)[:, None]).T
    points *= np.sqrt(cells.shape[1] / np.maximum(seen.sum(axis=1), 1))[:, None]
    centres = clusters.kmeans(points, weights, grouping.k, RESAMPLE_STARTS)
    return adjusted_rand(grouping.label[who], clusters.nearest(points, centres))


def _components(table: Floats) -> Floats:
    """Return the two leading directions, from the smaller of the two square tables."""
    people, statements = table.shape
    if statements <= people:
        return leading(table.T @ table)
    across = leading(table @ table.T) @ table
    return np.asarray(across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-12))


def adjusted_rand(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """Return the adjusted Rand index of two groupings of the same people: 1 equal, about 0 by chance.

    Source: Hubert & Arabie 1985, Journal of Classification 2, 193-218.
    """
    if not len(one):
        return 1.0
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), 1)
    together = float((table * (table - 1)).sum())
    first, second = ((sums * (sums - 1)).sum() for sums in (table.sum(axis=1), table.sum(axis=0)))
    expected = float(first * second) / max(1.0, len(one) * (len(one) - 1.0))
    most = float(first + second) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)
