"""``ballots audit`` tells in words, in JSON and by its exit code whether every result can be derived again."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from dashboard import cli
from dashboard.services import votes
from dashboard.settings import settings
from dashboard.storage.engine import open_engine
from models.enums import Choice
from tests.factories import Clock
from tests.services.table import lay

MEETING = "2026-WY-01"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_sqlite: bytes) -> Iterator[Path]:
    """A folder with the database of one meeting that voted once."""
    monkeypatch.setenv("RIVERSIDE_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    (tmp_path / "riverside.db").write_bytes(migrated_sqlite)
    engine = open_engine(settings().url)
    table = lay(engine, Clock())
    _meeting, _item, motion = table.voting()
    table.cast(motion, *[Choice.FOR] * 7)
    votes.close(table.office, motion)
    engine.dispose()
    yield tmp_path
    settings.cache_clear()


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["--lang", "en", "ballots", "audit", *arguments])


def change(statement: str) -> None:
    engine = open_engine(settings().url)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_an_untouched_meeting_agrees(data: Path):
    ran = call(MEETING)
    assert (ran.exit_code, ran.stdout) == (0, "“Report of the year”, round 1, Recorded ballot: agrees\n")
    answer = json.loads(call(MEETING, "--json").stdout)
    assert answer == {
        "meeting": MEETING,
        "agrees": True,
        "votes": [
            {
                "motion_id": 1,
                "item": "Report of the year",
                "round_no": 1,
                "mode": "recorded",
                "status": "closed",
                "outcome": "carried",
                "problems": [],
                "agrees": True,
            }
        ],
    }


def test_a_tampered_meeting_ends_with_1_and_says_why(data: Path):
    change("UPDATE motion SET outcome = 'not_carried'")
    ran = call(MEETING)
    assert ran.exit_code == 1
    assert ran.stdout.splitlines() == [
        "“Report of the year”, round 1, Recorded ballot: does not agree",
        "  The stored count is not the newest version of the count.",
        "  By the frozen rule the outcome would be another one than the stored.",
    ]
    told = call(MEETING, "--json")
    assert told.exit_code == 1
    assert [vote["agrees"] for vote in json.loads(told.stdout)["votes"]] == [False]


def test_no_vote_and_no_meeting_are_told_apart(data: Path):
    change("UPDATE motion SET opened_at = NULL")
    ran = call(MEETING)
    assert (ran.exit_code, ran.stdout) == (0, "No vote of this meeting has been opened.\n")
    refused = call("2026-XX-99")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "2026-XX-99" in refused.stderr
