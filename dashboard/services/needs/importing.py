"""Which rows of an uploaded list of needs can be entered, and what came of entering them?"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from dashboard.errors import BadInput
from dashboard.exchange.columns import Lookups, by_name
from dashboard.exchange.kinds import NEEDS, NeedLine
from dashboard.exchange.rows import GoodRow, ImportReport, Problem, check
from dashboard.exchange.tables import Table, read_table
from dashboard.exchange.templates import template
from dashboard.i18n import either
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context
from dashboard.services.needs.submission import entered
from dashboard.services.needs.wording import LEVELS, cleaned
from dashboard.services.once import repeated, settled
from models.area import Area
from models.need import Category, NeedDraft

Report = ImportReport[NeedLine]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import entered: numbers in the order of the table, and the rows that were left out."""

    numbers: tuple[str, ...]
    problems: tuple[Problem, ...]


def import_template(ctx: Context) -> bytes:
    """Return an XLSX to fill in, in the language spoken now, with today's categories and neighbourhoods as lists."""
    with ctx.reading(Permission.NEED_SCREEN) as session:
        kinds = session.exec(select(Category).where(col(Category.active)).order_by(col(Category.position))).all()
        places = session.exec(select(Area).where(Area.level == LEVELS[0]).order_by(col(Area.code))).all()
        choices = {
            "category_code": [either(row.name_zh, row.name_en) for row in kinds],
            "area_id": [either(row.name_zh, row.name_en) for row in places],
        }
    return template(NEEDS, choices)


def check_needs(ctx: Context, data: bytes, name: str) -> Report:
    """Return which rows of a table could be entered now; nothing is written.

    Raises:
        BadInput: the file is no table of needs (field ``file``).
    """
    with ctx.reading(Permission.NEED_SCREEN) as session:
        table = read_table(name, data, NEEDS)
        return _checked(session, check(NEEDS, table, _lookups(session)))


def import_needs(ctx: Context, data: bytes, name: str, good_rows: bool = False, *, key: str | None = None) -> Imported:
    """Enter the needs of a table as submitted proposals: all rows, or with ``good_rows`` those without a problem.

    Raises:
        BadInput: the file is no table of needs, some rows have problems and only all were wanted, or none is left
            to enter (field ``file``).
    """
    with ctx.reading(Permission.NEED_SCREEN):
        pass  # nobody else may have a large file read
    table = read_table(name, data, NEEDS)
    return settled(lambda: _import(ctx, table, name, good_rows, key))


def _import(ctx: Context, table: Table, name: str, good_rows: bool, key: str | None) -> Imported:
    with ctx.writing(Permission.NEED_SCREEN) as unit:
        if (done := repeated(unit, key)) is not None:
            return Imported(tuple(done.split("\n")), ())
        report = _checked(unit.session, check(NEEDS, table, _lookups(unit.session)))
        if report.problems and not good_rows:
            raise BadInput(
                "file", "Some rows have problems, so nothing was entered. Mend them, or enter the good rows."
            )
        if not report.good:
            raise BadInput("file", "No row of this table can be entered.")
        numbers = []
        for row in report.good:
            draft = NeedDraft(**row.draft.model_dump(exclude={"source"}))
            numbers.append(entered(unit, draft, row.draft.source).number)
        unit.audit("need.import", "need", file=name[:80], numbers=numbers)
        unit.remember(key, "\n".join(numbers))
        return Imported(tuple(numbers), report.problems)


def _lookups(session: Session) -> Lookups:
    kinds = session.exec(select(Category).where(col(Category.active)))
    places = session.exec(select(Area).where(col(Area.level).in_(LEVELS)))
    return Lookups(
        categories=by_name([(row.code, (row.code, row.name_zh, row.name_en)) for row in kinds]),
        areas=by_name([(row.id, (row.code, row.name_zh, row.name_en)) for row in places]),
    )


def _checked(session: Session, report: Report) -> Report:
    """Move the rows whose texts cannot be shown to everybody to the problems."""
    good: list[GoodRow[NeedLine]] = []
    problems = list(report.problems)
    titles = {column.field: column.title for column in NEEDS.columns}
    for row in report.good:
        try:
            cleaned(session, NeedDraft(**row.draft.model_dump(exclude={"source"})))
        except BadInput as refused:
            value = str(getattr(row.draft, refused.field, ""))
            problems.append(Problem(row.row_number, titles.get(refused.field, refused.field), value, str(refused)))
        else:
            good.append(row)
    return ImportReport(tuple(good), tuple(sorted(problems, key=lambda problem: problem.row)), report.unread)
