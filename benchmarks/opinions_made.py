"""Votes of a made-up conversation, and one measured run of our analysis: ``python -m benchmarks.opinions_made VOTES``.

Each run stands in a process of its own, so that its memory is its own. Printed is one line of JSON.
"""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.rules import opinions

STATEMENTS = 300
VOTES_EACH = 40
BLOCS = 3
NEW_VOTES = 1_000
RUNS = 3


def make(file: Path, people: int, seed: int = 1) -> int:
    """Write votes in random order: about 40 each, three blocs that lean differently; return how many."""
    random = np.random.default_rng(seed)
    lean = random.normal(0, 1.2, (BLOCS, STATEMENTS))
    parts = [_some(random, lean, first, min(first + 50_000, people)) for first in range(0, people, 50_000)]
    voter, statement, vote = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = random.permutation(len(vote))
    np.savez(file, voter=voter[order], statement=statement[order], vote=vote[order])
    return len(vote)


def _some(
    random: np.random.Generator, lean: NDArray[Any], first: int, last: int
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    row, column = np.nonzero(random.random((last - first, STATEMENTS), np.float32) < VOTES_EACH / STATEMENTS)
    feeling = lean[row % BLOCS, column] + random.normal(0, 1, len(row))
    vote = np.where(feeling > 0.3, 1, np.where(feeling < -0.3, -1, 0))
    return (row + first).astype(np.int64), column.astype(np.int64), vote.astype(np.int8)


def measure(file: Path, out: Path) -> dict[str, Any]:
    """Return seconds, CPU seconds and memory of whole runs, and of counting in new votes."""
    with np.load(file) as stored:
        votes = (stored["voter"], stored["statement"], stored["vote"])
    wall, cpu, folds = [], [], []
    for _ in range(RUNS):
        began, cpu_began = time.perf_counter(), time.process_time()
        state = opinions.begin(opinions.matrix(*votes))
        found = opinions.analyse(state)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - cpu_began)
        newer = _newer(len(found.votes.voters))
        began = time.perf_counter()
        refreshed = opinions.analyse(opinions.fold(state, opinions.matrix(*newer)), with_stability=False)
        folds.append(time.perf_counter() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    every = opinions.matrix(*(np.concatenate(pair) for pair in zip(votes, newer, strict=True)))
    label = np.full(len(found.votes.voters), -1)
    label[found.grouping.rows] = found.grouping.label
    np.savez(out, label=label, gic=found.told.gic)
    return {
        "votes": len(found.votes.code),
        "seconds": float(np.median(wall)),
        "cpu": float(np.median(cpu)),
        "stability_seconds": found.seconds["stability"],
        "fold_seconds": float(np.median(folds)),
        "fold_same": _same(refreshed, opinions.analyse(opinions.begin(every), with_stability=False)),
        "memory": memory,
        "k": found.grouping.k,
        "stability": found.stability,
    }


def _newer(people: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return 1,000 new votes, some of people who are new."""
    random = np.random.default_rng(7)
    return (
        random.integers(0, people + 50, NEW_VOTES),
        random.integers(0, STATEMENTS, NEW_VOTES),
        random.integers(-1, 2, NEW_VOTES).astype(np.int8),
    )


def _same(one: Any, other: Any) -> bool:
    return bool(
        np.array_equal(one.grouping.label, other.grouping.label)
        and np.array_equal(one.told.gic, other.told.gic)
        and np.array_equal(one.placed, other.placed)
        and np.array_equal(one.told.priority, other.told.priority)
    )


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), Path(sys.argv[2]))))
