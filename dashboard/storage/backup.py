"""A copy of the database that is whole, made while the server runs."""

from pathlib import Path

from sqlalchemy import Engine

from dashboard.errors import RuleBroken


def backup(engine: Engine, target: Path) -> int:
    """Write a whole, checked copy of the SQLite database to ``target``; return its size in bytes.

    ``VACUUM INTO`` reads one consistent state, so every acknowledged write is in the copy, also those that still
    stand in the write-ahead log.

    Raises:
        RuleBroken: the file exists already, or the database is PostgreSQL, which has tools of its own.
    """
    if engine.dialect.name != "sqlite":
        raise RuleBroken("This database is PostgreSQL. Please back it up with pg_dump.")
    if target.exists():
        raise RuleBroken("The file %(name)s exists already. Please choose another name.", name=target.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        raw = connection.connection.driver_connection
        if raw is None:
            raise RuntimeError("no database connection")
        connection.exec_driver_sql("COMMIT")  # VACUUM cannot run inside the transaction our engine begins
        raw.execute("VACUUM INTO ?", (str(target),))
    return target.stat().st_size
