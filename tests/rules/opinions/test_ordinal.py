"""Measures of split and agreement equal their published values."""

import pytest

from dashboard.rules import consensus
from dashboard.rules.opinions.ordinal import (
    agreement_index,
    esteban_ray,
    krippendorff,
    leik,
    tastle_wierman,
    wilson,
)

SEVEN = (30, 40, 210, 130, 530, 50, 10)
"""The documented example of the R package agrmt."""

CODERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""Krippendorff 2011, the example with missing values: four observers, twelve units."""


def units() -> list[list[int]]:
    return [[value for value in unit if value is not None] for unit in zip(*CODERS, strict=True)]


def test_published_values_of_seven_positions():
    # Source: R package agrmt, documentation.
    agreement = consensus.van_der_eijk(SEVEN)
    assert agreement == pytest.approx(0.6113333, abs=1e-7)
    assert (1 - float(agreement or 0)) / 2 == pytest.approx(0.1943333, abs=1e-7)
    assert tastle_wierman(SEVEN) == pytest.approx(0.7256876, abs=1e-7)
    assert leik(SEVEN) == pytest.approx(0.287, abs=5e-4)


@pytest.mark.parametrize(
    ("against", "abstain", "votes_for", "tw", "a", "dispersion", "er", "index"),
    [
        (0, 0, 54, 1, 1, 0, 0, 1),
        (27, 0, 27, 0, -1, 1, 1, 0.25),
        (18, 18, 18, 0.333, 0, 0.667, 0.593, 0),
        (36, 9, 9, 0.321, 0.5, 0.5, 0.574, 0.5),
        (28, 0, 26, 0.001, -0.926, 0.963, 0.999, 0.278),
        (0, 54, 0, 1, 1, 0, 0, 1),
    ],
)
def test_measured_splits_of_54_votes(
    against: int, abstain: int, votes_for: int, tw: float, a: float, dispersion: float, er: float, index: float
):
    counts = (against, abstain, votes_for)
    found = (
        tastle_wierman(counts),
        consensus.van_der_eijk(counts),
        leik(counts),
        esteban_ray(counts),
        agreement_index(votes_for, against, abstain),
    )
    assert found == pytest.approx((tw, a, dispersion, er, index), abs=6e-4)


def test_published_alpha_of_krippendorff():
    # Source: Krippendorff 2011: nominal .743, ordinal .815.
    assert krippendorff(units()) == pytest.approx(0.743, abs=5e-4)
    assert krippendorff(units(), "ordinal", (1, 2, 3, 4, 5)) == pytest.approx(0.815, abs=5e-4)


def test_alpha_of_nothing_to_compare_is_unknown_and_of_one_answer_is_1():
    assert krippendorff([["for"], []]) is None
    assert krippendorff([["for", "for"], ["for", "for"]]) == 1.0


def test_wilson_interval_of_published_cases():
    # Source: statsmodels proportion_confint(method="wilson").
    assert wilson(0, 54) == pytest.approx((0.0, 0.066414), abs=1e-6)
    assert wilson(54, 54) == pytest.approx((0.933586, 1.0), abs=1e-6)
    assert wilson(0, 0) is None


@pytest.mark.parametrize("measure", [tastle_wierman, leik, esteban_ray])
def test_nothing_cast_is_not_measurable(measure):
    assert measure((0, 0, 0)) is None


def test_scales_that_are_none_are_refused():
    with pytest.raises(ValueError, match="two positions"):
        leik((3,))
    with pytest.raises(ValueError, match="two positions"):
        tastle_wierman((3, -1))
    with pytest.raises(ValueError, match="Alpha"):
        esteban_ray((3, 1), alpha=2)
