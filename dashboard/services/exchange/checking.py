"""Which rows of an uploaded table could be entered now, and what has to be mended in the others?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session

from dashboard.errors import BadInput
from dashboard.exchange.marked import marked_copy
from dashboard.exchange.rows import STRIDE, GoodRow, ImportReport, Problem, check, placed_columns
from dashboard.exchange.tables import Table, read_table
from dashboard.exchange.templates import template as empty_table
from dashboard.i18n import gettext as _
from dashboard.labels import problem_text
from dashboard.services.context import Context
from dashboard.services.exchange.cases import case_of
from dashboard.services.exchange.cases.common import at_hand
from dashboard.services.exchange.columns import mappings
from dashboard.services.exchange.shapes import Case, Checked, Double, Progress, quietly

Report = ImportReport[Any]
READ, ROWS = 0.1, 0.6
"""Share of the work that is done when the file is read, and when its rows are checked against the columns."""


@dataclass(frozen=True, slots=True)
class Found:
    """A table with all that was found in it; the drafts of the good rows are as they will be stored."""

    table: Table
    report: Report
    doubles: list[Double]


def template(ctx: Context, of: str) -> bytes:
    """Return an XLSX to fill in, in the language spoken now, with what can be chosen today as drop-down lists."""
    case = case_of(of)
    with ctx.reading(case.needs) as session:
        return empty_table(case.kind, case.choices(session))


def check_table(ctx: Context, of: str, data: bytes, name: str, *, progress: Progress = quietly) -> Checked:
    """Return what an import of this table would come to now; nothing is written.

    Raises:
        NotFound: there is no such kind of list.
        BadInput: the file is no table of this kind (field ``file``).
    """
    found = examine(ctx, case_of(of), data, name, progress)
    progress(1.0)
    return Checked(
        good=len(found.report.good) - len(found.doubles),
        problems=found.report.problems,
        doubles=tuple(found.doubles),
        unread=found.report.unread,
        unread_sheets=found.table.unread,
    )


def marked(ctx: Context, of: str, data: bytes, name: str) -> bytes:
    """Return the table as XLSX with every problem marked at its cell and told in a further column.

    Raises:
        NotFound: there is no such kind of list.
        BadInput: the file is no table of this kind (field ``file``).
    """
    found = examine(ctx, case_of(of), data, name)
    known = {double.row: _("On the list already as %(number)s.") % {"number": double.known} for double in found.doubles}
    return marked_copy(name, data, found.table, found.report.problems, known)


def examine(ctx: Context, case: Case, data: bytes, name: str, progress: Progress = quietly) -> Found:
    """Return all that is found in a table: every check that needs no lock.

    Raises:
        BadInput: the file is no table of this kind (field ``file``).
    """
    with ctx.reading(case.needs) as session:  # nobody else may have a large file read
        known, lookups = mappings(session, case.kind.name), case.lookups(session)
    table = read_table(name, data, case.kind, known)
    fields = known.get(table.fingerprint)
    rows = max(1, len(table.rows))
    progress(READ)
    report = check(case.kind, table, lookups, fields, lambda done: progress(READ + (ROWS - READ) * done / rows))
    with ctx.reading(case.needs) as session:
        held = at_hand(session)
        report = _tidied(session, case, table, fields, report, ctx.today(), progress)
        del held
        return Found(table, report, case.doubles(session, report.good))


def _tidied(
    session: Session,
    case: Case,
    table: Table,
    fields: Mapping[str, str | None] | None,
    report: Report,
    today: date,
    progress: Progress,
) -> Report:
    """Put every draft into the form it is stored in; move the rows where that is refused to the problems."""
    placed = placed_columns(case.kind, table, fields)
    cells = {row.number: row.cells for row in table.rows}
    good: list[GoodRow[Any]] = []
    problems = list(report.problems)
    for done, row in enumerate(report.good):
        if done % STRIDE == 0:
            progress(ROWS + (1 - ROWS) * done / len(report.good))
        try:
            good.append(GoodRow(row.row_number, case.tidy(session, row.draft, today)))
        except (BadInput, ValidationError) as refused:
            for field, reason in _reasons(refused):
                _column, at = placed.get(field) or placed[case.kind.keys[0]]
                value = cells[row.row_number][at]
                problems.append(
                    Problem(row.row_number, table.headers[at], "" if value is None else str(value), reason, at)
                )
    return ImportReport(tuple(good), _sorted(problems), report.unread)


def _reasons(refused: BadInput | ValidationError) -> list[tuple[str, str]]:
    if isinstance(refused, BadInput):
        return [(refused.field, str(refused))]
    return [(str(item["loc"][0]) if item["loc"] else "", problem_text(item)) for item in refused.errors()]


def _sorted(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.row, problem.at)))
