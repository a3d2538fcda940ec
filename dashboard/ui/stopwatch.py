"""Show a time that goes on by itself in the browser, without asking the server every second."""

from pathlib import Path

import streamlit as st

from dashboard.i18n import gettext as _

_watch = st.components.v2.component(
    "riverside_stopwatch", js=Path(__file__).with_suffix(".js").read_text("utf-8"), isolate_styles=False
)


def running(key: str, seconds: int, limit: int, label: str) -> None:
    """Draw a clock that goes on from ``seconds`` and says by how much ``limit``, in seconds, is passed.

    Args:
        label: what is counted, for those who cannot see it.
    """
    _watch(key=f"watch_{key}", data={"seconds": seconds, "limit": limit, "label": label, "over": _("%s over time")})


def minutes_text(seconds: int) -> str:
    """Return seconds as minutes and seconds, such as 3:05."""
    return f"{seconds // 60}:{seconds % 60:02d}"
