"""How is a vote opened: quorum checked, electorate copied, rule frozen?"""

import hashlib
import json

from sqlmodel import Session, col, select

from dashboard.errors import RuleBroken
from dashboard.rules.decisions import Counts, Rule, decide, without_recused
from dashboard.rules.lifecycle.motions import MotionAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.decision_rules import quorum_of, rule_version
from dashboard.services.house_rules import value_of
from dashboard.services.meetings.common import channel, locked
from dashboard.services.meetings.speaking.quiet import end_speech
from dashboard.services.meetings.substitutes import voter_of
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.votes.putting import refuse_area, require_discussion
from dashboard.services.votes.secret import require_secret
from models.enums import MotionStatus, Presence, VoteMode
from models.meeting import AgendaItem, Attendance, Recusal
from models.motion import Elector, Motion
from models.organisation import Organisation, Seat


def open_vote(ctx: Context, motion_id: int, *, key: str | None = None) -> None:
    """Open the vote: check the quorum, copy the electorate and freeze the rule.

    From here on neither the roster, nor the sign-in sheet, nor a setting changes this vote.

    Raises:
        RuleBroken: no quorum, another vote is open, the item is not under discussion, or a secret vote lacks
            voters or key holders.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if repeated(unit, key) is not None:
            return
        require_discussion(meeting, unit.get(AgendaItem, motion.agenda_item_id))
        _refuse_second_vote(unit.session, motion)
        end_speech(unit, meeting.id)
        rule, version = rule_version(unit.session, motion.preset, body=meeting.body_code, on=unit.today)
        refuse_area(rule, motion)
        electors = _electorate(unit.session, motion, weighed(rule))
        _freeze(unit, motion, rule, electors)
        motion.rule_version = version
        if motion.mode == VoteMode.SECRET:
            motion.hidden_below = int(value_of(unit.session, "secret_result_hidden_below"))
            require_secret(unit, motion, electors)
        unit.session.add_all(electors)
        advance(
            unit,
            motion,
            MotionAction.OPEN,
            channel=channel(meeting.id),
            entitled=motion.entitled,
            present=motion.present,
            recused=motion.recused,
            electorate_sha256=digest(electors),
        )
        unit.remember(key, "")


def weighed(rule: Rule) -> bool:
    """Return whether a rule counts floor area."""
    return any(condition.measure == "weight" for condition in (*rule.quorum, *rule.pass_))


def _freeze(unit: Unit, motion: Motion, rule: Rule, electors: list[Elector]) -> None:
    """Write rule, numbers and what is needed into the motion, or refuse a vote without a quorum."""
    here = [elector for elector in electors if elector.presence == Presence.PRESENT]
    motion.rule, motion.opened_at = rule.to_json(), unit.now
    motion.entitled, motion.present = len(electors), len(here)
    motion.recused = sum(elector.recused for elector in electors)
    motion.recused_present = sum(elector.recused for elector in here)
    motion.deducts_recused = value_of(unit.session, "recusal_denominator") == "deduct"
    counts = Counts(len(electors), len(here), 0, 0, 0)
    if motion.deducts_recused:
        counts = without_recused(counts, motion.recused, motion.recused_present)
    motion.quorum_needed = _require_quorum(rule, counts.entitled, counts.present)
    if weighed(rule):
        counting = [one for one in electors if not (motion.deducts_recused and one.recused)]
        motion.entitled_weight = sum(one.weight for one in counting)
        motion.present_weight = sum(one.weight for one in counting if one.presence == Presence.PRESENT)
    elif all(condition.base in ("entitled", "present") for condition in rule.pass_):
        motion.votes_needed = decide(rule, counts).votes_needed


def _refuse_second_vote(session: Session, motion: Motion) -> None:
    others = select(Motion.id).where(
        Motion.meeting_id == motion.meeting_id,
        col(Motion.status).in_((MotionStatus.OPEN, MotionStatus.COUNTING)),
        Motion.id != motion.id,
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


def _electorate(session: Session, motion: Motion, by_area: bool) -> list[Elector]:
    recused = set(
        session.exec(
            select(Recusal.seat_id).where(
                Recusal.agenda_item_id == motion.agenda_item_id, col(Recusal.withdrawn_at).is_(None)
            )
        )
    )
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
            user_id=voter_of(session, attendance),
            organisation_id=organisation.id,
            organisation_type=organisation.type,
            presence=attendance.presence,
            weight=_weight(seat) if by_area else 1,
            recused=seat.id in recused,
        )
        for attendance, seat, organisation in session.exec(query)
    ]


def _weight(seat: Seat) -> int:
    if seat.weight is None:
        raise RuleBroken("This rule counts floor area, and seat %(number)s has none entered.", number=seat.number)
    return seat.weight


def digest(electors: list[Elector]) -> str:
    """Return the SHA-256 of the electorate, so that a later change of its rows shows."""
    lines = [[one.seat_id, one.user_id, one.organisation_id, one.presence, one.weight] for one in electors]
    if any(one.recused for one in electors):
        lines.append([one.seat_id for one in electors if one.recused])
    return hashlib.sha256(json.dumps(lines).encode()).hexdigest()
