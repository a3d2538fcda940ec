"""What the vote engine refuses, and how a rule is kept beside a vote."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from dashboard.errors import BadInput, DomainError
from dashboard.rules.decisions import PRESETS, Condition, Counts, Rule
from tests.rules.decision_strategies import rules

HEADS = {"entitled": 11, "present": 9, "votes_for": 5, "votes_against": 3, "votes_abstain": 1, "invalid": 0}
AREAS = {
    "entitled_weight": 1100,
    "present_weight": 900,
    "for_weight": 500,
    "against_weight": 300,
    "abstain_weight": 100,
}
CONDITION = {"measure": "heads", "base": "entitled", "of": "for", "numerator": 1, "denominator": 2, "op": ">"}
NAN, INFINITY = float("nan"), float("inf")


def stored(**changes: object) -> dict[str, Any]:
    """Return a sound stored rule with some entries of its only passing condition changed."""
    return {"code": "P10", "quorum": [], "pass": [{**CONDITION, **changes}]}


@given(rule=rules())
def test_a_rule_comes_back_from_json_as_it_was(rule: Rule) -> None:
    assert Rule.from_json(json.loads(json.dumps(rule.to_json()))) == rule


@pytest.mark.parametrize("code", PRESETS)
def test_a_preset_comes_back_from_json_as_it_was(code: str) -> None:
    text = json.dumps(PRESETS[code].to_json())
    back = Rule.from_json(json.loads(text))
    assert back == PRESETS[code]
    assert json.dumps(back.to_json()) == text


def test_a_stored_rule_keeps_its_names_and_its_fraction_as_written() -> None:
    written = stored(numerator=2, denominator=4, op=">=")
    assert Rule.from_json(written).to_json() == written
    assert PRESETS["P1"].to_json() == {
        "code": "P1",
        "quorum": [
            {"measure": "heads", "base": "entitled", "of": "present", "numerator": 1, "denominator": 2, "op": ">="}
        ],
        "pass": [CONDITION],
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("denominator", value) for value in (0, -2, NAN, INFINITY, 2.0, "2", None, True, 10**6 + 1)),
        *(("numerator", value) for value in (0, -1, NAN, 1.0, "1", None, True, 3, Decimal(1), [1])),
        *(("op", value) for value in ("<", "=", "", None, 1, [">"])),
        *(("measure", value) for value in ("area", "", None, 1, {})),
        *(("base", value) for value in ("members", "for", "", None, NAN)),
        *(("of", value) for value in ("against", "entitled", "", None)),
    ],
)
def test_a_condition_refuses_what_it_does_not_know(field: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        Rule.from_json(stored(**{field: value}))
    assert refused.value.field == field
    assert str(refused.value)


def test_a_number_too_long_to_print_is_refused_in_words() -> None:
    with pytest.raises(BadInput) as refused:
        Rule.from_json(stored(denominator=10**6000))
    assert refused.value.field == "denominator"
    assert "int > 10¹²" in str(refused.value)
    with pytest.raises(BadInput, match="10¹²"):
        Counts(**{**HEADS, "present": -(10**6000)})


def test_a_condition_refuses_more_than_the_whole() -> None:
    with pytest.raises(BadInput) as refused:
        Condition(measure="heads", base="cast", of="for", numerator=3, denominator=3, op=">")
    assert refused.value.field == "op"


@pytest.mark.parametrize(
    ("of", "base"), [("present", "present"), ("present", "cast"), ("cast", "cast"), ("cast", "valid")]
)
def test_a_condition_refuses_a_base_that_decides_nothing(of: str, base: str) -> None:
    written = {**stored(), "quorum": [{**CONDITION, "of": of, "base": base}]}
    with pytest.raises(BadInput) as refused:
        Rule.from_json(written)
    assert refused.value.field == "base"


@pytest.mark.parametrize(
    "malformed",
    [
        None,
        [],
        "P1",
        1,
        NAN,
        {},
        {"code": "P10", "quorum": []},
        {**stored(), "note": "unknown"},
        {**stored(), "pass_": []},
        {**stored(), "pass": CONDITION},
        {**stored(), "quorum": None},
        {**stored(), "quorum": "present"},
        {**stored(), "pass": [None]},
        {**stored(), "pass": [{**CONDITION, "unknown": 1}]},
        {**stored(), "pass": [{name: value for name, value in CONDITION.items() if name != "op"}]},
    ],
)
def test_a_malformed_rule_is_refused(malformed: object) -> None:
    with pytest.raises(BadInput) as refused:
        Rule.from_json(malformed)
    assert refused.value.field == "rule"
    assert isinstance(refused.value, DomainError)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("code", {"code": ""}),
        ("code", {"code": None}),
        ("code", {"code": "P 1; drop"}),
        ("pass_", {"pass": []}),
        ("pass_", {"pass": [{**CONDITION, "of": "cast"}]}),
        ("quorum", {"quorum": [CONDITION]}),
    ],
)
def test_a_rule_refuses_parts_in_the_wrong_place(field: str, changes: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refused:
        Rule.from_json({**stored(), **changes})
    assert refused.value.field == field


def test_a_rule_refuses_anything_but_conditions() -> None:
    with pytest.raises(BadInput) as refused:
        Rule("P10", (), ("more than half",))  # type: ignore[arg-type]  # what an untyped caller may pass
    assert refused.value.field == "pass_"


@pytest.mark.parametrize("field", HEADS)
@pytest.mark.parametrize("value", [-1, True, 1.0, NAN, None, "1", Decimal(1)])
def test_counts_refuse_what_is_no_count(field: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        Counts(**{**HEADS, field: value})
    assert refused.value.field == field
    assert str(value) in str(refused.value)


@pytest.mark.parametrize("field", AREAS)
@pytest.mark.parametrize("value", [-1, True, 1.5, NAN, None, "1"])
def test_counts_refuse_what_is_no_area(field: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        Counts(**HEADS, **{**AREAS, field: value})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("present", {"present": 12}),
        # a proxy vote of somebody who is not there, or more ballots back than went out
        ("votes_for", {"votes_for": 6}),
        ("votes_for", {"invalid": 1}),
        ("present_weight", {**AREAS, "present_weight": 1101}),
        ("for_weight", {**AREAS, "for_weight": 501}),
        ("invalid", {**AREAS, "for_weight": 499, "invalid_weight": 1}),
        ("invalid_weight", {**AREAS, "votes_for": 4, "invalid": 1}),
        ("entitled_weight", {"invalid_weight": 0}),
    ],
)
def test_counts_refuse_more_than_there_are(field: str, changes: dict[str, int]) -> None:
    with pytest.raises(BadInput) as refused:
        Counts(**{**HEADS, **changes})
    assert refused.value.field == field


def test_counts_at_every_bound_are_accepted() -> None:
    counts = Counts(9, 9, 4, 3, 1, 1, 900, 900, 400, 300, 100, 100)
    assert {what: counts.count("heads", what) for what in ("cast", "valid", "decisive", "for")} == {
        "cast": 9,
        "valid": 8,
        "decisive": 7,
        "for": 4,
    }
    assert {what: counts.count("weight", what) for what in ("cast", "valid", "decisive", "for")} == {
        "cast": 900,
        "valid": 800,
        "decisive": 700,
        "for": 400,
    }
