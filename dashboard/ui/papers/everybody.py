"""Papers that everybody may take away: a notice, a poster for the lobby, the notices of a week."""

from datetime import date

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.lifecycle.needs import PUBLIC
from dashboard.services import papers
from dashboard.ui import session
from dashboard.ui.papers import files
from models.need import NeedRead


def of_notice(number: str) -> None:
    """Draw a notice and its poster to take away."""
    ctx = session.context()
    with st.expander(_("To print and post"), icon=":material/print:"):
        chosen = files.language("notice_paper_language")
        files.pdf_note()
        st.markdown("**" + _("Public notice for the board") + "**")
        files.buttons(
            "notice_paper", f"{number}-notice", lambda fmt: papers.public_notice(ctx, number, fmt, chosen).content
        )
        st.markdown("**" + _("Poster for the lobby") + "**")
        files.buttons(
            "notice_poster", f"{number}-poster", lambda fmt: papers.poster(ctx, fmt, chosen, notice=number).content
        )


def of_item(need: NeedRead) -> None:
    """Draw the poster of an item to take away; nothing as long as not everybody may read it."""
    if need.status not in PUBLIC:
        return
    ctx, number = session.context(), need.number
    with st.expander(_("Poster for the lobby"), icon=":material/print:"):
        chosen = files.language("item_poster_language")
        files.pdf_note()
        st.caption(_("One page with a code to scan, so that neighbours see what becomes of it."))
        files.buttons(
            "item_poster", f"{number}-poster", lambda fmt: papers.poster(ctx, fmt, chosen, item=number).content
        )


def of_week(today: date) -> None:
    """Draw the notices of a week to take away, and the poster on following a proposal."""
    ctx = session.context()
    with st.expander(_("To print and post: the notices of a week"), icon=":material/print:"):
        session.start_widget("week_day", today)
        st.date_input(
            _("A day of the week"), key="week_day", format="YYYY-MM-DD", help=_("The week runs from Monday to Sunday.")
        )
        on = session.widget("week_day") or today
        chosen = files.language("week_language")
        files.pdf_note()
        files.buttons("week", f"{on}-week", lambda fmt: papers.weekly_notice(ctx, fmt, chosen, on=on).content)
        st.markdown("**" + _("Poster: how to follow a proposal with its code") + "**")
        files.buttons("follow_poster", "follow-poster", lambda fmt: papers.poster(ctx, fmt, chosen).content)
