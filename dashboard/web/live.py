"""What has just changed, told to open tabs: one poll a second for all of them, a number and nothing else.

Every audit line that concerns others names a channel, such as ``meeting:7``; the number of its lines is the
channel's version. A count and not an id: where transactions overlap, a lower id may become visible after a higher
one, and a page that has seen the higher one would pass for drawn.

A process with listeners asks once a second for new lines, so several processes hear of each other without any
other means; :meth:`Hub.publish` only makes the asking sooner. Nobody is told of news more often than once a second,
and the tabs of one process are told one after another: all at once they would be drawn at once, and clicks wait.

What a tab is told may be lost on its way to the page: a connection breaks, a run is stopped. So every sign of life
says the version again, and the tab compares it with the one its page was drawn from.
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable

from sqlalchemy import Engine, func
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select
from starlette.concurrency import run_in_threadpool

from models.audit import AuditEntry

GAP_SECONDS = 1.0
APART_SECONDS = 0.012
"""Between telling two tabs: drawing one again takes half of it, so clicks are carried out in between."""
AFTER_FAILURE_SECONDS = 5.0
ROUND_SECONDS = 10.0
"""How long telling all tabs is drawn out at most, however much the process is behind."""
BEAT_SECONDS = 15.0
WINDOW = 200
"""Ids may become visible out of order where transactions overlap, so the last few are looked at again."""

log = logging.getLogger(__name__)


def version_of(engine: Engine, channel: str) -> int:
    """Return the version a channel is at: to be read before what the page shows."""
    with Session(engine) as session:
        return _counted(session, {channel})[channel]


def _counted(session: Session, channels: set[str]) -> dict[str, int]:
    query = select(AuditEntry.channel, func.count()).where(col(AuditEntry.channel).in_(channels))
    found = {str(channel): count for channel, count in session.exec(query.group_by(col(AuditEntry.channel)))}
    return {channel: found.get(channel, 0) for channel in channels}


def breath(late: float, tabs: int) -> float:
    """Return how many seconds to let clicks go first, where the process is ``late`` while it tells so many tabs."""
    return min(4 * max(0.0, late), GAP_SECONDS, ROUND_SECONDS / tabs)


class Hub:
    """The one broadcaster of a server process; lives on its event loop."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self.engine = engine
        self._listeners: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._versions: dict[str, int] = {}
        self._told: dict[str, float] = {}
        self._waiting: set[str] = set()
        self._rounds: dict[str, asyncio.Task[None]] = {}
        self._recent: set[int] | None = None
        self._last = 0
        self._sooner = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._poll: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()
        self._closed = False

    def publish(self, channel: str) -> None:
        """Make the next poll happen at once; from any thread."""
        if self._loop is not None and channel in self._listeners:
            self._loop.call_soon_threadsafe(self._sooner.set)

    def close(self) -> None:
        """End every stream, because the server stops."""
        self._closed = True
        for events in list(self._listeners.values()):
            for event in list(events):
                event.set()

    async def versions(self, channel: str) -> AsyncIterator[int]:
        """Yield the version of the channel: now, whenever it has grown, and the same again as a sign of life."""
        changed = asyncio.Event()
        self._listeners[channel].add(changed)
        try:
            await self._begin()
            said = await run_in_threadpool(version_of, self.engine(), channel)
            yield said
            while not self._closed:
                beat = False
                try:
                    await asyncio.wait_for(changed.wait(), BEAT_SECONDS)
                except TimeoutError:
                    beat = True
                changed.clear()
                version = max(said, self._versions.get(channel, 0))
                if beat or version > said:
                    said = version
                    yield said
        finally:
            self._listeners[channel].discard(changed)
            if not self._listeners[channel]:
                del self._listeners[channel]

    async def _begin(self) -> None:
        """Start the poll where none runs, once its starting point is known: what comes after it will be told."""
        async with self._starting:
            if self._poll is None or self._poll.done():
                self._loop = asyncio.get_running_loop()
                self._recent = None
                self._note(*await run_in_threadpool(self._news))
                self._poll = self._loop.create_task(self._keep_asking(), name="live-updates")

    async def _keep_asking(self) -> None:
        while self._listeners and not self._closed:
            pause = GAP_SECONDS
            try:
                self._note(*await run_in_threadpool(self._news))
            except SQLAlchemyError:  # the database is away: listeners stay, and it is asked again
                log.exception("live updates: the database does not answer")
                pause = AFTER_FAILURE_SECONDS
            self._tell()
            if self._waiting:
                pause = min(pause, GAP_SECONDS / 4)
            try:
                await asyncio.wait_for(self._sooner.wait(), pause)
            except TimeoutError:
                continue
            self._sooner.clear()

    def _news(self) -> tuple[set[int], dict[str, int]]:
        """Return the ids of the last lines, and the versions of the channels that have moved since the last time."""
        with Session(self.engine()) as session:
            if self._recent is None:
                self._last = session.exec(select(func.max(AuditEntry.id))).one() or 0
            since = self._last - WINDOW
            rows = session.exec(select(AuditEntry.id, AuditEntry.channel).where(col(AuditEntry.id) > since)).all()
            known = {number for number, _channel in rows} if self._recent is None else self._recent
            moved = {channel for number, channel in rows if number not in known and channel in self._listeners}
            versions = _counted(session, {channel for channel in moved if channel}) if moved else {}
            return {number for number, _channel in rows}, versions

    def _note(self, recent: set[int], versions: dict[str, int]) -> None:
        self._recent = recent
        self._last = max(recent, default=self._last)
        self._versions |= versions
        self._waiting |= versions.keys()

    def _tell(self) -> None:
        now = time.monotonic()
        for channel in [name for name in self._waiting if now - self._told.get(name, 0.0) >= GAP_SECONDS]:
            if channel not in self._rounds:
                self._waiting.discard(channel)
                self._told[channel] = now
                self._rounds[channel] = asyncio.create_task(self._tell_each(channel), name="live-round")

    async def _tell_each(self, channel: str) -> None:
        """Tell the tabs one after the other; slower while the process is behind with drawing them."""
        try:
            events = list(self._listeners.get(channel, ()))
            for event in events:
                event.set()
                due = time.monotonic() + APART_SECONDS
                await asyncio.sleep(APART_SECONDS)
                await asyncio.sleep(breath(time.monotonic() - due, len(events)))
        finally:
            del self._rounds[channel]
