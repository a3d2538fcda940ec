"""Which steps does a project take, and when?"""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.formats import day
from dashboard.rules.progress import even_shares
from dashboard.services.context import Context, Unit
from dashboard.services.once import repeated
from dashboard.services.projects.rights import planning, tended
from dashboard.services.typed_text import public_text
from models.base import subject_of
from models.enums import ProjectStatus
from models.project import Milestone, MilestoneDraft, Project

MOST = 30
"""More steps than this are no plan but a diary."""


def plan(ctx: Context, project_id: int, drafts: Sequence[MilestoneDraft], *, key: str | None = None) -> list[int]:
    """Put these milestones in the place of the plan so far; return their ids in order of time.

    Raises:
        NotAllowed: the actor is neither of the secretariat nor of the lead organisation.
        RuleBroken: work has started, or there are too many milestones.
        BadInput: a name cannot be shown to everybody, or a day lies after the project's due date.
    """
    with ctx.writing(planning(ctx)) as unit:
        project = _open_plan(unit, project_id)
        if repeated(unit, key) is None:
            for row in milestones(unit.session, project.id):
                row.removed_at = unit.now
            for draft in drafts:
                _add(unit, project, draft)
            unit.audit("project.plan", subject_of(project), milestones=len(drafts))
            unit.remember(key, project.id)
        return [row.id for row in _arranged(unit, project)]


def add_milestone(ctx: Context, project_id: int, draft: MilestoneDraft, *, key: str | None = None) -> int:
    """Add a milestone and return its id; every milestone weighs the same.

    Raises:
        NotAllowed: the actor is neither of the secretariat nor of the lead organisation.
        RuleBroken: work has started, or there are enough milestones.
        BadInput: the name cannot be shown to everybody, or the day lies after the project's due date.
    """
    with ctx.writing(planning(ctx)) as unit:
        project = _open_plan(unit, project_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        row = _add(unit, project, draft)
        _arranged(unit, project)
        unit.audit("project.add_milestone", subject_of(project), milestone=row.id, planned_on=str(row.planned_on))
        unit.remember(key, row.id)
        return row.id


def edit_milestone(ctx: Context, milestone_id: int, draft: MilestoneDraft) -> int:
    """Rename or move a milestone and return its id.

    Raises:
        NotAllowed: the actor is neither of the secretariat nor of the lead organisation.
        RuleBroken: work has started, or somebody took the milestone out of the plan.
        BadInput: the name cannot be shown to everybody, or the day lies after the project's due date.
    """
    with ctx.writing(planning(ctx)) as unit:
        project, row = _step(unit, milestone_id)
        if row.removed_at is not None:
            raise RuleBroken("This milestone is no longer part of the plan. Reload the page.")
        before = str(row.planned_on)
        row.name, row.planned_on = _checked(project, draft), draft.planned_on
        _arranged(unit, project)
        unit.audit(
            "project.edit_milestone", subject_of(project), milestone=row.id, before=before, after=str(row.planned_on)
        )
        return row.id


def remove_milestone(ctx: Context, milestone_id: int) -> int:
    """Take a milestone out of the plan; it stays stored. Return its id.

    Raises:
        NotAllowed: the actor is neither of the secretariat nor of the lead organisation.
        RuleBroken: work has started.
    """
    with ctx.writing(planning(ctx)) as unit:
        project, row = _step(unit, milestone_id)
        if row.removed_at is not None:
            unit.repeat()
            return row.id
        row.removed_at = unit.now
        _arranged(unit, project)
        unit.audit("project.remove_milestone", subject_of(project), milestone=row.id)
        return row.id


def milestones(session: Session, project_id: int) -> list[Milestone]:
    """Return the milestones of the plan in order of time."""
    kept = select(Milestone).where(Milestone.project_id == project_id, col(Milestone.removed_at).is_(None))
    return list(session.exec(kept.order_by(col(Milestone.planned_on), col(Milestone.id))))


def _open_plan(unit: Unit, project_id: int) -> Project:
    project = tended(unit, project_id)
    if project.status != ProjectStatus.PLANNED:
        raise RuleBroken("Work has started: the plan stays as it is. Write changes into a progress report.")
    return project


def _step(unit: Unit, milestone_id: int) -> tuple[Project, Milestone]:
    """Return a milestone of a plan that is open, both locked, the project first as everywhere."""
    found = unit.session.get(Milestone, milestone_id)
    if found is None:
        raise NotFound("This record does not exist.", table="Milestone", id=milestone_id)
    project = _open_plan(unit, found.project_id)
    return project, unit.get(Milestone, milestone_id)


def _checked(project: Project, draft: MilestoneDraft) -> str:
    if draft.planned_on > project.due_on:
        last = day(project.due_on)
        raise BadInput("planned_on", "Please choose a day up to the project's due date, %(day)s.", day=last)
    return public_text("name", draft.name, least=2, most=60)


def _add(unit: Unit, project: Project, draft: MilestoneDraft) -> Milestone:
    name = _checked(project, draft)
    return unit.add(Milestone(project_id=project.id, position=0, name=name, planned_on=draft.planned_on))


def _arranged(unit: Unit, project: Project) -> list[Milestone]:
    """Number the milestones in order of time and give each the same share; return them."""
    unit.session.flush()
    rows = milestones(unit.session, project.id)
    if len(rows) > MOST:
        raise RuleBroken("A plan has at most %(n)s milestones.", n=MOST)
    for position, (row, share) in enumerate(zip(rows, even_shares(len(rows)), strict=True), start=1):
        row.position, row.weight = position, share
    unit.session.flush()
    return rows
