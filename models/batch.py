"""What came into the house from a file: one row for each import, so that it can be undone as a whole."""

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Field, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import BatchStatus


class ImportBatch(TableBase, table=True):
    """One import. ``entered`` lists the ids of the rows it made."""

    __tablename__ = "import_batch"

    kind = "import_batch"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    of: str = Field(index=True)
    """``needs``, ``resources``, ``members`` or ``projects``."""
    file_name: str
    at: datetime = Field(sa_type=UtcDateTime)
    entered: list[int] = Field(default_factory=list, sa_type=JSON)
    left_out: int = 0
    """Rows of the file that had problems and were not entered."""
    status: BatchStatus = Field(default=BatchStatus.ENTERED, sa_type=EnumText(BatchStatus), index=True)


class ColumnMapping(TableBase, table=True):
    """Which heading of an office's table stands for which column, as the secretariat chose it last."""

    __tablename__ = "column_mapping"
    __table_args__ = (UniqueConstraint("of", "headings"),)

    id: int = Field(default=None, primary_key=True)
    of: str
    headings: str
    """SHA-256 of the row of headings."""
    fields: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """Heading -> field, ``null`` for a column that is not read."""
    saved_at: datetime = Field(sa_type=UtcDateTime)
