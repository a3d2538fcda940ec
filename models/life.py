"""The lifeline of a thing: every move it made, when, by which role and why."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import Role


class LifeEvent(TableBase, table=True):
    """One move of one thing. Append-only; holds a role, never a person, so that it can be shown to all."""

    __tablename__ = "life_event"

    id: int = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    subject: str = Field(index=True)
    actor_role: Role = Field(sa_type=EnumText(Role))
    action: str
    before: str | None = None
    after: str
    reason: str = ""
    reference: str = ""
    """What the move points to: a meeting number, another item's number."""


class LifeEventRead(SQLModel):
    """One line of the lifeline as a page shows it."""

    at: datetime
    actor_role: Role
    action: str
    before: str | None
    after: str
    reason: str
    reference: str
