"""The list of public notices, with its filter in the address."""

from collections.abc import Sequence

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from dashboard.labels import label
from dashboard.services.notices import NoticeFilter, NoticeLine
from dashboard.ui import address, frame
from dashboard.ui.notices.words import objection_words, running_words
from dashboard.ui.safe import plain

STATES = {"running": True, "ended": False}


def filters() -> NoticeFilter:
    """Draw the filter and return what it says."""
    names = {"running": pgettext("notices", "Running"), "ended": pgettext("notices", "Ended or withdrawn")}
    return NoticeFilter(running=STATES.get(address.choice(_("Status"), "status", names, _("every status"))))


def cards(lines: Sequence[NoticeLine], wanted: NoticeFilter) -> None:
    """Draw one card a notice, or say why there are none and what to do next."""
    if not lines and wanted == NoticeFilter():
        frame.empty(
            _("Nothing has been put on public notice yet. Items are posted here once a meeting has adopted them."),
            "claim_list",
            _("See the claim list"),
        )
    elif not lines:
        frame.empty(_("No notice matches. Take out the filter."), "notices", _("Show all notices"))
    for line in lines:
        with st.container(border=True, key=f"notice_card_{line.id}"):
            words = f"{line.number}　{line.need_title}"
            frame.link("notices", words, icon="campaign", query={"number": line.number})
            outcome = f" {frame.badge_text(line.outcome)}" if line.outcome else ""
            st.markdown(f"{frame.badge_text(line.status)}{outcome}")
            st.markdown(plain(running_words(line)))
            st.caption(plain(" · ".join([label(line.type), objection_words(line)])))
