"""How is a motion put on an item, worded anew, or withdrawn?"""

from collections.abc import Sequence

from sqlmodel import col, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.decisions import Rule, counts_weight
from dashboard.rules.lifecycle.agenda import AgendaAction
from dashboard.rules.lifecycle.motions import MotionAction
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.decision_rules import rule_named
from dashboard.services.meetings.common import channel, items_of, locked, require_session
from dashboard.services.once import repeated
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import public_text
from models.enums import AgendaStatus, BallotForm, MotionStatus, Outcome, VoteMode
from models.meeting import AgendaItem, Meeting
from models.motion import Motion
from models.need import Need

MOST_OPTIONS = 20
UNDECIDED = (Outcome.NO_QUORUM, Outcome.UNDEFINED, Outcome.VOID)
"""Outcomes after which the item is still under discussion."""
LIVE = (MotionStatus.READY, MotionStatus.OPEN, MotionStatus.COUNTING)


def put(
    ctx: Context,
    item_id: int,
    text: str,
    preset: str,
    *,
    conditions: str = "",
    mode: VoteMode = VoteMode.RECORDED,
    form: BallotForm = BallotForm.QUESTION,
    options: Sequence[str] = (),
    most_choices: int = 1,
    key: str | None = None,
) -> int:
    """Put a motion on the item under discussion and return its id; it is not open for voting yet.

    Args:
        preset: code of the decision rule, such as ``P1``.
        conditions: what the motion would be adopted on condition of, part of what is voted on.
        options: what may be chosen from, in the order of the ballot, where the form is not a question.
        most_choices: how many of them a ballot of choices may mark.

    Raises:
        RuleBroken: the item is not under discussion, or a motion on it still waits or is being voted on.
        BadInput: the text cannot be shown to everybody, no meeting can vote under the rule, or the options do not
            fit the form.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        require_discussion(meeting, item)
        wanted = _options(form, options)
        _refuse_mode(mode, form)
        row = Motion(
            meeting_id=meeting.id,
            agenda_item_id=item.id,
            text=public_text("text", text, least=4, most=500),
            preset=_rule(unit, meeting, preset),
            conditions=public_text("conditions", conditions, most=500),
            mode=VoteMode(mode),
            form=BallotForm(form),
            options=wanted,
            most_choices=_most(form, most_choices, len(wanted)),
        )
        refuse_area(rule_named(unit.session, row.preset), row)
        motion_id = _add(unit, meeting, item, row)
        unit.remember(key, motion_id)
        return motion_id


def amend(ctx: Context, motion_id: int, text: str, reason: str, *, conditions: str = "", key: str | None = None) -> int:
    """Put the motion in new words and return the new one's id; rule, mode and options stay.

    A motion that waits is withdrawn; after one that was not carried the item is reconsidered (复议).

    Raises:
        RuleBroken: the vote is open or carried, or the meeting has gone on to another item.
        BadInput: no reason was given, or a text cannot be shown to everybody.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        require_session(meeting)
        item = unit.get(AgendaItem, motion.agenda_item_id)
        words = public_text("reason", reason, least=2, most=500)
        if motion.status == MotionStatus.READY:
            advance(unit, motion, MotionAction.WITHDRAW, reason=words, channel=channel(meeting.id))
        else:
            _require_lost(unit, motion)
            reconsider(unit, meeting, item, words)
        row = Motion(
            meeting_id=meeting.id,
            agenda_item_id=item.id,
            text=public_text("text", text, least=4, most=500),
            preset=_rule(unit, meeting, motion.preset),
            conditions=public_text("conditions", conditions, most=500),
            mode=motion.mode,
            form=motion.form,
            options=list(motion.options),
            most_choices=motion.most_choices,
            amends_id=motion.id,
        )
        new_id = _add(unit, meeting, item, row)
        unit.remember(key, new_id)
        return new_id


def _require_lost(unit: Unit, motion: Motion) -> None:
    lost = (Outcome.NOT_CARRIED, *UNDECIDED)
    if motion.status != MotionStatus.CLOSED or motion.outcome not in lost:
        raise RuleBroken("Only a motion that waits for its vote, or was not carried, can be put in new words.")
    later = select(Motion.id).where(
        Motion.agenda_item_id == motion.agenda_item_id, col(Motion.round_no) > motion.round_no
    )
    if unit.session.exec(later).first() is not None:
        raise RuleBroken("There is a later motion on this item. Put that one in new words.")


