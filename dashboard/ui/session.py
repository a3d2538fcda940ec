"""The only module that touches ``st.session_state``: ids and choices of one tab, never rows, never a sign-in.

Who is here follows from the HttpOnly cookie of the connection (``st.context.cookies``), checked against
the database at every run and again inside every writing use case.
"""

import secrets
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st
from sqlalchemy import Engine
from streamlit.navigation.page import StreamlitPage

from dashboard import i18n
from dashboard.services import accounts, demonstration
from dashboard.services.context import Actor, Context
from dashboard.settings import settings
from dashboard.storage.engine import open_engine
from dashboard.storage.migrate import migrate

COOKIE = "riverside_session"
_PREFIX = "rd."  # streamlit-authenticator owns plain names such as "name", "email", "roles"


@st.cache_resource
def engine() -> Engine:
    """Return the one engine every session of this process shares, its tables up to date."""
    database = open_engine(settings().url)
    if database.dialect.name == "sqlite" and database.url.database:
        settings().data_dir.mkdir(parents=True, exist_ok=True)
    migrate(database)
    return database


def token() -> str | None:
    """Return the session token of this connection's cookie."""
    value = st.context.cookies.get(COOKIE)
    return value if isinstance(value, str) and value else None


def address() -> str:
    """Return the visitor's network address, for the brake on guessing; empty where it is this machine."""
    return st.context.ip_address or ""


def context() -> Context:
    """Return a fresh context for whoever holds this connection's cookie; a visitor where nobody does."""
    database = engine()
    found = token()
    identify = partial(accounts.by_token, token=found) if found else accounts.visitor
    clock = demonstration.clock(database)
    return Context(database, partial(identify, now=clock), clock)


def actor() -> Actor:
    """Return who is here now, as the database says."""
    return context().actor


def language() -> str | None:
    """Return the language chosen in this tab: by the switch, the address, the account or the browser."""
    chosen = get("language")
    if chosen:
        return str(chosen)
    locale = st.context.locale or ""
    return "en" if locale.lower().startswith("en") else None


def pages(registered: Mapping[str, StreamlitPage]) -> None:
    """Remember the pages this tab's menu holds, by file name, for links."""
    put("pages", dict(registered))


def page(name: str) -> StreamlitPage:
    """Return the page of this tab's menu with this file name, refusal or real.

    Raises:
        KeyError: there is no such page in ``navigation.PAGES``.
    """
    found: dict[str, StreamlitPage] = get("pages", {})
    return found[name]


def get(name: str, default: Any = None) -> Any:
    """Return what this tab remembers under ``name``."""
    return st.session_state.get(_PREFIX + name, default)


def put(name: str, value: Any) -> None:
    """Remember a choice or an id for this tab."""
    st.session_state[_PREFIX + name] = value


def pop(name: str, default: Any = None) -> Any:
    """Return what this tab remembers under ``name`` and forget it."""
    return st.session_state.pop(_PREFIX + name, default)


def widget(key: str, default: Any = None) -> Any:
    """Return the value of the widget with this key, for use in a callback."""
    return st.session_state.get(key, default)


def set_widget(key: str, value: Any) -> None:
    """Set the value a widget will show; only in a callback or before the widget is drawn."""
    st.session_state[key] = value


def start_widget(key: str, value: Any) -> None:
    """Give a widget its first value, once per tab."""
    if key not in st.session_state:
        st.session_state[key] = value


def forget_widgets(values: Mapping[str, Any] | list[str]) -> None:
    """Empty the widgets with these keys, after what they held was stored.

    Where they stay on the page, each must be drawn after ``start_widget``: only a value that is set reaches the
    browser, which otherwise goes on showing what was typed.
    """
    for key in values:
        st.session_state.pop(key, None)


def click_key(name: str) -> str:
    """Return the idempotency key of a button, made when it was first drawn; renewed by ``used_key``."""
    key = get(f"key.{name}")
    if key is None:
        key = secrets.token_urlsafe(16)
        put(f"key.{name}", key)
    return str(key)


def used_key(name: str) -> None:
    """Forget the key of a button whose action was carried out, so that the next click is a new one."""
    pop(f"key.{name}")


i18n.resolve_with(language)
