"""How a project and its item move together."""

from dashboard.rules.lifecycle import move
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.services.context import Unit
from dashboard.services.transitions import advance
from models.need import Need
from models.project import Project


def both(
    unit: Unit, project: Project, step: ProjectAction, item_step: NeedAction, reason: str = "", *, key: str | None
) -> None:
    """Move the project and its item together."""
    advance(unit, project, step, reason=reason)
    advance(unit, unit.get(Need, project.need_id), item_step, reason=reason, reference=project.number)
    unit.remember(key, project.id)


def item_changed(unit: Unit, project: Project, reason: str) -> None:
    """Write a change of the project on the lifeline of its item, where work has begun.

    Who approved the change is on the change's own lifeline.
    """
    need = unit.get(Need, project.need_id)
    if move(need.kind, need.status, NeedAction.CHANGE) is not None:
        advance(unit, need, NeedAction.CHANGE, reason=reason, reference=project.number)
