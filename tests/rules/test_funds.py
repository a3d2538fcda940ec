"""Not-for lists, owners' money, the tenth of a budget, and numbers that look like accounts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.rules.funds import long_number, needs_new_approval, not_for, owners_must_decide
from models.enums import DecisionPower, FundSource, LegalGate

FEN = st.integers(0, 20_000_000_00)


def test_the_service_fund_alone_has_a_list_of_what_it_must_not_pay_for():
    assert {source: tuple(not_for(source)) for source in FundSource if not_for(source)} == {
        FundSource.SERVICE_FUND: ("office", "wages", "hardware", "property")
    }


def test_owners_money_asks_for_their_decision_unless_the_item_does():
    asked = {
        (source, power, gate)
        for source in FundSource
        for power in DecisionPower
        for gate in LegalGate
        if owners_must_decide(source, power, gate)
    }
    others = set(DecisionPower) - {DecisionPower.OWNERS}
    gates = set(LegalGate) - {LegalGate.OWNERS_ORDINARY, LegalGate.OWNERS_SPECIAL}
    owners = (FundSource.MAINTENANCE, FundSource.PUBLIC_INCOME)
    assert asked == {(source, power, gate) for source in owners for power in others for gate in gates}


@pytest.mark.parametrize(
    ("before", "after", "total", "needed"),
    [(100, 110, 1000, False), (100, 111, 1000, True), (100, 90, 1000, False), (100, 89, 1000, True), (0, 1, 50, True),
     (15, 16, 15, False), (9, 10, 9, True)],
)  # fmt: skip
def test_above_a_tenth_a_change_is_approved_anew(before: int, after: int, total: int, needed: bool):
    assert needs_new_approval(before, after, total, total + after - before) is needed


@given(before=FEN, after=FEN, rest=FEN)
def test_a_tenth_of_a_source_is_never_more_than_a_tenth_of_all(before: int, after: int, rest: int):
    alone = abs(after - before) * 10 > before
    assert needs_new_approval(before, after, before + rest, after + rest) is alone


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6222021234567890123", "6222021234567890123"),
        ("pay 6222 0212 3456 7890", "6222 0212 3456 7890"),
        ("31010519491231002X", "31010519491231002X"),
        ("voucher 2026-12-0007", None),
        ("12345678901", None),
        ("2026-12-01 2026-12-02", None),
        ("", None),
    ],
)
def test_long_numbers_are_found_and_voucher_numbers_are_not(text: str, found: str | None):
    assert long_number(text) == found
