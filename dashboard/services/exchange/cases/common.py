"""What do several kinds of import share: names to look up, lists to choose from, what may be undone?"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from dashboard.errors import RuleBroken
from dashboard.exchange.columns import Lookups, by_name
from dashboard.i18n import either
from dashboard.services.context import Unit
from dashboard.services.needs.wording import LEVELS
from models.area import Area
from models.base import TableBase
from models.need import Category
from models.organisation import Organisation

Row = TypeVar("Row", bound=TableBase)
MOST_NAMED = 5
CHUNK = 500
"""How many ids stand in one query; databases take only so many parameters."""


def lookups(session: Session) -> Lookups:
    """Return what names in a table may stand for today: categories on offer, neighbourhoods, grids, organisations."""
    kinds = session.exec(select(Category).where(col(Category.active)))
    places = session.exec(select(Area).where(col(Area.level).in_(LEVELS)))
    units = session.exec(select(Organisation))
    return Lookups(
        categories=by_name([(row.code, (row.code, row.name_zh, row.name_en)) for row in kinds]),
        areas=by_name([(row.id, (row.code, row.name_zh, row.name_en)) for row in places]),
        organisations=by_name([(row.id, (row.code, row.name_zh, row.name_en)) for row in units]),
    )


def at_hand(session: Session) -> list[TableBase]:
    """Return categories, areas and organisations: while they are held, the session finds them without a query."""
    return [row for table in (Category, Area, Organisation) for row in session.exec(select(table))]


def choices(session: Session) -> dict[str, list[str]]:
    """Return the drop-down lists of a template: field -> names in the language spoken now."""
    kinds = session.exec(select(Category).where(col(Category.active)).order_by(col(Category.position))).all()
    places = session.exec(select(Area).where(Area.level == LEVELS[0]).order_by(col(Area.code))).all()
    units = session.exec(select(Organisation).order_by(col(Organisation.code))).all()
    return {
        "category_code": [either(row.name_zh, row.name_en) for row in kinds],
        "area_id": [either(row.name_zh, row.name_en) for row in places],
        "organisation_id": [either(row.name_zh, row.name_en) for row in units],
    }


def chunks(ids: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """Return the ids in pieces small enough for one query."""
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def loaded(unit: Unit, table: type[Row], ids: Sequence[int]) -> list[Row]:
    """Return rows in the order of their ids, locked where the database locks rows."""
    found: dict[int, Row] = {}
    for part in chunks(ids):
        key = table.id  # type: ignore[attr-defined]
        query = select(table).where(col(key).in_(part)).order_by(col(key)).with_for_update()
        found |= {row.id: row for row in unit.session.exec(query)}  # type: ignore[attr-defined]
    return [found[one] for one in ids]


def numbers_of(table: type[TableBase], name: str = "number") -> Callable[[Session, Sequence[int]], list[str]]:
    """Return a reader of the numbers of rows of this table."""

    def read(session: Session, ids: Sequence[int]) -> list[str]:
        key, number = getattr(table, "id"), getattr(table, name)  # noqa: B009 - columns of any table
        found: dict[int, str] = {}
        for part in chunks(ids):
            found |= dict(session.exec(select(key, number).where(col(key).in_(part))).all())
        return [found[one] for one in ids if one in found]

    return read


def refuse_moved(names: Sequence[str]) -> None:
    """Refuse to undo an import some of whose rows have moved on.

    Raises:
        RuleBroken: naming the first of them.
    """
    if names:
        more = "…" if len(names) > MOST_NAMED else ""
        raise RuleBroken(
            "The import cannot be undone as a whole: %(names)s moved on meanwhile. End those one by one.",
            names=", ".join(names[:MOST_NAMED]) + more,
        )
