"""Co-building agreements (共建协议): who promised what to whom, for how long, and for which items."""

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import AgreementStatus


class Agreement(TableBase, table=True):
    """One agreement. Its text is frozen once it is signed; a renewal is an agreement of its own."""

    kind = "agreement"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    title: str
    goals: str
    schedule: str = ""
    targets: str = ""
    """What can be counted, such as activities a year."""
    money_fen: int | None = Field(default=None, sa_type=BigInteger)
    money_clause: str = ""
    termination: str = ""
    copies: int = 2
    starts_on: date
    ends_on: date
    """Last day of the term."""
    signed_on: date | None = None
    renews_id: int | None = Field(default=None, foreign_key="agreement.id")
    """The agreement that this one continues."""
    status: AgreementStatus = Field(default=AgreementStatus.DRAFT, sa_type=EnumText(AgreementStatus), index=True)
    drafted_at: datetime = Field(sa_type=UtcDateTime)


class AgreementParty(TableBase, table=True):
    """A side of an agreement (甲方, 乙方, 丙方): a member organisation, or another unit by its name."""

    __tablename__ = "agreement_party"
    __table_args__ = (UniqueConstraint("agreement_id", "position"),)

    id: int = Field(default=None, primary_key=True)
    agreement_id: int = Field(foreign_key="agreement.id", index=True)
    position: int
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    name: str = ""
    """Where it is no member organisation."""
    promise: str
    contact_post: str = ""


class AgreementItem(TableBase, table=True):
    """An item of the claim list that an agreement is about."""

    __tablename__ = "agreement_item"

    agreement_id: int = Field(foreign_key="agreement.id", primary_key=True)
    need_id: int = Field(foreign_key="need.id", primary_key=True)


class PartyDraft(SQLModel):
    """A side as typed: either ``organisation_id`` or ``name``."""

    organisation_id: int | None = None
    name: str = Field(default="", max_length=80)
    promise: str = Field(min_length=4, max_length=1000)
    contact_post: str = Field(default="", max_length=120)


class AgreementDraft(SQLModel):
    """An agreement as typed."""

    title: str = Field(min_length=4, max_length=80)
    goals: str = Field(min_length=4, max_length=1000)
    schedule: str = Field(default="", max_length=1000)
    targets: str = Field(default="", max_length=500)
    money_fen: int | None = Field(default=None, ge=0, le=20_000_000_00)
    money_clause: str = Field(default="", max_length=500)
    termination: str = Field(default="", max_length=500)
    copies: int = Field(default=2, ge=1, le=20)
    starts_on: date
    ends_on: date
    parties: list[PartyDraft]
    need_ids: list[int] = Field(default_factory=list)
