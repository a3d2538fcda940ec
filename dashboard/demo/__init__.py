"""A believable committee to click through, built through the use cases so that its trail, votes and minutes are real."""

from sqlalchemy import Engine

from dashboard.demo.people import found_committee
from dashboard.demo.stage import Stage
from dashboard.demo.story import tell
from dashboard.services.accounts import Passwords

__all__ = ["load"]


def load(engine: Engine, passwords: Passwords) -> dict[str, str]:
    """Fill an empty, migrated database with the demonstration; return user name -> generated password.

    The story runs from January to 20 December 2026; from then on the demonstration's clock runs beside
    the real one.
    """
    stage = Stage(engine, passwords)
    found_committee(stage)
    tell(stage)
    stage.mark()
    return stage.issued
