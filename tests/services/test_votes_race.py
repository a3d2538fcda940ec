"""A thousand attempts of 54 members at one moment, from four processes: one vote each, and a sentence for the rest."""

from sqlalchemy import Engine

from benchmarks import race
from tests.factories import Clock


def test_a_thousand_attempts_from_four_processes_leave_one_vote_each(engine: Engine, clock: Clock):
    hall, motions = race.prepare(engine, clock)
    tasks = race.attempts(hall, motions, 1000)
    assert {task.kind for task in tasks} == set(race.Try)
    address = engine.url.render_as_string(hide_password=False)
    faults, answers = race.run(address, hall, motions, tasks, processes=4)
    assert faults == []
    assert set(answers) == {"Receipt", "Refused"}
