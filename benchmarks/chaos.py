"""What if everybody clicks like mad, and servers fall over? ``python -m benchmarks.chaos``

Each voter has the room open in two tabs, one on each of two server processes, and does at random what people do:
clicks one to five times, stops the page, loses the connection, comes back with or without the session, votes in the
other tab. In between a server process is killed and starts again. In the end the tabs come to rest: each has its
page again, and what it missed has had as long to reach it as the live updates promise. Then

* no seat has more than one counting vote, and no ballot came without a click;
* what each tab shows as "your vote" is what is stored;
* no tab ever showed a vote that was never stored.

The full size is ``--voters 250 --kills 10``.
"""

import asyncio
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import ballot_page
from benchmarks.databases import ENGINES, fresh
from benchmarks.hall import CHOICES, Hall, Stored, gather, recount, stored, torn, written
from benchmarks.reporting import Report, options
from benchmarks.serving import Server, products
from benchmarks.tabs import AWAY, DRAWING_SECONDS, Tab
from dashboard.services import votes
from dashboard.storage.engine import open_engine
from dashboard.web.live import BEAT_SECONDS
from models.enums import Choice

ACTS = {"click": 10, "double": 6, "stop": 3, "drop": 3, "reload": 2, "look": 4}
NOBODY = "met nobody"
REST_SECONDS = 60.0
"""How long tabs may take in the end to come back and to agree, and half a second more for each voter."""
QUIET_SECONDS = DRAWING_SECONDS + BEAT_SECONDS + 5.0
"""How long nothing happens then: a run stopped on its way is taken for drawn no longer, and the sign of life after that
makes up for what was lost on the way to a page."""


TRIES = 4
"""How often an act is tried at most where nobody answers: a busy machine starts its servers slowly."""


@dataclass
class Voter:
    """One member with two tabs: what was clicked, and what their tabs showed."""

    seat: int
    account: int
    tabs: list[Tab]
    clicks: int = 0
    clicked: set[Choice] = field(default_factory=set)
    seen: set[Choice] = field(default_factory=set)
    acts: Counter[str] = field(default_factory=Counter)
    standing: list[str] = field(default_factory=list)
    """What each tab has drawn and heard, in the end."""

    def look(self) -> None:
        """Remember what the tabs show."""
        self.seen |= {choice for tab in self.tabs if (choice := ballot_page.shown(tab)) is not None}

    def faults(self, rows: list[Stored]) -> list[str]:
        """Compare what was clicked and shown with what is stored."""
        kept = [row.choice for row in rows]
        faults = []
        if len(rows) > self.clicks or not set(kept) <= set(map(str, self.clicked)):
            faults.append(f"seat {self.seat}: {len(rows)} ballots {kept} of {self.clicks} clicks on {self.clicked}")
        if not self.seen <= set(map(Choice, kept)):
            faults.append(f"seat {self.seat}: a page showed {self.seen}, stored was {kept}")
        standing = Choice(kept[-1]) if kept else None
        shown = [ballot_page.shown(tab) for tab in self.tabs]
        if shown != [standing] * len(shown):
            state = ["lost" if tab.lost else "no ballot" if not ballot_page.may_vote(tab) else "" for tab in self.tabs]
            faults.append(f"seat {self.seat}: tabs show {shown} {state}, stored is {standing}; {self.standing}")
        return faults


async def live(voter: Voter, acts: int, chance: random.Random) -> None:
    """Carry out ``acts`` acts, whatever happens to the tabs; what met nobody does not count, up to a point."""
    for _number in range(TRIES * acts):
        if sum(voter.acts.values()) - 2 * voter.acts[NOBODY] >= acts:
            return
        tab = chance.choice(voter.tabs)
        act = chance.choices(list(ACTS), list(ACTS.values()))[0]
        voter.acts[act] += 1
        try:
            if tab.lost:
                await tab.close()
                await tab.open(resume=chance.random() < 0.5, patience=5.0)
            await _act(act, voter, tab, chance)
        except AWAY:
            voter.acts[NOBODY] += 1
            await asyncio.sleep(chance.uniform(0.0, 3.0))  # all at once they would keep a server down that comes up
        voter.look()
        await asyncio.sleep(chance.uniform(0.0, 1.5))
        voter.look()


async def _act(act: str, voter: Voter, tab: Tab, chance: random.Random) -> None:
    if act in ("click", "double", "stop"):
        if ballot_page.may_vote(tab):
            await _vote(act, voter, tab, chance)
    elif act == "drop":
        tab.drop()
    elif act == "reload":
        await tab.close()
        await tab.open(patience=5.0)


