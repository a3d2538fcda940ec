"""The sign-in page: streamlit-authenticator's form, our accounts, and nothing in the tab that counts."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, func, select
from streamlit.testing.v1 import AppTest

from dashboard.rules.permissions import Permission
from dashboard.services import accounts, demonstration
from dashboard.services.accounts import RegistrationDraft
from dashboard.services.context import Context
from models.account import AuthSession, SignInTicket
from models.base import TableBase
from tests.passwords import QUICK

GOOD = "ten green bottles"
Page = Callable[..., AppTest]


@pytest.fixture
def person(database: Engine) -> None:
    """``li.mei`` has registered."""
    draft = RegistrationDraft(username="li.mei", display_name="李梅", password=GOOD, consent=True)
    accounts.register(Context(database, accounts.visitor), draft, QUICK)


@pytest.fixture
def at(person: None, page: Page) -> AppTest:
    return page("sign_in")


def fill(at: AppTest, username: str, password: str) -> AppTest:
    name, secret = at.text_input
    name.set_value(username)
    secret.set_value(password)
    next(button for button in at.main.button if button.label == "Sign in").click()
    return at.run()


def count(database: Engine, table: type[TableBase]) -> int:
    with Session(database) as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_the_form_is_drawn_in_the_language_of_the_page(at: AppTest):
    assert not at.exception
    assert [field.label for field in at.text_input] == ["User name", "Password"]
    assert at.text_input[1].proto.type == at.text_input[1].proto.PASSWORD


def test_a_good_sign_in_gives_a_ticket_and_no_identity_in_the_tab(at: AppTest, database: Engine):
    before = count(database, SignInTicket)
    fill(at, "LI.mei", GOOD)
    assert not at.exception
    assert count(database, SignInTicket) == before + 1
    assert [info.value for info in at.info] == ["One moment, you are being signed in…"]
    assert at.session_state["authentication_status"] is None
    assert at.session_state["username"] is None
    assert count(database, AuthSession) == 0


@pytest.mark.parametrize(("username", "password"), [("li.mei", "wrong password"), ("nobody", GOOD)])
def test_a_bad_sign_in_says_one_sentence_once(at: AppTest, database: Engine, username: str, password: str):
    before = count(database, SignInTicket)
    fill(at, username, password)
    assert [error.value for error in at.error] == ["User name or password is wrong\\."]
    assert count(database, SignInTicket) == before
    assert not at.run().error


def test_an_empty_form_asks_to_be_filled(at: AppTest):
    fill(at, "", "")
    assert [error.value for error in at.error] == ["Please enter your user name and your password\\."]


def test_an_identity_planted_in_the_tab_counts_for_nothing(at: AppTest):
    for name, value in {"authentication_status": True, "username": "li.mei", "roles": ["administrator"]}.items():
        at.session_state[name] = value
    assert not at.run().exception
    assert not [button for button in at.button if button.key == "sign_out"]


def test_signing_out_ends_the_session_at_once(person: None, page: Page, database: Engine):
    at = page("home", as_=1)
    at.button(key="sign_out").click().run()
    assert not at.exception
    assert not [button for button in at.button if button.key == "sign_out"]
    with Session(database) as session:
        assert session.exec(select(AuthSession)).one().revoked_at is not None


def test_a_session_ended_elsewhere_ends_in_an_open_tab(person: None, page: Page, database: Engine):
    at = page("home", as_=1)
    assert at.button(key="sign_out")
    accounts.end_sessions(Context(database, accounts.as_system), 1)
    assert not [button for button in at.run().button if button.key == "sign_out"]


def test_a_demonstration_offers_its_accounts(at: AppTest, database: Engine):
    assert not at.main.expander
    system = Context(database, accounts.as_system)
    with system.writing(Permission.HOUSE_RULES) as unit:
        demonstration.mark(unit, 0, {"li.mei": GOOD})
    demonstration._offset.cache_clear()
    before = count(database, SignInTicket)
    at.run()
    assert [button.label for button in at.main.expander[0].button] == ["李梅 · Resident"]
    at.button(key="demonstration_li.mei").click().run()
    assert count(database, SignInTicket) == before + 1
    assert [info.value for info in at.info] == ["One moment, you are being signed in…"]
