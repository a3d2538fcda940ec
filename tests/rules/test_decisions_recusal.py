"""The same vote with and without those who recused themselves."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import BadInput
from dashboard.rules.decisions import PRESETS, Counts, decide, verdict_in_words, without_recused
from models.enums import Outcome
from tests.rules.test_decisions_laws import counted, oracle

P1, P6 = PRESETS["P1"], PRESETS["P6"]
SHARED_PARKING = Counts(11, 9, 6, 1, 0)
"""Eleven should attend, nine came, two of them recused themselves."""


def test_both_ways_carry_where_the_approvals_suffice_of_the_whole():
    kept, deducted = decide(P1, SHARED_PARKING), decide(P1, without_recused(SHARED_PARKING, 2, 2))
    assert (kept.outcome, kept.votes_needed, kept.base) == (Outcome.CARRIED, 6, 11)
    assert (deducted.outcome, deducted.votes_needed, deducted.base) == (Outcome.CARRIED, 5, 9)


def test_one_vote_less_carries_only_without_the_recused():
    counts = Counts(11, 9, 5, 2, 0)
    assert decide(P1, counts).outcome is Outcome.NOT_CARRIED
    assert decide(P1, without_recused(counts, 2, 2)).outcome is Outcome.CARRIED


def test_the_recused_may_also_decide_the_quorum():
    counts = Counts(11, 6, 5, 0, 0)
    assert decide(P1, counts).quorum_needed == 6
    deducted = decide(P1, without_recused(counts, 1, 1))
    assert (deducted.quorum_needed, deducted.outcome) == (5, Outcome.NOT_CARRIED)


def test_a_recused_member_who_stayed_away_is_taken_out_of_those_entitled_only():
    assert without_recused(SHARED_PARKING, 2, 1) == Counts(9, 8, 6, 1, 0)


def test_no_recusal_changes_nothing():
    assert without_recused(SHARED_PARKING, 0, 0) == SHARED_PARKING


def test_everybody_recused_leaves_no_result():
    counts = without_recused(Counts(3, 3, 0, 0, 0), 3, 3)
    assert counts == Counts(0, 0, 0, 0, 0)
    assert decide(P1, counts).outcome is Outcome.UNDEFINED


def test_floor_area_comes_out_where_it_is_given():
    counts = Counts(5, 4, 3, 0, 0, 0, 500, 400, 300, 0, 0)
    assert without_recused(counts, 1, 1) == Counts(4, 3, 3, 0, 0, 0, 500, 400, 300, 0, 0)
    deducted = without_recused(counts, 1, 1, recused_weight=100, recused_present_weight=100)
    assert deducted == Counts(4, 3, 3, 0, 0, 0, 400, 300, 300, 0, 0)


@pytest.mark.parametrize(
    ("recused", "present", "areas", "field"),
    [
        (-1, 0, {}, "recused"),
        (1, True, {}, "recused_present"),
        (None, 0, {}, "recused"),
        (1, 2, {}, "recused_present"),
        (12, 0, {}, "recused"),
        (10, 10, {}, "recused_present"),
        (3, 3, {}, "votes_for"),
        (1, 1, {"recused_weight": 1}, "entitled_weight"),
        (1, 1, {"recused_weight": 1.5}, "recused_weight"),
    ],
)
def test_numbers_that_cannot_be_are_refused(recused: int, present: int, areas: dict[str, int], field: str):
    with pytest.raises(BadInput) as refused:
        without_recused(SHARED_PARKING, recused, present, **areas)
    assert refused.value.field == field
    assert str(refused.value)


@pytest.mark.parametrize(
    ("whole", "present", "field"),
    [
        (101, 102, "recused_present_weight"),
        (501, 0, "recused_weight"),
        (450, 401, "recused_present_weight"),
        (200, 99, "present_weight"),
        (150, 101, "for_weight"),
    ],
)
def test_floor_area_that_cannot_be_is_refused(whole: int, present: int, field: str):
    counts = Counts(5, 5, 3, 0, 0, 0, 500, 400, 300, 0, 0)
    with pytest.raises(BadInput) as refused:
        without_recused(counts, 1, 1, recused_weight=whole, recused_present_weight=present)
    assert refused.value.field == field


STATES = ("away", "silent", "for", "against", "abstain", "recused", "recused and away")
SMALL = [
    [(state, area) for state, number in zip(STATES, numbers, strict=True) for area in range(1, number + 1)]
    for numbers in product(range(6), repeat=len(STATES))
    if sum(numbers) <= 5
]


@pytest.mark.parametrize("code", PRESETS)
def test_every_small_electorate_is_decided_as_if_the_recused_had_no_seat(code: str):
    for voters in SMALL:
        others = [(state, area) for state, area in voters if not state.startswith("recused")]
        here = [area for state, area in voters if state == "recused"]
        away = [area for state, area in voters if state == "recused and away"]
        as_seated = {"recused": "silent", "recused and away": "away"}
        everybody = counted([(as_seated.get(state, state), area) for state, area in voters])
        deducted = without_recused(
            everybody,
            len(here) + len(away),
            len(here),
            recused_weight=sum(here) + sum(away),
            recused_present_weight=sum(here),
        )
        assert deducted == counted(others)
        assert decide(PRESETS[code], deducted).outcome is oracle(PRESETS[code], others)


@given(
    here=st.integers(0, 30),
    away=st.integers(0, 30),
    recused_here=st.integers(0, 10),
    recused_away=st.integers(0, 10),
    data=st.data(),
)
def test_counting_without_the_recused_is_counting_the_others(
    here: int, away: int, recused_here: int, recused_away: int, data: st.DataObject
):
    agree = data.draw(st.integers(0, here))
    others = Counts(here + away, here, agree, here - agree, 0)
    everybody = Counts(here + away + recused_here + recused_away, here + recused_here, agree, here - agree, 0)
    assert without_recused(everybody, recused_here + recused_away, recused_here) == others


def test_the_sentence_names_the_recused_and_does_not_call_them_silent():
    kept = verdict_in_words(P1, SHARED_PARKING, decide(P1, SHARED_PARKING), recused=2, recused_present=2)
    assert kept == (
        "Should attend 11, present 9, for 6, against 1, abstained 0, recused 2; 6 needed, exactly reached, carried"
    )
    counts = without_recused(SHARED_PARKING, 2, 2)
    deducted = verdict_in_words(P1, counts, decide(P1, counts), recused=2, recused_present=2, deducted=True)
    assert deducted == (
        "Should attend 9, present 7, for 6, against 1, abstained 0, recused 2, taken out of the number; "
        "5 needed, 1 more than needed, carried"
    )
