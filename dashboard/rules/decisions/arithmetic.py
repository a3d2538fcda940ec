"""How is a verdict worked out, condition by condition, so that anybody can check it with a pencil?"""

from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.rules.decisions.counts import Counts
from dashboard.rules.decisions.rule import Rule
from dashboard.rules.decisions.rule_words import condition_in_words
from dashboard.rules.decisions.verdict import Reach, reaches
from dashboard.rules.decisions.verdict_words import persons, square_metres


def steps(rule: Rule, counts: Counts) -> list[Reach]:
    """Return every condition with what was counted, of how many, and how many are needed; the quorum first.

    Raises:
        BadInput: the rule counts floor area and no areas were given.
    """
    return reaches((*rule.quorum, *rule.pass_), counts)


def steps_in_words(rule: Rule, counts: Counts, who: str | None = None) -> list[str]:
    """Return each condition with its numbers and whether it is met, in the language spoken now.

    Raises:
        BadInput: the rule counts floor area and no areas were given.
    """
    return [_in_words(rule, step, who) for step in steps(rule, counts)]


def _in_words(rule: Rule, step: Reach, who: str | None) -> str:
    clause = condition_in_words(rule, step.condition, who)
    if not step.base:
        return _("%(condition)s: there is nobody to take the share of") % {"condition": clause}
    facts = {
        "condition": clause,
        "counted": _amount(step, step.counted),
        "base": _amount(step, step.base),
        "needed": _amount(step, step.needed),
    }
    if step.holds:
        return _("%(condition)s: %(counted)s of %(base)s, %(needed)s needed, met") % facts
    return _("%(condition)s: %(counted)s of %(base)s, %(needed)s needed, not met") % facts


def _amount(step: Reach, number: int) -> str:
    return persons(number) if step.condition.measure == "heads" else square_metres(number)


def margin_in_words(margin: int | None) -> str:
    """Return how close the vote was; ``None`` is no such number of voters."""
    if margin is None:
        return _("no other vote of those who voted would have changed the result")
    return ngettext(
        "the result would have been another if %(n)s voter had voted otherwise",
        "the result would have been another if %(n)s voters had voted otherwise",
        margin,
    ) % {"n": margin}
