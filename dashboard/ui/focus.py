"""Lead the keyboard to the next step: the focus moves to a button that has just appeared."""

from pathlib import Path

import streamlit as st

_mover = st.components.v2.component(
    "riverside_focus", js=Path(__file__).with_suffix(".js").read_text("utf-8"), isolate_styles=False
)


def to(key: str, *, on: str) -> None:
    """Move the focus to the button with this key, once for every new ``on``; call it after the button was drawn.

    So Enter presses that button and nothing else does: a page-wide Enter would also answer for a reader whose
    focus stands on another button. A key held down presses it no second time.
    """
    _mover(key=f"focus_{key}", data={"key": key, "on": on})
