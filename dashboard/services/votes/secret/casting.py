"""What happens when a member casts a secret ballot?

A whole meeting does this within the same seconds: few statements, and columns instead of rows. Nothing that is
written names the voter beside the ballot: no time, no key of the click, no running number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from sqlalchemy import Connection, bindparam, insert, select

from dashboard.errors import NotAllowed, NotFound, RuleBroken
from dashboard.rules.permissions import Permission as P
from dashboard.rules.sealing import SecretBallot, new_receipt
from dashboard.services.context import Context
from dashboard.services.meetings.common import channel
from dashboard.services.once import settled
from dashboard.services.votes.casting import ELECTOR, MOTION, ballot_of
from dashboard.services.votes.secret.safeguards import ALL, BALLOT_KEY, PARTICIPATION, SEALED, Safeguards
from models.enums import Choice, MotionStatus, Presence, VoteMode

_OUTER, _INNER = BALLOT_KEY.alias("outer_key"), BALLOT_KEY.alias("inner_key")
# The motion is held shared: many cast at once, and whoever ends the voting waits for them and they for that. The
# voter's own row is not locked: PostgreSQL would note on it in which transaction. The key of Participation decides.
_BOOTH = (
    select(
        MOTION.c.status,
        MOTION.c.mode,
        MOTION.c.form,
        MOTION.c.options,
        MOTION.c.most_choices,
        MOTION.c.meeting_id,
        MOTION.c.opened_at,
        ELECTOR.c.seat_id,
        ELECTOR.c.presence,
        ELECTOR.c.recused,
        PARTICIPATION.c.seat_id.label("voted"),
        _OUTER.c.public_key.label("outer_key"),
        _INNER.c.public_key.label("inner_key"),
    )
    .select_from(
        MOTION.join(ELECTOR, (ELECTOR.c.motion_id == MOTION.c.id) & (ELECTOR.c.user_id == bindparam("actor")))
        .outerjoin(
            PARTICIPATION,
            (PARTICIPATION.c.motion_id == MOTION.c.id) & (PARTICIPATION.c.seat_id == ELECTOR.c.seat_id),
        )
        .outerjoin(_OUTER, (_OUTER.c.motion_id == MOTION.c.id) & (_OUTER.c.position == 1))
        .outerjoin(_INNER, (_INNER.c.motion_id == MOTION.c.id) & (_INNER.c.position == 2))
    )
    .where(MOTION.c.id == bindparam("motion"))
    .order_by(ELECTOR.c.seat_id)
    .limit(1)
    .with_for_update(read=True, of=MOTION)
)
_TAKE_PART = insert(PARTICIPATION).inline()
_PUT_IN = insert(SEALED).inline()


@dataclass(frozen=True, slots=True)
class SecretReceipt:
    """What the voter is shown once: proves later that their ballot was counted, and not how it was marked."""

    receipt: str


def cast_secret(ctx: Context, motion_id: int, choice: Choice, *, marks: Sequence[int] | None = None) -> SecretReceipt:
    """Seal the actor's ballot, store it and return its receipt; it can be neither changed nor looked at again.

    Args:
        marks: positions of the options marked, as for a recorded ballot.

    Raises:
        NotFound: there is no such motion.
        NotAllowed: the actor holds no seat that is entitled to vote on it.
        RuleBroken: the actor was not present when the vote opened, was recused or has voted; or the vote is not
            open, or not secret.
        BadInput: the marks do not fit the ballot.
    """
    return settled(lambda: put_in(ctx, motion_id, Choice(choice), marks, ALL))


def put_in(
    ctx: Context, motion_id: int, choice: Choice, marks: Sequence[int] | None, safeguards: Safeguards
) -> SecretReceipt:
    """Carry out :func:`cast_secret` with these safeguards."""
    with ctx.writing(P.BALLOT_CAST) as unit:
        connection = unit.session.connection()
        booth = _booth(connection, motion_id, unit.actor.id)
        choice, marked = ballot_of(booth.form, len(booth.options), booth.most_choices, choice, marks)
        ballot = SecretBallot(choice, marked, new_receipt())
        sealed = safeguards.seal(ballot, (booth.outer_key, booth.inner_key), len(booth.options))
        connection.execute(_TAKE_PART, {"motion_id": motion_id, "seat_id": booth.seat_id})
        connection.execute(_PUT_IN, {"motion_id": motion_id, "id": safeguards.new_id(), "sealed": sealed})
        subject = f"motion/{motion_id}"
        unit.audit_anonymously("ballot.secret", subject, at=booth.opened_at, channel=channel(booth.meeting_id))
        return SecretReceipt(ballot.receipt)


def _booth(connection: Connection, motion_id: int, actor_id: int | None) -> Any:
    """Return the vote with the actor's seat in it, or refuse."""
    booth = connection.execute(_BOOTH, {"motion": motion_id, "actor": actor_id}).first()
    if booth is None:
        _refuse_stranger(connection, motion_id)
    if booth.mode != VoteMode.SECRET:
        raise RuleBroken("This vote is taken in another way. Reload the page.")
    if booth.status != MotionStatus.OPEN:
        raise RuleBroken("This vote is not open, so no ballot was stored.")
    if booth.presence != Presence.PRESENT:
        raise RuleBroken("You were not signed in when this vote opened, so you cannot vote on it.")
    if booth.recused:
        raise RuleBroken("You were recused from this item, so you cannot vote on it.")
    if booth.voted is not None:
        raise RuleBroken("You have voted already. A secret ballot cannot be taken back or changed.")
    return booth


def _refuse_stranger(connection: Connection, motion_id: int) -> NoReturn:
    status = connection.execute(select(MOTION.c.status).where(MOTION.c.id == motion_id)).scalar()
    if status is None:
        raise NotFound("This record does not exist.", table="Motion", id=motion_id)
    if status in (MotionStatus.READY, MotionStatus.WITHDRAWN):
        raise RuleBroken("This vote is not open, so no ballot was stored.")
    raise NotAllowed("You hold no seat that may vote on this motion.")
