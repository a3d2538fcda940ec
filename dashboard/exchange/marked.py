"""Which copy of an office's table shows, cell by cell, what has to be mended?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exchange.rows import Problem
from dashboard.exchange.tables import Table
from dashboard.i18n import either

_WRONG, _KNOWN = PatternFill("solid", fgColor="FFF8CBAD"), PatternFill("solid", fgColor="FFFFF2CC")
_UNREADABLE = (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, OSError)
"""What openpyxl raises for workbooks that other programs read."""
PROBLEMS = ("问题", "Problem")
_WIDTH = 60


def marked_copy(
    name: str, data: bytes, table: Table, problems: Sequence[Problem], notes: Mapping[int, str] | None = None
) -> bytes:
    """Return an XLSX with each problem at its cell, coloured and as a comment, and told in a further column.

    An XLSX is marked in a copy of itself; of a CSV or XLS the table that was read is written anew.

    Args:
        notes: row number -> what is to be said about the row as a whole, such as that it is on the list already.
    """
    workbook = _copy(data) if name.casefold().endswith(".xlsx") else None
    sheet = workbook[table.sheet] if workbook is not None and table.sheet in workbook.sheetnames else None
    if workbook is None or sheet is None:
        workbook = Workbook()
        sheet = _written(workbook.active, table)
    _mark(sheet, table, problems, notes or {})
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _copy(data: bytes) -> Workbook | None:
    try:
        return load_workbook(BytesIO(data))
    except _UNREADABLE:
        return None


def _written(sheet: Worksheet, table: Table) -> Worksheet:
    """Write the headings and rows at the places where they stood."""
    for number, cells in [(table.header_row, table.headers), *((row.number, row.cells) for row in table.rows)]:
        for column, value in enumerate(cells, start=1 + table.left):
            if value in (None, ""):
                continue
            cell = sheet.cell(number, column, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # what looks like a formula is a text
            elif isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
    for column, heading in enumerate(table.headers, start=1 + table.left):
        sheet.cell(table.header_row, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(12, 2 * len(heading) + 4), 40)
    return sheet


def _mark(sheet: Worksheet, table: Table, problems: Sequence[Problem], notes: Mapping[int, str]) -> None:
    last = max(sheet.max_column, table.left + len(table.headers)) + 1
    head = sheet.cell(table.header_row, last, either(*PROBLEMS))
    head.font, head.fill = Font(bold=True), _WRONG
    sheet.column_dimensions[get_column_letter(last)].width = _WIDTH
    by_row: defaultdict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_row[problem.row].append(problem)
    for number in sorted({*by_row, *notes}):
        by_cell: defaultdict[int, list[str]] = defaultdict(list)
        for problem in by_row[number]:
            by_cell[problem.at].append(problem.reason)
        for at, reasons in by_cell.items():
            _flag(sheet, number, 1 + table.left + at, "\n".join(reasons))
        lines = [f"{problem.column}: {problem.reason}" for problem in by_row[number]]
        lines += [notes[number]] if number in notes else []
        cell = sheet.cell(number, last, "\n".join(lines))
        cell.data_type = "s"
        cell.fill = _WRONG if by_row[number] else _KNOWN
        cell.alignment = Alignment(vertical="top", wrap_text=True)


def _flag(sheet: Worksheet, row: int, column: int, reason: str) -> None:
    cell = sheet.cell(row, column)
    if not isinstance(cell, MergedCell):
        cell.fill = _WRONG
        cell.comment = Comment(reason, "", width=320, height=120)
