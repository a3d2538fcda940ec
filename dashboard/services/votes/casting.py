"""What happens when a member casts a ballot?

A whole meeting does this within the same seconds: few statements, and columns instead of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from sqlalchemy import Connection, Table, bindparam, insert, select

from dashboard.errors import NotAllowed, NotFound, RuleBroken
from dashboard.rules.decisions import check_marks
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.common import channel
from dashboard.services.once import settled
from dashboard.services.votes.shapes import Receipt
from models.enums import BallotForm, Choice, MotionStatus, Presence, VoteMode
from models.motion import Ballot, Elector, Motion

MOTION: Table = Motion.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
ELECTOR: Table = Elector.__table__  # type: ignore[attr-defined]
BALLOT: Table = Ballot.__table__  # type: ignore[attr-defined]

# Locked first, so that two clicks of the same member follow each other where the database locks rows.
_MY_SEAT = (
    select(ELECTOR.c.seat_id, ELECTOR.c.presence, ELECTOR.c.recused)
    .where(ELECTOR.c.motion_id == bindparam("motion"), ELECTOR.c.user_id == bindparam("actor"))
    .order_by(ELECTOR.c.seat_id)
    .limit(1)
    .with_for_update(key_share=True)
)
_OF_THIS_SEAT = (BALLOT.c.motion_id == bindparam("motion"), BALLOT.c.seat_id == bindparam("seat"))
_NEWEST = select(BALLOT.c.id).where(*_OF_THIS_SEAT).order_by(BALLOT.c.version.desc()).limit(1).scalar_subquery()
_SAME_CLICK = select(BALLOT.c.id).where(BALLOT.c.key == bindparam("key"), *_OF_THIS_SEAT).scalar_subquery()
# The motion is held shared: many cast at once, and whoever closes it waits for them and they for the closing.
# At most two ballots come with it, however often this seat has changed its mind.
_MOTION = (
    select(
        MOTION.c.status,
        MOTION.c.meeting_id,
        MOTION.c.mode,
        MOTION.c.form,
        MOTION.c.options,
        MOTION.c.most_choices,
        BALLOT.c.id,
        BALLOT.c.version,
        BALLOT.c.choice,
        BALLOT.c.cast_at,
        BALLOT.c.key,
        BALLOT.c.marks,
    )
    .select_from(MOTION.outerjoin(BALLOT, (BALLOT.c.id == _NEWEST) | (BALLOT.c.id == _SAME_CLICK)))
    .where(MOTION.c.id == bindparam("motion"))
    .order_by(BALLOT.c.version)
    .with_for_update(read=True, of=MOTION)
)
_STORE = insert(BALLOT).returning(BALLOT.c.id)


@dataclass(slots=True)
class _Hand:
    """The actor's seat in one vote, its state, the ballot that counts, and the one this click cast before."""

    motion_id: int
    meeting_id: int
    seat_id: int
    status: str
    mode: VoteMode
    form: BallotForm
    options: int
    most_choices: int
    newest: Receipt | None
    repeated: Receipt | None


def cast(ctx: Context, motion_id: int, choice: Choice, *, key: str, marks: Sequence[int] | None = None) -> Receipt:
    """Store the actor's recorded ballot and return it as stored; until the vote closes another choice replaces it.

    A changed choice is a new version. The same choice again, or a click with a key that was carried out
    before, stores nothing and returns what is stored.

    Args:
        marks: positions of the options marked, the best first in a ranking; where the ballot lists options they
            are the choice, and no mark at all is an abstention.

    Raises:
        NotFound: there is no such motion.
        NotAllowed: the actor holds no seat that is entitled to vote on it.
        RuleBroken: the actor was not present when the vote opened or was recused, the vote is not open, or it is
            not taken in the browser.
        BadInput: the marks do not fit the ballot.
    """
    return settled(lambda: _cast(ctx, motion_id, Choice(choice), key, marks))


