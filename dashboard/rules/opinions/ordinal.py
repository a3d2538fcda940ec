"""How split is a vote on an ordered scale, and how alike do several voters judge? Measures with published values.

Van der Eijk's A, which the committee's pages show, is ``dashboard.rules.consensus.van_der_eijk``. Every measure calls
"all abstain" agreement: none is to be shown without turnout and approval.
"""

from collections.abc import Hashable, Mapping, Sequence
from math import log2, sqrt
from typing import Literal

Z95 = 1.959963984540054
Metric = Literal["nominal", "ordinal"]


def tastle_wierman(counts: Sequence[int]) -> float | None:
    """Return the consensus of counts on a scale, 0 to 1; ``None`` where all are 0. Prefer A on three positions.

    Source: Tastle & Wierman 2007, ``1 + sum p log2(1 - |k - mean| / (K - 1))``.
    """
    total, width = _checked(counts), len(counts) - 1
    if not total:
        return None
    mean = sum(place * count for place, count in enumerate(counts)) / total
    return 1 + sum(count / total * log2(1 - abs(place - mean) / width) for place, count in enumerate(counts) if count)


def leik(counts: Sequence[int]) -> float | None:
    """Return the dispersion of counts on a scale, 0 one camp to 1 two camps; ``None`` where all are 0.

    Source: Leik 1966, ``sum min(F, 1 - F) / ((K - 1) / 2)`` over the cumulative shares F.
    """
    total, upto, apart = _checked(counts), 0, 0
    for count in counts:
        upto += count
        apart += min(upto, total - upto)
    return 2 * apart / (total * (len(counts) - 1)) if total else None


def esteban_ray(counts: Sequence[int], alpha: float = 1.0) -> float | None:
    """Return four times the polarisation of counts on a scale of length 1: 0 one camp, 1 two equal ones far apart.

    Raises:
        ValueError: ``alpha`` is not above 0 and at most 1.6.

    Source: Esteban & Ray 1994, ``sum p_i ** (1 + alpha) p_j |y_i - y_j|``; the largest value is 1/4 at alpha 1.
    """
    if not 0 < alpha <= 1.6:
        raise ValueError("Alpha is above 0 and at most 1.6.")
    total, width = _checked(counts), len(counts) - 1
    if not total:
        return None
    shares = [count / total for count in counts]
    return 4 * sum(
        float(mine ** (1 + alpha)) * other * abs(here - there) / width
        for here, mine in enumerate(shares)
        for there, other in enumerate(shares)
    )


def agreement_index(votes_for: int, against: int, abstain: int) -> float | None:
    """Return how far one choice prevails, 0 evenly split over three to 1; ``None`` without a vote.

    Source: Hix, Noury & Roland 2005, ``(M - (N - M) / 2) / N`` with M the most frequent choice.
    """
    total = votes_for + against + abstain
    most = max(votes_for, against, abstain)
    return (most - (total - most) / 2) / total if total else None


def wilson(part: int, whole: int, z: float = Z95) -> tuple[float, float] | None:
    """Return the interval of a share in a *sample*; ``None`` of nobody. A full count has no interval.

    Source: Wilson 1927. It says nothing about who chose to answer.
    """
    if not whole:
        return None
    share, square = part / whole, z * z / whole
    middle = share + square / 2
    spread = z * sqrt(share * (1 - share) / whole + square / (4 * whole))
    return max(0.0, (middle - spread) / (1 + square)), min(1.0, (middle + spread) / (1 + square))


def krippendorff(
    items: Sequence[Sequence[Hashable]], metric: Metric = "nominal", order: Sequence[Hashable] = ()
) -> float | None:
    """Return alpha of the values given to each item, at most 1; ``None`` where no two values can be compared.

    An item lists the values it got, those missing left out. ``order`` names the scale for the ordinal metric.
    1 where all agree; about 0 by chance.

    Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.
    """
    together: dict[tuple[Hashable, Hashable], float] = {}
    for values in items:
        for here, mine in enumerate(values):
            for there, other in enumerate(values):
                if here != there:
                    together[mine, other] = together.get((mine, other), 0.0) + 1 / (len(values) - 1)
    mass: dict[Hashable, float] = {}
    for (mine, _other), times in together.items():
        mass[mine] = mass.get(mine, 0.0) + times
    total = sum(mass.values())
    apart = {(one, two): _apart(one, two, mass, metric, order) for one in mass for two in mass}
    expected = sum(mass[one] * mass[two] * far for (one, two), far in apart.items())
    observed = sum(times * apart[pair] for pair, times in together.items())
    if not total:
        return None
    return 1.0 if not expected else 1 - (total - 1) * observed / expected


def _apart(
    one: Hashable, two: Hashable, mass: Mapping[Hashable, float], metric: Metric, order: Sequence[Hashable]
) -> float:
    if metric == "nominal" or one == two:
        return float(one != two)
    low, high = sorted((order.index(one), order.index(two)))
    between = sum(mass.get(value, 0.0) for value in order[low : high + 1])
    return float((between - (mass[one] + mass[two]) / 2) ** 2)


def _checked(counts: Sequence[int]) -> int:
    """Return the sum of counts on a scale of at least two positions."""
    if len(counts) < 2 or min(counts) < 0:
        raise ValueError("A scale has two positions or more, counted from 0 up.")
    return sum(counts)
