"""How is a closed vote checked (复核): upheld, its count corrected, or voided and voted again?"""

from sqlmodel import Session, col, select

from dashboard.errors import RuleBroken
from dashboard.rules.lifecycle.agenda import AgendaAction
from dashboard.rules.lifecycle.motions import MotionAction
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission as P
from dashboard.services import decisions
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.common import channel, items_of, locked, require_open_minutes, stop_clock
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import public_text
from dashboard.services.votes.closing import require_plausible
from dashboard.services.votes.counting import Figures, figures_of, last_ballots, write_count
from dashboard.services.votes.putting import reconsider
from dashboard.services.votes.results import read_result
from dashboard.services.votes.secret import discard_envelopes
from dashboard.services.votes.shapes import Result
from dashboard.services.votes.tellers import require_paper
from models.enums import AgendaStatus, MeetingStatus, MotionStatus, NeedStatus, Outcome, VoteMode
from models.meeting import AgendaItem, Meeting
from models.motion import Motion
from models.need import Need

BY_HAND = (VoteMode.SHOW_OF_HANDS, VoteMode.PAPER)
"""Ways to vote whose count was typed, so that it can have been typed wrongly."""
UNCOUNTED = (MotionStatus.OPEN, MotionStatus.COUNTING)
CHECKABLE = (AgendaStatus.ADOPTED, AgendaStatus.NOT_ADOPTED, AgendaStatus.IN_DISCUSSION)
SETTLED = (NeedStatus.ADOPTED, NeedStatus.NOT_ADOPTED)


def uphold(ctx: Context, motion_id: int, reason: str, *, key: str | None = None) -> None:
    """Note that the count was checked and stands (维持); recorded ballots are counted again for it.

    Raises:
        RuleBroken: the vote is not closed, or the ballots do not give the stored count.
        BadInput: no word on how it was checked.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if repeated(unit, key) is not None:
            return
        words = public_text("reason", reason, least=2, most=500)
        if motion.mode == VoteMode.RECORDED and motion.status == MotionStatus.CLOSED:
            found = figures_of(motion, last_ballots(unit.session, motion_id))
            stored = (motion.votes_for, motion.votes_against, motion.votes_abstain)
            if (found.votes_for, found.votes_against, found.votes_abstain) != stored:
                raise RuleBroken("The ballots do not give the stored count. Void the vote and vote again.")
        advance(unit, motion, MotionAction.UPHOLD, reason=words, channel=channel(meeting.id))
        unit.remember(key, "")


def correct(ctx: Context, motion_id: int, figures: Figures, reason: str, *, key: str | None = None) -> Result:
    """Put a new version of a count in force; the earlier versions stay to be read.

    Raises:
        RuleBroken: not closed, no count that was typed, the minutes are approved, or later steps build on it.
        BadInput: no reason was given, or the lines do not add up.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if repeated(unit, key) is not None:
            return read_result(unit.session, motion_id)
        words = public_text("reason", reason, least=2, most=500)
        _require_correctable(unit.session, meeting, motion)
        if motion.mode == VoteMode.PAPER:
            require_paper(motion, figures)
        else:
            require_plausible(motion, figures)
        before = Outcome(motion.outcome) if motion.outcome else Outcome.UNDEFINED
        outcome = write_count(unit, motion, figures, reason=words)
        advance(
            unit,
            motion,
            MotionAction.CORRECT,
            reason=words,
            channel=channel(meeting.id),
            version=motion.count_version,
            outcome_before=before,
            outcome_after=outcome,
        )
        _follow(unit, meeting, motion, before, outcome, words)
        unit.remember(key, "")
        return read_result(unit.session, motion_id)


def _require_correctable(session: Session, meeting: Meeting, motion: Motion) -> None:
    if motion.status != MotionStatus.CLOSED:
        raise RuleBroken("This vote is not closed.")
    if motion.mode not in BY_HAND:
        raise RuleBroken("The software counted these ballots, so there is no number to correct. Void the vote instead.")
    require_open_minutes(session, meeting)
    require_last(session, motion)
    if session.get_one(AgendaItem, motion.agenda_item_id).status not in CHECKABLE:
        raise RuleBroken("The item was deferred or withdrawn meanwhile. Put a new motion at the next meeting instead.")


def require_last(session: Session, motion: Motion) -> None:
    """Refuse to change a vote that a later vote on the same item has overtaken."""
    later = select(Motion.id).where(
        Motion.agenda_item_id == motion.agenda_item_id,
        col(Motion.round_no) > motion.round_no,
        col(Motion.status).notin_((MotionStatus.WITHDRAWN, MotionStatus.VOIDED)),
    )
    if session.exec(later).first() is not None or _went_on(session, motion):
        raise RuleBroken("There is a later vote on this item, so this one stays as it is.")


