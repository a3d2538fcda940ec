"""An archive holds no contact, no secret, no name of anybody who signs in: planted words are in none of its files."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from sqlmodel import Session, select

from dashboard.services import archive
from dashboard.services.archive.plan import left_out
from models.account import Account
from models.attachment import Attachment
from models.need import Need
from tests.services.archive.conftest import plant, system
from tests.services.table import Table

WORD = b"canary"


def everything(path: Path) -> dict[str, bytes]:
    """Return every file, and every part of the files that are packed themselves."""
    found = {}
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            found[name] = packed.read(name)
            if name.endswith((".docx", ".xlsx")) and zipfile.is_zipfile(BytesIO(found[name])):
                with zipfile.ZipFile(BytesIO(found[name])) as inner:
                    found |= {f"{name}/{part}": inner.read(part) for part in inner.namelist()}
    return found


@pytest.fixture
def files(written: Path) -> dict[str, bytes]:
    return everything(written)


def test_no_planted_word_is_in_any_file(files: dict[str, bytes]):
    assert [name for name, content in files.items() if WORD in content or WORD.decode() in name] == []


def test_the_words_were_planted_where_they_matter(committee: Table):
    plant(committee)
    with Session(committee.engine) as session:
        people = session.exec(select(Account)).all()
        assert all("canary" in row.username + row.display_name for row in people)
        assert all("canary" in row.contact for row in session.exec(select(Need)))
        assert b"canary-bytes" in [row.content for row in session.exec(select(Attachment))]


def test_every_account_is_a_number_that_nobody_can_be(written: Path, empty):
    target = empty("sqlite")
    archive.restore(system(target), written)
    with Session(target) as session:
        people = session.exec(select(Account)).all()
        assert {row.username for row in people} == {f"archived-{row.id}" for row in people}
        assert {(row.display_name, row.password_hash, row.active) for row in people} == {("", "!", False)}
        assert {row.proposer_id for row in session.exec(select(Need))} == {None}


def test_no_line_of_the_trail_names_a_resident(files: dict[str, bytes]):
    lines = [json.loads(line) for line in files["data/audit_entry.jsonl"].splitlines()]
    outside = [line for line in lines if line["actor_role"] in ("resident", "visitor")]
    assert [line["action"] for line in outside] == ["need.follow"]
    assert {line["actor_id"] for line in outside} == {None}
    assert [line["subject"] for line in lines if line["subject"].startswith("account/")] == []


def test_tables_left_out_have_no_file_and_a_reason_in_the_introduction(files: dict[str, bytes]):
    told = files["说明 README.txt"].decode("utf-8-sig")
    assert [name for name in left_out() if f"data/{name}.jsonl" in files] == []
    assert [name for name, why in left_out().items() if f"{name}: {why}" not in told] == []


def test_keys_of_clicks_are_not_in_the_ballots(files: dict[str, bytes]):
    ballots = [json.loads(line) for line in files["data/ballot.jsonl"].splitlines()]
    assert [one["key"] for one in ballots] == [f"archived-{one['id']}" for one in ballots]
