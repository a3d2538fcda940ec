"""Entering for somebody else: write, look again, enter; then the slip with number and code, shown once."""

from functools import partial

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.labels import field_label, label
from dashboard.services import needs
from dashboard.services.context import Context
from dashboard.services.needs import ItemPage, Slip
from dashboard.ui import feedback, frame, session
from dashboard.ui.needs import form, steps
from dashboard.ui.safe import plain
from models.enums import NeedSource
from models.need import NeedDraft

FORM = form.Form("counter", needs.COUNTER_FORM, hints="tell")


def entering(ctx: Context) -> None:
    """Draw the slip that was just made, else the step this tab stands at, and the way to a new slip."""
    if slip():
        return
    offered = form.choices(ctx)
    if not offered.areas or not offered.categories:
        words = _("There are no neighbourhoods or categories yet. Enter them first, then proposals can be taken down.")
        frame.empty(words, "roster", _("Roster and seats"))
        return
    draft = steps.to_review(FORM)
    if draft is not None:
        source = _source()
        st.caption(_("Step 2 of 2: read it out, then enter it"))
        steps.review(FORM, draft, offered, partial(_enter, source), label(source) if source else "")
        feedback.below("source")
        return
    st.caption(_("Step 1 of 2: write. Everything is saved as you type."))
    _where_from()
    steps.write(FORM, offered)
    _lost()


def slip() -> bool:
    """Draw the slip this tab holds, large enough to be read and printed; return whether there is one."""
    held = session.get("slip")
    if not isinstance(held, Slip):
        return False
    with st.container(key="once_slip", border=True):
        st.markdown(_("**Slip for the person you wrote this for**"))
        st.caption(_("Number"))
        st.header(plain(held.number), anchor=False)
        if held.code:
            st.caption(field_label("follow_code"))
            st.header(plain(held.code), anchor=False)
        else:
            st.markdown(_("The code was shown before. If it was not written down, give a new one below."))
        st.markdown(
            _(
                "With both you see each step under “Follow with a code”, without signing in. "
                "You can also ask the secretariat."
            )
        )
    st.markdown(
        ":material/print: "
        + _("Print this page (Ctrl+P) or write both down. The code is stored nowhere and is not shown again.")
    )
    st.button(_("Done, next person"), key="slip_done", type="primary", on_click=_put_away)
    frame.link("item", _("To item %(number)s") % {"number": held.number}, query={"number": held.number})
    if not held.code:
        _give_new(held.number)
    return True


def lost_slip(page: ItemPage) -> None:
    """Offer the secretariat a new slip for an item whose proposer has no account."""
    if not page.slip:
        return
    with st.expander(_("The slip was lost"), icon=":material/pin:"):
        st.markdown(_("A new code is given; the old one ends at once. Give it to the proposer only."))
        _give_new(page.need.number)
    slip_here = session.get("slip")
    if isinstance(slip_here, Slip) and slip_here.number == page.need.number:
        slip()


def _lost() -> None:
    with st.expander(_("A slip was lost"), icon=":material/pin:"):
        st.markdown(_("A new code is given; the old one ends at once. Give it to the proposer only."))
        st.text_input(_("Number"), key="lost_number", max_chars=30, placeholder="PL-XQ-2026Q4-001")
        st.button(_("Give a new code"), key="lost_give", on_click=_give_typed)


def _give_typed() -> None:
    def keep(given: Slip) -> None:
        session.put("slip", given)
        session.forget_widgets(["lost_number"])

    feedback.act(needs.new_slip, str(session.widget("lost_number") or ""), key="lost_give", then=keep)


def _give_new(number: str) -> None:
    st.button(
        _("Give a new code"),
        key=f"new_code_{number}",
        on_click=partial(
            feedback.act, needs.new_slip, number, key=f"new_code_{number}", then=partial(session.put, "slip")
        ),
    )


def _where_from() -> None:
    session.start_widget(FORM.key("source"), steps.kept(FORM).get("source") or None)
    st.selectbox(
        field_label("source"),
        list(NeedSource),
        index=None,
        format_func=lambda value: label(NeedSource(value)),
        key=FORM.key("source"),
        placeholder=_("Please choose"),
        help=_("“Resident” for somebody who comes or calls in person."),
        on_change=form.keep,
        args=(FORM, "source"),
    )
    feedback.below("source")


def _source() -> NeedSource | None:
    value = frame.known(str(steps.kept(FORM).get("source") or ""), NeedSource)
    return NeedSource(value) if value else None


def _enter(source: NeedSource | None, draft: NeedDraft) -> None:
    feedback.act(needs.enter_for, draft, source, key="counter", then=_remember)


def _remember(made: Slip) -> None:
    session.put("slip", made)
    session.put(FORM.key("tried"), False)
    session.forget_widgets([FORM.key(name) for name in (*form.FIELDS, "source")])
    steps.go_to(FORM, "write")


def _put_away() -> None:
    session.pop("slip")
