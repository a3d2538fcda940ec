"""Is what was announced what is stored, however the close falls? ``python -m benchmarks.closings``

Twenty voters of two processes cast while a third closes the vote, again and again. Each time three figures are
compared: what ``close`` announced, what stands in the motion, and a recount of the ballot rows past the use cases.
The full size is ``--closings 1000``.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from benchmarks.databases import ENGINES, fresh
from benchmarks.hall import CHOICES, Hall, gather, recount, stored, torn, written
from benchmarks.race import NOT_OPEN, Attempt, Try, attempt
from benchmarks.reporting import Report, options
from benchmarks.together import Broken, Crew
from dashboard.services import votes
from dashboard.services.context import system_clock
from dashboard.storage.engine import open_engine

VOTERS = 20
SPREAD_SECONDS = 0.06
"""A voter waits up to so long before each of two clicks, so that the close falls among them."""


@dataclass(frozen=True)
class Closing:
    """What came of one vote: ballots in time and refused, and what was wrong."""

    in_time: int
    late: int
    faults: tuple[str, ...]


def click(engine: Engine, task: tuple[float, Attempt]) -> votes.Receipt:
    """Wait as a person does, then cast."""
    pause, ballot = task
    time.sleep(pause)
    return attempt(engine, ballot)


def closing(crew: Crew, hall: Hall, item: int, chance: random.Random) -> Closing:
    """Open a vote, let everybody cast twice while it is closed, and compare what is said with what is stored."""
    motion = hall.open_vote(item)
    at = None if hall.clock is system_clock else hall.clock()
    tasks = [_click(hall, motion, seat, turn, at, chance) for turn in range(2) for seat in range(1, VOTERS + 1)]
    crew.begin(click, [(chance.uniform(0, SPREAD_SECONDS), task) for task in tasks])
    time.sleep(chance.uniform(0, 2 * SPREAD_SECONDS))
    result = votes.close(hall.as_(1), motion, key=f"close-{motion}")
    answers = crew.end(len(tasks))
    again = votes.close(hall.as_(1), motion, key=f"close-{motion}")
    faults = [*_wrong(tasks, answers), *_differing(hall, motion, result, answers, tasks)]
    if again != result:
        faults.append(f"closed again, motion {motion} is announced differently")
    counted = Counter(isinstance(one, votes.Receipt) for one in answers)
    return Closing(counted[True], counted[False], tuple(faults))


def _click(hall: Hall, motion: int, seat: int, turn: int, at: datetime | None, chance: random.Random) -> Attempt:
    key = f"{motion}-{seat}-{turn}"
    return Attempt(Try.AGAIN, hall.members[seat - 1], motion, chance.choice(CHOICES), key, at)


def _wrong(tasks: list[Attempt], answers: list[Any]) -> list[str]:
    """Every answer is a receipt or the one refusal."""
    traces = [one.trace for one in answers if isinstance(one, Broken)]
    strange = [one for one in answers if not isinstance(one, (votes.Receipt, Broken)) and one != NOT_OPEN]
    return traces + [f"answered {one}" for one in strange]


def _differing(hall: Hall, motion: int, result: votes.Result, answers: list[Any], tasks: list[Attempt]) -> list[str]:
    ballots = stored(hall.engine, motion)
    announced = (result.votes_for, result.votes_against, result.votes_abstain)
    faults = torn(ballots)
    if not announced == written(hall.engine, motion) == recount(ballots):
        faults.append(
            f"motion {motion}: announced {announced}, stored {written(hall.engine, motion)}, counted {recount(ballots)}"
        )
    newest: dict[int, votes.Receipt] = {}
    for task, given in zip(tasks, answers, strict=True):
        if isinstance(given, votes.Receipt):
            newest[task.account] = max(newest.get(task.account, given), given, key=lambda one: one.version)
    told = {account: str(receipt.choice) for account, receipt in newest.items()}
    kept = {account: rows[-1].choice for account, rows in ballots.items()}
    if told != kept:
        faults.append(f"motion {motion}: receipts say {told}, stored is {kept}")
    return faults


def closings(url: str, hall: Hall, processes: int = 2, seed: int = 7) -> list[Closing]:
    """Close one vote on every item of the agenda; half of the voters cast from each process."""
    chance = random.Random(seed)
    with Crew(url, processes, threads=VOTERS // processes) as crew:
        return [closing(crew, hall, item, chance) for item in hall.items]


def summary(done: list[Closing]) -> dict[str, int]:
    """Return how many closings fell before all, among, and after all ballots, and how many ballots were in time."""
    return {
        "closings": len(done),
        "cut": sum(bool(one.in_time and one.late) for one in done),
        "before_all": sum(not one.in_time for one in done),
        "after_all": sum(not one.late for one in done),
        "in_time": sum(one.in_time for one in done),
        "late": sum(one.late for one in done),
    }


def measure(kind: str, count: int, processes: int) -> Report:
    """Close ``count`` votes on a new database."""
    report = Report(f"closings on {kind}")
    with tempfile.TemporaryDirectory() as folder, fresh(kind, Path(folder)) as url:
        engine: Engine = open_engine(url)
        hall = gather(engine, VOTERS, items=count)
        start = time.perf_counter()
        done = closings(url, hall, processes)
        report.note(voters=VOTERS, **summary(done), seconds=time.perf_counter() - start)
        engine.dispose()
    report.blame([fault for one in done for fault in one.faults])
    report.bar(f"{count} closings: announced, stored and counted are equal every time", not report.faults)
    return report


def main() -> int:
    """Close votes on each engine and say whether anything differed."""
    parser = options(__doc__, *ENGINES)
    parser.add_argument("--closings", type=int, default=50)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    reports = [measure(kind, chosen.closings, chosen.processes) for kind in chosen.database or ENGINES]
    return max(report.tell(as_json=chosen.json) for report in reports)


if __name__ == "__main__":
    sys.exit(main())
