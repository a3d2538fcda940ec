"""Residents, a second neighbourhood and proposals in any state, for the tests of the claim list."""

from typing import Any

from sqlmodel import Session, select

from models.account import Account, AccountRole
from models.area import Area
from models.audit import AuditEntry
from models.enums import NeedStatus, Role
from models.life import LifeEvent
from models.need import Category, Need, NeedDraft
from tests.factories import NOON
from tests.services.table import Table

CLERKS = [f"clerk{number}" for number in range(1, 9)]


def inhabited(table: Table) -> Table:
    """Return the table with two more residents, a liaison, an administrator, eight clerks, areas and categories."""
    people: dict[str, tuple[Role, ...]] = {
        "neighbour": (Role.RESIDENT,),
        "administrator": (Role.ADMINISTRATOR,),
        **dict.fromkeys(CLERKS, (Role.SECRETARIAT,)),
        **{f"resident{number}": (Role.RESIDENT,) for number in range(1, 9)},
    }
    table.seat_people(people)
    liaison = Account(
        username="liaison", display_name="Liaison", password_hash="unused", created_at=NOON, organisation_id=1
    )
    table.save(liaison)
    table.save(AccountRole(account_id=liaison.id, role=Role.LIAISON))
    table.people["liaison"] = liaison.id
    table.save(
        Area(id=2, level="committee", code="A2", name_zh="梧荫居民区", name_en="Wuyin"),
        Area(id=3, parent_id=1, level="grid", code="A1-1", name_zh="第一网格"),
        Area(id=4, parent_id=3, level="building", code="A1-1-1", name_zh="1号楼"),
        Area(id=5, level="subdistrict", code="S", name_zh="街道"),
        Category(code="lighting", name_zh="照明", name_en="Lighting", position=1),
        Category(code="old", name_zh="旧类", name_en="Old", active=False),
    )
    return table


def draft(**changed: Any) -> NeedDraft:
    """Return a proposal as a resident types it."""
    facts: dict[str, Any] = {
        "title": "Lamps for the lane",
        "reasons": "Three lane corners have no light at night.",
        "suggestion": "Add 12 low-glare lamps.",
        "category_code": "shed",
        "area_id": 1,
        "place": "Three lane corners",
        "beneficiaries": 300,
        "contact": "13812345678, after six",
    }
    return NeedDraft(**facts | changed)


def put(table: Table, status: NeedStatus = NeedStatus.SUBMITTED, who: str | None = "resident", **facts: Any) -> int:
    """Save an item in any state past the use cases; return its id."""
    number = f"PL-XQ-2026Q3-{next(table.keys):03d}"
    fields = draft().model_dump() | {
        "number": number,
        "quarter": "2026Q3",
        "proposer_id": table.people[who] if who else None,
        "status": status,
        "submitted_at": NOON,
    }
    return table.save(Need(**fields | facts)).id


def number_of(table: Table, need: int) -> str:
    return str(table.row(Need, need).number)


def life(table: Table, need: int) -> list[LifeEvent]:
    with Session(table.engine) as session:
        query = select(LifeEvent).where(LifeEvent.subject == f"need/{need}").order_by(LifeEvent.id)
        return list(session.exec(query))


def audited(table: Table) -> list[AuditEntry]:
    with Session(table.engine) as session:
        return list(session.exec(select(AuditEntry).order_by(AuditEntry.id)))
