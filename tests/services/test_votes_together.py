"""Many click in the same moment: nobody's vote is lost, doubled or counted late, on either engine."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier
from typing import Any

import pytest
from sqlmodel import Session, select

from dashboard.errors import RuleBroken
from dashboard.services import meetings, votes
from models.enums import Choice, MeetingKind, MotionStatus
from models.meeting import MeetingDraft
from models.motion import Ballot, Motion
from tests.services.table import Table, at

CHOICES = tuple(Choice)


def at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run all calls in threads that start together; return results, and refusals by rule as they are."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return call()
        except RuleBroken as refused:
            return refused

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def stored(table: Table, motion: int) -> list[Ballot]:
    with Session(table.engine) as session:
        query = select(Ballot).where(Ballot.motion_id == motion).order_by(Ballot.seat_id, Ballot.version)
        return list(session.exec(query))


def test_twenty_clicks_of_one_member_are_one_vote(table: Table):
    _meeting, _item, motion = table.voting()
    calls = [lambda n=n: votes.cast(table.as_(3), motion, CHOICES[n % 3], key=f"click-{n}") for n in range(20)]
    receipts = at_once(calls)
    assert [type(receipt) for receipt in receipts] == [votes.Receipt] * 20
    rows = stored(table, motion)
    assert [row.version for row in rows] == list(range(1, len(rows) + 1))
    assert {receipt.ballot_id for receipt in receipts} == {row.id for row in rows}
    assert all(before.choice != after.choice for before, after in pairwise(rows))
    assert votes.paper(table.as_(3), motion).mine.choice == rows[-1].choice
    result = votes.close(table.office, motion)
    assert result.cast == 1


def test_one_click_that_arrives_twenty_times_is_one_ballot(table: Table):
    _meeting, _item, motion = table.voting()
    receipts = at_once([lambda: votes.cast(table.as_(3), motion, Choice.FOR, key="the click")] * 20)
    assert len(set(receipts)) == 1
    assert [(row.version, row.choice) for row in stored(table, motion)] == [(1, "for")]


def test_what_is_announced_is_what_is_stored_however_the_close_falls(table: Table):
    for trial in range(6):
        _meeting, _item, motion = table.voting(table.need(f"N-{trial}"), present=11)
        calls: list[Callable[[], Any]] = [
            lambda n=n, motion=motion, trial=trial: votes.cast(
                table.as_(n), motion, CHOICES[(n + trial) % 3], key=f"{trial}-{n}"
            )
            for n in range(1, 12)
        ]
        calls.insert(trial, lambda motion=motion: votes.close(table.chair, motion))
        done = at_once(calls)
        result = done.pop(trial)
        assert isinstance(result, votes.Result)
        in_time = [receipt for receipt in done if isinstance(receipt, votes.Receipt)]
        late = [refused for refused in done if isinstance(refused, RuleBroken)]
        assert len(in_time) + len(late) == 11
        assert {str(refused) for refused in late} <= {"This vote is not open, so no ballot was stored."}
        assert result.cast == len(in_time) == len(stored(table, motion))
        announced = {
            Choice.FOR: result.votes_for,
            Choice.AGAINST: result.votes_against,
            Choice.ABSTAIN: result.votes_abstain,
        }
        with Session(table.engine) as session:
            assert votes.tally_of(session, motion) == announced
            row = session.get_one(Motion, motion)
        assert (row.votes_for, row.votes_against, row.votes_abstain) == tuple(announced.values())


def test_two_who_close_announce_the_same(table: Table):
    _meeting, _item, motion = table.voting()
    table.cast(motion, *[Choice.FOR] * 7)
    done = at_once([lambda: votes.close(table.chair, motion, key="c")] * 4)
    assert len({result.closed_at for result in done}) == 1
    assert table.row(Motion, motion).status == MotionStatus.CLOSED


def test_steps_of_one_meeting_wait_for_each_other(table: Table):
    _meeting, items = table.sitting(table.need("N-1"), table.need("N-2"))
    done = at_once(
        [lambda item=item, n=n: meetings.take_up(table.office, item, key=f"{n}") for n, item in enumerate(items * 2)]
        + [lambda n=n: meetings.sign_in(table.as_(n), _meeting) for n in range(8, 12)]
    )
    refused = [one for one in done if one is not None]
    assert len(refused) == 3
    assert {str(one)[:10] for one in refused} <= {"“Item abou", "This step "}
    meeting = meetings.room(table.office)
    assert [item.status for item in meeting.items].count("in_discussion") == 1
    assert meeting.headcount.present == 11


@pytest.mark.parametrize("key", ["k", None])
def test_meetings_created_at_once_have_numbers_without_gaps(table: Table, key: str | None):
    draft = MeetingDraft(
        body_code="members", type=MeetingKind.MEMBERS, title="Meeting", starts_at=at(14), place="Meeting hall"
    )
    made = at_once([lambda: meetings.create(table.office, draft, key=key)] * 6)
    numbers = sorted(line.meeting.number for line in meetings.list_meetings(table.office))
    expected = 1 if key else 6
    assert len(set(made)) == expected
    assert numbers == [f"2026-WY-{n:02d}" for n in range(1, expected + 1)]
