"""The server process as it runs: headers, guard, the sign-in cookie, live updates, failures, stopping."""

import base64
import contextlib
import hashlib
import itertools
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import streamlit as st
from PIL import Image
from sqlmodel import Session
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import models  # noqa: F401 - registers every table
from dashboard.rules.permissions import Permission
from dashboard.services import accounts
from dashboard.services.context import Context
from dashboard.ui import session as ui_session
from dashboard.ui.passwords import PASSWORDS
from dashboard.web.cookies import SESSION, VISITOR
from dashboard.web.guard import digest
from dashboard.web.live import version_of
from models.account import Account, AccountRole
from models.enums import Role
from tests.serving import ROOT, SERVE, Answer, Server
from tests.tabs import Tab, until

SCRIPT = """
import io
import streamlit as st
from PIL import Image
from dashboard.ui import live, session, sign_in

sign_in.cookie_jobs()
who = session.actor()
st.text(f"actor {who.id}")
st.text(f"note {session.get('note', '')}")
if st.query_params.get("note"):
    session.put("note", st.query_params["note"])
if st.query_params.get("fail"):
    raise ValueError("13812345678 typed by somebody")
if st.query_params.get("html"):
    page = '<!-- kept --><html lang="en"><title>Streamlit</title></html>'
    st.download_button("html", page, "page.html", "text/html", key="html")
canvas = io.BytesIO()
Image.new("RGB", (2, 2), (who.id or 0, 20, 30)).save(canvas, "PNG")
st.image(canvas.getvalue(), output_format="PNG")
st.file_uploader("file", key="file")
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("server")
    script = data / "script.py"
    script.write_text(SCRIPT)
    running = Server(data, "-c", SERVE, str(script)).ready()
    for username, role in (("chair", Role.CHAIR), ("resident", Role.RESIDENT)):
        _enrol(running, username, role)
    yield running
    running.stop()


def _enrol(running: Server, username: str, role: Role) -> None:
    ctx = Context(running.engine, accounts.as_system)
    with ctx.writing(Permission.ACCOUNT_ADMINISTER) as unit:
        account = unit.add(Account(username=username, display_name=username, password_hash="!", created_at=unit.now))
        unit.add(AccountRole(account_id=account.id, role=role))
        unit.audit("test.enrol", "account")


def ticket_for(server: Server, username: str) -> str:
    """A ticket as the sign-in form gives it, without the slow hash."""
    from dashboard.services.accounts.rows import issue_ticket, named

    with Context(server.engine, accounts.as_system).writing(Permission.ACCOUNT_ADMINISTER) as unit:
        account = named(unit.session, username)
        assert account is not None
        unit.audit("test.ticket", "account")
        return issue_ticket(unit, account)


def enter(server: Server, ticket: str, **headers: str) -> Answer:
    return server.ask("/auth/enter", "POST", b"", **{"x_ticket": ticket, "origin": server.origin, **headers})


def signed_in(server: Server, username: str) -> str:
    """Return the Cookie header of a signed-in browser."""
    return enter(server, ticket_for(server, username)).cookies[0].split(";")[0]


# --- headers and the page --------------------------------------------------------------------------------------------


def test_every_answer_carries_the_headers(server: Server):
    for path in ("/", "/healthz", "/robots.txt", "/_stcore/metrics", "/_stcore/health", "/static/none.js"):
        headers = server.ask(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "DENY"
        assert "geolocation=()" in headers["permissions-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "server" not in headers


def test_the_policy_allows_the_inline_script_by_its_hash_and_nothing_evaluated(server: Server):
    page = server.ask("/", accept="text/html")
    directives = dict(part.split(" ", 1) for part in page.headers["content-security-policy"].split("; "))
    inline = re.findall(rb"<script>(.*?)</script>", page.body, re.DOTALL)
    assert len(inline) == 1
    hashed = base64.b64encode(hashlib.sha256(inline[0]).digest()).decode()
    assert directives["script-src"] == f"'self' 'sha256-{hashed}' blob:"
    assert directives["connect-src"] == f"'self' ws://127.0.0.1:{server.port} wss://127.0.0.1:{server.port}"
    assert "unsafe-eval" not in page.headers["content-security-policy"]


def test_a_host_with_strange_signs_does_not_reach_the_policy(server: Server):
    policy = server.ask("/healthz", host="evil; script-src *").headers["content-security-policy"]
    assert policy.count("script-src") == 1
    assert "connect-src 'self';" in policy


def test_strict_transport_security_only_by_https(server: Server):
    assert "strict-transport-security" not in server.ask("/").headers
    assert "strict-transport-security" in server.ask("/", x_forwarded_proto="https").headers


@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        ("zh-CN,zh;q=0.9", "zh-CN", "滨江联合党委"),
        ("en-GB,en", "en", "Riverside Joint Party Committee"),
        ("", "zh-CN", "滨江联合党委"),
    ],
)
def test_the_page_is_in_the_language_of_the_browser(server: Server, asked: str, language: str, title: str):
    page = server.ask("/meetings", accept="text/html", accept_language=asked, accept_encoding="gzip")
    assert page.status == 200
    assert f'<html lang="{language}">' in page.text
    assert f"<title>{title}</title>" in page.text
    assert "agent" not in page.text
    assert int(page.headers["content-length"]) == len(page.body)


def test_a_downloaded_html_file_stays_as_it_is(server: Server):
    cookie = signed_in(server, "chair")
    with Tab(server.port, cookie, query="html=1") as tab:
        answer = server.ask(tab.downloads[0], accept="text/html", cookie=cookie)
        assert answer.body == b'<!-- kept --><html lang="en"><title>Streamlit</title></html>'


def test_robots_are_asked_to_stay_away(server: Server):
    assert server.ask("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_health_looks_at_the_database(server: Server, tmp_path: Path):
    answer = server.ask("/healthz")
    assert (answer.status, answer.text) == (200, '{"database":"ok"}')


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
    ],
)
def test_what_nobody_needs_does_not_exist(server: Server, path: str):
    assert server.ask(path).status == 404
    assert server.ask(path, "POST", b"{}").status in {404, 405}


def test_large_bodies_are_refused(server: Server):
    assert server.ask("/auth/enter", "POST", b"x" * 20_000, origin=server.origin).status == 413


# --- the sign-in cookie ----------------------------------------------------------------------------------------------


def test_a_ticket_becomes_a_cookie_that_scripts_cannot_read(server: Server):
    answer = enter(server, ticket_for(server, "chair"))
    assert answer.status == 204
    value, *flags = answer.cookies[0].split("; ")
    assert value.startswith(f"{SESSION}=")
    assert set(flags) == {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"}
    assert answer.headers["cache-control"] == "no-store"


def test_by_https_the_cookie_is_secure(server: Server):
    answer = enter(server, ticket_for(server, "chair"), x_forwarded_proto="https", origin=server.origin)
    assert "Secure" in answer.cookies[0].split("; ")


def test_a_ticket_is_worth_one_cookie(server: Server):
    ticket = ticket_for(server, "chair")
    assert enter(server, ticket).status == 204
    for spoilt in (ticket, "", "made-up"):
        answer = enter(server, spoilt)
        assert (answer.status, answer.cookies) == (403, [])


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_other_sites_cannot_sign_in_or_out(server: Server, origin: str):
    ticket, cookie = ticket_for(server, "chair"), signed_in(server, "chair")
    assert enter(server, ticket, origin=origin).status == 403
    assert server.ask("/auth/leave", "POST", b"", origin=origin, cookie=cookie).status == 403
    assert enter(server, ticket).status == 204
    with Tab(server.port, cookie) as tab:
        assert "actor 1" in tab.texts


def test_leaving_ends_the_session_and_takes_the_cookie_away(server: Server):
    cookie = signed_in(server, "chair")
    with Tab(server.port, cookie) as still_open:
        assert "actor 1" in still_open.texts
        answer = server.ask("/auth/leave", "POST", b"", origin=server.origin, cookie=cookie)
        assert answer.status == 204
        assert "Max-Age=0" in answer.cookies[0]
        assert "actor None" in still_open.run().texts
    with Tab(server.port, cookie) as later:
        assert "actor None" in later.texts
    assert server.ask("/live/account:1", cookie=cookie).status == 404


def test_coming_in_again_ends_the_session_before(server: Server):
    first = signed_in(server, "chair")
    second = enter(server, ticket_for(server, "chair"), cookie=first).cookies[0].split(";")[0]
    with Tab(server.port, first) as old, Tab(server.port, second) as new:
        assert ("actor None" in old.texts, "actor 1" in new.texts) == (True, True)


def test_the_name_of_the_cookie_is_the_one_pages_read():
    assert ui_session.COOKIE == SESSION


# --- tabs belong to the browser that opened them ---------------------------------------------------------------------


def test_a_websocket_without_its_page_is_refused(server: Server):
    for origin in ("", "https://evil.example"):
        sent = {"Origin": origin} if origin else {}
        with (
            pytest.raises(InvalidStatus),
            connect(f"ws://127.0.0.1:{server.port}/_stcore/stream", additional_headers=sent),
        ):
            pass


def test_a_tab_comes_back_to_its_owner_and_to_nobody_else(server: Server):
    cookie = signed_in(server, "chair")
    token = cookie.split("=", 1)[1]
    with Tab(server.port, cookie) as tab:
        tab.run("note=hello")
        session_id = tab.id
    thieves = (
        {"cookie": ""},
        {"cookie": signed_in(server, "resident")},
        {"cookie": f"{SESSION}=made-up"},
        {"cookie": "", "X-Riverside-Session": digest(token)},
        {"cookie": signed_in(server, "resident"), "x-riverside-session": digest(token)},
    )
    for sent in thieves:
        with Tab(server.port, sent.pop("cookie"), resume=session_id, **sent) as thief:
            assert thief.id != session_id
            assert "note hello" not in thief.texts
    with Tab(server.port, cookie, resume=session_id) as owner:
        assert owner.id == session_id
        assert "note hello" in owner.texts


def test_a_visitors_tab_comes_back_to_the_same_browser_only(server: Server):
    mark = server.ask("/", accept="text/html").cookies[0].split(";")[0]
    assert mark.startswith(f"{VISITOR}=")
    with Tab(server.port, mark) as tab:
        tab.run("note=hello")
        session_id = tab.id
    for other in ("", f"{VISITOR}=somebody-else"):
        with Tab(server.port, other, resume=session_id) as thief:
            assert thief.id != session_id
    with Tab(server.port, mark, resume=session_id) as owner:
        assert owner.id == session_id


def test_a_tab_does_not_survive_the_end_of_its_session(server: Server):
    cookie = signed_in(server, "chair")
    with Tab(server.port, cookie) as tab:
        session_id = tab.run("note=hello").id
    server.ask("/auth/leave", "POST", b"", origin=server.origin, cookie=cookie)
    with Tab(server.port, cookie, resume=session_id) as later:
        assert later.id != session_id
        assert "note hello" not in later.texts


def test_a_browser_gets_one_mark_and_keeps_it(server: Server):
    mark = server.ask("/", accept="text/html").cookies[0].split(";")[0]
    assert server.ask("/", accept="text/html", cookie=mark).cookies == []
    assert server.ask("/healthz").cookies == []


# --- files -----------------------------------------------------------------------------------------------------------


def test_media_goes_to_the_browser_that_shows_it(server: Server):
    chair, resident = signed_in(server, "chair"), signed_in(server, "resident")
    with Tab(server.port, chair) as tab, Tab(server.port, resident) as other:
        shown = server.ask(tab.media[0], cookie=chair)
        assert (shown.status, Image.open(BytesIO(shown.body)).size) == (200, (2, 2))
        assert shown.headers["cache-control"] == "private, no-store"
        assert shown.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert other.media != tab.media
        for cookie in (resident, "", f"{VISITOR}=somebody"):
            assert server.ask(tab.media[0], cookie=cookie).status == 404
    server.ask("/auth/leave", "POST", b"", origin=server.origin, cookie=chair)
    assert server.ask(tab.media[0], cookie=chair).status == 404


def test_uploads_are_for_signed_in_people_and_their_own_tab(server: Server):
    chair, resident = signed_in(server, "chair"), signed_in(server, "resident")
    xsrf = server.ask("/_stcore/health").cookies[0].split(";")[0]
    with Tab(server.port, chair) as tab, Tab(server.port, f"{VISITOR}=visitor") as visitor:

        def put(session_id: str, cookie: str) -> int:
            body = b"--b\r\nContent-Disposition: form-data; name=f; filename=a.txt\r\n\r\nhello\r\n--b--\r\n"
            return server.ask(
                f"/_stcore/upload_file/{session_id}/file-1",
                "PUT",
                body,
                cookie=f"{cookie}; {xsrf}" if cookie else xsrf,
                x_xsrftoken=xsrf.split("=", 1)[1].strip('"'),
                content_type="multipart/form-data; boundary=b",
            ).status

        assert put(tab.id, chair) == 204
        assert put(tab.id, resident) == 404
        assert put(tab.id, "") == 404
        assert put(visitor.id, f"{VISITOR}=visitor") == 404
        assert put("made-up", chair) == 404


# --- live updates ----------------------------------------------------------------------------------------------------


class Stream:
    """Reads server-sent events in the background, from a bare socket that can be shut at any moment."""

    def __init__(self, server: Server, channel: str, cookie: str) -> None:
        self.events: list[tuple[float, str, str]] = []
        self.head: list[str] = []
        self.begun, self.ended = threading.Event(), threading.Event()
        self.socket = socket.create_connection(("127.0.0.1", server.port), 10)
        lines = (
            f"GET /live/{channel} HTTP/1.1",
            f"Host: 127.0.0.1:{server.port}",
            *([f"Cookie: {cookie}"] if cookie else []),
        )
        self.socket.sendall("\r\n".join((*lines, "", "")).encode())
        self.socket.settimeout(None)
        threading.Thread(target=self._read, daemon=True).start()
        assert self.begun.wait(10)

    @property
    def status(self) -> int:
        return int(self.head[0].split()[1])

    def _read(self) -> None:
        try:
            # A server that still writes into a socket shut here answers with a reset: an end like any other.
            with contextlib.suppress(ConnectionResetError):
                self._read_lines()
        finally:
            self.ended.set()

    def _read_lines(self) -> None:
        kind = "message"
        with self.socket, self.socket.makefile("rb") as received:
            for raw in received:
                line = raw.decode().strip()
                if not self.begun.is_set():
                    self.head.append(line)
                    if not line:
                        self.begun.set()
                    continue
                name, _colon, value = line.partition(": ")
                if name == "event":
                    kind = value
                elif name == "data":
                    self.events.append((time.monotonic(), kind, value))
                    kind = "message"
                elif line == "0":  # the last chunk
                    break

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        assert self.ended.wait(10)


def write(server: Server, channel: str | None) -> int:
    """Write a line, and return the version its channel is at then."""
    with Context(server.engine, accounts.as_system).writing(Permission.HOUSE_RULES) as unit:
        unit.audit("test.write", "test", channel=channel)
    return version_of(server.engine, channel or "")


def test_a_stream_ticks_after_an_audited_write_of_its_channel(server: Server):
    stream = Stream(server, "meeting:1", signed_in(server, "chair"))
    assert "content-type: text/event-stream; charset=utf-8" in stream.head
    time.sleep(1.2)
    write(server, "meeting:2")
    write(server, None)
    assert [(kind, value) for _at, kind, value in stream.events] == [("message", "0")]
    before = time.monotonic()
    assert write(server, "meeting:1") == 1
    until(lambda: len(stream.events) > 1)
    assert [(kind, value) for _at, kind, value in stream.events] == [("message", "0"), ("message", "1")]
    assert stream.events[1][0] - before < 2.5
    stream.close()


def test_a_stream_is_told_at_most_once_a_second(server: Server):
    stream = Stream(server, "meeting:3", signed_in(server, "chair"))
    time.sleep(0.5)
    end = time.monotonic() + 2.5
    while time.monotonic() < end:
        last = write(server, "meeting:3")
        time.sleep(0.1)
    until(lambda: stream.events and int(stream.events[-1][2]) >= last)
    times = [at for at, _kind, _value in stream.events[1:]]  # the first says where the channel stands
    assert all(later - earlier > 0.9 for earlier, later in itertools.pairwise(times))
    assert len(times) <= 5
    stream.close()


def test_a_stream_begins_with_where_the_channel_stands_and_says_no_more(server: Server):
    version = write(server, "meeting:4")
    stream = Stream(server, "meeting:4", signed_in(server, "chair"))
    until(lambda: stream.events, 3)
    time.sleep(1.5)
    assert [(kind, value) for _at, kind, value in stream.events] == [("message", str(version))]
    stream.close()


def test_a_stream_is_for_those_who_may_read(server: Server):
    chair, resident = signed_in(server, "chair"), signed_in(server, "resident")
    heard = {
        (channel, name): status(server, channel, cookie)
        for channel in ("meeting:1", "meeting:x", "account:1", "account:2", "unknown:1", "meeting")
        for name, cookie in (("chair", chair), ("resident", resident), ("visitor", ""), ("made-up", f"{SESSION}=x"))
    }
    assert {key for key, answered in heard.items() if answered == 200} == {
        ("meeting:1", "chair"),
        ("account:1", "chair"),
        ("account:2", "resident"),
    }
    assert set(heard.values()) == {200, 404}


def status(server: Server, channel: str, cookie: str) -> int:
    stream = Stream(server, channel, cookie)
    stream.close()
    return stream.status


def test_a_stream_ends_with_the_session(server: Server):
    cookie = signed_in(server, "chair")
    stream = Stream(server, "account:1", cookie)
    time.sleep(0.5)
    server.ask("/auth/leave", "POST", b"", origin=server.origin, cookie=cookie)
    until(stream.ended.is_set)
    assert [kind for _at, kind, _value in stream.events] == ["message", "end"]


def test_one_session_cannot_open_streams_without_end(server: Server):
    cookie = signed_in(server, "chair")
    streams = [Stream(server, f"meeting:{number}", cookie) for number in range(12)]
    assert status(server, "meeting:99", cookie) == 429
    for stream in streams:
        stream.close()


# --- failures, configuration, stopping -------------------------------------------------------------------------------


def test_a_failure_shows_a_number_and_logs_no_personal_data(server: Server):
    with Tab(server.port, query="fail=1") as tab:
        shown = tab.texts[-1]
    reference = re.search(r"[0-9A-F]{8}", shown)
    assert reference is not None
    log = server.log.read_text()
    assert "13812345678" not in shown + log
    assert f"reference {reference.group()}: builtins.ValueError at " in log
    assert "script.py:" in log


def test_hidden_options_are_in_force():
    assert st.get_option("runner.postScriptGC") is False
    assert st.get_option("server.maxWidgetStateSize") == 5
    assert st.get_option("server.trustedUserHeaders") == {"x-riverside-session": "session"}


def test_without_our_configuration_the_server_does_not_start(tmp_path: Path):
    ran = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "server.py"), "--server.headless=true"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "RIVERSIDE_DATA_DIR": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode != 0
    assert ".streamlit/config.toml is not in force" in ran.stdout + ran.stderr


def test_stopping_does_not_wait_for_open_streams_and_tabs(tmp_path: Path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    running = Server(tmp_path, "-c", SERVE, str(script)).ready()
    try:
        _enrol(running, "chair", Role.CHAIR)
        cookie = signed_in(running, "chair")
        stream = Stream(running, "meeting:1", cookie)
        with Tab(running.port, cookie):
            before = time.monotonic()
            running.stop()
            assert time.monotonic() - before < 3
        assert stream.ended.wait(3)
    finally:
        running.process.kill()
        running.process.wait()


def test_the_real_site_starts_and_draws_its_first_page(tmp_path: Path):
    running = Server(tmp_path, "-m", "dashboard", "run", "--no-demo", "--port").ready()
    try:
        with Tab(running.port) as tab:
            assert not [text for text in tab.texts if re.search(r"[0-9A-F]{8}", text)]
        assert "reference" not in running.log.read_text()
        with Session(running.engine) as session:
            assert session.get(Account, 1) is None
    finally:
        running.stop()


def test_the_hasher_compares_and_takes_no_overlong_password():
    hashed = PASSWORDS.hash("长" * 24)
    assert PASSWORDS.matches("长" * 24, hashed)
    assert not PASSWORDS.matches("长" * 24 + "x", hashed)
    assert not PASSWORDS.matches("", hashed)
