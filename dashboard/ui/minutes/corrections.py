"""Corrections of issued minutes: proposed over the text in force and decided by the chair; the approval sheets."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.documents.minutes.punctuation import with_colon
from dashboard.formats import day, local_date, moment
from dashboard.i18n import gettext as _
from dashboard.rules.lifecycle.minutes import LOCKED
from dashboard.rules.permissions import Permission as P
from dashboard.services import minutes
from dashboard.services.context import Actor
from dashboard.services.minutes import CorrectionRead, MinutesState
from dashboard.ui import feedback, frame, session
from dashboard.ui.kept_form import KeptForm
from dashboard.ui.minutes.difference import difference
from dashboard.ui.safe import plain
from models.enums import CorrectionStatus, MinutesStatus


def corrections(state: MinutesState, found: Sequence[CorrectionRead], actor: Actor, minutes_id: int) -> None:
    """Draw every correction with its difference, and the forms to decide or to propose one."""
    issued = state.status in LOCKED and state.status is not MinutesStatus.APPROVED
    waits = any(one.status is CorrectionStatus.PROPOSED for one in found)
    proposes = issued and not waits and actor.may(P.MINUTES_DRAFT)
    if not found and not proposes:
        return
    st.subheader(_("Corrections"), anchor=False)
    for one in found:
        _correction(one, actor)
    if proposes:
        with st.expander(_("Propose a correction"), icon=":material/edit_document:"):
            _form(state, minutes_id)


def _correction(one: CorrectionRead, actor: Actor) -> None:
    with st.container(border=True, key=f"correction_card_{one.id}"):
        number = _("Correction %(n)d") % {"n": one.correction_no} if one.correction_no else _("Proposed correction")
        st.markdown(f"**{plain(number)}** {frame.badge_text(one.status)}")
        about = [moment(one.proposed_at), one.proposed_by, _("over version %(n)d") % {"n": one.over_version}]
        st.caption(plain(" · ".join(filter(None, about))))
        st.markdown(_("Reason: %(reason)s") % {"reason": plain(one.reason)})
        difference(one.before, one.text)
        if one.status is CorrectionStatus.PROPOSED:
            _decide(one, actor)


def _decide(one: CorrectionRead, actor: Actor) -> None:
    if actor.may(P.MINUTES_APPROVE):
        st.button(
            _("Approve the correction"),
            key="correction_approve",
            type="primary",
            on_click=partial(
                feedback.act,
                minutes.approve_correction,
                one.id,
                key="correction_approve",
                done=lambda number: (
                    _("Correction %(n)d is in force. The public version is screened anew.") % {"n": number}
                ),
            ),
        )
        st.text_area(_("Why it is refused"), key="correction_reason", max_chars=1000, height=80)
        feedback.below("reason")
        st.button(_("Refuse the correction"), key="correction_refuse", on_click=_refuse, args=(one.id,))
    elif actor.may(P.MINUTES_DRAFT):
        withdraw = partial(
            feedback.act,
            minutes.withdraw_correction,
            one.id,
            key="correction_withdraw",
            done=_("The correction is taken back."),
        )
        st.button(_("Take it back"), key="correction_withdraw", on_click=withdraw)


def _refuse(correction_id: int) -> None:
    feedback.act(
        minutes.refuse_correction,
        correction_id,
        session.widget("correction_reason") or "",
        key="correction_refuse",
        done=_("The correction is refused. The text in force stays."),
        then=lambda _status: session.forget_widgets(["correction_reason"]),
    )


def _form(state: MinutesState, minutes_id: int) -> None:
    form = KeptForm(
        f"minutes_correction/{minutes_id}/{state.version}",
        f"correction_{minutes_id}",
        {"text": state.text, "reason": ""},
    )
    form.begin()
    st.markdown(_("Issued minutes change by a numbered correction only. Write the whole text as it is to stand."))
    st.text_area(_("Text of the minutes"), key=form.key("text"), height=360, on_change=form.keep("text"))
    feedback.below("text")
    st.text_area(
        _("Why it is corrected"), key=form.key("reason"), max_chars=1000, height=80, on_change=form.keep("reason")
    )
    feedback.below("reason")
    st.button(
        _("Propose it to the chair"),
        key="correction_propose",
        on_click=_propose,
        args=(form, state.version, minutes_id),
    )


def _propose(form: KeptForm, version: int, minutes_id: int) -> None:
    form.keep_all()
    feedback.act(
        minutes.propose_correction,
        minutes_id,
        version,
        form.words("text"),
        form.words("reason"),
        key="correction_propose",
        done=_("The correction is with the chair."),
        then=lambda _id: form.done(),
    )


def sheets(state: MinutesState) -> None:
    """Draw the approval sheets: the original and each correction, with digest and day."""
    if not state.sheets:
        return
    st.subheader(_("Approval sheets"), anchor=False)
    for one in state.sheets:
        name = _("Correction %(n)d") % {"n": one.correction_no} if one.correction_no else _("Original")
        told = (_("Version %(n)d") % {"n": one.version}, day(local_date(one.approved_at)), one.approved_by)
        digest = with_colon(_("Text digest (SHA-256)")) + one.sha256[:16]
        st.markdown(f"**{plain(name)}**　{plain(' · '.join(told))}  \n:small[{plain(digest)}]")
