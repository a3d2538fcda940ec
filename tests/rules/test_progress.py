"""Shares, plans and delays in whole numbers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.rules.progress import days_late, even_shares, next_check, overdue_days, paused_days, planned_percent

BEGIN = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("count", "shares"), [(-1, []), (0, []), (1, [100]), (3, [34, 33, 33]), (7, [15, 15, 14, 14, 14, 14, 14])]
)
def test_even_shares_add_up_to_the_whole(count: int, shares: list[int]):
    assert even_shares(count) == shares


@given(st.integers(1, 100))
def test_even_shares_differ_by_one_at_most(count: int):
    shares = even_shares(count)
    assert (len(shares), sum(shares)) == (count, 100)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] <= 1


@pytest.mark.parametrize(
    ("day", "planned"),
    [
        (date(2025, 12, 1), 0),
        (BEGIN, 0),
        (date(2026, 1, 6), 25),
        (date(2026, 1, 10), 45),
        (date(2026, 1, 11), 50),
        (date(2026, 1, 16), 62),
        (date(2026, 1, 31), 100),
        (date(2027, 1, 1), 100),
    ],
)
def test_the_plan_rises_evenly_between_milestones(day: date, planned: int):
    steps = [(date(2026, 1, 31), 50), (date(2026, 1, 11), 30), (date(2026, 1, 11), 20)]
    assert planned_percent(BEGIN, steps, day) == planned


def test_a_milestone_on_the_first_day_counts_at_once():
    assert planned_percent(BEGIN, [(BEGIN, 40), (BEGIN + timedelta(days=10), 60)], BEGIN) == 40


def test_nothing_is_planned_without_milestones():
    assert planned_percent(BEGIN, [], date(2030, 1, 1)) == 0


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 30)), max_size=8), st.integers(-10, 410))
def test_the_plan_never_falls_and_ends_at_the_sum(offsets: list[tuple[int, int]], day: int):
    steps = [(BEGIN + timedelta(days=offset), share) for offset, share in offsets]
    today = planned_percent(BEGIN, steps, BEGIN + timedelta(days=day))
    assert 0 <= today <= planned_percent(BEGIN, steps, BEGIN + timedelta(days=day + 1))
    assert planned_percent(BEGIN, steps, BEGIN + timedelta(days=401)) == sum(share for _offset, share in offsets)


@pytest.mark.parametrize(("day", "days"), [(date(2026, 11, 30), 0), (date(2026, 12, 1), 1), (date(2026, 12, 20), 20)])
def test_overdue_days_count_from_the_day_after_the_due_date(day: date, days: int):
    due = date(2026, 11, 30)
    assert overdue_days(due, None, day) == days_late(due, day) == days
    assert overdue_days(due, day, day) == 0


def test_the_result_is_due_to_be_seen_ninety_days_after_it_was_seen_last():
    assert next_check(BEGIN, None) == date(2026, 4, 1)
    assert next_check(BEGIN, date(2026, 4, 1)) == date(2026, 6, 30)


def test_days_of_rest_are_added_and_an_open_spell_runs_until_today():
    spells = [(BEGIN, date(2026, 1, 11)), (date(2026, 2, 1), None)]
    assert paused_days(spells, date(2026, 2, 4)) == 13
    assert paused_days([], BEGIN) == 0
