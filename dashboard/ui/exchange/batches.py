"""The imports so far, each of which can be taken back as a whole."""

from collections.abc import Sequence

import streamlit as st

from dashboard.formats import moment
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services import exchange
from dashboard.services.exchange import BatchRead
from dashboard.services.exchange.titles import TITLES
from dashboard.ui import feedback, frame, session
from dashboard.ui.safe import plain
from models.enums import BatchStatus


def listed(rows: Sequence[BatchRead]) -> None:
    """Draw the imports, newest first, or say that there are none."""
    if not rows:
        frame.empty(_("Nothing was imported yet."), "exchange", _("Import a table"))
        return
    for row in rows:
        with st.container(border=True, key=f"batch_{row.id}"):
            st.markdown(f"**{plain(row.number)}**　{plain(_(TITLES[row.of]))}　{frame.badge_text(row.status)}")
            entered = ngettext("%(n)d row entered", "%(n)d rows entered", row.entered) % {"n": row.entered}
            left_out = ngettext("%(n)d row left out", "%(n)d rows left out", row.left_out) % {"n": row.left_out}
            st.caption(plain(" · ".join([row.file_name, moment(row.at), entered, left_out])))
            if row.reason:
                st.markdown(_("Reason: %(reason)s") % {"reason": plain(row.reason)})
            if row.status == BatchStatus.ENTERED:
                _undoing(row)


def _undoing(row: BatchRead) -> None:
    with st.expander(_("Undo this import"), icon=":material/undo:"):
        st.markdown(
            _(
                "Everything it entered is taken back and stays in the history with your reason. "
                "Where something has moved on meanwhile, nothing is taken back and you are told what it is."
            )
        )
        st.text_area(_("Reason"), key=f"undo_reason_{row.id}", max_chars=500)
        feedback.below("reason")
        st.button(_("Undo this import"), key=f"undo_{row.id}", on_click=_undo, args=(row,))


def _undo(row: BatchRead) -> None:
    feedback.act(
        exchange.undo,
        row.number,
        str(session.widget(f"undo_reason_{row.id}") or ""),
        key=f"undo_{row.id}",
        done=_("Import %(number)s is undone.") % {"number": row.number},
    )
