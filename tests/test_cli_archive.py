"""``archive create``, ``verify`` and ``restore`` tell what they did in words, in JSON and by the exit code."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner, Result

from dashboard import cli
from dashboard.services import votes
from dashboard.settings import settings
from dashboard.storage.engine import open_engine
from models.account import Account
from models.enums import Choice
from models.meeting import Meeting
from tests.factories import Clock
from tests.services.table import lay


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_sqlite: bytes) -> Iterator[Path]:
    """A folder with the database of one meeting that voted once; ``use`` chooses another folder."""
    full = tmp_path / "full"
    full.mkdir()
    (full / "riverside.db").write_bytes(migrated_sqlite)
    use(monkeypatch, full)
    engine = open_engine(settings().url)
    table = lay(engine, Clock())
    _meeting, _item, motion = table.voting()
    table.cast(motion, *[Choice.FOR] * 7)
    votes.close(table.office, motion)
    engine.dispose()
    yield tmp_path
    settings.cache_clear()


def use(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("RIVERSIDE_DATA_DIR", str(folder))
    settings.cache_clear()


def call(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, ["--lang", "en", "archive", *map(str, arguments)])


def test_an_archive_is_written_checked_and_restored(data: Path, monkeypatch: pytest.MonkeyPatch):
    file = data / "2026.zip"
    made = call("create", "--year", 2026, "--out", file)
    assert (made.exit_code, made.stdout.splitlines()[0]) == (0, f"Written: {file} ({file.stat().st_size} bytes)")
    digest = made.stdout.splitlines()[-1]

    checked = call("verify", file, "--year", 2026)
    assert checked.exit_code == 0
    assert checked.stdout.splitlines()[0].startswith("The archive of 2026 is whole:")
    assert checked.stdout.splitlines()[0].endswith("1 votes counted again.")
    assert checked.stdout.splitlines()[-1] == digest

    use(monkeypatch, data / "new")
    done = call("restore", file, "--administrator", "keeper")
    assert done.exit_code == 0
    assert "The archive of 2026 is restored" in done.stdout
    assert "Administrator keeper, password " in done.stdout
    engine = open_engine(settings().url)
    with Session(engine) as session:
        assert session.exec(select(Meeting.number)).all() == ["2026-WY-01"]
        assert session.exec(select(Account.username).where(Account.active)).all() == ["keeper"]
    engine.dispose()


def test_answers_as_json(data: Path):
    file = data / "2026.zip"
    made = json.loads(call("create", "--year", 2026, "--out", file, "--json").stdout)
    found = json.loads(call("verify", file, "--json").stdout)
    assert (made["year"], made["path"], made["sha256"]) == (2026, str(file), found["sha256"])
    assert (found["sound"], found["problems"], found["rows"]) == (True, [], made["rows"])


def test_a_damaged_archive_ends_with_one_and_names_the_file(data: Path):
    file = data / "2026.zip"
    call("create", "--year", 2026, "--out", file)
    with zipfile.ZipFile(file, "a") as packed:
        packed.writestr("more", b"")
    ran = call("verify", file)
    assert ran.exit_code == 1
    assert ran.stdout.splitlines()[:2] == [
        "more does not belong to the archive.",
        "The archive of 2026 is not as it was written.",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("create", "--year", 2026, "--out", "{}"), "The file 2026.zip exists already. Please choose another name."),
        (("verify", "{}"), "This file is no archive, or it is cut short."),
        (("restore", "{}"), "This file is no archive, or it is cut short."),
        (("restore", "{}.none"), "There is no file {}.none."),
        (("create", "--year", 1, "--out", "{}.new"), "Please choose a year of which something is kept."),
    ],
)
def test_a_refusal_is_one_sentence_and_ends_with_two(data: Path, arguments: tuple[object, ...], sentence: str):
    file = data / "2026.zip"
    file.write_bytes(b"not an archive")
    ran = call(*(str(one).format(file) for one in arguments))
    assert (ran.exit_code, ran.stderr) == (2, sentence.format(file) + "\n")
    assert file.read_bytes() == b"not an archive"
