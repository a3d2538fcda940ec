"""Ties, empty bases, invalid ballots, exact shares: where threshold code goes wrong."""

import pytest

from dashboard.errors import BadInput
from dashboard.rules.decisions import PRESETS, Base, Condition, Counts, Op, Verdict, decide
from models.enums import Outcome
from tests.rules.decision_votes import approve, custom, outcome

CARRIED, NOT_CARRIED = Outcome.CARRIED, Outcome.NOT_CARRIED
NO_QUORUM, UNDEFINED = Outcome.NO_QUORUM, Outcome.UNDEFINED
P1, P4, P6, P7 = PRESETS["P1"], PRESETS["P4"], PRESETS["P6"], PRESETS["P7"]


def test_areas_of_six_decimals_are_exact_at_the_bound() -> None:
    third = 33_333_333
    areas = {"entitled_weight": 3 * third, "present_weight": 2 * third, "for_weight": 2 * third}
    assert outcome(P7, 3, 2, 2, 0, 0, **areas, against_weight=0, abstain_weight=0) is CARRIED
    short = {"entitled_weight": 3 * third + 1, "present_weight": 2 * third, "for_weight": 2 * third}
    assert outcome(P7, 3, 2, 2, 0, 0, **short, against_weight=0, abstain_weight=0) is NO_QUORUM


def test_a_member_of_no_weight_still_counts_by_number() -> None:
    areas = {"entitled_weight": 20, "present_weight": 20, "for_weight": 20, "against_weight": 0, "abstain_weight": 0}
    assert outcome(P7, 3, 3, 2, 1, 0, **areas) is NOT_CARRIED
    assert outcome(P7, 3, 3, 3, 0, 0, **areas) is CARRIED


def test_a_sheet_without_a_choice_took_part_and_is_not_in_favour() -> None:
    areas = {"entitled_weight": 9, "present_weight": 6, "for_weight": 3, "against_weight": 0, "abstain_weight": 2}
    assert outcome(P6, 9, 6, 3, 0, 2, 1, **areas, invalid_weight=1) is NOT_CARRIED


@pytest.mark.parametrize("code", PRESETS)
def test_nobody_entitled_has_no_result(code: str) -> None:
    areas = dict.fromkeys(("entitled_weight", "present_weight", "for_weight", "against_weight", "abstain_weight"), 0)
    verdict = decide(PRESETS[code], Counts(0, 0, 0, 0, 0, **areas))
    assert (verdict.outcome, verdict.votes_needed, verdict.short_by, verdict.over_by) == (UNDEFINED, None, None, None)
    assert verdict.base == 0


@pytest.mark.parametrize("code", PRESETS)
def test_nobody_present_is_no_quorum(code: str) -> None:
    areas = dict.fromkeys(("present_weight", "for_weight", "against_weight", "abstain_weight"), 0)
    assert outcome(PRESETS[code], 11, 0, 0, 0, 0, entitled_weight=1100, **areas) is NO_QUORUM


def test_nobody_voting_is_not_carried_on_entitled_and_undefined_on_cast() -> None:
    assert outcome(P1, 11, 11, 0, 0, 0) is NOT_CARRIED
    assert outcome(P4, 11, 11, 0, 0, 0) is NOT_CARRIED
    for base in ("cast", "valid", "decisive"):
        assert outcome(custom(approve(">", 1, 2, base)), 11, 11, 0, 0, 0) is UNDEFINED


@pytest.mark.parametrize("op", [">", ">="])
@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("entitled", NOT_CARRIED),
        ("present", NOT_CARRIED),
        ("cast", NOT_CARRIED),
        ("valid", NOT_CARRIED),
        ("decisive", UNDEFINED),
    ],
)
def test_all_abstaining_never_carries(base: Base, op: Op, expected: Outcome) -> None:
    assert outcome(custom(approve(op, 1, 2, base)), 9, 9, 0, 0, 9) is expected


@pytest.mark.parametrize(
    ("votes", "strict", "inclusive"),
    [((5, 5), NOT_CARRIED, CARRIED), ((5, 6), NOT_CARRIED, NOT_CARRIED), ((6, 5), CARRIED, CARRIED)],
)
@pytest.mark.parametrize("base", ["entitled", "present", "cast", "valid", "decisive"])
def test_a_tie_is_not_more_than_half(base: Base, votes: tuple[int, int], strict: Outcome, inclusive: Outcome) -> None:
    n = sum(votes)
    assert outcome(custom(approve(">", 1, 2, base)), n, n, *votes, 0) is strict
    assert outcome(custom(approve(">=", 1, 2, base)), n, n, *votes, 0) is inclusive


