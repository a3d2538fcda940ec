"""Carry out one click in the meeting room and tell everybody in it at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard.ui import feedback, live, session


def act(
    meeting_id: int,
    use_case: Callable[..., Any],
    *args: Any,
    name: str,
    done: str | Callable[[Any], str] = "",
    empty: Sequence[str] = (),
) -> None:
    """Run a use case from an ``on_click``, as ``feedback.act`` does; empty the widgets named and tell the room."""

    def afterwards(_result: object) -> None:
        session.forget_widgets(list(empty))
        live.publish(f"meeting:{meeting_id}")

    feedback.act(use_case, *args, key=name, done=done, then=afterwards)


def button(
    meeting_id: int,
    use_case: Callable[..., Any],
    *args: Any,
    text: str,
    name: str,
    icon: str = "",
    primary: bool = False,
    disabled: bool = False,
    hint: str | None = None,
    done: str | Callable[[Any], str] = "",
) -> None:
    """Draw a button that is one call."""
    st.button(
        text,
        key=name,
        type="primary" if primary else "secondary",
        icon=f":material/{icon}:" if icon else None,
        disabled=disabled,
        help=hint,
        on_click=partial(act, meeting_id, use_case, *args, name=name, done=done),
    )
