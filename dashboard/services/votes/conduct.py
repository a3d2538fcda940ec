"""How is a motion put, opened, closed, counted and announced?"""

import hashlib
import json

from sqlmodel import Session, col, func, select

from dashboard.errors import RuleBroken
from dashboard.rules.decisions import Counts, Rule, decide
from dashboard.rules.lifecycle.agenda import AgendaAction
from dashboard.rules.lifecycle.motions import MotionAction
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.decision_rules import quorum_of, rule_named
from dashboard.services.meetings.common import channel, locked, require_session
from dashboard.services.once import repeated
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import public_text
from dashboard.services.votes.results import read_result
from dashboard.services.votes.shapes import Result
from models.enums import AgendaStatus, Choice, MotionStatus, Outcome, Presence
from models.meeting import AgendaItem, Attendance, Meeting
from models.motion import Ballot, Elector, Motion
from models.need import Need
from models.organisation import Organisation, Seat

AFTER = {
    Outcome.CARRIED: (AgendaAction.ADOPT, NeedAction.ADOPT),
    Outcome.NOT_CARRIED: (AgendaAction.REJECT, NeedAction.REJECT),
}
"""What a vote does to its item and need; without a quorum, or undefined, the item stays under discussion."""


def put(ctx: Context, item_id: int, text: str, preset: str, *, conditions: str = "", key: str | None = None) -> int:
    """Put a motion on the item under discussion and return its id; it is not open for voting yet.

    Args:
        preset: code of the decision rule, such as ``P1``.
        conditions: what the motion would be adopted on condition of, part of what is voted on.

    Raises:
        RuleBroken: the item is not under discussion, or a motion on it still waits or is being voted on.
        BadInput: the text cannot be shown to everybody, or no meeting can vote under the rule.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        _require_discussion(meeting, item)
        rounds = unit.session.exec(select(Motion).where(Motion.agenda_item_id == item_id)).all()
        if any(motion.status in (MotionStatus.READY, MotionStatus.OPEN) for motion in rounds):
            raise RuleBroken("There is a motion on this item already. Vote on it or withdraw it first.")
        row = Motion(
            meeting_id=meeting.id,
            agenda_item_id=item_id,
            round_no=max((motion.round_no for motion in rounds), default=0) + 1,
            text=public_text("text", text, least=4, most=500),
            preset=rule_named(unit.session, preset).code,
            conditions=public_text("conditions", conditions, most=500),
        )
        begin(unit, unit.add(row), MotionAction.PUT, channel=channel(meeting.id), round=row.round_no, preset=preset)
        unit.remember(key, row.id)
        return row.id


def _require_discussion(meeting: Meeting, item: AgendaItem) -> None:
    require_session(meeting)
    if item.status != AgendaStatus.IN_DISCUSSION:
        raise RuleBroken("This item is not under discussion. Take it up first.")


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


def open_vote(ctx: Context, motion_id: int, *, key: str | None = None) -> None:
    """Open the vote: check the quorum, copy the electorate and freeze the rule.

    From here on neither the roster, nor the sign-in sheet, nor a setting changes this vote.

    Raises:
        RuleBroken: no quorum, another vote is open, or the item is not under discussion.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if repeated(unit, key) is not None:
            return
        _require_discussion(meeting, unit.get(AgendaItem, motion.agenda_item_id))
        _refuse_second_vote(unit.session, motion)
        electors = _electorate(unit.session, motion)
        rule = rule_named(unit.session, motion.preset)
        present = sum(elector.presence == Presence.PRESENT for elector in electors)
        motion.quorum_needed = _require_quorum(rule, len(electors), present)
        motion.rule, motion.opened_at = rule.to_json(), unit.now
        motion.entitled, motion.present = len(electors), present
        unit.session.add_all(electors)
        advance(
            unit,
            motion,
            MotionAction.OPEN,
            channel=channel(meeting.id),
            entitled=len(electors),
            present=present,
            electorate_sha256=_digest(electors),
        )
        unit.remember(key, "")


def _refuse_second_vote(session: Session, motion: Motion) -> None:
    others = select(Motion.id).where(
        Motion.meeting_id == motion.meeting_id, Motion.status == MotionStatus.OPEN, Motion.id != motion.id
    )
    if session.exec(others).first() is not None:
        raise RuleBroken("Another vote of this meeting is open. Close it first.")


