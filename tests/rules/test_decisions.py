"""Thresholds, presets, and the votes that teach the rules."""

from fractions import Fraction

import pytest

from dashboard.rules.decisions import (
    PRESET_DUTIES,
    PRESET_TITLES,
    PRESETS,
    Condition,
    Counts,
    Op,
    Verdict,
    decide,
    decide_json,
    in_words,
    least,
)
from models.enums import Outcome
from tests.rules.decision_votes import approve, custom, outcome

HALF, TWO_THIRDS, THREE_QUARTERS = Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)
CARRIED, NOT_CARRIED = Outcome.CARRIED, Outcome.NOT_CARRIED
NO_QUORUM, UNDEFINED = Outcome.NO_QUORUM, Outcome.UNDEFINED
P1, P4, P6, P7 = PRESETS["P1"], PRESETS["P4"], PRESETS["P6"], PRESETS["P7"]

# members, 半数以上, 超过半数, ≥2/3, ≥3/4
THRESHOLDS = [
    (5, 3, 3, 4, 4),
    (7, 4, 4, 5, 6),
    (9, 5, 5, 6, 7),
    (11, 6, 6, 8, 9),
    (13, 7, 7, 9, 10),
    (15, 8, 8, 10, 12),
    (54, 27, 28, 36, 41),
]


@pytest.mark.parametrize(("n", "at_least_half", "over_half", "two_thirds", "three_quarters"), THRESHOLDS)
def test_least_is_the_threshold_table(
    n: int, at_least_half: int, over_half: int, two_thirds: int, three_quarters: int
) -> None:
    assert least(n, HALF, ">=") == at_least_half
    assert least(n, HALF, ">") == over_half
    assert least(n, TWO_THIRDS, ">=") == two_thirds
    assert least(n, THREE_QUARTERS, ">=") == three_quarters


@pytest.mark.parametrize(
    ("n", "fraction", "op", "needed"),
    [
        (0, HALF, ">", 1),
        (0, HALF, ">=", 0),
        (1, HALF, ">", 1),
        (1, HALF, ">=", 1),
        (3, TWO_THIRDS, ">=", 2),
        (3, TWO_THIRDS, ">", 3),
        (4, THREE_QUARTERS, ">=", 3),
        (4, THREE_QUARTERS, ">", 4),
        (54, TWO_THIRDS, ">", 37),
        (10**6, TWO_THIRDS, ">=", 666_667),
        (3 * 10**6 + 1, TWO_THIRDS, ">=", 2_000_001),
        (3 * 10**6, TWO_THIRDS, ">=", 2_000_000),
        (10**6, HALF, ">", 500_001),
        (54, Fraction(1), ">=", 54),
    ],
)
def test_least_is_exact_at_the_bound(n: int, fraction: Fraction, op: Op, needed: int) -> None:
    assert least(n, fraction, op) == needed


# members -> quorum of P1/P3, P2, P5 and approvals of all four
@pytest.mark.parametrize(
    ("n", "half", "two_thirds", "over_half"), [(n, half, thirds, over) for n, half, over, thirds, _ in THRESHOLDS]
)
def test_presets_need_as_many_as_the_table_says(n: int, half: int, two_thirds: int, over_half: int) -> None:
    quorums = {"P1": half, "P2": two_thirds, "P3": half, "P5": over_half}
    for code, quorum in quorums.items():
        verdict = decide(PRESETS[code], Counts(n, n, over_half, n - over_half, 0))
        assert verdict == Verdict(CARRIED, over_half, n, "entitled", quorum, 0, 0)
        one_less = decide(PRESETS[code], Counts(n, n, over_half - 1, n - over_half + 1, 0))
        assert one_less == Verdict(NOT_CARRIED, over_half, n, "entitled", quorum, 1, 0)


@pytest.mark.parametrize("n", [row[0] for row in THRESHOLDS])
@pytest.mark.parametrize("code", ["P1", "P2", "P3", "P5"])
def test_presets_refuse_one_person_under_the_quorum(code: str, n: int) -> None:
    quorum = decide(PRESETS[code], Counts(n, n, 0, 0, 0)).quorum_needed
    assert outcome(PRESETS[code], n, quorum, 0, 0, 0) is NOT_CARRIED
    assert outcome(PRESETS[code], n, quorum - 1, quorum - 1, 0, 0) is NO_QUORUM


