"""Small groups stay hidden, and rates without a whole are no rates."""

import pytest

from dashboard.rules.figures.cells import enough, large_enough, per_thousand, share
from dashboard.rules.figures.flow import BEFORE, Step
from dashboard.rules.figures.tiles import shades, tile_places, tiles_across


@pytest.mark.parametrize(("count", "shown"), [(0, True), (1, False), (4, False), (5, True), (6, True)])
def test_groups_below_the_limit_are_hidden_and_empty_ones_are_not(count, shown):
    assert enough(count, 5) is shown


def test_rates_need_a_whole():
    assert per_thousand(5, 2500) == 2.0
    assert per_thousand(5, 0) is None
    assert per_thousand(5, None) is None
    assert share(1, 4) == 0.25
    assert share(0, 0) is None


def test_every_step_but_the_first_has_one_before():
    assert list(BEFORE) == list(Step)[1:]
    assert BEFORE[Step.SIGNED] is BEFORE[Step.COMPLETED] is Step.CLAIMED


def test_tiles_fill_rows_in_order():
    assert tile_places(5, 2) == [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2)]
    assert [tiles_across(count) for count in (0, 1, 3, 15)] == [1, 1, 3, 4]


def test_shades_rise_with_the_value_and_unknown_is_not_low():
    assert shades([0.0, 1.0, 2.0, 4.0, None]) == [0, 1, 2, 3, None]
    assert shades([0.0, 0.0]) == [0, 0]
    assert shades([]) == []


def test_small_groups_are_put_together_until_nothing_is_read_by_subtraction():
    assert large_enough({"a": 6, "b": 9, "c": 12}, 5) == ["a", "b", "c"]
    assert large_enough({"a": 3, "b": 9, "c": 12}, 5) == ["c"]
    assert large_enough({"a": 3, "b": 4, "c": 6, "d": 8}, 5) == ["c", "d"]
    assert large_enough({"a": 3}, 5) == []
    assert large_enough({"a": 0, "b": 5}, 5) == ["b"]
