"""How fast and how exact is the analysis of votes on statements? ``python -m benchmarks.opinions``

With ``--red-dwarf PYTHON`` (the Python of an environment that has red-dwarf 0.4.0) the same made-up votes are given to
both, each in a process of its own with one thread. With ``--data FOLDER`` the open conversations in ``FOLDER/openData``
(Polis exports) are analysed: the inertia of the groups against plain k-means from 50 random starts, the same figures in
other orders of the votes, and exported group-informed consensus against ours.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.opinions_made import make
from benchmarks.reporting import Report, options
from dashboard.exchange.polis import VoteColumns, read_statements, read_votes
from dashboard.rules import opinions
from dashboard.rules.opinions import clusters
from dashboard.rules.opinions.groups import adjusted_rand

PEOPLE = 75_100
MANY = 1_000_000
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
FASTER_WALL, FASTER_CPU, LESS_MEMORY, FOLD, MANY_TIMES = 100, 60, 1 / 4, 1 / 10, 15
CLOSE, EXACT, RESTARTS = 1.001, 1e-12, 50


def child(python: str, *arguments: str) -> dict[str, Any]:
    """Return what one measured run printed."""
    ran = subprocess.run([python, *arguments], capture_output=True, text=True, env=os.environ | ONE_THREAD)
    if ran.returncode:
        raise SystemExit(ran.stderr[-2000:])
    found: dict[str, Any] = json.loads(ran.stdout.strip().splitlines()[-1])
    return found


def ours(votes: Path, out: Path) -> dict[str, Any]:
    """Return our figures of a file of votes."""
    return child(sys.executable, "-m", "benchmarks.opinions_made", str(votes), str(out))


def sizes(folder: Path, people: int, many: int, red_dwarf: str) -> Iterator[Report]:
    """Measure made-up votes of two sizes, and red-dwarf on the smaller."""
    votes, mine, theirs = folder / "votes.npz", folder / "ours.npz", folder / "theirs.npz"
    make(votes, people)
    found = ours(votes, mine)
    report = Report(f"{people:,} participants", figures=found)
    report.note(fold_share=found["fold_seconds"] / found["seconds"])
    report.note(fold_share_without_stability=found["fold_seconds"] / _steady(found))
    report.bar("1,000 new votes within a tenth of a full run", found["fold_seconds"] <= FOLD * found["seconds"])
    report.bar("and the same figures as a full run, to the last digit", found["fold_same"])
    yield report
    if red_dwarf:
        yield against(
            found,
            child(red_dwarf, str(Path(__file__).with_name("opinions_red_dwarf.py")), str(votes), str(theirs)),
            mine,
            theirs,
        )
    if many:
        make(votes, many)
        larger = ours(votes, mine)
        report = Report(f"{many:,} participants", figures=larger | {"times": larger["seconds"] / found["seconds"]})
        report.note(times_without_stability=_steady(larger) / _steady(found))
        report.bar(f"at most {MANY_TIMES} times as long", larger["seconds"] <= MANY_TIMES * found["seconds"])
        yield report


def _steady(found: dict[str, Any]) -> float:
    """Return the seconds of a run without its resamples, which no other program draws."""
    return float(found["seconds"] - found["stability_seconds"])


def against(found: dict[str, Any], other: dict[str, Any], mine: Path, theirs: Path) -> Report:
    """Compare with red-dwarf: time, memory, and whether both found the same."""
    with np.load(mine) as one, np.load(theirs) as two:
        both = (one["label"] >= 0) & (two["label"] >= 0)
        alike = adjusted_rand(one["label"][both], two["label"][both])
        ranks = [np.argsort(np.argsort(gic["gic"])).astype(float) for gic in (one, two)]
        order = float(np.corrcoef(ranks[0], ranks[1])[0, 1])
    wall, cpu = other["seconds"] / found["seconds"], other["cpu"] / found["cpu"]
    report = Report("against red-dwarf", figures={f"red_dwarf_{name}": value for name, value in other.items()})
    report.note(times_wall=wall, times_cpu=cpu, memory_share=found["memory"] / other["memory"])
    report.note(times_wall_without_stability=other["seconds"] / _steady(found))
    report.note(groups_alike=alike, consensus_rank_correlation=order)
    report.bar(f"{FASTER_WALL} times as fast", wall >= FASTER_WALL)
    report.bar(f"{FASTER_CPU} times less CPU", cpu >= FASTER_CPU)
    report.bar("a quarter of the memory at most", found["memory"] <= LESS_MEMORY * other["memory"])
    return report


def conversations(folder: Path) -> Iterator[Report]:
    """Analyse every open conversation of a folder."""
    for one in sorted(path.parent for path in (folder / "openData").glob("*/votes.csv")):
        read, marks = read_votes((one / "votes.csv").read_bytes()), read_statements((one / "comments.csv").read_bytes())
        dropped = marks.of(read.statements, marks.dropped)
        found = opinions.analyse(_state(read, slice(None), dropped))
        report = Report(one.name, figures={"k": found.grouping.k, "stability": found.stability})
        report.note(seconds=sum(found.seconds.values()))
        orders = [np.random.default_rng(seed).permutation(len(read.votes)) for seed in range(3)]
        others = [opinions.analyse(_state(read, order, dropped)).grouping.label for order in orders]
        same = all(np.array_equal(label, found.grouping.label) for label in others)
        report.bar("the same groups for three other orders of the votes", same)
        ratio = worst_ratio(found.placed[found.grouping.rows])
        report.note(inertia_ratio=ratio)
        report.bar(f"inertia at most {CLOSE} times the best of {RESTARTS} restarts, for 2 to 5 groups", ratio <= CLOSE)
        error = exported_error(one, read)
        if error is not None:
            report.note(consensus_error=error)
            report.bar(f"exported group-informed consensus within {EXACT}", error <= EXACT)
        yield report


def _state(read: VoteColumns, order: Any, dropped: list[Any]) -> opinions.State:
    when = None if read.when is None else read.when[order]
    return opinions.begin(
        opinions.matrix(read.voters[order], read.statements[order], read.votes[order], when=when, dropped=dropped)
    )


def worst_ratio(points: NDArray[Any]) -> float:
    """Return our inertia over the best of plain k-means, the worst of 2 to 5 groups."""
    alone = np.ones(len(points))
    ours = {k: clusters.settled(points, clusters.kmeans(points, alone, k)) for k in range(2, 6)}
    return max(clusters.inertia(points, label) / best_of(points, k) for k, label in ours.items())


def best_of(points: NDArray[Any], k: int) -> float:
    """Return the least inertia of plain k-means from random people."""
    random, least = np.random.default_rng(3), np.inf
    for _ in range(RESTARTS):
        centres = points[random.choice(len(points), k, replace=False)]
        for _step in range(300):
            label = clusters.nearest(points, centres)
            moved = clusters.means(points, label, centres)
            if np.array_equal(moved, centres):
                break
            centres = moved
        least = min(least, clusters.inertia(points, clusters.nearest(points, centres)))
    return float(least)


def exported_error(folder: Path, read: Any) -> float | None:
    """Return the largest difference from the exported group-informed consensus; ``None`` where none is exported."""
    with (folder / "comments.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if "group-informed-consensus" not in rows[0]:
        return None
    exported = {row["comment-id"]: float(row["group-informed-consensus"]) for row in rows}
    with (folder / "participants-votes.csv").open(encoding="utf-8-sig", newline="") as file:
        people = [row for row in csv.DictReader(file) if row["group-id"] != ""]
    names = sorted({row["group-id"] for row in people})
    groups = {name: [row["participant"] for row in people if row["group-id"] == name] for name in names}
    state = opinions.begin(opinions.matrix(read.voters, read.statements, read.votes, when=read.when))
    found = opinions.analyse(state, given=groups)
    pairs = zip(found.votes.statements.tolist(), found.told.gic.tolist(), strict=True)
    return float(max(abs(exported[str(statement)] - consensus) for statement, consensus in pairs))


def main() -> int:
    """Measure what is asked for."""
    parser = options(__doc__)
    parser.add_argument("--red-dwarf", default="", help="Python of an environment with red-dwarf 0.4.0")
    parser.add_argument("--data", type=Path, help="folder with openData/<conversation>/votes.csv")
    parser.add_argument("--participants", type=int, default=PEOPLE)
    parser.add_argument("--many", type=int, default=MANY, help="participants of the large run; 0 leaves it out")
    asked = parser.parse_args()
    status = 0
    if asked.data:
        status |= max([report.tell(as_json=asked.json) for report in conversations(asked.data)], default=1)
    with tempfile.TemporaryDirectory() as folder:
        for report in sizes(Path(folder), asked.participants, asked.many, asked.red_dwarf):
            status |= report.tell(as_json=asked.json)
    return status


if __name__ == "__main__":
    raise SystemExit(main())
