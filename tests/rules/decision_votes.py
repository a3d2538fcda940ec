"""Rules and outcomes in one line, for tests."""

from dashboard.rules.decisions import Base, Condition, Counts, Measure, Op, Rule, decide
from models.enums import Outcome


def approve(op: Op, numerator: int, denominator: int, base: Base, measure: Measure = "heads") -> Condition:
    return Condition(measure=measure, base=base, of="for", numerator=numerator, denominator=denominator, op=op)


def custom(*passing: Condition, quorum: tuple[Condition, ...] = ()) -> Rule:
    return Rule("P10", quorum, passing)


def outcome(rule: Rule, *heads: int, **areas: int) -> Outcome:
    return decide(rule, Counts(*heads, **areas)).outcome
