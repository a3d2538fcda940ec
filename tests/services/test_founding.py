"""Founding a committee: everything a page needs, once, and only on a new database."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.rules.decisions import PRESETS
from dashboard.services import accounts, founding
from dashboard.services.context import Context
from models.account import Account
from models.audit import AuditEntry
from models.base import TableBase
from models.enums import Role
from models.house_rule import HouseRule
from models.need import Category
from models.organisation import Body
from tests.factories import Clock
from tests.passwords import QUICK


@pytest.fixture
def system(engine: Engine, clock: Clock) -> Context:
    return Context(engine, accounts.as_system, clock)


def rows(engine: Engine, table: type[TableBase]) -> int:
    with Session(engine) as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_found_sets_up_bodies_categories_and_house_rules(system: Context):
    founding.found(system)
    with Session(system.engine) as session:
        bodies = session.exec(select(Body).order_by(col(Body.code).desc())).all()
        categories = session.exec(select(Category).order_by(col(Category.position))).all()
        rules = {rule.name: rule.value for rule in session.exec(select(HouseRule))}
    assert [(body.code, body.name_zh) for body in bodies] == [
        ("residents", "居民会议（听证会、协调会、评议会）"),
        ("members", "联合党委委员会议"),
        ("conference", "成员单位联席会议"),
    ]
    assert {body.preset for body in bodies} <= set(PRESETS)
    assert [(row.code, row.position) for row in categories][:2] == [("shed", 1), ("wall", 2)]
    assert rules == dict(founding.HOUSE_RULES)


def test_found_again_keeps_what_was_changed(system: Context):
    founding.found(system)
    with Session(system.engine.execution_options(writes=True)) as session:
        rule = session.get_one(HouseRule, "notice_days")
        rule.value = 5
        session.add(rule)
        session.delete(session.get_one(Category, "wall"))
        session.commit()
    founding.found(system)
    founding.found(system)
    with Session(system.engine) as session:
        assert session.get_one(HouseRule, "notice_days").value == 5
    assert rows(system.engine, Category) == len(founding.CATEGORIES)
    assert rows(system.engine, AuditEntry) == 2


def test_found_needs_the_right(engine: Engine, clock: Clock):
    with pytest.raises(NotAllowed):
        founding.found(Context(engine, accounts.visitor, clock))
    assert (rows(engine, Body), rows(engine, HouseRule)) == (0, 0)


def test_start_opens_the_first_administrator(system: Context):
    passwords = QUICK
    assert founding.is_new(system.engine)
    issued = founding.start(system, "Admin.One", "管理员", passwords)
    assert issued.username == "admin.one"
    actor = Context(system.engine, accounts.as_account(issued.account_id)).actor
    assert (actor.name, actor.roles) == ("管理员", {Role.ADMINISTRATOR})
    assert not founding.is_new(system.engine)
    with pytest.raises(RuleBroken):
        founding.start(system, "second", "第二人", passwords)
    assert rows(system.engine, Account) == 1


def test_start_with_a_bad_name_can_be_repeated(system: Context):
    passwords = QUICK
    with pytest.raises(BadInput):
        founding.start(system, "not a name", "管理员", passwords)
    assert founding.is_new(system.engine)
    assert founding.start(system, "admin", "管理员", passwords).account_id