def _require_quorum(rule: Rule, entitled: int, present: int) -> int:
    """Return how many must be present, or refuse the vote."""
    quorum = quorum_of(rule, entitled, present)
    if not quorum.met:
        raise RuleBroken(
            "No quorum: %(present)s present, %(needed)s needed. Postpone the meeting, or go on with reports and "
            "without votes.",
            present=present,
            needed=quorum.needed,
        )
    return quorum.needed


def _electorate(session: Session, motion: Motion) -> list[Elector]:
    query = (
        select(Attendance, Seat, Organisation)
        .join(Seat, col(Seat.id) == Attendance.seat_id)
        .join(Organisation, col(Organisation.id) == Seat.organisation_id)
        .where(Attendance.meeting_id == motion.meeting_id)
        .order_by(col(Seat.number), col(Seat.id))
    )
    return [
        Elector(
            motion_id=motion.id,
            seat_id=seat.id,
            user_id=seat.user_id,
            organisation_id=organisation.id,
            organisation_type=organisation.type,
            presence=attendance.presence,
        )
        for attendance, seat, organisation in session.exec(query)
    ]


def _digest(electors: list[Elector]) -> str:
    """Return the SHA-256 of the electorate, so that a later change of its rows shows."""
    lines = [[one.seat_id, one.user_id, one.organisation_id, one.presence, one.weight] for one in electors]
    return hashlib.sha256(json.dumps(lines).encode()).hexdigest()


def close(ctx: Context, motion_id: int, *, key: str | None = None) -> Result:
    """Close the vote, count it by its frozen rule, store the result once and move item and need on.

    Raises:
        RuleBroken: the vote is not open.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if repeated(unit, key) is not None:
            return read_result(unit.session, motion_id)
        if motion.status != MotionStatus.OPEN:
            raise RuleBroken("This vote is not open.")
        outcome = _count(unit, motion)
        advance(
            unit,
            motion,
            MotionAction.CLOSE,
            channel=channel(meeting.id),
            outcome=outcome,
            votes_for=motion.votes_for,
            votes_against=motion.votes_against,
            votes_abstain=motion.votes_abstain,
        )
        if outcome in AFTER:
            _move_on(unit, meeting, motion, outcome)
        unit.remember(key, "")
        return read_result(unit.session, motion_id)


def _count(unit: Unit, motion: Motion) -> Outcome:
    """Write counts and outcome of the last version of every ballot into the motion and return the outcome."""
    tally = tally_of(unit.session, motion.id)
    counts = Counts(
        motion.entitled or 0, motion.present or 0, tally[Choice.FOR], tally[Choice.AGAINST], tally[Choice.ABSTAIN]
    )
    verdict = decide(Rule.from_json(motion.rule), counts)
    motion.votes_for, motion.votes_against, motion.votes_abstain = (tally[choice] for choice in Choice)
    motion.votes_needed, motion.outcome, motion.closed_at = verdict.votes_needed, verdict.outcome, unit.now
    return verdict.outcome


def tally_of(session: Session, motion_id: int) -> dict[Choice, int]:
    """Return the stored ballots of a motion by choice, the last version of each seat."""
    last = (
        select(Ballot.seat_id, func.max(Ballot.version).label("version"))
        .where(Ballot.motion_id == motion_id)
        .group_by(col(Ballot.seat_id))
        .subquery()
    )
    query = (
        select(Ballot.choice, func.count())
        .join(last, (last.c.seat_id == Ballot.seat_id) & (last.c.version == Ballot.version))
        .where(Ballot.motion_id == motion_id)
        .group_by(Ballot.choice)
    )
    found = dict(session.exec(query).all())
    return {choice: found.get(choice, 0) for choice in Choice}


def _move_on(unit: Unit, meeting: Meeting, motion: Motion, outcome: Outcome) -> None:
    to_item, to_need = AFTER[outcome]
    item = unit.get(AgendaItem, motion.agenda_item_id)
    advance(unit, item, to_item, channel=channel(meeting.id))
    if meeting.current_item_id == item.id:
        meeting.current_item_id = None
    if item.need_id is not None:
        advance(unit, unit.get(Need, item.need_id), to_need, reference=meeting.number)
