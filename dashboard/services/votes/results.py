"""How did the closed votes end, for those at the table and for everybody?"""

from typing import Any

from sqlmodel import Session, col, select

from dashboard.errors import NotFound, RuleBroken
from dashboard.i18n import either
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.votes.shapes import Result, SeatVote
from models.enums import Choice, MeetingKind, MotionStatus, OrganisationType, Outcome, Presence
from models.meeting import AgendaItem, Meeting
from models.motion import Ballot, Elector, Motion
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
    """Return how each seat voted in a closed vote (记名), by seat number; for those at the table only.

    Raises:
        NotFound: there is no such motion.
        RuleBroken: the vote is not closed.
    """
    with ctx.reading(P.MEETING_READ) as session:
        _require_closed(session.get(Motion, motion_id), motion_id)
        ballots = select(Ballot.seat_id, Ballot.choice).where(Ballot.motion_id == motion_id)
        last = dict(session.exec(ballots.order_by(col(Ballot.version))).all())
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
                choice=Choice(last[elector.seat_id]) if elector.seat_id in last else None,
            )
            for elector, number, unit in session.exec(query)
        ]


def read_result(session: Session, motion_id: int) -> Result:
    """Return the stored result of a closed vote.

    Raises:
        NotFound: there is no such motion.
        RuleBroken: the vote is not closed.
    """
    _require_closed(session.get(Motion, motion_id), motion_id)
    return _all(session, Motion.id == motion_id)[0]


def _require_closed(motion: Motion | None, motion_id: int) -> None:
    if motion is None:
        raise NotFound("This record does not exist.", table="Motion", id=motion_id)
    if motion.status != MotionStatus.CLOSED:
        raise RuleBroken("The counts of a vote are shown once it has closed.")


def _all(session: Session, *wanted: Any) -> list[Result]:
    query = (
        select(Motion, Meeting, AgendaItem, Need.number)
        .join(Meeting, col(Meeting.id) == Motion.meeting_id)
        .join(AgendaItem, col(AgendaItem.id) == Motion.agenda_item_id)
        .outerjoin(Need, col(Need.id) == AgendaItem.need_id)
        .where(Motion.status == MotionStatus.CLOSED, *wanted)
        .order_by(col(Motion.closed_at), col(Motion.id))
    )
    return [_read(*found) for found in session.exec(query)]


def _read(motion: Motion, meeting: Meeting, item: AgendaItem, need_number: str | None) -> Result:
    if motion.rule is None or motion.outcome is None or motion.opened_at is None or motion.closed_at is None:
        raise RuntimeError(f"motion {motion.id} is closed without a result")
    return Result(
        motion_id=motion.id,
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
    )
