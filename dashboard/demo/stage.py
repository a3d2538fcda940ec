"""The stage of the demonstration: a clock that the story moves, and the people who act."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, select

from dashboard.formats import at_shanghai
from dashboard.services import accounts, demonstration
from dashboard.services.accounts import AccountDraft, Passwords
from dashboard.services.context import Context, system_clock
from models.enums import Role
from models.organisation import Organisation

OPENS = at_shanghai(date(2026, 12, 20), 10, 0)
"""The day and hour at which the demonstration is handed to its visitor."""


@dataclass(slots=True)
class Stage:
    """Who may act, as whom, and when it is."""

    engine: Engine
    passwords: Passwords
    now: datetime = field(default_factory=lambda: at_shanghai(date(2019, 7, 1), 9, 0).astimezone(UTC))
    people: dict[str, int] = field(default_factory=dict)
    issued: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)
    needs: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Key of a case -> id and number of its item."""

    def at(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """Move the clock to a wall-clock time in Asia/Shanghai."""
        self.now = at_shanghai(day, hour, minute).astimezone(UTC)

    def later(self, minutes: int = 1) -> None:
        """Let some minutes pass."""
        self.now += timedelta(minutes=minutes)

    def system(self) -> Context:
        """Return the context of the machine itself."""
        return Context(self.engine, accounts.as_system, lambda: self.now)

    def as_(self, username: str) -> Context:
        """Return the context of one person."""
        return Context(self.engine, accounts.as_account(self.people[username]), lambda: self.now)

    def enrol(self, username: str, name: str, roles: set[Role], organisation: str | None = None) -> int:
        """Open an account with a generated password."""
        draft = AccountDraft(
            username=username,
            display_name=name,
            roles=frozenset(roles),
            organisation_id=self.organisations[organisation] if organisation else None,
        )
        made = accounts.create_account(self.system(), draft, self.passwords, must_change=False)
        self.people[username] = made.account_id
        self.issued[username] = made.password
        return made.account_id

    def remember_organisations(self) -> None:
        """Look up the ids of the organisations by their codes."""
        with Session(self.engine) as session:
            self.organisations = {code: key for key, code in session.exec(select(Organisation.id, Organisation.code))}

    def mark(self) -> None:
        """Mark the database as a demonstration whose clock goes on from ``OPENS``."""
        self.now = OPENS.astimezone(UTC)
        offset = round((OPENS - system_clock()).total_seconds())
        with self.system().writing(demonstration.PERMISSION) as unit:
            demonstration.mark(unit, offset, self.issued)
