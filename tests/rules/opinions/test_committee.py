"""The five numbers of a committee vote."""

import pytest

from dashboard.rules.consensus import Split
from dashboard.rules.decisions import PRESETS
from dashboard.rules.opinions.committee import five_numbers

VOTE = Split(votes_for=31, against=9, abstain=5, entitled=54, present=46)
TYPES = {
    "enterprise": Split(20, 6, 3, 35, 30),
    "quarter": Split(3, 0, 0, 4, 3),
    "two_new": Split(8, 3, 2, 15, 13),
}


def test_five_numbers_by_hand():
    found = five_numbers(VOTE, PRESETS["P1"], by_type=TYPES)
    assert (found.turnout, found.attendance, found.approval) == (45 / 54, 46 / 54, 31 / 40)
    assert (found.votes_needed, found.votes_over, found.votes_short) == (28, 3, 0)
    # Layers of 9/5/31: 5 of all three (A 0), 4 at both ends (A -1), 22 at one (A 1).
    assert found.agreement == pytest.approx((22 - 8) / 45)
    # The 4 of the quarters are fewer than 5 and join the two new ones.
    assert found.bridging == pytest.approx((21 / 31 * 12 / 18) ** 0.5)
    assert (found.lowest_type, found.lowest_type_share) == ("enterprise", 20 / 26)
    assert found.converging == ()


def test_votes_short_are_whole_votes():
    found = five_numbers(Split(27, 27, 0, 54, 54), PRESETS["P1"])
    assert (found.votes_over, found.votes_short, found.agreement) == (0, 1, -1.0)


def test_rounds_are_compared_with_the_one_before():
    found = five_numbers(VOTE, PRESETS["P1"], earlier=[Split(15, 20, 10, 54, 45), Split(20, 15, 10, 54, 45)])
    first, second = found.converging
    assert first.approval == pytest.approx(20 / 35 - 15 / 35)
    assert second.approval == pytest.approx(31 / 40 - 20 / 35)


def test_all_abstained_is_said_and_measures_no_approval():
    found = five_numbers(Split(0, 0, 54, 54, 54), PRESETS["P1"], earlier=[VOTE])
    assert (found.agreement, found.approval, found.agreed_to_abstain) == (1.0, None, True)
    assert found.converging[0].approval is None


def test_nobody_entitled_is_not_measurable():
    found = five_numbers(Split(0, 0, 0, 0, 0), PRESETS["P1"])
    assert (found.turnout, found.votes_needed, found.agreement, found.bridging) == (None, None, None, None)


def test_types_of_any_name_are_taken():
    found = five_numbers(
        Split(9, 3, 0, 12, 12), PRESETS["P1"], by_type={"东区": Split(6, 0, 0, 6, 6), "西 区": Split(3, 3, 0, 6, 6)}
    )
    assert (found.lowest_type, found.lowest_type_share) == ("西 区", 0.5)
