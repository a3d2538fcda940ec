"""Rows that claims, projects and the roster start from; each builder fills in what a test does not care about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine
from sqlmodel import Session, select

from models.area import Area
from models.audit import AuditEntry
from models.base import TableBase
from models.claim import ClaimDraft
from models.counter import Counter, DoneRequest
from models.enums import NeedStatus, OfferKind, OrganisationType
from models.life import LifeEvent
from models.need import Category, Need
from models.organisation import Organisation
from tests.factories import NOON

TODAY = date(2026, 12, 1)
Save = Callable[[TableBase], TableBase]


@dataclass
class Rows:
    """A neighbourhood with a category, and as many organisations and items as a test asks for."""

    save: Save
    engine: Engine

    def __post_init__(self) -> None:
        self.save(Category(code="lighting", name_zh="照明", name_en="Lighting"))
        self.area = self.save(Area(level="committee", code="JW01", name_zh="澄波居委会", name_en="Chengbo")).id
        self.numbers = iter(range(1, 1000))

    def organisation(self, **fields) -> int:
        number = next(self.numbers)
        row = Organisation(
            code=f"QY{number:02d}",
            name_zh=f"第{number}公司党支部",
            name_en=f"Company {number}",
            type=OrganisationType.ENTERPRISE,
            joined_on=date(2019, 7, 1),
        )
        return self.save(_with(row, fields)).id

    def need(self, status: NeedStatus = NeedStatus.ADOPTED, **fields) -> int:
        number = next(self.numbers)
        row = Need(
            number=f"PL-XQ-2026Q4-{number:03d}",
            quarter="2026Q4",
            title=f"Lamp {number}",
            reasons="Three corners have no light.",
            category_code="lighting",
            area_id=self.area,
            place="Lane 3",
            status=status,
            submitted_at=NOON,
        )
        return self.save(_with(row, fields)).id

    def all(self, table: type[TableBase]) -> list:
        with Session(self.engine) as session:
            return list(session.exec(select(table)))

    def one(self, table: type[TableBase], row_id: object):
        with Session(self.engine) as session:
            return session.get_one(table, row_id)

    def set(self, table: type[TableBase], row_id: object, **fields) -> None:
        """Change a row past the use cases."""
        self.save(_with(self.one(table, row_id), fields))

    def written(self) -> dict[str, list]:
        """Everything stored, to compare before and after a refusal."""
        tables = [table for table in TableBase.__subclasses__() if hasattr(table, "__table__")]
        return {table.__name__: sorted(map(repr, self.all(table))) for table in tables}

    def audited(self) -> list[str]:
        return [entry.action for entry in sorted(self.all(AuditEntry), key=lambda entry: entry.id)]


def offer(**fields) -> ClaimDraft:
    return ClaimDraft(
        **{"offer": OfferKind.LABOUR, "offer_text": "We install the lamps.", "promised_on": date(2026, 12, 31)} | fields
    )


def _with(row: TableBase, fields: dict) -> TableBase:
    for name, value in fields.items():
        setattr(row, name, value)
    return row


__all__ = ["TODAY", "Counter", "DoneRequest", "LifeEvent", "Rows", "offer"]
