"""Matching talks: the list for the secretariat and those who claimed, and the form to note one."""

from datetime import date
from functools import partial

import streamlit as st

from dashboard.errors import NotAllowed
from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.services.context import Context
from dashboard.services.needs import NeedRow
from dashboard.services.needs.talks import hold_talk, talks
from dashboard.ui import feedback, session
from dashboard.ui.safe import paragraphs, plain


def held(ctx: Context, need_id: int) -> None:
    """Draw the talks held on an item, the latest first; nothing for readers who may not read them."""
    try:
        found = talks(ctx, need_id)
    except NotAllowed:
        return
    for talk in found:
        with st.expander(_("Talk of %(day)s") % {"day": day(talk.held_on)}, icon=":material/forum:"):
            st.markdown(_("Took part: %(present)s") % {"present": plain(talk.present)})
            paragraphs(talk.text)


def form(row: NeedRow, today: date) -> None:
    """Draw the form to note a talk on a claimed item."""
    key = str(row.id)
    with st.expander(_("Note a matching talk"), icon=":material/add_comment:"):
        session.start_widget(f"talk_day_{key}", today)
        st.date_input(_("Talk held on"), key=f"talk_day_{key}", max_value=today, format="YYYY-MM-DD")
        session.start_widget(f"talk_present_{key}", "")
        st.text_input(
            _("Units and posts that took part"),
            key=f"talk_present_{key}",
            max_chars=300,
            help=_("Please name no persons."),
        )
        session.start_widget(f"talk_text_{key}", "")
        st.text_area(_("What was said and agreed"), key=f"talk_text_{key}", max_chars=2000)
        if session.get("talks.tried") == key:
            for field in ("held_on", "present", "text"):
                feedback.below(field)
        st.caption(_("The secretariat and the organisations that claimed the item read this."))
        st.button(_("Keep the talk"), key=f"talk_go_{key}", on_click=partial(_hold, row.id))


def _hold(need_id: int) -> None:
    names = {name: f"talk_{name}_{need_id}" for name in ("day", "present", "text")}
    session.put("talks.tried", str(need_id))
    feedback.act(
        hold_talk,
        need_id,
        session.widget(names["day"]) or session.context().today(),
        str(session.widget(names["present"]) or ""),
        str(session.widget(names["text"]) or ""),
        key=f"talk_go_{need_id}",
        done=_("The talk is noted."),
        then=lambda _read: session.forget_widgets(list(names.values())),
    )
