"""How is a vote counted, and what follows from the count?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from dashboard.rules.decisions import (
    Counts,
    Rule,
    decide,
    options_carried,
    paper_void,
    ranked_by,
    resolution_for,
    tally_options,
    without_recused,
)
from dashboard.rules.lifecycle.agenda import AgendaAction
from dashboard.rules.lifecycle.motions import MotionAction
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.services import decisions
from dashboard.services.context import Unit
from dashboard.services.meetings.common import channel, stop_clock
from dashboard.services.transitions import advance
from models.enums import BallotForm, Choice, DecisionPower, Outcome, VoteMode
from models.meeting import AgendaItem, Meeting
from models.motion import Ballot, Elector, Motion, VoteCount
from models.need import Need


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted. ``issued`` and ``returned`` are given for paper ballots only; areas are in 0.01 m²."""

    issued: int | None
    returned: int | None
    invalid: int
    votes_for: int
    votes_against: int
    votes_abstain: int
    option_counts: tuple[int, ...] | None = None
    """Approvals of each option, or Borda points of a ranking."""
    ranked_by: tuple[int, ...] | None = None
    """How many ballots of a ranking give each option a place: what stands for its approvals."""
    weights: tuple[int, int, int] | None = None
    """Floor area for, against and abstaining."""


def counts_of(motion: Motion, *, deduct: bool) -> Counts:
    """Return the stored numbers of a vote, with those who were recused counted in or not.

    Where the rule counts floor area, the areas are as they were frozen: with or without the recused.
    """
    counts = Counts(
        motion.entitled or 0,
        motion.present or 0,
        motion.votes_for or 0,
        motion.votes_against or 0,
        motion.votes_abstain or 0,
        motion.invalid,
        entitled_weight=motion.entitled_weight,
        present_weight=motion.present_weight,
        for_weight=motion.for_weight,
        against_weight=motion.against_weight,
        abstain_weight=motion.abstain_weight,
        invalid_weight=0 if motion.invalid and motion.entitled_weight is not None else None,
    )
    return without_recused(counts, motion.recused, motion.recused_present) if deduct and motion.recused else counts


def tally_of(session: Session, motion_id: int) -> dict[Choice, int]:
    """Return the stored ballots of a motion by choice, the last version of each seat."""
    found: dict[Choice, int] = {}
    for choice, _weight, _marks in last_ballots(session, motion_id):
        found[choice] = found.get(choice, 0) + 1
    return {choice: found.get(choice, 0) for choice in Choice}


def last_ballots(session: Session, motion_id: int) -> list[tuple[Choice, int, list[int] | None]]:
    """Return choice, weight and marks of the last version of every seat's recorded ballot."""
    last = (
        select(Ballot.seat_id, func.max(Ballot.version).label("version"))
        .where(Ballot.motion_id == motion_id)
        .group_by(col(Ballot.seat_id))
        .subquery()
    )
    query = (
        select(Ballot.choice, Elector.weight, Ballot.marks)
        .join(last, (last.c.seat_id == Ballot.seat_id) & (last.c.version == Ballot.version))
        .join(Elector, (col(Elector.motion_id) == Ballot.motion_id) & (col(Elector.seat_id) == Ballot.seat_id))
        .where(Ballot.motion_id == motion_id)
    )
    return [
        (Choice(choice), weight, None if marks is None else list(marks))
        for choice, weight, marks in session.exec(query)
    ]


def figures_of(motion: Motion, ballots: Sequence[tuple[Choice, int, list[int] | None]]) -> Figures:
    """Return what the ballots of a motion add up to: choice, weight and marks of each."""
    heads = {choice: sum(1 for one, _weight, _marks in ballots if one is choice) for choice in Choice}
    areas = tuple(sum(weight for one, weight, _marks in ballots if one is choice) for choice in Choice)
    marked = [marks or [] for _choice, _weight, marks in ballots]
    options, ranks = None, None
    if motion.form != BallotForm.QUESTION:
        options = tuple(tally_options(BallotForm(motion.form), len(motion.options), marked))
    if motion.form == BallotForm.RANKING:
        ranks = tuple(ranked_by(len(motion.options), marked))
    return Figures(
        issued=None,
        returned=None,
        invalid=0,
        votes_for=heads[Choice.FOR],
        votes_against=heads[Choice.AGAINST],
        votes_abstain=heads[Choice.ABSTAIN],
        option_counts=options,
        ranked_by=ranks,
        weights=(areas[0], areas[1], areas[2]) if motion.entitled_weight is not None else None,
    )


