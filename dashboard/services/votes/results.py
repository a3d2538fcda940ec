"""How did the closed votes end, for those at the table and for everybody?"""

from typing import Any

from sqlmodel import Session, col, select

from dashboard.errors import NotFound, RuleBroken
from dashboard.i18n import either
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.votes.counting import counts_of
from dashboard.services.votes.shapes import CountVersion, Result, SeatVote
from models.enums import (
    BallotForm,
    Choice,
    MeetingKind,
    MotionStatus,
    OrganisationType,
    Outcome,
    Presence,
    Resolution,
    VoteMode,
)
from models.meeting import AgendaItem, Meeting
from models.motion import Ballot, Elector, Motion, VoteCount
from models.need import Need
from models.organisation import Organisation, Seat


def result(ctx: Context, motion_id: int) -> Result:
    """Return the result of a closed vote.

    Raises:
        NotFound: there is no such motion.
        RuleBroken: the vote is not closed.
    """
    with ctx.reading(P.MEETING_READ) as session:
        return read_result(session, motion_id)


def results(ctx: Context, meeting_id: int) -> list[Result]:
    """Return the results of a meeting's closed votes, in the order they were closed."""
    with ctx.reading(P.MEETING_READ) as session:
        return _all(session, Motion.meeting_id == meeting_id)


def public_results(ctx: Context, number: str | None = None) -> list[Result]:
    """Return the closed votes of one meeting, or of all, latest last: counts only, and no word on who voted how."""
    with ctx.reading(P.PUBLIC_READ) as session:
        return _all(session, *([Meeting.number == number] if number else []))


def public_meetings(ctx: Context) -> list[tuple[str, str]]:
    """Return number and title of every meeting with a closed vote, latest first."""
    query = (
        select(Meeting.number, Meeting.title)
        .where(col(Meeting.id).in_(select(Motion.meeting_id).where(Motion.status == MotionStatus.CLOSED)))
        .order_by(col(Meeting.starts_at).desc(), col(Meeting.id).desc())
    )
    with ctx.reading(P.PUBLIC_READ) as session:
        return [(number, title) for number, title in session.exec(query)]


def recorded(ctx: Context, motion_id: int) -> list[SeatVote]:
    """Return how each seat voted in a closed recorded vote (记名), by seat number; for those at the table only.

    Empty where the vote was not a recorded one.

    Raises:
        NotFound: there is no such motion.
        RuleBroken: the vote is not closed.
    """
    with ctx.reading(P.MEETING_READ) as session:
        motion = _require_closed(session.get(Motion, motion_id), motion_id)
        if motion.mode != VoteMode.RECORDED:
            return []
        ballots = select(Ballot).where(Ballot.motion_id == motion_id).order_by(col(Ballot.version))
        last = {ballot.seat_id: ballot for ballot in session.exec(ballots)}
        query = (
            select(Elector, Seat.number, Organisation)
            .join(Seat, col(Seat.id) == Elector.seat_id)
            .join(Organisation, col(Organisation.id) == Elector.organisation_id)
            .where(Elector.motion_id == motion_id)
            .order_by(col(Seat.number), col(Elector.seat_id))
        )
        return [
            SeatVote(
                seat_number=number,
                organisation=either(unit.name_zh, unit.name_en),
                type=OrganisationType(elector.organisation_type),
                present=elector.presence == Presence.PRESENT,
                choice=Choice(last[elector.seat_id].choice) if elector.seat_id in last else None,
                recused=elector.recused,
                marked=_marked(motion, last.get(elector.seat_id)),
            )
            for elector, number, unit in session.exec(query)
        ]


def _marked(motion: Motion, ballot: Ballot | None) -> tuple[str, ...]:
    return tuple(motion.options[mark] for mark in (ballot.marks or ())) if ballot else ()


def read_result(session: Session, motion_id: int) -> Result:
    """Return the stored result of a closed vote.

    Raises:
        NotFound: there is no such motion.
        RuleBroken: the vote is not closed.
    """
    _require_closed(session.get(Motion, motion_id), motion_id)
    return _all(session, Motion.id == motion_id)[0]


