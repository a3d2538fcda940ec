"""What does everybody see of a vote while it is open: the question, their own ballot, how many have voted?

Drawn again for the whole meeting at every ballot cast: few statements, and columns instead of rows.
"""

from typing import Any

from sqlalchemy import FromClause, ScalarSelect, Select, Table, bindparam, case, func, literal_column, select
from sqlmodel import Session

from dashboard.errors import NotFound
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import AUDIT, Context
from dashboard.services.decision_rules import quorum_of, rule_in_force
from dashboard.services.meetings.shapes import Headcount
from dashboard.services.votes.casting import BALLOT, ELECTOR, MOTION
from dashboard.services.votes.shapes import Moment, MyBallot, Paper, Slip, Turnout
from models.enums import MotionStatus, Presence, VoteMode
from models.meeting import Attendance, Guest, Meeting
from models.organisation import Body
from models.secret import Participation

MEETING: Table = Meeting.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
ATTENDANCE: Table = Attendance.__table__  # type: ignore[attr-defined]
GUEST: Table = Guest.__table__  # type: ignore[attr-defined]
BODY: Table = Body.__table__  # type: ignore[attr-defined]
PARTICIPATION: Table = Participation.__table__  # type: ignore[attr-defined]

_RECORDED = select(func.count()).where(BALLOT.c.motion_id == MOTION.c.id, BALLOT.c.version == 1).correlate(MOTION)
_SECRET = select(func.count()).where(PARTICIPATION.c.motion_id == MOTION.c.id).correlate(MOTION)
# A case looks only where it has to: one of the two counts is ever made.
_CAST = case(
    (MOTION.c.mode == VoteMode.SECRET.value, _SECRET.scalar_subquery()), else_=_RECORDED.scalar_subquery()
).label("cast")
_TOOK_PART = (
    select(PARTICIPATION.c.seat_id)
    .where(PARTICIPATION.c.motion_id == MOTION.c.id, PARTICIPATION.c.seat_id == ELECTOR.c.seat_id)
    .correlate(MOTION, ELECTOR)
    .scalar_subquery()
    .label("took_part")
)
_TURNOUT = select(MOTION.c.entitled, MOTION.c.present, MOTION.c.recused_present, _CAST).where(
    MOTION.c.id == bindparam("motion")
)
_ON_PAPER = (
    MOTION.c.id.label("motion_id"),
    MOTION.c.agenda_item_id,
    MOTION.c.round_no,
    MOTION.c.text,
    MOTION.c.conditions,
    MOTION.c.status.label("motion_status"),
    MOTION.c.entitled,
    MOTION.c.present,
    MOTION.c.recused_present,
    MOTION.c.mode,
    MOTION.c.form,
    MOTION.c.options,
    MOTION.c.most_choices,
    MOTION.c.votes_needed,
    MOTION.c.quorum_needed,
    MOTION.c.reminded_at,
    ELECTOR.c.presence,
    ELECTOR.c.recused,
    BALLOT.c.choice,
    BALLOT.c.cast_at,
    BALLOT.c.marks,
    _TOOK_PART,
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
    live = MOTION.c.status.in_(
        [literal_column(f"'{status}'") for status in (MotionStatus.READY, MotionStatus.OPEN, MotionStatus.COUNTING)]
    )
    motion = MEETING.outerjoin(MOTION, (MOTION.c.agenda_item_id == MEETING.c.current_item_id) & live)
    return (
        select(
            MEETING.c.status,
            MEETING.c.current_item_id,
            BODY.c.preset,
            select(func.count()).where(AUDIT.c.channel == bindparam("channel")).scalar_subquery().label("version"),
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


BALLOT_SHOWN = (MotionStatus.OPEN, MotionStatus.COUNTING)


def slip(ctx: Context, meeting_id: int) -> Slip:
    """Return where a meeting stands now, who is here, and the actor's ballot paper where a vote is open.

    Raises:
        NotFound: there is no such meeting.
    """
    with ctx.reading(P.MEETING_READ) as session:
        asked = {"meeting": meeting_id, "actor": ctx.actor.id, "channel": f"meeting:{meeting_id}"}
        found = session.connection().execute(_ROOM, asked).first()
        if found is None:
            raise NotFound("This record does not exist.", table="Meeting", id=meeting_id)
        return Slip(
            moment=Moment(found.status, found.current_item_id, found.motion_id, found.motion_status),
            headcount=_headcount(session, found),
            paper=_paper(ctx, found) if found.motion_status in BALLOT_SHOWN else None,
            version=found.version,
        )


def _headcount(session: Session, found: Any) -> Headcount:
    counts = {presence: int(getattr(found, f"seats_{presence}")) for presence in Presence}
    entitled = sum(counts.values())
    quorum = quorum_of(rule_in_force(session, found.preset), entitled, counts[Presence.PRESENT])
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
        may_vote=found.presence is Presence.PRESENT and not found.recused and ctx.actor.may(P.BALLOT_CAST),
        elector=found.presence is not None,
        mine=_mine(found),
        turnout=_turnout(found),
        mode=found.mode,
        form=found.form,
        options=tuple(found.options or ()),
        most_choices=found.most_choices,
        recused=bool(found.recused),
        voted=bool(found.choice) or found.took_part is not None,
        needed=found.votes_needed if found.motion_status is MotionStatus.OPEN else None,
        quorum_needed=found.quorum_needed or 0,
        reminded=found.reminded_at is not None,
    )


def _mine(found: Any) -> MyBallot | None:
    if not found.choice:
        return None
    return MyBallot(found.choice, found.cast_at, None if found.marks is None else tuple(found.marks))


def _turnout(found: Any) -> Turnout:
    return Turnout(found.cast, found.entitled or 0, (found.present or 0) - (found.recused_present or 0))


def turnout(ctx: Context, motion_id: int) -> Turnout:
    """Return how many seats have voted; never how, and all 0 before the vote opens.

    Raises:
        NotFound: there is no such motion.
    """
    with ctx.reading(P.MEETING_READ) as session:
        found = session.connection().execute(_TURNOUT, {"motion": motion_id}).first()
    if found is None:
        raise NotFound("This record does not exist.", table="Motion", id=motion_id)
    return _turnout(found)
