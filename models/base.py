"""What every table shares: a private registry, UTC timestamps and text enums."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import DateTime, Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """Store aware datetimes as UTC and return them aware.

    SQLite forgets time zones, so the offset is put back on load.
    A naive value raises ``ValueError`` instead of being guessed at.
    """

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime: take the time from Context.now()")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class EnumText(TypeDecorator[StrEnum]):
    """Store the value of a ``StrEnum`` as text and return the member on load.

    A value outside the vocabulary raises ``ValueError``, on the way in and on the way out.
    """

    impl = String
    cache_ok = True

    def __init__(self, vocabulary: type[StrEnum]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else self.vocabulary(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.vocabulary(value)


class TableBase(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """Parent of every table.

    The registry is private so that Streamlit's hot reload, which imports this package afresh, starts
    empty instead of colliding with the previous import. Keys are declared
    ``id: int = Field(default=None, primary_key=True)``: the database fills them in, and every row a
    service hands on has been flushed.
    """

    kind: ClassVar[str] = ""
    """Name of the thing in audit lines and life events, such as ``need``; empty where it has no life."""


def subject_of(row: TableBase) -> str:
    """Return how audit lines and life events name a row, such as ``need/12``."""
    return f"{row.kind or type(row).__name__.lower()}/{getattr(row, 'id', '')}"
