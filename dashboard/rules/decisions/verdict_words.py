"""How is a verdict said in one plain sentence?

The sentence has no full stop, so that minutes, notices and pages can set it into their own.
"""

from collections.abc import Sequence

from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from dashboard.rules.decisions.counts import Counts, Rest
from dashboard.rules.decisions.rule import Base, Counted, Measure, Rule, counts_weight
from dashboard.rules.decisions.rule_words import is_written
from dashboard.rules.decisions.verdict import Reach, Verdict, reaches
from models.enums import Outcome


def verdict_in_words(
    rule: Rule,
    counts: Counts,
    verdict: Verdict,
    *,
    recused: int = 0,
    recused_present: int = 0,
    deducted: bool = False,
) -> str:
    """Return counts, threshold, distance and result as one sentence in the language spoken now.

    ``verdict.outcome`` may also be the stored one: carried with conditions, or void.

    Args:
        recused: how many recused themselves; said where there are any.
        recused_present: how many of them are in the number present, or were before they were taken out.
        deducted: whether ``counts`` is without them.
    """
    parts = _tally(rule, counts, verdict, 0 if deducted else recused_present)
    if recused:
        words = _("recused %(amount)s, taken out of the number") if deducted else _("recused %(amount)s")
        parts.append(words % {"amount": persons(recused)})
    tally = pgettext("between counts", ", ").join(parts)
    return _("%(tally)s; %(result)s") % {"tally": tally, "result": _result(rule, counts, verdict)}


def _tally(rule: Rule, counts: Counts, verdict: Verdict, recused: int) -> list[str]:
    written, conditions = is_written(rule), (*rule.quorum, *rule.pass_)
    entitled = _("Entitled %(amount)s") if written else _("Should attend %(amount)s")
    parts = [entitled % {"amount": _amount(rule, counts, "entitled")}]
    if not written or any("present" in (one.of, one.base) for one in conditions):
        parts.append(_("present %(amount)s") % {"amount": _amount(rule, counts, "present")})
    if written:
        parts.append(_("took part %(amount)s") % {"amount": _amount(rule, counts, "cast")})
    if verdict.outcome in (Outcome.NO_QUORUM, Outcome.VOID) and not counts.count("heads", "cast"):
        return parts
    return parts + _choices(rule, counts, recused)


def _choices(rule: Rule, counts: Counts, recused: int) -> list[str]:
    parts = [
        _("for %(amount)s") % {"amount": _amount(rule, counts, "for")},
        _("against %(amount)s") % {"amount": _amount(rule, counts, "against")},
        _("abstained %(amount)s") % {"amount": _amount(rule, counts, "abstain")},
    ]
    if counts.invalid:
        parts.append(_("invalid %(amount)s") % {"amount": _amount(rule, counts, "invalid")})
    silent = counts.present - recused - counts.count("heads", "cast")
    if silent > 0 and not is_written(rule):
        parts.append(_("did not vote %(amount)s") % {"amount": persons(silent)})
    return parts


def _result(rule: Rule, counts: Counts, verdict: Verdict) -> str:
    if verdict.outcome is Outcome.VOID:
        return _("void, to be voted again")
    if verdict.outcome is Outcome.UNDEFINED:
        return _("nobody to take the share of, so there is no result")
    if verdict.outcome is Outcome.NO_QUORUM:
        return _no_quorum(rule, counts)
    by_area = counts_weight(rule)
    needed = _join(verdict.votes_needed, verdict.weight_needed, by_area)
    if verdict.outcome is Outcome.NOT_CARRIED:
        short = _join(verdict.short_by or None, verdict.weight_short_by or None, by_area)
        return _("%(needed)s needed, %(short)s short, not carried") % {"needed": needed, "short": short}
    if not verdict.over_by and not verdict.weight_over_by:
        exactly = {
            Outcome.CARRIED: _("%(needed)s needed, exactly reached, carried"),
            Outcome.CARRIED_WITH_CONDITIONS: _("%(needed)s needed, exactly reached, carried with conditions"),
        }
        return exactly[verdict.outcome] % {"needed": needed}
    over = _join(verdict.over_by or None, verdict.weight_over_by or None, by_area)
    by_far = {
        Outcome.CARRIED: _("%(needed)s needed, %(over)s more than needed, carried"),
        Outcome.CARRIED_WITH_CONDITIONS: _("%(needed)s needed, %(over)s more than needed, carried with conditions"),
    }
    return by_far[verdict.outcome] % {"needed": needed, "over": over}


def _no_quorum(rule: Rule, counts: Counts) -> str:
    quorum, by_area = reaches(rule.quorum, counts), counts_weight(rule)
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


def _amount(rule: Rule, counts: Counts, what: Base | Counted | Rest) -> str:
    """Return one count: people who are there, votes that were cast, either with floor area where that counts."""
    heads = counts.count("heads", what)
    if counts_weight(rule):
        return _join(heads, counts.count("weight", what), by_area=True)
    return persons(heads) if what in ("entitled", "present", "cast") else _votes(heads)


def _join(heads: int | None, area: int | None, by_area: bool, people: bool = False) -> str:
    """Return what there is of heads and area; under a rule by area the heads are people, not ballots."""
    parts = []
    if heads is not None:
        parts.append(persons(heads) if people or by_area else _votes(heads))
    if area is not None:
        parts.append(square_metres(area))
    return pgettext("between people and area", " / ").join(parts)


def square_metres(area: int) -> str:
    """Return a floor area of so many 0.01 m² in square metres."""
    return _("%(area)s m²") % {"area": f"{area // 100:,}.{area % 100:02d}"}


def persons(n: int) -> str:
    """Return a number of people."""
    return pgettext("people", "%(n)s") % {"n": n}


def _votes(n: int) -> str:
    return pgettext("votes", "%(n)s") % {"n": n}
