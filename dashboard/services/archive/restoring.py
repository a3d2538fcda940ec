"""How does an archive become a database again, whole and proven equal, or not at all?"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import JSON, Connection, Table, func, insert, null, select, text, update
from sqlalchemy.exc import StatementError
from sqlmodel import Session

from dashboard.errors import RuleBroken
from dashboard.exchange.archive import ArchiveFile, Sort, TableSchema, opened
from dashboard.exchange.archive.layout import rows_name
from dashboard.exchange.archive.typed import line
from dashboard.rules.permissions import Permission as P
from dashboard.services.archive.blanking import closed
from dashboard.services.archive.deriving import derive, differences
from dashboard.services.archive.fitting import fitted
from dashboard.services.archive.plan import TABLES
from dashboard.services.archive.rows import AT_ONCE, lines
from dashboard.services.archive.shapes import Progress, Restored, unseen
from dashboard.services.archive.values import require_shapes
from dashboard.services.context import Context
from dashboard.services.search import index_needs

MOST_TOLD = 10
UNREADABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, RuntimeError, TypeError, ValueError)
"""What deriving runs into where a stored value is not what the program would have stored."""
SHIPPED = "decision_rule"
"""The table in which a new database has rows already, always the same; no row of it can be changed."""
Values = dict[str, Any]


def restore(
    ctx: Context, source: Path | IO[bytes], *, year: int | None = None, progress: Progress = unseen
) -> Restored:
    """Restore an archive into an empty database, in one transaction, and prove that everything is equal.

    Args:
        year: refuse the archive of another year.

    Raises:
        RuleBroken: the file is damaged or no archive, of another year or a newer version, the database holds
            something already, or what was restored is not equal; nothing is written then.
    """
    with opened(source) as archive:
        require_year(archive, year)
        require_whole(archive)
        schemas = fitted(archive)
        with ctx.writing(P.ARCHIVE_KEEP) as unit:
            require_empty(unit.session)
            fill(unit.session, archive, schemas, progress)
            if found := unequal(unit.session, archive, schemas):
                raise RuleBroken(
                    "What was restored is not equal to what was archived, so nothing was kept: %(differences)s",
                    differences=" ".join(found[:MOST_TOLD]),
                )
            told = archive.manifest
            rows = sum(told.counts.values())
            unit.audit("archive.restore", f"archive/{told.year}", sha256=archive.digest, rows=rows)
        progress(1.0)
        derived = archive.derived()
        return Restored(told.year, rows, len(derived["votes"]), len(derived["minutes"]), archive.digest)


def require_year(archive: ArchiveFile, year: int | None) -> None:
    """Refuse the archive of another year."""
    told = archive.manifest.year
    if year is not None and told != year:
        raise RuleBroken("This is the archive of %(found)s, not of %(wanted)s.", found=told, wanted=year)


def require_whole(archive: ArchiveFile) -> None:
    """Refuse an archive with a file that is missing, changed or not its own, and name it."""
    if found := list(islice(archive.problems(), MOST_TOLD)):
        raise RuleBroken("The archive is damaged: %(problems)s", problems=" ".join(found))


def require_empty(session: Session) -> None:
    """Refuse a database that holds anything; a founded committee counts, for its rules would mix with the archive's."""
    for name, table in TABLES.items():
        if name != SHIPPED and session.execute(select(func.count()).select_from(table)).scalar_one():
            raise RuleBroken(
                "This database is not empty. Please restore into an empty one, chosen with RIVERSIDE_DATA_DIR."
            )


def fill(session: Session, archive: ArchiveFile, schemas: dict[str, TableSchema], progress: Progress) -> None:
    """Write every row, what is referred to first; then put the sequences and the search index right."""
    connection = session.connection()
    for done, (name, schema) in enumerate(schemas.items(), 1):
        with _refusals(name):
            _insert(connection, archive, TABLES[name], schema)
        progress(0.8 * done / len(schemas))
    if connection.dialect.name == "postgresql":
        _raise_sequences(connection)
    index_needs(session)


def unequal(session: Session, archive: ArchiveFile, schemas: dict[str, TableSchema]) -> list[str]:
    """Return every table and result that is not what the archive says, as sentences."""
    found = []
    for name, schema in schemas.items():
        digest, columns = sha256(), [column.name for column in schema.columns]
        for row in lines(session, name):
            digest.update(line({column: row[column] for column in columns}))
        if digest.hexdigest() != archive.manifest.files[rows_name(name)].sha256:
            found.append(str(RuleBroken("The rows of %(table)s are not those of the archive.", table=name)))
    return found + differences(archive.derived(), _derived(session, archive.manifest.year))


def _derived(session: Session, year: int) -> dict[str, Any]:
    """Return the results derived anew, or refuse rows that only look like what they should be."""
    try:
        return derive(session, year)
    except UNREADABLE as error:
        raise RuleBroken(
            "The rows of the archive make no sense: no results can be derived from them (%(reason)s).",
            reason=type(error).__name__,
        ) from error


def _insert(connection: Connection, archive: ArchiveFile, table: Table, schema: TableSchema) -> None:
    """Write the rows of a table; what refers to rows of the same table is set once all are there."""
    own = [column.name for column in table.columns for key in column.foreign_keys if key.column.table is table]
    later: list[Values] = []
    there = set(connection.execute(select(table.c.id)).scalars()) if table.name == SHIPPED else set()
    rows = (row for row in archive.rows(table.name, schema) if not there or row["id"] not in there)
    while some := list(islice(rows, AT_ONCE)):
        values = [_values(archive, table, schema, row) for row in some]
        for row in values:
            if pending := {column: row[column] for column in own if row.get(column) is not None}:
                later.append({"id": row["id"]} | pending)
                row.update(dict.fromkeys(pending, None))
        _write(connection, table, values)
    for row in later:
        connection.execute(update(table).where(table.c.id == row.pop("id")).values(row))


def _write(connection: Connection, table: Table, values: list[Values]) -> None:
    """Insert rows together; those with an empty JSON column apart, which must be NULL and not the word ``null``."""
    empty = [column.name for column in table.columns if isinstance(column.type, JSON) and column.nullable]
    groups: dict[tuple[str, ...], list[Values]] = {}
    for row in values:
        absent = tuple(name for name in empty if row.get(name) is None)
        groups.setdefault(absent, []).append({name: value for name, value in row.items() if name not in absent})
    for absent, rows in groups.items():
        connection.execute(insert(table).values(dict.fromkeys(absent, null())) if absent else insert(table), rows)


def _values(archive: ArchiveFile, table: Table, schema: TableSchema, row: Values) -> Values:
    """Return a row as the database takes it: bytes in the place of the names of their files."""
    require_shapes(table.name, row)
    files = [column.name for column in schema.columns if column.sort is Sort.FILE]
    return closed(table.name, row) | {name: archive.content(row[name]) for name in files if row[name] is not None}


def _raise_sequences(connection: Connection) -> None:
    """Let the next row of each table get a number that none has."""
    for table in TABLES.values():
        column = table.autoincrement_column
        if column is None or column.foreign_keys:
            continue
        last = connection.execute(select(func.max(column))).scalar_one()
        if last is not None:
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"),
                {"table": table.name, "column": column.name, "last": last},
            )


@contextmanager
def _refusals(name: str) -> Iterator[None]:
    """Say which table the database refused rows of."""
    try:
        yield
    except (StatementError, LookupError, ValueError, TypeError, OverflowError) as error:
        raise RuleBroken("The database refuses rows of %(name)s.", name=rows_name(name)) from error
