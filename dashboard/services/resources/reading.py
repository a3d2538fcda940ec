"""Which resources are on offer, and what is left of each?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import Session, col, func, or_, select

from dashboard.errors import NotFound
from dashboard.i18n import either
from dashboard.rules.permissions import Permission as P
from dashboard.rules.texts import clean
from dashboard.services.claims.basis import STANDING
from dashboard.services.claims.drawing import drawn
from dashboard.services.context import Actor, Context
from dashboard.services.need_rights import seen_by
from dashboard.services.needs.wording import LARGEST_ID
from dashboard.services.resources.shapes import ResourceFilter, ResourcePage, ResourceRead, Use
from dashboard.services.transitions import lifeline
from models.area import Area
from models.claim import Claim
from models.enums import OfferKind, ResourceStatus
from models.need import Category, Need
from models.organisation import Organisation
from models.resource import Resource

SEARCHED = (Resource.number, Resource.title, Resource.text, Organisation.name_zh, Organisation.name_en)
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class ResourceFacets:
    """What the cards on the public list can be narrowed down by."""

    offers: tuple[OfferKind, ...]
    categories: dict[str, str]
    areas: dict[int, str]
    organisations: dict[int, str]


def listed(
    ctx: Context, wanted: ResourceFilter | None = None, *, limit: int | None = None, offset: int = 0
) -> list[ResourceRead]:
    """Return the cards on offer whose last day has not passed, the newest first; their contacts only to insiders."""
    with ctx.reading(P.PUBLIC_READ) as session:
        return reads(session, ctx, _public(ctx, session, wanted or ResourceFilter()), limit, offset)


def count(ctx: Context, wanted: ResourceFilter | None = None) -> int:
    """Return how many cards the public list holds that match the filter."""
    with ctx.reading(P.PUBLIC_READ) as session:
        query = select(func.count()).select_from(Resource).join(Organisation)
        return session.exec(query.where(*_public(ctx, session, wanted or ResourceFilter()))).one()


def facets(ctx: Context) -> ResourceFacets:
    """Return the kinds, categories, areas and organisations of the cards on the public list."""
    cards = listed(ctx)
    categories = {code: name for card in cards for code, name in zip(card.categories, card.category_names, strict=True)}
    return ResourceFacets(
        tuple(kind for kind in OfferKind if any(card.offer == kind for card in cards)),
        dict(sorted(categories.items())),
        {card.area_id: card.area for card in cards if card.area_id is not None},
        dict(sorted({card.organisation_id: card.organisation for card in cards}.items())),
    )


def kept(ctx: Context) -> list[ResourceRead]:
    """Return every card the actor may change, withdrawn and expired ones too, the newest first."""
    with ctx.reading(P.RESOURCE_OFFER) as session:
        own = col(Resource.organisation_id) == ctx.actor.organisation_id
        return reads(session, ctx, [] if ctx.actor.may(P.ROSTER_KEEP) else [own])


def drawable(ctx: Context) -> list[ResourceRead]:
    """Return the cards of the actor's own organisation that a claim can draw on today, by number."""
    with ctx.reading(P.CLAIM_MAKE) as session:
        own = col(Resource.organisation_id) == ctx.actor.organisation_id
        cards = reads(session, ctx, [own, *_in_date(ctx)])
    return sorted((card for card in cards if card.left != 0), key=lambda card: card.number)


def card(ctx: Context, number: str) -> ResourcePage:
    """Return one card with the claims that draw on it and its life.

    Raises:
        NotFound: no card has this number, or it is no longer offered and the reader may not change it.
    """
    with ctx.reading(P.PUBLIC_READ) as session:
        found = reads(session, ctx, [col(Resource.number) == clean(number).upper()])
        if not found or ((found[0].status != ResourceStatus.OFFERED or found[0].expired) and not found[0].own):
            raise NotFound("There is no such resource card, or it is no longer on offer.")
        life = tuple(lifeline(session, f"resource/{found[0].id}"))
        return ResourcePage(found[0], tuple(_uses(session, ctx.actor, found[0].id)), life)


