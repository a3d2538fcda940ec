"""Migrations make exactly the tables the models declare, on both engines, and once only."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from dashboard.rules.decisions import PRESETS
from dashboard.services.search import holding
from dashboard.storage.engine import open_engine
from dashboard.storage.migrate import config, current, head, migrate
from dashboard.storage.search import STALE, is_modelled
from models.base import TableBase
from models.decision import DecisionRule
from models.enums import BallotForm, DecisionPower, FundSource, Outcome, VoteMode
from models.enums import NeedStatus as S
from models.house_rule import HouseRule
from models.life import LifeEvent
from models.meeting import AgendaItem
from models.minutes import Minutes, MinutesSheet
from models.motion import Motion
from models.need import Need
from models.organisation import Body
from models.project import Payment
from tests.conftest import administer


def test_migrations_equal_the_models(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_modelled})
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
CLAIM_ROWS = (
    "INSERT INTO area (id, level, code, name_zh, name_en) VALUES (1, 'committee', 'A', 'Quarter', '')",
    "INSERT INTO category (code, name_zh, name_en, position, active) VALUES ('lighting', 'Lamps', '', 1, true)",
    "INSERT INTO organisation (id, code, name_zh, name_en, type, joined_on) "
    "VALUES (1, 'QY01', 'Unit', '', 'enterprise', '2020-01-01')",
    *(
        "INSERT INTO need (id, number, quarter, title, reasons, suggestion, category_code, area_id, place, source, "
        "contact, decision_power, status, referred_to, submitted_at) VALUES "
        f"({number}, 'N-{number}', '2026Q1', 'Lamp', 'Dark', '', 'lighting', 1, 'Lane', 'resident', '', 'committee', "
        f"'{status}', '', '2026-01-01 00:00:00')"
        for number, status in ((1, "in_progress"), (2, "open"), (3, "open"), (4, "declined"))
    ),
    *(
        "INSERT INTO life_event (at, subject, actor_role, action, before, after, reason, reference) VALUES "
        f"('{day} 08:00:00', 'need/{need}', 'secretariat', 'x', {before}, '{after}', '', '')"
        for day, need, before, after in (
            ("2026-01-02", 1, "'submitted'", "returned"),
            ("2026-01-05", 1, "'submitted'", "on_list"),
            ("2026-02-01", 1, "'on_agenda'", "adopted"),
            ("2026-02-03", 4, "'submitted'", "declined"),
        )
    ),
    "INSERT INTO claim (number, need_id, organisation_id, offer, offer_text, promised_on, leads, branch_agreed, "
    "status, claimed_at) "
    "VALUES ('C-1', 2, 1, 'funds', 'Money', '2026-12-01', false, true, 'intention', '2026-01-20 08:00:00')",
    "INSERT INTO project (id, number, need_id, organisation_id, status, established_at, due_on, percent, upkeep_unit) "
    "VALUES (1, 'P-1', 1, 1, 'under_way', '2026-02-02 08:00:00', '2026-12-31', 10, '')",
    "INSERT INTO audit_entry (at, actor_role, action, subject, facts) VALUES ('2026-03-01 08:00:00', 'secretariat', "
    "'project.book_payment', 'project/1', "
    '\'{"source"\\: "self_governance", "amount_fen"\\: 12345, "note"\\: "First part"}\')',
)


def test_the_claim_list_of_the_first_release_gets_its_dates_its_claimed_items_and_its_payments(first_release: Engine):
    with first_release.execution_options(writes=True).begin() as connection:
        for statement in CLAIM_ROWS:
            connection.execute(text(re.sub(r"(\d\d):", r"\1\\:", statement)))
    migrate(first_release)
    with Session(first_release) as session:
        needs = session.exec(select(Need).order_by(col(Need.id))).all()
        assert [row.status for row in needs] == [S.IN_PROGRESS, S.CLAIMED, S.OPEN, S.DECLINED]
        assert [_day(row.answered_at) for row in needs] == ["2026-01-02", None, None, "2026-02-03"]
        assert [_day(row.accepted_at) for row in needs] == ["2026-01-05", None, None, None]
        assert [_day(row.decided_at) for row in needs] == ["2026-02-01", None, None, None]
        assert [_day(row.claimed_at) for row in needs] == [None, "2026-01-20", None, None]
        assert [_day(row.ended_at) for row in needs] == [None, None, None, "2026-02-03"]
        assert [
            (row.action, row.before) for row in session.exec(select(LifeEvent).where(LifeEvent.subject == "need/2"))
        ] == [("claim", "open")]
        paid = session.exec(select(Payment)).one()
        assert (paid.project_id, paid.source, paid.amount_fen, paid.note, str(paid.paid_on)) == (
            1,
            FundSource.SELF_GOVERNANCE,
            12345,
            "First part",
            "2026-03-01",
        )


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else moment.date().isoformat()


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


SEARCH_ROWS = (
    "INSERT INTO category (code, name_zh, name_en, position, active) VALUES ('lamps', '照明', '', 1, true)",
    "INSERT INTO area (id, level, code, name_zh, name_en) VALUES (1, 'committee', 'A1', '澄波', '')",
    "INSERT INTO need (id, number, quarter, title, reasons, suggestion, category_code, area_id, place, source, "
    "contact, decision_power, status, referred_to, submitted_at) VALUES (1, 'N-1', '2026Q4', '里弄路灯', "
    "'夜里看不清', '', 'lamps', 1, '弄口', 'resident', '', 'committee', 'open', '', '2026-12-01')",
)


APPROVED_ROWS = (
    "INSERT INTO minutes (id, meeting_id, status, version, number, approved_at, sha256) VALUES "
    "(1, 1, 'approved', 2, '〔2026〕1号', '2026-12-12 08:00:00', "
    "'89e87c71c3ac59d1a2b8eb4cc6a17b90cbbb9d8f3fc7cb3f2ad2f7cd8ac24ceb')",
    "INSERT INTO audit_entry (at, actor_role, action, subject, facts) VALUES ('2026-12-12 08:00:00', 'chair', "
    "'minutes.approve', 'minutes/1', "
    '\'{"surroundings"\\: {"number"\\: "〔2026〕1号", "issuer"\\: "联合党委", "present"\\: ["第一公司"]}}\')',
)


def test_minutes_approved_by_an_older_release_get_their_sheet_and_are_locked(first_release: Engine):
    with first_release.execution_options(writes=True).begin() as connection:
        for statement in APPROVED_ROWS:
            connection.execute(text(re.sub(r"(\d\d):", r"\1\\:", statement)))
    migrate(first_release)
    with Session(first_release) as session:
        (sheet,) = session.exec(select(MinutesSheet)).all()
        row = session.exec(select(Minutes)).one()
    assert (sheet.minutes_id, sheet.correction_no, sheet.version, sheet.reason) == (1, 0, 2, "")
    assert (sheet.sha256, sheet.approved_at) == (row.sha256, row.approved_at)
    assert sheet.around == {"number": "〔2026〕1号", "issuer": "联合党委", "present": ["第一公司"]}
    assert (row.public_text, row.public_left_out, row.public_version, row.retention) == ("", "", 0, None)
    with pytest.raises(DBAPIError, match="locked"), first_release.begin() as connection:
        connection.execute(text("UPDATE minutes SET number = 'X'"))


def test_what_was_stored_before_there_was_an_index_can_be_searched(first_release: Engine):
    with first_release.execution_options(writes=True).begin() as connection:
        for statement in SEARCH_ROWS:
            connection.execute(text(statement))
    migrate(first_release)
    with Session(first_release) as session:
        assert session.scalars(select(STALE.c.need_id)).all() == []
        for text_, ids in (("路灯", [1]), ("夜里看", [1]), ("电梯", [])):
            assert session.exec(select(Need.id).where(holding(session, text_))).all() == ids


def test_the_index_can_be_taken_away_again(first_release: Engine):
    migrate(first_release)
    with first_release.execution_options(writes=True).begin() as connection:
        command.downgrade(config(connection), "0004")
        assert not any(name.startswith("need_search") for name in inspect(connection).get_table_names())
    assert migrate(first_release) is True
