"""How do rows leave the database, one by one, in an order that both engines agree on?"""

from collections.abc import Callable, Collection, Iterator, Mapping
from mimetypes import guess_extension
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, ColumnElement, Date, Integer, LargeBinary, String, Table, select
from sqlalchemy import Column as Stored
from sqlalchemy.types import TypeEngine
from sqlmodel import AutoString, Session

from dashboard.exchange.archive.layout import safe_name
from dashboard.exchange.archive.typed import Column, Sort, TableSchema, written
from dashboard.services.archive.blanking import blanked
from dashboard.services.archive.plan import SOFT, TABLES, kept
from models.base import EnumText, UtcDateTime

AT_ONCE = 500
_SORTS: tuple[tuple[type[TypeEngine[Any]], Sort], ...] = (
    (EnumText, Sort.WORD),
    (UtcDateTime, Sort.MOMENT),
    (BigInteger, Sort.WHOLE),
    (Integer, Sort.WHOLE),
    (Boolean, Sort.YES_NO),
    (Date, Sort.DAY),
    (JSON, Sort.JSON),
    (LargeBinary, Sort.FILE),
    (String, Sort.TEXT),
    (AutoString, Sort.TEXT),
)
FOLDERS: Mapping[str, str] = {"attachment": "attachments", "document_template": "templates"}
"""Tables with bytes -> the folder of their files."""


def described(table: Table) -> list[Column]:
    """Return the columns of a table as ``schema.json`` describes them."""
    return [
        Column(
            name=column.name,
            sort=sort_of(column),
            nullable=bool(column.nullable),
            key=column.primary_key,
            references=target(table.name, column),
        )
        for column in table.columns
    ]


def schemas() -> dict[str, TableSchema]:
    """Return every archived table as ``schema.json`` describes it."""
    return {name: TableSchema(kept=how.how, columns=described(TABLES[name])) for name, how in kept().items()}


def sort_of(column: Stored[Any]) -> Sort:
    """Return what a column holds.

    Raises:
        TypeError: the archive knows no way to write such a column.
    """
    for stored, sort in _SORTS:
        if isinstance(column.type, stored):
            return sort
    raise TypeError(f"{column} cannot be archived: {column.type!r}")


def target(table: str, column: Stored[Any]) -> str | None:
    """Return the table that a column refers to, if it does, whether the database checks it or not."""
    for key in column.foreign_keys:
        return str(key.column.table.name)
    return SOFT.get((table, column.name))


def stream(
    session: Session, table: Table, *columns: Stored[Any], where: ColumnElement[bool] | None = None
) -> Iterator[Mapping[str, Any]]:
    """Yield rows by their primary key, texts in the order of their code points; all columns where none are named."""
    query = select(*(columns or tuple(table.columns))).order_by(*_order(session, table))
    if where is not None:
        query = query.where(where)
    for row in session.connection().execute(query, execution_options={"yield_per": AT_ONCE}).mappings():
        yield dict(row)


def lines(
    session: Session,
    name: str,
    holds: Callable[[Mapping[str, Any]], bool] | None = None,
    where: ColumnElement[bool] | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table as the archive holds them; bytes are only named, :func:`bytes_of` brings them.

    Args:
        holds: whether a row belongs to the archive; all do where it is missing.
    """
    table, columns = TABLES[name], described(TABLES[name])
    plain = [table.c[column.name] for column in columns if column.sort is not Sort.FILE]
    for row in stream(session, table, *plain, where=where):
        if holds is None or holds(row):
            yield as_kept(name, columns, row)


def as_kept(name: str, columns: Collection[Column], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as the archive holds it."""
    found = blanked(name, row)
    return {
        column.name: file_of(name, row) if column.sort is Sort.FILE else written(column.sort, found[column.name])
        for column in columns
        if column.sort is Sort.FILE or column.name in found
    }


def file_of(name: str, row: Mapping[str, Any]) -> str:
    """Return where the bytes of a row lie in the archive."""
    if name == "document_template":
        return f"{FOLDERS[name]}/{row['id']}-{safe_name(row['paper'])}-{row['version']}.docx"
    said, ending = row["name"], guess_extension(row["media_type"]) or ""
    return f"{FOLDERS[name]}/{row['id']}-{safe_name(said if said.lower().endswith(ending) else said + ending)}"


def bytes_of(session: Session, name: str, row_id: int) -> bytes:
    """Return the bytes of a row."""
    table = TABLES[name]
    column = next(one for one in table.columns if isinstance(one.type, LargeBinary))
    return bytes(session.execute(select(column).where(table.c.id == row_id)).scalar_one())


def key_of(table: Table, row: Mapping[str, Any]) -> Any:
    """Return the primary key of a row: a value, or a tuple where it has several columns."""
    keys = [row[column.name] for column in table.primary_key.columns]
    return keys[0] if len(keys) == 1 else tuple(keys)


def _order(session: Session, table: Table) -> list[ColumnElement[Any]]:
    postgresql = session.get_bind().dialect.name == "postgresql"
    return [
        column.collate("C") if postgresql and sort_of(column) in (Sort.TEXT, Sort.WORD) else column
        for column in table.primary_key.columns
    ]
