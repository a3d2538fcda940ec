"""Who may act on a project: its lead organisation's liaison, or the secretariat?"""

from dashboard.errors import NotAllowed
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Actor, Context, Unit
from models.enums import ProjectStatus
from models.project import Project


def planning(ctx: Context) -> P:
    """Return the permission under which the actor plans: the secretariat's, or else the lead organisation's."""
    return P.PROJECT_ACCEPT if ctx.actor.may(P.PROJECT_ACCEPT) else P.PROJECT_PLAN


def tending(ctx: Context) -> P:
    """Return the permission under which the actor shows, changes and looks after works."""
    return P.PROJECT_ACCEPT if ctx.actor.may(P.PROJECT_ACCEPT) else P.PROJECT_REPORT


def leads(actor: Actor, project: Project) -> bool:
    """Return whether the actor acts for the organisation that leads the project."""
    return actor.organisation_id == project.organisation_id


def may_read(actor: Actor, project: Project) -> bool:
    """Return whether the actor may know of this project: of one that an undone import had entered, the office only."""
    return project.status != ProjectStatus.TAKEN_BACK or actor.may(P.PROJECT_ACCEPT)


def may_plan(actor: Actor, project: Project) -> bool:
    """Return whether the actor may change the plan of this project."""
    return actor.may(P.PROJECT_ACCEPT) or (actor.may(P.PROJECT_PLAN) and leads(actor, project))


def may_tend(actor: Actor, project: Project) -> bool:
    """Return whether the actor may add photos, propose changes and tell how the result is kept."""
    return actor.may(P.PROJECT_ACCEPT) or (actor.may(P.PROJECT_REPORT) and leads(actor, project))


def led(unit: Unit, project_id: int) -> Project:
    """Return the project, locked, to somebody who acts for its lead organisation, a member still or not.

    Raises:
        NotFound: there is no such project.
        NotAllowed: another organisation leads it.
    """
    project = unit.get(Project, project_id)
    if not leads(unit.actor, project):
        raise NotAllowed("Another organisation leads this project.")
    return project


def tended(unit: Unit, project_id: int) -> Project:
    """Return the project, locked, to the secretariat or to somebody who acts for its lead organisation.

    Raises:
        NotFound: there is no such project.
        NotAllowed: the actor is neither of the secretariat nor of the lead organisation.
    """
    return unit.get(Project, project_id) if unit.actor.may(P.PROJECT_ACCEPT) else led(unit, project_id)
