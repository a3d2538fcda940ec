"""Which projects are there, and how does each stand today?"""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, func, or_, select

from dashboard.errors import NotFound
from dashboard.formats import local_date
from dashboard.i18n import either
from dashboard.rules.lifecycle import move
from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.rules.permissions import Permission as P
from dashboard.rules.progress import WHOLE, overdue_days, planned_percent
from dashboard.services.context import Actor, Context
from dashboard.services.projects.money import PAYMENT, Budget
from dashboard.services.projects.planning import milestones
from dashboard.services.projects.rights import leads, may_plan
from dashboard.services.projects.shapes import (
    BudgetRead,
    MilestoneRead,
    PartnerRead,
    PaymentRead,
    ProjectFilter,
    ProjectLine,
    ProjectPage,
    ReportRead,
)
from dashboard.services.transitions import lifeline
from models.audit import AuditEntry
from models.base import subject_of
from models.claim import Claim
from models.enums import ClaimStatus, FundSource, OfferKind, ProjectStatus
from models.need import Need
from models.organisation import Organisation
from models.project import BudgetLine, Milestone, ProgressReport, Project

EVERYTHING = ProjectFilter()
NOTHING = Budget(0, 0)
Plan = list[tuple[date, int]]


def list_projects(ctx: Context, wanted: ProjectFilter = EVERYTHING) -> list[ProjectLine]:
    """Return the projects that match, those most overdue first, then by due date."""
    query = select(Project, Need, Organisation)
    if wanted.status is not None:
        query = query.where(Project.status == wanted.status)
    if wanted.organisation_id is not None:
        query = query.where(Project.organisation_id == wanted.organisation_id)
    if text := wanted.text.strip():
        part = [column.icontains(text, autoescape=True) for column in (col(Need.title), col(Project.number))]
        query = query.where(or_(*part))
    with ctx.reading(P.PUBLIC_READ) as session:
        found = session.exec(
            query.join(Need, col(Project.need_id) == col(Need.id)).join(
                Organisation, col(Project.organisation_id) == col(Organisation.id)
            )
        ).all()
        plans, money = _plans(session), _money(session)
        lines = [
            _line(row, need, unit, plans.get(row.id, []), money.get(row.id, NOTHING), ctx.today())
            for row, need, unit in found
        ]
    kept = [line for line in lines if line.overdue_days or not wanted.overdue]
    return sorted(kept, key=lambda line: (-line.overdue_days, line.due_on, line.number))


def lead_organisations(ctx: Context) -> dict[int, str]:
    """Return the organisations that lead a project: id -> name, in order of their code."""
    leading = select(Organisation).where(col(Organisation.id).in_(select(Project.organisation_id)))
    with ctx.reading(P.PUBLIC_READ) as session:
        rows = session.exec(leading.order_by(col(Organisation.code))).all()
        return {row.id: either(row.name_zh, row.name_en) for row in rows}


def project(ctx: Context, number: str) -> ProjectPage:
    """Return everything about one project, and what the actor may do next.

    Raises:
        NotFound: there is no project with this number.
    """
    with ctx.reading(P.PUBLIC_READ) as session:
        row = session.exec(select(Project).where(Project.number == number)).first()
        if row is None:
            raise NotFound("There is no project with the number %(number)s.", number=number)
        need, unit = session.get_one(Need, row.need_id), session.get_one(Organisation, row.organisation_id)
        plan = milestones(session, row.id)
        budget = _budget(session, row)
        total = Budget(sum(part.budget.approved_fen for part in budget), sum(part.budget.paid_fen for part in budget))
        return ProjectPage(
            line=_line(row, need, unit, [(step.planned_on, step.weight) for step in plan], total, ctx.today()),
            upkeep_unit=row.upkeep_unit,
            milestones=[_milestone(step, ctx.today()) for step in plan],
            budget=budget,
            payments=_payments(session, row),
            reports=_reports(session, row),
            partners=_partners(session, row),
            life=lifeline(session, subject_of(row)),
            steps=_steps(ctx.actor, row),
            may_plan=row.status == ProjectStatus.PLANNED and may_plan(ctx.actor, row),
            may_report=row.status == ProjectStatus.UNDER_WAY and _may_report(ctx.actor, row),
            may_fund=ctx.actor.may(P.PROJECT_ACCEPT),
        )


