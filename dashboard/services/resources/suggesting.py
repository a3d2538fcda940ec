"""Which cards fit which items that can be claimed now?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from dashboard.formats import local_date
from dashboard.rules.matching import WEIGHTS, Asked, Ground, Offered, Promised, Suggestion, Wanted, gaps, suggest
from dashboard.rules.permissions import Permission as P
from dashboard.services.claims.basis import CLAIMABLE, LIVE, STANDING
from dashboard.services.claims.drawing import drawn
from dashboard.services.claims.gaps import parts_of
from dashboard.services.claims.reading import too_late
from dashboard.services.context import Context
from dashboard.services.resources.reading import reads
from dashboard.services.resources.shapes import ResourceRead
from models.area import Area
from models.claim import Claim
from models.enums import OfferKind, ResourceStatus
from models.need import Need, NeedRead
from models.resource import Resource


@dataclass(frozen=True, slots=True)
class Fit:
    """An item and a card that may go together, and why; a person decides."""

    need: NeedRead
    card: ResourceRead
    part_id: int | None
    part_text: str
    """The part of the item the card fits; empty where the item names no parts."""
    grounds: tuple[Ground, ...]


def fits_ours(ctx: Context, most: int = 5) -> list[Fit]:
    """Return the items the actor's organisation could claim and its best card for each, the best pairs first."""
    with ctx.reading(P.CLAIM_MAKE) as session:
        ours = col(Resource.organisation_id) == ctx.actor.organisation_id
        taken = select(Claim.need_id).where(
            Claim.organisation_id == ctx.actor.organisation_id, col(Claim.status).in_(LIVE)
        )
        return _fits(session, ctx, [col(Need.id).not_in(taken)], [ours], each=1)[:most]


def fits(ctx: Context, each: int = 3) -> list[Fit]:
    """Return for the items that can be claimed and lack something up to ``each`` cards, the best pairs first."""
    with ctx.reading(P.CLAIM_CONFIRM) as session:
        return _fits(session, ctx, [], [], each=each)


def _fits(session: Session, ctx: Context, items: Sequence[Any], cards: Sequence[Any], *, each: int) -> list[Fit]:
    needs = {
        need.id: need
        for need in session.exec(select(Need).where(col(Need.status).in_(CLAIMABLE), *items))
        if not too_late(need, ctx.now())
    }
    parts = parts_of(session, needs)
    wanted = list(_wanted(session, list(needs.values()), parts))
    found = suggest(wanted, _offered(session, ctx.today(), cards), ctx.today(), most=each)
    pairs = sorted((pair for pairs in found.values() for pair in pairs), key=_rank)
    read = {card.id: card for card in reads(session, ctx, [col(Resource.id).in_({one.resource_id for one in pairs})])}
    texts = {part.id: part.text for several in parts.values() for part in several}
    return [
        Fit(
            NeedRead.of(needs[pair.need_id]),
            read[pair.resource_id],
            pair.part_id,
            texts.get(pair.part_id or 0, ""),
            pair.grounds,
        )
        for pair in pairs
    ]


def _rank(pair: Suggestion) -> tuple[int, int, int]:
    return -sum(WEIGHTS.get(ground, 0) for ground in pair.grounds), pair.need_id, pair.resource_id


def _wanted(session: Session, needs: Sequence[Need], parts: dict[int, list[Asked]]) -> Iterable[Wanted]:
    """Yield the items with the kinds that are still missing; an item whose parts are all promised is left out."""
    above = dict(session.exec(select(Area.id, Area.parent_id)).all())
    made: dict[int, list[Promised]] = defaultdict(list)
    standing = select(Claim).where(col(Claim.status).in_(STANDING), col(Claim.need_id).in_([need.id for need in needs]))
    for claim in session.exec(standing):
        made[claim.need_id].append(Promised(claim.part_id, claim.status, claim.amount))
    for need in needs:
        lacking: dict[OfferKind, int] = {}
        for gap in gaps(parts[need.id], made[need.id]).parts:
            if not gap.covered:
                lacking.setdefault(gap.part.offer, gap.part.id)
        if lacking or not parts[need.id]:
            until = local_date(need.claim_deadline) if need.claim_deadline else None
            yield Wanted(need.id, need.category_code, _path(need.area_id, above), lacking, _still(until, need))


def _still(until: date | None, need: Need) -> date | None:
    """Return the last day of claiming where it still counts: items past their meeting have none."""
    return until if need.status in CLAIMABLE[:3] else None


def _path(area_id: int, above: dict[int, int | None]) -> tuple[int, ...]:
    path: list[int] = []
    here: int | None = area_id
    while here is not None and here not in path:
        path.append(here)
        here = above.get(here)
    return tuple(path)


def _offered(session: Session, today: date, conditions: Sequence[Any]) -> list[Offered]:
    until = col(Resource.until_on)
    in_date = [col(Resource.status) == ResourceStatus.OFFERED, or_(until.is_(None), until >= today)]
    rows = session.exec(select(Resource).where(*in_date, *conditions)).all()
    taken = drawn(session, [row.id for row in rows if row.amount is not None])
    return [
        Offered(
            row.id,
            row.offer,
            tuple(row.categories),
            row.area_id,
            row.from_on,
            row.until_on,
            None if row.amount is None else max(0, row.amount - taken[row.id]),
        )
        for row in rows
    ]
