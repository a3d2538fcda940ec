"""What is handed to pages about resource cards."""

from dataclasses import dataclass
from datetime import date, datetime

from models.enums import OfferKind, ResourceStatus
from models.life import LifeEventRead


@dataclass(frozen=True, slots=True)
class ResourceFilter:
    """What the public list is narrowed down to; empty fields narrow nothing."""

    text: str = ""
    offer: OfferKind | None = None
    category: str = ""
    area: int | None = None
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class ResourceRead:
    """A card as it is read; names are in the language spoken when it was read, amounts in fen or whole units."""

    id: int
    number: str
    organisation_id: int
    organisation: str
    offer: OfferKind
    title: str
    text: str
    categories: tuple[str, ...]
    """Codes; none where it suits all."""
    category_names: tuple[str, ...]
    amount: int | None
    unit: str
    left: int | None
    """What no claim has taken; ``None`` where it cannot be counted."""
    from_on: date
    until_on: date | None
    area_id: int | None
    area: str
    """Empty for the whole sub-district."""
    terms: str
    contact_post: str
    """Post and office telephone; empty for those who may not see it."""
    status: ResourceStatus
    offered_at: datetime
    expired: bool
    own: bool
    """The reader may change it."""


@dataclass(frozen=True, slots=True)
class Use:
    """A claim that draws on a card."""

    number: str
    need_number: str
    need_title: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """One card with the claims that draw on it and its life."""

    card: ResourceRead
    uses: tuple[Use, ...]
    life: tuple[LifeEventRead, ...]
