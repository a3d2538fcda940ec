"""Ballots with a list: what may be marked, what each option gets, which carry, and in which order."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import BadInput
from dashboard.rules.decisions import (
    BASES,
    PRESETS,
    Counts,
    Place,
    check_marks,
    decide,
    in_order,
    options_carried,
    ranked_by,
    tally_options,
)
from models.enums import BallotForm, Outcome
from tests.rules.decision_votes import approve, custom

QUESTION, CHOICES = BallotForm.QUESTION, BallotForm.CHOICES
APPROVAL, RANKING = BallotForm.APPROVAL, BallotForm.RANKING


@pytest.mark.parametrize(
    ("form", "most", "marks"),
    [
        (QUESTION, 1, None),
        (QUESTION, 1, []),
        (CHOICES, 3, [2]),
        (CHOICES, 3, [2, 0, 3]),
        (APPROVAL, 1, [0, 1, 2, 3]),
        (RANKING, 1, [3, 0]),
        (RANKING, 1, (3, 2, 1, 0)),
    ],
)
def test_marks_that_can_be_counted_are_accepted(form: BallotForm, most: int, marks: list[int] | None):
    check_marks(form, 4, most, marks)


@pytest.mark.parametrize(
    ("form", "marks", "sentence"),
    [
        (QUESTION, [0], "no list"),
        (CHOICES, None, "Nothing is marked"),
        (APPROVAL, [], "Nothing is marked"),
        (RANKING, [], "Nothing is marked"),
        (CHOICES, [4], "numbered 1 to 4"),
        (APPROVAL, [-1], "numbered 1 to 4"),
        (APPROVAL, [True], "numbered 1 to 4"),
        (APPROVAL, ["1"], "numbered 1 to 4"),
        (RANKING, [0, 1, 0], "Option 1 is marked twice"),
        (CHOICES, [0, 1, 2, 3], "4 options are marked, at most 3 may be"),
    ],
)
def test_marks_that_cannot_be_counted_are_refused(form: BallotForm, marks: list[int] | None, sentence: str):
    with pytest.raises(BadInput, match=sentence) as refused:
        check_marks(form, 4, 3, marks)
    assert refused.value.field == "marks"


@pytest.mark.parametrize("form", [CHOICES, APPROVAL])
def test_every_mark_is_one_approval(form: BallotForm):
    assert tally_options(form, 3, [[0, 2], [2], [], [2, 1]]) == [1, 1, 3]


def test_a_ranking_gives_equal_steps_and_nothing_to_what_is_left_out():
    assert tally_options(RANKING, 3, [[0, 1, 2]]) == [3, 2, 1]
    assert tally_options(RANKING, 3, [[2], [2, 0], []]) == [2, 0, 6]
    assert ranked_by(3, [[2], [2, 0], []]) == [1, 0, 2]


def test_the_example_of_borda():
    # Source: Borda (1781): 21 voters; A leads by first places with 8 of 21, and comes last by points.
    ballots = [[0, 1, 2]] * 1 + [[0, 2, 1]] * 7 + [[1, 2, 0]] * 7 + [[2, 1, 0]] * 6
    assert tally_options(RANKING, 3, ballots) == [37, 42, 47]


def test_no_options_and_no_ballots_are_counted_as_nothing():
    assert tally_options(APPROVAL, 0, []) == []
    assert tally_options(RANKING, 2, []) == [0, 0]


@pytest.mark.parametrize("marks", [[3], [0, 0], [-1]])
def test_a_ballot_that_cannot_be_counted_stops_the_count(marks: list[int]):
    for form in (CHOICES, APPROVAL, RANKING):
        with pytest.raises(BadInput):
            tally_options(form, 3, [marks])


ballots = st.lists(st.permutations(range(4)).flatmap(lambda order: st.integers(0, 4).map(lambda n: order[:n])))


@given(cast=ballots, order=st.permutations(range(4)))
def test_counting_treats_options_alike(cast: list[list[int]], order: list[int]):
    renamed = [[order[option] for option in marks] for marks in cast]
    for form in (APPROVAL, RANKING):
        before, after = tally_options(form, 4, cast), tally_options(form, 4, renamed)
        assert [after[order[option]] for option in range(4)] == before


@given(cast=ballots)
def test_no_points_are_lost(cast: list[list[int]]):
    given_out = sum(4 - rank for marks in cast for rank in range(len(marks)))
    assert sum(tally_options(RANKING, 4, cast)) == given_out
    assert sum(tally_options(APPROVAL, 4, cast)) == sum(map(len, cast))


def test_an_option_carries_by_its_own_approvals_on_the_rules_own_base():
    # joint conference: 54 units, 47 present, 45 valid ballots; 28 needed of those who should attend
    counts = Counts(54, 47, 40, 0, 5, 1)
    assert options_carried(PRESETS["P1"], counts, [40, 28, 27, 0]) == [True, True, False, False]
    # of 47 present, 24 are more than half
    assert options_carried(PRESETS["P9"], counts, [24, 23]) == [True, False]


def test_what_is_not_marked_is_not_in_favour_on_every_base():
    counts = Counts(20, 12, 8, 0, 2, 1)
    wholes = {"entitled": 20, "present": 12, "cast": 11, "valid": 10, "decisive": 8}
    for base in BASES:
        rule = custom(approve(">=", 1, 2, base))
        least = -(-wholes[base] // 2)
        expected = [number >= least for number in range(9)]
        assert options_carried(rule, counts, range(9)) == expected


def test_no_option_carries_without_a_quorum_or_a_base():
    assert options_carried(PRESETS["P1"], Counts(11, 5, 5, 0, 0), [5, 4]) == [False, False]
    assert options_carried(custom(approve(">", 1, 2, "cast")), Counts(11, 11, 0, 0, 0), [0]) == [False]


def test_options_refuse_floor_area_and_impossible_counts():
    counts = Counts(11, 9, 5, 3, 1)
    for rule, approvals, field in (
        (PRESETS["P6"], [1], "preset"),
        (PRESETS["P1"], [10], "option_counts"),
        (PRESETS["P1"], [-1], "option_counts"),
        (PRESETS["P1"], [True], "option_counts"),
    ):
        with pytest.raises(BadInput) as refused:
            options_carried(rule, counts, approvals)
        assert refused.value.field == field


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_an_option_approved_by_all_who_were_for_is_decided_like_the_question(agree: int, against: int, abstain: int):
    counts = Counts(40, 40, agree, against, abstain)
    for rule in (PRESETS["P1"], PRESETS["P4"], PRESETS["P8"], custom(approve(">", 1, 2, "decisive"))):
        assert options_carried(rule, counts, [agree]) == [decide(rule, counts).outcome is Outcome.CARRIED]


def test_level_options_share_a_place():
    assert in_order([31, 12, 31, 40]) == [Place(1, (3,), 40), Place(2, (0, 2), 31), Place(4, (1,), 12)]
    assert in_order([7, 7, 7]) == [Place(1, (0, 1, 2), 7)]
    assert in_order([]) == []


def test_options_that_did_not_carry_are_left_out_of_the_list():
    assert in_order([31, 12, 31, 40], [True, False, False, True]) == [Place(1, (3,), 40), Place(2, (0,), 31)]


def test_the_list_does_not_depend_on_the_order_of_the_ballot():
    for order in permutations([5, 5, 3, 1]):
        found = [(place.place, [order[option] for option in place.options]) for place in in_order(order)]
        assert found == [(1, [5, 5]), (3, [3]), (4, [1])]
