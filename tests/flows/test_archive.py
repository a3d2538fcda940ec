"""The demonstration's archive of 2026 comes back from either engine into either, with every result equal."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.demo.stage import OPENS
from dashboard.services import archive
from dashboard.services.accounts import as_system
from dashboard.services.archive.deriving import derive
from dashboard.services.context import Context
from dashboard.storage.engine import open_engine
from dashboard.storage.migrate import migrate
from tests.conftest import administer

YEAR = 2026


def at_the_opening(engine: Engine) -> Context:
    return Context(engine, as_system, lambda: OPENS)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path):
    """A new database of each engine in turn."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'restored.db'}")
    else:
        server: str = request.getfixturevalue("postgresql_url")
        administer(server, "DROP DATABASE IF EXISTS restored WITH (FORCE)", "CREATE DATABASE restored")
        engine = open_engine(server.replace("/postgres?", "/restored?"))
    migrate(engine)
    yield engine
    engine.dispose()


def test_the_demonstration_of_a_year_is_restored_with_equal_results(told: Engine, empty: Engine, tmp_path: Path):
    made = archive.create(at_the_opening(told), YEAR, tmp_path / "2026.zip")
    assert archive.verify(at_the_opening(told), made.path).problems == ()
    done = archive.restore(at_the_opening(empty), made.path)
    assert (done.rows, done.sha256) == (made.rows, made.sha256)
    with Session(told) as one, Session(empty) as other:
        expected, found = derive(one, YEAR), derive(other, YEAR)
    assert found == expected
    assert len(found["votes"]) == 11
    assert [vote["problems"] for vote in found["votes"]] == [[]] * 11
    assert [line["number"] for line in found["minutes"]][:3] == ["〔2026〕1号", "〔2026〕2号", "〔2026〕3号"]
    again = archive.create(at_the_opening(empty), YEAR, tmp_path / "again.zip")
    assert again.path.read_bytes() == made.path.read_bytes()
