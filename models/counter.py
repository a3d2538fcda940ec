"""Numbers given without gaps, and requests that were already carried out."""

from datetime import datetime

from sqlmodel import Field

from models.base import TableBase, UtcDateTime


class Counter(TableBase, table=True):
    """The last number given in a series such as ``need:2026Q4``; raised inside the writing transaction."""

    name: str = Field(primary_key=True)
    value: int = 0


class DoneRequest(TableBase, table=True):
    """A click that was carried out, by the key made when its button was drawn: a second click changes nothing."""

    __tablename__ = "done_request"

    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    result: str = ""
