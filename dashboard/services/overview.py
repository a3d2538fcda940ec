"""What is going on at a glance, and what waits for the person who is here."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from dashboard.rules.lifecycle.needs import PUBLIC
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Actor, Context
from dashboard.services.notices.waiting import to_see_to
from models.claim import Claim
from models.decision import Decision
from models.enums import (
    ClaimStatus,
    DecisionStatus,
    MeetingStatus,
    MinutesStatus,
    MotionStatus,
    NeedStatus,
    Outcome,
    Presence,
    ProjectStatus,
    TaskStatus,
    TopicStatus,
    VoteMode,
)
from models.meeting import Attendance, Meeting, Task
from models.minutes import Minutes
from models.motion import Ballot, Elector, Motion
from models.need import Need, NeedRead
from models.organisation import Seat
from models.project import Project
from models.secret import BallotKey, Participation
from models.topic import Topic


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts for the home page; everything is public."""

    open_for_claiming: int
    under_way: int
    completed: int
    decided: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing somebody should do: what it is (a code the page puts into words), how many, and where."""

    what: str
    count: int
    page: str
    number: str = ""


UNDER_WAY = (
    NeedStatus.APPROVED,
    NeedStatus.SIGNED,
    NeedStatus.IN_PROGRESS,
    NeedStatus.PAUSED,
    NeedStatus.AWAITING_ACCEPTANCE,
    NeedStatus.RECTIFICATION,
)
FINISHED = (NeedStatus.COMPLETED, NeedStatus.APPRAISED, NeedStatus.ARCHIVED)
TO_CLAIM = (NeedStatus.OPEN, NeedStatus.CLAIMED, NeedStatus.MATCHING)


def figures(ctx: Context) -> Figures:
    """Return how many items are open, under way and completed, and how many motions were decided."""
    with ctx.reading(P.PUBLIC_READ) as session:
        by_status = dict(session.exec(select(Need.status, func.count()).group_by(Need.status)).all())
        decided = session.exec(
            select(func.count()).where(Motion.status == MotionStatus.CLOSED, Motion.outcome != Outcome.VOID)
        ).one()
        return Figures(
            open_for_claiming=sum(by_status.get(state, 0) for state in TO_CLAIM),
            under_way=sum(by_status.get(status, 0) for status in UNDER_WAY),
            completed=sum(by_status.get(state, 0) for state in FINISHED),
            decided=decided,
        )


def newest(ctx: Context, limit: int = 5) -> list[NeedRead]:
    """Return the items published last, newest first."""
    query = (
        select(Need)
        .where(col(Need.status).in_(PUBLIC), col(Need.published_at).is_not(None))
        .order_by(col(Need.published_at).desc(), col(Need.id).desc())
        .limit(limit)
    )
    with ctx.reading(P.PUBLIC_READ) as session:
        return [NeedRead.of(row) for row in session.exec(query)]


def waiting(ctx: Context) -> list[Waiting]:
    """Return what waits for the actor, most urgent first; empty where nothing does."""
    actor = ctx.actor
    if actor.id is None:
        return []
    with ctx.reading(P.OWN_ACCOUNT) as session:
        found = [
            *_for_members(session, actor),
            *_for_proposers(session, actor, ctx.today()),
            *_for_the_chair(session, actor),
            *_for_the_secretariat(session, actor, ctx.today()),
            *_for_liaisons(session, actor),
            *_for_residents(session, actor),
        ]
    return [line for line in found if line.count]


def _for_members(session: Session, actor: Actor) -> list[Waiting]:
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


def _for_proposers(session: Session, actor: Actor, today: date) -> list[Waiting]:
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


def _for_the_chair(session: Session, actor: Actor) -> list[Waiting]:
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
    return lines


def _for_the_secretariat(session: Session, actor: Actor, today: date) -> list[Waiting]:
    lines: list[Waiting] = []
    if actor.may(P.NEED_SCREEN):
        lines.append(Waiting("screen", _count(session, Need, NeedStatus.SUBMITTED), "screening"))
        lines.append(Waiting("publish", _count(session, Need, NeedStatus.ON_LIST), "screening"))
    if actor.may(P.CLAIM_CONFIRM):
        lines.append(Waiting("confirm", _count(session, Claim, ClaimStatus.INTENTION), "claims_office"))
    if actor.may(P.MEETING_PREPARE):
        query = select(Meeting.number).where(Meeting.status == MeetingStatus.AGENDA_APPROVED)
        lines += [Waiting("notice", 1, "meeting", number) for number in session.exec(query)]
        handed_in = select(func.count()).where(Topic.status == TopicStatus.SUBMITTED)
        lines.append(Waiting("topics_check", session.exec(handed_in).one(), "topics"))
    if actor.may(P.MINUTES_DRAFT):
        written = select(Minutes.meeting_id)
        query = select(Meeting.number).where(Meeting.status == MeetingStatus.CLOSED, col(Meeting.id).not_in(written))
        lines += [Waiting("minutes_draft", 1, "minutes", number) for number in session.exec(query)]
    if actor.may(P.PROJECT_ACCEPT):
        query = select(Project.number).where(Project.status == ProjectStatus.AWAITING_ACCEPTANCE)
        lines += [Waiting("accept", 1, "project", number) for number in session.exec(query)]
    if actor.may(P.DECISION_KEEP):
        lines.append(Waiting("decisions", len(_overdue(session, today)), "decisions"))
    if actor.may(P.NOTICE_POST):
        unanswered, over = to_see_to(session, today)
        lines += [Waiting("objections", count, "notices", number) for number, count in unanswered.items()]
        lines += [Waiting("notice_end", 1, "notices", number) for number in over]
    return lines


def _overdue(session: Session, today: date) -> list[int]:
    """Return the decisions and tasks that were to be carried out by a day that has passed."""
    decided = select(Decision.id).where(Decision.status == DecisionStatus.OPEN, col(Decision.due_on) < today)
    agreed = select(Task.id).where(Task.status == TaskStatus.OPEN, col(Task.due_on) < today)
    return [*session.exec(decided), *session.exec(agreed)]


def _for_liaisons(session: Session, actor: Actor) -> list[Waiting]:
    if not actor.may(P.CLAIM_MAKE) or actor.organisation_id is None:
        return []
    mine = select(Project.number).where(
        Project.organisation_id == actor.organisation_id,
        col(Project.status).in_([ProjectStatus.PLANNED, ProjectStatus.UNDER_WAY, ProjectStatus.RECTIFICATION]),
    )
    claimed = select(Claim.need_id).where(col(Claim.status).in_([ClaimStatus.INTENTION, ClaimStatus.CONFIRMED]))
    free = select(func.count()).where(
        col(Need.status).in_([*TO_CLAIM, NeedStatus.ADOPTED]), col(Need.id).not_in(claimed)
    )
    led = select(func.count()).where(
        Decision.lead_organisation_id == actor.organisation_id, Decision.status == DecisionStatus.OPEN
    )
    return [
        *(Waiting("report", 1, "project", number) for number in session.exec(mine)),
        Waiting("carry_out", session.exec(led).one(), "decisions"),
        Waiting("claim", session.exec(free).one(), "claims"),
    ]


def _for_residents(session: Session, actor: Actor) -> list[Waiting]:
    returned = select(Need.number).where(Need.proposer_id == actor.id, Need.status == NeedStatus.RETURNED)
    return [Waiting("complete", 1, "item", number) for number in session.exec(returned)]


def _count(session: Session, table: type[Need] | type[Claim], status: NeedStatus | ClaimStatus) -> int:
    return session.exec(select(func.count()).select_from(table).where(col(table.status) == status)).one()
