"""Which promises are broken right now, and on which items? For the secretariat."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import col, func, select

from dashboard.rules.figures.flow import Promise
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.figures.flow import CLOCKS, limits
from dashboard.services.figures.sql import counted
from models.need import Need


@dataclass(frozen=True, slots=True)
class Overdue:
    """An item that waits longer than was promised."""

    number: str
    title: str
    promise: Promise
    days: int
    """Since the promise began to run."""
    limit: int


def overdue_promises(ctx: Context, promise: Promise, limit: int = 20) -> tuple[int, list[Overdue]]:
    """Return how many items wait longer than promised, and the ``limit`` that have waited longest.

    Raises:
        NotAllowed: the actor is not the secretariat: items that are not public stand here too.
    """
    days = limits(ctx)[promise]
    first, last = CLOCKS[promise]
    since = ctx.now() - timedelta(days=days + 1)
    late: list[Any] = [counted(), first <= since, last.is_(None), col(Need.ended_at).is_(None)]
    with ctx.reading(P.NEED_SCREEN) as session:
        count = session.exec(select(func.count()).select_from(Need).where(*late)).one()
        query: Any = select(Need.number, Need.title, first).where(*late).order_by(first, col(Need.id)).limit(limit)
        rows = [
            Overdue(number, title, promise, (ctx.now() - begun).days, days)
            for number, title, begun in session.execute(query)
        ]
    return count, rows


def overdue_for(ctx: Context, promise: Promise) -> tuple[int, list[Overdue]] | None:
    """Return the same to the secretariat, ``None`` to everybody else."""
    return overdue_promises(ctx, promise) if ctx.actor.may(P.NEED_SCREEN) else None