def _cast(ctx: Context, motion_id: int, choice: Choice, key: str, marks: Sequence[int] | None) -> Receipt:
    with ctx.writing(P.BALLOT_CAST) as unit:
        connection = unit.session.connection()
        hand = _hand(connection, motion_id, unit.actor.id, key)
        if hand.repeated is not None:
            unit.repeat()
            return hand.repeated
        if hand.status != MotionStatus.OPEN:
            raise RuleBroken("This vote is not open, so no ballot was stored.")
        if hand.mode != VoteMode.RECORDED:
            raise RuleBroken("This vote is taken in another way. Reload the page.")
        choice, marked = ballot_of(hand.form, hand.options, hand.most_choices, choice, marks)
        if hand.newest is not None and (hand.newest.choice, hand.newest.marks) == (choice, marked):
            unit.repeat()
            return hand.newest
        return _store(unit, connection, hand, choice, marked, key)


def ballot_of(
    form: BallotForm, options: int, most_choices: int, choice: Choice, marks: Sequence[int] | None
) -> tuple[Choice, tuple[int, ...] | None]:
    """Return choice and marks as they are stored: a list with no mark is an abstention.

    Raises:
        BadInput: the marks do not fit the ballot.
    """
    if form == BallotForm.QUESTION:
        return choice, None
    marked = tuple(marks or ())
    if marked:
        check_marks(BallotForm(form), options, most_choices, marked)
    return (Choice.FOR if marked else Choice.ABSTAIN), marked


def _hand(connection: Connection, motion_id: int, actor_id: int | None, key: str) -> _Hand:
    seat = connection.execute(_MY_SEAT, {"motion": motion_id, "actor": actor_id}).first()
    if seat is None:
        _refuse_stranger(connection, motion_id)
    if seat.presence != Presence.PRESENT:
        raise RuleBroken("You were not signed in when this vote opened, so you cannot vote on it.")
    if seat.recused:
        raise RuleBroken("You were recused from this item, so you cannot vote on it.")
    found = connection.execute(_MOTION, {"motion": motion_id, "seat": seat.seat_id, "key": key}).all()
    ballots = {
        row.key: Receipt(
            row.id,
            motion_id,
            seat.seat_id,
            row.version,
            row.choice,
            row.cast_at,
            None if row.marks is None else tuple(row.marks),
        )
        for row in found
        if row.id is not None
    }
    newest = ballots[found[-1].key] if ballots else None
    motion = found[0]
    return _Hand(
        motion_id,
        motion.meeting_id,
        seat.seat_id,
        motion.status,
        motion.mode,
        motion.form,
        len(motion.options),
        motion.most_choices,
        newest,
        ballots.get(key),
    )


def _refuse_stranger(connection: Connection, motion_id: int) -> NoReturn:
    status = connection.execute(select(MOTION.c.status).where(MOTION.c.id == motion_id)).scalar()
    if status is None:
        raise NotFound("This record does not exist.", table="Motion", id=motion_id)
    if status in (MotionStatus.READY, MotionStatus.WITHDRAWN):
        raise RuleBroken("This vote is not open, so no ballot was stored.")
    raise NotAllowed("You hold no seat that may vote on this motion.")


def _store(
    unit: Unit, connection: Connection, hand: _Hand, choice: Choice, marks: tuple[int, ...] | None, key: str
) -> Receipt:
    version = hand.newest.version + 1 if hand.newest else 1
    values = {
        "motion_id": hand.motion_id,
        "seat_id": hand.seat_id,
        "version": version,
        "choice": choice.value,
        "cast_at": unit.now,
        "key": key,
        "marks": None if marks is None else list(marks),
    }
    ballot_id: int = connection.execute(_STORE, values).scalar_one()
    unit.audit(
        "ballot.cast",
        f"motion/{hand.motion_id}",
        channel=channel(hand.meeting_id),
        seat=hand.seat_id,
        version=version,
    )
    return Receipt(ballot_id, hand.motion_id, hand.seat_id, version, choice, unit.now, marks)
