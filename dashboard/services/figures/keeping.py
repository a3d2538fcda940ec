"""Public figures are counted once for each state of the database, and never shown older than a minute.

Every change leaves an audit line, so the newest line says whether anything changed. On a database where two changes
overlap, the line with the lower number may become visible last: that is why figures also end after a minute.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlmodel import Session, func, select

from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from models.audit import AuditEntry

Figures = TypeVar("Figures")
Given = ParamSpec("Given")
NEVER_OLDER = timedelta(seconds=60)
MOST = 100
"""Figures kept for one database; the oldest give way."""


@dataclass(frozen=True, slots=True)
class _Kept:
    newest: int
    at: datetime
    figures: Any


_KEPT: WeakKeyDictionary[Engine, dict[Hashable, _Kept]] = WeakKeyDictionary()
_LOCK = Lock()


def kept(
    ctx: Context,
    count: Callable[Concatenate[Session, datetime, Given], Figures],
    *facts: Given.args,
    **named: Given.kwargs,
) -> Figures:
    """Return what ``count`` finds in the database, or what it found at the same state less than a minute ago.

    Args:
        count: reads public figures at a moment and nothing else: what it returns is shown to everybody, and never
            changed. It tells days apart, not hours.
        facts: what else ``count`` is asked for.

    Raises:
        NotAllowed: the actor may not read what is public.
    """
    with ctx.reading(P.PUBLIC_READ) as session:
        newest, now = session.exec(select(func.max(AuditEntry.id))).one() or 0, ctx.now()
        key = (count.__module__, count.__qualname__, facts, tuple(named.items()), ctx.today())
        with _LOCK:
            found = _KEPT.setdefault(ctx.engine, {}).get(key)
        if found is not None and found.newest == newest and timedelta(0) <= now - found.at < NEVER_OLDER:
            return cast(Figures, found.figures)
        figures = count(session, now, *facts, **named)
        _keep(ctx.engine, key, _Kept(newest, now, figures))
        return figures


def _keep(engine: Engine, key: Hashable, found: _Kept) -> None:
    with _LOCK:
        shelf = _KEPT.setdefault(engine, {})
        shelf.pop(key, None)
        shelf[key] = found
        while len(shelf) > MOST:
            shelf.pop(next(iter(shelf)))


def forget(engine: Engine) -> None:
    """Forget the figures of one database, so that they are counted anew."""
    with _LOCK:
        _KEPT.pop(engine, None)
