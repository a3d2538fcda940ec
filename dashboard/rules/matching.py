"""Which offers fit which needs, and what is still missing of what an item asks for?

A suggestion is an order in which a person looks at pairs, never a decision: it carries its grounds and no number.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from models.enums import ClaimStatus, OfferKind

COMES_FREE = frozenset({OfferKind.VENUE})
"""Kinds that can be lent again once a promise was kept; everything else is used up."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of what an item asks for; ``amount`` is fen for funds, else whole units, ``None`` where uncounted."""

    id: int
    offer: OfferKind
    text: str
    amount: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """A claim, as far as it counts towards a part; ``part_id`` is ``None`` where the whole item is meant."""

    part_id: int | None
    status: ClaimStatus
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """How a part stands: amounts in the unit of the part, and how many claims there are of each kind."""

    part: Asked
    intended: int
    confirmed: int
    intentions: int
    confirmations: int

    @property
    def missing(self) -> int | None:
        """Return what nobody has promised yet, never below 0; ``None`` where the part cannot be counted."""
        if self.part.amount is None:
            return None
        return max(0, self.part.amount - self.intended - self.confirmed)

    @property
    def covered(self) -> bool:
        """Return whether somebody means to give all of it."""
        return self.missing == 0 if self.part.amount is not None else bool(self.intentions + self.confirmations)


@dataclass(frozen=True, slots=True)
class Gaps:
    """How an item stands: each part in its order, and the claims on the item as a whole."""

    parts: tuple[Gap, ...] = ()
    whole_intentions: int = 0
    whole_confirmations: int = 0


def gaps(parts: Sequence[Asked], claims: Iterable[Promised]) -> Gaps:
    """Return what is asked, intended, confirmed and missing; claims that ended count for nothing."""
    by_part: dict[int | None, list[Promised]] = defaultdict(list)
    known = {part.id for part in parts}
    for claim in claims:
        by_part[claim.part_id if claim.part_id in known else None].append(claim)
    whole = by_part[None]
    return Gaps(
        tuple(_gap(part, by_part[part.id]) for part in parts),
        sum(claim.status in _MEANT for claim in whole),
        sum(claim.status in _SURE for claim in whole),
    )


_MEANT = (ClaimStatus.INTENTION,)
_SURE = (ClaimStatus.CONFIRMED, ClaimStatus.FULFILLED)


def _gap(part: Asked, claims: Sequence[Promised]) -> Gap:
    meant = [claim for claim in claims if claim.status in _MEANT]
    sure = [claim for claim in claims if claim.status in _SURE]
    return Gap(
        part,
        sum(claim.amount or 0 for claim in meant),
        sum(claim.amount or 0 for claim in sure),
        len(meant),
        len(sure),
    )


def uses(kind: OfferKind, status: ClaimStatus) -> bool:
    """Return whether a claim in this state takes its amount off the card it draws on."""
    if status in (ClaimStatus.INTENTION, ClaimStatus.CONFIRMED):
        return True
    return status == ClaimStatus.FULFILLED and kind not in COMES_FREE


class Ground(StrEnum):
    """Why an offer fits a need."""

    KIND = "kind"
    """The item asks for this kind of resource."""
    CATEGORY = "category"
    """The card names the category of the item."""
    EVERY_CATEGORY = "every_category"
    SAME_PLACE = "same_place"
    PLACE_AROUND = "place_around"
    """The card serves an area that the place of the item lies in."""
    EVERYWHERE = "everywhere"
    WHOLE_PERIOD = "whole_period"
    """It is on offer until the claims end, or without end."""


WEIGHTS: Mapping[Ground, int] = {
    Ground.KIND: 8,
    Ground.CATEGORY: 4,
    Ground.SAME_PLACE: 3,
    Ground.PLACE_AROUND: 2,
    Ground.EVERYWHERE: 1,
    Ground.WHOLE_PERIOD: 1,
}
"""Only the order of suggestions follows from these; they are never shown."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item to be claimed. ``path`` is its area and the areas above, nearest first; ``kinds`` kind -> part."""

    id: int
    category: str
    path: tuple[int, ...]
    kinds: Mapping[OfferKind, int]
    until: date | None = None
    """The last day of claiming."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A card. No ``categories``: suits all; no ``area_id``: the whole sub-district; ``left`` as in ``Resource``."""

    id: int
    offer: OfferKind
    categories: tuple[str, ...]
    area_id: int | None
    from_on: date
    until_on: date | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair for a person to look at, with its grounds in the order of their weight."""

    need_id: int
    resource_id: int
    part_id: int | None
    grounds: tuple[Ground, ...]


Shelf = tuple[OfferKind, str, int | None]
"""Kind, category (empty: all) and area of the cards that lie together."""


def suggest(
    needs: Sequence[Wanted], cards: Iterable[Offered], today: date, *, most: int = 5
) -> dict[int, list[Suggestion]]:
    """Return up to ``most`` cards for each item, the best first, by id of the item; items without any are left out.

    A card fits where it is of a kind the item asks for (of any kind where the item names none), for its category or
    all, for its place or around it, on offer at some time from today until the claims end, and not used up. Cards
    lie on shelves by kind, category and area, so that items look only at shelves that fit.
    """
    shelves: dict[Shelf, list[Offered]] = defaultdict(list)
    for card in sorted(cards, key=lambda card: card.id):
        if card.left != 0 and (card.until_on is None or card.until_on >= today):
            for category in card.categories or ("",):
                shelves[card.offer, category, card.area_id].append(card)
    found = {need.id: _best(need, shelves, most) for need in needs}
    return {need_id: suggestions for need_id, suggestions in found.items() if suggestions}


def _best(need: Wanted, shelves: Mapping[Shelf, Sequence[Offered]], most: int) -> list[Suggestion]:
    """Return the best suggestions: ``most`` of each shelf and period are enough to know the best of all."""
    found: list[tuple[int, int, Suggestion]] = []
    for shelf, grounds in _fitting(need):
        stock = shelves.get(shelf, ())
        for whole in (True, False):
            fit = (card for card in stock if _in_time(need, card) and _whole_period(need, card) is whole)
            every = (*grounds, Ground.WHOLE_PERIOD) if whole else grounds
            weight = sum(WEIGHTS.get(ground, 0) for ground in every)
            part = need.kinds.get(shelf[0])
            found += [(-weight, card.id, Suggestion(need.id, card.id, part, every)) for card in islice(fit, most)]
    return [suggestion for _weight, _id, suggestion in sorted(found, key=lambda one: one[:2])[:most]]


def _fitting(need: Wanted) -> Iterator[tuple[Shelf, tuple[Ground, ...]]]:
    """Yield each shelf an item looks at, and what speaks for the cards on it."""
    places: list[tuple[int | None, Ground]] = [(None, Ground.EVERYWHERE)]
    places += [(area, Ground.PLACE_AROUND if rank else Ground.SAME_PLACE) for rank, area in enumerate(need.path)]
    for kind in need.kinds or tuple(OfferKind):
        asked = (Ground.KIND,) if need.kinds else ()
        for category, suits in ((need.category, Ground.CATEGORY), ("", Ground.EVERY_CATEGORY)):
            for area, near in places:
                yield (kind, category, area), (*asked, suits, near)


def _in_time(need: Wanted, card: Offered) -> bool:
    return need.until is None or card.from_on <= need.until


def _whole_period(need: Wanted, card: Offered) -> bool:
    return card.until_on is None or (need.until is not None and card.until_on >= need.until)
