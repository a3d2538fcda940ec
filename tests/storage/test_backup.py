"""A backup is whole, also while somebody writes, and never overwrites another one."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from dashboard.errors import RuleBroken
from dashboard.storage.backup import backup
from dashboard.storage.engine import open_engine
from models.house_rule import HouseRule


def test_a_backup_holds_what_was_just_written(engine: Engine, saved, tmp_path: Path):
    target = tmp_path / "copies" / "copy.db"
    if engine.dialect.name != "sqlite":
        with pytest.raises(RuleBroken, match="pg_dump"):
            backup(engine, target)
        return
    saved(HouseRule(name="notice_days", value=3))

    assert backup(engine, target) == target.stat().st_size
    with open_engine(f"sqlite:///{target}").connect() as copy:
        assert copy.execute(text("SELECT name, value FROM house_rule")).all() == [("notice_days", 3)]
        assert copy.execute(text("PRAGMA integrity_check")).scalar() == "ok"

    with pytest.raises(RuleBroken, match="exists already"):
        backup(engine, target)
