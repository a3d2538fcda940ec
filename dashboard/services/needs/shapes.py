"""What the use cases of the claim list take and return besides an item itself."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from dashboard.rules.checklist import Checklist
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.need_groups import NeedGroup
from dashboard.services.needs.opinions import OpinionRead
from dashboard.services.needs.parts import PartRead
from models.area import AreaRead
from models.attachment import AttachmentRead
from models.enums import AgendaStatus, ClaimStatus, DecisionPower, NeedStatus, OfferKind, ProjectStatus
from models.life import LifeEventRead
from models.need import NeedRead


class Name(NamedTuple):
    """A name stored in both languages; draw it with ``either(*name)``."""

    zh: str
    en: str = ""


class CategoryRead(NamedTuple):
    """A kind of need that can be chosen."""

    code: str
    name: Name


class AreaNode(NamedTuple):
    """A neighbourhood and the grids in it."""

    area: AreaRead
    grids: list[AreaRead]


@dataclass(frozen=True, slots=True)
class NeedFilter:
    """What is looked for; empty values do not restrict. ``area`` includes the areas below it."""

    text: str = ""
    category: str | None = None
    quarter: str | None = None
    area: int | None = None
    status: NeedStatus | None = None
    group: NeedGroup | None = None


class NeedOrder(StrEnum):
    """What stands first in a list of items."""

    NEWEST = "newest"
    DEADLINE = "deadline"
    """What can be claimed, by the day until which it can; then the rest, newest first."""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """An item as lists show it.

    ``note`` is the reason of its last move, ``round`` the quarter of the claim round it was last published in, and
    ``carried`` how many rounds it was carried over. ``excerpt`` is the part of its texts in which a word looked for
    was found, empty where the word stands in number, title or place.
    """

    id: int
    number: str
    quarter: str
    title: str
    category: Name
    area: Name
    place: str
    beneficiaries: int | None
    decision_power: DecisionPower
    budget_fen: int | None
    status: NeedStatus
    submitted_at: datetime
    published_at: datetime | None
    claim_deadline: datetime | None
    note: str = ""
    round: str | None = None
    carried: int = 0
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Facets:
    """The values that public items have, to filter by."""

    categories: list[CategoryRead]
    quarters: list[str]
    areas: list[AreaRead]
    statuses: list[NeedStatus]


@dataclass(frozen=True, slots=True)
class Mine:
    """What a person proposed, and what the person follows besides."""

    proposed: list[NeedRow]
    followed: list[NeedRow]


@dataclass(frozen=True, slots=True)
class ItemClaim:
    """A member organisation's claim on the item."""

    number: str
    organisation: Name
    offer: OfferKind
    offer_text: str
    leads: bool
    promised_on: date
    status: ClaimStatus


@dataclass(frozen=True, slots=True)
class ItemMeeting:
    """A meeting that had the item on its agenda. ``outcome`` is the state of the agenda item."""

    id: int
    number: str
    title: str
    starts_at: datetime
    outcome: AgendaStatus


@dataclass(frozen=True, slots=True)
class ItemProject:
    """The work the item became."""

    number: str
    organisation: Name
    status: ProjectStatus
    percent: int
    due_on: date


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Everything the page of one item shows to this reader; ``contact`` is ``None`` unless it may be seen.

    ``actions`` are the moves of the claim list this reader may make now. ``opinions`` begin with the one that counts.
    ``checklist`` is for the secretariat and the legal reviewer; ``slip`` is whether the secretariat may give a new one.
    """

    need: NeedRead
    category: Name
    area: Name
    life: list[LifeEventRead]
    photos: list[AttachmentRead]
    claims: list[ItemClaim]
    meetings: list[ItemMeeting]
    project: ItemProject | None
    merged_into: str | None
    merged_here: list[str]
    followers: int
    follows: bool
    own: bool
    contact: str | None = None
    actions: tuple[NeedAction, ...] = field(default=())
    parts: list[PartRead] = field(default_factory=list)
    opinions: list[OpinionRead] = field(default_factory=list)
    checklist: Checklist | None = None
    slip: bool = False
