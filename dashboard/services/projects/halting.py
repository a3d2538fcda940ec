"""When does work rest, go on, or end before it is finished?"""

from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.needs.closing import decline_intentions
from dashboard.services.needs.deciding import lock_claims
from dashboard.services.once import repeated
from dashboard.services.projects.moving import both
from dashboard.services.projects.rights import led
from dashboard.services.typed_text import public_text
from models.enums import ProjectStatus
from models.need import Need
from models.project import Project, UpkeepReport


def pause(ctx: Context, project_id: int, reason: str, *, key: str | None = None) -> ProjectStatus:
    """Let the work rest. The due date stays as it is: days of rest count towards being overdue.

    Raises:
        NotAllowed: another organisation leads the project.
        RuleBroken: work is not under way.
        BadInput: no reason was given, or one that cannot be shown to everybody.
    """
    with ctx.writing(P.PROJECT_REPORT) as unit:
        project = led(unit, project_id)
        if repeated(unit, key) is None:
            words = public_text("reason", reason, most=500)
            both(unit, project, ProjectAction.PAUSE, NeedAction.PAUSE, words, key=key)
        return ProjectStatus(project.status)


def resume(ctx: Context, project_id: int, text: str = "", *, key: str | None = None) -> ProjectStatus:
    """Take the work up again.

    Raises:
        NotAllowed: another organisation leads the project.
        RuleBroken: work does not rest.
    """
    with ctx.writing(P.PROJECT_REPORT) as unit:
        project = led(unit, project_id)
        if repeated(unit, key) is None:
            words = public_text("text", text, most=500)
            both(unit, project, ProjectAction.RESUME, NeedAction.RESUME, words, key=key)
        return ProjectStatus(project.status)


def terminate(
    ctx: Context,
    project_id: int,
    reason: str,
    remains: str,
    *,
    in_order: bool = True,
    upkeep_unit: str = "",
    key: str | None = None,
) -> ProjectStatus:
    """Give the project up before it is finished, and say what stays behind; claim intentions on its item are declined.

    Args:
        remains: what stays on the spot, what becomes of promises and of money not spent.
        in_order: whether the place is safe and tidy as it is.
        upkeep_unit: who looks after what stays; may stay empty.

    Raises:
        RuleBroken: the work is finished, or was given up already.
        BadInput: no reason was given, or nothing is said about what stays; or it cannot be shown to everybody.
    """
    with ctx.writing(P.PROJECT_ACCEPT) as unit:
        project = unit.get(Project, project_id)
        if repeated(unit, key) is None:
            words = public_text("reason", reason, most=500)
            left = public_text("remains", remains, least=2, most=500)
            project.upkeep_unit = public_text("upkeep_unit", upkeep_unit, most=80)
            lock_claims(unit, project.need_id)
            both(unit, project, ProjectAction.TERMINATE, NeedAction.TERMINATE, words, key=key)
            decline_intentions(unit, unit.get(Need, project.need_id), words)
            unit.add(
                UpkeepReport(project_id=project.id, at=unit.now, checked_on=unit.today, in_order=in_order, text=left)
            )
        return ProjectStatus(project.status)
