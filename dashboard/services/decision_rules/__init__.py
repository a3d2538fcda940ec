"""Decision rules as the house words them: which are in force, who may vote under them, and new versions of them."""

from dashboard.services.decision_rules.composing import compose, restore, retire
from dashboard.services.decision_rules.offering import offer_first
from dashboard.services.decision_rules.reading import (
    BodyRule,
    PresetRead,
    RuleRead,
    RuleVersion,
    bodies,
    presets,
    rule_in_force,
    rule_named,
    rule_version,
    rules,
)
from dashboard.services.decision_rules.words import Quorum, quorum_of, voters

__all__ = [
    "BodyRule",
    "PresetRead",
    "Quorum",
    "RuleRead",
    "RuleVersion",
    "bodies",
    "compose",
    "offer_first",
    "presets",
    "quorum_of",
    "restore",
    "retire",
    "rule_in_force",
    "rule_named",
    "rule_version",
    "rules",
    "voters",
]
