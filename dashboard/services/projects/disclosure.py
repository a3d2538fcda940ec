"""What has to be disclosed of a project: why, who decided, notices, agreement, who was paid, and the result?"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from dashboard.formats import local_date
from dashboard.rules.permissions import Permission as P
from dashboard.services import notices, votes
from dashboard.services.context import Context
from dashboard.services.projects.rights import may_read
from models.agreement import Agreement, AgreementItem
from models.enums import AgreementStatus, BallotForm, HandlingResult, NoticeOutcome, NoticeStatus, Outcome
from models.meeting import AgendaItem, Meeting
from models.need import Need
from models.project import Project

SIGNED = (AgreementStatus.SIGNED, AgreementStatus.ENDED, AgreementStatus.TERMINATED)


@dataclass(frozen=True, slots=True)
class DecisionRead:
    """One vote on the item. Counts are ``None`` where they may not be shown."""

    meeting: str
    """Number of the meeting."""
    held_on: date
    outcome: Outcome
    counts: tuple[int, int, int] | None
    """For, against, abstaining."""
    entitled: int
    conditions: str


@dataclass(frozen=True, slots=True)
class NoticeRead:
    number: str
    starts_on: date
    ends_on: date
    status: NoticeStatus
    outcome: NoticeOutcome | None


@dataclass(frozen=True, slots=True)
class AgreementRead:
    number: str
    title: str
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What everybody may know of a project beside its plan, money and reports."""

    reasons: str
    beneficiaries: int | None
    decisions: list[DecisionRead]
    notices: list[NoticeRead]
    agreements: list[AgreementRead]
    result: HandlingResult | None


def disclosure(ctx: Context, number: str) -> Disclosure | None:
    """Return what is disclosed of the project with this number; ``None`` where the actor may know of none."""
    with ctx.reading(P.PUBLIC_READ) as session:
        found = session.exec(
            select(Need, Project).join(Project, col(Project.need_id) == col(Need.id)).where(Project.number == number)
        ).first()
        if found is None or not may_read(ctx.actor, found[1]):
            return None
        need = found[0]
        meetings = _meetings(session, need)
        agreements = _agreements(session, need)
        need_id, need_number = need.id, need.number
        told = (need.reasons, need.beneficiaries, HandlingResult(need.result) if need.result else None)
    posted = notices.notices(ctx, notices.NoticeFilter(need_id=need_id))
    return Disclosure(
        reasons=told[0],
        beneficiaries=told[1],
        decisions=[one for meeting in meetings for one in _decisions(ctx, meeting, need_number)],
        notices=[
            NoticeRead(line.number, line.starts_on, line.ends_on, line.status, line.outcome)
            for line in sorted(posted, key=lambda line: line.starts_on)
        ],
        agreements=agreements,
        result=told[2],
    )


def _meetings(session: Session, need: Need) -> list[str]:
    """Return the numbers of the meetings that had the item on their agenda, in order of time."""
    query = (
        select(Meeting.number)
        .where(col(Meeting.id).in_(select(AgendaItem.meeting_id).where(AgendaItem.need_id == need.id)))
        .order_by(col(Meeting.starts_at))
    )
    return list(session.exec(query))


def _decisions(ctx: Context, meeting: str, need_number: str) -> list[DecisionRead]:
    return [
        DecisionRead(
            meeting=result.meeting_number,
            held_on=local_date(result.closed_at),
            outcome=result.outcome,
            counts=(result.votes_for, result.votes_against, result.votes_abstain) if result.shown else None,
            entitled=result.entitled,
            conditions=result.conditions,
        )
        for result in votes.public_results(ctx, meeting)
        if result.need_number == need_number and result.form is BallotForm.QUESTION
    ]


def _agreements(session: Session, need: Need) -> list[AgreementRead]:
    query = (
        select(Agreement)
        .join(AgreementItem, col(AgreementItem.agreement_id) == col(Agreement.id))
        .where(AgreementItem.need_id == need.id, col(Agreement.status).in_(SIGNED))
        .order_by(col(Agreement.id))
    )
    return [AgreementRead(row.number, row.title, row.signed_on) for row in session.exec(query)]
