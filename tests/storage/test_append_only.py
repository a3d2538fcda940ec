"""Audit lines, life events, ballots and approved texts cannot be changed: the database itself refuses."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from dashboard.storage.append_only import APPEND_ONLY
from models.audit import AuditEntry
from models.enums import Role
from tests.factories import NOON

ATTACKS = (
    "UPDATE audit_entry SET action = 'nothing'",
    "DELETE FROM audit_entry",
    "INSERT OR REPLACE INTO audit_entry (id, at, actor_role, action, subject, facts) "
    "VALUES (1, '2026-01-01', 'member', 'nothing', 'x', '{}')",
    "TRUNCATE audit_entry CASCADE",
)


@pytest.mark.parametrize("attack", ATTACKS, ids=["update", "delete", "replace", "truncate"])
def test_audit_lines_are_refused_every_change(engine: Engine, saved, attack: str):
    if ("REPLACE" in attack and engine.dialect.name != "sqlite") or (
        "TRUNCATE" in attack and engine.dialect.name == "sqlite"
    ):
        attack = ATTACKS[0]  # the statement does not exist on this engine
    saved(AuditEntry(at=NOON, actor_role=Role.MEMBER, action="something", subject="need/1"))

    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(attack))

    with engine.connect() as connection:
        assert connection.execute(text("SELECT action FROM audit_entry")).scalars().all() == ["something"]


def test_replica_mode_does_not_switch_the_guards_off(engine: Engine, saved):
    if engine.dialect.name == "sqlite":
        switch = "PRAGMA recursive_triggers = OFF"
        attack = ATTACKS[2]
    else:
        switch = "SET session_replication_role = replica"
        attack = ATTACKS[0]
    saved(AuditEntry(at=NOON, actor_role=Role.MEMBER, action="something", subject="need/1"))

    with pytest.raises(DBAPIError, match="append-only"), engine.connect() as connection:
        connection.exec_driver_sql(switch)
        connection.execute(text(attack))


def test_every_listed_table_has_its_guards(engine: Engine):
    if engine.dialect.name == "sqlite":
        query = (
            "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_no\\_%' ESCAPE '\\'"
        )
    else:
        query = (
            "SELECT DISTINCT event_object_table FROM information_schema.triggers WHERE trigger_name LIKE '%\\_no\\_%'"
        )
    with engine.connect() as connection:
        guarded = set(connection.execute(text(query)).scalars())
    assert guarded == set(APPEND_ONLY)
