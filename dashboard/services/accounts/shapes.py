"""What goes into and comes out of the account use cases."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlmodel import Field, SQLModel

from models.account import AccountRead
from models.enums import Role


class Passwords(Protocol):
    """How passwords are hashed; the interface brings streamlit-authenticator's hasher."""

    def hash(self, password: str) -> str:
        """Return a salted, slow hash."""
        ...

    def matches(self, password: str, hashed: str) -> bool:
        """Return whether the password gives this hash, in the same time either way."""
        ...

    def __hash__(self) -> int: ...


class RegistrationDraft(SQLModel):
    """What somebody types to open an account; the password never appears in a representation."""

    username: str = Field(min_length=2, max_length=40)
    display_name: str = Field(min_length=1, max_length=40)
    password: str = Field(max_length=200, repr=False)
    consent: bool = False


class AccountDraft(SQLModel):
    """An account that an administrator opens for somebody; its password is generated."""

    username: str = Field(min_length=2, max_length=40)
    display_name: str = Field(min_length=1, max_length=40)
    roles: frozenset[Role]
    organisation_id: int | None = None


class AccountOverview(AccountRead):
    """An account with its roles, for administrators."""

    roles: tuple[Role, ...]
    must_change_password: bool


class OwnAccount(AccountOverview):
    """An account as its owner sees it: with the moment of consent."""

    consented_at: datetime | None


class SessionRead(SQLModel):
    """A signed-in browser. ``id`` names it among the owner's sessions and opens nothing."""

    id: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class IssuedPassword:
    """A generated password, to be handed over once; it is stored nowhere."""

    account_id: int
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """An account of a demonstration database, with the password its sign-in page shows."""

    username: str
    password: str
    display_name: str
    roles: tuple[Role, ...]
