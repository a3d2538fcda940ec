"""Which projects are there?"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import and_, case, func
from sqlmodel import Session, col, or_, select

from dashboard.i18n import either
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.projects import parts
from dashboard.services.projects.money import Budget
from dashboard.services.projects.reading import GIVEN_UP, Plan, line
from dashboard.services.projects.shapes import ProjectFilter, ProjectLine
from models.enums import ProjectStatus
from models.need import Need
from models.organisation import Organisation
from models.project import Milestone, Project

EVERYTHING = ProjectFilter()
NOTHING = Budget(0, 0)
ENDED = (ProjectStatus.ACCEPTED, *GIVEN_UP)
THERE = col(Project.status) != ProjectStatus.TAKEN_BACK


def list_projects(
    ctx: Context, wanted: ProjectFilter = EVERYTHING, *, limit: int | None = None, offset: int = 0
) -> list[ProjectLine]:
    """Return the projects that match: the most overdue first, others by due date, those that ended last, newest first.

    Projects of an import that was undone are left out. At most ``limit`` of them, after the first ``offset``.
    """
    query = (
        select(Project, Need, Organisation)
        .join(Need, col(Project.need_id) == col(Need.id))
        .join(Organisation, col(Project.organisation_id) == col(Organisation.id))
        .where(*_matching(wanted, ctx.today()))
        .order_by(*_order(ctx.today()))
        .limit(limit)
        .offset(offset)
    )
    with ctx.reading(P.PUBLIC_READ) as session:
        found = session.exec(query).all()
        ids = [row.id for row, _need, _unit in found]
        plans, money = _plans(session, ids), parts.totals(session, ids)
        resting = parts.resting_since(session, [row for row, _need, _unit in found])
        return [
            line(row, need, unit, plans.get(row.id, []), money.get(row.id, NOTHING), ctx.today(), resting.get(row.id))
            for row, need, unit in found
        ]


def count_projects(ctx: Context, wanted: ProjectFilter = EVERYTHING) -> int:
    """Return how many projects match."""
    query = select(func.count(col(Project.id))).join(Need, col(Project.need_id) == col(Need.id))
    with ctx.reading(P.PUBLIC_READ) as session:
        return session.exec(query.where(*_matching(wanted, ctx.today()))).one()


def lead_organisations(ctx: Context) -> dict[int, str]:
    """Return the organisations that lead a project: id -> name, in order of their code."""
    leading = select(Organisation).where(col(Organisation.id).in_(select(Project.organisation_id).where(THERE)))
    with ctx.reading(P.PUBLIC_READ) as session:
        rows = session.exec(leading.order_by(col(Organisation.code))).all()
        return {row.id: either(row.name_zh, row.name_en) for row in rows}


def _matching(wanted: ProjectFilter, today: date) -> list[Any]:
    conditions: list[Any] = [THERE]
    if wanted.status is not None:
        conditions.append(Project.status == wanted.status)
    if wanted.organisation_id is not None:
        conditions.append(Project.organisation_id == wanted.organisation_id)
    if wanted.overdue:
        conditions.append(_late(today))
    if text := wanted.text.strip():
        part = [column.icontains(text, autoescape=True) for column in (col(Need.title), col(Project.number))]
        conditions.append(or_(*part))
    return conditions


def _late(today: date) -> Any:
    """Return the condition that means the same as ``overdue_days`` above 0."""
    return and_(col(Project.status).not_in(GIVEN_UP), col(Project.finished_on).is_(None), col(Project.due_on) < today)


def _order(today: date) -> list[Any]:
    ended = col(Project.status).in_(ENDED)
    kind = case((_late(today), 0), (ended, 2), else_=1)
    return [
        kind,
        case((kind != 2, col(Project.due_on))),
        col(Project.due_on).desc(),
        col(Project.number),
    ]


def _plans(session: Session, ids: Collection[int]) -> Mapping[int, Plan]:
    plans: dict[int, Plan] = {}
    kept = select(Milestone).where(col(Milestone.removed_at).is_(None), col(Milestone.project_id).in_(ids))
    for step in session.exec(kept):
        plans.setdefault(step.project_id, []).append((step.planned_on, step.weight))
    return plans
