"""Waiting times are honest: who still waits and who left count, and nothing is said before half have arrived."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.rules.figures.waiting import Waits, median_days, together

DAYS = st.dictionaries(st.integers(0, 400), st.integers(1, 5), max_size=12)


def test_median_is_the_ordinary_one_when_everybody_arrived():
    assert median_days(Waits(arrived={3: 1, 5: 1, 9: 1})) == 5
    assert median_days(Waits(arrived={3: 1, 5: 1})) == 3


def test_nothing_is_said_before_half_have_arrived():
    assert median_days(Waits()) is None
    assert median_days(Waits(arrived={3: 1}, waiting={20: 2})) is None
    assert median_days(Waits(arrived={3: 1}, waiting={20: 1})) == 3


def test_those_still_waiting_make_the_median_longer():
    arrived = {2: 2, 10: 2, 30: 2}
    assert median_days(Waits(arrived=arrived)) == 10
    assert median_days(Waits(arrived=arrived, waiting={12: 4})) == 30


def test_a_case_seen_only_shortly_does_not_count_against_later_arrivals():
    assert median_days(Waits(arrived={10: 2}, waiting={1: 5, 40: 1})) == 10


def test_those_who_left_stay_in_the_whole():
    assert median_days(Waits(arrived={4: 2}, left={1: 2})) == 4
    assert median_days(Waits(arrived={4: 2}, left={1: 3})) is None
    assert median_days(Waits(arrived={4: 2}, left={90: 3})) is None


def test_the_estimate_agrees_with_a_worked_example():
    # Four at risk: one arrives on day 1 (1/4), one is lost from sight on day 2, one of two arrives on day 3
    # (1/4 + 3/4 * 1/2 = 5/8).
    assert median_days(Waits(arrived={1: 1, 3: 1}, waiting={2: 1, 9: 1})) == 3


@given(DAYS, DAYS)
def test_the_median_is_a_day_on_which_somebody_arrived(arrived, waiting):
    found = median_days(Waits(arrived=arrived, waiting=waiting))
    assert found is None or found in arrived


@given(DAYS)
def test_without_open_cases_half_have_arrived_by_the_median_and_fewer_before(arrived):
    waits = Waits(arrived=arrived)
    found = median_days(waits)
    if not arrived:
        assert found is None
        return
    assert waits.within(found) * 2 >= waits.count > (waits.within(found) - arrived[found]) * 2


@given(DAYS, DAYS, DAYS)
def test_more_leaving_never_makes_the_median_shorter(arrived, left, more):
    before = median_days(Waits(arrived=arrived, left=left))
    after = median_days(together([Waits(arrived=arrived, left=left), Waits(left=more)]))
    assert after is None or (before is not None and before <= after)


def test_counts_of_a_group():
    waits = together([Waits({3: 1, 20: 2}, {5: 1}, {4: 1}), Waits({3: 1}, {}, {16: 2})])
    assert (waits.count, waits.arrivals, waits.on_their_way) == (8, 4, 3)
    assert (waits.within(15), waits.beyond(15)) == (2, 2)
