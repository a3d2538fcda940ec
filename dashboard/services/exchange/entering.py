"""How does a table come into the house: whole or its good rows only, once, as one batch?"""

from collections.abc import Collection
from typing import Any

from dashboard.errors import BadInput
from dashboard.exchange.rows import GoodRow
from dashboard.rules.lifecycle.matching import BatchAction
from dashboard.services.context import Context, Unit
from dashboard.services.exchange.cases import case_of
from dashboard.services.exchange.checking import Found, examine
from dashboard.services.exchange.shapes import Case, Double, Imported, Progress, quietly
from dashboard.services.once import repeated, settled
from dashboard.services.transitions import begin
from dashboard.services.typed_text import one_line
from models.batch import ImportBatch
from models.counter import DoneRequest

NUMBER = "PL-DR-%s-%03d"


def enter_table(
    ctx: Context,
    of: str,
    data: bytes,
    name: str,
    *,
    good_rows: bool = False,
    on_purpose: Collection[int] = (),
    key: str | None = None,
    progress: Progress = quietly,
) -> Imported:
    """Enter the rows of a table as one batch that can be undone: all of them, or nothing.

    Args:
        good_rows: enter those without a problem where others have one.
        on_purpose: numbers of rows to enter although they seem to be on the list already; the others are left out.

    Raises:
        NotFound: there is no such kind of list.
        BadInput: the file is no table of this kind, some rows have problems and only all were wanted, or none is
            left to enter (field ``file``).
    """
    case = case_of(of)
    with ctx.reading(case.needs) as session:  # a click that arrives again need not wait for the whole check
        if (done := _done(session, key)) is not None:
            return _entered_before(session, case, done)
    found = examine(ctx, case, data, name, progress)
    _refuse(found, good_rows)
    return settled(lambda: _enter(ctx, case, found, name, set(on_purpose), key))


def _done(session: Any, key: str | None) -> int | None:
    row = session.get(DoneRequest, key) if key else None
    return None if row is None else int(row.result)


def _enter(ctx: Context, case: Case, found: Found, name: str, on_purpose: set[int], key: str | None) -> Imported:
    with ctx.writing(case.needs) as unit:
        if unit.done_before(key) is None:
            unit.next_number("import")  # locks: two imports cannot both miss what the other enters
        if (done := repeated(unit, key)) is not None:
            return _entered_before(unit.session, case, int(done))
        doubles = case.doubles(unit.session, found.report.good)  # again: somebody may have entered the same meanwhile
        rows, left_out = _chosen(found.report.good, doubles, on_purpose)
        if not rows:
            raise BadInput("file", "No row of this table can be entered.")
        missing = {problem.row for problem in found.report.problems} | {double.row for double in left_out}
        batch = _batch(unit, case, name, len(missing))
        entered = case.enter(unit, batch, [row.draft for row in rows])
        batch.entered = [row.id for row in entered]  # type: ignore[attr-defined]
        unit.session.add(batch)
        unit.session.flush()
        begin(unit, batch, BatchAction.ENTER, of=batch.of, file=batch.file_name, rows=len(rows), left_out=len(missing))
        unit.remember(key, batch.id)
        numbers = tuple(case.numbers(unit.session, batch.entered))
        return Imported(numbers, found.report.problems, batch.number, tuple(left_out))


def _refuse(found: Found, good_rows: bool) -> None:
    if found.report.problems and not good_rows:
        raise BadInput("file", "Some rows have problems, so nothing was entered. Mend them, or enter the good rows.")
    if not found.report.good:
        raise BadInput("file", "No row of this table can be entered.")


def _chosen(
    good: Collection[GoodRow[Any]], doubles: Collection[Double], on_purpose: set[int]
) -> tuple[list[GoodRow[Any]], list[Double]]:
    """Return the rows to enter and the doubles that are left out."""
    left_out = [double for double in doubles if not (double.enterable and double.row in on_purpose)]
    known = {double.row for double in left_out}
    return [row for row in good if row.row_number not in known], left_out


def _batch(unit: Unit, case: Case, name: str, left_out: int) -> ImportBatch:
    year = str(unit.today.year)
    return unit.add(
        ImportBatch(
            number=NUMBER % (year, unit.next_number(f"import:{year}")),
            of=case.kind.name,
            file_name=one_line("file", name[-80:]),
            at=unit.now,
            left_out=left_out,
        )
    )


def _entered_before(session: Any, case: Case, batch_id: int) -> Imported:
    batch = session.get_one(ImportBatch, batch_id)
    return Imported(tuple(case.numbers(session, batch.entered)), (), batch.number)
