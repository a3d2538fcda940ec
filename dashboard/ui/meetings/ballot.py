"""The part of the meeting room that moves by itself: who is here, the open vote, my ballot.

Kept tiny, because a whole meeting draws it at every ballot: one reading, a few elements, and nothing that stays
the same while the vote is open. It draws the whole page again only when the meeting has moved on.
"""

import streamlit as st

from dashboard import i18n
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import votes
from dashboard.services.context import Context
from dashboard.services.meetings import Room, RoomMotion
from dashboard.services.votes import Moment, Paper, Slip
from dashboard.ui import feedback, live, session
from dashboard.ui.meetings import choosing, keys, meter, results, speaking, tellers
from dashboard.ui.meetings.head import headcount_text
from dashboard.ui.safe import paragraphs, plain
from models.enums import MotionStatus, VoteMode

UNDER_WAY = (MotionStatus.OPEN, MotionStatus.COUNTING)


PLACES = 24
"""More than the room ever draws one below the other."""


def keep_places() -> None:
    """Keep a place for the part that moves by itself where the room is not drawn any more.

    A tick may still be on its way when the meeting has just been closed. Drawn at a place that is gone, it would
    break the whole page in the browser; an empty place is not seen.
    """
    for _place in range(PLACES):
        st.container()


def moment_of(room: Room) -> Moment:
    """Return where the meeting stood when the page was drawn."""
    motion = room.motion
    return Moment(
        room.meeting.status,
        room.meeting.current_item_id,
        motion.id if motion else None,
        motion.status if motion else None,
    )


def under_way(room: Room) -> bool:
    """Return whether a vote is open or being counted."""
    return room.motion is not None and room.motion.status in UNDER_WAY


def voting(room: Room) -> None:
    """Draw the headcount or, where a vote is open, its question, the ballot and the rule; follow the meeting."""
    if room.motion is None or not under_way(room):
        _moving(room)
        return
    with st.container(border=True, key="vote"):
        _question(room.motion)
        _moving(room)
        st.caption(plain(room.motion.rule_text))


def _question(motion: RoomMotion) -> None:
    heading = _("The vote is open") if motion.status is MotionStatus.OPEN else _("The ballots are being counted")
    st.subheader(heading, anchor=False)
    paragraphs(motion.text)
    results.conditions(motion.conditions)


@st.fragment
def _moving(room: Room) -> None:
    with i18n.speaking(i18n.language()):  # asked once, not for each of the sentences
        _draw(room)


def _draw(room: Room) -> None:
    ctx = session.context()
    with feedback.refusals():
        slip = votes.slip(ctx, room.meeting.id)
    if slip.moment != moment_of(room):
        st.rerun()
    with live.following(f"meeting:{room.meeting.id}", since=slip.version):
        if session.get("flash"):  # a click in here draws only this part, not the head of the page
            feedback.show()
        keys.receipt(ctx)
        _slip(ctx, room, slip)


def _slip(ctx: Context, room: Room, slip: Slip) -> None:
    if slip.paper is None:
        st.markdown(plain(headcount_text(slip.headcount)))
        speaking.panel(ctx, room)
        _before(ctx, room)
    elif slip.paper.status is MotionStatus.COUNTING:
        _counting(ctx, room, slip.paper)
    else:
        _open(ctx, slip.paper, room.motion.ballots_needed if room.motion else None)


def _before(ctx: Context, room: Room) -> None:
    """Draw what a motion needs before its vote: the two keys of a secret one."""
    if room.motion is not None and votes.paper(ctx, room.motion.id).mode is VoteMode.SECRET:
        keys.drawing(ctx, room.meeting.id, room.motion.id)


def _open(ctx: Context, paper: Paper, ballots_needed: int | None) -> None:
    meter.reminder(paper)
    choosing.ballot(paper)
    meter.meter(paper, ballots_needed)
    if ctx.actor.may(Permission.VOTE_RUN):
        meter.outstanding(ctx, paper)


def _counting(ctx: Context, room: Room, paper: Paper) -> None:
    if paper.mode is VoteMode.PAPER:
        tellers.counting(ctx, room.meeting.id, paper)
    else:
        keys.opening(ctx, room.meeting.id, paper.motion_id)