@pytest.mark.parametrize(("numerator", "denominator"), [(1, 2), (2, 3), (3, 4)])
@pytest.mark.parametrize("times", [1, 7, 250_000])
def test_the_exact_share_passes_only_at_least(numerator: int, denominator: int, times: int) -> None:
    base, exact = denominator * times, numerator * times
    strict, inclusive = (custom(approve(op, numerator, denominator, "cast")) for op in (">", ">="))
    for agree, over, at_least in [
        (exact - 1, NOT_CARRIED, NOT_CARRIED),
        (exact, NOT_CARRIED, CARRIED),
        (exact + 1, CARRIED, CARRIED),
    ]:
        heads = (base, base, agree, base - agree, 0)
        assert (outcome(strict, *heads), outcome(inclusive, *heads)) == (over, at_least)


def test_a_single_vote_carries_on_its_own_base_only() -> None:
    assert outcome(custom(approve(">", 1, 2, "cast")), 11, 11, 1, 0, 0) is CARRIED
    assert outcome(custom(approve(">", 1, 2, "cast")), 11, 11, 0, 1, 0) is NOT_CARRIED
    assert outcome(P1, 11, 11, 1, 0, 0) is NOT_CARRIED


def test_an_invalid_ballot_counts_as_cast_but_not_as_valid() -> None:
    heads = (11, 11, 5, 4, 1, 1)
    assert Counts(*heads).count("heads", "cast") == 11
    assert outcome(custom(approve(">=", 1, 2, "cast")), *heads) is NOT_CARRIED
    assert outcome(custom(approve(">=", 1, 2, "valid")), *heads) is CARRIED


def test_a_member_who_leaves_between_items_changes_only_the_later_count() -> None:
    assert outcome(P1, 11, 6, 6, 0, 0) is CARRIED
    assert outcome(P1, 11, 5, 5, 0, 0) is NO_QUORUM


def test_a_vote_changed_before_closing_moves_the_count() -> None:
    assert outcome(P1, 11, 9, 6, 3, 0) is CARRIED
    assert outcome(P1, 11, 9, 5, 4, 0) is NOT_CARRIED


def test_two_conditions_on_people_show_the_harder_one() -> None:
    rule = custom(approve(">", 1, 2, "entitled"), approve(">=", 2, 3, "cast"))
    assert decide(rule, Counts(11, 11, 6, 4, 1)) == Verdict(NOT_CARRIED, 8, 11, "cast", 0, 2, 0)
    assert decide(rule, Counts(11, 8, 6, 2, 0)) == Verdict(CARRIED, 6, 11, "entitled", 0, 0, 0)


def test_a_rule_of_area_alone_has_no_number_of_votes() -> None:
    rule = custom(approve(">", 1, 2, "entitled", "weight"))
    counts = Counts(3, 3, 1, 2, 0, 0, 100, 100, 51, 49, 0)
    assert decide(rule, counts) == Verdict(CARRIED, None, 100, "entitled", 0, None, None, 51, 0, 0)


def test_a_rule_with_area_refuses_counts_without() -> None:
    with pytest.raises(BadInput) as refused:
        decide(P6, Counts(9, 9, 9, 0, 0))
    assert refused.value.field == "entitled_weight"


def test_a_condition_without_a_base_is_the_one_that_is_shown() -> None:
    rule = custom(approve(">", 1, 2, "entitled"), approve(">", 1, 2, "decisive"))
    assert decide(rule, Counts(9, 9, 0, 0, 9)) == Verdict(UNDEFINED, None, 0, "decisive", 0, None, None)


def test_a_share_of_nobody_present_leaves_nothing_to_need() -> None:
    voting = Condition(measure="heads", base="present", of="cast", numerator=2, denominator=3, op=">=")
    rule = custom(approve(">", 1, 2, "entitled"), quorum=(voting,))
    assert decide(rule, Counts(11, 0, 0, 0, 0)) == Verdict(UNDEFINED, None, 11, "entitled", 0, None, None)
