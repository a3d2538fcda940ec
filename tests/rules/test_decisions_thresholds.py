"""The table of thresholds in the rule book, from the rules themselves."""

import pytest

from dashboard.errors import BadInput
from dashboard.rules.decisions import PRESETS, Counts, Op, ThresholdRow, decide, threshold_table
from models.enums import Outcome
from tests.rules.decision_votes import approve, custom
from tests.rules.test_decisions import THRESHOLDS

MEMBERS = [row[0] for row in THRESHOLDS]


@pytest.mark.parametrize(
    ("op", "numerator", "denominator", "column"), [(">=", 1, 2, 1), (">", 1, 2, 2), (">=", 2, 3, 3), (">=", 3, 4, 4)]
)
def test_the_table_is_that_of_the_rule_book(op: Op, numerator: int, denominator: int, column: int):
    rule = custom(approve(op, numerator, denominator, "entitled"))
    assert threshold_table(rule, MEMBERS) == [ThresholdRow(row[0], 0, row[column]) for row in THRESHOLDS]


def test_presets_ask_for_quorum_and_approvals():
    assert threshold_table(PRESETS["P1"], (11, 54)) == [ThresholdRow(11, 6, 6), ThresholdRow(54, 27, 28)]
    assert threshold_table(PRESETS["P2"], (11, 54)) == [ThresholdRow(11, 8, 6), ThresholdRow(54, 36, 28)]
    assert threshold_table(PRESETS["P4"], (40,)) == [ThresholdRow(40, 21, 21)]
    assert threshold_table(PRESETS["P6"], (18,)) == [ThresholdRow(18, 12, 10)]
    assert threshold_table(PRESETS["P9"], (10,)) == [ThresholdRow(10, 9, 6)]


def test_the_harder_of_two_conditions_stands_in_the_table():
    rule = custom(approve(">", 1, 2, "entitled"), approve(">=", 2, 3, "cast"))
    assert threshold_table(rule, (11,)) == [ThresholdRow(11, 0, 8)]


def test_a_rule_by_area_alone_names_no_number_of_approvals():
    assert threshold_table(custom(approve(">", 1, 2, "entitled", "weight")), (9,)) == [ThresholdRow(9, 0, None)]


@pytest.mark.parametrize("code", ["P1", "P2", "P3", "P4", "P5", "P8", "P9"])
@pytest.mark.parametrize("members", range(1, 60))
def test_a_full_meeting_carries_from_the_number_in_the_table_on(code: str, members: int):
    row = threshold_table(PRESETS[code], [members])[0]
    assert row.approvals is not None
    exact = Counts(members, members, row.approvals, members - row.approvals, 0)
    less = Counts(members, members, row.approvals - 1, members - row.approvals + 1, 0)
    assert decide(PRESETS[code], exact).outcome is Outcome.CARRIED
    assert decide(PRESETS[code], less).outcome is Outcome.NOT_CARRIED
    assert decide(PRESETS[code], exact).quorum_needed == row.quorum


@pytest.mark.parametrize("members", [0, -1, True, None, 1.0, float("nan")])
def test_no_body_without_members(members: int):
    with pytest.raises(BadInput) as refused:
        threshold_table(PRESETS["P1"], [members])
    assert refused.value.field == "numbers"
