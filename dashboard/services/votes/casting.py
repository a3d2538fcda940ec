"""What does a member cast, and what does everybody see of a vote while it is open?

``cast`` is what a whole meeting does within the same seconds: few statements, and columns instead of rows.
"""

from dataclasses import dataclass
from typing import NoReturn

from sqlalchemy import Connection, Table, bindparam, insert, select
from sqlmodel import Session, col, func
from sqlmodel import select as select_rows

from dashboard.errors import NotAllowed, NotFound, RuleBroken
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.common import channel
from dashboard.services.once import settled
from dashboard.services.votes.shapes import MyBallot, Paper, Receipt, Turnout
from models.enums import Choice, MotionStatus, Presence
from models.motion import Ballot, Elector, Motion

_MOTION: Table = Motion.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
_ELECTOR: Table = Elector.__table__  # type: ignore[attr-defined]
_BALLOT: Table = Ballot.__table__  # type: ignore[attr-defined]

# Locked first, so that two clicks of the same member follow each other where the database locks rows.
_MY_SEAT = (
    select(_ELECTOR.c.seat_id, _ELECTOR.c.presence)
    .where(_ELECTOR.c.motion_id == bindparam("motion"), _ELECTOR.c.user_id == bindparam("actor"))
    .order_by(_ELECTOR.c.seat_id)
    .limit(1)
    .with_for_update(key_share=True)
)
# The motion is held shared: many cast at once, and whoever closes it waits for them and they for the closing.
_MY_BALLOTS = (
    select(
        _MOTION.c.status,
        _MOTION.c.meeting_id,
        _BALLOT.c.id,
        _BALLOT.c.version,
        _BALLOT.c.choice,
        _BALLOT.c.cast_at,
        _BALLOT.c.key,
    )
    .select_from(
        _MOTION.outerjoin(_BALLOT, (_BALLOT.c.motion_id == _MOTION.c.id) & (_BALLOT.c.seat_id == bindparam("seat")))
    )
    .where(_MOTION.c.id == bindparam("motion"))
    .order_by(_BALLOT.c.version)
    .with_for_update(read=True, of=_MOTION)
)
_STORE = insert(_BALLOT).returning(_BALLOT.c.id)


@dataclass(slots=True)
class _Hand:
    """The actor's seat in one vote, the state of the vote, and the ballots this seat has cast, oldest first."""

    motion_id: int
    meeting_id: int
    seat_id: int
    status: str
    ballots: list[Receipt]
    keys: list[str]


def cast(ctx: Context, motion_id: int, choice: Choice, *, key: str) -> Receipt:
    """Store the actor's ballot and return it as stored; until the vote closes another choice replaces it.

    A changed choice is a new version. The same choice again, or a click with a key that was carried out
    before, stores nothing and returns what is stored.

    Raises:
        NotFound: there is no such motion.
        NotAllowed: the actor holds no seat that is entitled to vote on it.
        RuleBroken: the actor was not present when the vote opened, or the vote is not open.
    """
    return settled(lambda: _cast(ctx, motion_id, Choice(choice), key))


def _cast(ctx: Context, motion_id: int, choice: Choice, key: str) -> Receipt:
    with ctx.writing(P.BALLOT_CAST) as unit:
        connection = unit.session.connection()
        hand = _hand(connection, motion_id, unit.actor.id)
        if key in hand.keys:
            unit.repeat()
            return hand.ballots[hand.keys.index(key)]
        if hand.status != MotionStatus.OPEN:
            raise RuleBroken("This vote is not open, so no ballot was stored.")
        if hand.ballots and hand.ballots[-1].choice is choice:
            unit.repeat()
            return hand.ballots[-1]
        return _store(unit, connection, hand, choice, key)


def _hand(connection: Connection, motion_id: int, actor_id: int | None) -> _Hand:
    seat = connection.execute(_MY_SEAT, {"motion": motion_id, "actor": actor_id}).first()
    if seat is None:
        _refuse_stranger(connection, motion_id)
    if seat.presence != Presence.PRESENT:
        raise RuleBroken("You were not signed in when this vote opened, so you cannot vote on it.")
    found = connection.execute(_MY_BALLOTS, {"motion": motion_id, "seat": seat.seat_id}).all()
    cast_before = [row for row in found if row.id is not None]
    ballots = [
        Receipt(row.id, motion_id, seat.seat_id, row.version, Choice(row.choice), row.cast_at) for row in cast_before
    ]
    keys = [row.key for row in cast_before]
    return _Hand(motion_id, found[0].meeting_id, seat.seat_id, found[0].status, ballots, keys)


