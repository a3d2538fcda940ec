"""What can be read of the claim list, by whom?"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, or_, select

from dashboard.errors import NotFound
from dashboard.rules.permissions import Permission
from dashboard.rules.texts import clean
from dashboard.services.context import Context
from dashboard.services.need_rights import is_public_row
from dashboard.services.needs.shapes import AreaNode, CategoryRead, Facets, Mine, Name, NeedFilter, NeedRow
from dashboard.services.needs.wording import LARGEST_ID, LEVELS, one_line
from models.area import Area, AreaRead
from models.enums import DecisionPower, NeedStatus
from models.life import LifeEvent
from models.need import Category, Need, NeedFollower

Found = tuple[Need, Category, Area, Area | None]
"""An item, its category, the area it stands at, and the neighbourhood above where that is a grid."""
Above = aliased(Area)
SEARCHED = (Need.number, Need.title, Need.reasons, Need.suggestion, Need.place)
LONGEST_SEARCH = 100
"""Characters of a search text that are looked at; a database takes only so many conditions."""


def public_list(
    ctx: Context, wanted: NeedFilter | None = None, *, limit: int | None = None, offset: int = 0
) -> list[NeedRow]:
    """Return the items everybody may read that match the filter, newest first: at most ``limit`` after ``offset``.

    The text is looked for in number, title, reasons, suggestion and place, character by character, so that words of
    one or two Chinese characters and rare names are found on both databases.
    """
    chosen = wanted or NeedFilter()
    with ctx.reading(Permission.PUBLIC_READ) as session:
        conditions: list[Any] = [is_public_row(), *_matching(session, chosen)]
        return _rows(session, conditions, limit, offset)


def count(ctx: Context, wanted: NeedFilter | None = None) -> int:
    """Return how many items everybody may read match the filter."""
    with ctx.reading(Permission.PUBLIC_READ) as session:
        conditions: list[Any] = [is_public_row(), *_matching(session, wanted or NeedFilter())]
        return session.exec(select(func.count()).select_from(Need).where(*conditions)).one()


def facets(ctx: Context) -> Facets:
    """Return the categories, quarters, neighbourhoods and states that public items have."""
    with ctx.reading(Permission.PUBLIC_READ) as session:
        public = select(Need.category_code, Need.quarter, Need.area_id, Need.status).where(is_public_row()).distinct()
        found = session.exec(public).all()
        codes, areas = {row[0] for row in found}, {row[2] for row in found}
        above = select(Area.parent_id).where(col(Area.id).in_(areas))
        somewhere = or_(col(Area.id).in_(areas), col(Area.id).in_(above))
        named = select(Area).where(Area.level == LEVELS[0], somewhere).order_by(col(Area.code))
        return Facets(
            categories=[category for category in _categories(session, every=True) if category.code in codes],
            quarters=sorted({row[1] for row in found}, reverse=True),
            areas=[_area(row) for row in session.exec(named)],
            statuses=[status for status in NeedStatus if status in {row[3] for row in found}],
        )


def mine(ctx: Context) -> Mine:
    """Return what the actor proposed and what the actor follows besides, newest first."""
    with ctx.reading(Permission.NEED_SUBMIT) as session:
        own = col(Need.proposer_id) == ctx.actor.id
        followed = select(NeedFollower.need_id).where(col(NeedFollower.user_id) == ctx.actor.id)
        others = or_(~own, col(Need.proposer_id).is_(None))
        return Mine(
            proposed=_rows(session, [own]),
            followed=_rows(session, [col(Need.id).in_(followed), others, is_public_row()]),
        )


def waiting_for_screening(ctx: Context, wanted: NeedFilter | None = None) -> list[NeedRow]:
    """Return the proposals that wait for the secretariat's decision and match the filter, oldest first."""
    return _office_list(ctx, NeedStatus.SUBMITTED, wanted)


def on_needs_list(ctx: Context, wanted: NeedFilter | None = None) -> list[NeedRow]:
    """Return the items that are on the needs list and not yet published for claiming, oldest first."""
    return _office_list(ctx, NeedStatus.ON_LIST, wanted)


def office_list(ctx: Context, wanted: NeedFilter | None = None, *, limit: int | None = None) -> list[NeedRow]:
    """Return the items in any state that match the filter, newest first, for the secretariat; at most ``limit``."""
    with ctx.reading(Permission.NEED_SCREEN) as session:
        return _rows(session, list(_matching(session, wanted or NeedFilter())), limit)


def screening_counts(ctx: Context) -> dict[NeedStatus, int]:
    """Return how many items are in each state, for the secretariat; 0 where there are none."""
    with ctx.reading(Permission.NEED_SCREEN) as session:
        found = dict(session.exec(select(Need.status, func.count()).group_by(col(Need.status))).all())
    return {status: found.get(status, 0) for status in NeedStatus}


def categories(ctx: Context) -> list[CategoryRead]:
    """Return the categories on offer, in the order of the choice list."""
    with ctx.reading(Permission.PUBLIC_READ) as session:
        return _categories(session, every=False)


