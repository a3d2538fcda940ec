"""Objections to a notice: the form for whoever is signed in, the list, and the office's replies."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.labels import field_label, label
from dashboard.services import notices
from dashboard.services.context import Context
from dashboard.services.notices import NoticeObjectionRead, NoticePage
from dashboard.ui import feedback, frame, session
from dashboard.ui.notices import reading
from models.enums import NoticeObjectionStatus, ObjectionCategory, ObjectionOutcome
from models.notice import NoticeObjectionDraft


def objections(page: NoticePage) -> None:
    """Draw the objections with their replies, and for the office the form to answer each."""
    st.subheader(_("Objections"), anchor=False)
    if not page.objections:
        frame.empty(_("Nobody has objected so far."))
    for one in page.objections:
        with st.container(border=True, key=f"objection_{one.id}"):
            reading.objection(one)
            if page.keeps and one.status is NoticeObjectionStatus.RECEIVED:
                _answer(one)


def form(page: NoticePage, today: date) -> None:
    """Draw the form to object, or say how a visitor can."""
    line = page.line
    if not page.may_object:
        if line.takes_objections and session.actor().id is None:
            frame.empty(
                _("Sign in to object here, or hand your objection in at the place named."), "sign_in", _("Sign in")
            )
        return
    fields = ("category", "text", "request", "received_on")
    keys = {name: f"objection_{name}_{line.id}" for name in fields}
    session.start_widget(keys["category"], ObjectionCategory.PROCEDURE)
    for name in ("text", "request"):
        session.start_widget(keys[name], "")
    title = _("Enter an objection that came on paper or by telephone") if page.keeps else _("Object to this notice")
    with st.expander(title, icon=":material/rate_review:"):
        if not page.keeps:
            st.markdown(
                _(
                    "The office reads your text and answers in writing; the reply can be read by everybody. "
                    "Who objected is not shown. Please name no persons, telephone or flat numbers."
                )
            )
        with st.form(f"objection_{line.id}", border=False):
            _inputs(page, keys, today)
            words = _("Enter the objection") if page.keeps else _("Hand in the objection")
            st.form_submit_button(
                words, key=f"objection_go_{line.id}", on_click=_send, args=(line.id, keys, page.keeps)
            )


def _inputs(page: NoticePage, keys: dict[str, str], today: date) -> None:
    st.selectbox(field_label("category"), list(ObjectionCategory), format_func=label, key=keys["category"])
    if page.keeps:
        last = max(min(today, page.line.ends_on), page.line.starts_on)
        session.start_widget(keys["received_on"], last)
        st.date_input(
            field_label("received_on"),
            min_value=page.line.starts_on,
            max_value=last,
            key=keys["received_on"],
            format="YYYY-MM-DD",
        )
        feedback.below("received_on")
    st.text_area(_("What the objection says"), key=keys["text"], max_chars=1000)
    feedback.below("text")
    st.text_area(field_label("request"), key=keys["request"], max_chars=500)
    feedback.below("request")


def _send(notice_id: int, keys: dict[str, str], by_office: bool) -> None:
    def hand_in(ctx: Context, key: str) -> int:
        draft = NoticeObjectionDraft(
            category=session.widget(keys["category"]),
            text=str(session.widget(keys["text"]) or ""),
            request=str(session.widget(keys["request"]) or ""),
        )
        came = session.widget(keys["received_on"]) if by_office else None
        return notices.object_to(ctx, notice_id, draft, received_on=came, key=key)

    feedback.act(
        hand_in,
        key=f"objection_go_{notice_id}",
        done=_("The objection is entered. It will be answered in writing on this page."),
        then=lambda _result: session.forget_widgets(list(keys.values())),
    )


def _answer(one: NoticeObjectionRead) -> None:
    outcome, words = f"answer_outcome_{one.id}", f"answer_words_{one.id}"
    session.start_widget(words, "")
    session.start_widget(outcome, ObjectionOutcome.NOT_UPHELD)
    with st.form(f"answer_{one.id}", border=False):
        st.selectbox(field_label("outcome"), list(ObjectionOutcome), format_func=label, key=outcome)
        st.text_area(
            field_label("reply"), key=words, max_chars=1000, help=_("Everybody reads the reply. Give the reasons.")
        )
        feedback.below("reply")
        st.form_submit_button(
            _("Answer the objection"), key=f"answer_go_{one.id}", on_click=_reply, args=(one.id, (outcome, words))
        )


def _reply(objection_id: int, keys: Sequence[str]) -> None:
    outcome, words = keys
    feedback.act(
        notices.reply,
        objection_id,
        ObjectionOutcome(session.widget(outcome)),
        str(session.widget(words) or ""),
        key=f"answer_go_{objection_id}",
        done=_("The reply is on the page."),
        then=lambda _result: session.forget_widgets(list(keys)),
    )
