"""Which rows do the sheets of a workbook, or the lines of a CSV file, hold?"""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from dashboard.errors import BadInput
from dashboard.exchange import sheet_process
from dashboard.exchange.cells import Cell

MOST_ROWS = 20_000
HEAD = 10
"""Among how many first rows the column names are looked for."""
_MOST_SECONDS = 20
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FORMULA_STARTS = tuple("=+-@\t\r")
_SURELY = 3
"""How many characters outside ASCII tell that a line is UTF-8 and nothing else."""


@dataclass(frozen=True)
class Row:
    """One row that holds something, with its number as Excel shows it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One visible sheet."""

    name: str
    rows: tuple[Row, ...]
    left: int = 0
    """How many columns before the first were left out, because nothing stands in them."""
    since_1904: bool = False
    """Whether the numbers of days count from 1904, as older Excel on a Mac wrote them."""


def sheets_of(workbook: bytes) -> list[Sheet]:
    """Return the visible sheets of an XLSX or XLS workbook; formulas give the value last calculated.

    Raises:
        BadInput: damaged, locked by a password, too long, or so sparse that reading it takes too much memory.
    """
    command = [sys.executable, "-I", str(Path(sheet_process.__file__).resolve()), str(MOST_ROWS + HEAD)]
    try:
        # Our own interpreter and our own file; the upload arrives on its standard input only.
        done = subprocess.run(command, input=workbook, capture_output=True, timeout=_MOST_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _unreadable() from None
    match done.returncode:
        case 0:
            return [_sheet(found) for found in json.loads(done.stdout)]
        case sheet_process.LOCKED:
            raise locked()
        case sheet_process.TOO_LONG:
            raise too_long()
    raise _unreadable()


def _sheet(found: dict[str, Any]) -> Sheet:
    rows = tuple(Row(number, tuple(map(_cell, cells))) for number, cells in found["rows"])
    return Sheet(found["name"], rows, found["left"], found["since_1904"])


def _cell(found: Any) -> Cell:
    return date.fromisoformat(found["date"]) if isinstance(found, dict) else found


def csv_sheet(data: bytes, fits: Callable[[list[Row]], int]) -> Sheet:
    """Return the rows of a CSV file, cut at the comma, semicolon or tab under which its first rows fit best.

    Raises:
        BadInput: no readable text, quotation marks that do not match, or too many rows.
    """
    text = _decoded(data)
    delimiter = max((",", ";", "\t"), key=lambda candidate: fits(_csv_rows(text, candidate, HEAD)))
    return Sheet("", tuple(_csv_rows(text, delimiter, None)))


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _text(data, encoding)
    if _is_utf8(data):
        return _text(data, "utf-8")
    _refuse_mixed(data)
    return _text(data, "gb18030")


def _refuse_mixed(data: bytes) -> None:
    """Refuse a file glued together from two encodings: read as one of them, half of its rows would be nonsense.

    A line counts as UTF-8 where three or more characters outside ASCII fit; two can fit by chance in GB18030.
    """
    for number, line in enumerate(data.split(b"\n"), start=1):
        if sum(byte >= 0xC0 for byte in line) >= _SURELY and _is_utf8(line):
            raise BadInput(
                "file",
                "Line %(line)s of the file is written in another encoding than the rest. "
                "Open it, check the characters, save the table as XLSX and upload that.",
                line=number,
            )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _text(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or any(ord(character) < 32 and character not in "\t\r\n" for character in set(text)):
        raise BadInput("file", "The characters of the file cannot be read. Save the table as XLSX and upload that.")
    return text


def _csv_rows(text: str, delimiter: str, most: int | None) -> list[Row]:
    rows: list[Row] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if most is not None and number > most:
                break
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, tuple(_unguarded(cell) for cell in cells)))
            if len(rows) > MOST_ROWS + HEAD:
                raise too_long()
    except csv.Error:
        if most is not None:
            return rows
        raise BadInput(
            "file",
            "Near line %(line)s of the file, quotation marks do not match. Save the table as XLSX and upload that.",
            line=reader.line_num,
        ) from None
    return rows


def _unguarded(cell: str) -> str | None:
    """Return the cell without the apostrophe that ``csv_out`` puts before what looks like a formula."""
    if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS):
        return cell[1:]
    return cell or None


def locked() -> BadInput:
    """Return the refusal of a workbook with a password."""
    return BadInput("file", "The file is locked by a password. Save a copy without a password and upload that.")


def too_long() -> BadInput:
    """Return the refusal of a table with too many rows."""
    return BadInput("file", "The table has more than 20,000 rows. Split it into several files.")


def _unreadable() -> BadInput:
    return BadInput(
        "file",
        "The file is damaged, or one stray entry far away makes its table huge. "
        "Copy the rows into the template and upload that.",
    )
