"""Amounts of money as people type them: yuan, read exactly into fen."""

from collections.abc import Callable

import streamlit as st

from dashboard.errors import BadInput
from dashboard.exchange.cells import parse_fen
from dashboard.i18n import gettext as _
from dashboard.ui import feedback, session


def yuan_input(
    label: str, key: str, field: str, help: str = "", *, on_change: Callable[[], None] | None = None
) -> None:
    """Draw an input for an amount in yuan, and its problem right below; ``field`` names it in refusals."""
    session.start_widget(key, "")
    st.text_input(
        label,
        key=key,
        max_chars=20,
        placeholder=_("such as 1200 or 1,200.50"),
        help=help or None,
        on_change=on_change,
    )
    feedback.below(field)


def fen(key: str, field: str, *, required: bool = True) -> int | None:
    """Return what was typed into the input with this key, in fen; ``None`` where nothing was.

    Raises:
        BadInput: it is no amount, or nothing was typed where something is required.
    """
    text = str(session.widget(key) or "").strip()
    if not text and not required:
        return None
    try:
        return parse_fen(text)
    except BadInput as refused:
        raise BadInput(field, refused.message, **refused.facts) from None
