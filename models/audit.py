"""The append-only record of who did what, when, and to which row."""

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Field

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import Role


class AuditEntry(TableBase, table=True):
    """Written in the same transaction as the change it describes; the database refuses later changes.

    ``facts`` never holds a choice of a ballot, a password, a token or a contact.
    ``channel`` names who should be told that something moved, such as ``meeting:7``; its lines are counted often.
    """

    __tablename__ = "audit_entry"

    id: int = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    actor_id: int | None = Field(default=None, index=True)
    actor_role: Role = Field(sa_type=EnumText(Role))
    action: str = Field(index=True)
    subject: str = Field(index=True)
    channel: str | None = Field(default=None, index=True)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
