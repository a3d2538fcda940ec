"""Who stands at the door: the same question as at every click, asked of a cookie, and remembered for a moment."""

import time
from collections.abc import Callable
from functools import partial

from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from dashboard.services import accounts, demonstration
from dashboard.services.context import VISITOR, Actor, Context

REMEMBERED_SECONDS = 2.0
"""Long enough for the twenty pictures of a page, short enough that nobody notices after signing out elsewhere."""
MOST_REMEMBERED = 2000


class Door:
    """Identifies the holder of a session token, off the event loop."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self.engine = engine
        self._known: dict[str, tuple[float, Actor]] = {}

    def context(self, token: str | None) -> Context:
        """Return the context of whoever holds the token."""
        engine = self.engine()
        clock = demonstration.clock(engine)
        identify = partial(accounts.by_token, token=token) if token else accounts.visitor
        return Context(engine, partial(identify, now=clock), clock)

    async def actor(self, token: str | None, *, fresh: bool = False) -> Actor:
        """Return who holds the token; at most ``REMEMBERED_SECONDS`` old unless ``fresh``."""
        if not token:
            return VISITOR
        name, now = accounts.sha256(token), time.monotonic()
        until, known = self._known.get(name, (0.0, VISITOR))
        if until > now and not fresh:
            return known
        found = await run_in_threadpool(self._identify, token)
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[name] = (now + REMEMBERED_SECONDS, found)
        return found

    def forget(self, token: str) -> None:
        """Ask the database again for this token, because its session has just ended."""
        self._known.pop(accounts.sha256(token), None)

    def _identify(self, token: str) -> Actor:
        context = self.context(token)
        with Session(context.engine) as session:
            return context.identify(session)
