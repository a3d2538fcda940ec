"""The flow is counted honestly: open items are on their way, ended ones stay in the whole, small quarters hide."""

from datetime import date

import pytest

from dashboard.errors import NotAllowed
from dashboard.rules.figures.flow import Promise
from dashboard.services import figures
from models.enums import NeedStatus as S
from models.enums import ProjectStatus
from tests.services.figures.rows import Rows


def test_an_empty_house_has_no_flow(visitor):
    assert figures.funnel_frame(visitor).empty
    assert figures.rates_frame(visitor).empty
    assert figures.quarters(visitor) == []
    assert all(figures.promise_frame(visitor, promise).empty for promise in Promise)


@pytest.fixture
def quarter(rows: Rows) -> Rows:
    """Six items of one quarter: done, in works without an agreement, signed, open, declined, new."""
    done = rows.need(
        0, S.COMPLETED, answered=2, accepted=2, published=4, claimed=10, decided=20, approved=30, signed=32,
        completed=100,
    )  # fmt: skip
    rows.project(done, ProjectStatus.ACCEPTED, finished_on=date(2026, 4, 1), due_on=date(2026, 4, 2))
    begun = rows.need(1, S.IN_PROGRESS, answered=5, accepted=5, published=6, decided=20, approved=40)
    rows.project(begun, started_on=date(2026, 2, 12))
    rows.need(2, S.SIGNED, answered=6, accepted=6, published=8, claimed=18, decided=30, approved=40, signed=50)
    rows.need(3, S.OPEN, answered=23, accepted=23, published=30, carried=1)
    rows.need(4, S.DECLINED, answered=10, ended=10)
    rows.need(5, S.SUBMITTED)
    return rows


def test_every_step_says_how_many_came_on_and_how_many_still_wait(visitor, quarter):
    told = figures.funnel_frame(visitor).to_dict("records")
    found = [(row["step"], row["items"], row["kept"], row["median"]) for row in told]
    assert found == [
        ("Submitted", 6, "", ""),
        ("Accepted", 4, "66.6%", "4 days"),
        ("Published", 4, "100.0%", "2 days"),
        ("Claimed", 3, "75.0%", "10 days"),
        ("Agreement signed", 2, "66.6%", "32 days"),
        ("Completed", 1, "33.3%", "not yet reached by half"),
    ]
    assert [(row["on_their_way"], row["left"]) for row in told][1:] == [(1, 1), (0, 0), (1, 0), (0, 1), (2, 0)]


def test_rates_name_their_denominators(visitor, quarter):
    (row,) = figures.rates_frame(visitor).to_dict("records")
    assert row == {
        "quarter": "Q1 2026",
        "submitted": 6,
        "claim_rate": "75.0%",
        "completion_rate": "25.0%",
        "on_time_rate": "100.0%",
        "mean_days": "100",
        "on_their_way": 4,
        "carried": 1,
    }
    assert figures.all_rates(visitor) == {**row, "quarter": "All quarters"}


def test_promises_count_within_the_limit_and_late_ones_still_waiting(visitor, quarter):
    (row,) = figures.promise_frame(visitor, Promise.ANSWER).to_dict("records")
    assert (row["started"], row["kept"], row["kept_share"], row["median"]) == (6, 4, "66.6%", "4 days")
    assert (row["on_their_way"], row["beyond"], row["limit"]) == (1, 1, 15)
    assert figures.promise_frame(visitor, Promise.CLAIM).empty  # four were published: too few to be shown


def test_imports_without_moments_and_undone_ones_are_left_out(visitor, rows: Rows):
    for _number in range(5):
        rows.need(0, S.ARCHIVED, approved=0, completed=50, batch_id=1)
        rows.need(0, S.WITHDRAWN, ended=9, batch_id=1)
    for _number in range(5):
        rows.need(0, S.ON_LIST, accepted=1, answered=1, batch_id=2)
    assert figures.all_rates(visitor)["submitted"] == 5


def test_small_quarters_are_put_together(visitor, rows: Rows):
    for _number in range(6):
        rows.need(0)
    for _number in range(3):
        rows.need(100)
    for _number in range(8):
        rows.need(200)
    assert figures.quarters(visitor) == ["2026Q3"]
    assert [(row["quarter"], row["submitted"]) for row in figures.rates_frame(visitor).to_dict("records")] == [
        ("Q3 2026", 8),
        ("Quarters with few items, together", 9),
    ]
    assert figures.funnel_frame(visitor, "2026Q2").empty


def test_only_the_secretariat_reads_what_is_overdue(visitor, acting_as, quarter):
    total, rows = figures.overdue_promises(acting_as("secretariat"), Promise.ANSWER)
    assert (total, [(row.title, row.limit) for row in rows]) == (1, [("Item 6", 15)])
    assert rows[0].days > 15
    assert figures.overdue_for(visitor, Promise.ANSWER) is None
    with pytest.raises(NotAllowed):
        figures.overdue_promises(visitor, Promise.ANSWER)
    ended = figures.overdue_promises(acting_as("secretariat"), Promise.FINISH)
    assert ended == (0, [])
