"""How does a table leave the house as CSV, so that Excel opens it in Chinese and calculates nothing in it?"""

import csv
import math
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from numbers import Number
from typing import Any

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
"""Source: OWASP, CSV Injection; the full-width signs count as formulas in East Asian editions of Excel."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def safe_csv(rows: Iterable[Sequence[Any]], headers: Sequence[str]) -> bytes:
    """Return a CSV file: UTF-8 with BOM, CRLF, commas; numbers stay numbers, texts that look like formulas get ``'``.

    ``None`` and "not a number" become empty cells, dates ``2026-03-05``.

    Raises:
        ValueError: a row has more or fewer cells than there are headers.
    """
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([_text(str(header)) for header in headers])
    for row in rows:
        writer.writerow([_cell(value) for value, _header in zip(row, headers, strict=True)])
    return file.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, Number) and not isinstance(value, bool):
        return value
    return "" if str(value) in ("NaT", "<NA>") else _text(str(value))


def _text(text: str) -> str:
    kept = _CONTROLS.sub("", text)
    return f"'{kept}" if _FORMULA.match(kept) else kept
