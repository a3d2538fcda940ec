"""How is a verdict said in one plain sentence?

The sentence has no full stop, so that minutes, notices and pages can set it into their own.
"""

from collections.abc import Sequence

from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from dashboard.rules.decisions.counts import Counts, Rest
from dashboard.rules.decisions.rule import Base, Counted, Measure, Rule
from dashboard.rules.decisions.rule_words import is_written
from dashboard.rules.decisions.verdict import Reach, Verdict, reaches
from models.enums import Outcome


def verdict_in_words(rule: Rule, counts: Counts, verdict: Verdict) -> str:
    """Return counts, threshold, distance and result as one sentence in the language spoken now."""
    tally = pgettext("between counts", ", ").join(_tally(rule, counts, verdict))
    return _("%(tally)s; %(result)s") % {"tally": tally, "result": _result(rule, counts, verdict)}


def _tally(rule: Rule, counts: Counts, verdict: Verdict) -> list[str]:
    written, conditions = is_written(rule), (*rule.quorum, *rule.pass_)
    entitled = _("Entitled %(amount)s") if written else _("Should attend %(amount)s")
    parts = [entitled % {"amount": _amount(rule, counts, "entitled")}]
    if not written or any("present" in (one.of, one.base) for one in conditions):
        parts.append(_("present %(amount)s") % {"amount": _amount(rule, counts, "present")})
    if written:
        parts.append(_("took part %(amount)s") % {"amount": _amount(rule, counts, "cast")})
    if verdict.outcome is Outcome.NO_QUORUM and not counts.count("heads", "cast"):
        return parts
    return parts + _choices(rule, counts)


def _choices(rule: Rule, counts: Counts) -> list[str]:
    parts = [
        _("for %(amount)s") % {"amount": _amount(rule, counts, "for")},
        _("against %(amount)s") % {"amount": _amount(rule, counts, "against")},
        _("abstained %(amount)s") % {"amount": _amount(rule, counts, "abstain")},
    ]
    if counts.invalid:
        parts.append(_("invalid %(amount)s") % {"amount": _amount(rule, counts, "invalid")})
    silent = counts.present - counts.count("heads", "cast")
    if silent and not is_written(rule):
        parts.append(_("did not vote %(amount)s") % {"amount": _people(silent)})
    return parts


def _result(rule: Rule, counts: Counts, verdict: Verdict) -> str:
    if verdict.outcome is Outcome.UNDEFINED:
        return _("nobody to take the share of, so there is no result")
    if verdict.outcome is Outcome.NO_QUORUM:
        return _no_quorum(rule, counts)
    by_area = _weighs(rule)
    needed = _join(verdict.votes_needed, verdict.weight_needed, by_area)
    if verdict.outcome is Outcome.NOT_CARRIED:
        short = _join(verdict.short_by or None, verdict.weight_short_by or None, by_area)
        return _("%(needed)s needed, %(short)s short, not carried") % {"needed": needed, "short": short}
    if not verdict.over_by and not verdict.weight_over_by:
        return _("%(needed)s needed, exactly reached, carried") % {"needed": needed}
    over = _join(verdict.over_by or None, verdict.weight_over_by or None, by_area)
    return _("%(needed)s needed, %(over)s more than needed, carried") % {"needed": needed, "over": over}


def _no_quorum(rule: Rule, counts: Counts) -> str:
    quorum, by_area = reaches(rule.quorum, counts), _weighs(rule)
    (heads, heads_short), (area, area_short) = _furthest(quorum, "heads"), _furthest(quorum, "weight")
    facts = {
        "needed": _join(heads, area, by_area, people=True),
        "short": _join(heads_short or None, area_short or None, by_area, people=True),
    }
    if is_written(rule):
        return _("%(needed)s must take part, %(short)s short, no quorum") % facts
    return _("quorum %(needed)s, %(short)s short, no quorum") % facts


def _furthest(quorum: Sequence[Reach], measure: Measure) -> tuple[int | None, int | None]:
    """Return what is needed and missing on the condition of a measure that is furthest from being met."""
    of_measure = [reach for reach in quorum if reach.condition.measure == measure]
    if not of_measure:
        return None, None
    furthest = max(of_measure, key=lambda reach: reach.short)
    return furthest.needed, furthest.short


def _weighs(rule: Rule) -> bool:
    return any(condition.measure == "weight" for condition in (*rule.quorum, *rule.pass_))


def _amount(rule: Rule, counts: Counts, what: Base | Counted | Rest) -> str:
    """Return one count: people who are there, votes that were cast, either with floor area where that counts."""
    heads = counts.count("heads", what)
    if _weighs(rule):
        return _join(heads, counts.count("weight", what), by_area=True)
    return _people(heads) if what in ("entitled", "present", "cast") else _votes(heads)


def _join(heads: int | None, area: int | None, by_area: bool, people: bool = False) -> str:
    """Return what there is of heads and area; under a rule by area the heads are people, not ballots."""
    parts = []
    if heads is not None:
        parts.append(_people(heads) if people or by_area else _votes(heads))
    if area is not None:
        parts.append(_("%(area)s m²") % {"area": f"{area // 100:,}.{area % 100:02d}"})
    return pgettext("between people and area", " / ").join(parts)


def _people(n: int) -> str:
    return pgettext("people", "%(n)s") % {"n": n}


def _votes(n: int) -> str:
    return pgettext("votes", "%(n)s") % {"n": n}
