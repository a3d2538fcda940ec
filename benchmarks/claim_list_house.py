"""Rows gathered in bulk, and the organisations, people and areas of a committee that is measured."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from dashboard.formats import local_date
from models.account import Account, AccountRole
from models.area import Area
from models.base import TableBase
from models.enums import OrganisationType, Role
from models.organisation import Organisation

YEARS = 5
"""So long a history the committee has."""


@dataclass
class Rows:
    """Rows gathered for each table, entered together."""

    chance: random.Random
    now: datetime
    kept: dict[type[TableBase], list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: type[TableBase], **row: Any) -> None:
        self.kept.setdefault(table, []).append(row)

    def write(self, connection: Connection, *tables: type[TableBase]) -> None:
        for table in tables:
            for part in _parts(self.kept.get(table, []), 500):
                connection.execute(insert(table.__table__), part)  # type: ignore[attr-defined]


def _parts(rows: list[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def people(rows: Rows, organisations: int) -> None:
    """Enter member organisations, a secretariat and a liaison, and the areas down to the grids."""
    kinds = [OrganisationType.ENTERPRISE] * 35 + [OrganisationType.QUARTER] * 4 + [OrganisationType.TWO_NEW] * 15
    for number in range(1, organisations + 1):
        joined = local_date(rows.now - timedelta(days=365 * YEARS + 400 - number * 10))
        kind = kinds[(number - 1) % len(kinds)]
        rows.add(
            Organisation,
            id=number,
            code=f"DW{number:02d}",
            name_zh=f"第{number}成员单位党支部",
            type=kind,
            name_en=f"Member organisation {number}",
            joined_on=joined,
        )
    for number, (name, role) in enumerate((("secretariat", Role.SECRETARIAT), ("liaison", Role.LIAISON)), 1):
        rows.add(
            Account,
            id=number,
            username=name,
            display_name=name,
            password_hash="-",
            active=True,
            epoch=0,
            organisation_id=1 if role is Role.LIAISON else None,
            created_at=rows.now,
            large_text=False,
            must_change_password=False,
        )
        rows.add(AccountRole, account_id=number, role=role)
    rows.add(
        Area,
        id=1,
        code="PL",
        level="subdistrict",
        name_zh="平凉路街道",
        name_en="Pinglianglu",
        parent_id=None,
        residents=75_100,
        households=28_200,
    )
    for number in range(1, 16):
        rows.add(
            Area,
            id=number + 1,
            code=f"JW{number:02d}",
            level="committee",
            name_zh=f"第{number}居委会",
            name_en=f"Neighbourhood Committee {number}",
            parent_id=1,
            residents=5000,
            households=1880,
        )
    for number in range(1, 19):
        rows.add(
            Area,
            id=number + 16,
            code=f"WG{number:03d}",
            level="grid",
            name_zh=f"第{number}网格",
            name_en=f"Grid {number}",
            parent_id=2 + (number - 1) * 15 // 18,
            residents=None,
            households=None,
        )
