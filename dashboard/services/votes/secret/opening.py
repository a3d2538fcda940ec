"""How do two key holders open the envelopes of a secret vote, and what is kept of it?

The first opens the outer envelopes, the second the inner ones; each time every row is written anew, in random order
and under a new id, so that neither step can be retraced without the code of the other.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select
from sqlmodel import Session

from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.rules.permissions import Permission as P
from dashboard.rules.sealing import BrokenEnvelope, SecretBallot
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.common import channel, locked
from dashboard.services.once import repeated
from dashboard.services.votes.casting import ELECTOR, ballot_of
from dashboard.services.votes.counting import figures_of, finish
from dashboard.services.votes.results import read_result
from dashboard.services.votes.secret.keys import key_of, require_code
from dashboard.services.votes.secret.safeguards import (
    ALL,
    BALLOT_KEY,
    OPENED,
    PARTICIPATION,
    RECEIPT,
    SEALED,
    Safeguards,
)
from dashboard.services.votes.shapes import Result
from dashboard.storage.checkpoint import empty_log
from models.enums import MotionStatus, Presence, VoteMode
from models.meeting import Meeting
from models.motion import Motion
from models.secret import BallotKey


def open_envelopes(ctx: Context, motion_id: int, code: str, *, key: str | None = None) -> Result | None:
    """Open the actor's envelopes with the code they wrote down; the second holder's opening counts and closes.

    Returns:
        The result, or ``None`` as long as the other envelopes are closed.

    Raises:
        NotAllowed: the actor holds no key of this vote.
        RuleBroken: the vote is not being counted, the other holder comes first, or the ballots do not add up;
            then nothing is counted and the vote can only be voided.
        BadInput: the code is mistyped, or another one (field ``code``).
    """
    result = take_out(ctx, motion_id, code, key, ALL)
    empty_log(ctx.engine)
    return result


def take_out(ctx: Context, motion_id: int, code: str, key: str | None, safeguards: Safeguards) -> Result | None:
    """Carry out :func:`open_envelopes` with these safeguards."""
    with ctx.writing(P.VOTE_COUNT) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        if repeated(unit, key) is None:
            mine = key_of(unit.session, motion_id, unit.actor.id)
            _require_turn(unit, motion, mine)
            require_code(mine, code)
            mine.used = True
            unit.add(mine)
            if mine.position == 1:
                _take_off_outer(unit, meeting, motion_id, code, safeguards)
            else:
                _count(unit, meeting, motion, code, safeguards)
            unit.remember(key, "")
        return read_result(unit.session, motion_id) if motion.status == MotionStatus.CLOSED else None


def receipts(ctx: Context, motion_id: int) -> list[str]:
    """Return the receipts that lay in the box, in the order of the alphabet: each voter can look for their own.

    Raises:
        NotFound: there is no such motion.
        RuleBroken: the envelopes are not opened yet.
    """
    with ctx.reading(P.MEETING_READ) as session:
        motion = session.get(Motion, motion_id)
        if motion is None:
            raise NotFound("This record does not exist.", table="Motion", id=motion_id)
        if motion.status not in (MotionStatus.CLOSED, MotionStatus.VOIDED):
            raise RuleBroken("Receipts are listed once the envelopes have been opened.")
        found = select(RECEIPT.c.receipt).where(RECEIPT.c.motion_id == motion_id).order_by(RECEIPT.c.receipt)
        return list(session.connection().execute(found).scalars())


def discard_envelopes(session: Session, motion_id: int) -> None:
    """Throw away what is still sealed, and its keys: the end of a secret vote that was voided before it was counted."""
    connection = session.connection()
    for table in (SEALED, BALLOT_KEY):
        connection.execute(delete(table).where(table.c.motion_id == motion_id))
    _write_anew_who_took_part(connection, motion_id, ALL)


def _require_turn(unit: Unit, motion: Motion, mine: BallotKey) -> None:
    if motion.mode != VoteMode.SECRET or motion.status != MotionStatus.COUNTING:
        raise RuleBroken("The envelopes of this vote are not being opened now.")
    if mine.used:
        raise RuleBroken("You have opened your envelopes already. Now the other key holder opens theirs.")
    if mine.position == 2 and not unit.session.get_one(BallotKey, (motion.id, 1)).used:
        raise RuleBroken("The outer envelopes come first: key holder 1 opens them, then you, key holder 2, open yours.")


def _take_off_outer(unit: Unit, meeting: Meeting, motion_id: int, code: str, safeguards: Safeguards) -> None:
    """Put the inner envelopes into the place of the outer ones."""
    connection = unit.session.connection()
    sealed = _whole_box(connection, motion_id)
    try:
        inner = safeguards.open_outer(sealed, code)
    except BrokenEnvelope as broken:
        raise _damaged() from broken
    connection.execute(delete(SEALED).where(SEALED.c.motion_id == motion_id))
    rows = [{"motion_id": motion_id, "id": safeguards.new_id(), "sealed": one} for one in safeguards.mix(inner)]
    if rows:
        connection.execute(insert(SEALED), rows)
    unit.audit(
        "motion.open_envelopes", f"motion/{motion_id}", channel=channel(meeting.id), position=1, ballots=len(rows)
    )


def _count(unit: Unit, meeting: Meeting, motion: Motion, code: str, safeguards: Safeguards) -> None:
    """Open the inner envelopes, keep ballots and receipts apart, and close the vote."""
    connection = unit.session.connection()
    ballots = _readable(motion, _whole_box(connection, motion.id), code, safeguards)
    connection.execute(delete(SEALED).where(SEALED.c.motion_id == motion.id))
    opened = [
        {
            "motion_id": motion.id,
            "id": safeguards.new_id(),
            "choice": one.choice,
            "marks": None if one.marks is None else list(one.marks),
        }
        for one in safeguards.mix(ballots)
    ]
    slips = [{"motion_id": motion.id, "receipt": one.receipt} for one in safeguards.mix(ballots)]
    if ballots:
        connection.execute(insert(OPENED), opened)
        connection.execute(insert(RECEIPT), slips)
    _write_anew_who_took_part(connection, motion.id, safeguards)
    unit.audit(
        "motion.open_envelopes", f"motion/{motion.id}", channel=channel(meeting.id), position=2, ballots=len(opened)
    )
    counted = [(one.choice, 1, None if one.marks is None else list(one.marks)) for one in ballots]
    finish(unit, meeting, motion, figures_of(motion, counted))


def _readable(motion: Motion, inner: Sequence[str], code: str, safeguards: Safeguards) -> list[SecretBallot]:
    """Return the ballots, all of them such as could have been cast, no two with one receipt."""
    options = len(motion.options)
    try:
        ballots = safeguards.open_inner(inner, code, options)
        for one in ballots:
            cast = ballot_of(motion.form, options, motion.most_choices, one.choice, one.marks)
            if cast != (one.choice, one.marks):
                raise BrokenEnvelope("no ballot of this vote")
    except (BrokenEnvelope, BadInput) as broken:
        raise _damaged() from broken
    if len({one.receipt for one in ballots}) < len(ballots):
        raise RuleBroken(
            "A ballot lies in the box twice, so somebody has put one in. Nothing was counted. Void the vote and vote "
            "again."
        )
    return ballots


def _damaged() -> RuleBroken:
    return RuleBroken(
        "A ballot cannot be read: it was damaged or exchanged. Nothing was counted. Void the vote and vote again."
    )


def _whole_box(connection: Connection, motion_id: int) -> list[str]:
    """Return the envelopes, by id; as many as there are voters who took part, all of them entitled to."""
    sealed = select(SEALED.c.sealed).where(SEALED.c.motion_id == motion_id).order_by(SEALED.c.id)
    box = list(connection.execute(sealed).scalars())
    entitled = (
        select(func.count())
        .select_from(PARTICIPATION)
        .join(
            ELECTOR,
            (ELECTOR.c.motion_id == PARTICIPATION.c.motion_id) & (ELECTOR.c.seat_id == PARTICIPATION.c.seat_id),
        )
        .where(ELECTOR.c.presence == Presence.PRESENT, ELECTOR.c.recused.is_(False))
    )
    voters, those_entitled = (
        connection.execute(count.where(PARTICIPATION.c.motion_id == motion_id)).scalar_one()
        for count in (select(func.count()).select_from(PARTICIPATION), entitled)
    )
    if not len(box) == voters == those_entitled:
        raise RuleBroken(
            "There are %(ballots)s ballots, and %(voters)s of those entitled took part: somebody has put in or taken "
            "out. Nothing was counted. Void the vote and vote again.",
            ballots=len(box),
            voters=those_entitled,
        )
    return box


def _write_anew_who_took_part(connection: Connection, motion_id: int, safeguards: Safeguards) -> None:
    """Write the participants in random order: the order of the rows was the order of voting."""
    took_part = select(PARTICIPATION.c.seat_id).where(PARTICIPATION.c.motion_id == motion_id)
    seats = list(connection.execute(took_part.order_by(PARTICIPATION.c.seat_id)).scalars())
    connection.execute(delete(PARTICIPATION).where(PARTICIPATION.c.motion_id == motion_id))
    rows = [{"motion_id": motion_id, "seat_id": seat} for seat in safeguards.mix(seats)]
    if rows:
        connection.execute(insert(PARTICIPATION), rows)
