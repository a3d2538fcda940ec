"""Does each seat have one vote, whatever 54 members try at once? ``python -m benchmarks.race``

Four processes carry out attempts to vote twice, after the close, in another's place, after having left, though
recused, or from a page that is out of date. Afterwards the ballots are read past the use cases and compared with
every answer given.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from benchmarks.databases import ENGINES, fresh
from benchmarks.hall import CHOICES, Hall, gather, recount, stored, torn, written
from benchmarks.reporting import Report, options
from benchmarks.together import Broken, Crew, Refused
from dashboard.services import votes
from dashboard.services.accounts import as_account
from dashboard.services.context import Context, system_clock
from dashboard.storage.engine import open_engine
from models.enums import Choice, Presence

MEMBERS = 54
LEFT = range(47, 51)
"""Seats that were there for the first vote and have left before the second opened."""
ON_LEAVE, NEVER_CAME = range(51, 53), range(53, 55)
LEAVE_LATER = range(45, 47)
"""Seats that leave while the vote is open: it keeps the electorate it was opened with."""
RECUSED = range(43, 45)
"""Seats that are here and take no part in the item, because it touches their own interest."""
VOTERS = (*range(1, 43), *LEAVE_LATER)


class Try(StrEnum):
    """What an attempt is up to."""

    AGAIN = "another click, another choice"
    SAME_CLICK = "one click that arrives twice"
    LATE = "after the close"
    WITHDRAWN = "on a motion that was withdrawn"
    REPLAYED = "an old click of a closed vote once more"
    STALE_KEY = "an old click in the vote that is open now"
    OTHERS_KEY = "the click of another member"
    NOT_HERE = "left, on leave or never came"
    RECUSED = "recused from the item"
    NO_SEAT = "a member without a seat"
    NO_MEMBER = "no member at all"


SHARES = {
    Try.AGAIN: 40, Try.SAME_CLICK: 12, Try.LATE: 12, Try.WITHDRAWN: 4, Try.REPLAYED: 6, Try.STALE_KEY: 7,
    Try.OTHERS_KEY: 5, Try.NOT_HERE: 6, Try.RECUSED: 3, Try.NO_SEAT: 3, Try.NO_MEMBER: 3,
}  # fmt: skip
SEATS = {Try.NOT_HERE: (*LEFT, *ON_LEAVE, *NEVER_CAME), Try.RECUSED: tuple(RECUSED)}
"""Which seats make an attempt, where it is not the voters."""
NOT_OPEN = Refused("RuleBroken", "This vote is not open, so no ballot was stored.")
TAKEN = Refused("RuleBroken", "Somebody did this a moment earlier. Reload the page to see it.")
ANSWERS: dict[Try, Refused | None] = {
    Try.AGAIN: None,
    Try.SAME_CLICK: None,
    Try.LATE: NOT_OPEN,
    Try.WITHDRAWN: NOT_OPEN,
    Try.REPLAYED: None,
    Try.STALE_KEY: TAKEN,
    Try.OTHERS_KEY: TAKEN,
    Try.NOT_HERE: Refused("RuleBroken", "You were not signed in when this vote opened, so you cannot vote on it."),
    Try.RECUSED: Refused("RuleBroken", "You were recused from this item, so you cannot vote on it."),
    Try.NO_SEAT: Refused("NotAllowed", "You hold no seat that may vote on this motion."),
    Try.NO_MEMBER: Refused("NotAllowed", "Your role may not do this."),
}
"""The one answer each attempt may get; ``None`` is a receipt."""
NOTHING_NEW = (Try.STALE_KEY, Try.OTHERS_KEY)
"""Attempts that get the receipt of the ballot stored before where they choose the same as it does."""


@dataclass(frozen=True)
class Attempt:
    """One call of ``votes.cast``."""

    kind: Try
    account: int
    motion: int
    choice: Choice
    key: str
    at: datetime | None = None


@dataclass(frozen=True)
class Motions:
    """What the attempts are aimed at."""

    closed: int
    withdrawn: int
    open: int


def attempt(engine: Engine, task: Attempt) -> votes.Receipt:
    """Cast one ballot, as the page does."""
    ctx = Context(engine, as_account(task.account), lambda: task.at or system_clock())
    return votes.cast(ctx, task.motion, task.choice, key=task.key)


def prepare(engine: Engine, clock: Callable[[], datetime] = system_clock) -> tuple[Hall, Motions]:
    """Gather 54 members: one vote is closed, one motion withdrawn, one vote open; some have left in between."""
    hall = gather(engine, MEMBERS, absent=(*ON_LEAVE, *NEVER_CAME), items=3, clock=clock)
    closed = hall.open_vote(hall.items[0])
    for seat in (*VOTERS, *RECUSED, *LEFT):
        votes.cast(hall.as_(seat), closed, CHOICES[seat % 3], key=_old_key(seat))
    votes.close(hall.as_(1), closed)
    hall.mark(LEFT, Presence.LEFT)
    hall.mark(ON_LEAVE, Presence.ON_LEAVE, "ill")
    withdrawn = hall.put(hall.items[1])
    votes.withdraw(hall.office, withdrawn, "Worded anew")
    opened = votes.put(hall.office, hall.items[1], "Shall the second item be adopted?", "P1")
    hall.recuse(hall.items[1], RECUSED)
    votes.open_vote(hall.office, opened)
    hall.mark(LEAVE_LATER, Presence.LEFT)
    return hall, Motions(closed, withdrawn, opened)


def _old_key(seat: int) -> str:
    return f"old-{seat}"


def attempts(hall: Hall, motions: Motions, count: int, seed: int = 7) -> list[Attempt]:
    """Return ``count`` attempts in a random order, every voter trying to vote at least once."""
    chance = random.Random(seed)
    at = hall.clock() if hall.clock is not system_clock else None
    kinds = chance.choices(list(SHARES), list(SHARES.values()), k=max(0, count - len(VOTERS)))
    made = [_attempt(hall, motions, Try.AGAIN, seat, n, at, chance) for n, seat in enumerate(VOTERS)]
    while len(made) < count:
        kind = kinds[len(made) - len(VOTERS)]
        seat = chance.choice(SEATS.get(kind, VOTERS))
        task = _attempt(hall, motions, kind, seat, len(made), at, chance)
        made += [task] * (2 if kind is Try.SAME_CLICK else 1)
    chance.shuffle(made)
    return made[: max(count, len(VOTERS))]


def _attempt(
    hall: Hall, motions: Motions, kind: Try, seat: int, number: int, at: datetime | None, chance: random.Random
) -> Attempt:
    account = {Try.NO_SEAT: hall.stranger, Try.NO_MEMBER: hall.clerk}.get(kind, hall.members[seat - 1])
    aimed = {Try.LATE: motions.closed, Try.REPLAYED: motions.closed, Try.WITHDRAWN: motions.withdrawn}
    other = chance.choice([one for one in (*VOTERS, *LEFT) if one != seat])
    keys = {Try.REPLAYED: _old_key(seat), Try.STALE_KEY: _old_key(seat), Try.OTHERS_KEY: _old_key(other)}
    key = keys.get(kind, f"click-{number}")
    return Attempt(kind, account, aimed.get(kind, motions.open), chance.choice(CHOICES), key, at)


def run(
    url: str, hall: Hall, motions: Motions, tasks: list[Attempt], processes: int = 4
) -> tuple[list[str], Counter[str]]:
    """Carry the attempts out at once, close the vote, try once more; return every fault, and the kinds of answers."""
    before = stored(hall.engine, motions.closed)
    with Crew(url, processes) as crew:
        answers = crew.at_once(attempt, tasks)
        result = votes.close(hall.as_(1), motions.open)
        at_close = stored(hall.engine, motions.open)
        late = [_too_late(task) for task in tasks if task.kind in (Try.AGAIN, Try.SAME_CLICK)][: len(tasks) // 10]
        too_late = crew.at_once(attempt, late)
    ballots = stored(hall.engine, motions.open)
    faults = [*_wrong_answers(tasks, answers), *_wrong_answers(late, too_late), *torn(ballots)]
    faults += _wrong_receipts(tasks, answers, ballots)
    if before != stored(hall.engine, motions.closed) or stored(hall.engine, motions.withdrawn):
        faults.append("ballots of a vote that was over have changed")
    if ballots != at_close:
        faults.append("ballots have changed after the close")
    if set(ballots) != {hall.members[seat - 1] for seat in VOTERS}:
        faults.append(f"{len(ballots)} seats have a ballot, {len(VOTERS)} should")
    announced = (result.votes_for, result.votes_against, result.votes_abstain)
    if not announced == recount(ballots) == written(hall.engine, motions.open):
        faults.append(f"announced {announced}, stored {written(hall.engine, motions.open)}, counted {recount(ballots)}")
    return faults, Counter(type(one).__name__ for one in (*answers, *too_late))


def _too_late(task: Attempt) -> Attempt:
    return Attempt(Try.LATE, task.account, task.motion, task.choice, f"{task.key}-late", task.at)


def _wrong_answers(tasks: list[Attempt], answers: list[Any]) -> list[str]:
    faults = []
    for task, given in zip(tasks, answers, strict=True):
        wanted = ANSWERS[task.kind]
        receipt_is_right = wanted is None or task.kind in NOTHING_NEW
        if isinstance(given, Broken):
            faults.append(f"{task.kind}: {given.trace}")
        elif given != wanted and not (receipt_is_right and isinstance(given, votes.Receipt)):
            faults.append(f"{task.kind}: {given}")
    return faults


def _wrong_receipts(tasks: list[Attempt], answers: list[Any], ballots: dict[int, list[Any]]) -> list[str]:
    """Every receipt names a stored ballot of the one who asked; every ballot came from a click of its own seat."""
    rows = {row.id: row for found in ballots.values() for row in found}
    clicks = {(task.account, task.key) for task in tasks if task.kind in (Try.AGAIN, Try.SAME_CLICK)}
    faults = [f"ballot {row.id} came from no click of its seat" for row in rows.values()
              if (row.account, row.key) not in clicks]  # fmt: skip
    for task, given in zip(tasks, answers, strict=True):
        if not isinstance(given, votes.Receipt) or task.kind is Try.REPLAYED:
            continue
        row = rows.get(given.ballot_id)
        if row is None or (row.account, row.version, row.choice) != (task.account, given.version, given.choice):
            faults.append(f"the receipt {given} is not what is stored")
    return faults


def measure(kind: str, count: int, processes: int) -> Report:
    """Run the attempts on a new database."""
    report = Report(f"race on {kind}")
    with tempfile.TemporaryDirectory() as folder, fresh(kind, Path(folder)) as url:
        engine = open_engine(url)
        hall, motions = prepare(engine)
        tasks = attempts(hall, motions, count)
        start = time.perf_counter()
        faults, answers = run(url, hall, motions, tasks, processes)
        report.note(
            attempts=len(tasks), processes=processes, seconds=time.perf_counter() - start, **dict(answers),
            kinds=dict(Counter(task.kind.name.lower() for task in tasks)),
        )  # fmt: skip
        engine.dispose()
    report.blame(faults)
    report.bar(f"{len(tasks)} attempts: one vote each, every answer the right one", not faults)
    return report


def main() -> int:
    """Run the attempts on each engine and say whether anything went wrong."""
    parser = options(__doc__, *ENGINES)
    parser.add_argument("--attempts", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=4)
    chosen = parser.parse_args()
    reports = [measure(kind, chosen.attempts, chosen.processes) for kind in chosen.database or ENGINES]
    return max(report.tell(as_json=chosen.json) for report in reports)


if __name__ == "__main__":
    sys.exit(main())
