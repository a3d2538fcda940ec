"""How is a rule said in one plain sentence?

The sentence has no full stop, so that minutes, notices and pages can set it into their own.
"""

from collections.abc import Sequence
from functools import reduce
from math import gcd

from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from dashboard.rules.decisions.rule import Condition, Rule


def in_words(rule: Rule, who: str | None = None) -> str:
    """Return the rule as one sentence in the language spoken now.

    ``who`` names the voters in that language (such as 成员单位) where the preset's own word does not fit.
    """
    people = who or _voters(rule.code)
    passing = _all_of([_relation(one, rule, people) for one in rule.pass_])
    if not rule.quorum:
        return _("carried if %(passing)s") % {"passing": passing}
    quorum = _all_of([_attendance(one, rule, people) for one in rule.quorum])
    return _("valid if %(quorum)s; carried if %(passing)s") % {"quorum": quorum, "passing": passing}


def condition_in_words(rule: Rule, condition: Condition, who: str | None = None) -> str:
    """Return one condition of the rule as a clause of that sentence."""
    people = who or _voters(rule.code)
    return (_relation if condition.of == "for" else _attendance)(condition, rule, people)


def _voters(code: str) -> str:
    """Return what the voters under a preset are called; a custom rule may serve any body."""
    match code:
        case "P1" | "P2" | "P5":
            return pgettext("voters", "members")
        case "P3":
            return pgettext("voters", "Party members with a vote")
        case "P4":
            return pgettext("voters", "residents or their representatives")
        case "P6" | "P7":
            return pgettext("voters", "owners")
        case "P8":
            return pgettext("voters", "Party members")
        case "P9":
            return pgettext("voters", "electors")
        case _:
            return pgettext("voters", "voting members")


def _attendance(condition: Condition, rule: Rule, who: str) -> str:
    """Return a quorum condition: the short form that rule books use where there is one."""
    if condition.measure == "weight" or condition.op == ">" or condition.fraction == 1:
        return _relation(condition, rule, who)
    facts = {"share": _share(condition), "base": _base(condition, rule, who)}
    if condition.of == "present":
        return _("at least %(share)s %(base)s are present") % facts
    return _("at least %(share)s %(base)s take part in the vote") % facts


def _relation(condition: Condition, rule: Rule, who: str) -> str:
    facts = {"counted": _counted(condition), "share": _share(condition), "base": _base(condition, rule, who)}
    if condition.fraction == 1:
        return _("%(counted)s equal the whole of %(base)s") % facts
    if condition.op == ">":
        return _("%(counted)s are more than %(share)s %(base)s") % facts
    return _("%(counted)s are at least %(share)s %(base)s") % facts


def _counted(condition: Condition) -> str:
    return {
        ("heads", "present"): _("the people present"),
        ("heads", "cast"): _("the people taking part in the vote"),
        ("heads", "for"): _("the votes for"),
        ("weight", "present"): _("the square metres present"),
        ("weight", "cast"): _("the square metres taking part in the vote"),
        ("weight", "for"): _("the square metres for"),
    }[condition.measure, condition.of]


def _base(condition: Condition, rule: Rule, who: str) -> str:
    if condition.measure == "weight":
        return {
            "entitled": _("the total exclusive floor area"),
            "present": _("the floor area present"),
            "cast": _("the floor area taking part in the vote"),
            "valid": _("the floor area of valid ballots"),
            "decisive": _("the floor area for and against together"),
        }[condition.base]
    everyone = _("all %(who)s") if _is_of_the_whole_body(rule) else _("the %(who)s who should attend")
    return {
        "entitled": everyone,
        "present": _("the %(who)s present"),
        "cast": _("the %(who)s who took part in the vote"),
        "valid": _("the valid ballots"),
        "decisive": _("the votes for and against together"),
    }[condition.base] % {"who": who}


def _share(condition: Condition) -> str:
    """Return the fraction with its preposition: half of; 66/100 stays 66%, as it was decided."""
    common = {
        (1, 2): _("half of"),
        (1, 3): _("one third of"),
        (2, 3): _("two thirds of"),
        (1, 4): _("one quarter of"),
        (3, 4): _("three quarters of"),
        (2, 5): _("two fifths of"),
        (3, 5): _("three fifths of"),
        (4, 5): _("four fifths of"),
    }
    numerator, denominator = condition.numerator, condition.denominator
    divisor = gcd(numerator, denominator)
    lowest = (numerator // divisor, denominator // divisor)
    if lowest in common:
        return common[lowest]
    facts = {"numerator": numerator, "denominator": denominator}
    return (_("%(numerator)d%% of") if denominator == 100 else _("%(numerator)d/%(denominator)d of")) % facts


def _all_of(clauses: Sequence[str]) -> str:
    return reduce(lambda first, second: _("%(first)s and %(second)s") % {"first": first, "second": second}, clauses)


def is_written(rule: Rule) -> bool:
    """Return whether taking part is what makes the vote valid, as when owners are asked in writing."""
    return any(condition.of == "cast" for condition in rule.quorum)


def _is_of_the_whole_body(rule: Rule) -> bool:
    """Return whether the law says 全体 where committees say 应到."""
    return is_written(rule) or rule.code in {"P4", "P5"}
