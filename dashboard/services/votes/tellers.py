"""What did the two tellers of a paper vote count, and do they agree?"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.rules.decisions import check_paper, paper_void
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.common import channel, locked
from dashboard.services.once import repeated
from dashboard.services.votes.counting import Figures, finish
from dashboard.services.votes.results import read_result
from dashboard.services.votes.shapes import Result
from models.enums import BallotForm, MotionStatus, VoteMode
from models.motion import Elector, Motion, TellerCount

COUNTED = ("issued", "returned", "invalid", "votes_for", "votes_against", "votes_abstain", "option_counts")


@dataclass(frozen=True, slots=True)
class TellerState:
    """Where the counting of paper ballots stands for the actor: the own entry, and what differs from the other's.

    What the other teller entered is not shown before both have entered theirs and the two agree.
    """

    mine: Figures | None
    others: int
    differs: tuple[str, ...]
    result: Result | None


def enter_count(ctx: Context, motion_id: int, figures: Figures, *, key: str | None = None) -> TellerState:
    """Enter what the actor counted; the second teller who counted the same closes the vote.

    Raises:
        RuleBroken: the ballots are not being counted, or the actor was recused from the item.
        BadInput: the lines do not add up.
    """
    with ctx.writing(P.VOTE_COUNT) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if repeated(unit, key) is not None:
            return _state(unit.session, motion, unit.actor.id)
        _require_teller(unit, motion)
        require_paper(motion, figures)
        mine = _entries(unit.session, motion_id).get(unit.actor.id or 0)
        unit.add(
            TellerCount(
                motion_id=motion_id,
                account_id=unit.actor.id or 0,
                version=mine.version + 1 if mine else 1,
                at=unit.now,
                issued=figures.issued or 0,
                returned=figures.returned or 0,
                invalid=figures.invalid,
                votes_for=figures.votes_for,
                votes_against=figures.votes_against,
                votes_abstain=figures.votes_abstain,
                option_counts=None if figures.option_counts is None else list(figures.option_counts),
            )
        )
        unit.audit("teller_count.enter", f"motion/{motion_id}", channel=channel(meeting.id))
        state = _state(unit.session, motion, unit.actor.id)
        if state.others and not state.differs:
            finish(unit, meeting, motion, figures)
            state = _state(unit.session, motion, unit.actor.id)
        unit.remember(key, "")
        return state


def teller_state(ctx: Context, motion_id: int) -> TellerState:
    """Return where the counting stands for the actor.

    Raises:
        NotFound: there is no such motion.
    """
    with ctx.reading(P.VOTE_COUNT) as session:
        motion = session.get(Motion, motion_id)
        if motion is None:
            raise NotFound("This record does not exist.", table="Motion", id=motion_id)
        return _state(session, motion, ctx.actor.id)


def require_paper(motion: Motion, figures: Figures) -> None:
    """Refuse figures of a paper count that do not add up.

    Raises:
        BadInput: naming the line.
    """
    if figures.issued is None or figures.returned is None:
        raise BadInput("issued", "Please enter how many ballots were issued and how many came back.")
    voters = (motion.present or 0) - motion.recused_present
    check_paper(
        figures.issued,
        figures.returned,
        figures.invalid,
        figures.votes_for,
        figures.votes_against,
        figures.votes_abstain,
        voters,
    )
    options = len(motion.options) if motion.form != BallotForm.QUESTION else 0
    if len(figures.option_counts or ()) != options:
        raise BadInput("option_counts", "Please enter a number for every option.")
    highest = figures.votes_for * (options if motion.form == BallotForm.RANKING else 1)
    if any(not 0 <= count <= highest for count in figures.option_counts or ()):
        raise BadInput("option_counts", "An option cannot have more than %(most)s. Count again.", most=highest)


def _require_teller(unit: Unit, motion: Motion) -> None:
    if motion.mode != VoteMode.PAPER or motion.status != MotionStatus.COUNTING:
        raise RuleBroken("The paper ballots are not being counted now.")
    concerned = select(Elector.seat_id).where(
        Elector.motion_id == motion.id, Elector.user_id == unit.actor.id, col(Elector.recused).is_(True)
    )
    if unit.session.exec(concerned).first() is not None:
        raise RuleBroken("Whoever was recused from the item cannot count its ballots.")


def _entries(session: Session, motion_id: int) -> dict[int, TellerCount]:
    """Return the newest entry of each teller."""
    query = select(TellerCount).where(TellerCount.motion_id == motion_id).order_by(col(TellerCount.id))
    return {row.account_id: row for row in session.exec(query)}


def _figures(row: TellerCount) -> Figures:
    return Figures(
        row.issued,
        row.returned,
        row.invalid,
        row.votes_for,
        row.votes_against,
        row.votes_abstain,
        None if row.option_counts is None else tuple(row.option_counts),
    )


def _state(session: Session, motion: Motion, actor_id: int | None) -> TellerState:
    entries = _entries(session, motion.id)
    own = entries.pop(actor_id or 0, None)
    mine = _figures(own) if own else None
    others = [_figures(row) for row in sorted(entries.values(), key=lambda row: row.id)]
    differs: tuple[str, ...] = ()
    if mine and others and not any(same(mine, other) for other in others):
        differs = tuple(name for name in COUNTED if getattr(mine, name) != getattr(others[-1], name))
    closed = motion.status == MotionStatus.CLOSED
    return TellerState(mine, len(others), differs, read_result(session, motion.id) if closed else None)


def same(one: Figures, other: Figures) -> bool:
    """Return whether two tellers counted the same; where the vote is void anyway, ballots in and out suffice."""
    void = one.issued is not None and one.returned is not None and paper_void(one.issued, one.returned)
    names = COUNTED[:2] if void else COUNTED
    return all(getattr(one, name) == getattr(other, name) for name in names)