def _refuse_stranger(connection: Connection, motion_id: int) -> NoReturn:
    status = connection.execute(select(_MOTION.c.status).where(_MOTION.c.id == motion_id)).scalar()
    if status is None:
        raise NotFound("This record does not exist.", table="Motion", id=motion_id)
    if status in (MotionStatus.READY, MotionStatus.WITHDRAWN):
        raise RuleBroken("This vote is not open, so no ballot was stored.")
    raise NotAllowed("You hold no seat that may vote on this motion.")


def _store(unit: Unit, connection: Connection, hand: _Hand, choice: Choice, key: str) -> Receipt:
    version = len(hand.ballots) + 1
    values = {
        "motion_id": hand.motion_id,
        "seat_id": hand.seat_id,
        "version": version,
        "choice": choice.value,
        "cast_at": unit.now,
        "key": key,
    }
    ballot_id: int = connection.execute(_STORE, values).scalar_one()
    unit.audit(
        "ballot.cast",
        f"motion/{hand.motion_id}",
        channel=channel(hand.meeting_id),
        seat=hand.seat_id,
        version=version,
    )
    return Receipt(ballot_id, hand.motion_id, hand.seat_id, version, choice, unit.now)


def my_ballot(ctx: Context, motion_id: int) -> MyBallot | None:
    """Return the actor's own ballot that counts now, ``None`` where none is stored."""
    with ctx.reading(P.MEETING_READ) as session:
        return _mine(session, motion_id, ctx.actor.id)


def turnout(ctx: Context, motion_id: int) -> Turnout:
    """Return how many seats have voted; never how, and all 0 before the vote opens.

    Raises:
        NotFound: there is no such motion.
    """
    with ctx.reading(P.MEETING_READ) as session:
        return _turnout(session, _motion(session, motion_id))


def paper(ctx: Context, motion_id: int) -> Paper:
    """Return the ballot paper of a motion for the actor, with what is stored of theirs and the turnout.

    Raises:
        NotFound: there is no such motion.
    """
    with ctx.reading(P.MEETING_READ) as session:
        motion = _motion(session, motion_id)
        seats = select_rows(Elector.presence).where(Elector.motion_id == motion_id, Elector.user_id == ctx.actor.id)
        presences = session.exec(seats).all() if ctx.actor.id is not None else []
        return Paper(
            motion_id=motion.id,
            item_id=motion.agenda_item_id,
            round_no=motion.round_no,
            text=motion.text,
            conditions=motion.conditions,
            status=MotionStatus(motion.status),
            may_vote=Presence.PRESENT in presences and ctx.actor.may(P.BALLOT_CAST),
            elector=bool(presences),
            mine=_mine(session, motion_id, ctx.actor.id) if presences else None,
            turnout=_turnout(session, motion),
        )


def _motion(session: Session, motion_id: int) -> Motion:
    row = session.get(Motion, motion_id)
    if row is None:
        raise NotFound("This record does not exist.", table="Motion", id=motion_id)
    return row


def _mine(session: Session, motion_id: int, actor_id: int | None) -> MyBallot | None:
    query = (
        select_rows(Ballot.choice, Ballot.cast_at)
        .join(Elector, (col(Elector.motion_id) == Ballot.motion_id) & (col(Elector.seat_id) == Ballot.seat_id))
        .where(Ballot.motion_id == motion_id, Elector.user_id == actor_id)
        .order_by(col(Ballot.version).desc())
    )
    found = session.exec(query).first() if actor_id is not None else None
    return None if found is None else MyBallot(Choice(found[0]), found[1])


def _turnout(session: Session, motion: Motion) -> Turnout:
    first_versions = select_rows(func.count()).where(Ballot.motion_id == motion.id, Ballot.version == 1)
    return Turnout(session.exec(first_versions).one(), motion.entitled or 0, motion.present or 0)
