"""Votes closed while twenty cast from two processes: announced, stored and counted are one and the same."""

from sqlalchemy import Engine

from benchmarks import closings
from benchmarks.hall import gather
from tests.factories import Clock

CLOSINGS = 30


def test_thirty_closings_announce_what_is_stored_and_what_a_recount_finds(engine: Engine, clock: Clock):
    hall = gather(engine, closings.VOTERS, items=CLOSINGS, clock=clock)
    done = closings.closings(engine.url.render_as_string(hide_password=False), hall)
    assert [fault for one in done for fault in one.faults] == []
    assert [one.in_time + one.late for one in done] == [2 * closings.VOTERS] * CLOSINGS
    assert closings.summary(done)["cut"] > 0
