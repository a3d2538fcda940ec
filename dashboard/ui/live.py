"""Keep a part of a page true while it is looked at: it is drawn again as long as its channel is ahead of it."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from dashboard.ui import session
from dashboard.web.live import Hub

HUB = Hub(session.engine)
"""The broadcaster of this process; ``dashboard.server`` mounts it."""

_listener = st.components.v2.component(
    "riverside_live", js=Path(__file__).with_suffix(".js").read_text("utf-8"), isolate_styles=False
)


def listen(channel: str, *, since: int, heard: Callable[[], None] | None = None) -> None:
    """Draw the page, or the fragment this is called in, again whenever anybody writes something on ``channel``.

    What is written after ``since`` is told, again and again until it is drawn. Without the right to hear the channel
    nothing happens. Where what is drawn afterwards must not fall behind, use :func:`following`.

    Args:
        channel: as in the audit lines, such as ``meeting:7``.
        since: the version the page shows, which must grow with what it shows.
        heard: what to do before the page is drawn again.
    """
    _listener(key=f"live_{channel}", data={"channel": channel, "since": since}, on_tick_change=heard or _heard)


@contextmanager
def following(channel: str, *, since: int) -> Iterator[None]:
    """Keep a fragment true that is drawn inside this: as :func:`listen`, also where drawing it is stopped half-way.

    The browser takes ``since`` for drawn once it has seen the end; read it before what the fragment shows. A run that
    somebody stopped, or whose connection broke, never sends its end, so the page is asked for anew.
    """
    run = secrets.token_urlsafe(6)
    _listener(key=f"live_{channel}", data={"channel": channel, "since": since, "run": run}, on_tick_change=_heard)
    yield
    _listener(key=f"live_{channel}_end", data={"channel": channel, "end": run})


def publish(channel: str) -> None:
    """Tell the listeners of ``channel`` in this process at once; the others hear it within a second anyway."""
    HUB.publish(channel)


def _heard() -> None:
    """Do nothing: that this was called already draws the page again."""
