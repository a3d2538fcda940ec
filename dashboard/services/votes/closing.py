"""How does a vote end: closed and counted, hands counted, or ballots taken in for counting?"""

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.lifecycle.motions import MotionAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.meetings.common import channel, locked
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.votes.counting import Figures, figures_of, finish, last_ballots
from dashboard.services.votes.results import read_result
from dashboard.services.votes.shapes import Result
from models.enums import MotionStatus, VoteMode
from models.motion import Motion


def close(ctx: Context, motion_id: int, *, key: str | None = None) -> Result:
    """Close a recorded vote, count it by its frozen rule, store the result once and move item and need on.

    Raises:
        RuleBroken: the vote is not open, or it is taken in another way.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if repeated(unit, key) is not None:
            return read_result(unit.session, motion_id)
        _require_open(motion, VoteMode.RECORDED)
        finish(unit, meeting, motion, figures_of(motion, last_ballots(unit.session, motion_id)))
        unit.remember(key, "")
        return read_result(unit.session, motion_id)


def close_hands(
    ctx: Context,
    motion_id: int,
    votes_for: int,
    votes_against: int,
    votes_abstain: int,
    *,
    key: str | None = None,
) -> Result:
    """Close a vote by show of hands with the hands that were counted (举手表决).

    Raises:
        RuleBroken: the vote is not open, or it is taken in another way.
        BadInput: a number is negative, or there are more hands than voters present.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if repeated(unit, key) is not None:
            return read_result(unit.session, motion_id)
        _require_open(motion, VoteMode.SHOW_OF_HANDS)
        figures = Figures(None, None, 0, votes_for, votes_against, votes_abstain)
        require_plausible(motion, figures)
        finish(unit, meeting, motion, figures)
        unit.remember(key, "")
        return read_result(unit.session, motion_id)


def require_plausible(motion: Motion, figures: Figures) -> None:
    """Refuse more votes than there are voters in the room, who are those present and not recused.

    Raises:
        BadInput: a number is negative, or the sum is too high (field ``votes_for``).
    """
    given = (figures.votes_for, figures.votes_against, figures.votes_abstain)
    if min(given) < 0:
        raise BadInput("votes_for", "A count is 0 or more. Correct the negative number.")
    voters = (motion.present or 0) - motion.recused_present
    if sum(given) > voters:
        raise BadInput(
            "votes_for",
            "%(cast)s votes from %(present)s voters in the room: count again.",
            cast=sum(given),
            present=voters,
        )


def end_voting(ctx: Context, motion_id: int, *, key: str | None = None) -> None:
    """Take no more ballots: paper goes to the tellers, secret ballots to the two key holders.

    Raises:
        RuleBroken: the vote is not open, or it is a recorded vote or a show of hands, which are closed at once.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if repeated(unit, key) is not None:
            return
        if motion.mode not in (VoteMode.PAPER, VoteMode.SECRET):
            raise RuleBroken("This vote is counted as soon as it is closed.")
        advance(unit, motion, MotionAction.END_VOTING, channel=channel(meeting.id))
        unit.remember(key, "")


def _require_open(motion: Motion, mode: VoteMode) -> None:
    if motion.status != MotionStatus.OPEN:
        raise RuleBroken("This vote is not open.")
    if motion.mode != mode:
        raise RuleBroken("This vote is taken in another way. Reload the page.")
