"""A browser tab without a browser: it knows what stands on its page now, and follows the live updates.

It builds on the load generator's client, which measures runs; a tab waits for what is shown instead.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException

from benchmarks.loadgen import FINISHED_FRAGMENT, FINISHED_OK, AppError, StreamlitClient

LISTENER = "riverside_live"
RETRY_SECONDS = 3.0
"""After which a browser opens a stream again that broke; the server says so."""
REFUSED_SECONDS = 15.0
"""After which the page's script opens a stream again that was refused or has been ended."""
DRAWING_SECONDS = 15.0
"""How long the page's script takes a run for being drawn whose end has not come."""
AWAY = (OSError, AppError, asyncio.TimeoutError, WebSocketException)
"""What a tab meets where its server is gone or its page does not come."""


@dataclass(frozen=True)
class Shown:
    """One element on the page: its words, the fragment it belongs to, the id where it is a widget."""

    words: str
    fragment: str
    widget: str


@dataclass
class Listener:
    """What listens to a channel on the page: its id, its fragment, and how far the page is drawn."""

    widget: str
    fragment: str
    since: int = -1
    run: str = ""
    begun: float = 0.0
    drawn: int = -1

    def begin(self, since: int, run: str, end: str) -> None:
        """Note that a run begins to draw a version; without a name of its own it has no end to wait for."""
        self.since, self.run, self.begun = since, run, time.monotonic()
        self.finish(run if not run else end)

    def finish(self, run: str) -> None:
        """Note that the end of a run has come."""
        if run == self.run:
            self.drawn = self.since

    def shown(self) -> int:
        """Return the version the page counts as drawn."""
        return self.since if time.monotonic() - self.begun < DRAWING_SECONDS else self.drawn


