"""Does a vote that was acknowledged survive a kill? ``python -m benchmarks.kills``

A serving process is ended by SIGKILL in the middle of voting, again and again. Every vote that was acknowledged must
be stored, none twice; one that was under way may be stored or not, as its voter then sees.

* ``--calls N``: kills of a process that carries out the use cases with eight threads, as the pages do, while a client
  on a pipe keeps what was acknowledged. Quick.
* ``--servers N``: kills of the real server, with members in real tabs who vote through the page; a vote counts as
  acknowledged once the page shows it. Each takes some seconds, because a server has to start again.

The full size is ``--calls 200 --servers 200``.
"""

import asyncio
import multiprocessing
import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks import ballot_page
from benchmarks.databases import ENGINES, fresh
from benchmarks.hall import CHOICES, Hall, Stored, gather, recount, stored, torn
from benchmarks.reporting import Report, options
from benchmarks.serving import Server, product_on
from benchmarks.tabs import AWAY, Tab
from dashboard.services import votes
from dashboard.services.accounts import as_account
from dashboard.services.context import Context
from dashboard.storage.engine import open_engine
from models.enums import Choice

MEMBERS = 24
THREADS = 8
ALIVE = (0.15, 0.6)
"""Seconds a process votes before it is killed."""
ALIVE_SERVER = (0.4, 1.5)
PATIENCE = 30.0


@dataclass
class Voter:
    """What one member knows: which clicks were made, which receipts came back."""

    account: int
    clicks: int = 0
    receipts: list[votes.Receipt] = field(default_factory=list)

    def faults(self, rows: list[Stored]) -> list[str]:
        """Every receipt is a stored ballot of this member; every ballot came from one click of theirs."""
        kept = {(row.id, row.seat, row.version, row.choice) for row in rows}
        told = {(one.ballot_id, one.seat_id, one.version, str(one.choice)) for one in self.receipts}
        made = {_key(self.account, number) for number in range(self.clicks)}
        faults = [f"account {self.account}: acknowledged and not stored: {one}" for one in sorted(told - kept)]
        faults += [f"account {self.account}: stored and never clicked: {row}" for row in rows if row.key not in made]
        if len({row.key for row in rows}) != len(rows):
            faults.append(f"account {self.account}: one click is stored twice")
        return faults


def _key(account: int, number: int) -> str:
    return f"{account}-{number}"


# --- a process that carries out the use cases -----------------------------------------------------------------------


