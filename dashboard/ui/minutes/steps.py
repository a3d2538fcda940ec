"""The next step of minutes, for whoever may take it: draft, hand in, send back, approve."""

from functools import partial

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.lifecycle.minutes import MinutesAction
from dashboard.services import minutes
from dashboard.services.minutes import MinutesState
from dashboard.ui import feedback, frame, session
from dashboard.ui.minutes import editor


def draft(state: MinutesState) -> None:
    """Draw the first step, or say who takes it."""
    if MinutesAction.DRAFT not in state.steps:
        frame.empty(_("The secretariat has not drafted these minutes yet."))
        return
    st.markdown(_("The draft is written from what is stored: attendance, agenda, discussion, votes and tasks."))
    st.button(
        _("Write the draft"),
        key="minutes_draft",
        type="primary",
        on_click=partial(
            feedback.act,
            minutes.draft,
            state.meeting_number,
            key="minutes_draft",
            done=_("The draft is written. Read it through and edit it."),
        ),
    )


def hand_in(state: MinutesState, minutes_id: int) -> None:
    """Draw the button that hands the saved text in, unless something typed is not saved yet."""
    if MinutesAction.HAND_IN not in state.steps:
        return
    unsaved = editor.changed(state, minutes_id)
    if unsaved:
        st.caption(_("Save your changes as a version before you hand the minutes in."))
    st.button(
        _("Hand in for approval"),
        key="minutes_hand_in",
        disabled=unsaved or state.stale,
        on_click=partial(
            feedback.act,
            minutes.hand_in,
            minutes_id,
            state.version,
            key="minutes_hand_in",
            done=_("The minutes are with the chair."),
        ),
    )


def decide(state: MinutesState, minutes_id: int) -> None:
    """Draw the chair's two ways: approve the text as it stands, or send it back with a reason."""
    if MinutesAction.APPROVE not in state.steps:
        return
    st.subheader(_("Your decision"), anchor=False)
    st.markdown(_("Approval gives the document number and locks the text."))
    st.button(
        _("Approve for issue"),
        key="minutes_approve",
        type="primary",
        disabled=state.stale,
        on_click=partial(
            feedback.act,
            minutes.approve,
            minutes_id,
            state.version,
            key="minutes_approve",
            done=lambda number: _("Approved as %(number)s.") % {"number": number},
        ),
    )
    with st.expander(_("Send it back for revision"), icon=":material/undo:"):
        st.text_area(_("What must be revised"), key="minutes_reason", max_chars=1000)
        feedback.below("reason")
        st.button(_("Send it back"), key="minutes_send_back", on_click=_send_back, args=(minutes_id,))


def _send_back(minutes_id: int) -> None:
    feedback.act(
        minutes.send_back,
        minutes_id,
        session.widget("minutes_reason", ""),
        key="minutes_send_back",
        done=_("The minutes are back with the secretariat."),
        then=lambda _status: session.forget_widgets(["minutes_reason"]),
    )
