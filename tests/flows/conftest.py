"""The demonstration committee, built once per engine and test process; tests only read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard import demo
from dashboard.storage.engine import open_engine
from dashboard.storage.migrate import migrate
from tests.conftest import administer
from tests.passwords import QUICK


@pytest.fixture(scope="session")
def demonstration_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file of a demonstration database; copy it before writing."""
    path = tmp_path_factory.mktemp("demonstration") / "riverside.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    demo.load(engine, QUICK)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The demonstration on each engine in turn."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{request.getfixturevalue('demonstration_file')}")
    else:
        server: str = request.getfixturevalue("postgresql_url")
        administer(server, "DROP DATABASE IF EXISTS demonstration WITH (FORCE)", "CREATE DATABASE demonstration")
        engine = open_engine(server.replace("/postgres?", "/demonstration?"))
        migrate(engine)
        demo.load(engine, QUICK)
    yield engine
    engine.dispose()
