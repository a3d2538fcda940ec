"""Filters that live in the address, so that a link shows the same list to whoever opens it."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from dashboard.ui import session


def choice(label: str, name: str, options: Mapping[str, str], every: str) -> str:
    """Draw a choice among ``options`` (value -> what it is called); return the value, empty for every one.

    Args:
        name: parameter of the address, unique on the page.
        every: what not choosing is called.
    """
    given = st.query_params.get(name, "")
    key = _begun(name, given if given in options else "")
    st.selectbox(
        label,
        ["", *options],
        format_func=lambda value: options.get(value, every),
        key=key,
        on_change=partial(_write, name),
    )
    return str(session.widget(key) or "")


def words(label: str, name: str, placeholder: str = "") -> str:
    """Draw a search box; return what was typed."""
    key = _begun(name, st.query_params.get(name, ""))
    st.text_input(label, key=key, type="search", placeholder=placeholder, max_chars=60, on_change=partial(_write, name))
    return str(session.widget(key) or "").strip()


def mark(label: str, name: str) -> bool:
    """Draw a switch; return whether it is on."""
    key = _begun(name, st.query_params.get(name) == "1")
    st.toggle(label, key=key, on_change=partial(_write, name))
    return bool(session.widget(key))


def day(label: str, name: str) -> date | None:
    """Draw a date, empty at first; return the day."""
    key = _begun(name, _day(st.query_params.get(name, "")))
    st.date_input(label, value=None, key=key, format="YYYY-MM-DD", on_change=partial(_write, name))
    value = session.widget(key)
    return value if isinstance(value, date) else None


def _begun(name: str, value: object) -> str:
    """Give the widget its first value and return its key."""
    key = f"filter_{name}"
    session.start_widget(key, value)
    return key


def _write(name: str) -> None:
    value = session.widget(f"filter_{name}")
    if value in (None, "", False):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = "1" if value is True else str(value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
