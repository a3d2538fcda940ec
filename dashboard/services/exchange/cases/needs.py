"""How are rows of a needs list entered, recognised as known, and taken back?"""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from dashboard.exchange.columns import fold
from dashboard.exchange.kinds import NEEDS, NeedLine
from dashboard.exchange.rows import GoodRow
from dashboard.formats import quarter_of
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission
from dashboard.services.context import Unit
from dashboard.services.exchange.cases import common
from dashboard.services.exchange.shapes import Case, Double
from dashboard.services.needs.wording import cleaned, require_category
from dashboard.services.transitions import advance_all, begin_all
from models.batch import ImportBatch
from models.enums import NeedStatus
from models.need import Need, NeedDraft

Key = tuple[str, int, str]


def _tidy(session: Session, draft: NeedLine, _today: date) -> NeedLine:
    plain = cleaned(session, NeedDraft(**draft.model_dump(exclude={"source"})))
    return NeedLine.model_construct(**plain.model_dump(), source=draft.source)


def known_titles(session: Session) -> dict[Key, str]:
    """Return the items on the list: folded title, area and category -> number; withdrawn ones do not count."""
    query = select(Need.title, Need.area_id, Need.category_code, Need.number)
    found = session.exec(query.where(Need.status != NeedStatus.WITHDRAWN).order_by(col(Need.id).desc()))
    return {(fold(title), area, category): number for title, area, category, number in found}


def _doubles(session: Session, rows: Sequence[GoodRow[NeedLine]]) -> list[Double]:
    known = known_titles(session)
    found = []
    for row in rows:
        number = known.get((fold(row.draft.title), row.draft.area_id, row.draft.category_code))
        if number is not None:
            found.append(Double(row.row_number, row.draft.title, number, enterable=True))
    return found


def _enter(unit: Unit, batch: ImportBatch, drafts: Sequence[NeedLine]) -> Sequence[Need]:
    for code in {draft.category_code for draft in drafts}:
        require_category(unit.session, code)
    quarter = quarter_of(unit.now)
    numbers = unit.next_numbers(f"need:{quarter}", len(drafts))
    rows = unit.add_all(
        [
            Need(
                **draft.model_dump(),
                number=f"PL-XQ-{quarter}-{number:03d}",
                quarter=quarter,
                submitted_at=unit.now,
                batch_id=batch.id,
            )
            for draft, number in zip(drafts, numbers, strict=True)
        ]
    )
    begin_all(unit, rows, NeedAction.SUBMIT, reference=batch.number)
    return rows


def _undo(unit: Unit, batch: ImportBatch, reason: str) -> None:
    rows = common.loaded(unit, Need, batch.entered)
    common.refuse_moved([row.number for row in rows if row.status != NeedStatus.SUBMITTED])
    advance_all(unit, rows, NeedAction.UNDO_IMPORT, reason=reason, reference=batch.number)


CASE = Case(
    kind=NEEDS,
    needs=Permission.NEED_SCREEN,
    lookups=common.lookups,
    choices=common.choices,
    tidy=_tidy,
    doubles=_doubles,
    enter=_enter,
    undo=_undo,
    numbers=common.numbers_of(Need),
)
