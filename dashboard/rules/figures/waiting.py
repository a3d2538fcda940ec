"""How long does it usually take, when many cases are not there yet?"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

_EXACT = 1e-9
"""Products of shares are floats; half is half within this."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Cases that set out towards a step, by whole days.

    ``arrived``: days until they arrived -> how many. ``left``: days until they left the way for good -> how many.
    ``waiting``: days they have been on their way until now -> how many.
    """

    arrived: Mapping[int, int] = field(default_factory=dict)
    left: Mapping[int, int] = field(default_factory=dict)
    waiting: Mapping[int, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Return how many set out."""
        return sum(sum(part.values()) for part in (self.arrived, self.left, self.waiting))

    @property
    def arrivals(self) -> int:
        """Return how many have arrived."""
        return sum(self.arrived.values())

    @property
    def on_their_way(self) -> int:
        """Return how many are still on their way."""
        return sum(self.waiting.values())

    def within(self, limit: int) -> int:
        """Return how many arrived within ``limit`` days."""
        return sum(count for days, count in self.arrived.items() if days <= limit)

    def beyond(self, limit: int) -> int:
        """Return how many are still on their way after more than ``limit`` days."""
        return sum(count for days, count in self.waiting.items() if days > limit)


def together(parts: list[Waits]) -> Waits:
    """Return the cases of several groups as one."""
    sums: dict[str, Counter[int]] = {name: Counter() for name in ("arrived", "left", "waiting")}
    for part in parts:
        for name, sum_ in sums.items():
            sum_.update(getattr(part, name))
    return Waits(**sums)


def median_days(waits: Waits) -> int | None:
    """Return after how many days half of the cases have arrived; ``None`` where half have not arrived yet.

    A case still waiting counts as long as it has been seen waiting, and not as arrived; one that left for good
    stays in the whole and never arrives. So neither flatters the figure, as leaving them out would.

    Source: Aalen and Johansen (1978), Scandinavian Journal of Statistics 5, 141-150: cumulative incidence with a
    competing event; without anybody leaving it is one minus the product-limit estimate of Kaplan and Meier (1958),
    Journal of the American Statistical Association 53, 457-481.
    """
    at_risk, free, arrived = waits.count, 1.0, 0.0
    for day in sorted({*waits.arrived, *waits.left, *waits.waiting}):
        here, gone = waits.arrived.get(day, 0), waits.left.get(day, 0)
        if at_risk and (here or gone):
            arrived += free * here / at_risk
            if here and arrived >= 0.5 - _EXACT:
                return day
            free *= 1 - (here + gone) / at_risk
        at_risk -= here + gone + waits.waiting.get(day, 0)
    return None
