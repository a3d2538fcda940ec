"""How are rows of a roster entered, recognised as known, and taken back?"""

from collections.abc import Sequence
from datetime import date
from itertools import chain

from sqlalchemy import Table
from sqlmodel import Session, col, select

from dashboard.exchange.columns import Lookups, fold
from dashboard.exchange.kinds import MEMBERS
from dashboard.exchange.rows import GoodRow
from dashboard.rules.permissions import Permission
from dashboard.services.context import Unit
from dashboard.services.exchange.cases import common
from dashboard.services.exchange.shapes import Case, Double
from dashboard.services.typed_text import one_line
from models.base import TableBase, subject_of
from models.batch import ImportBatch
from models.enums import BatchStatus
from models.organisation import Organisation, OrganisationDraft


def _tidy(_session: Session, draft: OrganisationDraft, _today: date) -> OrganisationDraft:
    words = {name: one_line(name, getattr(draft, name), most=120) for name in ("code", "name_zh", "name_en")}
    return OrganisationDraft.model_validate(draft.model_dump() | words)


def _doubles(session: Session, rows: Sequence[GoodRow[OrganisationDraft]]) -> list[Double]:
    """Return the known ones: a code stands for one organisation for ever, a name may be borne by a second."""
    taken_back = _taken_back(session)
    units = [row for row in session.exec(select(Organisation)) if row.code not in taken_back]
    codes = {row.code: row.code for row in units}
    names = {fold(row.name_zh): row.code for row in units}
    found = []
    for row in rows:
        code, name = codes.get(row.draft.code), names.get(fold(row.draft.name_zh))
        if code or name:
            found.append(Double(row.row_number, row.draft.name_zh, str(code or name), enterable=code is None))
    return found


def _enter(unit: Unit, batch: ImportBatch, drafts: Sequence[OrganisationDraft]) -> Sequence[Organisation]:
    """Enter the organisations; one that an undone import had entered takes its row, because a code is given once."""
    earlier = _taken_back(unit.session)
    rows = [earlier.get(draft.code) or Organisation(**draft.model_dump()) for draft in drafts]
    for row, draft in zip(rows, drafts, strict=True):
        row.sqlmodel_update(draft.model_dump() | {"batch_id": batch.id})
    unit.add_all(rows)
    unit.audit_all([("organisation.add", subject_of(row), {"code": row.code, "batch": batch.number}) for row in rows])
    return rows


def _taken_back(session: Session) -> dict[str, Organisation]:
    """Return the organisations that an import entered which was undone: code -> row."""
    undone = select(ImportBatch.id).where(ImportBatch.status == BatchStatus.UNDONE)
    query = select(Organisation).where(col(Organisation.batch_id).in_(undone))
    return {row.code: row for row in session.exec(query) if row.left_on == row.joined_on}


def _undo(unit: Unit, batch: ImportBatch, reason: str) -> None:
    """Let the organisations leave on the day they joined: nothing is deleted, and they were never members."""
    rows = common.loaded(unit, Organisation, batch.entered)
    held = _referred(unit.session, batch.entered)
    common.refuse_moved([row.code for row in rows if row.id in held or row.left_on is not None])
    for row in rows:
        row.left_on = row.joined_on
        unit.session.add(row)
    unit.session.flush()
    unit.audit_all([("organisation.leave", subject_of(row), {"batch": batch.number}) for row in rows])


def _referred(session: Session, ids: Sequence[int]) -> set[int]:
    """Return those of the organisations that any other row of the database points to."""
    table: Table = Organisation.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
    pointing = [
        key.parent
        for key in chain.from_iterable(other.foreign_keys for other in TableBase.metadata.sorted_tables)
        if key.column.table is table
    ]
    found: set[int] = set()
    for column in pointing:
        for part in common.chunks(ids):
            found |= {int(one) for one in session.exec(select(column).where(column.in_(part)).distinct())}
    return found


CASE = Case(
    kind=MEMBERS,
    needs=Permission.ROSTER_KEEP,
    lookups=lambda _session: Lookups(),
    choices=lambda _session: {},
    tidy=_tidy,
    doubles=_doubles,
    enter=_enter,
    undo=_undo,
    numbers=common.numbers_of(Organisation, "code"),
)
