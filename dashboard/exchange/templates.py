"""Which empty table does the office download to fill in?"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exchange.columns import Column, ImportKind
from dashboard.exchange.tables import EXAMPLE_SHEETS
from dashboard.i18n import either
from dashboard.i18n import gettext as _

_LAST_ROW = 2001
"""Down to which row lists and date checks reach."""
_REQUIRED, _OPTIONAL = PatternFill("solid", fgColor="FFD9E8F5"), PatternFill("solid", fgColor="FFF2F2F2")


def template(kind: ImportKind[Any], choices: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """Return an XLSX to fill in, in the language spoken now: fixed heading, drop-down lists, dates and codes as such.

    ``choices`` gives further lists, field -> words, such as the categories and neighbourhoods of today.
    The second sheet shows an example row and is never imported; a hidden third holds the lists.
    """
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = either("填写", "Fill in")
    _head(sheet, kind)
    example = workbook.create_sheet(either(*EXAMPLE_SHEETS))
    _head(example, kind)
    example.append([either(*column.examples) for column in kind.columns])
    lists = workbook.create_sheet(either("选项", "Lists"))
    lists.sheet_state = "hidden"
    for number, column in enumerate(kind.columns, start=1):
        words = [either(*pair) for pair in column.words] or list((choices or {}).get(column.field, ()))
        if words:
            _offer(sheet, lists, number, words)
    workbook.properties.creator = ""
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _head(sheet: Worksheet, kind: ImportKind[Any]) -> None:
    """Write the headings, which stay in sight, and how each column is to be filled in."""
    for number, column in enumerate(kind.columns, start=1):
        cell = sheet.cell(1, number, f"{column.title} *" if column.required else column.title)
        cell.font = Font(bold=True)
        cell.fill = _REQUIRED if column.required else _OPTIONAL
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cell.comment = Comment(_remark(column), "")
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        dimension.number_format = column.style
    sheet.freeze_panes = "A2"


def _remark(column: Column) -> str:
    rule = _("Must be filled in.") if column.required else _("May stay empty.")
    return f"{rule} [{column.field}]"


def _offer(sheet: Worksheet, lists: Worksheet, number: int, words: Sequence[str]) -> None:
    """Give a column a drop-down list; words written into the rule itself would end at 255 characters."""
    letter = get_column_letter(number)
    for row, word in enumerate(words, start=1):
        cell = lists.cell(row, number, word)
        cell.data_type = "s"  # a name that begins with an equals sign is a name, not a formula
    rule = DataValidation(
        type="list",
        formula1=f"'{lists.title}'!${letter}$1:${letter}${len(words)}",
        allow_blank=True,
        showErrorMessage=True,
        error=_("Choose one from the list."),
    )
    rule.add(f"{letter}2:{letter}{_LAST_ROW}")
    sheet.add_data_validation(rule)
