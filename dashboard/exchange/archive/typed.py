"""How is each stored value written as JSON, so that it comes back as exactly what it was?

``file`` stands for bytes: they lie in a file of the archive, and the row holds its name.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel


class Sort(StrEnum):
    """What a column holds."""

    WHOLE = "whole"
    TEXT = "text"
    YES_NO = "yes_no"
    DAY = "day"
    MOMENT = "moment"
    WORD = "word"
    JSON = "json"
    FILE = "file"


class Column(BaseModel):
    """One column of a table as ``schema.json`` describes it."""

    name: str
    sort: Sort
    nullable: bool
    key: bool
    references: str | None = None


class TableSchema(BaseModel):
    """One table as ``schema.json`` describes it, and how its rows were chosen."""

    kept: str
    columns: list[Column]


class Schema(BaseModel):
    """Every table of the archive, and those that were left out with the reason."""

    revision: str
    tables: dict[str, TableSchema]
    left_out: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Way:
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _same(*sorts: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) not in sorts:
            raise ValueError(f"{type(value).__name__} instead of {sorts[0].__name__}")
        return value

    return read


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(_same(str)(value))
    if found.tzinfo is None:
        raise ValueError("a moment without a zone")
    return found.astimezone(UTC)


_WAYS: Mapping[Sort, _Way] = {
    Sort.WHOLE: _Way(int, _same(int)),
    Sort.TEXT: _Way(str, _same(str)),
    Sort.YES_NO: _Way(bool, _same(bool)),
    Sort.DAY: _Way(date.isoformat, lambda value: date.fromisoformat(_same(str)(value))),
    Sort.MOMENT: _Way(lambda value: value.astimezone(UTC).isoformat(), _moment),
    Sort.WORD: _Way(lambda value: str(value.value), _same(str)),
    Sort.JSON: _Way(lambda value: value, lambda value: value),
    Sort.FILE: _Way(str, _same(str)),
}


def written(sort: Sort, value: Any) -> Any:
    """Return a stored value as JSON holds it; nothing stays nothing."""
    return None if value is None else _WAYS[sort].write(value)


def read(sort: Sort, value: Any) -> Any:
    """Return the value that was written.

    Raises:
        ValueError: JSON holds something that no such column can hold.
    """
    return None if value is None else _WAYS[sort].read(value)


def line(row: Mapping[str, Any]) -> bytes:
    """Return one row as one line; half a character of UTF-16, which JSON columns may hold, stays escaped."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"


def document(found: Any) -> bytes:
    """Return a small JSON file that people can read too."""
    return json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"
