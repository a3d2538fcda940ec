"""Templates of documents that the office changed in WPS or Word."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, UniqueConstraint

from models.base import TableBase, UtcDateTime


class DocumentTemplate(TableBase, table=True):
    """One version of the template of one kind of paper. Append-only: the newest counts."""

    __tablename__ = "document_template"
    __table_args__ = (UniqueConstraint("paper", "version"),)

    kind = "document_template"

    id: int = Field(default=None, primary_key=True)
    paper: str = Field(index=True)
    """A kind of paper, such as ``sign_in_sheet``."""
    version: int
    name: str = ""
    content: bytes = Field(default=b"", sa_type=LargeBinary)
    """The Word file; empty where the office went back to the template as shipped."""
    sha256: str = ""
    uploaded_at: datetime = Field(sa_type=UtcDateTime)
    uploaded_by: int | None = Field(default=None, foreign_key="account.id")
