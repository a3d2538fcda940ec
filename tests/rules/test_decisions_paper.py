"""Paper ballots add up line by line; more returned than given out is a void vote, not a wrong figure."""

import pytest

from dashboard.errors import BadInput
from dashboard.rules.decisions import (
    PRESETS,
    Counts,
    check_paper,
    decide,
    paper_void,
    resolution_for,
    verdict_in_words,
)
from dashboard.rules.decisions.verdict import Verdict
from models.enums import DecisionPower, Outcome, Resolution


def test_the_joint_conference_adds_up():
    # given out 47, returned 46, valid 45, invalid 1: for 31, against 9, abstained 5
    check_paper(47, 46, 1, 31, 9, 5, 47)
    assert not paper_void(47, 46)
    assert decide(PRESETS["P1"], Counts(54, 47, 31, 9, 5, 1)).outcome is Outcome.CARRIED


@pytest.mark.parametrize(
    ("issued", "returned", "void"), [(47, 46, False), (47, 47, False), (47, 48, True), (0, 0, False)]
)
def test_more_returned_than_given_out_is_void(issued: int, returned: int, void: bool):
    assert paper_void(issued, returned) is void


def test_a_void_vote_is_no_wrong_figure():
    check_paper(47, 48, 0, 0, 0, 0, 47)
    check_paper(47, 48, 2, 32, 9, 5, 47)


@pytest.mark.parametrize(
    ("figures", "field"),
    [
        ((48, 46, 1, 31, 9, 5, 47), "issued"),
        ((47, 46, 47, 0, 0, 0, 47), "invalid"),
        ((47, 46, 1, 31, 9, 6, 47), "votes_for"),
        ((47, 46, 1, 31, 9, 4, 47), "votes_for"),
        ((47, 46, 0, 31, 9, 5, 47), "votes_for"),
        ((47, 48, 1, 31, 9, 5, 47), "votes_for"),
        ((-1, 46, 1, 31, 9, 5, 47), "issued"),
        ((47, None, 1, 31, 9, 5, 47), "returned"),
        ((47, 46, True, 31, 9, 5, 47), "invalid"),
        ((47, 46, 1, 31.0, 9, 5, 47), "votes_for"),
        ((47, 46, 1, 31, float("nan"), 5, 47), "votes_against"),
        ((47, 46, 1, 31, 9, "5", 47), "votes_abstain"),
        ((47, 46, 1, 31, 9, 5, -47), "present"),
    ],
)
def test_a_line_that_does_not_add_up_is_named(figures: tuple[int, ...], field: str):
    with pytest.raises(BadInput) as refused:
        check_paper(*figures)
    assert refused.value.field == field
    assert str(refused.value)


def test_the_sentence_says_both_sides_of_the_sum():
    with pytest.raises(BadInput) as refused:
        check_paper(47, 46, 1, 31, 9, 6, 47)
    assert str(refused.value) == (
        "For, against and abstained make 46, but 46 returned less 1 invalid leaves 45 valid ballots: "
        "count the ballots again."
    )


def stored(outcome: Outcome, verdict: Verdict) -> Verdict:
    return Verdict(**{**verdict.__dict__, "outcome": outcome})


def test_outcomes_that_no_count_gives_have_their_own_words():
    rule, counts = PRESETS["P1"], Counts(11, 10, 8, 1, 1)
    conditions = stored(Outcome.CARRIED_WITH_CONDITIONS, decide(rule, counts))
    assert verdict_in_words(rule, counts, conditions).endswith("2 more than needed, carried with conditions")
    exact = Counts(11, 10, 6, 3, 1)
    conditions = stored(Outcome.CARRIED_WITH_CONDITIONS, decide(rule, exact))
    assert verdict_in_words(rule, exact, conditions).endswith("6 needed, exactly reached, carried with conditions")
    unsorted = Counts(11, 10, 0, 0, 0)
    void = stored(Outcome.VOID, decide(rule, unsorted))
    assert verdict_in_words(rule, unsorted, void) == "Should attend 11, present 10; void, to be voted again"


def test_the_wording_follows_who_has_the_power_to_decide():
    assert {power: resolution_for(power) for power in DecisionPower} == {
        DecisionPower.COMMITTEE: Resolution.PROJECT,
        DecisionPower.RESIDENTS: Resolution.COORDINATION,
        DecisionPower.OWNERS: Resolution.COORDINATION,
        DecisionPower.OFFICE: Resolution.REFERRAL,
        DecisionPower.DEPARTMENT: Resolution.REFERRAL,
        DecisionPower.PROPERTY_HOLDER: Resolution.COORDINATION,
        DecisionPower.CONFERENCE: Resolution.RECOMMENDATION,
    }