def areas(ctx: Context) -> list[AreaNode]:
    """Return the neighbourhoods in the order of their codes, each with its grids."""
    with ctx.reading(Permission.PUBLIC_READ) as session:
        query = select(Area).where(col(Area.level).in_(LEVELS)).order_by(col(Area.code))
        rows = [_area(row) for row in session.exec(query)]
    committees = {row.id: AreaNode(row, []) for row in rows if row.level == LEVELS[0]}
    for row in rows:
        if row.level != LEVELS[0] and row.parent_id in committees:
            committees[row.parent_id].grids.append(row)
    return list(committees.values())


def find(session: Session, number: str) -> Found:
    """Return an item with its category and area.

    Raises:
        NotFound: no item has this number.
    """
    found: Found | None = session.exec(_joined().where(Need.number == one_line(number).upper())).first()
    if found is None:
        raise NotFound("There is no such item, or it is not public.")
    return found


def _office_list(ctx: Context, status: NeedStatus, wanted: NeedFilter | None) -> list[NeedRow]:
    with ctx.reading(Permission.NEED_SCREEN) as session:
        conditions: list[Any] = [col(Need.status) == status, *_matching(session, wanted or NeedFilter())]
        return list(reversed(_rows(session, conditions)))


def _joined() -> Any:
    return (
        select(Need, Category, Area, Above)
        .join(Category, col(Category.code) == col(Need.category_code))
        .join(Area, col(Area.id) == col(Need.area_id))
        .outerjoin(Above, (col(Above.id) == col(Area.parent_id)) & (col(Above.level) == LEVELS[0]))
    )


def _matching(session: Session, wanted: NeedFilter) -> Iterable[Any]:
    for word in clean(wanted.text[:LONGEST_SEARCH]).split():
        # Both sides are lowered by the database: SQLite lowers A to Z alone, and Python would lower more.
        pattern = func.lower(f"%{word.replace('/', '//').replace('%', '/%').replace('_', '/_')}%")
        yield or_(*(func.lower(col(column)).like(pattern, escape="/") for column in SEARCHED))
    if wanted.category:
        yield col(Need.category_code) == clean(wanted.category)
    if wanted.quarter:
        yield col(Need.quarter) == clean(wanted.quarter)
    if wanted.area is not None:
        yield col(Need.area_id).in_(_below(session, wanted.area))
    if wanted.status is not None:
        yield col(Need.status) == wanted.status


def _below(session: Session, area_id: int) -> set[int]:
    """Return the area and every area in it; none where an address names what no area can be called."""
    found = {area_id} if 0 < area_id <= LARGEST_ID else set()
    row = found
    while row:
        row = set(session.exec(select(Area.id).where(col(Area.parent_id).in_(row)))) - found
        found |= row
    return found


def _rows(session: Session, conditions: Sequence[Any], limit: int | None = None, offset: int = 0) -> list[NeedRow]:
    found = session.exec(_joined().where(*conditions).order_by(col(Need.id).desc()).limit(limit).offset(offset)).all()
    notes = _last_reasons(session, [need.id for need, *_rest in found])
    return [
        NeedRow(
            id=need.id,
            number=need.number,
            quarter=need.quarter,
            title=need.title,
            category=Name(category.name_zh, category.name_en),
            area=area_name(place, above),
            place=need.place,
            beneficiaries=need.beneficiaries,
            decision_power=DecisionPower(need.decision_power),
            budget_fen=need.budget_fen,
            status=NeedStatus(need.status),
            submitted_at=need.submitted_at,
            published_at=need.published_at,
            claim_deadline=need.claim_deadline,
            note=notes.get(f"need/{need.id}", ""),
        )
        for need, category, place, above in found
    ]


def area_name(area: Area, above: Area | None) -> Name:
    """Return what an area is called: a grid after its neighbourhood, because grids are merely numbered."""
    if above is None:
        return Name(area.name_zh, area.name_en)
    return Name(f"{above.name_zh} {area.name_zh}", f"{above.name_en or above.name_zh}, {area.name_en or area.name_zh}")


def _last_reasons(session: Session, ids: Sequence[int]) -> dict[str, str]:
    """Return the reason of the last move of each item: subject -> reason."""
    subjects = [f"need/{need_id}" for need_id in ids]
    newest = select(func.max(LifeEvent.id)).where(col(LifeEvent.subject).in_(subjects)).group_by(LifeEvent.subject)
    query = select(LifeEvent.subject, LifeEvent.reason).where(col(LifeEvent.id).in_(newest))
    return dict(session.exec(query).all())


def _categories(session: Session, *, every: bool) -> list[CategoryRead]:
    query = select(Category).order_by(col(Category.position), col(Category.code))
    return [
        CategoryRead(row.code, Name(row.name_zh, row.name_en)) for row in session.exec(query) if every or row.active
    ]


def _area(row: Area) -> AreaRead:
    return AreaRead.model_validate(row, from_attributes=True)
