"""What does everybody see of a vote while it is open: the question, their own ballot, how many have voted?

Drawn again for the whole meeting at every ballot cast: one statement each, no rows.
"""

from sqlalchemy import bindparam, func, select

from dashboard.errors import NotFound
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.votes.casting import BALLOT, ELECTOR, MOTION
from dashboard.services.votes.shapes import MyBallot, Paper, Turnout
from models.enums import Choice, MotionStatus, Presence

_CAST = (
    select(func.count())
    .where(BALLOT.c.motion_id == MOTION.c.id, BALLOT.c.version == 1)
    .correlate(MOTION)
    .scalar_subquery()
    .label("cast")
)
_TURNOUT = select(MOTION.c.entitled, MOTION.c.present, _CAST).where(MOTION.c.id == bindparam("motion"))
_MINE = MOTION.outerjoin(
    ELECTOR, (ELECTOR.c.motion_id == MOTION.c.id) & (ELECTOR.c.user_id == bindparam("actor"))
).outerjoin(BALLOT, (BALLOT.c.motion_id == MOTION.c.id) & (BALLOT.c.seat_id == ELECTOR.c.seat_id))
_PAPER = (
    select(
        MOTION.c.id,
        MOTION.c.agenda_item_id,
        MOTION.c.round_no,
        MOTION.c.text,
        MOTION.c.conditions,
        MOTION.c.status,
        MOTION.c.entitled,
        MOTION.c.present,
        ELECTOR.c.presence,
        BALLOT.c.choice,
        BALLOT.c.cast_at,
        _CAST,
    )
    .select_from(_MINE)
    .where(MOTION.c.id == bindparam("motion"))
    .order_by(ELECTOR.c.seat_id, BALLOT.c.version.desc())
    .limit(1)
)


def paper(ctx: Context, motion_id: int) -> Paper:
    """Return the ballot paper of a motion for the actor, with what is stored of theirs and the turnout.

    Raises:
        NotFound: there is no such motion.
    """
    with ctx.reading(P.MEETING_READ) as session:
        found = session.connection().execute(_PAPER, {"motion": motion_id, "actor": ctx.actor.id}).first()
    if found is None:
        raise NotFound("This record does not exist.", table="Motion", id=motion_id)
    return Paper(
        motion_id=found.id,
        item_id=found.agenda_item_id,
        round_no=found.round_no,
        text=found.text,
        conditions=found.conditions,
        status=MotionStatus(found.status),
        may_vote=found.presence == Presence.PRESENT and ctx.actor.may(P.BALLOT_CAST),
        elector=found.presence is not None,
        mine=MyBallot(Choice(found.choice), found.cast_at) if found.choice else None,
        turnout=Turnout(found.cast, found.entitled or 0, found.present or 0),
    )


def my_ballot(ctx: Context, motion_id: int) -> MyBallot | None:
    """Return the actor's own ballot that counts now, ``None`` where none is stored.

    Raises:
        NotFound: there is no such motion.
    """
    return paper(ctx, motion_id).mine


def turnout(ctx: Context, motion_id: int) -> Turnout:
    """Return how many seats have voted; never how, and all 0 before the vote opens.

    Raises:
        NotFound: there is no such motion.
    """
    with ctx.reading(P.MEETING_READ) as session:
        found = session.connection().execute(_TURNOUT, {"motion": motion_id}).first()
    if found is None:
        raise NotFound("This record does not exist.", table="Motion", id=motion_id)
    return Turnout(found.cast, found.entitled or 0, found.present or 0)
