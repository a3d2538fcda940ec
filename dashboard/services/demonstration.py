"""Is this a demonstration database, and what day is it there?"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.rules.permissions import Permission
from dashboard.services.context import Unit, system_clock
from models.house_rule import HouseRule

RULE = "demonstration"
PERMISSION = Permission.HOUSE_RULES


def mark(unit: Unit, offset_seconds: int, accounts: dict[str, str]) -> None:
    """Mark the database as a demonstration whose clock runs ``offset_seconds`` beside the real one.

    Args:
        accounts: user name -> generated password, shown on the sign-in page of this database only.
    """
    unit.add(HouseRule(name=RULE, value={"offset_seconds": offset_seconds, "accounts": accounts}))
    unit.audit("demonstration.mark", f"house_rule/{RULE}", accounts=len(accounts))


@lru_cache(maxsize=8)
def _offset(engine: Engine) -> int | None:
    with Session(engine) as session:
        rule = session.get(HouseRule, RULE)
    return None if rule is None else int(rule.value["offset_seconds"])


def is_demonstration(engine: Engine) -> bool:
    """Return whether every screen must say 演示数据."""
    return _offset(engine) is not None


def accounts(engine: Engine) -> dict[str, str]:
    """Return the demonstration accounts with their passwords; empty on a real database."""
    with Session(engine) as session:
        rule = session.get(HouseRule, RULE)
    return {} if rule is None else dict(rule.value["accounts"])


def clock(engine: Engine) -> Callable[[], datetime]:
    """Return the clock of this database: the real one, or the demonstration's, which runs beside it."""
    offset = _offset(engine)
    if not offset:
        return system_clock
    return lambda: system_clock() + timedelta(seconds=offset)
