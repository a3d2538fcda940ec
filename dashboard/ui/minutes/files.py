"""Minutes to take away: one button for each format; a file is made when it is asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.documents.minutes import FORMATS
from dashboard.documents.paper import missing_glyphs, pdf_state
from dashboard.i18n import LANGUAGES
from dashboard.i18n import gettext as _
from dashboard.ui import session
from dashboard.ui.files import offer
from dashboard.ui.safe import plain


def language(key: str) -> str:
    """Draw the choice of the language of head and labels and return its code."""
    session.start_widget(key, next(iter(LANGUAGES)))
    st.segmented_control(
        _("Language of head and labels"), list(LANGUAGES), format_func=LANGUAGES.__getitem__, key=key, required=True
    )
    return str(session.widget(key))


def buttons(prefix: str, stem: str, text: str, make: Callable[[str], bytes]) -> None:
    """Draw a button for each format; where no PDF of this text can be made here, say why."""
    lacking = _lacking(text)
    with st.container(horizontal=True, key=f"{prefix}_files"):
        for fmt, kind in FORMATS.items():
            offer(
                _(kind.label),
                partial(make, fmt),
                name=f"{stem}.{kind.extension}",
                media_type=kind.media_type,
                key=f"{prefix}_{fmt}",
                disabled=fmt == "pdf" and bool(lacking),
            )
    if lacking:
        st.caption(plain(lacking))


def _lacking(text: str) -> str:
    """Return why no PDF of a text can be made here; empty where one can."""
    ready = pdf_state()
    if not ready.ready:
        return ready.reason
    missing = "".join(missing_glyphs(text))
    if not missing:
        return ""
    words = _("No font on this server has the characters %(characters)s, so no PDF can be made. Take another format.")
    return words % {"characters": missing}
