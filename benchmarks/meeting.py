"""How long does a whole meeting wait for its ballots? ``python -m benchmarks.meeting``

Every member has the room open in a tab that follows the live updates, and votes at some moment of ten seconds. The
wait is measured from the click that confirms until the page shows the vote as stored; beside it stands the wait after
the click that chooses, until the page asks to confirm. A second part measures how long after a vote another member's
page shows the new turnout, in the same server process and in another one.

The full size is ``--full``: 54 members on one process, 200 and 400 on two.
"""

import asyncio
import contextlib
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import ballot_page
from benchmarks.databases import ENGINES, fresh
from benchmarks.hall import CHOICES, Hall, gather, stored, torn
from benchmarks.loadgen import ServerProbe, percentile
from benchmarks.reporting import Report, options
from benchmarks.serving import Server, products
from benchmarks.tabs import AWAY, Tab
from dashboard.storage.engine import open_engine
from models.enums import Choice

SEATS_BAR = {54: 0.5, 200: 0.5, 400: 1.0}
SEEN_BAR = 3.0
FULL = ((54, 1), (200, 2), (400, 2))
PATIENCE = 30.0


@dataclass
class Wait:
    """What one member met: seconds until the page showed the vote, or why it did not."""

    seconds: float | None = None
    choosing: float | None = None
    """Seconds until the page asked to confirm the choice."""
    lost: str = ""
    choice: Choice | None = None


@dataclass
class Figures:
    """CPU seconds of the servers, of this process and of everything else while the members voted."""

    waits: list[Wait] = field(default_factory=list)
    redraws: int = 0
    """How often a tab was drawn again because of a live update."""
    settled: float | None = None
    """Seconds after the last vote was shown until every page showed the full turnout."""
    took: float = 0.0
    servers: float = 0.0
    own: float = 0.0
    machine: float = 0.0


async def open_tabs(hall: Hall, servers: list[Server], seats: list[int], *, live: bool = True) -> dict[int, Tab]:
    """Open the room for seats, dealt out to the servers in turn, ten at a time."""
    gate = asyncio.Semaphore(10)
    tabs = {
        seat: ballot_page.open_room(servers[n % len(servers)].url, hall.number, hall.cookie(seat), live=live)
        for n, seat in enumerate(seats)
    }

    async def open_one(tab: Tab) -> None:
        async with gate:
            await tab.open()
            await tab.until(lambda: ballot_page.may_vote(tab), PATIENCE)

    await asyncio.gather(*map(open_one, tabs.values()))
    return tabs


async def vote(tab: Tab, choice: Choice, pause: float) -> Wait:
    """Cast after ``pause`` seconds and wait until the page shows it."""
    await asyncio.sleep(pause)
    wait = Wait(choice=choice)
    try:
        begun = time.perf_counter()
        await ballot_page.choose(tab, choice)
        wait.choosing = time.perf_counter() - begun
        clicked = await ballot_page.confirm(tab, choice)
        wait.seconds = await tab.until(lambda: ballot_page.shown(tab) is choice, PATIENCE) - clicked
    except AWAY as error:
        wait.lost = repr(error)
    return wait


async def crowd(hall: Hall, servers: list[Server], members: int, within: float, *, live: bool) -> Figures:
    """Let every member vote once within ``within`` seconds."""
    chance = random.Random(7)
    tabs = await open_tabs(hall, servers, list(range(1, members + 1)), live=live)
    await asyncio.sleep(2.0)  # everybody listens before the first ballot
    figures = Figures()
    probes = [ServerProbe(server.pid) for server in servers]
    before = _cpu(probes)
    start = time.perf_counter()
    figures.waits = await asyncio.gather(
        *(vote(tab, chance.choice(CHOICES), chance.uniform(0, within)) for tab in tabs.values())
    )
    figures.took = time.perf_counter() - start
    figures.servers, figures.own, figures.machine = (
        after - was for was, after in zip(before, _cpu(probes), strict=True)
    )
    if live:
        figures.settled = await _settled(list(tabs.values()), members)
    figures.redraws = sum(tab.heard for tab in tabs.values())
    for tab, wait in zip(tabs.values(), figures.waits, strict=True):
        if not wait.lost and ballot_page.shown(tab) is not wait.choice:
            wait.lost = f"the page shows {ballot_page.shown(tab)} instead of {wait.choice}"
    await asyncio.gather(*(tab.close() for tab in tabs.values()))
    return figures


async def _settled(tabs: list[Tab], members: int) -> float:
    async def complete(tab: Tab) -> None:
        await tab.until(lambda: ballot_page.turnout(tab) == members, PATIENCE)

    start = time.perf_counter()
    with contextlib.suppress(*AWAY):
        await asyncio.gather(*map(complete, tabs))
    return time.perf_counter() - start


def _cpu(probes: list[ServerProbe]) -> tuple[float, float, float]:
    servers = sum(probe.cpu_seconds() or 0.0 for probe in probes)
    return servers, time.process_time(), ServerProbe.machine_busy_seconds() or 0.0


