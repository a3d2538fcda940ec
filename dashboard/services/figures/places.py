"""Where do the items come from, measured by how many people live there? Counts only public items."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlmodel import Session, col, func, select

from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.rules.figures.cells import enough, per_thousand
from dashboard.services.context import Context
from dashboard.services.figures.flow import least
from dashboard.services.figures.keeping import kept
from dashboard.services.need_rights import is_public_row
from models.area import Area
from models.need import Need
from models.project import Project

LEVELS = ("committee", "grid")
PLACES = ("code", "name", "above", "residents", "needs", "projects", "needs_text", "projects_text", "needs_rate",
          "projects_rate", "needs_rate_text", "projects_rate_text")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One area with what lies in it and below; names in both languages."""

    code: str
    level: str
    zh: str
    en: str
    above_zh: str
    above_en: str
    residents: int | None
    needs: int
    projects: int


def places_frame(ctx: Context, level: str) -> pd.DataFrame:
    """Return items and projects of every area of a level, in the order of their codes.

    Columns: code; name; above (the area it is part of); residents (missing where not known); needs, projects (whole
    numbers, missing where there are too few to be shown); needs_rate, projects_rate (per 1,000 residents, missing
    where not measurable or too few); the same with ``_text`` in words.
    """
    size = least(ctx)
    rows = [_row(place, size) for place in kept(ctx, _places) if place.level == level]
    return pd.DataFrame(rows, columns=list(PLACES))


def _row(place: Place, size: int) -> dict[str, object]:
    row: dict[str, object] = {
        "code": place.code,
        "name": either(place.zh, place.en),
        "above": either(place.above_zh, place.above_en),
        "residents": place.residents,
    }
    for what, count in (("needs", place.needs), ("projects", place.projects)):
        shown = enough(count, size)
        rate = per_thousand(count, place.residents) if shown else None
        few = _("fewer than %(n)d") % {"n": size}
        row[what] = count if shown else None
        row[f"{what}_text"] = str(count) if shown else few
        row[f"{what}_rate"] = rate
        row[f"{what}_rate_text"] = few if not shown else "—" if rate is None else f"{rate:.2f}"
    return row


def _places(session: Session, _now: datetime) -> list[Place]:
    areas = session.exec(select(Area).order_by(col(Area.code))).all()
    parents = {area.id: area.parent_id for area in areas}
    public = select(Need.area_id, func.count(col(Need.id))).where(is_public_row()).group_by(col(Need.area_id))
    works = (
        select(Need.area_id, func.count(col(Project.id)))
        .join(Project, col(Project.need_id) == col(Need.id))
        .where(is_public_row())
        .group_by(col(Need.area_id))
    )
    needs = _with_parts(dict(session.exec(public).all()), parents)
    projects = _with_parts(dict(session.exec(works).all()), parents)
    named = {area.id: area for area in areas}
    return [_place(area, named.get(area.parent_id or 0), needs, projects) for area in areas if area.level in LEVELS]


def _place(area: Area, above: Area | None, needs: Mapping[int, int], projects: Mapping[int, int]) -> Place:
    return Place(
        area.code,
        area.level,
        area.name_zh,
        area.name_en,
        above.name_zh if above else "",
        above.name_en if above else "",
        area.residents,
        needs.get(area.id, 0),
        projects.get(area.id, 0),
    )


def _with_parts(counts: Mapping[int, int], parents: Mapping[int, int | None]) -> Mapping[int, int]:
    """Return the counts of every area together with all that lies in it."""
    sums: Counter[int] = Counter()
    for start, count in counts.items():
        area: int | None = start
        while area is not None:
            sums[area] += count
            area = parents.get(area)
    return sums
