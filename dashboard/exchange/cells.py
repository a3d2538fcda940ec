"""What does one cell of an imported table mean: a text, a date, a whole number, an amount of money?"""

import math
import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

from dashboard.errors import BadInput
from dashboard.exchange.sheet_process import UNCOUNTED
from dashboard.rules.texts import clean

_ERRORS = frozenset(
    f"#{word}" for word in ("N/A", "REF!", "VALUE!", "DIV/0!", "NAME?", "NUM!", "NULL!", "SPILL!", "CALC!")
) | {UNCOUNTED}
Cell = str | int | float | date | None

_SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of the serial numbers after February 1900. Source: ECMA-376 part 1, 18.17.4.1 (1900 date base)."""
_SERIAL_ZERO_1904 = date(1904, 1, 1)
_EARLIEST, _LATEST = date(1900, 3, 1), date(2099, 12, 31)
_DATE = re.compile(
    r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.0+)?)?)?"
    r"|(\d{4})(\d{2})(\d{2})"
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_WHOLE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.0*)?")
_AMOUNT = re.compile(r"(?:¥|RMB|CNY)? ?(-?)((?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d+)?) ?(万元|万|元|YUAN|CNY)?")
_FEN = {"元": 100, "YUAN": 100, "CNY": 100, "万": 1_000_000, "万元": 1_000_000}
_MOST_FEN = 100_000_000_000
"""One thousand million yuan: what is larger is a slip of the keyboard."""


def text_of(cell: Cell) -> str:
    """Return a cell as cleaned text; a whole number without its ``.0``, a date as ``2026-03-05``, nothing as empty."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        # Excel keeps 15 significant digits; the rest of a float is noise of the arithmetic.
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    return cell.isoformat() if isinstance(cell, date) else clean(str(cell))


def line_of(cell: Cell) -> str:
    """Return a cell as one line of text: newlines and runs of spaces become one space."""
    return " ".join(text_of(cell).split())


def date_of(cell: Cell, since_1904: bool = False) -> date:
    """Return the date a cell holds: a real date, a serial number, or ``2026年3月5日``, ``2026/3/5``, ``2026-03-05``.

    ``since_1904`` says that the workbook counts its days from 1 January 1904.

    Raises:
        BadInput: no date, or one outside 1900 to 2099.
    """
    day = cell if isinstance(cell, date) else _date_in(_narrow(cell), since_1904)
    if day is None or not _EARLIEST <= day <= _LATEST:
        raise BadInput(
            "cell", "“%(value)s” is not a date. Write it as 2026-03-05 or 2026年3月5日.", value=text_of(cell)
        )
    return day


def whole_of(cell: Cell) -> int:
    """Return the whole number a cell holds; ``300.0`` and ``1,200`` are whole, ``300户`` and ``2.5`` are not.

    Raises:
        BadInput: no whole number.
    """
    text = _narrow(cell)
    if not _WHOLE.fullmatch(text):
        raise BadInput(
            "cell", "“%(value)s” is not a whole number. Write digits only, such as 300.", value=text_of(cell)
        )
    return int(text.partition(".")[0].replace(",", ""))


def parse_fen(cell: Cell, unit: str = "元") -> int:
    """Return an amount in fen, exactly: ``86,000``, ``¥86,000.50``, ``8.6万元``, or a number of a spreadsheet.

    ``unit`` (元 or 万元) is what a number without a unit of its own counts, as a column heading says it.

    Raises:
        BadInput: no amount, a negative one, a part of a fen, or more than one thousand million yuan.
    """
    match = _AMOUNT.fullmatch(_narrow(cell))
    if match is None:
        raise BadInput(
            "cell",
            "“%(value)s” is not an amount. Write yuan such as 86000 or 86,000.50, or 8.6万元.",
            value=text_of(cell),
        )
    sign, number, own_unit = match.groups()
    fen = Decimal(number.replace(",", "")) * _FEN[own_unit or unit]
    if sign or fen > _MOST_FEN:
        raise BadInput(
            "cell",
            "The amount %(value)s cannot be right. Write one between 0 and 1,000,000,000 yuan.",
            value=text_of(cell),
        )
    if fen != int(fen):
        raise BadInput(
            "cell", "The amount %(value)s is finer than one fen. Round it to two decimals.", value=text_of(cell)
        )
    return int(fen)


_QUANTITY = re.compile(r"((?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d+)?) ?([^\d\s.,][^\d]{0,11})?")


def quantity_of(cell: Cell) -> tuple[str, str]:
    """Return the number and the unit of measure a cell holds: ``20间`` is ``("20", "间")``, ``8.5`` is ``("8.5", "")``.

    Raises:
        BadInput: no number at the beginning, or a negative one.
    """
    match = _QUANTITY.fullmatch(unicodedata.normalize("NFKC", line_of(cell)))
    if match is None:
        raise BadInput(
            "cell", "“%(value)s” is not a quantity. Write a number and its unit, such as 20间.", value=text_of(cell)
        )
    number, unit = match.groups()
    return number.replace(",", ""), (unit or "").strip()


def unit_under(heading: str) -> str:
    """Return what a bare number under this heading counts: 万元 where the heading says so, else 元."""
    return "万元" if "万元" in unicodedata.normalize("NFKC", heading) else "元"


def is_error(text: str) -> bool:
    """Return whether a cell holds the error of a formula instead of a value, such as ``#N/A``."""
    return text in _ERRORS


def _narrow(cell: Cell) -> str:
    """Return the cell as one upper-case line without full-width characters, for numbers and dates."""
    if isinstance(cell, float) and not math.isfinite(cell):
        return ""
    return unicodedata.normalize("NFKC", line_of(cell)).upper()


def _date_in(text: str, since_1904: bool) -> date | None:
    """Return the date written in a text, or ``None`` where there is none on the calendar."""
    if _SERIAL.fullmatch(text):
        zero = _SERIAL_ZERO_1904 if since_1904 else _SERIAL_ZERO
        return zero + timedelta(days=int(text.partition(".")[0]))
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None