def measure_crowd(kind: str, members: int, processes: int, within: float, *, live: bool) -> Report:
    """Let members vote on a new database and report their waits."""
    report = Report(f"{members} members within {within:g} s, {processes} process(es), {kind}")
    with tempfile.TemporaryDirectory() as folder, fresh(kind, Path(folder)) as url:
        engine = open_engine(url)
        hall = gather(engine, members)
        motion = hall.open_vote(hall.items[0])
        with products(url, Path(folder), processes) as servers:
            figures = asyncio.run(crowd(hall, servers, members, within, live=live))
        ballots = stored(engine, motion)
        engine.dispose()
    seconds = [wait.seconds for wait in figures.waits if wait.seconds is not None]
    lost = [wait.lost for wait in figures.waits if wait.lost]
    choosing = [wait.choosing for wait in figures.waits if wait.choosing is not None]
    p50, p95 = percentile(seconds, 0.5), percentile(seconds, 0.95)
    others = max(0.0, figures.machine - figures.servers - figures.own)
    report.note(
        p50_s=p50,
        p95_s=p95,
        worst_s=max(seconds, default=float("nan")),
        choosing_p95_s=percentile(choosing, 0.95),
        shown=len(seconds),
        stored=len(ballots),
        redraws=figures.redraws,
        all_turnouts_s=figures.settled,
        servers_cpu=f"{figures.servers / figures.took:.0%}",
        own_cpu=f"{figures.own / figures.took:.0%}",
        others_cpu=f"{others / figures.took:.0%}",
    )
    said = {hall.members[n]: wait.choice for n, wait in enumerate(figures.waits) if wait.seconds is not None}
    lies = [f"account {one} was shown {said[one]}" for one in said
            if one not in ballots or ballots[one][-1].choice != said[one]]  # fmt: skip
    report.blame([*lost, *lies, *torn(ballots)])
    bar = next((seconds for size, seconds in SEATS_BAR.items() if members <= size), 1.0)
    report.bar(f"p95 from click to stored vote {p95:.3f} s (at most {bar:g} s)", p95 <= bar)
    report.bar(f"{len(seconds)} of {members} votes shown as stored", len(seconds) == members)
    return report


async def seen(hall: Hall, servers: list[Server], rounds: int) -> dict[str, list[float]]:
    """Cast one ballot a round; return the seconds until tabs of both processes show the new turnout."""
    here, there = servers
    watching = await open_tabs(hall, [here, there], [1, 2])
    casting = await open_tabs(hall, [here], list(range(3, 3 + rounds)))
    found: dict[str, list[float]] = {"same process": [], "another process": []}
    for n, tab in enumerate(casting.values(), 1):
        await asyncio.sleep(random.uniform(1.0, 2.0))
        clicked = await ballot_page.cast(tab, Choice.FOR)
        moments = await asyncio.gather(
            *(one.until(lambda one=one, n=n: ballot_page.turnout(one) == n, PATIENCE) for one in watching.values()),
            return_exceptions=True,
        )
        for name, moment in zip(found, moments, strict=True):
            found[name].append(moment - clicked if isinstance(moment, float) else PATIENCE)
    await asyncio.gather(*(tab.close() for tab in (*watching.values(), *casting.values())))
    return found


def measure_seen(kind: str, rounds: int) -> Report:
    """Measure how long a vote takes to be seen on another member's page."""
    report = Report(f"turnout on another page, {kind}")
    with tempfile.TemporaryDirectory() as folder, fresh(kind, Path(folder)) as url:
        engine = open_engine(url)
        hall = gather(engine, rounds + 2)
        hall.open_vote(hall.items[0])
        with products(url, Path(folder), 2) as servers:
            found = asyncio.run(seen(hall, servers, rounds))
        engine.dispose()
    for name, seconds in found.items():
        report.note(**{f"{name.replace(' ', '_')}_p50_s": percentile(seconds, 0.5)})
        longest = max(seconds)
        report.bar(f"{name}: seen after at most {longest:.2f} s (at most {SEEN_BAR:g} s)", longest <= SEEN_BAR)
    return report


def main() -> int:
    """Run the meetings asked for and say whether the bars are met."""
    parser = options(__doc__, *ENGINES)
    parser.add_argument("--members", type=int, default=20)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--within", type=float, default=10.0, help="seconds in which everybody votes")
    parser.add_argument("--rounds", type=int, default=4, help="ballots of the second part; 0 leaves it out")
    parser.add_argument("--still", action="store_true", help="tabs that do not follow the live updates")
    parser.add_argument("--full", action="store_true", help="54 members on one process, 200 and 400 on two")
    chosen = parser.parse_args()
    sizes = FULL if chosen.full else ((chosen.members, chosen.processes),)
    status = 0
    for kind in chosen.database or ("sqlite",):
        for members, processes in sizes:
            report = measure_crowd(kind, members, processes, chosen.within, live=not chosen.still)
            status |= report.tell(as_json=chosen.json)
        if chosen.rounds:
            status |= measure_seen(kind, 10 if chosen.full else chosen.rounds).tell(as_json=chosen.json)
    return status


if __name__ == "__main__":
    sys.exit(main())
