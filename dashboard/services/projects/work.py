"""What is done on a project, and when is it accepted?"""

from collections.abc import Sequence

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.once import repeated
from dashboard.services.projects.money import lines_of, words_about_money
from dashboard.services.projects.moving import both
from dashboard.services.projects.planning import milestones
from dashboard.services.projects.rights import led
from dashboard.services.typed_text import public_text
from models.base import subject_of
from models.enums import ProjectStatus
from models.project import Milestone, ProgressReport, Project


def start(ctx: Context, project_id: int, reason: str = "", *, key: str | None = None) -> ProjectStatus:
    """Start the work on a planned project; its item is in progress from now on.

    ``reason`` says why there is no signed agreement, where there is none.

    Raises:
        NotAllowed: another organisation leads the project.
        RuleBroken: the plan has no milestone, or work has started already.
    """
    with ctx.writing(P.PROJECT_REPORT) as unit:
        project = led(unit, project_id)
        if repeated(unit, key) is not None:
            return ProjectStatus(project.status)
        if not milestones(unit.session, project.id):
            raise RuleBroken("Please add at least one milestone before work starts.")
        words = public_text("reason", reason)
        project.started_on = unit.today
        both(unit, project, ProjectAction.START, NeedAction.START, words, key=key)
        return ProjectStatus(project.status)


def report(
    ctx: Context,
    project_id: int,
    percent: int,
    text: str,
    milestone_done: Sequence[int] = (),
    *,
    key: str | None = None,
) -> int:
    """Report progress in percent and words, and the milestones reached today; return the report's id.

    Raises:
        NotAllowed: another organisation leads the project.
        RuleBroken: work is not under way, or a milestone is not part of this plan.
        BadInput: the percentage is not 0 to 100, or fell and no reason was given.
    """
    with ctx.writing(P.PROJECT_REPORT) as unit:
        project = led(unit, project_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        if project.status != ProjectStatus.UNDER_WAY:
            raise RuleBroken("Progress can be reported while work is under way.", status=project.status)
        if not 0 <= percent <= 100:
            raise BadInput("percent", "Please enter a whole number from 0 to 100.")
        words = public_text("text", text)
        if percent < project.percent and not words:
            raise BadInput("text", "Please say why progress fell back from %(percent)s%%.", percent=project.percent)
        reached = _reach(unit, project, milestone_done)
        row = _write(unit, project, percent, words)
        unit.audit("project.report", subject_of(project), percent=percent, milestones=reached)
        unit.remember(key, row.id)
        return row.id


def finish(ctx: Context, project_id: int, text: str = "", *, key: str | None = None) -> ProjectStatus:
    """Report the work as finished, first or after rectification; it then awaits acceptance.

    Raises:
        NotAllowed: another organisation leads the project.
        RuleBroken: a milestone is still open, or work is not under way.
    """
    with ctx.writing(P.PROJECT_REPORT) as unit:
        project = led(unit, project_id)
        if repeated(unit, key) is not None:
            return ProjectStatus(project.status)
        open_steps = [row.name for row in milestones(unit.session, project.id) if row.actual_on is None]
        if open_steps and project.status == ProjectStatus.UNDER_WAY:
            raise RuleBroken("Please report these milestones as reached first: %(names)s", names=", ".join(open_steps))
        words = public_text("text", text)
        project.finished_on = unit.today
        both(unit, project, ProjectAction.FINISH, NeedAction.FINISH, key=key)
        _write(unit, project, 100, words)
        return ProjectStatus(project.status)


def rectify(ctx: Context, project_id: int, reason: str, *, key: str | None = None) -> ProjectStatus:
    """Send finished work back to be put right; its due date counts again.

    Raises:
        RuleBroken: the work does not await acceptance.
        BadInput: no reason was given, or one that cannot be shown to everybody.
    """
    with ctx.writing(P.PROJECT_ACCEPT) as unit:
        project = unit.get(Project, project_id)
        if repeated(unit, key) is not None:
            return ProjectStatus(project.status)
        words = public_text("reason", reason)
        project.finished_on = None
        both(unit, project, ProjectAction.RECTIFY, NeedAction.RECTIFY, words, key=key)
        return ProjectStatus(project.status)


def accept(
    ctx: Context, project_id: int, upkeep_unit: str, supplier: str = "", purchase: str = "", *, key: str | None = None
) -> ProjectStatus:
    """Accept finished work; the item is completed.

    Args:
        upkeep_unit: who looks after the result.
        supplier: who carried the works out; to be disclosed where money was paid.
        purchase: how it was bought, such as by three quotes; to be disclosed where money was paid.

    Raises:
        RuleBroken: the work does not await acceptance.
        BadInput: nobody is named who looks after the result; or money was paid, and supplier or purchase is missing.
    """
    with ctx.writing(P.PROJECT_ACCEPT) as unit:
        project = unit.get(Project, project_id)
        if repeated(unit, key) is not None:
            return ProjectStatus(project.status)
        project.upkeep_unit = public_text("upkeep_unit", upkeep_unit, least=2, most=80)
        least = 2 if any(line.paid_fen for line in lines_of(unit, project)) else 0
        project.supplier = words_about_money("supplier", supplier, least=least, most=80)
        project.purchase = words_about_money("purchase", purchase, least=least)
        project.accepted_on = unit.today
        both(unit, project, ProjectAction.ACCEPT, NeedAction.COMPLETE, key=key)
        return ProjectStatus(project.status)


def _reach(unit: Unit, project: Project, milestone_done: Sequence[int]) -> list[int]:
    """Mark milestones as reached today and return the ids of those that were not before."""
    rows = [unit.get(Milestone, row_id) for row_id in sorted(set(milestone_done))]
    if any(row.project_id != project.id or row.removed_at is not None for row in rows):
        raise RuleBroken("This milestone is no longer part of the plan. Reload the page.")
    fresh = [row for row in rows if row.actual_on is None]
    for row in fresh:
        row.actual_on = unit.today
    return [row.id for row in fresh]


def _write(unit: Unit, project: Project, percent: int, words: str) -> ProgressReport:
    project.percent = percent
    return unit.add(
        ProgressReport(
            project_id=project.id,
            at=unit.now,
            percent=percent,
            text=words,
            organisation_id=project.organisation_id,
        )
    )
