"""What an open vote still needs: ballots in, approvals that carry; and, for whoever runs it, who has not voted."""

from functools import partial

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services import votes
from dashboard.services.context import Context
from dashboard.services.votes import Paper
from dashboard.ui import feedback
from dashboard.ui.safe import plain
from models.enums import BallotForm, VoteMode

IN_THE_BROWSER = (VoteMode.RECORDED, VoteMode.SECRET)


def meter(paper: Paper, ballots_needed: int | None = None) -> None:
    """Draw how many ballots are in, as a bar and in words, and how many approvals carry; never how many there are.

    ``ballots_needed`` is how many ballots make a quorum, where the rule counts those who take part.
    """
    turnout = paper.turnout
    if paper.mode in IN_THE_BROWSER:
        share = turnout.cast / turnout.present if turnout.present else 0.0
        st.progress(min(share, 1.0), text=_ballots_in(paper))
    else:
        st.markdown(_("May vote: %(present)d") % {"present": turnout.present})
    if ballots_needed is not None:
        st.caption(_quorum(paper, ballots_needed))
    if paper.needed is not None:
        st.caption(_approvals(paper))


def _ballots_in(paper: Paper) -> str:
    turnout = paper.turnout
    voted = _("Voted: %(cast)d of %(present)d present (%(entitled)d should attend)") % {
        "cast": turnout.cast,
        "present": turnout.present,
        "entitled": turnout.entitled,
    }
    missing = max(0, turnout.present - turnout.cast)
    rest = ngettext("%(n)d ballot is still missing.", "%(n)d ballots are still missing.", missing) % {"n": missing}
    complete = _("All ballots are in.")
    return f"{voted} · {rest if missing else complete}"


def _quorum(paper: Paper, needed: int) -> str:
    words = ngettext("%(n)d ballot makes a quorum.", "%(n)d ballots make a quorum.", needed) % {"n": needed}
    missing = needed - paper.turnout.cast
    if paper.mode not in IN_THE_BROWSER or missing <= 0:
        return words
    rest = ngettext("%(n)d more is needed.", "%(n)d more are needed.", missing) % {"n": missing}
    return f"{words} {rest}"


def _approvals(paper: Paper) -> str:
    needed = paper.needed or 0
    words = (
        ngettext("%(n)d approval carries the motion.", "%(n)d approvals carry the motion.", needed)
        if paper.form is BallotForm.QUESTION
        else ngettext("%(n)d approval carries an option.", "%(n)d approvals carry an option.", needed)
    )
    later = _("How many there are is shown once the vote has closed.")
    return f"{words % {'n': needed}}  \n{later}"


def outstanding(ctx: Context, paper: Paper) -> None:
    """Draw the seats that have not voted, with a button that reminds them; only for whoever runs the vote."""
    if paper.mode not in IN_THE_BROWSER or paper.turnout.cast >= paper.turnout.present:
        return
    waiting = votes.outstanding(ctx, paper.motion_id)
    heading = ngettext("%(n)d seat has not voted yet", "%(n)d seats have not voted yet", len(waiting))
    with st.expander(heading % {"n": len(waiting)}, icon=":material/hourglass_empty:", key="outstanding"):
        lines = (
            _("Seat %(number)d: %(unit)s") % {"number": one.seat_number, "unit": one.organisation} for one in waiting
        )
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))
        st.button(
            _("Remind them on their pages"),
            key="remind",
            icon=":material/notifications:",
            on_click=partial(
                feedback.act, votes.remind, paper.motion_id, key=f"remind_{paper.motion_id}", done=_reminded
            ),
        )


def _reminded(seats: object) -> str:
    n = seats if isinstance(seats, int) else 0
    return ngettext("%(n)d seat is reminded.", "%(n)d seats are reminded.", n) % {"n": n}


def reminder(paper: Paper) -> None:
    """Tell a voter who has not voted that the others wait."""
    if paper.reminded and paper.may_vote and not paper.voted:
        st.warning(_("The meeting is waiting for your ballot. Please vote now."), icon=":material/notifications:")
