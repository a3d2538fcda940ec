"""The next steps of minutes for whoever may take them: one button for each move that is open."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.lifecycle.minutes import MinutesAction as A
from dashboard.services import minutes
from dashboard.services.minutes import MinutesState, RemarkBoard
from dashboard.ui import feedback, frame, session
from dashboard.ui.minutes import editor, handing_in
from dashboard.ui.safe import plain
from models.enums import MinutesStatus, Retention


def draft(state: MinutesState) -> None:
    """Draw the first step, or say who takes it."""
    if A.DRAFT not in state.steps:
        frame.empty(_("The secretariat has not drafted these minutes yet."))
        return
    st.markdown(_("The draft is written from what is stored: attendance, agenda, discussion, votes and tasks."))
    _button(
        "minutes_draft",
        _("Write the draft"),
        minutes.draft,
        state.meeting_number,
        done=_("The draft is written. Read it through and edit it."),
    )


def next_steps(state: MinutesState, said: RemarkBoard, minutes_id: int) -> None:
    """Draw every step this reader may take now; nothing where none is open."""
    open_steps = [action for action in ORDER if action in state.steps]
    if not open_steps:
        return
    st.subheader(_("Next step"), anchor=False)
    if state.may_write and editor.changed(state, minutes_id):
        st.info(_("Save your changes as a version before you take the next step."), icon=":material/save:")
        return
    with st.container(border=True, key="minutes_next"):
        for action in open_steps:
            if action is A.HAND_IN:
                handing_in.hand_in(state, said, minutes_id)
            else:
                DRAWN[action](state, minutes_id)


def _check(state: MinutesState, minutes_id: int) -> None:
    st.markdown(_("Somebody who did not write it reads the draft against the facts."))
    _button(
        "minutes_check",
        _("Give it to be checked"),
        minutes.check,
        minutes_id,
        state.version,
        done=_("The draft is being checked."),
    )


def _circulate(state: MinutesState, minutes_id: int) -> None:
    st.markdown(_("Those who attended read the draft and say what is wrong, until the end of the day you choose."))
    session.start_widget("minutes_until", state.usual_comments_until)
    st.date_input(_("Last day for corrections"), key="minutes_until", format="YYYY-MM-DD")
    feedback.below("until")
    until = session.widget("minutes_until")
    if until and state.issue_due and until > state.issue_due:
        words = _("The minutes are due on %(due)s: corrections until %(until)s come too late for that.")
        st.warning(plain(words % {"due": day(state.issue_due), "until": day(until)}), icon=":material/event_busy:")
    st.button(
        _("Send it to those who attended"),
        key="minutes_circulate",
        type="primary",
        disabled=state.stale,
        on_click=_send_round,
        args=(minutes_id, state.version),
    )


def _send_round(minutes_id: int, version: int) -> None:
    feedback.act(
        minutes.circulate,
        minutes_id,
        version,
        session.widget("minutes_until"),
        key="minutes_circulate",
        done=_("The draft is with those who attended."),
        then=lambda _until: session.forget_widgets(["minutes_until"]),
    )


def _approve(state: MinutesState, minutes_id: int) -> None:
    st.markdown(_("Approval gives the document number and locks the text."))
    _button(
        "minutes_approve",
        _("Approve for issue"),
        minutes.approve,
        minutes_id,
        state.version,
        disabled=state.stale,
        done=lambda number: _("Approved as %(number)s.") % {"number": number},
    )


def _send_back(_state: MinutesState, minutes_id: int) -> None:
    _with_reason(
        "minutes_send_back",
        _("Send it back for revision"),
        _("What must be revised"),
        _("Send it back"),
        partial(minutes.send_back, minutes_id=minutes_id),
        _("The minutes are back with the secretariat."),
    )


def _revise(state: MinutesState, minutes_id: int) -> None:
    _with_reason(
        "minutes_revise",
        _("Take it back for revision"),
        _("Why it is taken back"),
        _("Take it back"),
        partial(minutes.revise, minutes_id=minutes_id, version_seen=state.version),
        _("The text is a draft again."),
    )


def _issue(_state: MinutesState, minutes_id: int) -> None:
    st.markdown(_("Hand the paper out to the member organisations, then note here that it went out."))
    _button("minutes_issue", _("It is issued"), minutes.issue, minutes_id, done=_("The minutes are issued."))


def _screen(state: MinutesState, minutes_id: int) -> None:
    if state.status is MinutesStatus.WITHHELD:
        _with_reason(
            "minutes_screen",
            _("Screen for the public once more"),
            _("Why it is looked at once more"),
            _("Take it up"),
            partial(minutes.screen, minutes_id=minutes_id),
            _("The public version can be prepared."),
        )
        return
    st.markdown(_("What everybody may read is prepared from the issued text and decided by the chair."))
    _button(
        "minutes_screen",
        _("Take up the public version"),
        minutes.screen,
        minutes_id,
        done=_("The public version can be prepared."),
    )


def _archive(state: MinutesState, minutes_id: int) -> None:
    session.start_widget("minutes_retention", state.usual_retention)
    st.selectbox(_("How long they are kept"), list(Retention), format_func=label, key="minutes_retention")
    st.button(_("Put into the archive"), key="minutes_archive", type="primary", on_click=_put_away, args=(minutes_id,))


def _put_away(minutes_id: int) -> None:
    feedback.act(
        minutes.archive,
        minutes_id,
        session.widget("minutes_retention"),
        key="minutes_archive",
        done=_("The minutes are archived."),
    )


DRAWN: Mapping[A, Callable[[MinutesState, int], None]] = {
    A.CHECK: _check,
    A.CIRCULATE: _circulate,
    A.REVISE: _revise,
    A.APPROVE: _approve,
    A.SEND_BACK: _send_back,
    A.ISSUE: _issue,
    A.SCREEN: _screen,
    A.ARCHIVE: _archive,
}
ORDER = (A.CHECK, A.CIRCULATE, A.HAND_IN, A.REVISE, A.APPROVE, A.SEND_BACK, A.ISSUE, A.SCREEN, A.ARCHIVE)
"""Publishing and withholding stand beside the public version, corrections in a part of their own."""


def _button(
    key: str,
    text: str,
    use_case: Callable[..., Any],
    *args: object,
    done: str | Callable[[Any], str],
    disabled: bool = False,
) -> None:
    click = partial(feedback.act, use_case, *args, key=key, done=done)
    st.button(text, key=key, type="primary", disabled=disabled, on_click=click)


def _with_reason(key: str, heading: str, asked: str, text: str, use_case: Callable[..., Any], done: str) -> None:
    with st.expander(heading, icon=":material/undo:"):
        st.text_area(asked, key=f"{key}_reason", max_chars=1000)
        feedback.below("reason")
        st.button(text, key=key, on_click=_reasoned, args=(key, use_case, done))


def _reasoned(key: str, use_case: Callable[..., Any], done: str) -> None:
    feedback.act(
        use_case,
        reason=session.widget(f"{key}_reason") or "",
        key=key,
        done=done,
        then=lambda _status: session.forget_widgets([f"{key}_reason"]),
    )
