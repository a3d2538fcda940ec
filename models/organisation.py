"""Member organisations, the bodies they sit on, and who holds each seat for which term."""

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from models.base import EnumText, TableBase
from models.enums import OrganisationType


class Organisation(TableBase, table=True):
    """A Party organisation that is a member; ``left_on`` is the first day it no longer is."""

    kind = "organisation"

    id: int = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name_zh: str
    name_en: str = ""
    type: OrganisationType = Field(sa_type=EnumText(OrganisationType), index=True)
    joined_on: date
    left_on: date | None = None
    batch_id: int | None = Field(default=None, index=True)


class OrganisationDraft(SQLModel):
    """A member organisation as typed or imported."""

    code: str = Field(min_length=1, max_length=20)
    name_zh: str = Field(min_length=2, max_length=80)
    name_en: str = Field(default="", max_length=120)
    type: OrganisationType
    joined_on: date
    left_on: date | None = None


class OrganisationRead(SQLModel):
    id: int
    code: str
    name_zh: str
    name_en: str
    type: OrganisationType
    joined_on: date
    left_on: date | None


class Body(TableBase, table=True):
    """A body that meets and decides: the members' meeting (委员会议) or the joint conference (联席会议)."""

    kind = "body"

    code: str = Field(primary_key=True)
    name_zh: str
    name_en: str = ""
    preset: str = "P1"
    """The decision rule offered first for its votes."""


class Seat(TableBase, table=True):
    """One seat of one organisation on one body, and who holds it.

    A term is half-open: from ``starts_on`` up to, not including, ``ends_on``.
    """

    kind = "seat"

    id: int = Field(default=None, primary_key=True)
    body_code: str = Field(foreign_key="body.code", index=True)
    number: int
    """Seat number on the sign-in sheet and the ballots."""
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    user_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    post_zh: str = ""
    post_en: str = ""
    chairs: bool = False
    starts_on: date
    ends_on: date | None = None
    weight: int | None = Field(default=None, sa_type=BigInteger)
    """Exclusive floor area in 0.01 m², where the body also decides by area."""
