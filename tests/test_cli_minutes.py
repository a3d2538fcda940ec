"""``minutes`` on the command line: drafted, written into files, derived anew with an exit code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from dashboard import cli
from dashboard.documents.minutes import FORMATS
from dashboard.settings import settings
from dashboard.storage.engine import open_engine
from tests.factories import Clock
from tests.services.minuted import minuted

MEETING = "2026-WY-01"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_sqlite: bytes) -> Iterator[Path]:
    """A folder with the database of one closed meeting."""
    monkeypatch.setenv("RIVERSIDE_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    (tmp_path / "riverside.db").write_bytes(migrated_sqlite)
    engine = open_engine(settings().url)
    minuted(engine, Clock())
    engine.dispose()
    yield tmp_path
    settings.cache_clear()


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["--lang", "en", "minutes", *arguments])


def test_a_draft_is_written_once(data: Path):
    assert (ran := call("draft", MEETING)).exit_code == 0, ran.stderr
    assert ran.stdout == f"The draft of the minutes of {MEETING} is written.\n"
    assert call("draft", MEETING).exit_code == 2


def test_every_format_is_written_into_a_folder(data: Path, tmp_path: Path):
    call("draft", MEETING)
    ran = call("export", MEETING, "--format", "all", "--out", str(tmp_path / "out"))
    assert ran.exit_code == 0, ran.stderr
    names = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    assert names == sorted(f".{kind.extension}" for kind in FORMATS.values())
    assert all(path.stat().st_size > 300 for path in (tmp_path / "out").iterdir())
    wrong = call("export", MEETING, "--format", "xls", "--out", str(tmp_path / "wrong"))
    assert (wrong.exit_code, (tmp_path / "wrong").exists()) == (2, False)


def test_verifying_ends_with_one_where_a_figure_is_not_the_one_stored(data: Path):
    call("draft", MEETING)
    assert (ran := call("verify", MEETING)).exit_code == 0
    assert ran.stdout == f"The minutes of {MEETING} agree with what is stored.\n"
    engine = open_engine(settings().url)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE meeting SET place = 'Elsewhere'"))
    engine.dispose()
    ran = call("verify", MEETING)
    assert ran.exit_code == 1
    assert "stored is “Elsewhere”" in ran.stdout
