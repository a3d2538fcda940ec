"""The command line writes the papers of a meeting and the notices of a week into a folder."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dashboard import cli
from dashboard.settings import settings
from dashboard.storage.engine import open_engine
from tests.factories import Clock
from tests.services.table import lay

NUMBER = "2026-WY-01"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_sqlite: bytes) -> Iterator[Path]:
    (tmp_path / "riverside.db").write_bytes(migrated_sqlite)
    monkeypatch.setenv("RIVERSIDE_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    engine = open_engine(f"sqlite:///{tmp_path / 'riverside.db'}")
    table = lay(engine, Clock())
    table.noticed(table.need("N-1"))
    engine.dispose()
    yield tmp_path
    settings.cache_clear()


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["--lang", "en", *arguments])


def test_papers_of_a_meeting_are_written(data: Path):
    done = call("papers", NUMBER, "--out", str(data / "out"), "--format", "md")
    assert done.exit_code == 0, done.output
    written = sorted(file.name for file in (data / "out").iterdir())
    assert written == sorted(
        f"{NUMBER}-{sort}.md"
        for sort in ("meeting_notice", "agenda", "pack", "sign_in_sheet", "ballots", "tally_sheet")
    )


def test_a_whole_meeting_is_one_zip(data: Path):
    done = call("papers", NUMBER, "--out", str(data / "out"), "--zip")
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(data / "out" / f"{NUMBER}-papers.zip") as archive:
        assert "List of files.csv" in archive.namelist()


def test_the_notices_of_a_week_are_written(data: Path):
    done = call("weekly-notice", "--out", str(data / "out"), "--format", "html", "--day", "2026-12-10")
    assert done.exit_code == 0, done.output
    assert [file.name for file in (data / "out").iterdir()] == ["2026-12-07-week.html"]


def test_a_refusal_is_one_sentence(data: Path):
    for arguments in (("2026-WY-99", "--format", "md"), (NUMBER, "--format", "xls")):
        done = call("papers", *arguments, "--out", str(data / "out"))
        assert done.exit_code == 2
        assert not (data / "out").exists()
