"""What is known of an agreement when it is put on paper?"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SideFacts:
    """One side: a unit, never a person; ``contact_post`` is a post with its office telephone."""

    name: str
    promise: str
    contact_post: str = ""


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """One agreement; sides and items in the order of print, ``money_fen`` in fen."""

    number: str
    title: str
    sides: tuple[SideFacts, ...]
    goals: str
    starts_on: date
    ends_on: date
    schedule: str = ""
    targets: str = ""
    money_fen: int | None = None
    money_clause: str = ""
    termination: str = ""
    copies: int = 2
    signed_on: date | None = None
    items: tuple[tuple[str, str], ...] = ()
    """Number and title of each item of the claim list it is about."""
    renews: str = ""
    """Number of the agreement it continues."""
    draft: bool = False
    demo: bool = False
