"""Did the vote carry, and by how many votes?"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dashboard.rules.decisions.counts import Counts
from dashboard.rules.decisions.rule import Base, Condition, Measure, Op, Rule
from models.enums import Outcome


@dataclass(frozen=True)
class Verdict:
    """The result of one vote. Votes are heads, weights 0.01 m²; ``None`` where there is nothing to measure.

    ``votes_needed`` is the least number of approvals on the base as counted, and ``base`` the number it is
    taken of. Where a rule counts heads twice, the more demanding condition is named; where it counts floor
    area only, ``base`` is an area and ``votes_needed`` is ``None``. ``quorum_needed`` is 0 without a quorum
    by heads.
    """

    outcome: Outcome
    votes_needed: int | None
    base: int
    base_name: Base
    quorum_needed: int
    short_by: int | None
    over_by: int | None
    weight_needed: int | None = None
    weight_short_by: int | None = None
    weight_over_by: int | None = None


@dataclass(frozen=True)
class Reach:
    """How far the counts get on one condition."""

    condition: Condition
    base: int
    counted: int

    @property
    def needed(self) -> int:
        return least(self.base, self.condition.fraction, self.condition.op)

    @property
    def short(self) -> int:
        return max(0, self.needed - self.counted)

    @property
    def holds(self) -> bool:
        return self.condition.holds(self.counted, self.base)


def least(n: int, fraction: Fraction, op: Op) -> int:
    """Return the least whole number that is more than, or at least, the fraction of ``n``.

    Source: floor(n q) + 1 for ``>``, ceil(n q) for ``>=``, in whole numbers only.
    """
    parts = n * fraction.numerator
    return parts // fraction.denominator + 1 if op == ">" else -(-parts // fraction.denominator)


def decide(rule: Rule, counts: Counts) -> Verdict:
    """Return the verdict on a vote.

    Undefined where a share would be taken of nobody; no quorum where a quorum condition fails. A tie is
    simply not enough, and the chair has no casting vote.

    Raises:
        BadInput: the rule counts floor area and no areas were given.
    """
    quorum, passing = reaches(rule.quorum, counts), reaches(rule.pass_, counts)
    outcome = _outcome(quorum, passing)
    measurable = outcome is not Outcome.UNDEFINED and all(reach.base for reach in passing)
    votes = _binding(passing, "heads")
    weight = _binding(passing, "weight")
    quorum_by_heads = _binding(quorum, "heads")
    shown = votes or weight or passing[0]
    needed, short, over = _distance(votes if measurable else None)
    weight_needed, weight_short, weight_over = _distance(weight if measurable else None)
    return Verdict(
        outcome=outcome,
        votes_needed=needed,
        base=shown.base,
        base_name=shown.condition.base,
        quorum_needed=quorum_by_heads.needed if quorum_by_heads else 0,
        short_by=short,
        over_by=over,
        weight_needed=weight_needed,
        weight_short_by=weight_short,
        weight_over_by=weight_over,
    )


def reaches(conditions: Sequence[Condition], counts: Counts) -> list[Reach]:
    """Return how far the counts get on each condition."""
    return [Reach(one, counts.count(one.measure, one.base), counts.count(one.measure, one.of)) for one in conditions]


def _outcome(quorum: Sequence[Reach], passing: Sequence[Reach]) -> Outcome:
    if any(reach.base and not reach.holds for reach in quorum):
        return Outcome.NO_QUORUM
    if not all(reach.base for reach in (*quorum, *passing)):
        return Outcome.UNDEFINED
    return Outcome.CARRIED if all(reach.holds for reach in passing) else Outcome.NOT_CARRIED


def _binding(found: Sequence[Reach], measure: Measure) -> Reach | None:
    """Return the most demanding condition of a measure: the one that lacks a base, else the highest number."""
    of_measure = [reach for reach in found if reach.condition.measure == measure]
    return max(of_measure, key=lambda reach: (reach.base == 0, reach.needed), default=None)


def _distance(reach: Reach | None) -> tuple[int | None, int | None, int | None]:
    """Return what is needed, what is missing and what is left over."""
    if reach is None:
        return None, None, None
    return reach.needed, reach.short, max(0, reach.counted - reach.needed)
