"""Submitting a proposal: write, look again, send; then its number and what happens next."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import needs
from dashboard.services.context import Context
from dashboard.ui import feedback, frame, session
from dashboard.ui.needs import form, steps
from dashboard.ui.safe import plain
from models.need import NeedDraft, NeedRead

FORM = form.Form("propose", needs.NEW_FORM, hints="support")


def propose(ctx: Context) -> None:
    """Draw the step this tab stands at."""
    if steps.step(FORM) == "done":
        _sent()
        return
    offered = form.choices(ctx)
    if not offered.areas or not offered.categories:
        frame.empty(_("The secretariat has not entered neighbourhoods and categories yet. Please try again later."))
        return
    draft = steps.to_review(FORM)
    if draft is not None:
        st.caption(_("Step 2 of 2: look again and send"))
        steps.review(FORM, draft, offered, _send)
        return
    st.caption(_("Step 1 of 2: write. Everything is saved as you type."))
    if ctx.actor.may(Permission.NEED_SCREEN):
        frame.link("counter", _("Entering it for somebody else? Go to the counter"), icon="support_agent")
    steps.write(FORM, offered)


def _send(draft: NeedDraft) -> None:
    feedback.act(needs.submit, draft, key="propose", then=_remember)


def _remember(read: NeedRead) -> None:
    session.put("propose.number", read.number)
    session.put(FORM.key("tried"), False)
    session.forget_widgets([FORM.key(name) for name in form.FIELDS])
    steps.go_to(FORM, "done")


def _sent() -> None:
    """Say under which number the proposal is kept and what happens next."""
    number = str(session.get("propose.number"))
    with st.container(key="propose_done", border=True):
        st.markdown(":green[:material/check_circle:] " + _("**Your proposal is with the secretariat. Its number:**"))
        st.subheader(plain(number), anchor=False)
        st.markdown(_("What happens next:"))
        st.markdown(
            "\n".join(
                (
                    "1. " + _("The secretariat reads it. It may come back to you with a question."),
                    "2. " + _("If it is taken on the needs list, member organisations can claim it."),
                    "3. " + _("The committee deliberates and votes; the work begins; you see each step."),
                )
            )
        )
    frame.link("item", _("Follow my proposal"), icon="visibility", query={"number": number})
    frame.link("my_items", _("All my proposals"), icon="inbox")
    st.button(
        _("Submit another proposal"),
        key="propose_another",
        icon=":material/add:",
        on_click=steps.go_to,
        args=(FORM, "write"),
    )
