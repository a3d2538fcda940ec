"""What is handed to pages about co-building agreements."""

from dataclasses import dataclass
from datetime import date, datetime

from models.agreement import AgreementDraft
from models.enums import AgreementStatus
from models.life import LifeEventRead


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """What the list is narrowed down to; empty fields narrow nothing."""

    text: str = ""
    status: AgreementStatus | None = None
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class LinkedItem:
    """An item of the claim list that an agreement is about."""

    need_id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """What everybody may know of an agreement; names are in the language spoken when it was read."""

    id: int
    number: str
    title: str
    parties: tuple[str, ...]
    starts_on: date
    ends_on: date
    signed_on: date | None
    status: AgreementStatus
    items: tuple[LinkedItem, ...]
    ends_soon: bool
    """In force, and its term ends within 60 days or has passed."""


@dataclass(frozen=True, slots=True)
class PartyRead:
    """One side, named as everybody sees it."""

    organisation_id: int | None
    name: str
    promise: str
    contact_post: str


@dataclass(frozen=True, slots=True)
class FullText:
    """What only the sides, the members of the committee and the secretariat read."""

    parties: tuple[PartyRead, ...]
    goals: str
    schedule: str
    targets: str
    money_fen: int | None
    money_clause: str
    termination: str
    copies: int


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement. ``text`` is empty for those who may not read it in full."""

    line: AgreementLine
    drafted_at: datetime
    renews: str
    """Number of the agreement that it continues."""
    renewed_by: str
    text: FullText | None
    draft: AgreementDraft | None
    """What its form begins with, for those who may change it."""
    life: tuple[LifeEventRead, ...]
