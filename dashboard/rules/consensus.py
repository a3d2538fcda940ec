"""How far a vote agreed: who took part, how many approved, one camp or two, across organisation types or not.

Display statistics only: whether a motion carries is decided elsewhere, in exact arithmetic. ``None`` means
"not measurable" and is never to be shown as 0. These are full counts, not samples: no confidence interval.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import prod
from typing import TypeVar

Group = TypeVar("Group", bound=StrEnum)


class MergedGroup(StrEnum):
    """What ``merge_small`` calls a group of several organisation types."""

    OTHER = "other_types"
    ALL = "all_types"


@dataclass(frozen=True)
class Split:
    """How the electors of one motion, or of one organisation type in it, voted. All figures are heads.

    Raises:
        ValueError: a figure is negative, or more were present or voted than were entitled.
    """

    votes_for: int
    against: int
    abstain: int
    entitled: int
    present: int

    def __post_init__(self) -> None:
        if min(self.votes_for, self.against, self.abstain, self.entitled, self.present) < 0:
            raise ValueError("Votes and electors are counted from 0 up.")
        if self.cast > self.entitled or self.present > self.entitled:
            raise ValueError("More present or voting than entitled.")

    @property
    def cast(self) -> int:
        """Ballots cast; an abstention is a ballot."""
        return self.votes_for + self.against + self.abstain

    @property
    def decisive(self) -> int:
        """Ballots for or against."""
        return self.votes_for + self.against

    @property
    def not_voted(self) -> int:
        """Entitled electors without a ballot, present or not."""
        return self.entitled - self.cast


def together(splits: Iterable[Split]) -> Split:
    """Return the sum of several splits."""
    parts = list(splits)
    return Split(
        votes_for=sum(part.votes_for for part in parts),
        against=sum(part.against for part in parts),
        abstain=sum(part.abstain for part in parts),
        entitled=sum(part.entitled for part in parts),
        present=sum(part.present for part in parts),
    )


def turnout(split: Split) -> float | None:
    """Return ballots cast over entitled electors, 0 to 1; ``None`` where nobody is entitled."""
    return split.cast / split.entitled if split.entitled else None


def attendance(split: Split) -> float | None:
    """Return present over entitled electors, 0 to 1; ``None`` where nobody is entitled."""
    return split.present / split.entitled if split.entitled else None


def approval(split: Split) -> float | None:
    """Return for over *decisive* ballots (for and against), 0 to 1; ``None`` where there is none.

    Not the base of the committee's threshold, which counts all who are entitled.
    """
    return split.votes_for / split.decisive if split.decisive else None


def agreement(split: Split) -> float | None:
    """Return van der Eijk's A of against, abstain, for: -1 two camps, 0 evenly spread, 1 one camp.

    1 also where all abstained: never show it without ``approval`` and ``turnout``.
    """
    return van_der_eijk((split.against, split.abstain, split.votes_for))


def van_der_eijk(counts: Sequence[int]) -> float | None:
    """Return the agreement A of counts on an ordered scale, -1 to 1; ``None`` where all counts are 0.

    The counts are peeled into layers of equal height; each layer's A is weighted by its mass.

    Raises:
        ValueError: fewer than 3 positions, or a negative count.

    Source: van der Eijk (2001), Quality and Quantity 35, 325-341.
    """
    if len(counts) < 3 or min(counts) < 0:
        raise ValueError("Agreement needs three positions or more, counted from 0 up.")
    left, weighted = list(counts), 0.0
    while any(left):
        occupied = [count > 0 for count in left]
        height = min(count for count in left if count)
        weighted += height * sum(occupied) * _layer_agreement(occupied)
        left = [count - height if count else 0 for count in left]
    return weighted / sum(counts) if any(counts) else None


def _layer_agreement(occupied: Sequence[bool]) -> float:
    """Return A of one layer: triples 110 and 011 speak for one camp, 101 for two."""
    positions, filled = len(occupied), sum(occupied)
    if filled == 1:
        return 1.0
    triples = list(combinations(occupied, 3))
    one_camp = triples.count((True, True, False)) + triples.count((False, True, True))
    two_camps = triples.count((True, False, True))
    if one_camp + two_camps == 0:
        return 0.0
    unimodal = ((positions - 2) * one_camp - (positions - 1) * two_camps) / ((positions - 2) * (one_camp + two_camps))
    return unimodal * (1 - (filled - 1) / (positions - 1))


def bridging(by_type: Mapping[Group, Split]) -> float | None:
    """Return how far *every* organisation type approves, 0 to 1: the geometric mean of their smoothed shares.

    ``prod((F_t + 1) / (n_t + 2)) ** (1 / types)`` with ``F_t`` the votes for and ``n_t`` the ballots cast in
    type ``t``, abstentions included. The root makes motions with different numbers of types comparable.
    Merge small types first (``merge_small``). ``None`` with fewer than two types, or where one cast no ballot:
    nothing bridges to a side that has not spoken.

    Source: group-informed consensus of Polis (Small et al. 2021, Recerca 26(2)), as the geometric mean.
    """
    splits = list(by_type.values())
    if len(splits) < 2 or any(split.cast == 0 for split in splits):
        return None
    shares = [(split.votes_for + 1) / (split.cast + 2) for split in splits]
    return float(prod(shares) ** (1 / len(shares)))


def least_approving(by_type: Mapping[Group, Split]) -> tuple[Group, float] | None:
    """Return the type with the lowest ``approval`` and that share; ``None`` where no type cast a decisive ballot."""
    shares = [(share, group) for group, split in by_type.items() if (share := approval(split)) is not None]
    if not shares:
        return None
    share, group = min(shares)
    return group, share


def merge_small(by_type: Mapping[Group, Split], least: int = 5) -> dict[Group | MergedGroup, Split]:
    """Return the splits by organisation type, types with fewer than ``least`` electors merged.

    While the merged group itself is below ``least``, the next smallest type joins it, because one hidden type
    is read from the total by subtraction. Types without electors are left out. The merged group stands last
    as ``MergedGroup.OTHER``; where nothing is left beside it, it is the only one, as ``MergedGroup.ALL``.
    The result depends on numbers of electors only, never on votes.

    Source: small-cell limit of 5, house default.
    """
    waiting = sorted(
        (group for group, split in by_type.items() if split.entitled), key=lambda group: _size(by_type, group)
    )
    merged: list[Group] = []
    while waiting and (
        by_type[waiting[0]].entitled < least or 0 < sum(by_type[group].entitled for group in merged) < least
    ):
        merged.append(waiting.pop(0))
    kept: dict[Group | MergedGroup, Split] = {group: by_type[group] for group in by_type if group in waiting}
    if merged:
        kept[MergedGroup.OTHER if kept else MergedGroup.ALL] = together(by_type[group] for group in merged)
    return kept


def _size(by_type: Mapping[Group, Split], group: Group) -> tuple[int, str]:
    """Order by electors, then by name, so that equal sizes always merge the same way."""
    return by_type[group].entitled, group
