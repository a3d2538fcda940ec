"""The area as a tree of generic levels: neighbourhood committee, grid, small micro-grid, meta-grid."""

from sqlmodel import Field, SQLModel

from models.base import TableBase


class Area(TableBase, table=True):
    """One node. ``level`` is a free word such as ``committee`` or ``grid``; nothing below a building is kept."""

    id: int = Field(default=None, primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    level: str = Field(index=True)
    code: str = Field(unique=True)
    name_zh: str
    name_en: str = ""
    households: int | None = None
    residents: int | None = None


class AreaRead(SQLModel):
    id: int
    parent_id: int | None
    level: str
    code: str
    name_zh: str
    name_en: str
