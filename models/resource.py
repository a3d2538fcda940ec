"""What a member organisation can offer (资源清单): one card for each resource."""

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import JSON, Field, SQLModel

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import OfferKind, ResourceStatus


class Resource(TableBase, table=True):
    """One card. What is left of it is computed from the claims that draw on it."""

    kind = "resource"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    offer: OfferKind = Field(sa_type=EnumText(OfferKind), index=True)
    title: str
    text: str
    categories: list[str] = Field(default_factory=list, sa_type=JSON)
    """Codes of the categories it suits; empty for all."""
    amount: int | None = Field(default=None, sa_type=BigInteger)
    """Fen for funds, else whole units; empty where it cannot be counted."""
    unit: str = ""
    from_on: date
    until_on: date | None = None
    """Last day; empty for open-ended."""
    area_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    """The area served; empty for the whole sub-district."""
    terms: str = ""
    contact_post: str = ""
    """A post and its office telephone, never a person."""
    status: ResourceStatus = Field(default=ResourceStatus.OFFERED, sa_type=EnumText(ResourceStatus), index=True)
    offered_at: datetime = Field(sa_type=UtcDateTime)
    batch_id: int | None = Field(default=None, foreign_key="import_batch.id", index=True)


class ResourceDraft(SQLModel):
    """A card as typed or imported."""

    offer: OfferKind
    title: str = Field(min_length=2, max_length=60)
    text: str = Field(min_length=4, max_length=1000)
    categories: list[str] = Field(default_factory=list)
    amount: int | None = Field(default=None, ge=1, le=20_000_000_00)
    unit: str = Field(default="", max_length=12)
    from_on: date
    until_on: date | None = None
    area_id: int | None = None
    terms: str = Field(default="", max_length=500)
    contact_post: str = Field(default="", max_length=120)
