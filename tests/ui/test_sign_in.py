"""The sign-in form in a page: streamlit-authenticator's form, our accounts, and nothing in the tab that counts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, func, select
from streamlit.testing.v1 import AppTest

from dashboard.rules.permissions import Permission
from dashboard.services import accounts, demonstration, founding
from dashboard.services.accounts import RegistrationDraft
from dashboard.services.context import Context
from dashboard.settings import settings
from dashboard.ui import session
from dashboard.ui.passwords import PASSWORDS
from models.account import AuthSession, SignInTicket

GOOD = "ten green bottles"


def page() -> None:
    import streamlit as st

    from dashboard.ui import session, sign_in

    session.token = lambda: None  # there is no connection here whose cookies could be read
    session.address = lambda: ""
    session.language = lambda: "en"
    sign_in.cookie_jobs()
    st.text(f"actor {session.actor().id}")
    sign_in.form()


@pytest.fixture
def ctx(tmp_path: Path, migrated_sqlite: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Context]:
    monkeypatch.setenv("RIVERSIDE_DATA_DIR", str(tmp_path))
    (tmp_path / "riverside.db").write_bytes(migrated_sqlite)
    settings.cache_clear()
    session.engine.clear()
    for name in ("token", "address", "language"):
        monkeypatch.setattr(session, name, getattr(session, name))  # put back what the page replaces
    visitor = Context(session.engine(), accounts.visitor)
    draft = RegistrationDraft(username="li.mei", display_name="李梅", password=GOOD, consent=True)
    accounts.register(visitor, draft, PASSWORDS)
    yield visitor
    visitor.engine.dispose()
    session.engine.clear()
    settings.cache_clear()


@pytest.fixture
def at(ctx: Context) -> AppTest:
    return AppTest.from_function(page, default_timeout=20).run()


def fill(at: AppTest, username: str, password: str) -> AppTest:
    name, secret = at.text_input
    name.set_value(username)
    secret.set_value(password)
    next(button for button in at.button if button.label == "Sign in").click()
    return at.run()


def tickets(ctx: Context) -> int:
    with Session(ctx.engine) as found:
        return found.exec(select(func.count()).select_from(SignInTicket)).one()


def test_the_form_is_drawn_in_the_language_of_the_page(at: AppTest):
    assert not at.exception
    assert [(field.label, field.proto.type) for field in at.text_input] == [("User name", 0), ("Password", 1)]


def test_a_good_sign_in_gives_a_ticket_and_no_identity_in_the_tab(at: AppTest, ctx: Context):
    before = tickets(ctx)
    fill(at, "LI.mei", GOOD)
    assert not at.exception
    assert tickets(ctx) == before + 1
    assert [info.value for info in at.info] == ["One moment, you are being signed in…"]
    assert [text.value for text in at.text] == ["actor None"]
    assert at.session_state["authentication_status"] is None
    assert at.session_state["username"] is None
    with Session(ctx.engine) as found:
        assert found.exec(select(func.count()).select_from(AuthSession)).one() == 0


@pytest.mark.parametrize(("username", "password"), [("li.mei", "wrong password"), ("nobody", GOOD)])
def test_a_bad_sign_in_says_one_sentence(at: AppTest, ctx: Context, username: str, password: str):
    before = tickets(ctx)
    fill(at, username, password)
    assert [error.value for error in at.error] == ["User name or password is wrong\\."]
    assert tickets(ctx) == before
    assert not at.run().error


def test_an_empty_form_asks_to_be_filled(at: AppTest):
    fill(at, "", "")
    assert [error.value for error in at.error] == ["Please enter your user name and your password\\."]


def test_an_identity_planted_in_the_tab_counts_for_nothing(at: AppTest):
    for name, value in {"authentication_status": True, "username": "li.mei", "roles": ["administrator"]}.items():
        at.session_state[name] = value
    assert [text.value for text in at.run().text] == ["actor None"]


def test_a_demonstration_offers_its_accounts(at: AppTest, ctx: Context):
    assert not at.expander
    system = Context(ctx.engine, accounts.as_system)
    founding.found(system)
    with system.writing(Permission.HOUSE_RULES) as unit:
        demonstration.mark(unit, 0, {"li.mei": GOOD})
    before = tickets(ctx)
    at.run()
    assert [button.label for button in at.expander[0].button] == ["李梅 · Resident"]
    at.button(key="demonstration_li.mei").click().run()
    assert tickets(ctx) == before + 1
    assert [info.value for info in at.info] == ["One moment, you are being signed in…"]


def test_what_the_page_replaced_is_put_back(ctx: Context):
    assert callable(session.token)


Make = Callable[..., Context]
