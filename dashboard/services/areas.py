"""The area tree: adding its nodes."""

from collections.abc import Sequence

from sqlmodel import SQLModel, select

from dashboard.errors import BadInput
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context
from models.area import Area


class AreaDraft(SQLModel):
    """One node as typed or imported; ``parent_code`` names a node that exists or stands earlier in the list."""

    code: str
    level: str
    name_zh: str
    name_en: str = ""
    parent_code: str | None = None
    households: int | None = None
    residents: int | None = None


def add_areas(ctx: Context, drafts: Sequence[AreaDraft]) -> int:
    """Add nodes to the area tree, all or none; return how many.

    Raises:
        BadInput: a code exists already or a parent does not (field ``code``).
    """
    with ctx.writing(Permission.ROSTER_KEEP) as unit:
        known = {code: area_id for area_id, code in unit.session.exec(select(Area.id, Area.code))}
        for draft in drafts:
            if draft.code in known:
                raise BadInput("code", "The area code %(code)s exists already.", code=draft.code)
            if draft.parent_code is not None and draft.parent_code not in known:
                raise BadInput("code", "There is no area with the code %(code)s.", code=draft.parent_code)
            parent = known[draft.parent_code] if draft.parent_code else None
            row = unit.add(Area(parent_id=parent, **draft.model_dump(exclude={"parent_code"})))
            known[draft.code] = row.id
        unit.audit("area.add", "area", count=len(drafts))
        return len(drafts)
