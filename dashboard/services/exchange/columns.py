"""What does each heading of an office's table stand for, and how is that remembered for the next one?"""

from collections.abc import Mapping

from sqlmodel import Session, select

from dashboard.errors import BadInput
from dashboard.exchange.cells import text_of
from dashboard.exchange.rows import placed_columns
from dashboard.exchange.tables import Table, read_table
from dashboard.services.context import Context
from dashboard.services.exchange.cases import case_of
from dashboard.services.exchange.shapes import Look
from models.batch import ColumnMapping

SAMPLE = 5
"""How many rows are shown before anything is checked."""


def look(ctx: Context, of: str, data: bytes, name: str) -> Look:
    """Return how a table was read and what each of its headings is taken for; nothing is written.

    Raises:
        NotFound: there is no such kind of list.
        BadInput: the file is no table (field ``file``).
    """
    case = case_of(of)
    with ctx.reading(case.needs) as session:
        known = mappings(session, of)
    table = read_table(name, data, case.kind, known, guess=True)
    placed, told = {}, known.get(table.fingerprint)
    try:
        placed = placed_columns(case.kind, table, told)
    except BadInput:
        told = {}  # two headings mean the same: the office says which of them is read
    fields: dict[str, str | None] = dict.fromkeys(one for one in table.names if one)
    fields |= {table.names[index]: field for field, (_column, index) in placed.items()}
    return Look(
        headings=tuple(fields),
        fingerprint=table.fingerprint,
        sheet=table.sheet,
        header_row=table.header_row,
        rows=len(table.rows),
        sample=tuple(_sample(table, number) for number in range(min(SAMPLE, len(table.rows)))),
        fields=fields,
        missing=tuple(column.field for column in case.kind.columns if column.required and column.field not in placed),
    )


def keep_columns(ctx: Context, of: str, fingerprint: str, fields: Mapping[str, str | None]) -> None:
    """Remember what the headings of a table stand for; tables with the same row of headings are read so from now on.

    Raises:
        NotFound: there is no such kind of list.
        BadInput: two headings stand for the same, or for nothing this kind of list has (field ``columns``).
    """
    case = case_of(of)
    chosen = [field for field in fields.values() if field is not None]
    if set(chosen) - {column.field for column in case.kind.columns}:
        raise BadInput("columns", "Please choose one of the values offered.")
    if len(set(chosen)) < len(chosen):
        raise BadInput("columns", "Two headings stand for the same column. Choose “not read” for one of them.")
    with ctx.writing(case.needs) as unit:
        query = select(ColumnMapping).where(ColumnMapping.of == of, ColumnMapping.headings == fingerprint)
        row = unit.session.exec(query).first() or ColumnMapping(of=of, headings=fingerprint, saved_at=unit.now)
        row.fields, row.saved_at = dict(fields), unit.now
        unit.add(row)
        unit.audit("column_mapping.keep", f"column_mapping/{row.id}", of=of, columns=len(chosen))


def mappings(session: Session, of: str) -> dict[str, dict[str, str | None]]:
    """Return what was remembered for this kind of list: fingerprint of the headings -> heading -> field."""
    return {row.headings: row.fields for row in session.exec(select(ColumnMapping).where(ColumnMapping.of == of))}


def _sample(table: Table, number: int) -> tuple[str, ...]:
    return tuple(text_of(cell) for cell, one in zip(table.rows[number].cells, table.names, strict=True) if one)
