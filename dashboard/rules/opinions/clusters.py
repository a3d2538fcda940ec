"""Which cloud of points falls into which clusters: k-means that gives one answer, and how well apart they stand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.rules.opinions.vote_matrix import Floats, Ints

STARTS = 24
CELL_STARTS = 8
KEPT_STARTS = 4
SETTLED = 1e-5
"""A step that mends less than this share of the inertia is the last one, far below the 1 in 1,000 allowed."""
STEPS = 100
EXACT = 2048
"""Up to so many points each counts for itself; more are gathered into cells of a grid."""
GRID = 32


@dataclass(frozen=True)
class Cloud:
    """Points (n x 2) with weights; ``cell`` tells for each person the point that stands for them."""

    points: Floats
    weights: Floats
    cell: Ints

    @property
    def starts(self) -> int:
        """Starts of ``kmeans`` worth their time: cells are smooth, and need fewer."""
        return STARTS if len(self.points) == len(self.cell) else CELL_STARTS


def cloud(placed: Floats) -> Cloud:
    """Return the people as points: each their own, or above ``EXACT`` the mean of each grid cell."""
    if len(placed) <= EXACT:
        return Cloud(placed, np.ones(len(placed)), np.arange(len(placed)))
    low = placed.min(axis=0)
    width = np.maximum(placed.max(axis=0) - low, 1e-12)
    square = np.minimum((placed - low) / width * GRID, GRID - 1).astype(np.int64)
    number = square[:, 0] * GRID + square[:, 1]
    size = np.bincount(number, minlength=GRID * GRID)
    used = np.flatnonzero(size)
    sums = np.column_stack([np.bincount(number, placed[:, axis], GRID * GRID)[used] for axis in (0, 1)])
    place = np.zeros(GRID * GRID, np.int64)
    place[used] = np.arange(len(used))
    return Cloud(sums / size[used, None], size[used].astype(float), place[number])


def kmeans(points: Floats, weights: Floats, k: int, starts: int = STARTS, seed: int = 0) -> Floats:
    """Return the k centres with the least inertia among several starts.

    Starts are drawn with a fixed seed from points in the order given (k-means++), all are run together, the best go
    on until nothing moves. Source: Arthur & Vassilvitskii 2007 for the starts, Lloyd 1982 for the steps.
    """
    centres = _spread(points, weights, k, starts, np.random.default_rng(seed))
    centres, inertia = _lloyd(points, weights, centres, 6)
    best = np.argsort(inertia, kind="stable")[:KEPT_STARTS]
    centres, inertia = _lloyd(points, weights, centres[best], STEPS)
    return np.asarray(centres[int(np.argmin(inertia))])


def _spread(points: Floats, weights: Floats, k: int, starts: int, draw: np.random.Generator) -> Floats:
    """Return starts x k x 2 centres: each next one likely to be far from those before it."""
    chosen = np.zeros((starts, k, 2))
    away = np.ones((starts, len(points)))
    for place in range(k):
        upto = np.cumsum(away * weights, axis=1)
        at = draw.random(starts)[:, None] * upto[:, -1:]
        number = np.minimum((upto <= at).sum(axis=1), len(points) - 1)
        chosen[:, place] = points[number]
        distance = _squares(points, chosen[:, place : place + 1])[:, 0]
        away = distance if place == 0 else np.minimum(away, distance)
    return chosen


def _squares(points: Floats, centres: Floats) -> Floats:
    """Return starts x k x n squared distances."""
    across = points[None, None, :, 0] - centres[:, :, :1]
    along = points[None, None, :, 1] - centres[:, :, 1:]
    return np.asarray(across * across + along * along)


def _lloyd(points: Floats, weights: Floats, centres: Floats, steps: int) -> tuple[Floats, Floats]:
    """Return centres after so many steps, or when none moves, and the inertia of each start."""
    starts, k, _ = centres.shape
    offset = np.arange(starts)[:, None] * k
    drawn = [np.tile(weights * points[:, axis], starts) for axis in (0, 1)]
    heavy = np.tile(weights, starts)
    for _step in range(steps):
        label = (np.argmin(_squares(points, centres), axis=1) + offset).reshape(-1)
        mass = np.bincount(label, heavy, starts * k)
        sums = [np.bincount(label, one, starts * k) for one in drawn]
        moved = np.stack([one / np.where(mass > 0, mass, 1.0) for one in sums], axis=1)
        moved = np.where(mass[:, None] > 0, moved, centres.reshape(-1, 2)).reshape(centres.shape)
        still = np.array_equal(moved, centres)
        centres = moved
        if still:
            break
    nearest = _squares(points, centres).min(axis=1)
    return centres, np.asarray(nearest @ weights)


def nearest(points: Floats, centres: Floats) -> Ints:
    """Return for each point the number of its nearest centre; of equal ones the first."""
    return np.asarray(np.argmin(_squares(points, centres[None])[0], axis=0), np.int64)


def settled(points: Floats, centres: Floats) -> Ints:
    """Return the labels of all points after a few more steps on the points themselves."""
    before = np.inf
    for _step in range(12):
        squares = _squares(points, centres[None])[0]
        label = np.asarray(np.argmin(squares, axis=0), np.int64)
        now = float(squares.min(axis=0).sum())
        if now > before * (1 - SETTLED):
            break
        before, centres = now, means(points, label, centres)
    return label


def means(points: Floats, label: Ints, otherwise: Floats) -> Floats:
    """Return the mean point of each label; that of ``otherwise`` where a label has no point."""
    k = len(otherwise)
    mass = np.bincount(label, minlength=k)[:, None]
    sums = np.column_stack([np.bincount(label, points[:, axis], k) for axis in (0, 1)])
    return np.asarray(np.where(mass > 0, sums / np.maximum(mass, 1), otherwise))


def inertia(points: Floats, label: Ints) -> float:
    """Return the sum of squared distances to the mean of one's own group."""
    k = int(label.max()) + 1 if len(label) else 0
    away = points - means(points, label, np.zeros((k, 2)))[label] if k else points
    return float(np.einsum("ij,ij->", away, away))


def silhouettes(some: Cloud, labels: list[NDArray[np.int64]]) -> list[float]:
    """Return the mean silhouette of each labelling, by people; points that stand for several weigh as many.

    Source: Rousseeuw 1987; who is alone in a group counts 0.
    """
    distance = _distances(some.points)
    return [_silhouette(distance, some.weights, label) for label in labels]


def _distances(points: Floats) -> NDArray[np.float32]:
    """Return all distances; seven digits suffice for a choice with a margin of 0.02."""
    single = points.astype(np.float32)
    across = single[:, None, 0] - single[None, :, 0]
    along = single[:, None, 1] - single[None, :, 1]
    across *= across
    along *= along
    across += along
    return np.asarray(np.sqrt(across, out=across))


def _silhouette(distance: NDArray[np.float32], weights: Floats, label: Ints) -> float:
    k, rows = int(label.max()) + 1, np.arange(len(label))
    heavy = np.zeros((len(label), k))
    heavy[rows, label] = weights
    mass = heavy.sum(axis=0)
    total = (distance @ heavy.astype(np.float32)).astype(float)
    own = total[rows, label] / np.maximum(mass[label] - 1, 1e-12)
    others = total / np.maximum(mass, 1)
    others[:, mass == 0] = np.inf
    others[rows, label] = np.inf
    other = others.min(axis=1)
    widest = np.maximum(own, other)
    shape = np.where((mass[label] > 1) & (widest > 0), (other - own) / np.where(widest > 0, widest, 1.0), 0.0)
    return float(shape @ weights / weights.sum())