def _line(row: Project, need: Need, unit: Organisation, plan: Plan, total: Budget, today: date) -> ProjectLine:
    begun = local_date(row.established_at)
    return ProjectLine(
        **row.model_dump(exclude={"need_id", "status", "established_at", "upkeep_unit"}),
        status=ProjectStatus(row.status),
        title=need.title,
        need_number=need.number,
        organisation=either(unit.name_zh, unit.name_en),
        established_on=begun,
        planned_percent=planned_percent(begun, plan or [(row.due_on, WHOLE)], today),
        overdue_days=overdue_days(row.due_on, row.finished_on, today),
        budget=total,
    )


def _plans(session: Session) -> Mapping[int, Plan]:
    plans: dict[int, Plan] = {}
    for step in session.exec(select(Milestone).where(col(Milestone.removed_at).is_(None))):
        plans.setdefault(step.project_id, []).append((step.planned_on, step.weight))
    return plans


def _money(session: Session) -> Mapping[int, Budget]:
    approved, paid = func.sum(BudgetLine.approved_fen), func.sum(BudgetLine.paid_fen)
    totals = select(BudgetLine.project_id, approved, paid).group_by(col(BudgetLine.project_id))
    return {project_id: Budget(int(one), int(other)) for project_id, one, other in session.exec(totals)}


def _milestone(step: Milestone, today: date) -> MilestoneRead:
    late = overdue_days(step.planned_on, step.actual_on, today)
    return MilestoneRead(step.id, step.name, step.planned_on, step.actual_on, step.weight, late)


def _budget(session: Session, row: Project) -> list[BudgetRead]:
    """Return the sources in the order of the vocabulary."""
    lines = {line.source: line for line in session.exec(select(BudgetLine).where(BudgetLine.project_id == row.id))}
    return [
        BudgetRead(source, Budget(lines[source].approved_fen, lines[source].paid_fen))
        for source in FundSource
        if source in lines
    ]


def _payments(session: Session, row: Project) -> list[PaymentRead]:
    booked = select(AuditEntry).where(AuditEntry.action == PAYMENT, AuditEntry.subject == subject_of(row))
    return [
        PaymentRead(entry.at, FundSource(entry.facts["source"]), entry.facts["amount_fen"], entry.facts["note"])
        for entry in session.exec(booked.order_by(col(AuditEntry.id)))
    ]


def _reports(session: Session, row: Project) -> list[ReportRead]:
    """Return the reports, newest first."""
    written = select(ProgressReport).where(ProgressReport.project_id == row.id)
    rows = session.exec(written.order_by(col(ProgressReport.id).desc()))
    return [ReportRead(report.at, report.percent, report.text) for report in rows]


def _partners(session: Session, row: Project) -> list[PartnerRead]:
    confirmed = (
        select(Claim, Organisation)
        .join(Organisation, col(Claim.organisation_id) == col(Organisation.id))
        .where(Claim.need_id == row.need_id, Claim.status == ClaimStatus.CONFIRMED)
        .order_by(col(Claim.leads).desc(), col(Claim.id))
    )
    return [
        PartnerRead(
            organisation=either(unit.name_zh, unit.name_en),
            leads=claim.leads,
            offer=OfferKind(claim.offer),
            offer_text=claim.offer_text,
            value_fen=claim.value_fen,
            promised_on=claim.promised_on,
        )
        for claim, unit in session.exec(confirmed)
    ]


def _may_report(actor: Actor, row: Project) -> bool:
    return actor.may(P.PROJECT_REPORT) and leads(actor, row)


def _steps(actor: Actor, row: Project) -> tuple[ProjectAction, ...]:
    """Return the moves open to the actor: reporting ones to the lead organisation only."""
    found = []
    for action in ProjectAction:
        step = move(row.kind, row.status, action)
        if step and (_may_report(actor, row) if step.needs == P.PROJECT_REPORT else actor.may(step.needs)):
            found.append(action)
    return tuple(found)
