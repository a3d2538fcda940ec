"""How does a list leave the house as an Excel workbook in which nothing is calculated?"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | date | Decimal | None
NARROWEST, WIDEST = 8, 50
"""Widths of columns, in characters of the default font; a Chinese character takes two."""


def safe_xlsx(rows: Iterable[Sequence[Value]], headers: Sequence[str], title: str) -> bytes:
    """Return a workbook of one sheet: bold headings that stay in sight; texts are texts, whatever they begin with.

    Whole numbers and dates keep their kind, ``None`` is an empty cell, characters no workbook can hold are left out.

    Raises:
        ValueError: a row has more or fewer cells than there are headers.
    """
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title[:31]
    widths = [_width(header) for header in headers]
    for number, row in enumerate([headers, *rows], start=1):
        for column, (value, _header) in enumerate(zip(row, headers, strict=True), start=1):
            _write(sheet, number, column, value)
            widths[column - 1] = max(widths[column - 1], _width(str(value or "")))
    for column, width in enumerate(widths, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(width + 2, NARROWEST), WIDEST)
    sheet.freeze_panes = "A2"
    workbook.properties.creator = ""
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # openpyxl takes a text that begins with "=" for a formula
    else:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
