"""The SQLite file is written safely: full synchronisation, foreign keys, writers in turn."""

from pathlib import Path

import pytest

from dashboard.storage.engine import FIXED, open_engine, sqlite_module


def test_sqlite_has_no_wal_reset_fault():
    assert tuple(map(int, sqlite_module().sqlite_version.split("."))) >= FIXED


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1), ("secure_delete", 1)],
)
def test_sqlite_pragmas(tmp_path: Path, pragma: str, value: object):
    engine = open_engine(f"sqlite:///{tmp_path / 'safe.db'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()
