"""Pages under Streamlit's AppTest: a database of their own, and a browser cookie per person."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import Engine
from sqlmodel import Session
from streamlit import config
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from dashboard import i18n
from dashboard.services import demonstration
from dashboard.settings import settings
from dashboard.storage.engine import open_engine
from dashboard.ui import session as tab
from models.account import Account, AccountRole, AuthSession
from models.base import TableBase
from models.enums import Role

ROOT = Path(__file__).parents[2]
APP = ROOT / "dashboard" / "app.py"
NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _whole_tracebacks() -> Iterator[None]:
    """A broken page tells the test what broke; visitors see a reference number instead."""
    before = st.get_option("client.showErrorDetails")
    config.set_option("client.showErrorDetails", "full")
    yield
    config.set_option("client.showErrorDetails", before)


@pytest.fixture
def database(tmp_path: Path, migrated_sqlite: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An empty database that the pages use too."""
    path = tmp_path / "pages.db"
    path.write_bytes(migrated_sqlite)
    yield from serve(path, monkeypatch)


def serve(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Let the pages use the SQLite file at ``path`` until the test ends."""
    monkeypatch.setenv("RIVERSIDE_DATABASE_URL", f"sqlite:///{path}")
    settings.cache_clear()
    demonstration._offset.cache_clear()
    st.cache_resource.clear()
    engine = open_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()
    st.cache_resource.clear()
    settings.cache_clear()
    demonstration._offset.cache_clear()


@pytest.fixture
def stored(database: Engine) -> Callable[[TableBase], TableBase]:
    """Save a row in the pages' database."""

    def save(row: TableBase) -> TableBase:
        with Session(database.execution_options(writes=True), expire_on_commit=False) as session:
            session.add(row)
            session.commit()
            return row

    return save


@pytest.fixture
def account(stored: Callable[[TableBase], TableBase]) -> Callable[..., int]:
    """``account("resident", "liaison", organisation_id=3)`` adds a person with these roles, returns the id."""
    made = iter(range(1, 1000))

    def make(*roles: str, organisation_id: int | None = None) -> int:
        number = next(made)
        row = stored(
            Account(
                username=f"person{number}",
                display_name=f"Person {number}",
                password_hash="unused",
                organisation_id=organisation_id,
                created_at=NOW,
            )
        )
        for role in roles:
            stored(AccountRole(account_id=row.id, role=Role(role)))
        return row.id

    return make


@pytest.fixture
def cookie(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    """Set what the browser's cookie says; AppTest has no browser of its own."""

    def hold(token: str | None) -> None:
        cookies = {} if token is None else {tab.COOKIE: token}
        monkeypatch.setattr(ContextProxy, "cookies", property(lambda self: cookies))

    hold(None)
    return hold


@pytest.fixture
def signed_in(database: Engine, cookie: Callable[[str | None], None]) -> Callable[[int | None], None]:
    """``signed_in(account_id)`` makes the next runs those of this person; ``None`` of a visitor."""

    def enter(account_id: int | None) -> None:
        if account_id is None:
            cookie(None)
            return
        token = f"token-{account_id}"
        digest = hashlib.sha256(token.encode()).hexdigest()
        with Session(database.execution_options(writes=True)) as session:
            if session.get(AuthSession, digest) is None:
                epoch = session.get(Account, account_id).epoch
                now = demonstration.clock(database)()
                session.add(
                    AuthSession(
                        token_sha256=digest,
                        account_id=account_id,
                        epoch=epoch,
                        created_at=now,
                        seen_at=now,
                        expires_at=now + timedelta(hours=8),
                    )
                )
                session.commit()
        cookie(token)

    return enter


@pytest.fixture
def page(database: Engine, signed_in: Callable[[int | None], None]) -> Callable[..., AppTest]:
    """``page("propose", as_=account_id, language="en", number="…")`` opens a page; select widgets by key."""

    def open_page(name: str, as_: int | None = None, language: str = "en", **query: str) -> AppTest:
        signed_in(as_)
        with i18n.speaking(language):
            app = AppTest.from_file(str(APP), default_timeout=30)
            app.session_state["rd.language"] = language
            for parameter, value in query.items():
                app.query_params[parameter] = value
            app.run()
            if name != "home":
                app.switch_page(f"../pages/{name}.py").run()
        return app

    return open_page
