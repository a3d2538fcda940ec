"""What stands in the sheets of a workbook? Run as a process of its own: workbook on standard input, JSON out.

The reader lays a sheet out as a full rectangle. Two cells, the first and the last of a sheet, ask for half a
terabyte, and a damaged old workbook can do the same; the library then ends its whole process. So the process it
ends is this one, under a memory limit, and never the server. ``sheets.py`` starts it.
"""

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from html import unescape
from io import BytesIO
from itertools import chain
from typing import Any

from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

MEMORY = 512 * 1024 * 1024
SECONDS = 10
MOST_CHARACTERS = 20_000_000

UNREADABLE, LOCKED, TOO_LONG = 3, 4, 5
"""Exit statuses beside 0; any other, or a signal, is a crash."""

UNCOUNTED = "#FORMULA!"
"""Stands for a formula that no program has calculated yet; Excel itself has no such word."""
_UNCOUNTED = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?![^>]*t="str")[^>]*>\s*'
    rb"<f(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?=[^>]*t="e")[^>]*>\s*'
    rb"(?:<f(?:[^>]*/>|[^>]*>[^<]*</f>)\s*)?<v>\s*(#[^<]{1,20}?)\s*</v>\s*</c>"
)
_ELEMENT = re.compile(r"<(?:\w+:)?(Relationship|sheet)\s([^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_MOST_MERGED = 20_000


def limit() -> None:
    """Cap memory and processor time where the system can (not on Windows)."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def plain(cell: Any) -> Any:
    """Return a cell as JSON can say it; a date as ``{"date": "2026-03-05"}``, nothing as ``None``."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, date):
        return {"date": (cell.date() if isinstance(cell, datetime) else cell).isoformat()}
    return cell if isinstance(cell, str | int | float) else str(cell)


def rows_of(sheet: Any, most_rows: int, budget: list[int]) -> list[tuple[int, list[Any]]]:
    """Return the rows of a sheet that hold something, each with its number as Excel shows it."""
    rows: list[tuple[int, list[Any]]] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [plain(cell) for cell in row]
        if all(cell is None for cell in cells):
            continue
        rows.append((number, cells))
        budget[0] -= sum(len(cell) for cell in cells if isinstance(cell, str))
        if len(rows) > most_rows or budget[0] < 0:
            sys.exit(TOO_LONG)
    return rows


def fill_down(sheet: Any, rows: list[tuple[int, list[Any]]]) -> None:
    """Repeat what stands in cells merged over several rows in each of them: it is meant for all.

    Only the first column of such a block is filled, so that a heading over two columns stays one heading.
    """
    by_number = dict(rows)
    left = (sheet.start or (0, 0))[1]
    for (top, column), (bottom, _right) in (sheet.merged_cell_ranges or [])[:_MOST_MERGED]:
        at = column - left
        first = by_number.get(top + 1, [])
        if bottom == top or not 0 <= at < len(first) or first[at] is None:
            continue
        for number in range(top + 2, min(bottom + 1, rows[-1][0]) + 1):
            cells = by_number.get(number)
            if cells is not None and cells[at] is None:
                cells[at] = first[at]


def without_value(book: zipfile.ZipFile) -> dict[str, Iterator[Any]]:
    """Return sheet -> matches of its formulas without a value or with an error; they would look like empty cells."""
    parts = [book.read(name).decode("utf-8", "replace") for name in ("xl/_rels/workbook.xml.rels", "xl/workbook.xml")]
    targets: dict[str, str] = {}
    found: dict[str, Iterator[Any]] = {}
    for element, text in (match.groups() for part in parts for match in _ELEMENT.finditer(part)):
        told = {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}
        if element == "Relationship":
            targets[told.get("Id", "")] = told.get("Target", "")
        elif target := targets.get(told.get("r:id", "")):
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            sheet = book.read(path)
            found[told.get("name", "")] = chain(_UNCOUNTED.finditer(sheet), _ERROR.finditer(sheet))
    return found


def mark(sheet: Any, rows: list[tuple[int, list[Any]]], formulas: Iterator[Any]) -> None:
    """Put ``UNCOUNTED`` where a formula has no value, and the error where it has come to one."""
    by_number = dict(rows)
    left = (sheet.start or (0, 0))[1]
    for found in formulas:
        at = -1
        for letter in found.group(1).decode():
            at = (at + 1) * 26 + ord(letter) - 65
        cells = by_number.get(int(found.group(2)), [])
        if 0 <= at - left < len(cells) and cells[at - left] is None:
            cells[at - left] = unescape(found.group(3).decode()) if found.re is _ERROR else UNCOUNTED


def read(data: bytes, most_rows: int) -> list[dict[str, Any]]:
    """Return the visible sheets: name, rows, number of the first column, and whether days count from 1904."""
    budget = [MOST_CHARACTERS]
    book = zipfile.ZipFile(BytesIO(data)) if data.startswith(b"PK") else None
    formulas: dict[str, Iterator[Any]] = {}
    since_1904 = False
    with suppress(KeyError, zipfile.BadZipFile):
        if book is not None:
            since_1904 = bool(re.search(rb'date1904="(1|true)"', book.read("xl/workbook.xml")))
            formulas = without_value(book)
    workbook = load_workbook(BytesIO(data))
    sheets = []
    for entry in workbook.sheets_metadata:
        if entry.visible is not SheetVisibleEnum.Visible or entry.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(entry.name)
        rows = rows_of(sheet, most_rows, budget)
        if rows:
            fill_down(sheet, rows)
            mark(sheet, rows, formulas.get(entry.name, iter(())))
        left = (sheet.start or (0, 0))[1]
        sheets.append({"name": entry.name, "rows": rows, "left": left, "since_1904": since_1904})
    return sheets


def main() -> None:
    """Read the workbook on standard input; write its visible sheets."""
    limit()
    try:
        sheets = read(sys.stdin.buffer.read(), int(sys.argv[1]))
    except PasswordError:
        sys.exit(LOCKED)
    except CalamineError:
        sys.exit(UNREADABLE)
    sys.stdout.buffer.write(json.dumps(sheets).encode())


if __name__ == "__main__":
    main()
