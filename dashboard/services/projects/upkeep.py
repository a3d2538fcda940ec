"""Is what was built still in order, and who saw that last?"""

from datetime import date

from dashboard.errors import BadInput, RuleBroken
from dashboard.services.context import Context
from dashboard.services.once import repeated
from dashboard.services.projects.rights import tended, tending
from dashboard.services.typed_text import public_text
from models.base import subject_of
from models.enums import ProjectStatus
from models.project import UpkeepReport

KEPT = (ProjectStatus.ACCEPTED, ProjectStatus.TERMINATED)
"""Statuses in which a result, or what is left of the works, is looked after."""


def check(
    ctx: Context, project_id: int, checked_on: date, in_order: bool, text: str = "", *, key: str | None = None
) -> int:
    """Note that somebody looked at the result, and what was found; return the report's id.

    Raises:
        NotAllowed: the actor is neither of the secretariat nor of the lead organisation.
        RuleBroken: the work is not accepted yet.
        BadInput: the day lies ahead, or before the end of the works; or something is wrong and it is not said what.
    """
    with ctx.writing(tending(ctx)) as unit:
        project = tended(unit, project_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        if project.status not in KEPT:
            raise RuleBroken("The result is looked after once the work is accepted.")
        if checked_on > unit.today or (project.accepted_on and checked_on < project.accepted_on):
            raise BadInput("checked_on", "Please choose a day from the acceptance of the work up to today.")
        words = public_text("found", text, least=0 if in_order else 2, most=500)
        row = unit.add(
            UpkeepReport(project_id=project.id, at=unit.now, checked_on=checked_on, in_order=in_order, text=words)
        )
        unit.audit("project.check_upkeep", subject_of(project), report=row.id, in_order=in_order)
        unit.remember(key, row.id)
        return row.id
