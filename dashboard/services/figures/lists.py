"""The three lists (三张清单) side by side: what is needed, what is offered, what is being done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import Session, col, func, or_, select

from dashboard.formats import at_shanghai
from dashboard.i18n import either, language
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.figures.keeping import kept
from dashboard.services.need_rights import is_public_row
from dashboard.services.needs import Name, NeedFilter, NeedRow, public_list
from dashboard.services.needs import count as count_needs
from dashboard.services.search.needs import holding
from models.area import Area
from models.enums import OfferKind, ProjectStatus, ResourceStatus
from models.need import Category, Need
from models.organisation import Organisation
from models.project import Project
from models.resource import Resource


@dataclass(frozen=True, slots=True)
class Sought:
    """What all three lists are narrowed to; empty values do not narrow."""

    text: str = ""
    quarter: str | None = None
    category: str | None = None
    area: int | None = None


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """A resource card as the list shows it. Names are in the language spoken when it was read."""

    number: str
    title: str
    organisation: str
    offer: OfferKind
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class WorksLine:
    """A project as the list shows it."""

    number: str
    title: str
    organisation: str
    status: ProjectStatus
    percent: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: quarters with items, newest first; categories; neighbourhood committees."""

    quarters: list[str]
    categories: dict[str, Name]
    areas: dict[int, Name]


def choices(ctx: Context) -> Choices:
    """Return what the three lists can be narrowed to."""
    with ctx.reading(P.PUBLIC_READ) as session:
        quarters = session.exec(
            select(Need.quarter).where(is_public_row()).distinct().order_by(col(Need.quarter).desc())
        ).all()
        kinds = session.exec(select(Category).order_by(col(Category.position), col(Category.code))).all()
        places = session.exec(select(Area).where(Area.level == "committee").order_by(col(Area.code))).all()
        return Choices(
            list(quarters),
            {kind.code: Name(kind.name_zh, kind.name_en) for kind in kinds},
            {place.id: Name(place.name_zh, place.name_en) for place in places},
        )


def needs_found(ctx: Context, sought: Sought, limit: int) -> tuple[int, list[NeedRow]]:
    """Return how many public items match, and the newest ``limit``."""
    wanted = NeedFilter(sought.text, sought.category, sought.quarter, sought.area)
    return count_needs(ctx, wanted), public_list(ctx, wanted, limit=limit)


def resources_found(ctx: Context, sought: Sought, limit: int) -> tuple[int, list[ResourceLine]]:
    """Return how many resource cards on offer match, and the newest ``limit``.

    A card matches a quarter in which it can be had, a category it suits (or none in particular), and an area it
    serves (or the whole sub-district).
    """
    return kept(ctx, _resources, sought, limit, language())


def _resources(
    session: Session, _now: datetime, sought: Sought, limit: int, _spoken: str
) -> tuple[int, list[ResourceLine]]:
    conditions = _resource_conditions(session, sought)
    found = session.exec(
        select(Resource, Organisation)
        .join(Organisation, col(Resource.organisation_id) == col(Organisation.id))
        .where(*conditions)
        .order_by(col(Resource.offered_at).desc(), col(Resource.id).desc())
        .limit(limit)
    ).all()
    total = session.exec(
        select(func.count())
        .select_from(Resource)
        .join(Organisation, col(Resource.organisation_id) == col(Organisation.id))
        .where(*conditions)
    ).one()
    lines = [
        ResourceLine(
            row.number,
            row.title,
            either(unit.name_zh, unit.name_en),
            OfferKind(row.offer),
            row.from_on,
            row.until_on,
        )
        for row, unit in found
    ]
    return total, lines


def projects_found(ctx: Context, sought: Sought, limit: int) -> tuple[int, list[WorksLine]]:
    """Return how many projects match, and the newest ``limit``; the quarter is the one of their establishment."""
    return kept(ctx, _works, sought, limit, language())


def _works(session: Session, _now: datetime, sought: Sought, limit: int, _spoken: str) -> tuple[int, list[WorksLine]]:
    conditions = _works_conditions(session, sought)
    joined = (
        select(Project, Need, Organisation)
        .join(Need, col(Project.need_id) == col(Need.id))
        .join(Organisation, col(Project.organisation_id) == col(Organisation.id))
        .where(*conditions)
    )
    newest = joined.order_by(col(Project.established_at).desc(), col(Project.id).desc()).limit(limit)
    lines = [
        WorksLine(
            row.number,
            need.title,
            either(unit.name_zh, unit.name_en),
            ProjectStatus(row.status),
            row.percent,
            row.due_on,
        )
        for row, need, unit in session.exec(newest)
    ]
    counting = select(func.count()).select_from(Project).join(Need, col(Project.need_id) == col(Need.id))
    total = session.exec(counting.where(*conditions)).one()
    return total, lines


def _resource_conditions(session: Session, sought: Sought) -> Sequence[Any]:
    conditions: list[Any] = [col(Resource.status) == ResourceStatus.OFFERED]
    if text := sought.text.strip():
        columns = (Resource.number, Resource.title, Resource.text, Organisation.name_zh, Organisation.name_en)
        conditions.append(or_(*(col(column).icontains(text, autoescape=True) for column in columns)))
    if sought.quarter:
        first, last = quarter_days(sought.quarter)
        open_ended = col(Resource.until_on).is_(None)
        conditions += [col(Resource.from_on) <= last, or_(open_ended, col(Resource.until_on) >= first)]
    if sought.category:
        kinds = cast(col(Resource.categories), String)
        conditions.append(or_(kinds == "[]", kinds.contains(f'"{sought.category}"', autoescape=True)))
    if sought.area is not None:
        served = [*area_with_parts(session, sought.area), *_above(session, sought.area)]
        conditions.append(or_(col(Resource.area_id).is_(None), col(Resource.area_id).in_(served)))
    return conditions


def _works_conditions(session: Session, sought: Sought) -> Sequence[Any]:
    conditions: list[Any] = [is_public_row(), col(Project.status) != ProjectStatus.TAKEN_BACK]
    if text := sought.text.strip():
        in_the_item, in_the_number = holding(session, text), col(Project.number).icontains(text, autoescape=True)
        conditions.append(in_the_number if in_the_item is None else or_(in_the_item, in_the_number))
    if sought.quarter:
        first, last = quarter_days(sought.quarter)
        begun = col(Project.established_at)
        conditions += [begun >= at_shanghai(first), begun < at_shanghai(last + timedelta(days=1))]
    if sought.category:
        conditions.append(col(Need.category_code) == sought.category)
    if sought.area is not None:
        conditions.append(col(Need.area_id).in_(area_with_parts(session, sought.area)))
    return conditions


def quarter_days(quarter: str) -> tuple[date, date]:
    """Return the first and the last day of a quarter such as ``2026Q4``."""
    year, number = int(quarter[:4]), int(quarter[-1])
    following = date(year + 1, 1, 1) if number == 4 else date(year, number * 3 + 1, 1)
    return date(year, number * 3 - 2, 1), following - timedelta(days=1)


def area_with_parts(session: Session, area_id: int) -> set[int]:
    """Return an area and all that lie in it."""
    found = row = {area_id}
    while row:
        row = set(session.exec(select(Area.id).where(col(Area.parent_id).in_(row)))) - found
        found = found | row
    return found


def _above(session: Session, area_id: int) -> list[int]:
    above: list[int] = []
    area = session.get(Area, area_id)
    while area is not None and area.parent_id is not None and area.parent_id not in above:
        above.append(area.parent_id)
        area = session.get(Area, area.parent_id)
    return above
