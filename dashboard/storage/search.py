"""How are the public texts of the claim list kept searchable on each engine, whoever writes them?

``need_search`` holds the pieces of each item's texts: an FTS5 table on SQLite, ``tsvector`` with a GIN index on
PostgreSQL. Triggers note in ``need_search_stale`` every item whose texts changed; the session that changed them
writes the pieces in the same transaction and takes the note away. A search looks at the noted items besides, so that
even rows written past the sessions are found.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, TextClause, cast, column, event, inspect, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session

from dashboard.rules.search import grams
from models.need import Need

SEARCHED = ("number", "title", "reasons", "suggestion", "place")
"""Columns of an item that are searched."""
PREFIX = "need_search"
"""Begins the names of all tables of the index, FTS5's own among them; they are made by migrations, not by models."""
STALE = table("need_search_stale", column("need_id"))
AT_ONCE = 500

_MADE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE need_search USING fts5"
        "(grams, tokenize = 'unicode61', content = '', contentless_delete = 1, detail = none)",
        "CREATE TABLE need_search_stale (need_id INTEGER NOT NULL PRIMARY KEY)",
        "CREATE TRIGGER need_search_new AFTER INSERT ON need "
        "BEGIN INSERT OR IGNORE INTO need_search_stale VALUES (NEW.id); END",
        "CREATE TRIGGER need_search_changed AFTER UPDATE OF number, title, reasons, suggestion, place ON need "
        "BEGIN INSERT OR IGNORE INTO need_search_stale VALUES (NEW.id); END",
    ),
    "postgresql": (
        "CREATE TABLE need_search (need_id INTEGER NOT NULL PRIMARY KEY, grams TSVECTOR NOT NULL)",
        "CREATE INDEX need_search_grams ON need_search USING gin (grams)",
        "CREATE TABLE need_search_stale (need_id INTEGER NOT NULL PRIMARY KEY)",
        "CREATE FUNCTION note_need_search() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "INSERT INTO need_search_stale VALUES (NEW.id) ON CONFLICT DO NOTHING; RETURN NULL; END $$",
        "CREATE TRIGGER need_search_changed AFTER INSERT OR UPDATE OF number, title, reasons, suggestion, place "
        "ON need FOR EACH ROW EXECUTE FUNCTION note_need_search()",
    ),
}
_DROPPED = {
    "sqlite": (
        "DROP TRIGGER need_search_changed",
        "DROP TRIGGER need_search_new",
        "DROP TABLE need_search_stale",
        "DROP TABLE need_search",
    ),
    "postgresql": (
        "DROP TRIGGER need_search_changed ON need",
        "DROP FUNCTION note_need_search()",
        "DROP TABLE need_search_stale",
        "DROP TABLE need_search",
    ),
}
_WRITTEN = {
    "sqlite": (
        text("DELETE FROM need_search WHERE rowid = :id"),
        text("INSERT INTO need_search (rowid, grams) VALUES (:id, :grams)"),
    ),
    "postgresql": (
        text(
            "INSERT INTO need_search (need_id, grams) "
            "VALUES (:id, array_to_tsvector(string_to_array(:grams, ' '))) "
            "ON CONFLICT (need_id) DO UPDATE SET grams = EXCLUDED.grams"
        ),
    ),
}
_SETTLED = text("DELETE FROM need_search_stale WHERE need_id = :id")


def made(dialect: str) -> Sequence[str]:
    """Return the statements that make the empty index on this dialect (``sqlite`` or ``postgresql``)."""
    return _MADE[dialect]


def dropped(dialect: str) -> Sequence[str]:
    """Return the statements that take the index away."""
    return _DROPPED[dialect]


def is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Return whether Alembic is to compare this with the models: everything but the tables of the index."""
    return kind != "table" or not str(name).startswith(PREFIX)


def store(connection: Connection, lines: Iterable[tuple[Any, ...]]) -> None:
    """Index items, each an id followed by its searched texts, in the running transaction."""
    rows = [{"id": need_id, "grams": " ".join(sorted(grams(*texts)))} for need_id, *texts in lines]
    if rows:
        statements: tuple[TextClause, ...] = (*_WRITTEN[connection.dialect.name], _SETTLED)
        for statement in statements:
            connection.execute(statement, rows)


def store_stale(connection: Connection) -> int:
    """Index every item whose texts were written past the sessions; return how many there were."""
    need = table("need", column("id"), *map(column, SEARCHED))
    waiting = select(*need.c).join(STALE, STALE.c.need_id == need.c.id).order_by(need.c.id).limit(AT_ONCE)
    count = 0
    while lines := connection.execute(waiting).all():
        store(connection, [tuple(line) for line in lines])
        count += len(lines)
    return count


def candidates(dialect: str, pieces: Iterable[str]) -> Select[tuple[int]]:
    """Return the query of the ids of the indexed items that have all these pieces; there must be one."""
    if dialect == "sqlite":
        index = table(PREFIX, column("rowid"), column(PREFIX))
        asked = " AND ".join(f'"{piece}"' for piece in sorted(pieces))
        return select(index.c.rowid.label("id")).where(index.c[PREFIX].op("MATCH")(asked))
    index = table(PREFIX, column("need_id"), column("grams"))
    query = " & ".join(f"'{piece}'" for piece in sorted(pieces))
    return select(index.c.need_id.label("id")).where(index.c.grams.op("@@")(cast(query, TSQUERY)))


@event.listens_for(Session, "after_flush")
def _keep(session: Session, _unit: UOWTransaction) -> None:
    """Index the items this flush wrote."""
    changed = [row for row in (*session.new, *session.dirty) if isinstance(row, Need) and _has_new_texts(row)]
    if changed:
        store(session.connection(), [(row.id, *(getattr(row, name) for name in SEARCHED)) for row in changed])


def _has_new_texts(row: Need) -> bool:
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in SEARCHED)