def _require_closed(motion: Motion | None, motion_id: int) -> Motion:
    if motion is None:
        raise NotFound("This record does not exist.", table="Motion", id=motion_id)
    if motion.status != MotionStatus.CLOSED:
        raise RuleBroken("The counts of a vote are shown once it has closed.")
    return motion


def _all(session: Session, *wanted: Any) -> list[Result]:
    query = (
        select(Motion, Meeting, AgendaItem, Need.number)
        .join(Meeting, col(Meeting.id) == Motion.meeting_id)
        .join(AgendaItem, col(AgendaItem.id) == Motion.agenda_item_id)
        .outerjoin(Need, col(Need.id) == AgendaItem.need_id)
        .where(Motion.status == MotionStatus.CLOSED, *wanted)
        .order_by(col(Motion.closed_at), col(Motion.id))
    )
    found = list(session.exec(query))
    versions = _versions(session, [motion.id for motion, *_rest in found])
    return [_read(session, *one, versions.get(one[0].id, ())) for one in found]


def _versions(session: Session, motion_ids: list[int]) -> dict[int, tuple[CountVersion, ...]]:
    """Return the versions of each vote's count, oldest first."""
    query = select(VoteCount).where(col(VoteCount.motion_id).in_(motion_ids)).order_by(col(VoteCount.version))
    found: dict[int, tuple[CountVersion, ...]] = {}
    for row in session.exec(query):
        version = CountVersion(
            version=row.version,
            at=row.at,
            reason=row.reason,
            votes_for=row.votes_for,
            votes_against=row.votes_against,
            votes_abstain=row.votes_abstain,
            outcome=Outcome(row.outcome),
        )
        found[row.motion_id] = (*found.get(row.motion_id, ()), version)
    return found


def _read(
    session: Session,
    motion: Motion,
    meeting: Meeting,
    item: AgendaItem,
    need_number: str | None,
    versions: tuple[CountVersion, ...],
) -> Result:
    if motion.rule is None or motion.outcome is None or motion.opened_at is None or motion.closed_at is None:
        raise RuntimeError(f"motion {motion.id} is closed without a result")
    return Result(
        motion_id=motion.id,
        item_id=item.id,
        meeting_number=meeting.number,
        meeting_type=MeetingKind(meeting.type),
        item_title=item.title,
        need_number=need_number or "",
        round_no=motion.round_no,
        text=motion.text,
        conditions=motion.conditions,
        preset=motion.preset,
        rule=motion.rule,
        outcome=Outcome(motion.outcome),
        entitled=motion.entitled or 0,
        present=motion.present or 0,
        votes_for=motion.votes_for or 0,
        votes_against=motion.votes_against or 0,
        votes_abstain=motion.votes_abstain or 0,
        votes_needed=motion.votes_needed,
        quorum_needed=motion.quorum_needed or 0,
        opened_at=motion.opened_at,
        closed_at=motion.closed_at,
        mode=VoteMode(motion.mode),
        form=BallotForm(motion.form),
        options=tuple(motion.options),
        option_counts=None if motion.option_counts is None else tuple(motion.option_counts),
        option_carried=tuple(motion.option_carried or ()),
        resolution=Resolution(motion.resolution) if motion.resolution else None,
        recused=motion.recused,
        recused_present=motion.recused_present,
        deducts_recused=motion.deducts_recused,
        invalid=motion.invalid,
        issued=motion.issued,
        returned=motion.returned,
        weights=counts_of(motion, deduct=motion.deducts_recused) if motion.entitled_weight is not None else None,
        amends_id=motion.amends_id,
        versions=versions,
        shown=motion.mode != VoteMode.SECRET or _enough(motion),
    )


def _enough(motion: Motion) -> bool:
    """Return whether a secret vote had so many ballots that its counts tell nothing of a person."""
    cast = (motion.votes_for or 0) + (motion.votes_against or 0) + (motion.votes_abstain or 0)
    return cast >= motion.hidden_below
