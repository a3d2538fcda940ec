"""How does one project stand today, and which changes wait?"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from dashboard.errors import NotFound
from dashboard.formats import local_date
from dashboard.i18n import either
from dashboard.rules.lifecycle import move
from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.rules.permissions import Permission as P
from dashboard.rules.progress import WHOLE, next_check, overdue_days, paused_days, planned_percent
from dashboard.services.context import Actor, Context
from dashboard.services.projects import parts
from dashboard.services.projects.changes import OPEN_TO_CHANGE
from dashboard.services.projects.money import Budget
from dashboard.services.projects.planning import milestones
from dashboard.services.projects.rights import leads, may_plan, may_read, may_tend
from dashboard.services.projects.shapes import ChangeRead, MilestoneRead, ProjectLine, ProjectPage
from dashboard.services.projects.upkeep import KEPT
from dashboard.services.transitions import lifeline
from models.base import subject_of
from models.enums import ChangeStatus, ProjectStatus
from models.need import Need
from models.organisation import Organisation
from models.project import Milestone, Project, ProjectChange

Plan = list[tuple[date, int]]
GIVEN_UP = (ProjectStatus.TERMINATED, ProjectStatus.TAKEN_BACK)
"""Nothing is waited for any more, so nothing is overdue."""
BY_IMPORT = ProjectAction.UNDO_IMPORT
"""Taken on the page of the import, never on the project's."""


@dataclass(frozen=True, slots=True)
class WaitingChange:
    """A change that waits for approval, and the project it is about."""

    number: str
    title: str
    change: ChangeRead


def waiting_changes(ctx: Context) -> list[WaitingChange]:
    """Return the changes that wait for approval, oldest first."""
    waiting = (
        select(ProjectChange, Project, Need)
        .join(Project, col(Project.id) == col(ProjectChange.project_id))
        .join(Need, col(Need.id) == col(Project.need_id))
        .where(ProjectChange.status == ChangeStatus.PROPOSED)
    )
    with ctx.reading(P.PROJECT_APPROVE_CHANGE) as session:
        return [
            WaitingChange(row.number, need.title, parts.change_read(session, change, ctx.actor))
            for change, row, need in session.exec(waiting.order_by(col(ProjectChange.id)))
        ]


def project(ctx: Context, number: str) -> ProjectPage:
    """Return everything about one project, and what the actor may do next.

    Raises:
        NotFound: there is no project with this number that the actor may know of.
    """
    with ctx.reading(P.PUBLIC_READ) as session:
        row = session.exec(select(Project).where(Project.number == number)).first()
        if row is None or not may_read(ctx.actor, row):
            raise NotFound("There is no project with the number %(number)s.", number=number)
        return _page(session, row, ctx.actor, ctx.today())


def _page(session: Session, row: Project, actor: Actor, today: date) -> ProjectPage:
    need, unit = session.get_one(Need, row.need_id), session.get_one(Organisation, row.organisation_id)
    plan, budget, upkeep = milestones(session, row.id), parts.budget(session, row), parts.upkeep(session, row)
    total = Budget(sum(part.budget.approved_fen for part in budget), sum(part.budget.paid_fen for part in budget))
    life = lifeline(session, subject_of(row))
    rest = parts.spells(life)
    funds, planned = actor.may(P.PROJECT_ACCEPT), row.status == ProjectStatus.PLANNED
    steps = [(step.planned_on, step.weight) for step in plan]
    return ProjectPage(
        line=line(row, need, unit, steps, total, today, rest[-1][0] if rest else None),
        upkeep_unit=row.upkeep_unit,
        supplier=row.supplier,
        purchase=row.purchase,
        milestones=[_milestone(step, row, today) for step in plan],
        budget=budget,
        payments=parts.payments(session, row, vouchers=funds),
        reports=parts.reports(session, row),
        partners=parts.partners(session, row),
        changes=parts.changes(session, row, actor),
        upkeep=upkeep,
        next_check=next_check(row.accepted_on, upkeep[0].checked_on if upkeep else None) if row.accepted_on else None,
        photos=parts.photos(session, row, plan),
        paused_days=paused_days(rest, today),
        life=life,
        leads_next=parts.leads_next(session, row, today),
        ask_owners=parts.ask_owners(need),
        steps=_steps(actor, row),
        may_plan=planned and may_plan(actor, row),
        may_report=row.status == ProjectStatus.UNDER_WAY and _may_report(actor, row),
        may_fund=funds and row.status != ProjectStatus.TAKEN_BACK,
        may_approve_sums=funds and planned,
        may_change=row.status in OPEN_TO_CHANGE and may_tend(actor, row),
        may_show=row.status != ProjectStatus.TAKEN_BACK and may_tend(actor, row),
        may_check=row.status in KEPT and may_tend(actor, row),
    )


def line(
    row: Project, need: Need, unit: Organisation, plan: Plan, total: Budget, today: date, rested_on: date | None
) -> ProjectLine:
    """Return a project as a list shows it, from its rows, its plan and its money."""
    begun = local_date(row.established_at)
    left_out = {"need_id", "status", "established_at", "upkeep_unit", "supplier", "purchase", "batch_id"}
    return ProjectLine(
        **row.model_dump(exclude=left_out),
        status=ProjectStatus(row.status),
        title=need.title,
        need_number=need.number,
        organisation=either(unit.name_zh, unit.name_en),
        established_on=begun,
        planned_percent=planned_percent(begun, plan or [(row.due_on, WHOLE)], today),
        overdue_days=0 if row.status in GIVEN_UP else overdue_days(row.due_on, row.finished_on, today),
        budget=total,
        paused_on=rested_on if row.status == ProjectStatus.PAUSED else None,
    )


def _milestone(step: Milestone, row: Project, today: date) -> MilestoneRead:
    late = 0 if row.status in GIVEN_UP else overdue_days(step.planned_on, step.actual_on, today)
    return MilestoneRead(step.id, step.name, step.planned_on, step.actual_on, step.weight, late)


def _may_report(actor: Actor, row: Project) -> bool:
    return actor.may(P.PROJECT_REPORT) and leads(actor, row)


def _steps(actor: Actor, row: Project) -> tuple[ProjectAction, ...]:
    """Return the moves open to the actor: reporting ones to the lead organisation only."""
    found = []
    for action in ProjectAction:
        step = move(row.kind, row.status, action)
        if action == BY_IMPORT or step is None:
            continue
        if _may_report(actor, row) if step.needs == P.PROJECT_REPORT else actor.may(step.needs):
            found.append(action)
    return tuple(found)
