"""Who has not voted yet, and how are they reminded without a word on how the others voted?"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from dashboard.errors import NotFound, RuleBroken
from dashboard.i18n import either
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.meetings.common import channel, locked
from dashboard.services.once import repeated
from models.enums import MotionStatus, Presence, VoteMode
from models.motion import Ballot, Elector, Motion
from models.organisation import Organisation, Seat
from models.secret import Participation

IN_THE_BROWSER = (VoteMode.RECORDED, VoteMode.SECRET)


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A seat that may vote and has not."""

    seat_number: int
    organisation: str


def outstanding(ctx: Context, motion_id: int) -> list[Outstanding]:
    """Return the seats that may vote and have not, by seat number; empty where no ballots are cast in the browser.

    Raises:
        NotFound: there is no such motion.
    """
    with ctx.reading(P.VOTE_RUN) as session:
        motion = session.get(Motion, motion_id)
        if motion is None:
            raise NotFound("This record does not exist.", table="Motion", id=motion_id)
        return missing(session, motion)


def missing(session: Session, motion: Motion) -> list[Outstanding]:
    """Return the seats of an open browser vote without a ballot."""
    if motion.status != MotionStatus.OPEN or motion.mode not in IN_THE_BROWSER:
        return []
    voted = (
        select(Participation.seat_id).where(Participation.motion_id == motion.id)
        if motion.mode == VoteMode.SECRET
        else select(Ballot.seat_id).where(Ballot.motion_id == motion.id)
    )
    query = (
        select(Seat.number, Organisation)
        .join(Elector, col(Elector.seat_id) == Seat.id)
        .join(Organisation, col(Organisation.id) == Elector.organisation_id)
        .where(
            Elector.motion_id == motion.id,
            Elector.presence == Presence.PRESENT,
            col(Elector.recused).is_(False),
            col(Elector.seat_id).notin_(voted),
        )
        .order_by(col(Seat.number), col(Seat.id))
    )
    return [Outstanding(number, either(unit.name_zh, unit.name_en)) for number, unit in session.exec(query)]


def remind(ctx: Context, motion_id: int, *, key: str | None = None) -> int:
    """Ask those who have not voted to do so, on their own pages; return how many they are.

    Raises:
        RuleBroken: the vote is not open in the browser, or everybody has voted.
    """
    with ctx.writing(P.VOTE_RUN) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        if motion.status != MotionStatus.OPEN or motion.mode not in IN_THE_BROWSER:
            raise RuleBroken("No vote is open that could be cast in the browser.")
        waiting = len(missing(unit.session, motion))
        if not waiting:
            raise RuleBroken("Everybody who may vote has voted. Close the vote.")
        motion.reminded_at = unit.now
        unit.session.add(motion)
        unit.audit("motion.remind", f"motion/{motion_id}", channel=channel(meeting.id), waiting=waiting)
        unit.remember(key, waiting)
        return waiting
