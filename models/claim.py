"""A member organisation's claim on an item: what it offers, and what became of the offer."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import ClaimStatus, NeedStatus, OfferKind


class Claim(TableBase, table=True):
    """One claim (认领). An organisation has at most one live claim on an item."""

    __table_args__ = (
        Index(
            "uq_claim_one_live",
            "need_id",
            "organisation_id",
            unique=True,
            sqlite_where=text("status in ('intention', 'confirmed')"),
            postgresql_where=text("status in ('intention', 'confirmed')"),
        ),
    )

    kind = "claim"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    offer: OfferKind = Field(sa_type=EnumText(OfferKind))
    offer_text: str
    value_fen: int | None = Field(default=None, sa_type=BigInteger)
    promised_on: date
    leads: bool = False
    branch_agreed: bool = False
    """The organisation's own Party branch has agreed (已报本单位党组织同意)."""
    status: ClaimStatus = Field(default=ClaimStatus.INTENTION, sa_type=EnumText(ClaimStatus), index=True)
    claimed_at: datetime = Field(sa_type=UtcDateTime)
    part_id: int | None = Field(default=None, index=True)
    """Which part of what the item asks for; empty where the whole is meant."""
    resource_id: int | None = Field(default=None, index=True)
    """The resource card it draws on."""
    amount: int | None = Field(default=None, sa_type=BigInteger)
    """Fen for funds, else whole units of the part."""
    wants_lead: bool = True
    """主认领 rather than 联合认领: the organisation means to lead."""
    volunteer_hours: int | None = None
    """Hours given by volunteers, as the organisation reports them for itself as a whole."""
    reminded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    fulfilled_on: date | None = None


class ClaimDraft(SQLModel):
    offer: OfferKind
    offer_text: str = Field(min_length=4, max_length=500)
    value_fen: int | None = Field(default=None, ge=0, le=20_000_000_00)
    promised_on: date
    branch_agreed: bool = False
    part_id: int | None = None
    resource_id: int | None = None
    amount: int | None = Field(default=None, ge=1, le=20_000_000_00)
    wants_lead: bool = True


class ClaimRead(SQLModel):
    """A claim with what it is a claim on; organisation and project are named as everybody sees them."""

    id: int
    number: str
    need_id: int
    need_number: str
    need_title: str
    need_status: NeedStatus
    organisation_id: int
    organisation: str
    """Its name in the language spoken when it was read."""
    offer: OfferKind
    offer_text: str
    value_fen: int | None
    promised_on: date
    leads: bool
    branch_agreed: bool
    status: ClaimStatus
    claimed_at: datetime
    project_number: str
    """Empty as long as the item has no project."""
    part_id: int | None = None
    part_text: str = ""
    """The part of the item it is for, empty where the whole is meant."""
    unit: str = ""
    """What ``amount`` is counted in; empty for funds, which are counted in fen."""
    resource_id: int | None = None
    resource_number: str = ""
    """The resource card it draws on."""
    amount: int | None = None
    wants_lead: bool = True
    leads_project: bool = False
    """Its organisation leads a project that is not over."""
    volunteer_hours: int | None = None
    reminded_at: datetime | None = None
    fulfilled_on: date | None = None
