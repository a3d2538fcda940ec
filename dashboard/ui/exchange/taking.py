"""Buttons that take a list away as a workbook or as CSV."""

from functools import partial

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services.exchange.lists import FORMATS, LISTS, export, may_take
from dashboard.services.exchange.titles import TITLES
from dashboard.ui import session


def downloads(of: str, *, office: bool = False) -> None:
    """Draw one button for each format of a list, with what everybody may read, or with the office's columns.

    Nothing is drawn for somebody who may not take it away.
    """
    ctx = session.context()
    if not may_take(ctx.actor, of, office=office):
        return
    with st.container(horizontal=True, key=f"downloads_{of}{'_office' if office else ''}"):
        for fmt, kind in FORMATS.items():
            st.download_button(
                _(kind.label),
                partial(export, ctx, of, fmt, office=office),
                file_name=f"{of}.{fmt}",
                mime=kind.media_type,
                key=f"download_{of}_{fmt}{'_office' if office else ''}",
                on_click="ignore",
                icon=":material/download:",
            )


def every_list() -> None:
    """Draw the downloads of every list: as everybody may have it, and with the office's columns."""
    for of in LISTS:
        st.subheader(_(TITLES[of]), anchor=False)
        if of != "decisions":
            st.caption(_("Public version"))
            downloads(of)
        st.caption(_("For the office, with what is not public"))
        downloads(of, office=True)
