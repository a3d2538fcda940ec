"""What waits for the secretariat?"""

from datetime import date

from sqlmodel import Session, col, func, select

from dashboard.rules.permissions import Permission as P
from dashboard.services.agreements import running_out
from dashboard.services.context import Actor
from dashboard.services.notices.waiting import to_see_to
from dashboard.services.overview.lines import Waiting, named
from dashboard.services.overview.minutes import minutes_of_the_office
from models.claim import Claim
from models.decision import Decision
from models.enums import (
    ClaimStatus,
    DecisionStatus,
    MeetingStatus,
    NeedStatus,
    ProjectStatus,
    TaskStatus,
    TopicStatus,
)
from models.meeting import Meeting, Task
from models.minutes import Minutes
from models.need import Need
from models.project import Project
from models.topic import Topic


def for_the_secretariat(session: Session, actor: Actor, today: date) -> list[Waiting]:
    lines: list[Waiting] = []
    if actor.may(P.NEED_SCREEN):
        lines.append(Waiting("screen", _count(session, Need, NeedStatus.SUBMITTED), "screening"))
        lines.append(Waiting("publish", _count(session, Need, NeedStatus.ON_LIST), "screening"))
        lines.append(Waiting("unclaimed", _count(session, Need, NeedStatus.UNCLAIMED), "rounds"))
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
        lines += minutes_of_the_office(session, today)
    if actor.may(P.PROJECT_ACCEPT):
        query = select(Project.number).where(Project.status == ProjectStatus.AWAITING_ACCEPTANCE)
        lines += named("accept", "project", session.exec(query).all(), "projects")
        lines.append(Waiting("paused", _count(session, Project, ProjectStatus.PAUSED), "projects"))
    if actor.may(P.AGREEMENT_KEEP):
        lines.append(Waiting("agreements_ending", len(running_out(session, today)), "agreements"))
    if actor.may(P.DECISION_KEEP):
        lines.append(Waiting("decisions", len(_overdue(session, today)), "decisions"))
    if actor.may(P.NOTICE_POST):
        unanswered, over = to_see_to(session, today)
        lines += [Waiting("objections", count, "notices", number) for number, count in unanswered.items()]
        lines += [Waiting("notice_end", 1, "notices", number) for number in over]
        lines.append(Waiting("objected", _count(session, Need, NeedStatus.OBJECTED), "notices"))
    return lines


def _overdue(session: Session, today: date) -> list[int]:
    """Return the decisions and tasks that were to be carried out by a day that has passed."""
    decided = select(Decision.id).where(Decision.status == DecisionStatus.OPEN, col(Decision.due_on) < today)
    agreed = select(Task.id).where(Task.status == TaskStatus.OPEN, col(Task.due_on) < today)
    return [*session.exec(decided), *session.exec(agreed)]


def _count(
    session: Session,
    table: type[Need] | type[Claim] | type[Project],
    status: NeedStatus | ClaimStatus | ProjectStatus,
) -> int:
    return session.exec(select(func.count()).select_from(table).where(col(table.status) == status)).one()
