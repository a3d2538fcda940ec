"""A house rule takes only values that make sense, and the trail keeps what it was before."""

import pytest
from sqlalchemy import Engine

from dashboard.errors import BadInput, NotAllowed, NotFound
from dashboard.services import founding, house_rules
from dashboard.services.house_rules import KINDS
from models.audit import AuditEntry
from models.house_rule import HouseRule
from tests.services.project_rows import Rows


@pytest.fixture
def rows(saved, engine: Engine) -> Rows:
    return Rows(saved, engine)


@pytest.fixture
def secretariat(acting_as):
    return acting_as("secretariat")


def test_every_shipped_rule_is_known_and_keeps_its_own_kind():
    assert list(KINDS) == list(founding.HOUSE_RULES)
    assert {name: kind.checked(founding.HOUSE_RULES[name]) for name, kind in KINDS.items()} == founding.HOUSE_RULES


def test_rules_are_as_shipped_until_somebody_changes_them(rows: Rows, secretariat):
    assert {rule.name: rule.value for rule in house_rules.house_rules(secretariat)} == founding.HOUSE_RULES

    assert house_rules.change(secretariat, "notice_days", 5) == 5

    values = {rule.name: rule.value for rule in house_rules.house_rules(secretariat)}
    assert values == {**founding.HOUSE_RULES, "notice_days": 5}
    (entry,) = rows.all(AuditEntry)
    assert (entry.action, entry.subject) == ("house_rule.change", "house_rule/notice_days")
    assert entry.facts == {"before": 3, "after": 5}


def test_a_rule_is_changed_again_and_the_same_click_once(rows: Rows, secretariat):
    house_rules.change(secretariat, "seats", {"members": 9, "conference": 54}, key="one")
    house_rules.change(secretariat, "seats", {"members": 9, "conference": 54}, key="one")
    house_rules.change(secretariat, "seats", {"conference": 55, "members": 13}, key="two")
    assert rows.one(HouseRule, "seats").value == {"members": 13, "conference": 55}
    assert rows.audited() == ["house_rule.change"] * 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("notice_days", -1),
        ("notice_days", 366),
        ("notice_days", "3"),
        ("notice_days", 3.0),
        ("notice_days", True),
        ("notice_days", None),
        ("recusal_denominator", "ignore"),
        ("line_pitch_pt", "30"),
        ("seats", {"members": 11}),
        ("seats", {"members": 11, "conference": 0}),
        ("seats", {"members": 11, "conference": 54, "others": 1}),
        ("seats", 11),
        ("minutes_comment_days", 0),
        ("minutes_comment_days", 61),
        ("document_fonts", "宋体"),
        ("document_fonts", {"body": "仿宋"}),
        ("document_fonts", dict.fromkeys(("body", "heading_1", "heading_2", "title", "digits"), " ")),
        ("document_fonts", dict.fromkeys(("body", "heading_1", "heading_2", "title", "digits"), "长" * 41)),
        ("minutes_numbering", "第{number}期"),
        ("minutes_numbering", "{year}{number}" + "长" * 40),
        ("holidays", {"off": "2027-02-30", "work": ""}),
        ("holidays", {"off": "New Year", "work": ""}),
        ("holidays", {"off": [20270101], "work": []}),
        ("holidays", {"off": None, "work": []}),
        ("holidays", {"off": "2027-01-01 " * 401, "work": ""}),
        ("holidays", {"off": []}),
        ("retention", {"adopted": "for ever", "papers": "30 years", "not_adopted": "10 years"}),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(rows: Rows, secretariat, name: str, value: object):
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        house_rules.change(secretariat, name, value)
    assert refused.value.field == "value"
    assert rows.written() == before


@pytest.mark.parametrize(
    "typed", ["2027-02-05, 2027-01-01", "2027-01-01，2027-02-05\n2027-01-01", ["2027-02-05", "2027-01-01"]]
)
def test_days_are_kept_in_order_however_they_are_typed(rows: Rows, secretariat, typed: object):
    house_rules.change(secretariat, "holidays", {"off": typed, "work": " "})
    assert rows.one(HouseRule, "holidays").value == {"off": ["2027-01-01", "2027-02-05"], "work": []}


def test_fonts_are_kept_on_one_line_without_hidden_characters(rows: Rows, secretariat):
    fonts = {"body": " 仿宋\n", "heading_1": "黑体", "heading_2": "楷体", "title": "小标宋\u200b体", "digits": "宋体"}
    kept = {"body": "仿宋", "heading_1": "黑体", "heading_2": "楷体", "title": "小标宋体", "digits": "宋体"}
    assert house_rules.change(secretariat, "document_fonts", fonts) == kept
    assert rows.one(HouseRule, "document_fonts").value == kept


def test_only_house_rules_are_changed(rows: Rows, secretariat):
    before = rows.written()
    with pytest.raises(NotFound):
        house_rules.change(secretariat, "demonstration", {"offset_seconds": 0})
    assert rows.written() == before


@pytest.mark.parametrize("role", ["visitor", "resident", "liaison", "member", "chair", "reviewer", "administrator"])
def test_only_the_secretariat_changes_rules(rows: Rows, acting_as, role: str):
    before = rows.written()
    for use in (
        lambda: house_rules.change(acting_as(role), "notice_days", 5),
        lambda: house_rules.house_rules(acting_as(role)),
    ):
        with pytest.raises(NotAllowed):
            use()
    assert rows.written() == before
