"""Topics for a meeting: the form that hands one in, and the list that says what became of each."""

from functools import partial

import streamlit as st

from dashboard.formats import day, moment
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from dashboard.rules.permissions import Permission
from dashboard.rules.topics import QUESTIONS
from dashboard.services import meetings
from dashboard.services.context import Context
from dashboard.services.meetings import MeetingRead, topic_reading, topics
from dashboard.services.meetings.topic_shapes import Call, TopicFilter, TopicRead
from dashboard.ui import address, feedback, frame, session
from dashboard.ui.meetings import topic_check
from dashboard.ui.safe import paragraphs, plain
from models.enums import DecisionPower, TopicStatus
from models.topic import TopicDraft

TEXTS = ("title", "reasons", "asked", "presenter")
FIELDS = {f"topic_{name}": "" for name in TEXTS} | {"topic_need": 0, "topic_minutes": 10}
"""Fields of the form, and what each holds at first; meeting, unit and power to decide keep what was chosen."""


def form(ctx: Context) -> None:
    """Draw the form that hands a topic in, or say when topics are taken."""
    office = ctx.actor.may(Permission.MEETING_PREPARE)
    calls = {one.meeting_id: one for one in topic_reading.calls(ctx)}
    if not calls:
        sentence = _("No meeting takes topics today. The secretariat opens a call before each meeting.")
        frame.empty(sentence, "claim_list", _("See the claim list"))
        return
    for key, begun in FIELDS.items():
        session.start_widget(key, begun)
    needs = {one.id: one for one in topic_reading.needs_to_propose(ctx)}
    opened = st.expander(_("Hand in a topic"), icon=":material/add:", expanded=not office)
    with opened, st.form("topic_form", border=False):
        st.selectbox(_("Meeting"), list(calls), format_func=lambda one: _call_text(calls[one]), key="topic_meeting")
        if office:
            units = {0: _("of the secretariat itself")} | meetings.units(ctx)
            st.selectbox(_("Organisation"), list(units), format_func=lambda one: units[one], key="topic_unit")
        names = {0: _("a matter that is not on the claim list")} | {
            one.id: f"{one.number}　{one.title}" for one in needs.values()
        }
        st.selectbox(_("From the claim list"), list(names), format_func=lambda one: names[one], key="topic_need")
        _words()
        titles = {one.id: one.title for one in needs.values()}
        st.form_submit_button(_("Hand the topic in"), key="topic_go", type="primary", on_click=_send, args=(titles,))


def _call_text(one: Call) -> str:
    last = _("until %(day)s") % {"day": day(one.last)} if one.open and one.last else _("call not open")
    return f"{one.number}　{one.title}（{last}）"


def _words() -> None:
    st.text_input(_("Title"), key="topic_title", max_chars=80, help=_("May stay empty for an item of the claim list."))
    feedback.below("title")
    st.text_area(_("What is the matter, and why"), key="topic_reasons", max_chars=1000, height=120)
    feedback.below("reasons")
    st.text_input(_("What the meeting is asked to decide"), key="topic_asked", max_chars=300)
    feedback.below("asked")
    help_power = _("An item of the claim list says it itself.")
    st.selectbox(_("Power to decide"), list(DecisionPower), format_func=label, key="topic_power", help=help_power)
    left, right = st.columns(2)
    left.text_input(_("Presented by"), key="topic_presenter", max_chars=60, help=_("Unit and post, no private names."))
    right.number_input(_("Minutes wanted"), 1, 240, key="topic_minutes")


def _send(titles: dict[int, str]) -> None:
    chosen = session.widget("topic_need")
    need = chosen if chosen in titles else 0  # it may have gone onto an agenda meanwhile
    typed = {name: str(session.widget(f"topic_{name}") or "") for name in TEXTS}
    typed["title"] = typed["title"].strip() or titles.get(need, "")
    minutes, power = int(session.widget("topic_minutes") or 0), session.widget("topic_power")
    meeting, unit = session.widget("topic_meeting"), session.widget("topic_unit") or None

    def submit(ctx: Context, *, key: str) -> int:
        draft = TopicDraft(**typed, minutes_wanted=minutes, decision_power=power, need_id=need or None)
        return topics.submit(ctx, meeting, draft, organisation_id=unit, key=key)

    feedback.act(
        submit,
        key="topic_go",
        done=_("The topic is handed in. What became of it stands below."),
        then=lambda _topic_id: session.forget_widgets(list(FIELDS)),
    )


