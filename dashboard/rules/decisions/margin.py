"""How close was it: how many voters would have had to vote otherwise?"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from dashboard.rules.decisions.counts import Counts
from dashboard.rules.decisions.rule import Rule, counts_weight
from dashboard.rules.decisions.verdict import decide
from models.enums import Outcome


def flip_margin(
    rule: Rule,
    counts: Counts,
    *,
    areas_for: Sequence[int] | None = None,
    areas_not_for: Sequence[int] | None = None,
) -> int | None:
    """Return the least number of voters whose other vote would have turned carried into not carried or back.

    Each moves from for to against, or from against or abstain to for; who was silent or handed in an invalid
    ballot stays so, and with them the quorum. ``None`` where no such number of voters changes the outcome (there
    was no quorum, say), and under a rule by floor area where the area of each voter is not known.

    Args:
        areas_for: floor area of each voter who was for, in 0.01 m², where the rule counts it.
        areas_not_for: the same of each voter who was against or abstained.

    Raises:
        BadInput: the rule counts floor area and no areas were given.

    Source: whoever moves to against rather than to abstain leaves every base as it is, and whoever comes from
    against rather than from abstain adds nothing to one: so these moves come first. Among them the largest areas
    come first. Each further move then only helps, and the least number is found by halving.
    """
    carried = decide(rule, counts).outcome is Outcome.CARRIED
    areas: Sequence[int] = ()
    if counts_weight(rule):
        found = areas_for if carried else areas_not_for
        # An abstainer of large area and an opponent of small area cannot be put in one order on such a base.
        if found is None or (not carried and any(one.base == "decisive" for one in rule.pass_)):
            return None
        areas = found
    movable = counts.votes_for if carried else counts.votes_against + counts.votes_abstain
    if areas and len(areas) != movable:
        raise ValueError(f"{len(areas)} areas of {movable} voters")
    moved = [0, *accumulate(sorted(areas, reverse=True))]

    def turned(voters: int) -> bool:
        area = moved[voters] if areas else 0
        return (decide(rule, _moved(counts, carried, voters, area)).outcome is Outcome.CARRIED) is not carried

    least = bisect_left(range(movable + 1), True, key=turned)
    return least if least <= movable else None


def _moved(counts: Counts, carried: bool, voters: int, area: int) -> Counts:
    """Return the counts after so many voters with so much floor area voted otherwise."""
    if carried:
        heads = replace(counts, votes_for=counts.votes_for - voters, votes_against=counts.votes_against + voters)
        return _moved_area(heads, -area)
    opponents = min(voters, counts.votes_against)
    heads = replace(
        counts,
        votes_for=counts.votes_for + voters,
        votes_against=counts.votes_against - opponents,
        votes_abstain=counts.votes_abstain - (voters - opponents),
    )
    return _moved_area(heads, area)


def _moved_area(counts: Counts, area: int) -> Counts:
    """Return the counts with floor area moved to approvals, or away from them where it is negative."""
    if not area or counts.for_weight is None:
        return counts
    against, abstain = counts.against_weight or 0, counts.abstain_weight or 0
    from_against = min(area, against)
    return replace(
        counts,
        for_weight=counts.for_weight + area,
        against_weight=against - from_against,
        abstain_weight=abstain - (area - from_against),
    )