# code, quorum, passing part: (measure, of, op, fraction, base), written from the table of rules
TABLE = {
    "P1": ([("heads", "present", ">=", 1, 2, "entitled")], [("heads", "for", ">", 1, 2, "entitled")]),
    "P2": ([("heads", "present", ">=", 2, 3, "entitled")], [("heads", "for", ">", 1, 2, "entitled")]),
    "P3": ([("heads", "present", ">=", 1, 2, "entitled")], [("heads", "for", ">", 1, 2, "entitled")]),
    "P4": ([("heads", "present", ">", 1, 2, "entitled")], [("heads", "for", ">", 1, 2, "present")]),
    "P5": ([("heads", "present", ">", 1, 2, "entitled")], [("heads", "for", ">", 1, 2, "entitled")]),
    "P6": (
        [("heads", "cast", ">=", 2, 3, "entitled"), ("weight", "cast", ">=", 2, 3, "entitled")],
        [("heads", "for", ">", 1, 2, "cast"), ("weight", "for", ">", 1, 2, "cast")],
    ),
    "P7": (
        [("heads", "cast", ">=", 2, 3, "entitled"), ("weight", "cast", ">=", 2, 3, "entitled")],
        [("heads", "for", ">=", 3, 4, "cast"), ("weight", "for", ">=", 3, 4, "cast")],
    ),
    "P8": ([("heads", "present", ">=", 2, 3, "entitled")], [("heads", "for", ">=", 1, 2, "present")]),
    "P9": ([("heads", "present", ">", 4, 5, "entitled")], [("heads", "for", ">", 1, 2, "present")]),
}


def test_presets_are_the_table_of_rules() -> None:
    def rows(conditions: tuple[Condition, ...]) -> list[tuple[object, ...]]:
        return [(one.measure, one.of, one.op, one.numerator, one.denominator, one.base) for one in conditions]

    assert {code: (rows(rule.quorum), rows(rule.pass_)) for code, rule in PRESETS.items()} == TABLE


def test_every_preset_has_a_title_and_its_own_code() -> None:
    assert list(PRESET_TITLES) == list(PRESETS)
    assert all(rule.code == code for code, rule in PRESETS.items())
    assert len(set(PRESET_TITLES.values())) == len(PRESET_TITLES)
    assert set(PRESET_DUTIES) == {"P5", "P8"}


@pytest.mark.parametrize(
    ("code", "heads", "expected"),
    [
        # P4: more than half of 40 come, more than half of those present approve
        ("P4", (40, 20, 20, 0, 0), NO_QUORUM),
        ("P4", (40, 21, 10, 11, 0), NOT_CARRIED),
        ("P4", (40, 21, 11, 10, 0), CARRIED),
        ("P4", (40, 22, 11, 0, 11), NOT_CARRIED),
        # P8: two thirds of 30 come, half of those present is enough
        ("P8", (30, 19, 19, 0, 0), NO_QUORUM),
        ("P8", (30, 20, 10, 10, 0), CARRIED),
        ("P8", (30, 20, 9, 0, 11), NOT_CARRIED),
        # P9: more than four fifths of 10 come, more than half of those present approve
        ("P9", (10, 8, 8, 0, 0), NO_QUORUM),
        ("P9", (10, 9, 5, 4, 0), CARRIED),
        ("P9", (10, 10, 5, 5, 0), NOT_CARRIED),
    ],
)
def test_presets_of_those_present_hold_on_both_sides(code: str, heads: tuple[int, ...], expected: Outcome) -> None:
    assert outcome(PRESETS[code], *heads) is expected


def test_half_of_54_fails_over_half_and_passes_at_least_half() -> None:
    assert outcome(P1, 54, 54, 27, 27, 0) is NOT_CARRIED
    assert outcome(custom(approve(">=", 1, 2, "entitled")), 54, 54, 27, 27, 0) is CARRIED


