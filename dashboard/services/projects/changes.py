"""How does a project change once it is established, and who has to agree?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.formats import day
from dashboard.rules.funds import needs_new_approval
from dashboard.rules.lifecycle.projects import ChangeAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.once import repeated
from dashboard.services.projects.applying import apply, budget_base, confirmed_claim
from dashboard.services.projects.money import (
    UNCHECKED,
    Checked,
    line_of,
    lines_of,
    refuse_below_paid,
    refuse_sum,
    require_checked,
    words_about_money,
)
from dashboard.services.projects.planning import milestones
from dashboard.services.projects.rights import tended, tending
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import public_text
from models.audit import AuditEntry
from models.base import subject_of
from models.enums import ChangeKind, ChangeStatus, FundSource, ProjectStatus
from models.project import BudgetLine, Project, ProjectChange

OPEN_TO_CHANGE = (
    ProjectStatus.PLANNED, ProjectStatus.UNDER_WAY, ProjectStatus.PAUSED, ProjectStatus.RECTIFICATION,
)  # fmt: skip
PROPOSED = "project_change.propose"


@dataclass(frozen=True, slots=True)
class Proposed:
    """The change that was stored, and whether it is in force already or waits for approval."""

    id: int
    status: ChangeStatus


def propose_due_date(ctx: Context, project_id: int, due_on: date, reason: str, *, key: str | None = None) -> Proposed:
    """Propose another due date. An earlier one is in force at once, a later one once it is approved.

    Raises:
        NotAllowed: the actor is neither of the secretariat nor of the lead organisation.
        RuleBroken: the project cannot be changed now, or such a change waits for approval.
        BadInput: no reason was given; or the day has passed, is the due date already, or lies before a milestone.
    """
    with ctx.writing(tending(ctx)) as unit:
        project, done = _changeable(unit, project_id, ChangeKind.DUE_DATE, key)
        if done is not None:
            return done
        if due_on < unit.today or due_on == project.due_on:
            raise BadInput("due_on", "Please choose today or a later day, and another one than now.")
        open_steps = [row.planned_on for row in milestones(unit.session, project.id) if row.actual_on is None]
        if open_steps and due_on < max(open_steps):
            raise BadInput(
                "due_on", "A milestone is planned for %(day)s; choose that day or later.", day=day(max(open_steps))
            )
        row = _row(unit, project, ChangeKind.DUE_DATE, reason, due_before=project.due_on, due_after=due_on)
        return _stored(unit, project, row, waits=due_on > project.due_on, key=key)


def propose_budget(
    ctx: Context,
    project_id: int,
    source: FundSource,
    approved_fen: int,
    reason: str,
    checked: Checked = UNCHECKED,
    *,
    key: str | None = None,
) -> Proposed:
    """Propose another sum from one source, in fen. Above a tenth it waits for approval, else it is in force at once.

    The tenth is reckoned from the last sum that was approved, so that small changes do not add up unseen.

    Raises:
        NotAllowed: the actor is neither of the secretariat nor of the lead organisation.
        RuleBroken: work has not started or the project cannot be changed now; less is asked for than is paid; or
            such a change waits for approval.
        BadInput: no reason was given, the amount makes no sense, or what ``set_budget`` asks for is not confirmed.
    """
    with ctx.writing(tending(ctx)) as unit:
        project, done = _changeable(unit, project_id, ChangeKind.BUDGET, key)
        if done is not None:
            return done
        if project.status == ProjectStatus.PLANNED:
            raise RuleBroken("Work has not started: the secretariat approves the sum without further ado.")
        refuse_sum("approved_fen", approved_fen)
        line = line_of(unit, project, source) or BudgetLine(project_id=project.id, source=source, approved_fen=0)
        if approved_fen == line.approved_fen:
            raise BadInput("approved_fen", "This is what is approved from this source already.")
        refuse_below_paid(line, approved_fen)
        if approved_fen > line.approved_fen:
            require_checked(unit, project, source, checked)
        row = _row(
            unit, project, ChangeKind.BUDGET, reason,
            source=source, fen_before=line.approved_fen, fen_after=approved_fen,
        )  # fmt: skip
        return _stored(unit, project, row, waits=_above_a_tenth(unit, project, row), key=key)


def propose_scope(ctx: Context, project_id: int, scope: str, reason: str, *, key: str | None = None) -> Proposed:
    """Propose to do something else, more or less than the meeting adopted; it holds once it is approved.

    Raises:
        NotAllowed: the actor is neither of the secretariat nor of the lead organisation.
        RuleBroken: the project cannot be changed now, or such a change waits for approval.
        BadInput: what changes, or the reason, is missing or cannot be shown to everybody.
    """
    with ctx.writing(tending(ctx)) as unit:
        project, done = _changeable(unit, project_id, ChangeKind.SCOPE, key)
        if done is not None:
            return done
        words = public_text("scope", scope, least=4, most=500)
        return _stored(unit, project, _row(unit, project, ChangeKind.SCOPE, reason, scope=words), waits=True, key=key)


def propose_lead(
    ctx: Context, project_id: int, organisation_id: int, reason: str, *, key: str | None = None
) -> Proposed:
    """Propose that another organisation leads; it does once that is approved.

    Raises:
        NotAllowed: the actor is neither of the secretariat nor of the lead organisation.
        RuleBroken: the project cannot be changed now, or such a change waits for approval.
        BadInput: no reason was given; or the organisation leads already, or has no confirmed claim on the item.
    """
    with ctx.writing(tending(ctx)) as unit:
        project, done = _changeable(unit, project_id, ChangeKind.LEAD, key)
        if done is not None:
            return done
        if organisation_id == project.organisation_id:
            raise BadInput("lead", "This organisation leads the project already.")
        confirmed_claim(unit, project, organisation_id)
        row = _row(
            unit, project, ChangeKind.LEAD, reason, lead_before=project.organisation_id, lead_after=organisation_id
        )
        return _stored(unit, project, row, waits=True, key=key)


def approve_change(ctx: Context, change_id: int, *, key: str | None = None) -> ChangeStatus:
    """Approve a change: it is in force from now on, and stands on the lifeline of the item.

    Raises:
        NotAllowed: the actor proposed it themselves.
        RuleBroken: it is decided already, the project cannot be changed any more, or changed in between.
    """
    with ctx.writing(P.PROJECT_APPROVE_CHANGE) as unit:
        row, project = _locked(unit, change_id)
        if repeated(unit, key) is None:
            _refuse_own(unit, row)
            _refuse_ended(project)
            advance(unit, row, ChangeAction.APPROVE, project=project.id)
            apply(unit, project, row)
            unit.remember(key, row.id)
        return ChangeStatus(row.status)


def refuse_change(ctx: Context, change_id: int, reason: str, *, key: str | None = None) -> ChangeStatus:
    """Refuse a change; everything stays as it was.

    Raises:
        NotAllowed: the actor proposed it themselves.
        RuleBroken: it is decided already.
        BadInput: no reason was given, or one that cannot be shown to everybody.
    """
    with ctx.writing(P.PROJECT_APPROVE_CHANGE) as unit:
        row, project = _locked(unit, change_id)
        if repeated(unit, key) is None:
            _refuse_own(unit, row)
            words = public_text("reason", reason, most=500)
            advance(unit, row, ChangeAction.REFUSE, reason=words, project=project.id)
            unit.remember(key, row.id)
        return ChangeStatus(row.status)


def proposer_of(session: Session, change: ProjectChange) -> int | None:
    """Return the account that proposed a change, as the audit trail says; ``None`` for the machine."""
    lines = select(AuditEntry.actor_id).where(AuditEntry.action == PROPOSED, AuditEntry.subject == subject_of(change))
    return session.exec(lines).first()


def _changeable(unit: Unit, project_id: int, kind: ChangeKind, key: str | None) -> tuple[Project, Proposed | None]:
    """Return the project, locked, and what came of this click where it was carried out already."""
    project = tended(unit, project_id)
    if (done := repeated(unit, key)) is not None:
        row = unit.get(ProjectChange, int(done))
        return project, Proposed(row.id, ChangeStatus(row.status))
    _refuse_ended(project)
    waiting = select(ProjectChange.id).where(
        ProjectChange.project_id == project.id,
        ProjectChange.type == kind,
        ProjectChange.status == ChangeStatus.PROPOSED,
    )
    if unit.session.exec(waiting.limit(1)).first() is not None:
        raise RuleBroken("Such a change waits for approval already. It has to be decided first.")
    return project, None


def _refuse_ended(project: Project) -> None:
    if project.status not in OPEN_TO_CHANGE:
        raise RuleBroken("The work is finished or given up: the project is not changed any more.")


def _row(unit: Unit, project: Project, kind: ChangeKind, reason: str, **fields: Any) -> ProjectChange:
    words = words_about_money("reason", reason, least=2, most=500)
    return ProjectChange(project_id=project.id, type=kind, reason=words, proposed_at=unit.now, **fields)


def _stored(unit: Unit, project: Project, row: ProjectChange, *, waits: bool, key: str | None) -> Proposed:
    """Store a change. What needs no approval is stored as approved and applied in the same breath."""
    if not waits:
        row = ProjectChange(**row.model_dump(exclude={"id", "status"}), status=ChangeStatus.APPROVED)
    unit.add(row)
    begin(unit, row, ChangeAction.PROPOSE, project=project.id, waits=waits)
    if not waits:
        apply(unit, project, row)
    unit.remember(key, row.id)
    return Proposed(row.id, ChangeStatus(row.status))


def _above_a_tenth(unit: Unit, project: Project, row: ProjectChange) -> bool:
    base = budget_base(unit.session, project.id, {line.source: line.approved_fen for line in lines_of(unit, project)})
    source, after = FundSource(str(row.source)), row.fen_after or 0
    now = {line.source: line.approved_fen for line in lines_of(unit, project)} | {source: after}
    return needs_new_approval(base.get(source, 0), after, sum(base.values()), sum(now.values()))


def _locked(unit: Unit, change_id: int) -> tuple[ProjectChange, Project]:
    """Return a change and its project, both locked, the project first as everywhere."""
    project_id = unit.session.exec(select(ProjectChange.project_id).where(col(ProjectChange.id) == change_id)).first()
    project = unit.get(Project, project_id)
    return unit.get(ProjectChange, change_id), project


def _refuse_own(unit: Unit, row: ProjectChange) -> None:
    if proposer_of(unit.session, row) == unit.actor.id:
        raise NotAllowed("You proposed this change yourself. Somebody else has to decide on it.")