def _went_on(session: Session, motion: Motion) -> bool:
    """Return whether the item of the claim list stands on the agenda of a later meeting."""
    item = session.get_one(AgendaItem, motion.agenda_item_id)
    if item.need_id is None:
        return False
    again = select(AgendaItem.id).where(
        AgendaItem.need_id == item.need_id, col(AgendaItem.id) > item.id, AgendaItem.status != AgendaStatus.WITHDRAWN
    )
    return session.exec(again).first() is not None


def _follow(unit: Unit, meeting: Meeting, motion: Motion, before: Outcome, outcome: Outcome, reason: str) -> None:
    """Let item, need and register follow a corrected count."""
    item = unit.get(AgendaItem, motion.agenda_item_id)
    if outcome.adopts and item.status == AgendaStatus.NOT_ADOPTED:
        _turn(unit, meeting, item, AgendaAction.ADOPT, NeedAction.ADOPT)
    elif outcome is Outcome.NOT_CARRIED and item.status == AgendaStatus.ADOPTED:
        _turn(unit, meeting, item, AgendaAction.REJECT, NeedAction.REJECT)
    elif not outcome.adopts and outcome is not Outcome.NOT_CARRIED:
        undo(unit, meeting, item, reason)
    elif item.status == AgendaStatus.IN_DISCUSSION:
        adopted = outcome.adopts
        _turn(
            unit,
            meeting,
            item,
            AgendaAction.ADOPT if adopted else AgendaAction.REJECT,
            NeedAction.ADOPT if adopted else NeedAction.REJECT,
        )
        stop_clock(item, unit.now)
        if meeting.current_item_id == item.id:
            meeting.current_item_id = None
    if outcome.adopts and not before.adopts:
        decisions.register(unit, meeting, item, motion)
    elif not outcome.adopts:
        decisions.set_aside(unit, motion, reason)


def _turn(unit: Unit, meeting: Meeting, item: AgendaItem, action: AgendaAction, need_action: NeedAction) -> None:
    advance(unit, item, action, channel=channel(meeting.id))
    if item.need_id is not None:
        advance(unit, _settled_need(unit, item.need_id), need_action, reference=meeting.number)


def _settled_need(unit: Unit, need_id: int) -> Need:
    need = unit.get(Need, need_id)
    if need.status not in (*SETTLED, NeedStatus.ON_AGENDA):
        raise RuleBroken(
            "Work on %(number)s goes by this vote already. Put a new motion at the next meeting instead.",
            number=need.number,
        )
    return need


def void(ctx: Context, motion_id: int, reason: str, *, key: str | None = None) -> None:
    """Declare a vote void (无效): in the same meeting it can be repeated, later its item is deferred.

    Raises:
        RuleBroken: the vote was not opened, a later vote has overtaken it, the minutes are approved, or work goes
            by it already.
        BadInput: no reason was given.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if repeated(unit, key) is not None:
            return
        words = public_text("reason", reason, least=2, most=500)
        require_open_minutes(unit.session, meeting)
        require_last(unit.session, motion)
        if motion.mode == VoteMode.SECRET and motion.status in UNCOUNTED:
            discard_envelopes(unit.session, motion_id)
        advance(unit, motion, MotionAction.VOID, reason=words, channel=channel(meeting.id))
        undo(unit, meeting, unit.get(AgendaItem, motion.agenda_item_id), words)
        decisions.set_aside(unit, motion, words)
        unit.remember(key, "")


def undo(unit: Unit, meeting: Meeting, item: AgendaItem, reason: str) -> None:
    """Take back what a vote did to its item: discussed again where the meeting can, else deferred."""
    if item.status not in (AgendaStatus.ADOPTED, AgendaStatus.NOT_ADOPTED):
        return
    if item.need_id is not None:
        _settled_need(unit, item.need_id)
    free = not any(other.status == AgendaStatus.IN_DISCUSSION for other in items_of(unit.session, meeting.id))
    if meeting.status == MeetingStatus.IN_SESSION and free:
        reconsider(unit, meeting, item, reason)
        return
    advance(unit, item, AgendaAction.SET_ASIDE, reason=reason, channel=channel(meeting.id))
    if item.need_id is not None:
        advance(unit, unit.get(Need, item.need_id), NeedAction.SET_ASIDE, reason=reason, reference=meeting.number)
