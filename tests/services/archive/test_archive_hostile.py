"""An archive made to break what reads it is refused in one sentence, and lets nobody in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from dashboard.errors import RuleBroken
from dashboard.services import archive
from models.account import Account
from tests.services.archive.conftest import rows, system
from tests.services.archive.test_archive_damage import Files, tampered


@pytest.fixture
def target(empty) -> Engine:
    found: Engine = empty("sqlite")
    return found


def with_value(table: str, column: str, value: Any) -> Callable[[Files], None]:
    """Return what puts a value into a column of every row."""

    def change(files: Files) -> None:
        lines = [json.loads(line) | {column: value} for line in files[f"data/{table}.jsonl"].splitlines()]
        assert lines
        body = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines]
        files[f"data/{table}.jsonl"] = "".join(body).encode()

    return change


def without_columns(table: str, *names: str) -> Callable[[Files], None]:
    """Return what takes columns out of a table and of its description."""

    def change(files: Files) -> None:
        schema = json.loads(files["data/schema.json"])
        described = schema["tables"][table]
        described["columns"] = [one for one in described["columns"] if one["name"] not in names]
        files["data/schema.json"] = json.dumps(schema).encode()
        lines = [json.loads(line) for line in files[f"data/{table}.jsonl"].splitlines()]
        kept = [{name: value for name, value in line.items() if name not in names} for line in lines]
        body = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in kept]
        files[f"data/{table}.jsonl"] = "".join(body).encode()

    return change


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("audit_entry", "facts", 7),
        ("audit_entry", "facts", None),
        ("ballot", "marks", 7),
        ("house_rule", "value", "x"),
        ("minutes_sheet", "around", []),
        ("minutes_sheet", "around", "x"),
        ("motion", "option_carried", "x"),
        ("motion", "option_counts", {"a": [1]}),
        ("motion", "options", 7),
        ("motion", "rule", None),
        ("motion", "rule", {"share": []}),
        ("need", "checklist", "x"),
    ],
)
def test_a_value_of_another_shape_is_refused_in_a_sentence(
    written: Path, target: Engine, table: str, column: str, value: Any
):
    path, before = tampered(written, with_value(table, column, value), honest=False), rows(target)
    with pytest.raises(RuleBroken):
        archive.restore(system(target), path)
    assert rows(target) == before
    assert not archive.verify(system(target), path).sound


def test_an_archive_that_does_not_say_that_accounts_are_closed_opens_none(written: Path, target: Engine):
    change = without_columns("account", "active", "must_change_password", "epoch")
    archive.restore(system(target), tampered(written, change, honest=False))
    with Session(target) as session:
        people = session.exec(select(Account)).all()
    assert people
    assert {(row.active, row.password_hash) for row in people} == {(False, "!")}


@pytest.mark.parametrize(
    ("column", "value"), [("active", True), ("password_hash", "$argon2id$v=19$m=8,t=1,p=1$YWFhYWFhYWE$YQ")]
)
def test_an_account_that_could_sign_in_is_not_smuggled_in(written: Path, target: Engine, column: str, value: object):
    path, before = tampered(written, with_value("account", column, value), honest=False), rows(target)
    with pytest.raises(RuleBroken, match="rows of account are not those"):
        archive.restore(system(target), path)
    assert rows(target) == before
