"""How both databases count days, years and groups of items."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, case, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import and_, col, not_, or_

from models.base import UtcDateTime
from models.enums import NeedStatus
from models.need import Need

DAY_SECONDS = 86_400


class days_between(FunctionElement[int]):
    """Whole days of 24 hours from the first moment to the second, rounded down."""

    name = "days_between"
    type = Integer()
    inherit_cache = True


@compiles(days_between, "sqlite")
def _days_sqlite(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    first, last = (compiler.process(part, **options) for part in element.clauses)
    return f"((CAST(strftime('%s', {last}) AS INTEGER) - CAST(strftime('%s', {first}) AS INTEGER)) / {DAY_SECONDS})"


@compiles(days_between, "postgresql")
def _days_postgresql(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    first, last = (compiler.process(part, **options) for part in element.clauses)
    return f"(CAST(trunc(extract(epoch FROM {last}) - extract(epoch FROM {first})) AS BIGINT) / {DAY_SECONDS})"


class local_year(FunctionElement[int]):
    """The year of a moment in Asia/Shanghai, which has been eight hours ahead all the time this software counts."""

    name = "local_year"
    type = Integer()
    inherit_cache = True


@compiles(local_year, "sqlite")
def _year_sqlite(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    (moment,) = (compiler.process(part, **options) for part in element.clauses)
    return f"CAST(strftime('%Y', {moment}, '+8 hours') AS INTEGER)"


@compiles(local_year, "postgresql")
def _year_postgresql(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    (moment,) = (compiler.process(part, **options) for part in element.clauses)
    return f"CAST(extract(year FROM {moment} + interval '8 hours') AS INTEGER)"


def counted() -> ColumnElement[bool]:
    """Return the condition that keeps the items whose way can be followed.

    Left out are items whose import was undone, which were never handed in, and finished ones taken over from earlier
    years, of which nobody knows when they took which step.
    """
    taken_over = and_(col(Need.accepted_at).is_(None), col(Need.completed_at).is_not(None))
    withdrawn = col(Need.status) == NeedStatus.WITHDRAWN
    return not_(and_(col(Need.batch_id).is_not(None), or_(withdrawn, taken_over)))


def moment(value: Any) -> ColumnElement[Any]:
    """Return a moment as SQL."""
    return literal(value, UtcDateTime)


def whole_days(first: Any, last: Any) -> ColumnElement[int]:
    """Return the days from one moment to another, never below 0."""
    days = days_between(first, last)
    return case((days < 0, 0), else_=days)


def total(condition: Any) -> ColumnElement[int]:
    """Return how many rows of a group meet the condition."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
