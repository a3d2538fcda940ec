"""The part of the meeting room that moves by itself: who is here, the open vote, my ballot.

Kept tiny, because a whole meeting draws it at every ballot: one reading, a few elements, and nothing that stays
the same while the vote is open. It draws the whole page again only when the meeting has moved on.
"""

from functools import partial

import streamlit as st

from dashboard import i18n
from dashboard.formats import clock
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import votes
from dashboard.services.meetings import Room, RoomMotion
from dashboard.services.votes import Moment, MyBallot, Paper, Turnout
from dashboard.ui import feedback, live, session
from dashboard.ui.meetings import results
from dashboard.ui.meetings.head import headcount_text
from dashboard.ui.safe import paragraphs, plain
from models.enums import Choice, MotionStatus

KEYS = {Choice.FOR: "1", Choice.AGAINST: "2", Choice.ABSTAIN: "3"}
ICONS = {Choice.FOR: "thumb_up", Choice.AGAINST: "thumb_down", Choice.ABSTAIN: "remove"}


def moment_of(room: Room) -> Moment:
    """Return where the meeting stood when the page was drawn."""
    motion = room.motion
    return Moment(
        room.meeting.status,
        room.meeting.current_item_id,
        motion.id if motion else None,
        motion.status if motion else None,
    )


def voting(room: Room) -> None:
    """Draw the headcount or, where a vote is open, its question, the ballot and the rule; follow the meeting."""
    if room.motion is None or room.motion.status is not MotionStatus.OPEN:
        _moving(room)
        return
    with st.container(border=True, key="vote"):
        _question(room.motion)
        _moving(room)
        st.caption(plain(room.motion.rule_text))


def _question(motion: RoomMotion) -> None:
    st.subheader(_("The vote is open"), anchor=False)
    paragraphs(motion.text)
    results.conditions(motion.conditions)


@st.fragment
def _moving(room: Room) -> None:
    with i18n.speaking(i18n.language()):  # asked once, not for each of the sentences
        _draw(room)


def _draw(room: Room) -> None:
    with feedback.refusals():
        slip = votes.slip(session.context(), room.meeting.id)
    if slip.moment != moment_of(room):
        st.rerun()
    live.listen(f"meeting:{room.meeting.id}", since=slip.version)
    if session.get("flash"):  # a click in here draws only this part, not the head of the page
        feedback.show()
    if slip.paper is None:
        st.markdown(plain(headcount_text(slip.headcount)))
        return
    _ballot(slip.paper)
    _turnout(slip.paper.turnout)


def _ballot(paper: Paper) -> None:
    """Draw the three choices, or why the actor has none."""
    if not paper.may_vote:
        if paper.elector:
            st.info(
                _("You were not signed in when this vote opened, so you cannot vote on it."), icon=":material/info:"
            )
        return
    st.markdown(_stored(paper.mine))
    chosen = paper.mine.choice if paper.mine else None
    for choice in Choice:
        st.button(
            label(choice),
            key=f"ballot_{choice}",
            type="primary" if choice is chosen else "secondary",
            icon=f":material/{'check_circle' if choice is chosen else ICONS[choice]}:",
            width="stretch",
            shortcut=KEYS[choice],
            on_click=partial(_cast, paper.motion_id, choice),
        )


def _stored(mine: MyBallot | None) -> str:
    """Return what is stored of the actor's, as Markdown."""
    if mine is None:
        return ":orange[:material/pending: " + _("You have not voted yet.") + "]"
    sentence = _("Your vote is stored: %(choice)s, at %(time)s. You may change it until the vote closes.") % {
        "choice": label(mine.choice),
        "time": clock(mine.cast_at),
    }
    return f":green[:material/check_circle: **{plain(sentence)}**]"


def _cast(motion_id: int, choice: Choice) -> None:
    # No sentence afterwards: the ballot drawn next says what is stored.
    feedback.act(votes.cast, motion_id, choice, key=f"ballot_{motion_id}")


def _turnout(turnout: Turnout) -> None:
    share = turnout.cast / turnout.present if turnout.present else 0.0
    text = _("Voted: %(cast)d of %(present)d present (%(entitled)d should attend)") % {
        "cast": turnout.cast,
        "present": turnout.present,
        "entitled": turnout.entitled,
    }
    st.progress(min(share, 1.0), text=text)
