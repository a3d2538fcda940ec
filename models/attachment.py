"""Files that belong to something: photos of a need, papers of an agenda item."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from models.base import TableBase, UtcDateTime


class Attachment(TableBase, table=True):
    """A checked file: images are re-encoded without location data, other kinds kept as they came."""

    kind = "attachment"

    id: int = Field(default=None, primary_key=True)
    owner: str = Field(index=True)
    """What it belongs to, such as ``need/12``, ``draft/3`` or ``agenda_item/7``."""
    name: str
    media_type: str
    size: int
    sha256: str
    content: bytes = Field(sa_type=LargeBinary)
    uploaded_by: int | None = Field(default=None, foreign_key="account.id")
    uploaded_at: datetime = Field(sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AttachmentRead(SQLModel):
    """A file as listed; the content is fetched by its own use case."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    uploaded_at: datetime
