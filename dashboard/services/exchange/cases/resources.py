"""How are rows of a resources list entered, recognised as known, and taken back?"""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from dashboard.errors import BadInput
from dashboard.exchange.columns import fold
from dashboard.exchange.kinds import RESOURCES, ResourceLine
from dashboard.exchange.rows import GoodRow
from dashboard.formats import quarter_of
from dashboard.rules.lifecycle.matching import ResourceAction
from dashboard.rules.permissions import Permission
from dashboard.services.context import Unit
from dashboard.services.exchange.cases import common
from dashboard.services.exchange.shapes import Case, Double
from dashboard.services.membership import is_member
from dashboard.services.resources.offering import checked
from dashboard.services.transitions import advance_all, begin_all
from models.batch import ImportBatch
from models.claim import Claim
from models.enums import ResourceStatus
from models.organisation import Organisation
from models.resource import Resource, ResourceDraft


def _tidy(session: Session, draft: ResourceLine, today: date) -> ResourceLine:
    unit = session.get(Organisation, draft.organisation_id)
    if unit is None or not is_member(unit, today):
        raise BadInput("organisation_id", "Only a member organisation can offer this. Choose one of today's members.")
    plain = checked(session, ResourceDraft(**draft.model_dump(exclude={"organisation_id"})), today)
    return ResourceLine.model_construct(**plain.model_dump(), organisation_id=draft.organisation_id)


def _doubles(session: Session, rows: Sequence[GoodRow[ResourceLine]]) -> list[Double]:
    query = select(Resource.organisation_id, Resource.title, Resource.number).where(
        Resource.status == ResourceStatus.OFFERED
    )
    known = {(unit, fold(title)): number for unit, title, number in session.exec(query)}
    found = []
    for row in rows:
        number = known.get((row.draft.organisation_id, fold(row.draft.title)))
        if number is not None:
            found.append(Double(row.row_number, row.draft.title, number, enterable=True))
    return found


def _enter(unit: Unit, batch: ImportBatch, drafts: Sequence[ResourceLine]) -> Sequence[Resource]:
    quarter = quarter_of(unit.now)
    numbers = unit.next_numbers(f"resource:{quarter}", len(drafts))
    rows = unit.add_all(
        [
            Resource(
                **draft.model_dump(),
                number=f"PL-ZY-{quarter}-{number:03d}",
                offered_at=unit.now,
                batch_id=batch.id,
            )
            for draft, number in zip(drafts, numbers, strict=True)
        ]
    )
    begin_all(unit, rows, ResourceAction.OFFER, reference=batch.number)
    return rows


def _undo(unit: Unit, batch: ImportBatch, reason: str) -> None:
    rows = common.loaded(unit, Resource, batch.entered)
    drawn: set[int | None] = set()
    for part in common.chunks(batch.entered):
        drawn |= set(unit.session.exec(select(Claim.resource_id).where(col(Claim.resource_id).in_(part))))
    common.refuse_moved([row.number for row in rows if row.status != ResourceStatus.OFFERED or row.id in drawn])
    advance_all(unit, rows, ResourceAction.WITHDRAW, reason=reason, reference=batch.number)


CASE = Case(
    kind=RESOURCES,
    needs=Permission.NEED_SCREEN,
    lookups=common.lookups,
    choices=common.choices,
    tidy=_tidy,
    doubles=_doubles,
    enter=_enter,
    undo=_undo,
    numbers=common.numbers_of(Resource),
)
