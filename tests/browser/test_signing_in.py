"""Signing in, staying, leaving and hearing of changes, in a real browser."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import Engine

from dashboard.rules.permissions import Permission
from dashboard.services import accounts
from dashboard.services.accounts import AccountDraft
from dashboard.services.context import Context
from models.enums import Role
from tests.browser.wire import Wire
from tests.passwords import QUICK
from tests.serving import PRODUCT, SERVE, Server

pytestmark = pytest.mark.browser
Person = Callable[..., BrowserContext]

FRAGMENT = """
STOPPED = None
import streamlit as st
from dashboard.ui import live, session, sign_in
from dashboard.web.live import version_of

sign_in.cookie_jobs()
session.put("runs", session.get("runs", 0) + 1)
st.text(f"page drawn {session.get('runs')}")

@st.fragment
def part():
    version = version_of(session.engine(), "meeting:1")
    with live.following("meeting:1", since=version):
        session.put("parts", session.get("parts", 0) + 1)
        st.text(f"part drawn {session.get('parts')}")
        if version == STOPPED and not session.get("stopped"):
            session.put("stopped", True)
            st.stop()

part()
if session.actor().id is None:
    sign_in.form()
"""


@pytest.fixture
def chair(engine_of: Engine) -> accounts.IssuedPassword:
    draft = AccountDraft(username="chair", display_name="顾敏", roles=frozenset({Role.CHAIR}))
    return accounts.create_account(Context(engine_of, accounts.as_system), draft, QUICK, must_change=False)


@pytest.fixture
def site(data: Path) -> Iterator[Server]:
    """The product itself on the database in ``data``."""
    server = Server(data, *PRODUCT).ready()
    yield server
    server.stop()


def sign_in(page: Page, username: str, password: str) -> None:
    page.get_by_label("User name", exact=True).fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()


def test_a_sign_in_keeps_the_address_and_hides_its_cookie(site: Server, chair: accounts.IssuedPassword, person: Person):
    address, browser = site.origin, person("en")
    page = browser.new_page()
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if address not in request.url else None)
    page.goto(f"{address}/meetings?number=2026-07")
    expect(page.get_by_label("User name", exact=True)).to_have_attribute("autocomplete", "username")
    expect(page.get_by_label("Password", exact=True)).to_have_attribute("autocomplete", "current-password")
    sign_in(page, "chair", "wrong password")
    expect(page.get_by_text("User name or password is wrong")).to_be_visible()
    sign_in(page, "chair", chair.password)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert page.url == f"{address}/meetings?number=2026-07"
    held = {cookie["name"]: cookie for cookie in browser.cookies()}["riverside_session"]
    assert (held["httpOnly"], held["sameSite"], held["path"]) == (True, "Strict", "/")
    assert "riverside" not in page.evaluate("document.cookie")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert [url for url in foreign if not url.startswith(("blob:", "data:", address.replace("http", "ws")))] == []


def test_leaving_in_one_tab_ends_the_others(site: Server, chair: accounts.IssuedPassword, person: Person):
    address, browser = site.origin, person("en")
    first, second = browser.new_page(), browser.new_page()
    first.goto(f"{address}/sign_in")
    sign_in(first, "chair", chair.password)
    expect(first.get_by_role("button", name="Sign out")).to_be_visible()
    second.goto(address)
    expect(second.get_by_role("button", name="Sign out")).to_be_visible()
    first.get_by_role("button", name="Sign out").click()
    expect(first.get_by_role("button", name="Sign out")).to_have_count(0)
    expect(second.get_by_role("button", name="Sign out")).to_have_count(0)
    first.wait_for_function("document.readyState === 'complete'")
    expect(first.get_by_test_id("stSidebar").get_by_text("Sign in")).to_be_visible()
    assert "riverside_session" not in {cookie["name"] for cookie in browser.cookies()}


def test_a_part_is_drawn_again_when_its_channel_moves(
    data: Path, chair: accounts.IssuedPassword, engine_of: Engine, person: Person
):
    script = data / "script.py"
    script.write_text(FRAGMENT)
    server = Server(data, "-c", SERVE, str(script)).ready()
    try:
        page = person("en").new_page()
        page.goto(server.origin)
        sign_in(page, "chair", chair.password)
        expect(page.get_by_label("Password", exact=True)).to_have_count(0)
        expect(page.get_by_text(re.compile("page drawn 1"))).to_be_visible()
        system = Context(engine_of, accounts.as_system)
        page.wait_for_timeout(1500)  # the stream opens after the page is drawn; what it missed it would catch up with
        for drawn in (2, 3):
            with system.writing(Permission.HOUSE_RULES) as unit:
                unit.audit("test.write", "test", channel="meeting:1")
            expect(page.get_by_text(f"part drawn {drawn}", exact=True)).to_be_visible(timeout=4000)
            page.wait_for_timeout(1200)
        expect(page.get_by_text("page drawn 1", exact=True)).to_be_visible()
    finally:
        server.stop()


def test_a_part_is_drawn_again_although_the_word_of_it_was_lost(
    data: Path, chair: accounts.IssuedPassword, engine_of: Engine, person: Person
):
    script = data / "script.py"
    script.write_text("from dashboard.web import live as told\ntold.BEAT_SECONDS = 2.0\n" + FRAGMENT)
    server = Server(data, "-c", SERVE, str(script)).ready()
    try:
        page = person("en").new_page()
        wire = Wire(page)
        page.goto(server.origin)
        sign_in(page, "chair", chair.password)
        expect(page.get_by_label("Password", exact=True)).to_have_count(0)
        expect(page.get_by_text("part drawn 1", exact=True)).to_be_visible()
        page.wait_for_timeout(2500)
        wire.loses = True
        with Context(engine_of, accounts.as_system).writing(Permission.HOUSE_RULES) as unit:
            unit.audit("test.write", "test", channel="meeting:1")
        page.wait_for_timeout(1800)
        expect(page.get_by_text("part drawn 1", exact=True)).to_be_visible()
        assert wire.lost > 0
        wire.loses = False
        expect(page.get_by_text("part drawn 2", exact=True)).to_be_visible(timeout=8000)
        page.wait_for_timeout(5000)  # two more signs of life: what is drawn is not drawn again
        expect(page.get_by_text("part drawn 2", exact=True)).to_be_visible()
        expect(page.get_by_text("page drawn 1", exact=True)).to_be_visible()
        with Context(engine_of, accounts.as_system).writing(Permission.HOUSE_RULES) as unit:
            unit.audit("test.write", "test", channel=accounts.channel(chair.account_id))
        expect(page.get_by_text("page drawn 2", exact=True)).to_be_visible(timeout=8000)
        page.wait_for_timeout(5000)
        expect(page.get_by_text("page drawn 2", exact=True)).to_be_visible()
    finally:
        server.stop()


def test_a_part_that_was_stopped_on_its_way_is_drawn_again(
    data: Path, chair: accounts.IssuedPassword, engine_of: Engine, person: Person
):
    script = data / "script.py"
    beat = "from dashboard.web import live as told\ntold.BEAT_SECONDS = 2.0\n"
    script.write_text(beat + FRAGMENT.replace("STOPPED = None", "STOPPED = 1"))
    server = Server(data, "-c", SERVE, str(script)).ready()
    try:
        page = person("en").new_page()
        page.goto(server.origin)
        sign_in(page, "chair", chair.password)
        expect(page.get_by_label("Password", exact=True)).to_have_count(0)
        expect(page.get_by_text("part drawn 1", exact=True)).to_be_visible()
        page.wait_for_timeout(2500)
        with Context(engine_of, accounts.as_system).writing(Permission.HOUSE_RULES) as unit:
            unit.audit("test.write", "test", channel="meeting:1")
        expect(page.get_by_text("part drawn 2", exact=True)).to_be_visible(timeout=8000)
        expect(page.get_by_text("part drawn 3", exact=True)).to_be_visible(timeout=25_000)
        page.wait_for_timeout(5000)
        expect(page.get_by_text("part drawn 3", exact=True)).to_be_visible()
    finally:
        server.stop()
