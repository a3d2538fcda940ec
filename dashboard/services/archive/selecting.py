"""Which rows belong to the archive of a year?

What happened in the year comes whole, with everything that hangs on it; what that merely refers to, such as the
meeting of another year that decided on an item, comes as a row by itself, so that every reference finds its row.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, Table, and_, cast, exists, false, literal, or_
from sqlmodel import Session, col

from dashboard.formats import at_shanghai
from dashboard.services.archive.blanking import BLANKS
from dashboard.services.archive.plan import TABLES, UNTOLD, AsReferred, Named, Whole, With, kept, thing
from dashboard.services.archive.rows import AT_ONCE, key_of, stream, target
from dashboard.services.retention import ENDED
from models.agreement import Agreement
from models.life import LifeEvent
from models.meeting import Meeting
from models.need import Need
from models.resource import Resource

Row = Mapping[str, Any]
Links = list[tuple[str, str]]
"""Column and the table it refers to."""


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year in Asia/Shanghai; moments half-open."""

    number: int

    @property
    def start(self) -> datetime:
        """Return its first moment."""
        return at_shanghai(date(self.number, 1, 1)).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """Return the first moment after it."""
        return at_shanghai(date(self.number + 1, 1, 1)).astimezone(UTC)


@dataclass(slots=True)
class Selection:
    """The rows of an archive: ``whole`` with everything that hangs on them, ``alone`` by themselves."""

    year: Year
    whole: dict[str, set[Any]] = field(default_factory=dict)
    alone: dict[str, set[Any]] = field(default_factory=dict)

    def has(self, name: str, key: Any) -> bool:
        """Return whether the row of this key belongs to the archive."""
        return key in self.whole.get(name, ()) or key in self.alone.get(name, ())

    def holds(self, name: str) -> Callable[[Row], bool] | None:
        """Return what says of a row of this table whether it belongs to the archive; nothing where all do."""
        how, table = kept()[name], TABLES[name]
        if isinstance(how, Whole):
            return None
        if isinstance(how, Named):
            column, current = how.column, "removed_at" in table.columns
            return lambda row: self.tells(row[column]) and not (current and row["removed_at"] is not None)
        return lambda row: self.has(name, key_of(table, row))

    def tells(self, subject: str) -> bool:
        """Return whether lines of the trail and files of a thing belong to the archive."""
        name, key = thing(subject)
        how = kept().get(name)
        if name in UNTOLD or how is None:
            return False
        return isinstance(how, Whole) or (key.isdigit() and int(key) in self.whole.get(name, ()))


def select_year(session: Session, number: int) -> Selection:
    """Return the rows that belong to a year."""
    found = Selection(Year(number))
    for name, how in kept().items():
        table = TABLES[name]
        if name in ROOTS:
            condition = ROOTS[name](found.year)
            rows = stream(session, table, *table.primary_key.columns, where=condition)
            found.whole[name] = {key_of(table, row) for row in rows}
        elif isinstance(how, With):
            found.whole[name] = _hanging(session, table, how.column, found)
    _complete(session, found)
    return found


def meetings_of(year: Year) -> ColumnElement[bool]:
    """Return the condition that a meeting is one of the year."""
    return and_(col(Meeting.starts_at) >= year.start, col(Meeting.starts_at) < year.end)


def _needs_of(year: Year) -> ColumnElement[bool]:
    """Return the condition that an item lived in the year: handed in before its end, not over before its start."""
    subject = literal("need/") + cast(col(Need.id), String)
    moved = exists().where(col(LifeEvent.subject) == subject, col(LifeEvent.at) >= year.start)
    return and_(col(Need.submitted_at) < year.end, or_(col(Need.status).not_in(ENDED), moved))


def _agreements_of(year: Year) -> ColumnElement[bool]:
    runs = and_(
        col(Agreement.starts_on) < date(year.number + 1, 1, 1), col(Agreement.ends_on) >= date(year.number, 1, 1)
    )
    drafted = and_(col(Agreement.drafted_at) >= year.start, col(Agreement.drafted_at) < year.end)
    return or_(runs, drafted)


def _resources_of(year: Year) -> ColumnElement[bool]:
    lasts = or_(col(Resource.until_on).is_(None), col(Resource.until_on) >= date(year.number, 1, 1))
    return and_(col(Resource.offered_at) < year.end, lasts)


ROOTS: Mapping[str, Callable[[Year], ColumnElement[bool]]] = {
    "meeting": meetings_of,
    "need": _needs_of,
    "resource": _resources_of,
    "agreement": _agreements_of,
}


def _hanging(session: Session, table: Table, column: str, found: Selection) -> set[Any]:
    """Return the keys of the rows that hang on a row of the year."""
    owner = found.whole[str(target(table.name, table.c[column]))]
    if not owner:
        return set()
    rows = stream(session, table, *table.primary_key.columns, table.c[column])
    return {key_of(table, row) for row in rows if row[column] in owner}


def links_of(name: str) -> Links:
    """Return the columns of a table through which further rows come into the archive."""
    plan, hidden = kept(), BLANKS.get(name, {})
    found = []
    for column in TABLES[name].columns:
        to = target(name, column)
        if to is not None and column.name not in hidden and not isinstance(plan[to], Whole):
            found.append((column.name, to))
    return found


def _complete(session: Session, found: Selection) -> None:
    """Add what rows of the archive refer to, and what that refers to, until every reference finds its row."""
    missing: dict[str, set[Any]] = {}
    for name, how in kept().items():
        if (links := links_of(name)) and not isinstance(how, AsReferred | Named):
            _note(session, found, name, links, None, missing)
    while missing:
        wanted, missing = missing, {}
        for name, keys in wanted.items():
            _add_alone(session, found, name, sorted(keys), missing)


def _note(
    session: Session, found: Selection, name: str, links: Links, where: ColumnElement[bool] | None, missing: Any
) -> None:
    """Note what the chosen rows of a table refer to and the archive does not hold yet."""
    table, holds = TABLES[name], found.holds(name)
    columns = {column.name: column for column in table.primary_key.columns} | {one: table.c[one] for one, _to in links}
    for row in stream(session, table, *columns.values(), where=where):
        if holds is not None and not holds(row):
            continue
        for column, to in links:
            if row[column] is not None and not found.has(to, row[column]):
                missing.setdefault(to, set()).add(row[column])


def _add_alone(session: Session, found: Selection, name: str, keys: list[Any], missing: Any) -> None:
    table, links = TABLES[name], links_of(name)
    alone = found.alone.setdefault(name, set())
    for start in range(0, len(keys), AT_ONCE):
        some = table.c.id.in_(keys[start : start + AT_ONCE]) if keys else false()
        alone.update(row["id"] for row in stream(session, table, table.c.id, where=some))
        if links:
            _note(session, found, name, links, some, missing)
