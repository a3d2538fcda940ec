"""The public version of minutes: prepared beside the whole text, released or withheld by the chair."""

from functools import partial

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.lifecycle.minutes import MinutesAction
from dashboard.rules.permissions import Permission as P
from dashboard.services import minutes
from dashboard.services.context import Actor
from dashboard.services.minutes import MinutesState, PublicSide
from dashboard.ui import feedback, frame, session
from dashboard.ui.kept_form import KeptForm
from dashboard.ui.minutes.difference import difference
from dashboard.ui.safe import plain
from models.enums import MinutesStatus


def public_side(state: MinutesState, side: PublicSide, actor: Actor, minutes_id: int) -> None:
    """Draw what everybody reads or is to read, with the forms of whoever may prepare or decide it."""
    screening = state.status is MinutesStatus.SCREENING
    if not screening and not side.released:
        return
    st.subheader(_("Public version"), anchor=False)
    if side.released and state.status is not MinutesStatus.WITHHELD:
        frame.link(
            "public_minutes", _("To what everybody reads"), icon="public", query={"number": state.meeting_number}
        )
    if not screening:
        return
    if actor.may(P.MINUTES_DRAFT):
        _prepare(side, minutes_id)
    if side.proposal_version == 0:
        st.caption(_("The secretariat has not prepared the public version yet."))
        return
    _compared(side)
    if MinutesAction.PUBLISH in state.steps:
        _decide(side, minutes_id)


def _compared(side: PublicSide) -> None:
    with st.container(border=True, key="public_difference"):
        st.markdown("**" + _("Whole text and public version") + "**")
        difference(side.whole, side.proposal)
        if side.left_out:
            st.markdown("**" + _("What is left out, for everybody to read") + f"**　{plain(side.left_out)}")
    if side.private:
        st.warning(
            _("These words look like personal details: %(words)s. Take them out before the text is released.")
            % {"words": plain("、".join(side.private))},
            icon=":material/shield_person:",
        )


def _prepare(side: PublicSide, minutes_id: int) -> None:
    form = KeptForm(
        f"public_minutes/{minutes_id}",
        f"public_{minutes_id}",
        {"text": side.proposal, "left_out": side.left_out, "base": side.proposal_version},
    )
    form.begin()
    st.text_area(_("Text for everybody"), key=form.key("text"), height=360, on_change=form.keep("text"))
    feedback.below("text")
    st.text_area(
        _("What is left out and why"),
        key=form.key("left_out"),
        max_chars=1000,
        height=80,
        on_change=form.keep("left_out"),
    )
    feedback.below("left_out")
    with st.container(horizontal=True):
        save = partial(_save, form, minutes_id)
        st.button(_("Propose this to the chair"), key="public_prepare", type="primary", on_click=save)
        st.button(_("Begin again with what is saved"), key="public_drop", on_click=form.done)


def _save(form: KeptForm, minutes_id: int) -> None:
    form.keep_all()
    feedback.act(
        minutes.prepare_public,
        minutes_id,
        int(form.value("base")),
        form.words("text"),
        form.words("left_out"),
        key="public_prepare",
        done=_("The proposal is saved. The chair decides about it."),
        then=lambda _version: form.done(),
    )


def _decide(side: PublicSide, minutes_id: int) -> None:
    st.markdown("**" + _("Your decision") + "**")
    feedback.below("text")
    feedback.below("left_out")
    st.button(
        _("Release it for everybody"),
        key="minutes_publish",
        type="primary",
        disabled=bool(side.private),
        on_click=partial(
            feedback.act,
            minutes.publish,
            minutes_id,
            side.proposal_version,
            key="minutes_publish",
            done=_("Everybody can read the public version now."),
        ),
    )
    with st.expander(_("Do not publish"), icon=":material/lock:"):
        st.text_area(_("Why it is not published"), key="minutes_withhold_reason", max_chars=1000)
        feedback.below("reason")
        st.button(_("Withhold it"), key="minutes_withhold", on_click=_withhold, args=(minutes_id,))


def _withhold(minutes_id: int) -> None:
    feedback.act(
        minutes.withhold,
        minutes_id,
        session.widget("minutes_withhold_reason") or "",
        key="minutes_withhold",
        done=_("The minutes are not published."),
        then=lambda _status: session.forget_widgets(["minutes_withhold_reason"]),
    )
