"""The speaking list of the item under discussion: who has the floor, who waits, and what comes before the chair."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.lifecycle import LIVES
from dashboard.rules.lifecycle.speeches import SpeechAction
from dashboard.rules.permissions import Permission
from dashboard.rules.speaking import Speaker
from dashboard.services.context import Context
from dashboard.services.meetings import Room, speaking
from dashboard.services.meetings.speaking import Floor, SpeechRead, Voice
from dashboard.ui import frame, session, stopwatch
from dashboard.ui.meetings.clicks import act, button
from dashboard.ui.safe import plain
from models.enums import MeetingStatus, MotionStatus, SpeechStatus

UNDER_WAY = (MotionStatus.OPEN, MotionStatus.COUNTING)


def panel(ctx: Context, room: Room) -> None:
    """Draw the floor of the item under discussion; nothing while there is none or a vote is under way.

    Call it in the part of the room that moves by itself: others ask for the floor meanwhile.
    """
    voting = room.motion is not None and room.motion.status in UNDER_WAY
    if room.meeting.status is not MeetingStatus.IN_SESSION or room.current is None or voting:
        return
    floor = speaking.floor(ctx, room.current.id)
    with st.container(border=True, key="floor"):
        st.markdown("**" + _("Speaking list") + "**")
        st.caption(_rules(floor))
        _speaking(floor)
        _waiting(floor)
        for voice in floor.mine:
            _mine(room.meeting.id, floor, voice)
        st.markdown(_before_the_chair(floor))
        if ctx.actor.may(Permission.MEETING_RUN):
            _running(ctx, room.meeting.id, floor)
        _heard(floor)


def _rules(floor: Floor) -> str:
    by = floor.rules
    return _("Round %(now)d; %(rounds)d rounds, %(most)d at most; %(minutes)d minutes for each speech.") % {
        "now": floor.round_no,
        "rounds": by.rounds,
        "most": by.rounds_most,
        "minutes": by.minutes,
    }


def _speaking(floor: Floor) -> None:
    held = floor.speaking
    if held is None:
        return
    words = _("The chair states a position: %(who)s") if held.closing else _("Has the floor: %(who)s")
    with st.container(horizontal=True, vertical_alignment="center", key="has_the_floor"):
        st.markdown(f":material/mic: **{plain(words % {'who': held.name})}**", width="content")
        stopwatch.running(f"speech_{held.id}", held.seconds, 60 * floor.rules.minutes, _("Time of this speech"))


def _waiting(floor: Floor) -> None:
    if not floor.waiting:
        if floor.speaking is None:
            st.markdown(":material/hourglass_empty: " + _("Nobody waits for the floor."))
        return
    lines = [f"{place}. {plain(_entry(one))}" for place, one in enumerate(floor.waiting, 1)]
    st.markdown("\n".join(lines))


def _entry(one: SpeechRead) -> str:
    if one.closing:
        return _("%(who)s, closing statement") % {"who": one.name}
    if one.round_no > 1:
        return _("%(who)s, round %(round)d") % {"who": one.name, "round": one.round_no}
    return one.name


def _mine(meeting_id: int, floor: Floor, voice: Voice) -> None:
    """Offer the holder of a seat to ask for the floor, to have nothing to add, or to be taken off the list."""
    seat = voice.speaker[1]
    place = next((n for n, one in enumerate(floor.waiting, 1) if one.speaker == voice.speaker), 0)
    with st.container(horizontal=True, vertical_alignment="center", key=f"my_floor_{seat}"):
        if place:
            entry = floor.waiting[place - 1]
            st.markdown(_("You are number %(n)d on the list.") % {"n": place}, width="content")
            button(meeting_id, speaking.strike, entry.id, text=_("Take me off"), name=f"off_{entry.id}", icon="undo")
        elif not (floor.speaking and floor.speaking.speaker == voice.speaker) and not floor.closed:
            _ask(meeting_id, floor, voice)


def _ask(meeting_id: int, floor: Floor, voice: Voice) -> None:
    seat, item = voice.speaker[1], floor.item_id
    ask = partial(speaking.ask, seat_id=seat)
    button(meeting_id, ask, item, text=_("Ask for the floor"), name=f"ask_{item}_{seat}", icon="front_hand")
    heard = any(one.speaker == voice.speaker for one in floor.heard)
    if not heard and not voice.chairs:
        text = _("Nothing to add")
        button(meeting_id, speaking.waive, item, seat, text=text, name=f"waive_{item}_{seat}", icon="check")


def _before_the_chair(floor: Floor) -> str:
    if floor.closed:
        return ":material/check_circle: " + _("The chair has stated a position.")
    if floor.left.nobody:
        return ":material/check_circle: " + _("Everybody has been heard: the chair may state a position.")
    return ":material/hourglass_top: " + _(
        "Before the chair: %(members)d members not heard yet, %(listed)d on the list or speaking."
    ) % {"members": floor.left.members, "listed": floor.left.on_the_list}


def _running(ctx: Context, meeting_id: int, floor: Floor) -> None:
    """Draw what whoever runs the meeting does: the next speaker first."""
    st.divider()
    with st.container(horizontal=True):
        _turns(meeting_id, floor)
    with st.container(horizontal=True):
        _rounds(meeting_id, floor)
    with st.expander(_("Other steps on the list"), icon=":material/list_alt:"):
        _enter(meeting_id, floor)
        if floor.waiting:
            _change(ctx, meeting_id, floor)


def _turns(meeting_id: int, floor: Floor) -> None:
    held, first = floor.speaking, next(iter(floor.waiting), None)
    if held is not None:
        text = _("End the speech")
        button(meeting_id, speaking.end, held.id, text=text, name=f"end_{held.id}", icon="stop_circle", primary=True)
    if first is not None and not (first.chairs and not floor.left.nobody):
        text = _("Next: %(who)s") % {"who": plain(first.name)}
        name = f"next_{floor.item_id}_{first.id}"
        button(meeting_id, speaking.next_speaker, floor.item_id, text=text, name=name, icon="mic", primary=held is None)


def _rounds(meeting_id: int, floor: Floor) -> None:
    item, left = floor.item_id, floor.left
    if floor.next_round:
        text = _("Call everybody, round %(n)d") % {"n": floor.next_round}
        button(meeting_id, speaking.call_round, item, text=text, name=f"round_{item}_{floor.next_round}", icon="groups")
    if not left.nobody:
        text = _("Everybody else has nothing to add")
        button(meeting_id, speaking.waive_rest, item, text=text, name=f"rest_{item}", icon="done_all", done=_waived)
    if not floor.closed and any(voice.chairs for voice in floor.voices):
        hint = None if left.nobody else _("The chair states a position last.")
        button(
            meeting_id,
            speaking.state_position,
            item,
            text=_("The chair states a position"),
            name=f"position_{item}",
            icon="gavel",
            disabled=not left.nobody or floor.speaking is not None,
            hint=hint,
        )


def _waived(count: object) -> str:
    return _("Noted for %(n)s: nothing to add.") % {"n": count}


def _enter(meeting_id: int, floor: Floor) -> None:
    listed = {one.speaker for one in (*floor.waiting, floor.speaking) if one is not None}
    names = {voice.speaker: _name(voice) for voice in floor.voices if voice.speaker not in listed}
    if not names:
        return
    with st.form("floor_enter", border=False):
        st.selectbox(_("Who asks for the floor"), list(names), format_func=lambda one: names[one], key="floor_who")
        with st.container(horizontal=True):
            for action, text in (("list", _("Put on the list")), ("waive", _("Nothing to add"))):
                st.form_submit_button(
                    text, key=f"floor_{action}", on_click=_send_enter, args=(meeting_id, floor.item_id, action)
                )


def _name(voice: Voice) -> str:
    return voice.name if voice.seat_number is None else f"{voice.seat_number}　{voice.name}"


def _send_enter(meeting_id: int, item_id: int, action: str) -> None:
    speaker: Speaker = session.widget("floor_who")
    kind, number = speaker
    use_case: Callable[..., Any] = partial(speaking.ask, seat_id=number if kind == "seat" else None)
    if kind == "guest":
        use_case = partial(speaking.ask, guest_id=number)
    elif action == "waive":
        use_case = partial(speaking.waive, seat_id=number)
    act(meeting_id, use_case, item_id, name=f"floor_{action}")


def _change(ctx: Context, meeting_id: int, floor: Floor) -> None:
    """Let one entry come out of its turn, or off the list."""
    names = {one.id: _entry(one) for one in floor.waiting}
    steps = [("begin", _("Give the floor"))]
    if ctx.actor.may(LIVES["speech"][SpeechStatus.WAITING, SpeechAction.STRIKE].needs):
        steps.append(("strike", _("Take off the list")))
    with st.form("floor_change", border=False):
        st.selectbox(_("Entry on the list"), list(names), format_func=lambda one: names[one], key="floor_entry")
        with st.container(horizontal=True):
            for action, text in steps:
                st.form_submit_button(text, key=f"floor_{action}", on_click=_send_change, args=(meeting_id, action))


def _send_change(meeting_id: int, action: str) -> None:
    use_case = speaking.begin if action == "begin" else speaking.strike
    act(meeting_id, use_case, session.widget("floor_entry"), name=f"floor_{action}")


def _heard(floor: Floor) -> None:
    if not floor.heard:
        return
    with st.expander(_("Heard so far"), icon=":material/list:"):
        frame.table([_heard_line(one) for one in floor.heard], "heard")


def _heard_line(one: SpeechRead) -> dict[str, object]:
    over = _("%(time)s over") % {"time": stopwatch.minutes_text(one.over)} if one.over else ""
    return {
        _("Speaker"): one.name,
        _("Round"): _("closing") if one.closing else str(one.round_no),
        _("Status"): label(one.status),
        _("Time"): stopwatch.minutes_text(one.seconds) if one.started_at else "",
        _("Over time"): over,
    }
