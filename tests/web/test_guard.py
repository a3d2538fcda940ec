"""The guard and the routes, asked directly: what a running server cannot easily be made to meet."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from dashboard.services.context import Actor
from dashboard.storage.engine import open_engine
from dashboard.web import guard
from dashboard.web.cookies import same_origin, set_cookie
from dashboard.web.door import Door
from dashboard.web.guard import Guard
from dashboard.web.routes import health, may_hear
from models.enums import Role


class Books:
    """Tabs as the test wants them."""

    def __init__(self, own: set[str], shown: set[str], drawing: int = 0) -> None:
        self.own, self.shown, self.drawing = own, shown, drawing

    def of(self, binding: str) -> set[str]:
        return self.own

    def showing(self, file_id: str) -> set[str]:
        return self.shown

    def is_drawing(self, tabs: set[str]) -> bool:
        self.drawing -= 1
        if self.drawing == 0:
            self.shown = self.shown | self.own
        return self.drawing >= 0


def http(path: str, method: str = "GET", **headers: str) -> Scope:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "path": path, "method": method, "headers": named, "scheme": "http", "query_string": b""}


def status(engine: Engine, scope: Scope, books: Books, chunks: tuple[bytes, ...] = ()) -> tuple[int, bytes]:
    """Return the answer's status and what the application behind the guard has read of the body."""
    read: list[bytes] = []
    sent: list[Message] = []
    waiting = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]

    async def application(_scope: Scope, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect" or not message.get("more_body"):
                break
            read.append(message["body"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Guard(application, Door(lambda: engine), books)(scope, receive, send))
    return sent[0]["status"], b"".join(read)


@pytest.mark.parametrize(
    ("own", "shown", "expected"),
    [
        ({"mine"}, {"mine", "other"}, 200),
        ({"mine"}, {"other"}, 404),
        ({"mine"}, set(), 200),
        (set(), set(), 404),
        (set(), {"other"}, 404),
    ],
)
def test_media_by_who_shows_it(engine: Engine, own: set[str], shown: set[str], expected: int):
    assert status(engine, http("/media/abc.png"), Books(own, shown))[0] == expected


def test_media_waits_for_a_page_that_is_being_drawn(engine: Engine):
    assert status(engine, http("/media/abc.png"), Books({"mine"}, {"other"}, drawing=3))[0] == 200


def test_media_does_not_wait_for_ever(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "RUN_PATIENCE_SECONDS", 0.2)
    assert status(engine, http("/media/abc.png"), Books({"mine"}, {"other"}, drawing=10_000))[0] == 404


def test_a_body_that_says_it_is_small_is_cut_off_when_it_is_not(engine: Engine):
    scope = http("/auth/enter", "POST", content_length="10")
    _status, read = status(engine, scope, Books(set(), set()), (b"x" * 10_000, b"x" * 10_000))
    assert len(read) == 10_000


@pytest.mark.parametrize("announced", ["20000", "-1", "many", "1e3"])
def test_a_body_of_a_strange_length_is_refused(engine: Engine, announced: str):
    assert status(engine, http("/auth/enter", "POST", content_length=announced), Books(set(), set()))[0] == 413


def test_health_says_when_the_database_is_away(tmp_path: Path, engine: Engine):
    async def ask(database: Engine) -> tuple[int, bytes]:
        answer = await health(Door(lambda: database))(Request(http("/healthz")))
        return answer.status_code, bytes(answer.body)

    nowhere = open_engine("postgresql+psycopg://nobody@127.0.0.1:1/none")
    empty = open_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    assert asyncio.run(ask(engine)) == (200, b'{"database":"ok"}')
    assert asyncio.run(ask(nowhere)) == (503, b'{"database":"unreachable"}')
    assert asyncio.run(ask(empty)) == (503, b'{"database":"not migrated"}')
    empty.dispose()


@pytest.mark.parametrize(
    ("host", "origin", "same"),
    [
        ("site.example", "https://site.example", True),
        ("site.example:8501", "http://site.example:8501", True),
        ("site.example", "https://site.example.evil", False),
        ("site.example", "https://site.example:444", False),
        ("site.example", "null", False),
        ("site.example", "", False),
        ("", "", False),
        ("", "https://", False),
    ],
)
def test_same_origin(host: str, origin: str, same: bool):
    assert same_origin(http("/", host=host, origin=origin)) is same


def test_a_cookie_cannot_be_broken_out_of():
    made = set_cookie(http("/"), "name", 'x"; Domain=evil.example\r\nX: y', 5)
    assert b"\r" not in made
    assert b"\n" not in made
    assert b"; Domain" not in made


@pytest.mark.parametrize("role", list(Role))
def test_meetings_are_heard_by_those_who_may_read_them(role: Role):
    actor = Actor(7, "", frozenset({role}))
    readers = {Role.MEMBER, Role.CHAIR, Role.SECRETARIAT, Role.REVIEWER, Role.SYSTEM}
    assert may_hear(actor, "meeting:1") is (role in readers)
    assert (may_hear(actor, "account:7"), may_hear(actor, "account:8")) == (True, False)
    assert not may_hear(Actor(None, "", frozenset({role})), "meeting:1")
