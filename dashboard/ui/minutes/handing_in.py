"""Handing minutes in for approval: the button, and what must be done or waited for before it can be pressed."""

from collections.abc import Iterator

import streamlit as st

from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services import minutes
from dashboard.services.minutes import MinutesState, RemarkBoard
from dashboard.ui import feedback, session
from dashboard.ui.safe import plain
from models.enums import MinutesStatus, RemarkStatus


def hand_in(state: MinutesState, said: RemarkBoard, minutes_id: int) -> None:
    """Draw the step to the chair; as long as it is not open, with what it waits for."""
    asked, lacking = state.status is MinutesStatus.COMMENTING, list(_lacking(state, said))
    with st.container() if asked else st.expander(_("Hand it in without asking those who attended")):
        if not asked:
            st.text_area(_("Why they are not asked"), key="minutes_hand_in_reason", max_chars=1000)
            feedback.below("reason")
        if any(one.kind == "left_out" for one in state.findings):
            st.checkbox(_("What the text leaves out is left out on purpose"), key="minutes_acknowledged")
        st.button(
            _("Hand in for approval"),
            key="minutes_hand_in",
            type="primary" if asked else "secondary",
            disabled=bool(lacking),
            on_click=_hand_over,
            args=(minutes_id, state.version),
        )
        for reason in lacking:
            st.markdown(f":orange[:material/pending_actions: {plain(reason)}]")


def _lacking(state: MinutesState, said: RemarkBoard) -> Iterator[str]:
    """Yield what must be done, or waited for, before the text can go to the chair."""
    if state.stale:
        yield _("First take the present figures over, or compare the text with the facts.")
    unanswered = sum(one.status is RemarkStatus.OPEN for one in said.remarks)
    if unanswered:
        words = ngettext(
            "%(n)d correction that was asked for is not answered yet. Answer it first.",
            "%(n)d corrections that were asked for are not answered yet. Answer them first.",
            unanswered,
        )
        yield words % {"n": unanswered}
    if said.open and said.waiting and state.comments_until:
        words = _(
            "Those who attended may ask for corrections until %(until)s, and %(n)s of them have not said anything yet."
        )
        yield words % {"until": day(state.comments_until), "n": len(said.waiting)}


def _hand_over(minutes_id: int, version: int) -> None:
    feedback.act(
        minutes.hand_in,
        minutes_id,
        version,
        reason=session.widget("minutes_hand_in_reason") or "",
        acknowledged=bool(session.widget("minutes_acknowledged")),
        key="minutes_hand_in",
        done=_("The minutes are with the chair."),
        then=lambda _status: session.forget_widgets(["minutes_hand_in_reason", "minutes_acknowledged"]),
    )
