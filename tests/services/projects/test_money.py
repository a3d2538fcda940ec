"""Money is exact to the fen: never above what is approved, never for what a source must not pay for."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from dashboard.errors import BadInput, DomainError, RuleBroken
from dashboard.rules.funds import not_for
from dashboard.services import projects
from dashboard.services.projects import Budget, Checked, PaymentRead
from models.enums import DecisionPower, FundSource, LegalGate, ProjectStatus
from models.project import BudgetLine, Payment, Project
from tests.services.project_rows import TODAY, Rows

FUND, SERVICE, INCOME = FundSource.SELF_GOVERNANCE, FundSource.SERVICE_FUND, FundSource.PUBLIC_INCOME
CONFIRMED = Checked(not_for=tuple(not_for(SERVICE)))
OWNERS = Checked(owners="2026-11-20, two thirds took part, agreed")


def test_payments_reach_the_approved_amount_exactly_and_no_further(rows: Rows, new_project, secretariat):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 100_00)
    assert projects.book_payment(secretariat, key, FUND, 99_99, "Lamps") == Budget(100_00, 99_99)
    before = rows.written()
    with pytest.raises(RuleBroken) as refused:
        projects.book_payment(secretariat, key, FUND, 2, "Screws")
    assert str(refused.value) == "Only ¥0.01 of what is approved from this source is left."
    assert rows.written() == before
    assert projects.book_payment(secretariat, key, FUND, 1, "Screws") == Budget(100_00, 100_00)


@pytest.mark.parametrize(
    ("amount", "note", "field"),
    [(0, "Lamps", "paid_fen"), (-5, "Lamps", "paid_fen"), (20_000_000_01, "Lamps", "paid_fen"), (5, " ", "note")],
)
def test_a_payment_that_makes_no_sense_is_refused(
    rows: Rows, new_project, secretariat, amount: int, note: str, field: str
):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 20_000_000_00)
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        projects.book_payment(secretariat, key, FUND, amount, note)
    assert refused.value.field == field
    assert rows.written() == before


def test_money_comes_from_approved_sources_only(rows: Rows, new_project, secretariat):
    key = new_project()
    before = rows.written()
    with pytest.raises(RuleBroken, match="No money is approved from this source yet"):
        projects.book_payment(secretariat, key, FUND, 1, "Lamps")
    for amount in (-1, 20_000_000_01):
        with pytest.raises(BadInput):
            projects.set_budget(secretariat, key, FUND, amount)
    assert rows.written() == before


def test_a_budget_is_not_cut_below_what_is_paid(rows: Rows, new_project, secretariat):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 50_00)
    projects.book_payment(secretariat, key, FUND, 30_00, "Lamps")
    before = rows.written()
    with pytest.raises(RuleBroken, match=r"¥30 is paid from this source already"):
        projects.set_budget(secretariat, key, FUND, 29_99)
    assert rows.written() == before
    assert projects.set_budget(secretariat, key, FUND, 30_00) == Budget(30_00, 30_00)


@pytest.mark.parametrize("status", sorted(set(ProjectStatus) - {ProjectStatus.PLANNED}))
def test_sums_are_approved_without_a_change_only_before_work_starts(rows: Rows, at, secretariat, status: ProjectStatus):
    key = at(status)
    before = rows.written()
    with pytest.raises(RuleBroken):
        projects.set_budget(secretariat, key, FUND, 60_00)
    assert rows.written() == before


def test_an_accepted_project_keeps_its_budget_and_pays_its_bills(rows: Rows, at, lead, secretariat):
    key = at(ProjectStatus.PLANNED)
    projects.set_budget(secretariat, key, FUND, 50_00)
    rows.set(Project, key, status=ProjectStatus.ACCEPTED)
    with pytest.raises(RuleBroken, match="its budget stays as it is"):
        projects.set_budget(secretariat, key, FUND, 60_00)
    assert projects.book_payment(secretariat, key, FUND, 50_00, "Last bill") == Budget(50_00, 50_00)


def test_nothing_is_booked_on_a_project_of_an_undone_import(rows: Rows, new_project, secretariat):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 50_00)
    projects.book_payment(secretariat, key, FUND, 20_00, "Lamps")
    rows.set(Project, key, status=ProjectStatus.TAKEN_BACK)
    before = rows.written()
    for use in (projects.book_payment, projects.correct_payment):
        with pytest.raises(RuleBroken, match="import that was undone"):
            use(secretariat, key, FUND, 10_00, "Lamps")
    assert rows.written() == before
    assert projects.project(secretariat, rows.one(Project, key).number).may_fund is False


def test_a_mistake_is_put_right_by_a_payment_below_zero(rows: Rows, new_project, secretariat, clock):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 100_00)
    projects.book_payment(secretariat, key, FUND, 70_00, "Lamps", paid_on=TODAY - timedelta(days=3), reference="12-07")
    clock.forward(days=1)
    assert projects.correct_payment(secretariat, key, FUND, 7_00, "Typed 70 for 63", key="a") == Budget(100_00, 63_00)
    assert projects.correct_payment(secretariat, key, FUND, 7_00, "Typed 70 for 63", key="a") == Budget(100_00, 63_00)
    before = rows.written()
    for amount, words in ((63_01, "More than paid"), (0, "Nothing"), (1, " ")):
        with pytest.raises(DomainError):
            projects.correct_payment(secretariat, key, FUND, amount, words)
    assert rows.written() == before
    page = projects.project(secretariat, rows.one(Project, key).number)
    assert page.payments == [
        PaymentRead(TODAY - timedelta(days=3), FUND, 70_00, "Lamps", "12-07"),
        PaymentRead(TODAY + timedelta(days=1), FUND, -7_00, "Typed 70 for 63"),
    ]


def test_payments_are_listed_by_their_own_day_and_none_lies_ahead(rows: Rows, new_project, secretariat):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 100_00)
    for day in (date(2026, 11, 20), date(2026, 11, 3)):
        projects.book_payment(secretariat, key, FUND, 10_00, "Lamps", paid_on=day)
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        projects.book_payment(secretariat, key, FUND, 10_00, "Lamps", paid_on=TODAY + timedelta(days=1))
    assert refused.value.field == "paid_on"
    assert rows.written() == before
    page = projects.project(secretariat, rows.one(Project, key).number)
    assert [payment.paid_on for payment in page.payments] == [date(2026, 11, 3), date(2026, 11, 20)]


@pytest.mark.parametrize(
    "words", ["to 6222021234567890123", "to 6222 0212 3456 7890", "１２３４５６７８９０１２", "call 13812345678"]
)
def test_no_account_or_identity_number_goes_on_the_page(rows: Rows, new_project, secretariat, words: str):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 100_00)
    before = rows.written()
    for use in (
        lambda: projects.book_payment(secretariat, key, FUND, 1, words),
        lambda: projects.book_payment(secretariat, key, FUND, 1, "Lamps", reference=words),
    ):
        with pytest.raises(BadInput):
            use()
    assert rows.written() == before


def test_the_service_fund_pays_once_each_line_of_what_it_must_not_pay_for_is_confirmed(
    rows: Rows, new_project, secretariat
):
    key = new_project()
    before = rows.written()
    for checked in (Checked(), Checked(not_for=("office", "wages", "hardware"))):
        with pytest.raises(BadInput) as refused:
            projects.set_budget(secretariat, key, SERVICE, 10_00, checked)
        assert refused.value.field == "not_for"
    assert rows.written() == before

    projects.set_budget(secretariat, key, SERVICE, 10_00, CONFIRMED)
    before = rows.written()
    with pytest.raises(BadInput):
        projects.book_payment(secretariat, key, SERVICE, 10_00, "Lamps")
    assert rows.written() == before
    assert projects.book_payment(secretariat, key, SERVICE, 1_00, "Lamps", checked=CONFIRMED) == Budget(10_00, 1_00)


@pytest.mark.parametrize("source", [FundSource.MAINTENANCE, INCOME])
def test_owners_money_is_spent_by_their_decision(rows: Rows, new_project, secretariat, source: FundSource):
    key = new_project()
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        projects.set_budget(secretariat, key, source, 10_00)
    assert refused.value.field == "owners"
    assert rows.written() == before
    assert projects.set_budget(secretariat, key, source, 10_00, OWNERS) == Budget(10_00, 0)


@pytest.mark.parametrize("asked", [{"decision_power": DecisionPower.OWNERS}, {"legal_gate": LegalGate.OWNERS_SPECIAL}])
def test_an_item_the_owners_decide_needs_no_second_word_on_it(new_project, secretariat, asked: dict):
    assert projects.set_budget(secretariat, new_project(**asked), INCOME, 10_00) == Budget(10_00, 0)


def test_the_same_click_pays_once(rows: Rows, new_project, secretariat):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 50_00)
    for _ in range(2):
        assert projects.book_payment(secretariat, key, FUND, 20_00, "Lamps", key="click") == Budget(50_00, 20_00)


def test_of_eight_simultaneous_payments_only_those_that_fit_are_booked(rows: Rows, new_project, secretariat):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 100_00)
    gate = Barrier(8)

    def try_it(n: int) -> bool:
        gate.wait()
        try:
            projects.book_payment(secretariat, key, FUND, 30_01, f"Bill {n}")
        except RuleBroken:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_it, range(8))) == 3

    (line,) = rows.all(BudgetLine)
    page = projects.project(secretariat, rows.one(Project, key).number)
    assert line.paid_fen == sum(payment.amount_fen for payment in page.payments) == 90_03
    assert len(rows.all(Payment)) == 3


@pytest.mark.parametrize("role", ["visitor", "resident", "liaison", "member", "chair", "reviewer", "administrator"])
def test_only_the_secretariat_touches_money(rows: Rows, new_project, secretariat, lead, acting_as, role: str):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 100_00)
    who = acting_as(role, organisation_id=lead.actor.organisation_id)
    before = rows.written()
    for use in (
        lambda: projects.set_budget(who, key, FUND, 1),
        lambda: projects.book_payment(who, key, FUND, 1, "Lamps"),
    ):
        with pytest.raises(DomainError):
            use()
    assert rows.written() == before
