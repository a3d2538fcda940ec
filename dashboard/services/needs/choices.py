"""By what can the claim list be narrowed down, and how much would be left?"""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session, col, exists, func, select

from dashboard.rules.permissions import Permission
from dashboard.services.context import Context
from dashboard.services.need_rights import is_public_row
from dashboard.services.needs.matching import matching
from dashboard.services.needs.shapes import AreaNode, CategoryRead, Facets, Name, NeedFilter
from dashboard.services.needs.wording import LEVELS
from models.area import Area, AreaRead
from models.enums import NeedStatus
from models.need import Category, Need


def facets(ctx: Context) -> Facets:
    """Return the categories, quarters, neighbourhoods and states that public items have."""
    with ctx.reading(Permission.PUBLIC_READ) as session:
        kinds = select(Category.code).where(exists().where(col(Need.category_code) == Category.code, is_public_row()))
        codes = set(session.exec(kinds))
        held = session.exec(select(Need.status).where(is_public_row()).distinct()).all()
        return Facets(
            categories=[category for category in _categories(session, every=True) if category.code in codes],
            quarters=_quarters(session),
            areas=_neighbourhoods(session),
            statuses=[status for status in NeedStatus if status in held],
        )


def status_counts(ctx: Context, wanted: NeedFilter | None = None) -> Mapping[NeedStatus, int]:
    """Return how many items everybody may read match the filter in each state, whatever state the filter names.

    States that none is in are left out. One walk through the list gives the number of every choice of state.
    """
    others = replace(wanted or NeedFilter(), status=None, group=None)
    with ctx.reading(Permission.PUBLIC_READ) as session:
        conditions = [is_public_row(), *matching(session, others)]
        query = select(Need.status, func.count()).where(*conditions).group_by(col(Need.status))
        return {NeedStatus(status): number for status, number in session.exec(query)}


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


def _neighbourhoods(session: Session) -> list[AreaRead]:
    """Return the neighbourhoods at which, or directly below which, a public item stands."""
    somewhere = select(Area.id, Area.parent_id).where(exists().where(col(Need.area_id) == Area.id, is_public_row()))
    ids = {area for pair in session.exec(somewhere) for area in pair if area is not None}
    named = select(Area).where(Area.level == LEVELS[0], col(Area.id).in_(ids)).order_by(col(Area.code))
    return [_area(row) for row in session.exec(named)]


def _quarters(session: Session) -> list[str]:
    """Return the quarters of public items, latest first: the few there are, then a look for each, not all items."""
    every = select(Need.quarter).distinct().subquery()
    public = exists().where(col(Need.quarter) == every.c.quarter, is_public_row())
    return list(session.exec(select(every.c.quarter).where(public).order_by(every.c.quarter.desc())))


def _categories(session: Session, *, every: bool) -> list[CategoryRead]:
    query = select(Category).order_by(col(Category.position), col(Category.code))
    return [
        CategoryRead(row.code, Name(row.name_zh, row.name_en)) for row in session.exec(query) if every or row.active
    ]


def _area(row: Area) -> AreaRead:
    return AreaRead.model_validate(row, from_attributes=True)
