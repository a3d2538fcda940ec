"""What does the verdict look like to another program?"""

from typing import Any

from dashboard.rules.decisions.arithmetic import steps
from dashboard.rules.decisions.counts import Counts
from dashboard.rules.decisions.margin import flip_margin
from dashboard.rules.decisions.recusal import without_recused
from dashboard.rules.decisions.rule import Rule
from dashboard.rules.decisions.rule_words import condition_in_words, in_words
from dashboard.rules.decisions.verdict import Reach, decide


def decide_json(
    rule: Rule,
    counts: Counts,
    *,
    recused: int = 0,
    recused_present: int = 0,
    recused_weight: int = 0,
    recused_present_weight: int = 0,
    deducts: bool = False,
) -> dict[str, Any]:
    """Return the verdict on a vote as JSON values, the rule as a sentence in the language spoken now.

    Everything but ``recusal`` is by the way that decides: with the recused in the numbers, or without them where
    ``deducts`` is true. ``recusal`` shows both ways, and is ``None`` where nobody recused themselves.

    Args:
        counts: the counts with the recused in them.

    Raises:
        BadInput: the rule counts floor area and no areas were given, or more are recused than there are.
    """
    others = without_recused(
        counts,
        recused,
        recused_present,
        recused_weight=recused_weight,
        recused_present_weight=recused_present_weight,
    )
    verdict = decide(rule, others if deducts else counts)
    return {
        "outcome": verdict.outcome.value,
        "votes_needed": verdict.votes_needed,
        "base": verdict.base,
        "base_name": verdict.base_name,
        "quorum_needed": verdict.quorum_needed,
        "rule": in_words(rule),
        "preset": rule.code,
        "entitled": counts.entitled,
        "present": counts.present,
        "for": counts.votes_for,
        "against": counts.votes_against,
        "abstain": counts.votes_abstain,
        "invalid": counts.invalid,
        "recused": recused,
        "recused_present": recused_present,
        "deducts_recused": deducts,
        **_way(rule, others if deducts else counts),
        "recusal": {"kept": _whole_way(rule, counts), "deducted": _whole_way(rule, others)} if recused else None,
    }


def _whole_way(rule: Rule, counts: Counts) -> dict[str, Any]:
    verdict = decide(rule, counts)
    return {
        "outcome": verdict.outcome.value,
        "votes_needed": verdict.votes_needed,
        "entitled": counts.entitled,
        "present": counts.present,
        **_way(rule, counts),
    }


def _way(rule: Rule, counts: Counts) -> dict[str, Any]:
    return {
        "conditions": [_condition(rule, step) for step in steps(rule, counts)],
        "flip_margin": flip_margin(rule, counts),
    }


def _condition(rule: Rule, step: Reach) -> dict[str, Any]:
    """Return one condition with its arithmetic; areas are whole numbers of 0.01 m²."""
    one = step.condition
    return {
        "part": "pass" if one.of == "for" else "quorum",
        "condition": condition_in_words(rule, one),
        "measure": one.measure,
        "of": one.of,
        "op": one.op,
        "share": f"{one.numerator}/{one.denominator}",
        "base_name": one.base,
        "counted": step.counted,
        "base": step.base,
        "needed": step.needed,
        "holds": bool(step.base) and step.holds,
    }
