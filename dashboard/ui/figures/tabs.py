"""Parts of a page, one shown at a time; which one lives in the address."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.ui import session

KEY, NAME = "figures_part", "part"


def part(parts: Mapping[str, str]) -> str:
    """Draw the choice among ``parts`` (value -> what it is called) and return the one that is shown."""
    first = next(iter(parts))
    given = st.query_params.get(NAME, first)
    session.start_widget(KEY, given if given in parts else first)
    st.segmented_control(
        _("What is shown"),
        list(parts),
        format_func=lambda value: parts[value],
        key=KEY,
        required=True,
        on_change=_write,
        label_visibility="collapsed",
    )
    return str(session.widget(KEY) or first)


def _write() -> None:
    st.query_params[NAME] = str(session.widget(KEY))


def more(name: str, at_once: int) -> int:
    """Return how many of a list are shown, from the address."""
    typed = st.query_params.get(name, "")
    shown = int(typed) if typed.isdecimal() and len(typed) < 6 else at_once
    return max(at_once, shown)


def show_more(name: str, shown: int, total: int, at_once: int) -> None:
    """Draw the button that shows more of a list, where there is more."""
    if shown < total:
        st.button(
            _("Show more"),
            key=f"more_{name}",
            on_click=_writer(name, shown + at_once),
            icon=":material/expand_more:",
            width="stretch",
        )


def _writer(name: str, count: int) -> Callable[[], None]:
    def write() -> None:
        st.query_params[name] = str(count)

    return write