async def _vote(act: str, voter: Voter, tab: Tab, chance: random.Random) -> None:
    choice = chance.choice(CHOICES)
    await ballot_page.choose(tab, choice, clicks=_clicks(act, chance), patience=2.0)
    if ballot_page.confirming(tab) is not choice:
        return
    clicks = _clicks(act, chance)
    voter.clicks += clicks
    voter.clicked.add(choice)
    await ballot_page.confirm(tab, choice, clicks=clicks)
    if act == "stop":
        await tab.stop_script()


def _clicks(act: str, chance: random.Random) -> int:
    return chance.randint(2, 5) if act == "double" else 1


async def come_to_rest(voter: Voter, end: float, gate: asyncio.Semaphore) -> None:
    """Let both tabs come back, and wait until they agree with each other; not beyond ``end``."""
    loop = asyncio.get_running_loop()
    for tab in voter.tabs:
        while tab.lost or not ballot_page.may_vote(tab):
            try:
                async with gate:
                    await tab.close()
                    await tab.open(patience=20.0)
            except AWAY:
                await asyncio.sleep(0.5)
            if loop.time() > end:
                break
    while len({ballot_page.shown(tab) for tab in voter.tabs}) > 1 and loop.time() < end:
        voter.look()
        await asyncio.sleep(0.1)


async def falling(servers: list[Server], kills: int, seconds: float) -> None:
    """Kill the servers in turn, spread over the time, and start them again on their ports."""
    for kill in range(kills):
        await asyncio.sleep(seconds / (kills + 1))
        server = servers[kill % len(servers)]
        await asyncio.to_thread(server.kill)
        server.start()
        await asyncio.to_thread(server.ready)


async def chaos(hall: Hall, servers: list[Server], acts: int, kills: int) -> list[Voter]:
    """Let everybody loose and return what they clicked and saw, their tabs closed."""
    voters = []
    for seat, account in enumerate(hall.members, 1):
        tabs = [ballot_page.open_room(server.url, hall.number, hall.cookie(seat)) for server in servers]
        voters.append(Voter(seat, account, tabs))
    gate = asyncio.Semaphore(10)

    async def enter(tab: Tab) -> None:
        async with gate:
            await tab.open()

    await asyncio.gather(*(enter(tab) for voter in voters for tab in voter.tabs))
    trouble = asyncio.create_task(falling(servers, kills, acts * 1.2))
    await asyncio.gather(*(live(voter, acts, random.Random(voter.seat)) for voter in voters))
    await trouble
    end = asyncio.get_running_loop().time() + REST_SECONDS + len(voters) / 2
    await asyncio.gather(*(come_to_rest(voter, end, gate) for voter in voters))
    await asyncio.sleep(QUIET_SECONDS)
    for voter in voters:
        voter.look()
        voter.standing = [tab.standing() for tab in voter.tabs]
        await asyncio.gather(*(tab.close() for tab in voter.tabs))
    return voters


def measure(kind: str, members: int, acts: int, kills: int) -> Report:
    """Let chaos loose on a new database and look at what is left."""
    report = Report(f"chaos of {members} voters, {kind}")
    with tempfile.TemporaryDirectory() as folder, fresh(kind, Path(folder)) as url:
        engine = open_engine(url)
        hall = gather(engine, members)
        motion = hall.open_vote(hall.items[0])
        with products(url, Path(folder), 2) as servers:
            voters = asyncio.run(chaos(hall, servers, acts, kills))
        ballots = stored(engine, motion)
        report.blame([fault for voter in voters for fault in voter.faults(ballots.get(voter.account, []))])
        report.blame(torn(ballots))
        result = votes.close(hall.as_(1), motion)
        announced = (result.votes_for, result.votes_against, result.votes_abstain)
        if not announced == recount(ballots) == written(engine, motion):
            report.blame([f"announced {announced}, counted {recount(ballots)}"])
        engine.dispose()
    did = sum((voter.acts for voter in voters), Counter())
    report.note(
        kills=kills,
        clicks=sum(voter.clicks for voter in voters),
        ballots=sum(map(len, ballots.values())),
        voted=len(ballots),
        counted=result.cast,
        acts={name: did[name] for name in (*ACTS, NOBODY)},
    )
    report.bar(
        f"{len(ballots)} of {members} have voted (at least half, or nothing was tried)", 2 * len(ballots) >= members
    )
    report.bar(f"{members} voters: no double vote, no page that shows what is not stored", not report.faults)
    return report


def main() -> int:
    """Let chaos loose on each engine asked for."""
    parser = options(__doc__, *ENGINES)
    parser.add_argument("--voters", type=int, default=12)
    parser.add_argument("--acts", type=int, default=12, help="acts of each voter, about one a second")
    parser.add_argument("--kills", type=int, default=2)
    chosen = parser.parse_args()
    status = 0
    for kind in chosen.database or ENGINES:
        status |= measure(kind, chosen.voters, chosen.acts, chosen.kills).tell(as_json=chosen.json)
    return status


if __name__ == "__main__":
    sys.exit(main())
