"""What stands in the sheets of a workbook? Run as a process of its own: workbook on standard input, JSON out.

The reader lays a sheet out as a full rectangle. Two cells, the first and the last of a sheet, ask for half a
terabyte, and a damaged old workbook can do the same; the library then ends its whole process. So the process it
ends is this one, under a memory limit, and never the server. ``sheets.py`` starts it.
"""

import json
import sys
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

MEMORY = 512 * 1024 * 1024
SECONDS = 10
MOST_CHARACTERS = 20_000_000

UNREADABLE, LOCKED, TOO_LONG = 3, 4, 5
"""Exit statuses beside 0; any other, or a signal, is a crash."""


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


def main() -> None:
    """Read the workbook on standard input; write its visible sheets."""
    limit()
    most_rows, budget = int(sys.argv[1]), [MOST_CHARACTERS]
    try:
        workbook = load_workbook(BytesIO(sys.stdin.buffer.read()))
        sheets = [
            {"name": sheet.name, "rows": rows_of(workbook.get_sheet_by_name(sheet.name), most_rows, budget)}
            for sheet in workbook.sheets_metadata
            if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
        ]
    except PasswordError:
        sys.exit(LOCKED)
    except CalamineError:
        sys.exit(UNREADABLE)
    sys.stdout.buffer.write(json.dumps(sheets).encode())


if __name__ == "__main__":
    main()