def finish(unit: Unit, meeting: Meeting, motion: Motion, figures: Figures) -> Outcome:
    """Close a vote: write its first count, say what became of it, move item and need on, enter the decision."""
    outcome = write_count(unit, motion, figures, reason="")
    motion.closed_at = unit.now
    counts: dict[str, Any] = {}
    if motion.mode != VoteMode.SECRET:  # whose counts may have to stay hidden, here too
        counts = {
            "votes_for": motion.votes_for,
            "votes_against": motion.votes_against,
            "votes_abstain": motion.votes_abstain,
            "invalid": motion.invalid,
        }
    advance(unit, motion, MotionAction.CLOSE, channel=channel(meeting.id), outcome=outcome, **counts)
    item = unit.get(AgendaItem, motion.agenda_item_id)
    if outcome.adopts or outcome is Outcome.NOT_CARRIED:
        _move_on(unit, meeting, item, outcome)
    if outcome.adopts:
        decisions.register(unit, meeting, item, motion)
    return outcome


def write_count(unit: Unit, motion: Motion, figures: Figures, *, reason: str) -> Outcome:
    """Add a version of the count, make it the one in force, and return the outcome.

    Raises:
        BadInput: more votes than present, and the like.
    """
    versions = select(func.max(VoteCount.version)).where(VoteCount.motion_id == motion.id)
    motion.count_version = (unit.session.exec(versions).one() or 0) + 1
    motion.votes_for, motion.votes_against = figures.votes_for, figures.votes_against
    motion.votes_abstain, motion.invalid = figures.votes_abstain, figures.invalid
    motion.issued, motion.returned = figures.issued, figures.returned
    motion.option_counts = None if figures.option_counts is None else list(figures.option_counts)
    if figures.weights is not None:
        motion.for_weight, motion.against_weight, motion.abstain_weight = figures.weights
    motion.outcome = _outcome(motion, figures.ranked_by or figures.option_counts)
    power = _power(unit, motion)
    motion.resolution = resolution_for(power) if motion.outcome.adopts else None
    unit.add(
        VoteCount(
            motion_id=motion.id,
            version=motion.count_version,
            at=unit.now,
            reason=reason,
            votes_for=figures.votes_for,
            votes_against=figures.votes_against,
            votes_abstain=figures.votes_abstain,
            invalid=figures.invalid,
            issued=figures.issued,
            returned=figures.returned,
            option_counts=motion.option_counts,
            outcome=motion.outcome,
        )
    )
    return motion.outcome


def _outcome(motion: Motion, approvals: Sequence[int] | None) -> Outcome:
    """Return the outcome by the frozen rule; writes the votes needed, and which options carried, into the motion."""
    motion.option_carried = None
    if motion.issued is not None and motion.returned is not None and paper_void(motion.issued, motion.returned):
        motion.votes_needed = None
        return Outcome.VOID
    counts = counts_of(motion, deduct=motion.deducts_recused)
    rule = Rule.from_json(motion.rule)
    verdict = decide(rule, counts)
    motion.votes_needed = verdict.votes_needed
    outcome = verdict.outcome
    if approvals is not None and outcome in (Outcome.CARRIED, Outcome.NOT_CARRIED):
        motion.option_carried = options_carried(rule, counts, approvals)
        outcome = Outcome.CARRIED if any(motion.option_carried) else Outcome.NOT_CARRIED
    if outcome is Outcome.CARRIED and motion.conditions:
        return Outcome.CARRIED_WITH_CONDITIONS
    return outcome


def _power(unit: Unit, motion: Motion) -> DecisionPower:
    item = unit.session.get_one(AgendaItem, motion.agenda_item_id)
    if item.need_id is None:
        return DecisionPower(item.decision_power)
    return DecisionPower(unit.session.get_one(Need, item.need_id).decision_power)


def _move_on(unit: Unit, meeting: Meeting, item: AgendaItem, outcome: Outcome) -> None:
    adopted = outcome.adopts
    advance(unit, item, AgendaAction.ADOPT if adopted else AgendaAction.REJECT, channel=channel(meeting.id))
    stop_clock(item, unit.now)
    if meeting.current_item_id == item.id:
        meeting.current_item_id = None
    if item.need_id is not None:
        to_need = NeedAction.ADOPT if adopted else NeedAction.REJECT
        advance(unit, unit.get(Need, item.need_id), to_need, reference=meeting.number)
