"""What does the verdict look like to another program?"""

from typing import Any

from dashboard.rules.decisions.counts import Counts
from dashboard.rules.decisions.rule import Rule
from dashboard.rules.decisions.rule_words import in_words
from dashboard.rules.decisions.verdict import decide


def decide_json(rule: Rule, counts: Counts) -> dict[str, Any]:
    """Return the verdict on a vote as JSON values, the rule as a sentence in the language spoken now.

    Raises:
        BadInput: the rule counts floor area and no areas were given.
    """
    verdict = decide(rule, counts)
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
    }
