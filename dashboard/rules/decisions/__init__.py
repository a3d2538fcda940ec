"""When does a vote carry? Rules, counts, the verdict, and all three in words."""

from dashboard.rules.decisions.arithmetic import margin_in_words, steps, steps_in_words
from dashboard.rules.decisions.counts import Counts
from dashboard.rules.decisions.margin import flip_margin
from dashboard.rules.decisions.options import (
    Marks,
    Place,
    check_marks,
    in_order,
    options_carried,
    ranked_by,
    tally_options,
)
from dashboard.rules.decisions.paper import check_paper, paper_void
from dashboard.rules.decisions.presets import PRESET_DUTIES, PRESET_TITLES, PRESETS
from dashboard.rules.decisions.recusal import without_recused
from dashboard.rules.decisions.report import decide_json
from dashboard.rules.decisions.resolution import resolution_for
from dashboard.rules.decisions.rule import (
    BASES,
    BASES_OF,
    COUNTED,
    MEASURES,
    OPS,
    Base,
    Condition,
    Counted,
    Measure,
    Op,
    Rule,
    counts_weight,
)
from dashboard.rules.decisions.rule_words import condition_in_words, in_words
from dashboard.rules.decisions.thresholds import ThresholdRow, threshold_table
from dashboard.rules.decisions.verdict import Reach, Verdict, decide, least
from dashboard.rules.decisions.verdict_words import square_metres, verdict_in_words

__all__ = [
    "BASES",
    "BASES_OF",
    "COUNTED",
    "MEASURES",
    "OPS",
    "PRESETS",
    "PRESET_DUTIES",
    "PRESET_TITLES",
    "Base",
    "Condition",
    "Counted",
    "Counts",
    "Marks",
    "Measure",
    "Op",
    "Place",
    "Reach",
    "Rule",
    "ThresholdRow",
    "Verdict",
    "check_marks",
    "check_paper",
    "condition_in_words",
    "counts_weight",
    "decide",
    "decide_json",
    "flip_margin",
    "in_order",
    "in_words",
    "least",
    "margin_in_words",
    "options_carried",
    "paper_void",
    "ranked_by",
    "resolution_for",
    "square_metres",
    "steps",
    "steps_in_words",
    "tally_options",
    "threshold_table",
    "verdict_in_words",
    "without_recused",
]
