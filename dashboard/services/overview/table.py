"""What waits for members at the table, for those who hand in topics, and for the chair?"""

from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select

from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Actor
from dashboard.services.overview.lines import Waiting
from dashboard.services.overview.minutes import minutes_of_the_chair
from models.enums import MeetingStatus, MinutesStatus, MotionStatus, Presence, VoteMode
from models.meeting import Attendance, Meeting
from models.minutes import Minutes
from models.motion import Ballot, Elector, Motion
from models.organisation import Seat
from models.secret import BallotKey, Participation


def for_members(session: Session, actor: Actor) -> list[Waiting]:
    mine = col(Seat.user_id) == actor.id
    ballots = (
        select(Meeting.number)
        .join(Motion, col(Motion.meeting_id) == Meeting.id)
        .join(Elector, col(Elector.motion_id) == Motion.id)
        .where(
            Motion.status == MotionStatus.OPEN,
            Elector.user_id == actor.id,
            Elector.presence == Presence.PRESENT,
            col(Elector.recused).is_(False),
            _has_no_ballot(),
        )
    )
    sign_ins = (
        select(Meeting.number)
        .join(Attendance, col(Attendance.meeting_id) == Meeting.id)
        .join(Seat, col(Seat.id) == Attendance.seat_id)
        .where(
            mine,
            col(Meeting.status).in_([MeetingStatus.SIGN_IN, MeetingStatus.IN_SESSION]),
            Attendance.presence == Presence.EXPECTED,
        )
    )
    envelopes = (
        select(Meeting.number)
        .join(Motion, col(Motion.meeting_id) == Meeting.id)
        .join(BallotKey, col(BallotKey.motion_id) == Motion.id)
        .where(Motion.status == MotionStatus.COUNTING, BallotKey.holder_id == actor.id, col(BallotKey.used).is_(False))
    )
    return [
        *(Waiting("ballot", 1, "room", number) for number in session.exec(ballots)),
        *(Waiting("envelopes", 1, "room", number) for number in session.exec(envelopes)),
        *(Waiting("sign_in", 1, "room", number) for number in session.exec(sign_ins)),
    ]


def for_proposers(session: Session, actor: Actor, today: date) -> list[Waiting]:
    """Return the calls for topics that members and liaisons can answer; the office answers them on its own page."""
    if not actor.may(P.TOPIC_PROPOSE) or actor.may(P.MEETING_PREPARE):
        return []
    calls = select(Meeting.number).where(
        Meeting.status == MeetingStatus.CALL_FOR_TOPICS,
        col(Meeting.topics_from) <= today,
        col(Meeting.topics_until) >= today,
    )
    return [Waiting("topics_open", 1, "topics", number) for number in session.exec(calls)]


def _has_no_ballot() -> ColumnElement[bool]:
    """Return the condition that an elector's ballot is still to be cast; hands and paper are not cast here."""
    cast = select(Ballot.id).where(Ballot.motion_id == Elector.motion_id, Ballot.seat_id == Elector.seat_id)
    took_part = select(Participation.seat_id).where(
        Participation.motion_id == Elector.motion_id, Participation.seat_id == Elector.seat_id
    )
    recorded, secret = col(Motion.mode) == VoteMode.RECORDED, col(Motion.mode) == VoteMode.SECRET
    return or_(and_(recorded, ~cast.exists()), and_(secret, ~took_part.exists()))


def for_the_chair(session: Session, actor: Actor) -> list[Waiting]:
    lines: list[Waiting] = []
    if actor.may(P.AGENDA_APPROVE):
        drafts = select(Meeting.number).where(Meeting.status == MeetingStatus.DRAFT)
        lines += [Waiting("agenda", 1, "meeting", number) for number in session.exec(drafts)]
    if actor.may(P.MINUTES_APPROVE):
        query = (
            select(Meeting.number)
            .join(Minutes, col(Minutes.meeting_id) == Meeting.id)
            .where(Minutes.status == MinutesStatus.IN_REVIEW)
        )
        lines += [Waiting("minutes_approve", 1, "minutes", number) for number in session.exec(query)]
        lines += minutes_of_the_chair(session)
    return lines
