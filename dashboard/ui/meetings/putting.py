"""A motion is put: its words, its rule, how the vote is taken, what the ballot asks; or put again in new words."""

from functools import partial

import streamlit as st

from dashboard import i18n
from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.decisions import resolution_for
from dashboard.services import decision_rules, votes
from dashboard.services.context import Context
from dashboard.services.meetings import ItemRead, Room, RoomMotion
from dashboard.ui import feedback, live, session
from dashboard.ui.meetings import secrecy
from dashboard.ui.safe import plain
from models.enums import BallotForm, DecisionPower, VoteMode

MOST_CHOICES = 20
TAKEN = {
    VoteMode.RECORDED: N_("Each seat votes on its own page; those at the table can see afterwards who voted how."),
    VoteMode.SHOW_OF_HANDS: N_("Hands are counted in the room; three numbers are entered."),
    VoteMode.SECRET: N_("Each seat votes on its own page; two key holders open the ballots after voting."),
    VoteMode.PAPER: N_("Paper ballots go into a box; two tellers count them, each on their own."),
}
WITH_LISTS = (VoteMode.RECORDED, VoteMode.SECRET, VoteMode.PAPER)
"""Ways to vote that can choose from a list: hands are only counted for, against and abstaining."""


def put(ctx: Context, room: Room, item: ItemRead) -> None:
    """Draw the form for a motion on the item under discussion, filled as far as the item says it already."""
    with st.container(key="motion_form"):
        st.text_area(_("Text of the motion"), value=_question(item), key=_key(item, "text"), max_chars=500)
        feedback.below("text")
        st.text_input(_("Conditions, if any"), key=_key(item, "conditions"), max_chars=500)
        feedback.below("conditions")
        _rule(ctx, room, item)
        mode = _mode(item)
        if mode in WITH_LISTS:
            _form(item)
        st.markdown(_worded(room, item))
        st.button(
            _("Put the motion"),
            key="motion_put",
            type="primary",
            on_click=_send_put,
            args=(room.meeting.id, item.id),
        )


def _question(item: ItemRead) -> str:
    with i18n.speaking(i18n.DEFAULT):  # the text is stored, and stands in the minutes as it was put
        return _("Shall the meeting adopt “%(title)s”?") % {"title": item.title}


def _key(item: ItemRead, field: str) -> str:
    return f"motion_{field}_{item.id}"


def _rule(ctx: Context, room: Room, item: ItemRead) -> None:
    offered = {one.code: one for one in decision_rules.presets(ctx, room.body.code)}
    first = room.body.preset if room.body.preset in offered else next(iter(offered))
    st.selectbox(
        _("Decision rule"),
        list(offered),
        index=list(offered).index(first),
        format_func=lambda code: f"{code}　{offered[code].title}：{offered[code].sentence}",
        key=_key(item, "preset"),
    )
    feedback.below("preset")


def _mode(item: ItemRead) -> VoteMode:
    key = _key(item, "mode")
    chosen = st.selectbox(_("How the vote is taken"), list(VoteMode), format_func=label, key=key)
    mode = VoteMode(chosen or VoteMode.RECORDED)
    st.caption(_(TAKEN[mode]))
    if mode is VoteMode.SECRET:
        secrecy.limits()
    return mode


def _form(item: ItemRead) -> None:
    key = _key(item, "form")
    form = st.selectbox(_("What the ballot asks"), list(BallotForm), format_func=label, key=key)
    if form is BallotForm.QUESTION:
        return
    st.text_area(_("Options, one on each line"), key=_key(item, "options"), height=150, max_chars=2000)
    feedback.below("options")
    if form is BallotForm.CHOICES:
        most = _key(item, "most")
        session.start_widget(most, 1)
        st.number_input(_("How many may be marked"), min_value=1, max_value=MOST_CHOICES, step=1, key=most)
        feedback.below("most_choices")


def _worded(room: Room, item: ItemRead) -> str:
    """Return what the body's decision will be worded as: it follows who has the power to decide the matter."""
    power = DecisionPower(room.need.decision_power if room.need else item.decision_power)
    facts = {"power": plain(label(power)), "resolution": plain(label(resolution_for(power)))}
    return _("Power to decide: %(power)s. If carried, the result is worded: **%(resolution)s**.") % facts


def _send_put(meeting_id: int, item_id: int) -> None:
    typed = {
        field: session.widget(f"motion_{field}_{item_id}")
        for field in ("text", "conditions", "preset", "mode", "form", "options", "most")
    }
    mode = VoteMode(typed["mode"] or VoteMode.RECORDED)
    form = BallotForm(typed["form"] or BallotForm.QUESTION) if mode in WITH_LISTS else BallotForm.QUESTION
    lists = form is not BallotForm.QUESTION
    use_case = partial(
        votes.put,
        conditions=str(typed["conditions"] or ""),
        mode=mode,
        form=form,
        options=[line for line in str(typed["options"] or "").splitlines() if line.strip()] if lists else (),
        most_choices=int(typed["most"] or 1),
    )
    feedback.act(
        use_case,
        item_id,
        str(typed["text"] or ""),
        str(typed["preset"] or ""),
        key="motion_put",
        done=_("The motion is put. Open the vote when ready."),
        then=lambda _motion_id: live.publish(f"meeting:{meeting_id}"),
    )


def amended(room: Room, motion: RoomMotion, *, again: bool) -> None:
    """Offer to put a motion in new words: one that waits, or with ``again`` one that was not carried."""
    heading = _("Put an amended motion to a second ballot") if again else _("Put the motion in new words")
    name = f"amend_{motion.id}"
    with st.expander(heading, icon=":material/edit:", key=f"{name}_open"), st.form(name, border=False):
        st.text_area(_("New text of the motion"), value=motion.text, key=f"{name}_text", max_chars=500)
        feedback.below("text")
        st.text_input(_("Conditions, if any"), value=motion.conditions, key=f"{name}_conditions", max_chars=500)
        feedback.below("conditions")
        st.text_input(_("Why it is worded anew"), key=f"{name}_reason", max_chars=500)
        feedback.below("reason")
        st.caption(_("Decision rule, way of voting and options stay the same."))
        st.form_submit_button(_("Put it"), key=f"{name}_go", on_click=_send_amended, args=(room.meeting.id, motion.id))


def _send_amended(meeting_id: int, motion_id: int) -> None:
    name = f"amend_{motion_id}"
    text, conditions, reason = (
        str(session.widget(f"{name}_{field}") or "") for field in ("text", "conditions", "reason")
    )
    feedback.act(
        partial(votes.amend, conditions=conditions),
        motion_id,
        text,
        reason,
        key=f"{name}_go",
        done=_("The motion is put. Open the vote when ready."),
        then=lambda _motion_id: live.publish(f"meeting:{meeting_id}"),
    )
