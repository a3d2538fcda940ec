"""Who are the members, how did they grow in number, and how is the area divided?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
from sqlmodel import col, select

from dashboard.i18n import either
from dashboard.labels import short_type
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.membership import is_member, member_on
from dashboard.services.roster.organisations import read
from models.area import Area
from models.enums import OrganisationType
from models.organisation import Organisation, OrganisationRead


@dataclass(frozen=True, slots=True)
class AreaNode:
    """One area with the areas in it; its name is in the language spoken when it was read."""

    level: str
    code: str
    name: str
    households: int | None
    residents: int | None
    parts: list["AreaNode"] = field(default_factory=list)


def members(ctx: Context) -> list[OrganisationRead]:
    """Return the organisations that are members today, by type and code."""
    with ctx.reading(P.PUBLIC_READ) as session:
        return _sorted(session.exec(select(Organisation).where(member_on(ctx.today()))))


def organisations(ctx: Context) -> list[OrganisationRead]:
    """Return every organisation that is, was or will be a member, by type and code."""
    with ctx.reading(P.ROSTER_KEEP) as session:
        return _sorted(session.exec(select(Organisation)))


def growth_frame(ctx: Context) -> pd.DataFrame:
    """Return how many members there were of each type on every day their number changed, and today.

    Columns: day (date), type (short words), organisations (members on that day, whole number from 0).
    One row per day and type, types in the order of the vocabulary; empty where nobody ever joined.
    """
    with ctx.reading(P.PUBLIC_READ) as session:
        rows = _sorted(session.exec(select(Organisation)))
    today = ctx.today()
    changes = {row.joined_on for row in rows} | {row.left_on for row in rows if row.left_on}
    days = sorted(day for day in changes if day < today)
    records = [
        {"day": day, "type": short_type(kind), "organisations": count}
        for day in ([*days, today] if days else [])
        for kind, count in _by_type(rows, day).items()
    ]
    return pd.DataFrame(records, columns=["day", "type", "organisations"])


def area_tree(ctx: Context) -> list[AreaNode]:
    """Return the topmost areas, each with the areas in it, by code."""
    with ctx.reading(P.PUBLIC_READ) as session:
        rows = session.exec(select(Area).order_by(col(Area.code))).all()
        nodes = {
            row.id: AreaNode(row.level, row.code, either(row.name_zh, row.name_en), row.households, row.residents)
            for row in rows
        }
        parents = {row.id: row.parent_id for row in rows}
    for area_id, parent_id in parents.items():
        if parent_id is not None:
            nodes[parent_id].parts.append(nodes[area_id])
    return [nodes[area_id] for area_id, parent_id in parents.items() if parent_id is None]


def levels(tree: Sequence[AreaNode]) -> dict[str, int]:
    """Return how many areas there are of each level, from the top down."""
    found: Counter[str] = Counter()
    row: Sequence[AreaNode] = tree
    while row:
        found.update(node.level for node in row)
        row = [part for node in row for part in node.parts]
    return dict(found)


def _sorted(rows: Iterable[Organisation]) -> list[OrganisationRead]:
    order = list(OrganisationType)
    return sorted((read(row) for row in rows), key=lambda row: (order.index(row.type), row.code))


def _by_type(rows: Sequence[OrganisationRead], day: date) -> dict[OrganisationType, int]:
    there = Counter(row.type for row in rows if is_member(row, day))
    return {kind: there[kind] for kind in OrganisationType}
