"""What is going on in the meeting room at this moment?"""

from sqlmodel import Session, case, col, select

from dashboard.rules.decisions import Rule, in_words, least
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.decision_rules import rule_in_force, voters
from dashboard.services.meetings.attendance import DOORS_OPEN, count
from dashboard.services.meetings.common import meeting_numbered
from dashboard.services.meetings.reading import agenda_read, attendance_read, body_read, open_actions
from dashboard.services.meetings.shapes import MeetingRead, Room, RoomMotion
from models.enums import MeetingKind, MeetingStatus, MotionStatus, Outcome
from models.meeting import Meeting
from models.motion import Motion
from models.need import Need, NeedRead
from models.organisation import Body


def room(ctx: Context, number: str | None = None) -> Room | None:
    """Return the meeting with this number, else the one in session or open for sign-in; ``None`` where none is.

    Raises:
        NotFound: there is no meeting with this number.
    """
    with ctx.reading(P.MEETING_READ) as session:
        row = meeting_numbered(session, number) if number else _going_on(session)
        if row is None:
            return None
        items, _ends_at = agenda_read(session, row)
        current = next((item for item in items if item.id == row.current_item_id), None)
        need = session.get(Need, current.need_id) if current and current.need_id else None
        return Room(
            meeting=MeetingRead.of(row),
            body=body_read(session.get_one(Body, row.body_code)),
            headcount=count(session, row),
            items=items,
            mine=attendance_read(session, row.id, ctx.actor, mine=True),
            current=current,
            need=NeedRead.of(need) if need else None,
            motion=_motion_of(session, row, current.id) if current else None,
            last=_last_closed(session, row),
            actions=open_actions(row, ctx.actor),
        )


def _going_on(session: Session) -> Meeting | None:
    sitting_first = case((col(Meeting.status) == MeetingStatus.IN_SESSION, 0), else_=1)
    query = select(Meeting).where(col(Meeting.status).in_(DOORS_OPEN))
    return session.exec(query.order_by(sitting_first, col(Meeting.starts_at).desc(), col(Meeting.id))).first()


def _motion_of(session: Session, meeting: Meeting, item_id: int) -> RoomMotion | None:
    """Return the motion that waits for its vote, or whose vote is open or being counted."""
    live = (MotionStatus.READY, MotionStatus.OPEN, MotionStatus.COUNTING)
    query = select(Motion).where(Motion.agenda_item_id == item_id, col(Motion.status).in_(live))
    return _read(session, meeting, session.exec(query.order_by(col(Motion.round_no).desc())).first())


def _last_closed(session: Session, meeting: Meeting) -> RoomMotion | None:
    query = select(Motion).where(Motion.meeting_id == meeting.id, Motion.status == MotionStatus.CLOSED)
    newest = query.order_by(col(Motion.closed_at).desc(), col(Motion.id).desc())
    return _read(session, meeting, session.exec(newest).first())


def _read(session: Session, meeting: Meeting, row: Motion | None) -> RoomMotion | None:
    if row is None:
        return None
    rule = rule_in_force(session, row.preset) if row.rule is None else Rule.from_json(row.rule)
    return RoomMotion(
        id=row.id,
        item_id=row.agenda_item_id,
        round_no=row.round_no,
        text=row.text,
        conditions=row.conditions,
        preset=row.preset,
        status=MotionStatus(row.status),
        outcome=Outcome(row.outcome) if row.outcome else None,
        rule_text=in_words(rule, voters(MeetingKind(meeting.type))),
        ballots_needed=_ballots_needed(row, rule),
    )


def _ballots_needed(row: Motion, rule: Rule) -> int | None:
    """Return how many ballots a quorum takes where the rule counts those who take part, by number."""
    if row.status != MotionStatus.OPEN:
        return None
    out = (row.recused, row.recused_present) if row.deducts_recused else (0, 0)
    bases = {"entitled": (row.entitled or 0) - out[0], "present": (row.present or 0) - out[1]}
    needed = [
        least(bases[one.base], one.fraction, one.op)
        for one in rule.quorum
        if one.of == "cast" and one.measure == "heads" and one.base in bases
    ]
    return max(needed, default=None)
