"""Which table did somebody upload: what are its column names, and what stands in which row?"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from dashboard.errors import BadInput
from dashboard.exchange.cells import Cell, line_of
from dashboard.exchange.columns import ImportKind, fold, listed
from dashboard.exchange.contents import MOST_BYTES, check_archive, content_kind, damaged
from dashboard.exchange.sheets import HEAD, MOST_ROWS, Row, Sheet, csv_sheet, locked, sheets_of, too_long

EXAMPLE_SHEETS = ("示例", "Example")
"""Chinese and English name of the sheet of a template that is never imported."""
_NEVER_TEXT = ("xlsx", "docx", "macros", "zip", "xls", "ole", "pdf")
"""What is never text. Other signatures are too short to hold against a text: ``BM`` begins a picture and a word."""
_FEWEST_MATCHES = 2
"""One known word can stand in a title row by chance; two are column names."""


@dataclass(frozen=True)
class Table:
    """The rows under the column names; every row has as many cells as there are headers.

    Texts come as typed, without BOM and outer spaces (U+3000 included); an empty cell is ``None``.
    ``unread`` names the other sheets that hold something: the page says that they were not read.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    unread: tuple[str, ...] = ()
    header_row: int = field(default=1, compare=False)
    """Number of the row with the column names, as Excel shows it."""
    left: int = field(default=0, compare=False)
    """How many empty columns stand before the first."""
    since_1904: bool = field(default=False, compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the headings, each once: the second of two equal ones gets a number."""
        return _names(self.headers)

    @property
    def fingerprint(self) -> str:
        """Return what tells this row of headings from others: SHA-256 in hexadecimal."""
        return _fingerprint(self.headers)


def read_table(
    name: str, data: bytes, kind: ImportKind[Any], known: Collection[str] = (), *, guess: bool = False
) -> Table:
    """Return the table in an uploaded XLSX, XLS or CSV file; its column names stand in one of the first ten rows.

    Args:
        known: fingerprints of rows of headings that somebody has explained.
        guess: whether to take the fullest of the first ten rows where no row holds known column names.

    Raises:
        BadInput: too large, not what its name says, damaged, locked, without column names or without rows.
    """
    if not data:
        raise BadInput("file", "The file is empty. Choose the file that holds your rows.")
    if len(data) > MOST_BYTES:
        raise BadInput("file", "The file is larger than 10 MB. Take out pictures and other sheets, or split it.")
    sheets = _sheets(name.rpartition(".")[2].casefold(), data, kind)
    found = next(((sheet, at) for sheet in sheets if (at := _header_at(sheet.rows, kind, known)) is not None), None)
    if found is None and guess:
        found = next(((sheet, at) for sheet in sheets if (at := _fullest(sheet.rows)) is not None), None)
    if found is None:
        raise BadInput(
            "file",
            "None of the first ten rows holds the column names (%(names)s). Copy the header row of the template.",
            names=listed(column.title for column in kind.columns if column.required),
        )
    sheet, at = found
    return _table(sheet, at, tuple(other.name for other in sheets if other is not sheet and _holds_more(other)))


def _sheets(ending: str, data: bytes, kind: ImportKind[Any]) -> list[Sheet]:
    if ending not in ("xlsx", "xls", "csv"):
        raise BadInput(
            "file", "Only tables in XLSX, XLS or CSV can be imported. Save the table as XLSX and upload that."
        )
    content = content_kind(data)
    if content == "locked":
        raise locked()
    if content == "damaged":
        raise damaged()
    if (content in _NEVER_TEXT or _is_markup(data)) if ending == "csv" else content != ending:
        raise BadInput(
            "file",
            "The file is not the table that its ending promises. "
            "Open it in Excel or WPS, save it as XLSX and upload that.",
        )
    if ending == "csv":
        return [csv_sheet(data, lambda rows: max((len(_matches(row, kind)) for row in rows), default=0))]
    if ending == "xlsx":
        check_archive(data)
    return sheets_of(data)


def _is_markup(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _matches(row: Row, kind: ImportKind[Any]) -> set[str]:
    """Return the fields whose column names stand in a row."""
    columns = (kind.column_for(line_of(cell)) for cell in row.cells)
    return {column.field for column in columns if column is not None}


def _header_at(rows: Iterable[Row], kind: ImportKind[Any], known: Collection[str]) -> int | None:
    """Return the index of the row that was explained, or of that with the most column names, of the first ten."""
    head = [(index, row) for index, row in enumerate(rows) if row.number <= HEAD]
    for index, row in head:
        if _fingerprint(_headers(row)) in known:
            return index
    counted = [(len(_matches(row, kind)), -index) for index, row in head]
    most, index = max(counted, default=(0, 0))
    return -index if most >= _FEWEST_MATCHES else None


def _fullest(rows: Iterable[Row]) -> int | None:
    """Return the index of the first row with the most different texts among the first ten rows of the sheet."""
    texts = [
        ({line_of(cell) for cell in row.cells if isinstance(cell, str)}, -index)
        for index, row in enumerate(rows)
        if row.number <= HEAD
    ]
    most, index = max(((len(found - {""}), index) for found, index in texts), default=(0, 0))
    return -index if most >= _FEWEST_MATCHES else None


def _headers(row: Row) -> tuple[str, ...]:
    headers = [line_of(cell) for cell in row.cells]
    while headers and not headers[-1]:
        headers.pop()
    return tuple(headers)


def _names(headers: Iterable[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    names = []
    for heading in headers:
        seen[heading] += 1
        names.append(heading if seen[heading] == 1 or not heading else f"{heading} ({seen[heading]})")
    return tuple(names)


def _fingerprint(headers: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(map(fold, headers)).encode()).hexdigest()


def _table(sheet: Sheet, at: int, unread: tuple[str, ...]) -> Table:
    headers = _headers(sheet.rows[at])
    rows = tuple(
        row
        for row in (_cut(row, len(headers)) for row in sheet.rows[at + 1 :])
        if any(cell is not None for cell in row.cells) and not _repeats(row, headers)
    )
    if not rows:
        raise BadInput("file", "There are no rows under the column names. Fill in at least one row.")
    if len(rows) > MOST_ROWS:
        raise too_long()
    return Table(headers, rows, sheet.name, unread, sheet.rows[at].number, sheet.left, sheet.since_1904)


def _repeats(row: Row, headers: tuple[str, ...]) -> bool:
    """Return whether a row says the column names again, as at the top of a printed page or under a merged heading."""
    told = [(line_of(cell), heading) for cell, heading in zip(row.cells, headers, strict=True) if line_of(cell)]
    return len(told) >= _FEWEST_MATCHES and all(fold(text) == fold(heading) for text, heading in told)


def _cut(row: Row, width: int) -> Row:
    cells = [_stripped(cell) for cell in row.cells[:width]]
    return Row(row.number, (*cells, *[None] * (width - len(cells))))


def _stripped(cell: Cell) -> Cell:
    return cell.strip("\ufeff \u3000\t\r\n\xa0") or None if isinstance(cell, str) else cell


def _holds_more(sheet: Sheet) -> bool:
    return len(sheet.rows) > 0 and fold(sheet.name) not in map(fold, EXAMPLE_SHEETS)
