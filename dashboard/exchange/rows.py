"""Which rows of a table can be imported, and what is wrong with each cell of the others?"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Generic

from pydantic import ValidationError

from dashboard.errors import BadInput
from dashboard.exchange.cells import parse_fen, text_of
from dashboard.exchange.columns import Column, Draft, ImportKind, Lookups, by_name, fold, folded, listed
from dashboard.exchange.kinds import KINDS, MEMBERS, NEEDS, NeedLine
from dashboard.exchange.sheets import Row
from dashboard.exchange.tables import Table
from dashboard.i18n import gettext as _
from dashboard.labels import problem_text
from dashboard.rules.texts import private_details

__all__ = [
    "KINDS",
    "MEMBERS",
    "NEEDS",
    "GoodRow",
    "ImportReport",
    "Lookups",
    "NeedLine",
    "Problem",
    "by_name",
    "check",
    "parse_fen",
]


Found = tuple[str, str]
"""A field and the reason why its cell cannot be imported."""


@dataclass(frozen=True)
class GoodRow(Generic[Draft]):
    """A row that can be imported, as the draft its use case takes."""

    row_number: int
    draft: Draft


@dataclass(frozen=True)
class Problem:
    """One cell that has to be mended: row number as Excel shows it, heading, what stands there, and why not."""

    row: int
    column: str
    value: str
    reason: str
    """A sentence in the language that was spoken when the table was checked."""


@dataclass(frozen=True)
class ImportReport(Generic[Draft]):
    """Every row of a table, either good or with all its problems; ``unread`` are headings of no known column."""

    good: tuple[GoodRow[Draft], ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]


def check(kind: ImportKind[Draft], table: Table, lookups: Lookups) -> ImportReport[Draft]:
    """Return the good rows as drafts and the problems of all others, in the order of the table.

    Rows that share a key are all refused, because only the office knows which of them is right.

    Raises:
        BadInput: a required column is missing, or two columns have the same meaning.
    """
    placed = _placed(kind, table)
    names = Lookups(folded(lookups.categories), folded(lookups.areas))
    repeated = _repeated(kind, table, placed)
    good: list[GoodRow[Draft]] = []
    problems: list[Problem] = []
    for row in table.rows:
        values, wrong = _read(row, placed, names)
        wrong += kind.across(values)
        if row.number in repeated:
            wrong.append((kind.keys[0], repeated[row.number]))
        draft, invalid = _validated(kind, values, {field for field, _reason in wrong})
        for field, reason in sorted(wrong + invalid, key=lambda found: placed[found[0]][1]):
            _column, index = placed[field]
            problems.append(Problem(row.number, table.headers[index], text_of(row.cells[index]), reason))
        if draft is not None and not wrong:
            good.append(GoodRow(row.number, draft))
    unread = tuple(heading for heading in table.headers if heading and kind.column_for(heading) is None)
    return ImportReport(tuple(good), tuple(problems), unread)


def _placed(kind: ImportKind[Any], table: Table) -> dict[str, tuple[Column, int]]:
    """Return field -> column and its index in the table."""
    placed: dict[str, tuple[Column, int]] = {}
    for index, heading in enumerate(table.headers):
        column = kind.column_for(heading)
        if column is None:
            continue
        if column.field in placed:
            raise BadInput(
                "file",
                "The columns “%(first)s” and “%(second)s” mean the same. Delete or rename one of them.",
                first=table.headers[placed[column.field][1]],
                second=heading,
            )
        placed[column.field] = (column, index)
    missing = [column.title for column in kind.columns if column.required and column.field not in placed]
    if missing:
        raise BadInput(
            "file",
            "These columns are missing: %(columns)s. Add them, or copy the rows into the template.",
            columns=listed(missing),
        )
    return placed


def _repeated(kind: ImportKind[Any], table: Table, placed: dict[str, tuple[Column, int]]) -> dict[int, str]:
    """Return row number -> reason for rows that share their key, whether or not the rest of them can be read."""
    rows: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in table.rows:
        key = tuple(fold(text_of(row.cells[placed[field][1]])) for field in kind.keys)
        if all(key):
            rows[key].append(row.number)
    titles = listed(placed[field][0].title for field in kind.keys)
    reason = _("Rows %(rows)s have the same %(columns)s. Keep one of them.")
    return {
        number: reason % {"rows": listed(map(str, numbers)), "columns": titles}
        for numbers in rows.values()
        if len(numbers) > 1
        for number in numbers
    }


def _read(row: Row, placed: dict[str, tuple[Column, int]], names: Lookups) -> tuple[dict[str, Any], list[Found]]:
    """Return the values that can be read and the reasons for those that cannot; empty cells keep the default."""
    values: dict[str, Any] = {}
    wrong: list[Found] = []
    for field, (column, index) in placed.items():
        cell = row.cells[index]
        if not text_of(cell):
            wrong += [(field, _("This cell is empty. Please fill it in."))] if column.required else []
            continue
        try:
            values[field] = column.read(cell, names)
        except BadInput as refusal:
            wrong.append((field, str(refusal)))
        if column.public:
            wrong += [(field, reason) for reason in _private(text_of(cell))]
    return values, wrong


def _private(text: str) -> list[str]:
    reason = _("Everybody can read this, and “%(fragment)s” is a personal detail. Take it out.")
    return [reason % {"fragment": found.fragment} for found in private_details(text)]


def _validated(kind: ImportKind[Draft], values: dict[str, Any], known: set[str]) -> tuple[Draft | None, list[Found]]:
    """Return the draft, or the problems its own rules find in fields that have none yet."""
    try:
        return kind.draft.model_validate(values), []
    except ValidationError as refusal:
        found = [(str(item["loc"][0]), problem_text(item)) for item in refusal.errors()]
    return None, [(field, reason) for field, reason in found if field not in known]
