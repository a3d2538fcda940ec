"""Which decision rules does the house know by name?

A preset is one line here, and version 1 of a row that the secretariat may word anew. Which preset fits which body is
a house rule (本单位规则), not law.
"""

from typing import NamedTuple

from dashboard.i18n import N_
from dashboard.rules.decisions.rule import Base, Condition, Counted, Measure, Op, Rule


class _Preset(NamedTuple):
    rule: Rule
    title: str
    duty: str = ""


def _attend(op: Op, numerator: int, denominator: int) -> tuple[Condition, ...]:
    return (_condition("present", op, numerator, denominator, "entitled"),)


def _approve(op: Op, numerator: int, denominator: int, base: Base) -> tuple[Condition, ...]:
    return (_condition("for", op, numerator, denominator, base),)


def _both(of: Counted, op: Op, numerator: int, denominator: int, base: Base) -> tuple[Condition, ...]:
    """Return the same share by number of owners and by exclusive floor area."""
    return (
        _condition(of, op, numerator, denominator, base),
        _condition(of, op, numerator, denominator, base, measure="weight"),
    )


def _condition(
    of: Counted, op: Op, numerator: int, denominator: int, base: Base, measure: Measure = "heads"
) -> Condition:
    return Condition(measure=measure, base=base, of=of, numerator=numerator, denominator=denominator, op=op)


_REGISTRY = (
    # Source: 中国共产党党组工作条例（试行，2015）, a model here and no duty; half to attend is the usual house rule.
    _Preset(
        Rule("P1", _attend(">=", 1, 2), _approve(">", 1, 2, "entitled")),
        N_("Party committee or Party group meeting"),
    ),
    # Source: rules of sub-district Party working committees.
    _Preset(
        Rule("P2", _attend(">=", 2, 3), _approve(">", 1, 2, "entitled")),
        N_("Important matters (personnel, large sums, admission of units)"),
    ),
    # Source: 中国共产党支部工作条例（试行）第十一条.
    _Preset(
        Rule("P3", _attend(">=", 1, 2), _approve(">", 1, 2, "entitled")),
        N_("General meeting of a Party branch"),
    ),
    # Source: 城市居民委员会组织法 (2018) 第九条.
    _Preset(
        Rule("P4", _attend(">", 1, 2), _approve(">", 1, 2, "present")),
        N_("Residents' meeting"),
    ),
    # Source: 上海市住宅物业管理规定 (2020) 第二十六条.
    _Preset(
        Rule("P5", _attend(">", 1, 2), _approve(">", 1, 2, "entitled")),
        N_("Owners' committee"),
        N_("Members sign the decision; it is posted within 3 days."),
    ),
    # Source: 民法典第二百七十八条; 上海市住宅物业管理规定 (2020) 第十八条.
    _Preset(
        Rule("P6", _both("cast", ">=", 2, 3, "entitled"), _both("for", ">", 1, 2, "cast")),
        N_("Joint decision of owners, ordinary matters"),
    ),
    # Source: 民法典第二百七十八条第六至八项.
    _Preset(
        Rule("P7", _both("cast", ">=", 2, 3, "entitled"), _both("for", ">=", 3, 4, "cast")),
        N_("Joint decision of owners, special matters (raising funds, rebuilding, use of common parts)"),
    ),
    # Source: practice of 四议两公开 in villages.
    _Preset(
        Rule("P8", _attend(">=", 2, 3), _approve(">=", 1, 2, "present")),
        N_("Four deliberations, two disclosures: review by the Party members' meeting"),
        N_("Papers go out 3 days before the meeting."),
    ),
    # Source: election rules for the four fifths; the passing half is a house rule.
    _Preset(
        Rule("P9", _attend(">", 4, 5), _approve(">", 1, 2, "present")),
        N_("Election by ballot"),
    ),
)

PRESETS: dict[str, Rule] = {preset.rule.code: preset.rule for preset in _REGISTRY}
PRESET_TITLES: dict[str, str] = {preset.rule.code: preset.title for preset in _REGISTRY}
"""Message of each preset's title."""
PRESET_DUTIES: dict[str, str] = {preset.rule.code: preset.duty for preset in _REGISTRY if preset.duty}
"""Message of what a preset asks for beside the count."""
