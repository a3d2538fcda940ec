"""Nobody who holds the database, and neither key holder alone, can do better than guess who cast which ballot.

The same attacker links every ballot as soon as one safeguard is taken away, so these tests fail where it is missing.
"""

import base64
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, factorial
from pathlib import Path

import pytest
from nacl.encoding import Base64Encoder
from nacl.public import PublicKey, SealedBox
from sqlalchemy import Engine

from dashboard.rules import sealing
from dashboard.rules.sealing import SecretBallot
from dashboard.rules.sealing.codes import private_key
from dashboard.services import meetings, votes
from dashboard.services.votes import secret
from dashboard.services.votes.secret.casting import put_in
from dashboard.services.votes.secret.opening import take_out
from dashboard.services.votes.secret.safeguards import ALL, Safeguards
from dashboard.storage.checkpoint import empty_log
from models.enums import BallotForm, Choice, VoteMode
from models.secret import SealedBallot
from tests.factories import Clock
from tests.services.attacker import OPTIONS, WEAK, Attacker, Look, Marks, looks_at, stolen
from tests.services.secret_votes import FIRST, SECOND, SecretVote
from tests.services.table import Table, lay

VOTERS = 54
RUNS = 20
MOST = 56
"""Links of 20 runs together that one way of matching stays below: chance makes 20 on average (1 in each run)."""
WAYS = 2000
"""Ways of matching that are tried at most, all attackers together."""
CHANCE = random.Random(20261210)


SOURCES = {
    "sqlite": {
        "during participation.rowid",
        "after1 participation.rowid",
        "after1 file.bytes",
        "opened0 log.first",
        "opened0 rowid",
        "opened1 file.last",
        "opened1 id",
    },
    "postgresql": {
        "during participation.xmin",
        "after0 participation.ctid",
        "after0 seat.xmax",
        "opened0 log.first",
        "opened0 ctid",
        "opened0 file.last",
        "opened0 xmin",
    },
}
"""Orders that must be among those laid beside each other, so that the attack is not empty."""


@dataclass
class Traced:
    """A vote that was counted, what the attacker saw of it, and who cast what."""

    vote: SecretVote
    truth: dict[int, Marks]
    turn: list[int]
    during: Look
    between: Look
    after: list[Look]

    def in_turn(self) -> dict[str, int]:
        """Return how many voters stand in their place in the order of voting, by each order the last look gives."""
        orders = self.after[-1].voters
        return {
            source: sum(one == other for one, other in zip(orders[source], self.turn, strict=True))
            for source in ("participation.rowid", "participation.ctid", "participation.xmin", "file.bytes")
            if source in orders
        }

    def links(self, *codes: str) -> dict[str, int]:
        return Attacker(codes, self.during, self.between, self.after).links(self.truth)


@pytest.fixture
def hall(engine: Engine, clock: Clock) -> tuple[Table, int, list[int]]:
    """The joint conference with 54 seats, all there, and an item for every run."""
    table = lay(engine, clock, seats=VOTERS)
    meeting, items = table.sitting(*(table.need(f"N-{n}") for n in range(RUNS)), present=VOTERS)
    return table, meeting, items


def put_to_the_hall(table: Table, meeting: int, item: int) -> SecretVote:
    meetings.take_up(table.office, item)
    motion = votes.put(
        table.office,
        item,
        "Which of these shall be recommended?",
        "P1",
        mode=VoteMode.SECRET,
        form=BallotForm.APPROVAL,
        options=[f"Option {n}" for n in range(OPTIONS)],
    )
    return SecretVote(table, meeting, item, motion).draw().open()


def held(vote: SecretVote, folder: Path, safeguards: Safeguards = ALL) -> Traced:
    """Let 54 voters cast 54 different ballots in random order, count them, and look at every stage."""
    table, motion = vote.table, vote.motion
    different = [tuple(n for n in range(OPTIONS) if number >> n & 1) for number in range(1, VOTERS + 1)]
    truth = dict(zip(range(1, VOTERS + 1), CHANCE.sample(different, VOTERS), strict=True))
    turn = CHANCE.sample(list(truth), VOTERS)
    for seat in turn:
        put_in(table.as_(seat), motion, Choice.FOR, truth[seat], safeguards)
    during = looks_at(table.engine, motion, folder)
    vote.end()
    take_out(table.as_(FIRST), motion, vote.codes[0], None, safeguards)
    between = looks_at(table.engine, motion, folder)
    result = take_out(table.as_(SECOND), motion, vote.codes[1], None, safeguards)
    assert result is not None
    assert result.votes_for == VOTERS
    after = [looks_at(table.engine, motion, folder)]
    if empty_log(table.engine):
        after.append(looks_at(table.engine, motion, folder))
    return Traced(vote, truth, turn, during, between, after)


# --- the real design --------------------------------------------------------------------------------------------------


def test_the_bound_is_beyond_chance():
    """Fixed points of a random order of 54 are Poisson(1) to many digits, so those of 20 runs are Poisson(20)."""
    below = sum(exp(-RUNS) * RUNS**k / factorial(k) for k in range(MOST))
    assert 1 - below < 1e-6 / WAYS