def serve(url: str, motion: int, jobs: list[tuple[int, int]], line: Connection) -> None:
    """Cast for members until killed; say before each click who makes it, and after it which receipt came back."""
    engine = open_engine(url)
    saying = threading.Lock()

    def say(word: object) -> None:
        with saying:
            line.send(word)

    def vote(mine: list[tuple[int, int]]) -> None:
        for turn in range(10_000):
            for account, clicks in mine:
                say(account)
                ctx = Context(engine, as_account(account))
                key = _key(account, clicks + turn)
                say((account, votes.cast(ctx, motion, CHOICES[(clicks + turn) % len(CHOICES)], key=key)))

    threads = [threading.Thread(target=vote, args=(jobs[n::THREADS],)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def one_kill(url: str, motion: int, voters: dict[int, Voter], chance: random.Random) -> None:
    """Let a process vote, kill it, and keep what it said."""
    start = multiprocessing.get_context("forkserver")
    start.set_forkserver_preload(["dashboard.services.votes", "dashboard.services.accounts"])
    ours, theirs = start.Pipe(duplex=False)
    jobs = [(voter.account, voter.clicks) for voter in voters.values()]
    process = start.Process(target=serve, args=(url, motion, jobs, theirs), daemon=True)
    process.start()
    theirs.close()
    ours.poll(PATIENCE)  # the clock runs from its first word
    end = time.monotonic() + chance.uniform(*ALIVE)
    while (left := end - time.monotonic()) > 0:
        if ours.poll(left):
            _hear(ours, voters)
    process.kill()
    process.join(PATIENCE)
    while _hear(ours, voters):
        pass
    ours.close()
    process.close()


def _hear(line: Connection, voters: dict[int, Voter]) -> bool:
    """Keep one message; return whether there was one."""
    try:
        said = line.recv()
    except (EOFError, OSError):
        return False
    if isinstance(said, int):
        voters[said].clicks += 1
    else:
        account, receipt = said
        voters[account].receipts.append(receipt)
    return True


def kill_calls(kind: str, kills: int) -> Report:
    """Kill a process that carries out the use cases, ``kills`` times, on a new database."""
    report = Report(f"{kills} kills of a process that votes, {kind}")
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder, fresh(kind, Path(folder)) as url:
        engine = open_engine(url)
        hall = gather(engine, MEMBERS)
        motion = hall.open_vote(hall.items[0])
        voters = {account: Voter(account) for account in hall.members}
        for _kill in range(kills):
            one_kill(url, motion, voters, chance)
        time.sleep(0.5)  # PostgreSQL may still be carrying out what a killed process had sent
        ballots = stored(engine, motion)
        clicks = sum(voter.clicks for voter in voters.values())
        known = sum(len(voter.receipts) for voter in voters.values())
        report.blame([fault for one in voters.values() for fault in one.faults(ballots.get(one.account, []))])
        _finish(report, hall, motion, ballots, acknowledged=known, in_doubt=clicks - known)
        engine.dispose()
    return report


def _finish(report: Report, hall: Hall, motion: int, ballots: dict[int, list[Stored]], **counts: int) -> None:
    report.blame(torn(ballots))
    result = votes.close(hall.as_(1), motion)
    counted = (result.votes_for, result.votes_against, result.votes_abstain)
    if counted != recount(ballots):
        report.blame([f"announced {counted}, counted {recount(ballots)}"])
    report.note(members=len(hall.members), **counts, stored=sum(map(len, ballots.values())), counted=result.cast)
    met = not report.faults and counts["acknowledged"] > 0
    report.bar(f"{counts['acknowledged']} acknowledged votes: all stored, none twice", met)


# --- the real server ------------------------------------------------------------------------------------------------


@dataclass
class Clicker:
    """A member at the page: the votes in the order they must be stored, and one that may be."""

    account: int
    known: list[Choice] = field(default_factory=list)
    doubt: Choice | None = None
    doubts: int = 0

    def returns(self, shown: Choice | None) -> list[str]:
        """Take what a page drawn anew shows: it settles the doubt. Return what cannot be true."""
        doubt, self.doubt = self.doubt, None
        if doubt is not None and shown is doubt:
            self.known.append(doubt)
        expected = self.known[-1] if self.known else None
        return [] if shown is expected else [f"account {self.account} saw {shown} instead of {expected}"]

    def faults(self, rows: list[Stored]) -> list[str]:
        """What pages showed is stored, in order, and nothing else."""
        kept = [row.choice for row in rows]
        known = [str(choice) for choice in self.known]
        if kept == known or (self.doubt is not None and kept == [*known, self.doubt]):
            return []
        return [f"account {self.account}: shown {known[-5:]} of {len(known)}, stored {kept[-5:]} of {len(kept)}"]


async def member(server: Server, hall: Hall, seat: int, voter: Clicker, over: asyncio.Event) -> list[str]:
    """Vote through the page again and again, come back after every kill; return what a page showed wrongly."""
    chance, wrong = random.Random(seat), []
    while not over.is_set():
        tab = ballot_page.open_room(server.url, hall.number, hall.cookie(seat))
        try:
            await tab.open(patience=5.0)
            await tab.until(lambda tab=tab: ballot_page.may_vote(tab), 10.0)
            wrong += voter.returns(ballot_page.shown(tab))
            while not over.is_set():
                await _vote(tab, voter, chance)
        except AWAY:
            await asyncio.sleep(0.2)
        finally:
            await tab.close()
    return wrong


async def _vote(tab: Tab, voter: Clicker, chance: random.Random) -> None:
    """Cast another vote than the page shows, and wait until it shows it."""
    voter.doubt = chance.choice([choice for choice in CHOICES if choice is not ballot_page.shown(tab)])
    await ballot_page.cast(tab, voter.doubt)
    await tab.until(lambda: ballot_page.shown(tab) is voter.doubt, PATIENCE)
    voter.known.append(voter.doubt)
    voter.doubt = None
    await asyncio.sleep(chance.uniform(0.05, 0.4))


async def killing(server: Server, hall: Hall, voters: list[Clicker], kills: int) -> list[str]:
    """Kill and restart the server while members vote; return what any page showed wrongly."""
    chance, over = random.Random(11), asyncio.Event()
    members = [asyncio.create_task(member(server, hall, n, voter, over)) for n, voter in enumerate(voters, 1)]
    for _kill in range(kills):
        before = _known(voters)
        end = time.monotonic() + PATIENCE
        while _known(voters) == before and time.monotonic() < end:
            await asyncio.sleep(0.05)  # until they are back
        await asyncio.sleep(chance.uniform(*ALIVE_SERVER))
        await asyncio.to_thread(server.kill)
        for voter in voters:
            voter.doubts += voter.doubt is not None
        server.start()
        await asyncio.to_thread(server.ready)
    await asyncio.sleep(2.0)
    over.set()
    return [fault for faults in await asyncio.gather(*members) for fault in faults]


def _known(voters: list[Clicker]) -> int:
    return sum(len(voter.known) for voter in voters)


def kill_servers(kind: str, kills: int) -> Report:
    """Kill the real server ``kills`` times on a new database."""
    report = Report(f"{kills} kills of the server, {kind}")
    with tempfile.TemporaryDirectory() as folder, fresh(kind, Path(folder)) as url:
        engine = open_engine(url)
        hall = gather(engine, MEMBERS)
        motion = hall.open_vote(hall.items[0])
        voters = [Clicker(account) for account in hall.members]
        server = product_on(url, Path(folder)).start().ready()
        try:
            report.blame(asyncio.run(killing(server, hall, voters, kills)))
        finally:
            server.stop()
        ballots = stored(engine, motion)
        report.blame([fault for one in voters for fault in one.faults(ballots.get(one.account, []))])
        in_doubt = sum(voter.doubts for voter in voters)
        _finish(report, hall, motion, ballots, acknowledged=_known(voters), in_doubt=in_doubt)
        engine.dispose()
    return report


def main() -> int:
    """Kill on each engine and say whether anything was lost or doubled."""
    parser = options(__doc__, *ENGINES)
    parser.add_argument("--calls", type=int, default=10, help="kills of a process that carries out the use cases")
    parser.add_argument("--servers", type=int, default=3, help="kills of the real server")
    chosen = parser.parse_args()
    status = 0
    for kind in chosen.database or ENGINES:
        for kills, measure in ((chosen.calls, kill_calls), (chosen.servers, kill_servers)):
            if kills:
                status |= measure(kind, kills).tell(as_json=chosen.json)
    return status


if __name__ == "__main__":
    sys.exit(main())
