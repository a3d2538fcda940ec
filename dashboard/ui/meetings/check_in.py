"""Signing in to a meeting: the code shown in the room, and the button that uses it."""

from functools import partial

import streamlit as st

from dashboard.documents.qr import qr_png
from dashboard.i18n import gettext as _
from dashboard.services import meetings
from dashboard.services.context import Context
from dashboard.services.meetings import MeetingRead, Room
from dashboard.services.meetings import check_in as codes
from dashboard.ui import feedback, session
from dashboard.ui.safe import plain
from models.enums import MeetingStatus, Presence

DOORS_OPEN = (MeetingStatus.SIGN_IN, MeetingStatus.IN_SESSION)
PARAMETER = "check_in"
"""Parameter of the room's address that holds the code."""
LONGEST = 12


def code(ctx: Context, meeting: MeetingRead) -> None:
    """Draw the code of the room for those who run the meeting, large and to be scanned; nothing for others."""
    if meeting.status not in DOORS_OPEN:
        return
    state = codes.check_in(ctx, meeting.id)
    if not state.code:
        return
    opened = st.expander(_("Code of the room for signing in"), icon=":material/qr_code_2:")
    with opened, st.container(key="check_in_code"):
        st.title(plain(f"{state.code[:3]} {state.code[3:]}"), anchor=False)
        if state.required:
            st.markdown(_("Members sign in with these figures, or scan the code with a telephone."))
        else:
            st.markdown(_("Members may scan the code to come to the right page; the house rule asks for no figures."))
        target = address(st.context.url, meeting.number, state.code)
        if target:
            st.image(qr_png(target), width=280, alt=_("Code that leads to the sign-in of this meeting"))
        st.caption(_("The code is good until this meeting ends, and for nothing else."))


def address(here: object, number: str, code: str) -> str:
    """Return the full address of the room with the code in it, from that of the page shown; empty where it has none."""
    if not isinstance(here, str) or not here.startswith("http"):
        return ""
    scheme, _sep, rest = here.partition("://")
    host, *path = rest.rstrip("/").split("/")
    root = "/".join([host, *path[:-1]]) if path else host
    return f"{scheme}://{root}/room?number={number}&{PARAMETER}={code}"


def sign_in(ctx: Context, room: Room) -> None:
    """Offer the holder of a seat, or whoever votes for one, to sign in; say where that is done already."""
    if not room.mine or room.meeting.status not in DOORS_OPEN:
        return
    if all(seat.presence is Presence.PRESENT for seat in room.mine):
        seats = ", ".join(str(seat.seat_number) for seat in room.mine)
        sentence = _("You are signed in on seat %(seat)s.") % {"seat": seats}
        st.markdown(f":green[:material/how_to_reg: {plain(sentence)}]")
        return
    given = st.query_params.get(PARAMETER, "")[:LONGEST]
    if codes.check_in(ctx, room.meeting.id).required and not given:
        _with_figures(room.meeting.id)
        return
    st.button(
        _("Sign in to this meeting"),
        key="room_sign_in",
        type="primary",
        icon=":material/how_to_reg:",
        width="stretch",
        on_click=partial(feedback.act, meetings.sign_in, room.meeting.id, given or None, key="room_sign_in"),
    )


def _with_figures(meeting_id: int) -> None:
    with st.form("check_in_form", border=True):
        st.text_input(_("Six figures shown in the room"), key="check_in_figures", max_chars=LONGEST)
        st.form_submit_button(
            _("Sign in to this meeting"),
            key="room_sign_in",
            type="primary",
            icon=":material/how_to_reg:",
            width="stretch",
            on_click=_send,
            args=(meeting_id,),
        )


def _send(meeting_id: int) -> None:
    typed = str(session.widget("check_in_figures") or "")
    feedback.act(meetings.sign_in, meeting_id, typed, key="room_sign_in")