def test_five_of_nine_present_fails_on_entitled_and_passes_on_present() -> None:
    assert outcome(P1, 11, 9, 5, 3, 1) is NOT_CARRIED
    assert outcome(P4, 11, 9, 5, 3, 1) is CARRIED


def test_owners_exactly_half_by_people_fails() -> None:
    areas = {"entitled_weight": 1200, "present_weight": 1200, "for_weight": 700, "against_weight": 500}
    assert outcome(P6, 12, 12, 6, 6, 0, **areas, abstain_weight=0) is NOT_CARRIED
    assert outcome(P6, 12, 12, 7, 5, 0, **areas, abstain_weight=0) is CARRIED


@pytest.mark.parametrize(
    ("took_part", "agreed", "expected"),
    [(12, 9, CARRIED), (12, 8, NOT_CARRIED), (11, 11, NO_QUORUM), (18, 14, CARRIED), (18, 13, NOT_CARRIED)],
)
def test_owners_special_matter_counts_exact_two_thirds_and_three_quarters(
    took_part: int, agreed: int, expected: Outcome
) -> None:
    flat = 5820
    areas = {
        "entitled_weight": 18 * flat,
        "present_weight": took_part * flat,
        "for_weight": agreed * flat,
        "against_weight": (took_part - agreed) * flat,
        "abstain_weight": 0,
    }
    assert outcome(P7, 18, took_part, agreed, took_part - agreed, 0, **areas) is expected


def test_people_pass_but_area_fails_and_the_reverse() -> None:
    whole = {"entitled_weight": 80_000, "present_weight": 80_000, "abstain_weight": 0}
    small_agree = 8 * 4_500 + 11_000
    by_people = decide(P7, Counts(12, 12, 9, 3, 0, **whole, for_weight=small_agree, against_weight=33_000))
    assert by_people == Verdict(NOT_CARRIED, 9, 12, "cast", 8, 0, 0, 60_000, 13_000, 0)
    large_agree = 4 * 11_000 + 4 * 4_500
    by_area = decide(P7, Counts(12, 12, 8, 4, 0, **whole, for_weight=large_agree, against_weight=18_000))
    assert by_area == Verdict(NOT_CARRIED, 9, 12, "cast", 8, 1, 0, 60_000, 0, 2_000)


def test_owners_quorum_needs_both_number_and_area() -> None:
    areas = {"entitled_weight": 900, "against_weight": 0, "abstain_weight": 0}
    assert outcome(P6, 9, 5, 5, 0, 0, **areas, present_weight=800, for_weight=800) is NO_QUORUM
    assert outcome(P6, 9, 8, 8, 0, 0, **areas, present_weight=599, for_weight=599) is NO_QUORUM
    assert outcome(P6, 9, 6, 6, 0, 0, **areas, present_weight=600, for_weight=600) is CARRIED


def test_owners_quorum_is_met_by_taking_part_not_by_presence() -> None:
    areas = {"entitled_weight": 90, "present_weight": 90, "for_weight": 50, "against_weight": 0, "abstain_weight": 0}
    assert outcome(P6, 9, 9, 5, 0, 0, **areas) is NO_QUORUM


def test_number_majority_with_an_area_tie_fails() -> None:
    areas = {"entitled_weight": 100, "present_weight": 100, "for_weight": 50, "against_weight": 50, "abstain_weight": 0}
    assert outcome(P6, 9, 9, 8, 1, 0, **areas) is NOT_CARRIED


def test_decide_json_is_what_the_command_line_prints() -> None:
    found = decide_json(P1, Counts(11, 9, 5, 3, 1))
    assert [one["holds"] for one in found.pop("conditions")] == [True, False]
    assert found == {
        "outcome": "not_carried",
        "votes_needed": 6,
        "base": 11,
        "base_name": "entitled",
        "quorum_needed": 6,
        "rule": in_words(P1),
        "preset": "P1",
        "entitled": 11,
        "present": 9,
        "for": 5,
        "against": 3,
        "abstain": 1,
        "invalid": 0,
        "recused": 0,
        "recused_present": 0,
        "deducts_recused": False,
        "flip_margin": 1,
        "recusal": None,
    }