def test_nobody_with_the_database_and_no_holder_alone_does_better_than_guess(
    hall: tuple[Table, int, list[int]], tmp_path: Path
):
    table, meeting, items = hall
    in_turn: Counter[str] = Counter()
    linked: dict[str, Counter[str]] = {"nobody": Counter(), "holder 1": Counter(), "holder 2": Counter()}
    for item in items:
        traced = held(put_to_the_hall(table, meeting, item), tmp_path)
        in_turn.update(traced.in_turn())
        linked["nobody"].update(traced.links())
        linked["holder 1"].update(traced.links(traced.vote.codes[0]))
        linked["holder 2"].update(traced.links(traced.vote.codes[1]))
    ways = {who: len(counts) for who, counts in linked.items()}
    assert SOURCES[table.engine.dialect.name] <= {source for way in linked["nobody"] for source in way.split(" × ")}
    assert ways["holder 1"] > ways["nobody"]  # the order of the inner envelopes of known voters
    assert ways["holder 2"] > ways["nobody"]  # the ballots of the inner envelopes, in their order
    assert sum(ways.values()) <= WAYS
    assert {source: count < MOST for source, count in in_turn.items()} == dict.fromkeys(in_turn, True), in_turn
    best = {who: counts.most_common(1)[0] for who, counts in linked.items()}
    assert {who: count < MOST for who, (_way, count) in best.items()} == dict.fromkeys(linked, True), best


def test_both_holders_together_with_a_copy_made_during_the_voting_can_trace_every_ballot(
    hall: tuple[Table, int, list[int]], tmp_path: Path
):
    """The limit the page tells of; and the attacker knows the trade."""
    table, meeting, items = hall
    traced = held(put_to_the_hall(table, meeting, items[0]), tmp_path)
    assert max(traced.links(*traced.vote.codes).values()) == VOTERS


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # PostgreSQL keeps dead rows, sealed, until it cleans up
def test_envelopes_leave_no_bytes_in_the_file_once_they_are_opened(hall: tuple[Table, int, list[int]], tmp_path: Path):
    table, meeting, items = hall
    vote = put_to_the_hall(table, meeting, items[0])
    for seat in range(1, VOTERS + 1):
        secret.cast_secret(table.as_(seat), vote.motion, Choice.FOR, marks=[seat % OPTIONS])
    outer = [row.sealed.encode() for row in vote.rows(SealedBallot)]
    vote.end().take_off_outer()
    inner = [row.sealed.encode() for row in vote.rows(SealedBallot)]
    vote.count()
    _copy, file, log = stolen(table.engine, tmp_path)
    assert log == b""
    assert [one for one in outer + inner if one[:24] in file] == []


# --- the same with a safeguard taken away -----------------------------------------------------------------------------


def written_out(ballot: SecretBallot) -> bytes:
    return WEAK + json.dumps([ballot.choice, ballot.marks, ballot.receipt]).encode()


def read_out(plain: bytes) -> SecretBallot:
    choice, marks, receipt = json.loads(plain.removeprefix(WEAK))
    return SecretBallot(Choice(choice), tuple(marks), receipt)


def for_one(key: str, ballot: SecretBallot) -> str:
    """Return a ballot in a single envelope."""
    box = SealedBox(PublicKey(key.encode(), Base64Encoder))
    return base64.b64encode(box.encrypt(written_out(ballot))).decode()


def as_they_are(sealed: Sequence[str], _code: str) -> list[str]:
    return list(sealed)


def read_all(inner: Sequence[str], _code: str, _options: int) -> list[SecretBallot]:
    return [read_out(base64.b64decode(one)) for one in inner]


def open_all(inner: Sequence[str], code: str, _options: int) -> list[SecretBallot]:
    box = SealedBox(private_key(code))
    return [read_out(box.decrypt(base64.b64decode(one))) for one in inner]


def numbered() -> Safeguards:
    """Ids that count up, and nothing mixed: a table with a running number."""
    numbers = iter(range(10_000))
    return Safeguards(new_id=lambda: f"{next(numbers):08d}", mix=list)


WEAKENED = {
    "no envelopes": (
        Safeguards(
            seal=lambda ballot, _keys, _options: base64.b64encode(written_out(ballot)).decode(),
            open_outer=as_they_are,
            open_inner=read_all,
        ),
        "nobody",
    ),
    "running numbers": (numbered(), "nobody"),
    "no inner envelope": (
        Safeguards(seal=lambda ballot, keys, _options: for_one(keys[0], ballot), open_inner=read_all),
        "holder 1",
    ),
    "no outer envelope": (
        Safeguards(
            seal=lambda ballot, keys, _options: for_one(keys[1], ballot), open_outer=as_they_are, open_inner=open_all
        ),
        "holder 2",
    ),
    "nothing mixed": (Safeguards(mix=list), "holder 1"),
}


@pytest.mark.parametrize("missing", WEAKENED)
def test_the_same_attacker_links_every_ballot_where_a_safeguard_is_missing(
    hall: tuple[Table, int, list[int]], tmp_path: Path, missing: str
):
    table, meeting, items = hall
    safeguards, who = WEAKENED[missing]
    traced = held(put_to_the_hall(table, meeting, items[0]), tmp_path, safeguards)
    codes = {"nobody": (), "holder 1": traced.vote.codes[:1], "holder 2": traced.vote.codes[1:]}[who]
    assert max(traced.links(*codes).values()) == VOTERS


def test_the_safeguards_in_use_are_those_of_the_rules():
    assert (
        Safeguards(sealing.seal, sealing.open_outer, sealing.open_inner, sealing.new_id, sealing.in_random_order) == ALL
    )
