"""Builders for actors, clocks and rows. Each fills in everything a test does not care about."""

from datetime import UTC, datetime, timedelta

from dashboard.services.context import Actor
from models.enums import Role

NOON = datetime(2026, 12, 1, 4, 0, tzinfo=UTC)
"""12:00 in Shanghai."""


class Clock:
    """A clock that moves only when told to."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **delta: float) -> None:
        self.at += timedelta(**delta)


def actor_of(*roles: str, id: int | None = None, organisation_id: int | None = None) -> Actor:
    """Return an actor with these roles; ``id`` must name an account where a row refers to it."""
    return Actor(id, " ".join(roles), frozenset(Role(role) for role in roles), organisation_id)
