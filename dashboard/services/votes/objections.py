"""Who holds a differing view on a motion, and what would change it (保留意见)?"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.i18n import either
from dashboard.rules.lifecycle.minutes import LOCKED
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Actor, Context, Unit
from dashboard.services.meetings.common import channel, locked, note_text, require_open_record
from dashboard.services.once import repeated
from models.base import subject_of
from models.enums import MotionStatus, VoteMode
from models.minutes import Minutes
from models.motion import Elector, Motion, Objection
from models.organisation import Organisation, Seat

VOTED_ON = (MotionStatus.OPEN, MotionStatus.COUNTING, MotionStatus.CLOSED)
"""States of a motion, from the opening of its vote on, in which a differing view may be noted."""


@dataclass(frozen=True, slots=True)
class ObjectionRead:
    """A differing view as noted, by unit."""

    id: int
    seat_number: int
    organisation: str
    at: datetime
    text: str
    would_change: str
    mine: bool


@dataclass(frozen=True, slots=True)
class ObjectionSeat:
    """A seat for which the actor may note a differing view."""

    seat_id: int
    seat_number: int
    organisation: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Objections:
    """The differing views on a motion, oldest first, and the seats for which the actor may add one now.

    ``secret`` is whether the vote is a secret ballot, so that a view tells how its holder voted.
    """

    motion_id: int
    lines: list[ObjectionRead]
    seats: list[ObjectionSeat]
    secret: bool
    decided: bool


def object_to(
    ctx: Context,
    motion_id: int,
    text: str,
    would_change: str = "",
    *,
    seat_id: int | None = None,
    discloses: bool = False,
    key: str | None = None,
) -> int:
    """Note a differing view on a motion, and what would change it; return its id. It cannot be changed afterwards.

    Args:
        seat_id: the seat whose view it is, the actor's own where it is left out.
        discloses: whether the actor was told that in a secret ballot this shows how the seat voted.

    Raises:
        NotAllowed: the actor holds no seat that is entitled to vote on the motion.
        RuleBroken: the vote was not opened, the seat is recused, or the minutes are approved.
        BadInput: nothing was written, too much, or the warning of a secret ballot was not confirmed.
    """
    with ctx.writing(P.MEETING_READ) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        elector = _elector(unit, motion, seat_id)
        require_open_record(unit.session, meeting)
        if motion.status not in VOTED_ON:
            raise RuleBroken("A differing view is noted once the vote has been opened.")
        if elector.recused:
            raise RuleBroken("This seat is recused from the item and takes no part in it.")
        if motion.mode == VoteMode.SECRET and not discloses:
            raise BadInput(
                "discloses",
                "This is a secret ballot: a differing view shows how its holder voted. Confirm it, or leave it out.",
            )
        row = Objection(
            meeting_id=meeting.id,
            motion_id=motion_id,
            seat_id=elector.seat_id,
            at=unit.now,
            text=note_text("text", text, least=4, most=1000),
            would_change=note_text("would_change", would_change, most=500),
        )
        unit.audit("objection.note", subject_of(unit.add(row)), channel=channel(meeting.id), motion=motion_id)
        unit.remember(key, row.id)
        return row.id


def _elector(unit: Unit, motion: Motion, seat_id: int | None) -> Elector:
    """Return the seat whose view is noted: the actor's own, or any where the actor runs the meeting."""
    unit.permission = P.MEETING_ATTEND if unit.actor.may(P.MEETING_ATTEND) else P.MEETING_RUN
    wanted = select(Elector).where(Elector.motion_id == motion.id).order_by(col(Elector.seat_id))
    mine = wanted.where(col(Elector.user_id).is_not(None), Elector.user_id == unit.actor.id)
    query = mine if seat_id is None or not unit.actor.may(P.MEETING_RUN) else wanted
    found = unit.session.exec(query if seat_id is None else query.where(Elector.seat_id == seat_id)).first()
    if found is None and motion.status == MotionStatus.READY:
        raise RuleBroken("A differing view is noted once the vote has been opened.")
    if found is None:
        raise NotAllowed("You hold no seat that may vote on this motion.")
    return found


def objections(ctx: Context, motion_id: int) -> Objections:
    """Return the differing views on a motion; for those at the table only.

    Raises:
        NotFound: there is no such motion.
    """
    with ctx.reading(P.MEETING_READ) as session:
        motion = session.get(Motion, motion_id)
        if motion is None:
            raise NotFound("This record does not exist.", table="Motion", id=motion_id)
        return Objections(
            motion_id=motion_id,
            lines=_lines(session, motion_id, ctx.actor),
            seats=_seats(session, motion, ctx.actor),
            secret=motion.mode == VoteMode.SECRET,
            decided=motion.status == MotionStatus.CLOSED,
        )


def _lines(session: Session, motion_id: int, actor: Actor) -> list[ObjectionRead]:
    query = (
        select(Objection, Elector, Seat.number, Organisation)
        .join(Elector, (col(Elector.motion_id) == Objection.motion_id) & (col(Elector.seat_id) == Objection.seat_id))
        .join(Seat, col(Seat.id) == Objection.seat_id)
        .join(Organisation, col(Organisation.id) == Elector.organisation_id)
        .where(Objection.motion_id == motion_id)
        .order_by(col(Objection.id))
    )
    return [
        ObjectionRead(
            id=row.id,
            seat_number=number,
            organisation=either(unit.name_zh, unit.name_en),
            at=row.at,
            text=row.text,
            would_change=row.would_change,
            mine=_mine(elector, actor),
        )
        for row, elector, number, unit in session.exec(query)
    ]


def _mine(elector: Elector, actor: Actor) -> bool:
    return elector.user_id is not None and elector.user_id == actor.id


def _seats(session: Session, motion: Motion, actor: Actor) -> list[ObjectionSeat]:
    """Return the seats the actor may note a view for; none before the vote or after the minutes."""
    approved = select(Minutes.id).where(Minutes.meeting_id == motion.meeting_id, col(Minutes.status).in_(LOCKED))
    if motion.status not in VOTED_ON or session.exec(approved).first() is not None:
        return []
    query = (
        select(Elector, Seat.number, Organisation)
        .join(Seat, col(Seat.id) == Elector.seat_id)
        .join(Organisation, col(Organisation.id) == Elector.organisation_id)
        .where(Elector.motion_id == motion.id, col(Elector.recused).is_(False))
        .order_by(col(Seat.number), col(Elector.seat_id))
    )
    return [
        ObjectionSeat(elector.seat_id, number, either(unit.name_zh, unit.name_en), _mine(elector, actor))
        for elector, number, unit in session.exec(query)
        if actor.may(P.MEETING_RUN) or (_mine(elector, actor) and actor.may(P.MEETING_ATTEND))
    ]