class Tab(StreamlitClient):
    """One page, open in a tab. Use it as an async context manager, or ``open`` and ``close`` it."""

    def __init__(self, url: str, *, page: str, query: str, cookie: str, live: bool = True) -> None:
        super().__init__(url, page=page, query=query, cookie=cookie, headers={"Origin": url})
        self.url, self.live = url, live
        self.lost = False
        self.runs = 0
        self.heard = 0
        self._cookie = cookie
        self._shown: dict[tuple[int, ...], Shown] = {}
        self._touched: set[tuple[int, ...]] = set()
        self._news = asyncio.Event()
        self._listeners: dict[str, Listener] = {}
        self._streams: dict[str, asyncio.Task[None]] = {}
        self._said: dict[str, tuple[int, float]] = {}
        self._ends: dict[str, str] = {}

    # --- coming and going -----------------------------------------------------------------------------

    async def open(self, *, resume: bool = False, patience: float = 60.0) -> "Tab":
        """Connect, draw the page and wait for it.

        With ``resume`` the connection alone is new: what stood on the page stays, and the session is asked for.
        """
        if not resume:
            self._shown, self._listeners, self._ends = {}, {}, {}
            self.widgets = {}
        parts = urlsplit(self.url)
        protocols = ["streamlit", "unused", *([self.session_id] if resume and self.session_id else [])]
        self.lost = True
        self._ws = await websockets.connect(
            f"ws://{parts.netloc}/_stcore/stream",
            subprotocols=protocols,  # type: ignore[arg-type]
            additional_headers=self.headers,
            compression=None,
            max_size=None,
            open_timeout=patience,
            ping_interval=None,
        )
        self.lost = False
        for channel in self._listeners:  # a browser opens its streams again by itself
            self._follow(channel)
        self._reader = asyncio.create_task(self._read())
        before = self.runs
        await self._send()
        await self.until(lambda: self.runs > before, patience)
        return self

    async def __aenter__(self) -> "Tab":
        return await self.open()

    async def close(self) -> None:
        self._deafen()
        await super().close()

    def drop(self) -> None:
        """Vanish without a word, as a telephone does in a lift."""
        self._deafen()
        if self._reader:
            self._reader.cancel()
        if self._ws:
            self._ws.transport.abort()
        self.lost = True

    def _fail(self, exc: Exception) -> None:
        self.lost = True
        self._news.set()
        super()._fail(exc)

    # --- what stands on the page ----------------------------------------------------------------------

    def _handle(self, msg: Any) -> None:
        kind = msg.WhichOneof("type")
        if kind == "new_session":
            self._touched = set()
        super()._handle(msg)
        if kind == "delta":
            self._place(msg)
        elif kind == "script_finished" and msg.script_finished in (FINISHED_OK, FINISHED_FRAGMENT):
            self._tidy(set(msg.metadata.run.fragment_ids))
            self.runs += 1
        self._news.set()

    def _place(self, msg: Any) -> None:
        if msg.delta.WhichOneof("type") != "new_element":
            return
        element = msg.delta.new_element
        kind = element.WhichOneof("type") or ""
        body = getattr(element, kind) if kind else None
        words = str(getattr(body, "body", "") or getattr(body, "text", ""))
        place = tuple(msg.metadata.delta_path)
        widget = getattr(body, "id", "")
        self._shown[place] = Shown(words, msg.delta.fragment_id, widget if isinstance(widget, str) else "")
        self._touched.add(place)
        if kind == "bidi_component" and body is not None and body.component_name.endswith(LISTENER):
            self._listen_as(body.id, msg.delta.fragment_id, json.loads(body.json or body.mixed.json))

    def _listen_as(self, widget: str, fragment: str, data: dict[str, Any]) -> None:
        """Do what the listener's script does when it is drawn."""
        channel = str(data["channel"])
        if "end" in data:
            self._ends[channel] = str(data["end"])
            if channel in self._listeners:
                self._listeners[channel].finish(str(data["end"]))
            return
        listener = self._listeners.setdefault(channel, Listener(widget, fragment))
        listener.widget, listener.fragment = widget, fragment
        listener.begin(int(data["since"]), str(data.get("run", "")), self._ends.get(channel, ""))
        self._follow(channel)

    def _tidy(self, fragments: set[str]) -> None:
        """Take away what the run that has ended did not draw again, as the browser does."""
        for place in [one for one in self._shown if one not in self._touched]:
            if not fragments or self._shown[place].fragment in fragments:
                del self._shown[place]
        there = {one.widget for one in self._shown.values()}
        self.widgets = {name: widget for name, widget in self.widgets.items() if name in there}
        for channel in [name for name, one in self._listeners.items() if one.widget not in there]:
            del self._listeners[channel]
            if stream := self._streams.pop(channel, None):
                stream.cancel()

    def words(self) -> list[str]:
        """Return every text on the page, in its order, as its Markdown reads."""
        return [one.words.replace("\\", "") for _place, one in sorted(self._shown.items()) if one.words]

    def labelled(self, key: str) -> str | None:
        """Return the words on the widget with this key, ``None`` where it is not on the page."""
        return next((widget.label for widget in self.widgets.values() if widget.key == key), None)

    async def until(self, question: Callable[[], bool], seconds: float) -> float:
        """Wait until the page answers ``question`` with yes; return the moment (``perf_counter``).

        Raises:
            AppError: the connection is lost.
            TimeoutError: not within ``seconds``.
        """
        end = time.perf_counter() + seconds
        while not question():
            if self.lost:
                raise AppError("connection lost")
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), max(0.0, end - time.perf_counter()))
        return time.perf_counter()

    # --- doing something ------------------------------------------------------------------------------

    async def press(self, selector: str) -> float:
        """Press a button and return the moment; nothing is waited for."""
        widget = self.find(selector)
        now = time.perf_counter()
        await self._send(trigger=widget.id, fragment_id=widget.fragment_id)
        return now

    async def stop_script(self) -> None:
        """Use the page's stop button."""
        message = BackMsg()
        message.stop_script = True
        await self._ws.send(message.SerializeToString())

    # --- live updates ---------------------------------------------------------------------------------

    def _follow(self, channel: str) -> None:
        """Listen to a channel the page names, as its script does."""
        if self.live and channel not in self._streams:
            self._streams[channel] = asyncio.create_task(self._listen(channel))

    def _deafen(self) -> None:
        for stream in self._streams.values():
            stream.cancel()
        self._streams.clear()

    async def _listen(self, channel: str) -> None:
        """Keep a stream open, whatever happens to it, as a browser and the page's script do together."""
        while True:
            broken = True
            with contextlib.suppress(*AWAY, asyncio.IncompleteReadError):
                broken = await self._stream(channel)
            await asyncio.sleep(RETRY_SECONDS if broken else REFUSED_SECONDS)

    async def _stream(self, channel: str) -> bool:
        """Hear one stream to its end; return whether it broke off, ``False`` where the server would not go on."""
        parts = urlsplit(self.url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        try:
            writer.write(
                f"GET /live/{quote(channel, safe='')} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
                f"Cookie: {self._cookie}\r\nAccept: text/event-stream\r\n\r\n".encode()
            )
            if b" 200 " not in await reader.readline():
                return False
            while line := await reader.readline():
                if line.startswith(b"event: end"):
                    await self._tell(channel, "end")
                    return False
                if line.startswith(b"data: "):
                    await self._hear(channel, int(line[6:]))
            return True
        finally:
            writer.close()

    async def _hear(self, channel: str, version: int) -> None:
        self._said[channel] = version, time.monotonic()
        listener = self._listeners.get(channel)
        if listener and version > listener.shown():
            await self._tell(channel, str(version))

    def standing(self) -> str:
        """Return for each channel which version is drawn, which was heard last, and how many seconds ago."""
        drawn = {channel: listener.drawn for channel, listener in self._listeners.items()}
        now = time.monotonic()
        heard = {channel: f"{version}, {now - at:.1f} s ago" for channel, (version, at) in self._said.items()}
        return f"drawn {drawn}, heard {heard}, following {sorted(self._streams)}"

    async def _tell(self, channel: str, what: str) -> None:
        """Say to the page what was heard: its fragment is drawn again. Without a connection nobody hears it."""
        self.heard += 1
        listener = self._listeners.get(channel)
        if listener and not self.lost:
            events = {listener.widget: json.dumps([{"event": "tick", "value": what}])}
            with contextlib.suppress(*AWAY):
                await self._send(fragment_id=listener.fragment, events=events)
