"""Filters that live in the address, so that a link shows the same list to whoever opens it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from zlib import crc32

import streamlit as st

from dashboard.ui import session

PAGE = "page"
"""Parameter that says which page of a long list is read; any change of a filter takes it away."""


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


def row(label: str, name: str, options: Mapping[str, str], drops: Sequence[str] = ()) -> str:
    """Draw a choice of a few as a row of buttons, none of which need be pressed; return the value, else empty.

    Args:
        drops: parameters that are finer than this one, and forgotten when it changes.
    """
    given = st.query_params.get(name, "")
    key = _begun(name, given if given in options else None)
    st.pills(label, list(options), format_func=options.__getitem__, key=key, on_change=partial(_write, name, drops))
    return str(session.widget(key) or "")


def page(pages: int) -> int:
    """Draw the numbers of the pages where there are several; return which one is read, from 1."""
    if pages < 2:
        return 1
    given = st.query_params.get(PAGE, "")
    first = int(given) if given.isascii() and given.isdecimal() and len(given) < 7 else 1
    filters = sorted((name, value) for name, value in st.query_params.items() if name != PAGE)
    key = f"filter_{PAGE}_{crc32(repr(filters).encode())}"  # other filters, another list: it begins at its first page
    return st.pagination(
        pages, default=max(1, min(first, pages)), key=key, max_visible_pages=5, on_change=partial(_turn, key)
    )


def clear(*names: str) -> None:
    """Take filters out of the address and empty their widgets; for a button's ``on_click``."""
    session.forget_widgets([f"filter_{name}" for name in names])
    for name in (*names, PAGE):
        st.query_params.pop(name, None)


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


def _turn(key: str) -> None:
    number = session.widget(key, 1)
    if number == 1:
        st.query_params.pop(PAGE, None)
    else:
        st.query_params[PAGE] = str(number)


def _write(name: str, drops: Sequence[str] = ()) -> None:
    value = session.widget(f"filter_{name}")
    clear(*drops)
    if value in (None, "", False):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = "1" if value is True else str(value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
