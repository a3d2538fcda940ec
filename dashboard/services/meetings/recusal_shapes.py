"""What the use cases of recusal return."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RecusalRead:
    """One recusal in force. ``late`` is whether it was declared after the discussion of the item had begun."""

    id: int
    seat_id: int
    seat_number: int
    organisation: str
    reason: str
    declared_at: datetime
    late: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class RecusalSeat:
    """A seat that is not recused from an item; ``mine`` where the actor holds it."""

    seat_id: int
    seat_number: int
    organisation: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Denominator:
    """What recusal does to the number approvals are counted against; all figures are seats.

    ``kept`` and ``deducted`` are the approvals a motion needs with the recused in the number and without them,
    ``None`` where the rule counts against ballots cast. ``deducts`` is the house rule now.
    """

    entitled: int
    recused: int
    kept: int | None
    deducted: int | None
    deducts: bool


@dataclass(frozen=True, slots=True)
class ItemRecusals:
    """The recusals of one item and who may declare one now."""

    item_id: int
    lines: list[RecusalRead]
    seats: list[RecusalSeat]
    """Seats for which the actor may declare a recusal now."""
    may_withdraw: frozenset[int]
    """Recusals the actor may take back now."""
    begun: bool
    """Whether somebody has spoken on the item or a vote was opened: from then on the secretariat notes it."""
    denominator: Denominator