def reconsider(unit: Unit, meeting: Meeting, item: AgendaItem, reason: str) -> None:
    """Take a decided item up again in the same meeting, its need with it; one that is discussed stays so.

    Raises:
        RuleBroken: another item is under discussion, or the item's work has begun.
    """
    if item.status == AgendaStatus.IN_DISCUSSION:
        return
    if any(other.status == AgendaStatus.IN_DISCUSSION for other in items_of(unit.session, meeting.id)):
        raise RuleBroken("Another item is under discussion. Decide it, defer it or put it back first.")
    advance(unit, item, AgendaAction.RECONSIDER, reason=reason, channel=channel(meeting.id))
    meeting.current_item_id, item.taken_up_at = item.id, unit.now
    if item.need_id is not None:
        need = unit.get(Need, item.need_id)
        advance(unit, need, NeedAction.RECONSIDER, reason=reason, reference=meeting.number)


def _add(unit: Unit, meeting: Meeting, item: AgendaItem, row: Motion) -> int:
    rounds = unit.session.exec(select(Motion).where(Motion.agenda_item_id == item.id)).all()
    if any(motion.status in LIVE for motion in rounds):
        raise RuleBroken("There is a motion on this item already. Vote on it or withdraw it first.")
    row.round_no = max((motion.round_no for motion in rounds), default=0) + 1
    unit.add(row)
    begin(
        unit,
        row,
        MotionAction.PUT,
        channel=channel(meeting.id),
        round=row.round_no,
        preset=row.preset,
        mode=row.mode,
        amends=row.amends_id,
    )
    return row.id


def _rule(unit: Unit, meeting: Meeting, preset: str) -> str:
    """Return the code of the rule, or refuse one that this meeting cannot vote under."""
    return rule_named(unit.session, preset, body=meeting.body_code, on=unit.today).code


def require_discussion(meeting: Meeting, item: AgendaItem) -> None:
    """Refuse a motion on an item that is not under discussion."""
    require_session(meeting)
    if item.status != AgendaStatus.IN_DISCUSSION:
        raise RuleBroken("This item is not under discussion. Take it up first.")


def refuse_area(rule: Rule, motion: Motion) -> None:
    """Refuse a rule by floor area for a vote that does not know whose vote each is.

    Raises:
        BadInput: field ``preset``.
    """
    if counts_weight(rule) and (motion.mode != VoteMode.RECORDED or motion.form != BallotForm.QUESTION):
        raise BadInput(
            "preset", "A rule that counts floor area takes a recorded vote on one question. Choose another rule."
        )


def _refuse_mode(mode: VoteMode, form: BallotForm) -> None:
    if mode is VoteMode.SHOW_OF_HANDS and form is not BallotForm.QUESTION:
        raise BadInput("form", "Hands answer one question. Choose another way to vote for a list of options.")
    if mode is VoteMode.PAPER and form is BallotForm.RANKING:
        raise BadInput("form", "Two tellers cannot add up rankings without mistakes. Choose approval, or vote here.")


def _options(form: BallotForm, options: Sequence[str]) -> list[str]:
    if form is BallotForm.QUESTION:
        if options:
            raise BadInput("options", "A question of for and against has no options. Choose another form of ballot.")
        return []
    cleaned = [public_text("options", option, least=1, most=80) for option in options]
    if not 2 <= len(cleaned) <= MOST_OPTIONS:
        raise BadInput("options", "Please name 2 to %(most)s options, one on each line.", most=MOST_OPTIONS)
    if len(set(cleaned)) < len(cleaned):
        raise BadInput("options", "Two options are the same. Word them differently.")
    return cleaned


def _most(form: BallotForm, most_choices: int, options: int) -> int:
    if form is not BallotForm.CHOICES:
        return max(1, options)
    if not 1 <= most_choices <= options:
        raise BadInput("most_choices", "A ballot can mark 1 to %(most)s of the options.", most=options)
    return most_choices


def withdraw(ctx: Context, motion_id: int, reason: str, *, key: str | None = None) -> None:
    """Withdraw a motion that was not opened for voting.

    Raises:
        RuleBroken: its vote is open or closed.
        BadInput: no reason was given.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if repeated(unit, key) is not None:
            return
        words = public_text("reason", reason, most=500)
        advance(unit, motion, MotionAction.WITHDRAW, reason=words, channel=channel(meeting.id))
        unit.remember(key, "")