def sees_contacts(actor: Actor) -> bool:
    """Return whether the actor may read posts and office telephones: liaisons and the secretariat."""
    return actor.may(P.RESOURCE_OFFER)


def _uses(session: Session, actor: Actor, resource_id: int) -> Iterable[Use]:
    query = (
        select(Claim.number, Need.number, Need.title, Claim.amount)
        .join(Need, col(Need.id) == Claim.need_id)
        .where(Claim.resource_id == resource_id, col(Claim.status).in_(STANDING), seen_by(actor))
        .order_by(col(Claim.id))
    )
    return [Use(*row) for row in session.exec(query)]


def _in_date(ctx: Context) -> list[Any]:
    until = col(Resource.until_on)
    return [col(Resource.status) == ResourceStatus.OFFERED, or_(until.is_(None), until >= ctx.today())]


def _public(ctx: Context, session: Session, wanted: ResourceFilter) -> list[Any]:
    return [*_in_date(ctx), *_matching(session, wanted)]


def _matching(session: Session, wanted: ResourceFilter) -> Iterable[Any]:
    for word in clean(wanted.text[:LONGEST_SEARCH]).split():
        pattern = func.lower(f"%{word.replace('/', '//').replace('%', '/%').replace('_', '/_')}%")
        yield or_(*(func.lower(col(column)).like(pattern, escape="/") for column in SEARCHED))
    if wanted.offer is not None:
        yield col(Resource.offer) == wanted.offer
    if wanted.category:
        stored = cast(col(Resource.categories), String)
        code = clean(wanted.category).replace("/", "//").replace("%", "/%").replace("_", "/_")
        yield or_(stored == "[]", stored.like(f'%"{code}"%', escape="/"))
    if wanted.area is not None:
        area = col(Resource.area_id)
        yield or_(area.is_(None), area.in_(_above(session, wanted.area)))
    if wanted.organisation is not None:
        yield col(Resource.organisation_id) == (wanted.organisation if 0 < wanted.organisation <= LARGEST_ID else None)


def _above(session: Session, area_id: int) -> list[int]:
    """Return the area and those it lies in: what is offered there serves it."""
    path: list[int] = []
    here = session.get(Area, area_id) if 0 < area_id <= LARGEST_ID else None
    while here is not None:
        path.append(here.id)
        here = session.get(Area, here.parent_id) if here.parent_id is not None else None
    return path


def reads(
    session: Session, ctx: Context, conditions: Sequence[Any], limit: int | None = None, offset: int = 0
) -> list[ResourceRead]:
    """Return the cards that fulfil the conditions, the newest first, as this reader may see them."""
    query = (
        select(Resource, Organisation, Area)
        .join(Organisation, col(Organisation.id) == Resource.organisation_id)
        .outerjoin(Area, col(Area.id) == Resource.area_id)
        .where(*conditions)
        .order_by(col(Resource.id).desc())
    )
    found = session.exec(query.limit(limit).offset(offset)).all()
    taken = drawn(session, [row.id for row, *_rest in found])
    names = {row.code: either(row.name_zh, row.name_en) for row in session.exec(select(Category))}
    return [_read(ctx, row, unit, area, taken[row.id], names) for row, unit, area in found]


def _read(
    ctx: Context, row: Resource, unit: Organisation, area: Area | None, taken: int, names: dict[str, str]
) -> ResourceRead:
    actor, fields = ctx.actor, ("id", "number", "organisation_id", "offer", "title", "text", "amount", "unit")
    return ResourceRead(
        **{name: getattr(row, name) for name in (*fields, "from_on", "until_on", "area_id", "terms", "status")},
        organisation=either(unit.name_zh, unit.name_en),
        categories=tuple(row.categories),
        category_names=tuple(names.get(code, code) for code in row.categories),
        left=None if row.amount is None else max(0, row.amount - taken),
        area="" if area is None else either(area.name_zh, area.name_en),
        contact_post=row.contact_post if sees_contacts(actor) else "",
        offered_at=row.offered_at,
        expired=row.until_on is not None and row.until_on < ctx.today(),
        own=actor.may(P.ROSTER_KEEP) or (actor.may(P.RESOURCE_OFFER) and actor.organisation_id == row.organisation_id),
    )
