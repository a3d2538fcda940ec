"""Migrations make exactly the tables the models declare, on both engines, and once only."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from dashboard.rules.decisions import PRESETS
from dashboard.storage.engine import open_engine
from dashboard.storage.migrate import config, current, head, migrate
from models.base import TableBase
from models.decision import DecisionRule
from models.enums import BallotForm, DecisionPower, Outcome, VoteMode
from models.house_rule import HouseRule
from models.meeting import AgendaItem
from models.motion import Motion
from models.organisation import Body
from tests.conftest import administer


def test_migrations_equal_the_models(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, TableBase.metadata) == []


def test_migrating_again_does_nothing(engine: Engine):
    assert current(engine) == head()
    assert migrate(engine) is False


@pytest.fixture(params=["sqlite", "postgresql"])
def first_release(request: pytest.FixtureRequest, tmp_path: Path, postgresql_url: str) -> Iterator[Engine]:
    """A database as the first release left it, with a vote and a rule of the house in it, on each engine."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'first.db'}"
    else:
        name = f"first_{uuid4().hex}"
        administer(postgresql_url, f"CREATE DATABASE {name}")
        url = postgresql_url.replace("/postgres?", f"/{name}?")
    engine = open_engine(url)
    with engine.execution_options(writes=True).begin() as connection:
        command.upgrade(config(connection), "0001")
        for statement in FIRST_ROWS:
            connection.execute(text(statement))
    yield engine
    engine.dispose()


OWN_RULE = '{"code": "P10", "quorum": [], "pass": []}'
FIRST_ROWS = (
    "INSERT INTO body (code, name_zh, name_en, preset) VALUES ('members', '委员会议', 'Members', 'P1')",
    f"INSERT INTO house_rule (name, value) VALUES ('custom_decision_rule', '{OWN_RULE}')".replace(":", "\\:"),
    "INSERT INTO meeting (id, number, body_code, type, title, starts_at, place, status) "
    "VALUES (1, 'M-1', 'members', 'members', 'First', '2026-12-10', 'Hall', 'closed')",
    "INSERT INTO agenda_item (id, meeting_id, position, title, minutes_planned, presenter, status, discussion) "
    "VALUES (1, 1, 1, 'Lamps', 10, '', 'adopted', '')",
    *(
        "INSERT INTO motion (id, meeting_id, agenda_item_id, round_no, text, preset, status, outcome, conditions) "
        f"VALUES ({number}, 1, 1, {number}, 'Lamps?', 'P1', 'closed', 'carried', '{conditions}')"
        for number, conditions in ((1, ""), (2, "Shades"))
    ),
)


def test_what_the_first_release_stored_is_kept(first_release: Engine):
    assert migrate(first_release) is True
    with Session(first_release) as session:
        rules = session.exec(select(DecisionRule).order_by(col(DecisionRule.id))).all()
        assert [row.code for row in rules] == [*PRESETS, "P10"]
        assert {row.code: row.rule for row in rules[:-1]} == {code: rule.to_json() for code, rule in PRESETS.items()}
        assert rules[-1].rule == json.loads(OWN_RULE)
        assert session.get(HouseRule, "custom_decision_rule") is None
        motions = session.exec(select(Motion).order_by(col(Motion.id))).all()
        assert [row.outcome for row in motions] == [Outcome.CARRIED, Outcome.CARRIED_WITH_CONDITIONS]
        assert {(row.mode, row.form, row.recused, row.count_version) for row in motions} == {
            (VoteMode.RECORDED, BallotForm.QUESTION, 0, 1)
        }
        assert [row.options for row in motions] == [[], []]
        assert session.get_one(AgendaItem, 1).decision_power == DecisionPower.COMMITTEE
        assert session.get_one(Body, "residents").preset == "P4"
