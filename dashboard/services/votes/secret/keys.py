"""Who holds the two keys of a secret vote?"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.rules.permissions import Permission as P
from dashboard.rules.sealing import fits, new_code, public_key
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.common import channel, locked
from dashboard.services.votes.secret.requirements import HOLDERS
from models.enums import MotionStatus, VoteMode
from models.meeting import Recusal
from models.motion import Motion
from models.organisation import Seat
from models.secret import BallotKey


@dataclass(frozen=True, slots=True)
class KeyState:
    """How many of the two keys are drawn and how many were used; whether the actor holds one and has used it."""

    drawn: int
    used: int
    mine: bool
    mine_used: bool
    position: int | None = None
    """The actor's position: 1 opens the outer envelopes, and first; 2 the inner ones."""


def draw_key(ctx: Context, motion_id: int, *, again: bool = False, key: str | None = None) -> str:
    """Draw one of the two keys for the actor and return its code, which is stored nowhere and shown this once.

    Args:
        again: the actor has lost a code drawn before: it is replaced, and opens nothing any more.
        key: of the click; not needed to tell a repeated one, which finds the key drawn.

    Raises:
        RuleBroken: the vote is not secret or was opened, both keys are drawn, the actor has drawn one already, or
            is recused from the item.
    """
    with ctx.writing(P.VOTE_COUNT) as unit:
        meeting, motion = locked(unit, Motion, motion_id)
        row = _place(unit, motion_id, _drawer(unit, motion))
        if row.public_key and not again:
            raise RuleBroken(
                "You have drawn your key; its code was shown once. If you did not write it down, draw a new one: the "
                "old code then opens nothing."
            )
        code = new_code()
        row.public_key, row.drawn_at = public_key(code), unit.now
        unit.add(row)
        unit.audit("motion.draw_key", f"motion/{motion_id}", channel=channel(meeting.id), position=row.position)
        return code


def check_code(ctx: Context, motion_id: int, code: str) -> None:
    """Let a key holder see whether what they wrote down is right, as long as a new key can still be drawn.

    Raises:
        BadInput: it is mistyped, or not the code of the actor's key (field ``code``).
        NotAllowed: the actor holds no key of this vote.
    """
    with ctx.reading(P.VOTE_COUNT) as session:
        require_code(key_of(session, motion_id, ctx.actor.id), code)


def key_state(ctx: Context, motion_id: int) -> KeyState:
    """Return who of the two has drawn and used a key, as far as the actor needs to know.

    Raises:
        NotFound: there is no such motion.
    """
    with ctx.reading(P.MEETING_READ) as session:
        if session.get(Motion, motion_id) is None:
            raise NotFound("This record does not exist.", table="Motion", id=motion_id)
        keys = session.exec(select(BallotKey).where(BallotKey.motion_id == motion_id)).all()
        mine = next((one for one in keys if one.holder_id == ctx.actor.id), None)
        return KeyState(
            drawn=len(keys),
            used=sum(one.used for one in keys),
            mine=mine is not None,
            mine_used=mine is not None and mine.used,
            position=mine.position if mine else None,
        )


def key_of(session: Session, motion_id: int, actor_id: int | None) -> BallotKey:
    """Return the actor's key of a vote.

    Raises:
        NotAllowed: the actor holds none.
    """
    query = select(BallotKey).where(BallotKey.motion_id == motion_id, BallotKey.holder_id == actor_id)
    row = session.exec(query).first()
    if row is None:
        raise NotAllowed("You hold no key of this vote. The two people who drew its keys open the envelopes.")
    return row


def require_code(row: BallotKey, code: str) -> None:
    """Refuse a code that does not stand for this key.

    Raises:
        BadInput: it is mistyped, or another code (field ``code``).
    """
    if not fits(code, row.public_key):
        raise BadInput("code", "This is not the code of your key of this vote. Every vote has codes of its own.")


def _drawer(unit: Unit, motion: Motion) -> int:
    """Return whose key is drawn, or refuse."""
    if motion.mode != VoteMode.SECRET:
        raise RuleBroken("This vote is taken in another way. Reload the page.")
    if motion.status != MotionStatus.READY:
        raise RuleBroken("Keys are drawn before the vote opens. This vote was opened or withdrawn.")
    if unit.actor.id is None:
        raise NotAllowed("A key is drawn by a person who is signed in.")
    concerned = (
        select(Recusal.id)
        .join(Seat, col(Seat.id) == Recusal.seat_id)
        .where(
            Recusal.agenda_item_id == motion.agenda_item_id,
            col(Recusal.withdrawn_at).is_(None),
            Seat.user_id == unit.actor.id,
        )
    )
    if unit.session.exec(concerned).first() is not None:
        raise RuleBroken("Whoever is recused from the item cannot hold a key of its vote.")
    return unit.actor.id


def _place(unit: Unit, motion_id: int, holder_id: int) -> BallotKey:
    """Return the actor's key, or a new one in the first free position, still without a public key."""
    keys = unit.session.exec(select(BallotKey).where(BallotKey.motion_id == motion_id)).all()
    mine = next((one for one in keys if one.holder_id == holder_id), None)
    if mine is not None:
        return mine
    if len(keys) == HOLDERS:
        raise RuleBroken("Both keys of this vote are drawn already.")
    place = len(keys) + 1
    return BallotKey(motion_id=motion_id, position=place, holder_id=holder_id, public_key="", drawn_at=unit.now)