def filters(seen: list[TopicRead]) -> TopicFilter:
    """Draw the filters, which live in the address; return what they say."""
    left, right = st.columns(2)
    numbers = {one.meeting_number: f"{one.meeting_number}　{one.meeting_title}" for one in seen}
    with left:
        meeting = address.choice(_("Meeting"), "meeting", numbers, _("every meeting"))
    with right:
        states = {state.value: label(state) for state in TopicStatus}
        status = address.choice(_("Status"), "status", states, _("every status"))
    return TopicFilter(meeting=meeting, status=TopicStatus(status) if status else None)


def listing(ctx: Context) -> None:
    """Draw the topics the reader may see, or say why there are none and what to do next."""
    seen = topic_reading.handed_in(ctx)
    if not seen:
        frame.empty(_("No topic has been handed in yet."))
        return
    wanted = filters(seen)
    found = topic_reading.handed_in(ctx, wanted)
    if not found:
        frame.empty(_("No topic matches. Take out a filter."), "topics", _("Show all topics"))
    st.caption(ngettext("%(n)d topic", "%(n)d topics", len(found)) % {"n": len(found)})
    cards(found, may_check=ctx.actor.may(Permission.MEETING_PREPARE))


def of_meeting(ctx: Context, meeting: MeetingRead) -> None:
    """Draw the topics of one meeting that the reader may see."""
    found: list[TopicRead] = []
    if ctx.actor.may(Permission.TOPIC_PROPOSE):
        found = topic_reading.handed_in(ctx, TopicFilter(meeting=meeting.number))
    if not found:
        sentence = _("No topic was handed in for this meeting, or none that you may read.")
        frame.empty(sentence)
    if ctx.actor.may(Permission.TOPIC_PROPOSE):
        frame.link("topics", _("To the topics"), icon="lightbulb")
    cards(found, may_check=ctx.actor.may(Permission.MEETING_PREPARE))


def cards(found: list[TopicRead], *, may_check: bool) -> None:
    """Draw each topic with what became of it, and the steps open to the reader."""
    for one in found:
        with st.container(border=True, key=f"topic_{one.id}"):
            _card(one)
            if one.mine and one.status is TopicStatus.SUBMITTED:
                _withdraw(one)
            if may_check:
                topic_check.check(one)


def _card(one: TopicRead) -> None:
    late = " :orange-badge[" + plain(_("after the deadline")) + "]" if one.late else ""
    st.markdown(f"**{plain(one.title)}** {frame.badge_text(one.status)}{late}")
    handed_in = _("handed in %(time)s") % {"time": moment(one.submitted_at)}
    st.caption(plain(" · ".join(part for part in (one.meeting_number, one.organisation, handed_in) if part)))
    paragraphs(one.reasons)
    frame.facts(
        {
            _("Asked of the meeting"): one.asked,
            _("Power to decide"): label(one.decision_power),
            _("Presented by"): one.presenter,
            _("Minutes wanted"): one.minutes_wanted,
            _("On the agenda of"): one.reference if one.listed else None,
            _("Reason"): one.reason,
        }
    )
    if one.need_number:
        frame.link("item", one.need_number, icon="description", query={"number": one.need_number})
    answered = one.answers.model_dump()
    if any(answer is not None for answer in answered.values()):
        said = {_(topic_check.ASKED[name]): _(topic_check.ANSWERS[answered[name]]) for name in QUESTIONS}
        st.markdown("\n".join(f"- {plain(name)}：**{plain(answer)}**" for name, answer in said.items()))
    if one.status is TopicStatus.LISTED and not one.listed:
        st.markdown(":orange[" + _("The topic was taken off the agenda again.") + "]")


def _withdraw(one: TopicRead) -> None:
    name = f"topic_back_{one.id}"
    st.button(
        _("Take the topic back"),
        key=name,
        icon=":material/undo:",
        on_click=partial(feedback.act, topics.withdraw, one.id, key=name, done=_("The topic is taken back.")),
    )
