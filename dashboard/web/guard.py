"""May this request pass? Stands before Streamlit, which trusts a session id from anybody.

* Every tab is bound to the browser that opened it: the guard alone sets ``x-riverside-session``, which Streamlit
  compares before it hands a tab to a reconnecting browser (``server.trustedUserHeaders``). It is the digest of the
  session token where that is valid, else of the visitor's mark; a browser with neither never gets a tab back.
* A websocket must say which page it comes from; Streamlit then compares that with the host.
* Files under ``/media`` are named by their content. They go to a browser whose own open tab shows them. What a
  download button makes on demand belongs to no tab in Streamlit's books; it goes to any browser that has a tab open
  here, so its name, 224 bits of digest, is what keeps it private.
* Uploads are taken from signed-in people only, into a tab of their own.
* Metrics, the agent interface and Streamlit's own sign-in routes do not exist here; bodies are limited.
"""

import asyncio
import hashlib
import secrets
from typing import Protocol

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.web.cookies import SESSION, VISITOR, cookies, header, set_cookie
from dashboard.web.door import Door

HEADER = b"x-riverside-session"
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/oauth2callback")
OUR_AUTH = ("/auth/enter", "/auth/leave")
UPLOAD = "/_stcore/upload_file/"
MEDIA = "/media/"
MOST_UPLOADED = 11 * 1024 * 1024
MOST_SENT = 16 * 1024
RUN_PATIENCE_SECONDS = 3.0


class Tabs(Protocol):
    """What the guard must know about Streamlit's tabs."""

    def of(self, binding: str) -> set[str]:
        """Return the ids of the tabs bound to this browser."""
        ...

    def showing(self, file_id: str) -> set[str]:
        """Return the ids of the tabs that show or offer this file."""
        ...

    def is_drawing(self, tabs: set[str]) -> bool:
        """Return whether one of the tabs is being drawn, so that its files are not all known yet."""
        ...


def digest(secret: str) -> str:
    """Return how a browser is called inside the process."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()[:32]


class Guard:
    """ASGI middleware around Streamlit."""

    def __init__(self, app: ASGIApp, door: Door, tabs: Tabs) -> None:
        self.app, self.door, self.tabs = app, door, tabs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() != HEADER]}
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif not await self._may_pass(scope):
            await PlainTextResponse("not found", 404)(scope, receive, send)
        elif (limit := _limit(scope)) is None:
            await PlainTextResponse("too large", 413)(scope, receive, send)
        else:
            await self.app(scope, _limited(receive, limit), self._marking(scope, send))

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not header(scope, b"origin"):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        binding = await self.binding(scope)
        scope["headers"].append((HEADER, binding.encode("ascii")))
        await self.app(scope, receive, send)

    async def binding(self, scope: Scope) -> str:
        """Return the browser a tab belongs to: a valid session, else the visitor's mark, else nobody ever again."""
        held = cookies(scope)
        if (await self.door.actor(held.get(SESSION))).id is not None:
            return digest(held[SESSION])
        return f"anon-{digest(held.get(VISITOR) or secrets.token_urlsafe(16))}"

    async def _may_pass(self, scope: Scope) -> bool:
        path: str = scope["path"]
        if path.startswith(CLOSED) or (path.startswith("/auth/") and path not in OUR_AUTH):
            return False
        if path.startswith(UPLOAD):
            return await self._may_upload(scope, path.removeprefix(UPLOAD).split("/")[0])
        if path.startswith(MEDIA):
            return await self._may_fetch(scope, path.removeprefix(MEDIA).split(".")[0])
        return True

    async def _may_upload(self, scope: Scope, tab: str) -> bool:
        actor = await self.door.actor(cookies(scope).get(SESSION))
        return actor.id is not None and tab in self.tabs.of(await self.binding(scope))

    async def _may_fetch(self, scope: Scope, file_id: str) -> bool:
        own = self.tabs.of(await self.binding(scope))
        shown = self.tabs.showing(file_id)
        waited = 0.0
        while own and shown and not own & shown and waited < RUN_PATIENCE_SECONDS and self.tabs.is_drawing(own):
            await asyncio.sleep(0.05)
            waited += 0.05
            shown = self.tabs.showing(file_id)
        return bool(own) and (not shown or bool(own & shown))

    def _marking(self, scope: Scope, send: Send) -> Send:
        """Return ``send`` that gives a browser without any mark one, together with the page."""
        held = cookies(scope)
        if SESSION in held or VISITOR in held:
            return send

        async def marking(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    mark = set_cookie(scope, VISITOR, secrets.token_urlsafe(16), None)
                    headers.append("set-cookie", mark.decode("latin-1"))
            await send(message)

        return marking


def _limit(scope: Scope) -> int | None:
    """Return how many bytes the body may have, ``None`` where it says itself that it has more."""
    limit = MOST_UPLOADED if scope["path"].startswith(UPLOAD) else MOST_SENT
    announced = header(scope, b"content-length") or b"0"
    return limit if announced.isdigit() and int(announced) <= limit else None


def _limited(receive: Receive, limit: int) -> Receive:
    """Return ``receive`` that hangs up on a body which grows past ``limit`` without having said so."""
    received = 0

    async def limited() -> Message:
        nonlocal received
        message = await receive()
        if message["type"] == "http.request":
            received += len(message.get("body", b""))
            if received > limit:
                return {"type": "http.disconnect"}
        return message

    return limited
