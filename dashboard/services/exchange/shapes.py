"""What the use cases of imports take and return."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, SQLModel

from dashboard.exchange.columns import ImportKind, Lookups
from dashboard.exchange.rows import GoodRow, Problem
from dashboard.rules.permissions import Permission
from dashboard.services.context import Unit
from models.base import TableBase
from models.batch import ImportBatch
from models.enums import BatchStatus

Progress = Callable[[float], None]
"""Told which share of the work is done, from 0 to 1; never called while a transaction is open."""


def quietly(share: float) -> None:
    """Tell nobody how far the work is."""


@dataclass(frozen=True, slots=True)
class Double:
    """A row that seems to be on the list already; ``known`` is the number or code it stands there under."""

    row: int
    title: str
    known: str
    enterable: bool
    """Whether it can be entered on purpose all the same."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What an import of a table would come to now."""

    good: int
    """How many rows would be entered by default: without problems, and not on the list yet."""
    problems: tuple[Problem, ...]
    doubles: tuple[Double, ...]
    unread: tuple[str, ...]
    """Headings of columns that are not read."""
    unread_sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A table before its rows are checked: its headings, its first rows, and what each heading is taken for."""

    headings: tuple[str, ...]
    fingerprint: str
    sheet: str
    header_row: int
    rows: int
    sample: tuple[tuple[str, ...], ...]
    fields: Mapping[str, str | None]
    """Heading -> field, ``None`` where the column is not read."""
    missing: tuple[str, ...]
    """Fields that must be filled in and that no column is taken for."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import entered: numbers or codes in the order of the table, and the rows that were left out."""

    numbers: tuple[str, ...]
    problems: tuple[Problem, ...]
    batch: str = ""
    """Number of the import, such as ``PL-DR-2026-001``."""
    doubles: tuple[Double, ...] = ()
    """Rows left out because they seem to be on the list already."""


@dataclass(frozen=True, slots=True)
class BatchRead:
    """One import as the secretariat sees it."""

    id: int
    number: str
    of: str
    file_name: str
    at: datetime
    entered: int
    left_out: int
    status: BatchStatus
    reason: str
    """Why it was undone; empty where it was not."""


@dataclass(frozen=True, slots=True)
class Case:
    """What one kind of table needs besides its columns."""

    kind: ImportKind[Any]
    needs: Permission
    lookups: Callable[[Session], Lookups]
    choices: Callable[[Session], dict[str, list[str]]]
    """Field -> words of the template's drop-down lists."""
    tidy: Callable[[Session, Any, date], SQLModel]
    """Returns a draft as it will be stored today, or refuses it with BadInput or ValidationError."""
    doubles: Callable[[Session, Sequence[GoodRow[Any]]], list[Double]]
    enter: Callable[[Unit, ImportBatch, Sequence[Any]], Sequence[TableBase]]
    """Enters tidy drafts and begins their lives; returns the rows whose ids the batch lists."""
    undo: Callable[[Unit, ImportBatch, str], None]
    """Takes back what the batch entered, for this reason, or refuses and names what has moved on."""
    numbers: Callable[[Session, Sequence[int]], list[str]]
    """Numbers or codes of entered rows, in the order of the ids."""
