"""The SQLite file is written safely: full synchronisation, foreign keys, writers in turn."""

import pytest
from sqlalchemy import Engine

from dashboard.storage.engine import FIXED, sqlite_module


def test_sqlite_has_no_wal_reset_fault():
    assert tuple(map(int, sqlite_module().sqlite_version.split("."))) >= FIXED


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1)],
)
def test_sqlite_pragmas(engine: Engine, pragma: str, value: object):
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
