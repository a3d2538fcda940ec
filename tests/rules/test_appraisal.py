"""No figure of an appraisal gives a small group away."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.rules.appraisal import figures, one_decimal, tellable


@pytest.mark.parametrize(
    ("value", "said"),
    [(Fraction(23, 5), "4.6"), (Fraction(91, 20), "4.6"), (Fraction(5), "5.0"), (Fraction(1, 3), "0.3")],
)
def test_a_mean_has_one_decimal(value: Fraction, said: str):
    assert one_decimal(value) == said


def test_small_groups_are_merged_step_by_step_or_hidden():
    assert figures((0, 0, 5, 5, 10), (10, 5, 5), 10, 5).marks == {(5,): 10, (4,): 5, (3,): 5, (2,): 0, (1,): 0}
    assert figures((1, 4, 5, 1, 10), (9, 6, 6), 10, 5).marks == {(5, 4): 11, (3,): 5, (2, 1): 5}
    assert figures((1, 1, 4, 1, 10), (9, 2, 6), 16, 5).marks == {(5, 4): 11, (3, 2, 1): 6}
    assert figures((1, 0, 1, 1, 10), (9, 2, 2), 12, 5).marks is None
    told = figures((1, 0, 1, 1, 10), (9, 2, 2), 12, 5)
    assert (told.awareness, told.took_part) == (None, None)
    assert figures((0, 0, 0, 8, 8), (9, 2, 5), 11, 5).awareness == (11, 5)


@given(
    marks=st.lists(st.integers(0, 12), min_size=5, max_size=5),
    least=st.integers(1, 8),
    data=st.data(),
)
def test_whatever_is_told_of_a_group_is_told_of_nobody_or_of_enough(marks: list[int], least: int, data):
    count = sum(marks)
    well = data.draw(st.integers(0, count))
    some = data.draw(st.integers(0, count - well))
    part = data.draw(st.integers(0, count))
    told = figures(marks, (well, some, count - well - some), part, least)
    assert told.count == count
    shown = [*(told.marks or {}).values(), *(told.awareness or ())]
    if told.took_part is not None:
        shown += [told.took_part, count - told.took_part]
    assert tellable(shown, least)
    assert (told.mean is None) == (count < least)
    assert told.mean is None or told.mean == Fraction(sum(mark * n for mark, n in enumerate(marks, 1)), count)
