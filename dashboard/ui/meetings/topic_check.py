"""The secretariat calls for topics, checks each, and puts it on the agenda or says why not."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.rules.topics import QUESTIONS
from dashboard.services.context import Context
from dashboard.services.meetings import topic_reading, topics
from dashboard.services.meetings.topic_shapes import TopicCheck, TopicRead
from dashboard.ui import feedback, session
from dashboard.ui.safe import plain
from models.enums import TopicStatus

ASKED: Mapping[str, str] = {
    "within_remit": N_("Within the remit of the meeting"),
    "prepared": N_("Prepared: facts, proposal and papers are there"),
    "residents_heard": N_("The residents' views were heard"),
    "legal_gate": N_("Steps the law wants first are taken, or none are wanted"),
}
ANSWERS: Mapping[bool | None, str] = {True: N_("yes"), False: N_("no"), None: N_("not answered")}
CHECKABLE = (TopicStatus.SUBMITTED, TopicStatus.DEFERRED)


def check(one: TopicRead) -> None:
    """Draw the four questions of a topic, and the ways onto the agenda or off it that are open now."""
    if one.status in CHECKABLE:
        _questions(one)
    again = one.status is TopicStatus.LISTED and not one.listed
    if (one.status in CHECKABLE or again) and one.buildable:
        _list(one)
    if one.status is TopicStatus.SUBMITTED:
        _decline(one)


def _questions(one: TopicRead) -> None:
    answers = one.answers.model_dump()
    opened = st.expander(_("Check the topic"), icon=":material/fact_check:")
    with opened, st.form(f"topic_check_{one.id}", border=False):
        for name in QUESTIONS:
            st.radio(
                _(ASKED[name]),
                list(ANSWERS),
                index=list(ANSWERS).index(answers[name]),
                format_func=lambda answer: _(ANSWERS[answer]),
                key=f"topic_{name}_{one.id}",
                horizontal=True,
            )
        st.form_submit_button(_("Save the check"), key=f"topic_check_go_{one.id}", on_click=_send_check, args=(one.id,))


def _send_check(topic_id: int) -> None:
    answers = TopicCheck(**{name: session.widget(f"topic_{name}_{topic_id}") for name in QUESTIONS})
    feedback.act(topics.check, topic_id, answers, key=f"topic_check_go_{topic_id}", done=_("The check is saved."))


def _list(one: TopicRead) -> None:
    name = f"topic_list_{one.id}"
    missing = "；".join(_(ASKED[question]) for question in one.unmet)
    if one.doubtful and not one.unmet:
        open_ones = "；".join(_(ASKED[question]) for question in one.doubtful)
        st.caption(plain(_("Not answered with yes: %(questions)s") % {"questions": open_ones}))
    st.button(
        _("Put on the agenda"),
        key=name,
        icon=":material/playlist_add:",
        disabled=bool(one.unmet),
        help=_("First to be answered with yes: %(questions)s") % {"questions": missing} if missing else None,
        on_click=partial(feedback.act, topics.list_topic, one.id, key=name, done=_("The topic is on the agenda.")),
    )


def _decline(one: TopicRead) -> None:
    key = f"topic_reason_{one.id}"
    opened = st.expander(_("Put off, or do not take on"), icon=":material/event_repeat:")
    with opened, st.form(f"topic_decline_{one.id}", border=False):
        st.text_input(_("Reason"), key=key, max_chars=500, help=_("It is shown to those concerned."))
        feedback.below("reason")
        with st.container(horizontal=True):
            for name, text in (("defer", _("Put off to a later meeting")), ("refuse", _("Do not take on"))):
                st.form_submit_button(text, key=f"topic_{name}_{one.id}", on_click=_send_decline, args=(one.id, name))


def _send_decline(topic_id: int, name: str) -> None:
    feedback.act(
        topics.defer if name == "defer" else topics.refuse,
        topic_id,
        str(session.widget(f"topic_reason_{topic_id}") or ""),
        key=f"topic_{name}_{topic_id}",
        done=_("Done: the proposer reads the reason."),
    )


def call(ctx: Context, meeting_id: int) -> None:
    """Draw the form that opens the call for topics of a meeting, its days as the house rule offers them."""
    first, last = topic_reading.offered_days(ctx, meeting_id)
    opened = st.expander(_("Call for topics"), icon=":material/campaign:")
    with opened, st.form("call_topics", border=False):
        left, right = st.columns(2)
        left.date_input(_("First day"), value=first, key="call_first", format="YYYY-MM-DD")
        right.date_input(_("Last day"), value=last, key="call_last", format="YYYY-MM-DD")
        feedback.below("topics_until")
        st.form_submit_button(_("Open the call"), key="step_call_topics", on_click=_send_call, args=(meeting_id,))


def _send_call(meeting_id: int) -> None:
    first, last = session.widget("call_first"), session.widget("call_last")

    def open_call(ctx: Context, *, key: str) -> None:
        topics.call_topics(ctx, meeting_id, _day(first), _day(last), key=key)

    done = _("The call is open: members and liaisons can hand topics in.")
    feedback.act(open_call, key="step_call_topics", done=done)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.min
