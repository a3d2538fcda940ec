"""Open the database and settle how it takes turns and how safely it writes."""

import sqlite3
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlmodel import create_engine

from dashboard.storage import search  # noqa: F401 - keeps the search index of every session that writes

FIXED = (3, 51, 3)
"""First SQLite without the WAL-reset fault (sqlite.org, release of 13 March 2026)."""


def sqlite_module() -> ModuleType:
    """Return a SQLite binding free of the WAL-reset fault: the stock one, else pysqlite3.

    Raises:
        RuntimeError: neither is new enough to be trusted with concurrent writers.
    """
    if sqlite3.sqlite_version_info >= FIXED:
        return sqlite3
    import pysqlite3

    if tuple(int(part) for part in pysqlite3.sqlite_version.split(".")) < FIXED:
        raise RuntimeError(f"SQLite {pysqlite3.sqlite_version} has the WAL-reset fault; install a newer pysqlite3")
    return pysqlite3  # type: ignore[no-any-return]


def open_engine(url: str) -> Engine:
    """Return an engine for ``sqlite:///…`` or ``postgresql+psycopg://…``; ``migrate`` makes its tables."""
    if url.startswith("sqlite"):
        engine = create_engine(
            url,
            module=sqlite_module(),
            connect_args={"check_same_thread": False},
            pool_size=20,
            max_overflow=80,
            hide_parameters=True,  # what people typed belongs in no log
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url, pool_size=10, max_overflow=40, pool_pre_ping=True, hide_parameters=True)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # leave BEGIN to us
    for pragma in (
        "busy_timeout = 30000",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "recursive_triggers = ON",  # INSERT OR REPLACE must not walk through the append-only triggers
        "trusted_schema = OFF",
        "secure_delete = ON",  # what was deleted, such as an opened envelope, leaves no bytes behind
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Let writers queue before they read, so that no check goes stale before its write."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
