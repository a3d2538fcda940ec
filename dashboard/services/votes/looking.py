"""What does everybody see of a vote while it is open: the question, their own ballot, how many have voted?

Drawn again for the whole meeting at every ballot cast: few statements, and columns instead of rows.
"""

from typing import Any

from sqlalchemy import FromClause, ScalarSelect, Select, Table, bindparam, func, literal_column, select
from sqlmodel import Session

from dashboard.errors import NotFound
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import AUDIT, Context
from dashboard.services.decision_rules import quorum_of, rule_named
from dashboard.services.meetings.shapes import Headcount
from dashboard.services.votes.casting import BALLOT, ELECTOR, MOTION
from dashboard.services.votes.shapes import Moment, MyBallot, Paper, Slip, Turnout
from models.enums import MotionStatus, Presence
from models.meeting import Attendance, Guest, Meeting
from models.organisation import Body

MEETING: Table = Meeting.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
ATTENDANCE: Table = Attendance.__table__  # type: ignore[attr-defined]
GUEST: Table = Guest.__table__  # type: ignore[attr-defined]
BODY: Table = Body.__table__  # type: ignore[attr-defined]

_CAST = (
    select(func.count())
    .where(BALLOT.c.motion_id == MOTION.c.id, BALLOT.c.version == 1)
    .correlate(MOTION)
    .scalar_subquery()
    .label("cast")
)
_TURNOUT = select(MOTION.c.entitled, MOTION.c.present, _CAST).where(MOTION.c.id == bindparam("motion"))
_ON_PAPER = (
    MOTION.c.id.label("motion_id"),
    MOTION.c.agenda_item_id,
    MOTION.c.round_no,
    MOTION.c.text,
    MOTION.c.conditions,
    MOTION.c.status.label("motion_status"),
    MOTION.c.entitled,
    MOTION.c.present,
    ELECTOR.c.presence,
    BALLOT.c.choice,
    BALLOT.c.cast_at,
    _CAST,
)
_MY_NEWEST = (ELECTOR.c.seat_id, BALLOT.c.version.desc())


def _with_mine(motions: FromClause) -> FromClause:
    """Return motions with the actor's seats among the electors and what these have cast."""
    seats = motions.outerjoin(ELECTOR, (ELECTOR.c.motion_id == MOTION.c.id) & (ELECTOR.c.user_id == bindparam("actor")))
    return seats.outerjoin(BALLOT, (BALLOT.c.motion_id == MOTION.c.id) & (BALLOT.c.seat_id == ELECTOR.c.seat_id))


_PAPER = (
    select(*_ON_PAPER)
    .select_from(_with_mine(MOTION))
    .where(MOTION.c.id == bindparam("motion"))
    .order_by(*_MY_NEWEST)
    .limit(1)
)


def _seats(presence: Presence) -> ScalarSelect[Any]:
    there = select(func.count()).where(ATTENDANCE.c.meeting_id == MEETING.c.id, ATTENDANCE.c.presence == presence.value)
    return there.correlate(MEETING).scalar_subquery()


def _guests() -> ScalarSelect[Any]:
    there = select(func.count()).where(GUEST.c.meeting_id == MEETING.c.id, GUEST.c.removed_at.is_(None))
    return there.correlate(MEETING).scalar_subquery()


def _room() -> Select[Any]:
    """Return the statement for a meeting, the newest motion that waits or is voted on, and the headcount."""
    # Written out, because SQLite plans a statement anew at every use where a parameter meets a partial index.
    live = MOTION.c.status.in_([literal_column(f"'{status}'") for status in (MotionStatus.READY, MotionStatus.OPEN)])
    motion = MEETING.outerjoin(MOTION, (MOTION.c.agenda_item_id == MEETING.c.current_item_id) & live)
    return (
        select(
            MEETING.c.status,
            MEETING.c.current_item_id,
            BODY.c.preset,
            select(func.max(AUDIT.c.id)).scalar_subquery().label("version"),
            *(_seats(presence).label(f"seats_{presence}") for presence in Presence),
            _guests().label("guests"),
            *_ON_PAPER,
        )
        .select_from(_with_mine(motion).join(BODY, BODY.c.code == MEETING.c.body_code))
        .where(MEETING.c.id == bindparam("meeting"))
        .order_by(MOTION.c.round_no.desc(), *_MY_NEWEST)
        .limit(1)
    )


_ROOM = _room()


def slip(ctx: Context, meeting_id: int) -> Slip:
    """Return where a meeting stands now, who is here, and the actor's ballot paper where a vote is open.

    Raises:
        NotFound: there is no such meeting.
    """
    with ctx.reading(P.MEETING_READ) as session:
        found = session.connection().execute(_ROOM, {"meeting": meeting_id, "actor": ctx.actor.id}).first()
        if found is None:
            raise NotFound("This record does not exist.", table="Meeting", id=meeting_id)
        return Slip(
            moment=Moment(found.status, found.current_item_id, found.motion_id, found.motion_status),
            headcount=_headcount(session, found),
            paper=_paper(ctx, found) if found.motion_status is MotionStatus.OPEN else None,
            version=found.version or 0,
        )


def _headcount(session: Session, found: Any) -> Headcount:
    counts = {presence: int(getattr(found, f"seats_{presence}")) for presence in Presence}
    entitled = sum(counts.values())
    quorum = quorum_of(rule_named(session, found.preset), entitled, counts[Presence.PRESENT])
    return Headcount(
        entitled=entitled,
        present=counts[Presence.PRESENT],
        on_leave=counts[Presence.ON_LEAVE],
        expected=counts[Presence.EXPECTED],
        left=counts[Presence.LEFT],
        guests=found.guests,
        quorum_needed=quorum.needed,
        quorate=quorum.met,
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
    return _paper(ctx, found)


def _paper(ctx: Context, found: Any) -> Paper:
    return Paper(
        motion_id=found.motion_id,
        item_id=found.agenda_item_id,
        round_no=found.round_no,
        text=found.text,
        conditions=found.conditions,
        status=found.motion_status,
        may_vote=found.presence is Presence.PRESENT and ctx.actor.may(P.BALLOT_CAST),
        elector=found.presence is not None,
        mine=MyBallot(found.choice, found.cast_at) if found.choice else None,
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
