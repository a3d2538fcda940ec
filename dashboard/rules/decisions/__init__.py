"""When does a vote carry? Rules, counts, the verdict, and all three in words."""

from dashboard.rules.decisions.counts import Counts
from dashboard.rules.decisions.presets import CUSTOM, PRESET_DUTIES, PRESET_TITLES, PRESETS
from dashboard.rules.decisions.report import decide_json
from dashboard.rules.decisions.rule import BASES, COUNTED, MEASURES, OPS, Base, Condition, Counted, Measure, Op, Rule
from dashboard.rules.decisions.rule_words import in_words
from dashboard.rules.decisions.verdict import Verdict, decide, least
from dashboard.rules.decisions.verdict_words import verdict_in_words

__all__ = [
    "BASES",
    "COUNTED",
    "CUSTOM",
    "MEASURES",
    "OPS",
    "PRESETS",
    "PRESET_DUTIES",
    "PRESET_TITLES",
    "Base",
    "Condition",
    "Counted",
    "Counts",
    "Measure",
    "Op",
    "Rule",
    "Verdict",
    "decide",
    "decide_json",
    "in_words",
    "least",
    "verdict_in_words",
]
