"""The checklist suggests by category, and says in words which answers contradict an acceptance."""

import pytest

from dashboard.rules.checklist import (
    ASKED,
    ELSEWHERE,
    FOLLOWS,
    OTHER_GATE,
    OTHER_POWER,
    OWNERS_DECIDE,
    PERSONAL,
    UNANSWERED,
    Checklist,
    Fact,
    contradictions,
    facts_of,
    suggested,
)
from models.enums import DecisionPower as D
from models.enums import LegalGate as G

FINE = Checklist(belongs=True, personal=False)


def test_every_fact_is_asked_and_has_a_consequence():
    assert set(ASKED) == set(FOLLOWS) == set(Fact)


@pytest.mark.parametrize(
    ("category", "fact", "power", "gate"),
    [
        ("shed", Fact.PRIVATE_OPERATOR, D.OWNERS, G.OWNERS_SPECIAL),
        ("greening", Fact.TREES, None, G.GREENING),
        ("sidewalk", Fact.OUTSIDE, D.DEPARTMENT, None),
        ("elevator", Fact.NEW_LIFT, D.OWNERS, G.PLANNING),
        ("safety", Fact.ESCAPE_ROUTE, None, G.FIRE),
    ],
)
def test_a_category_asks_for_its_fact_and_the_fact_suggests(category, fact, power, gate):
    assert fact in facts_of(category)
    assert suggested([fact]) == (power, gate)


def test_other_categories_ask_nothing_and_no_fact_suggests_nothing():
    assert facts_of("culture") == ()
    assert suggested([]) == (None, None)
    assert suggested([Fact.PRIVATE_OPERATOR, Fact.ESCAPE_ROUTE]) == (D.OWNERS, G.OWNERS_SPECIAL)


@pytest.mark.parametrize(
    ("answers", "power", "gate", "told"),
    [
        (None, D.COMMITTEE, G.NONE, ()),
        (FINE, D.COMMITTEE, G.NONE, ()),
        (FINE, D.OWNERS, G.OWNERS_SPECIAL, ()),
        (FINE, D.COMMITTEE, G.GREENING, ()),
        (None, D.COMMITTEE, G.OWNERS_ORDINARY, (OWNERS_DECIDE,)),
        (FINE, D.RESIDENTS, G.OWNERS_SPECIAL, (OWNERS_DECIDE,)),
        (Checklist(), D.COMMITTEE, G.NONE, (UNANSWERED,)),
        (Checklist(belongs=True), D.COMMITTEE, G.NONE, (UNANSWERED,)),
        (Checklist(belongs=True, personal=True), D.COMMITTEE, G.NONE, (PERSONAL,)),
        (Checklist(belongs=False, personal=False), D.COMMITTEE, G.NONE, (ELSEWHERE,)),
        (Checklist(belongs=False, personal=True), D.COMMITTEE, G.NONE, (PERSONAL, ELSEWHERE)),
        (Checklist(True, False, frozenset({Fact.TREES})), D.COMMITTEE, G.NONE, (OTHER_GATE,)),
        (Checklist(True, False, frozenset({Fact.TREES})), D.COMMITTEE, G.GREENING, ()),
        (Checklist(True, False, frozenset({Fact.OUTSIDE})), D.COMMITTEE, G.NONE, (OTHER_POWER,)),
        (Checklist(True, False, frozenset({Fact.OUTSIDE})), D.DEPARTMENT, G.NONE, ()),
        (Checklist(True, False, frozenset({Fact.NEW_LIFT})), D.COMMITTEE, G.NONE, (OTHER_GATE, OTHER_POWER)),
        (Checklist(True, False, frozenset({Fact.NEW_LIFT})), D.OWNERS, G.PLANNING, ()),
    ],
)
def test_contradictions_are_told(answers, power, gate, told):
    assert contradictions(answers, power, gate) == told


def test_answers_come_back_as_they_were_stored():
    answers = Checklist(True, False, frozenset({Fact.TREES, Fact.OUTSIDE}))
    assert answers.stored() == {"belongs": True, "personal": False, "facts": ["outside_estate", "trees_moved"]}
    assert Checklist.of(answers.stored()) == answers
    assert Checklist.of(None) is None
    assert Checklist.of({"facts": ["unknown"]}) == Checklist()
