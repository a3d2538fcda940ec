"""A paper to take away: one button for each format; a file is made when it is asked for, for whoever asks then."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.documents.paper import FORMATS, pdf_state
from dashboard.i18n import LANGUAGES
from dashboard.i18n import gettext as _
from dashboard.ui import session
from dashboard.ui.files import offer
from dashboard.ui.safe import plain


def language(key: str) -> str:
    """Draw the choice of the language of the papers and return its code; Chinese first."""
    session.start_widget(key, next(iter(LANGUAGES)))
    st.segmented_control(
        _("Language of the papers"), list(LANGUAGES), format_func=LANGUAGES.__getitem__, key=key, required=True
    )
    return str(session.widget(key))


def format_of(key: str) -> str:
    """Draw the choice of the format of the papers and return its name; one that cannot be made here is not offered."""
    ready = [fmt for fmt in FORMATS if fmt != "pdf" or pdf_state().ready]
    session.start_widget(key, ready[0])
    st.segmented_control(_("Format"), ready, format_func=lambda fmt: _(FORMATS[fmt].label), key=key, required=True)
    return str(session.widget(key))


def button(key: str, stem: str, fmt: str, make: Callable[[], bytes]) -> None:
    """Draw the button for one format, named after it."""
    kind = FORMATS[fmt]
    offer(_(kind.label), make, name=f"{stem}.{kind.extension}", media_type=kind.media_type, key=f"{key}_{fmt}")


def buttons(key: str, stem: str, make: Callable[[str], bytes], *, disabled: bool = False) -> None:
    """Draw a button for each format; the one for PDF cannot be pressed where no PDF can be made here."""
    state = pdf_state()
    with st.container(horizontal=True, key=f"{key}_files"):
        for fmt, kind in FORMATS.items():
            lacks = fmt == "pdf" and not state.ready
            offer(
                _(kind.label),
                partial(make, fmt),
                name=f"{stem}.{kind.extension}",
                media_type=kind.media_type,
                key=f"{key}_{fmt}",
                disabled=disabled or lacks,
                help_text=plain(state.reason) if lacks else None,
            )


def pdf_note() -> None:
    """Say why no PDF can be made here; nothing where it can."""
    state = pdf_state()
    if not state.ready:
        st.info(plain(state.reason), icon=":material/font_download_off:")
