"""A paper to take away: one button for each format; a file is made when it is asked for, for whoever asks then."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.documents.paper import FORMATS, pdf_state
from dashboard.i18n import LANGUAGES
from dashboard.i18n import gettext as _
from dashboard.ui import session
from dashboard.ui.safe import plain


def language(key: str) -> str:
    """Draw the choice of the language of the papers and return its code; Chinese first."""
    session.start_widget(key, next(iter(LANGUAGES)))
    st.segmented_control(
        _("Language of the papers"), list(LANGUAGES), format_func=LANGUAGES.__getitem__, key=key, required=True
    )
    return str(session.widget(key))


def buttons(key: str, stem: str, make: Callable[[str], bytes], *, disabled: bool = False) -> None:
    """Draw a button for each format; the one for PDF cannot be pressed where no PDF can be made here."""
    state = pdf_state()
    with st.container(horizontal=True, key=f"{key}_files"):
        for fmt, kind in FORMATS.items():
            lacks = fmt == "pdf" and not state.ready
            st.download_button(
                _(kind.label),
                partial(make, fmt),
                file_name=f"{stem}.{kind.extension}",
                mime=kind.media_type,
                key=f"{key}_{fmt}",
                on_click="ignore",
                icon=":material/download:",
                disabled=disabled or lacks,
                help=plain(state.reason) if lacks else None,
            )


def pdf_note() -> None:
    """Say why no PDF can be made here; nothing where it can."""
    state = pdf_state()
    if not state.ready:
        st.info(plain(state.reason), icon=":material/font_download_off:")
