"""What is a record that leaves the house: its fields, and where its rows come from?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from sqlmodel import Session

from dashboard.i18n import either

Sort = Literal["string", "integer", "date", "boolean", "name", "money"]
"""``name`` is a name in Chinese and English, ``money`` an integer number of fen."""
Value = Any
"""``str``, ``int``, ``bool``, ``date``, ``StrEnum``, ``Name`` or ``None``."""
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Name:
    """A name stored in two languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return either(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record. ``title`` and ``about`` are translated where they are shown."""

    name: str
    title: str
    about: str
    sort: Sort = "string"
    unit: str = ""
    """What a number counts, marked for translation."""
    vocabulary: type[StrEnum] | None = None
    office: bool = False
    """Only the office may read it: it is in no public file."""


@dataclass(frozen=True, slots=True)
class Records:
    """One kind of record. ``rows`` reads them on a day, with what only the office may read or without."""

    name: str
    about: str
    """What one row is, marked for translation."""
    fields: tuple[Field, ...]
    rows: Callable[[Session, date, bool], Iterable[Row]]
