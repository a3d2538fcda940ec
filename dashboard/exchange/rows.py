"""Which rows of a table can be imported, and what is wrong with each cell of the others?"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic

from pydantic import ValidationError

from dashboard.errors import BadInput
from dashboard.exchange.cells import is_error, parse_fen, text_of
from dashboard.exchange.columns import Column, Draft, ImportKind, Lookups, by_name, fold, listed
from dashboard.exchange.kinds import KINDS, MEMBERS, NEEDS, PROJECTS, NeedLine
from dashboard.exchange.sheet_process import UNCOUNTED
from dashboard.exchange.sheets import Row
from dashboard.exchange.tables import Table
from dashboard.i18n import gettext as _
from dashboard.labels import problem_text
from dashboard.rules.texts import PrivateKind, private_details

__all__ = [
    "KINDS",
    "MEMBERS",
    "NEEDS",
    "PROJECTS",
    "GoodRow",
    "ImportReport",
    "Lookups",
    "NeedLine",
    "Problem",
    "by_name",
    "check",
    "parse_fen",
]


STRIDE = 250
"""How many rows are checked between two words of progress."""
Fields = Mapping[str, str | None]
Placed = dict[str, tuple[Column, int]]
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
    at: int = field(default=-1, compare=False)
    """Index of the column among the headings; below zero where it is not known."""


@dataclass(frozen=True)
class ImportReport(Generic[Draft]):
    """Every row of a table, either good or with all its problems; ``unread`` are headings of no known column."""

    good: tuple[GoodRow[Draft], ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]


def check(
    kind: ImportKind[Draft],
    table: Table,
    lookups: Lookups,
    fields: Fields | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> ImportReport[Draft]:
    """Return the good rows as drafts and the problems of all others, in the order of the table.

    Rows that share a key are all refused, because only the office knows which of them is right.

    Args:
        fields: heading -> field as somebody explained them, ``None`` for a column that is not read; headings that
            are not in it, and all headings without it, are recognised by their words.
        progress: told now and then how many rows are done.

    Raises:
        BadInput: a required column is missing, or two columns have the same meaning.
    """
    placed = placed_columns(kind, table, fields)
    refuse_missing(kind, placed)
    names = lookups.ready(table.since_1904)
    repeated = _repeated(kind, table, placed)
    good: list[GoodRow[Draft]] = []
    problems: list[Problem] = []
    for done, row in enumerate(table.rows):
        if done % STRIDE == 0:
            progress(done)
        values, wrong = _read(row, table, placed, names)
        wrong += [found for found in kind.across(values, {field for field, _reason in wrong}) if found[0] in placed]
        if row.number in repeated:
            wrong.append((kind.keys[0], repeated[row.number]))
        draft, invalid = _validated(kind, values, {field for field, _reason in wrong})
        invalid = [(field if field in placed else kind.keys[0], reason) for field, reason in invalid]
        for field_, reason in sorted(wrong + invalid, key=lambda found: placed[found[0]][1]):
            index = placed[field_][1]
            problems.append(Problem(row.number, table.headers[index], text_of(row.cells[index]), reason, index))
        if draft is not None and not wrong:
            good.append(GoodRow(row.number, draft))
    taken = {index for _column, index in placed.values()}
    unread = tuple(heading for index, heading in enumerate(table.headers) if heading and index not in taken)
    return ImportReport(tuple(good), tuple(problems), unread)


def placed_columns(kind: ImportKind[Any], table: Table, fields: Fields | None = None) -> Placed:
    """Return field -> column and its index in the table.

    Raises:
        BadInput: two columns have the same meaning.
    """
    by_field = {column.field: column for column in kind.columns}
    placed: Placed = {}
    for index, name in enumerate(table.names):
        told = fields is not None and name in fields
        column = by_field.get((fields or {})[name] or "") if told else kind.column_for(table.headers[index])
        if column is None:
            continue
        if column.field in placed:
            raise BadInput(
                "file",
                "The columns “%(first)s” and “%(second)s” mean the same. Delete or rename one of them.",
                first=table.headers[placed[column.field][1]],
                second=table.headers[index],
            )
        placed[column.field] = (column, index)
    return placed


def refuse_missing(kind: ImportKind[Any], placed: Placed) -> None:
    """Refuse a table without a required column.

    Raises:
        BadInput: naming every column that is missing.
    """
    missing = [column.title for column in kind.columns if column.required and column.field not in placed]
    if missing:
        raise BadInput(
            "file",
            "These columns are missing: %(columns)s. Add them, or copy the rows into the template.",
            columns=listed(missing),
        )


def _repeated(kind: ImportKind[Any], table: Table, placed: Placed) -> dict[int, str]:
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


def _read(row: Row, table: Table, placed: Placed, names: Lookups) -> tuple[dict[str, Any], list[Found]]:
    """Return the values that can be read and the reasons for those that cannot; empty cells keep the default."""
    values: dict[str, Any] = {}
    wrong: list[Found] = []
    for field_, (column, index) in placed.items():
        cell = row.cells[index]
        text = text_of(cell)
        if not text:
            wrong += [(field_, _("This cell is empty. Please fill it in."))] if column.required else []
            continue
        if is_error(text):
            wrong.append((field_, _no_value(text)))
            continue
        try:
            under = column.read_under
            values[field_] = under(cell, names, table.headers[index]) if under else column.read(cell, names)
        except BadInput as refusal:
            wrong.append((field_, str(refusal)))
        if column.public:
            wrong += [(field_, reason) for reason in _private(text, column.office_telephone)]
    return values, wrong


def _no_value(text: str) -> str:
    if text == UNCOUNTED:
        return _("This formula was never calculated. Open the table in Excel or WPS, save it, and choose it again.")
    return _("“%(value)s” is the error of a formula. Type the value itself.") % {"value": text}


def _private(text: str, office_telephone: bool) -> list[str]:
    reason = _("Everybody can read this, and “%(fragment)s” is a personal detail. Take it out.")
    return [
        reason % {"fragment": found.fragment}
        for found in private_details(text)
        if not (office_telephone and found.kind is PrivateKind.LANDLINE)
    ]


def _validated(kind: ImportKind[Draft], values: dict[str, Any], known: set[str]) -> tuple[Draft | None, list[Found]]:
    """Return the draft, or the problems its own rules find in fields that have none yet."""
    try:
        return kind.draft.model_validate(values), []
    except ValidationError as refusal:
        found = [(str(item["loc"][0]), problem_text(item)) for item in refusal.errors()]
    return None, [(field, reason) for field, reason in found if field not in known]
