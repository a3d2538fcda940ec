"""The addresses the server answers itself: coming in, leaving, live updates, health, robots."""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from dashboard.errors import DomainError
from dashboard.rules.permissions import Permission
from dashboard.services import accounts
from dashboard.services.context import Actor
from dashboard.settings import settings
from dashboard.storage.migrate import current, head
from dashboard.web.cookies import SESSION, same_origin, set_cookie
from dashboard.web.door import Door
from dashboard.web.live import Hub

TICKET_HEADER = "x-ticket"
MOST_STREAMS = 12
"""Open streams of one session: two for each tab that is looked at."""
CHANNELS = {"meeting": Permission.MEETING_READ}
"""Kind of channel -> what one must be allowed to read to hear it. ``account:<id>`` is its owner's alone."""
_FRESH = {"cache-control": "no-store"}
_STREAM = {"cache-control": "no-store", "x-accel-buffering": "no"}
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(door: Door, hub: Hub) -> list[Route]:
    """Return the routes to mount before Streamlit's own."""
    return [
        Route("/auth/enter", enter(door), methods=["POST"]),
        Route("/auth/leave", leave(door), methods=["POST"]),
        Route("/live/{channel}", listen(door, hub)),
        Route("/healthz", health(door)),
        Route("/robots.txt", robots),
    ]


def enter(door: Door) -> Endpoint:
    """Return the route that exchanges a one-time ticket for the session cookie."""

    async def endpoint(request: Request) -> Response:
        if not same_origin(request.scope):
            return Response(status_code=403, headers=_FRESH)
        ticket, held = request.headers.get(TICKET_HEADER, ""), request.cookies.get(SESSION)
        try:
            token = await run_in_threadpool(accounts.redeem, door.context(None), ticket, held)
        except DomainError:
            return Response(status_code=403, headers=_FRESH)
        if held:
            door.forget(held)
        return _with_cookie(request, token, settings().session_hours * 3600)

    return endpoint


def leave(door: Door) -> Endpoint:
    """Return the route that ends the session and takes the cookie away."""

    async def endpoint(request: Request) -> Response:
        if not same_origin(request.scope):
            return Response(status_code=403, headers=_FRESH)
        held = request.cookies.get(SESSION)
        if held:
            await run_in_threadpool(accounts.sign_out, door.context(held), held)
            door.forget(held)
        return _with_cookie(request, "", 0)

    return endpoint


def _with_cookie(request: Request, value: str, max_age: int) -> Response:
    response = Response(status_code=204, headers=_FRESH)
    response.headers.append("set-cookie", set_cookie(request.scope, SESSION, value, max_age).decode("latin-1"))
    return response


def may_hear(actor: Actor, channel: str) -> bool:
    """Return whether the actor may be told that this channel moved."""
    kind, _colon, name = channel.partition(":")
    if kind == "account":
        return actor.id is not None and name == str(actor.id)
    needs = CHANNELS.get(kind)
    return actor.id is not None and needs is not None and name.isdecimal() and actor.may(needs)


def listen(door: Door, hub: Hub) -> Endpoint:
    """Return the route that streams a channel's versions as server-sent events, while its listener may hear it."""
    streams: Counter[str] = Counter()

    async def endpoint(request: Request) -> Response:
        channel, token = request.path_params["channel"], request.cookies.get(SESSION, "")
        if not may_hear(await door.actor(token, fresh=True), channel):
            return Response(status_code=404, headers=_FRESH)
        if streams[token] >= MOST_STREAMS:
            return Response(status_code=429, headers=_FRESH)
        return StreamingResponse(stream(channel, token), media_type="text/event-stream", headers=_STREAM)

    async def stream(channel: str, token: str) -> AsyncIterator[bytes]:
        streams[token] += 1
        said: int | None = None
        try:
            yield b"retry: 3000\n\n"
            async for version in hub.versions(channel):
                if not may_hear(await door.actor(token, fresh=said not in (None, version)), channel):
                    yield b"event: end\ndata: 0\n\n"
                    return
                said = version
                yield b"data: %d\n\n" % version
        finally:
            streams[token] -= 1
            if not streams[token]:
                del streams[token]

    return endpoint


def health(door: Door) -> Endpoint:
    """Return the route that says whether the database answers and has the tables this version expects."""

    def database() -> str:
        engine = door.engine()
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        return "ok" if current(engine) == head() else "not migrated"

    async def endpoint(request: Request) -> Response:
        try:
            found = await run_in_threadpool(database)
        except (SQLAlchemyError, OSError):
            found = "unreachable"
        return JSONResponse({"database": found}, 200 if found == "ok" else 503, headers=_FRESH)

    return endpoint


async def robots(request: Request) -> Response:
    """Ask search engines to stay away: pages are drawn for people, and names on them are not for an index."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")
