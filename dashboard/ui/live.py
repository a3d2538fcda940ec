"""Keep a part of a page true while it is looked at: it is drawn again as long as its channel is ahead of it."""

from collections.abc import Callable
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
    """Draw the fragment this is called in again, whenever something on ``channel`` was written by anybody.

    Read the version before what the fragment shows, and call this last in the fragment: where a run is stopped on
    its way, the page keeps the version of what it really shows, so what is written after that is told, again and
    again until it is drawn. Outside a fragment the whole page is drawn again. Without the right to hear the channel
    nothing happens.

    Args:
        channel: as in the audit lines, such as ``meeting:7``.
        since: the version the page shows, which must grow with what it shows.
        heard: what to do before the page is drawn again.
    """
    _listener(key=f"live_{channel}", data={"channel": channel, "since": since}, on_tick_change=heard or _heard)


def publish(channel: str) -> None:
    """Tell the listeners of ``channel`` in this process at once; the others hear it within a second anyway."""
    HUB.publish(channel)


def _heard() -> None:
    """Do nothing: that this was called already draws the page again."""
