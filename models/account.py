"""People who sign in, their roles, their sessions, and the brake on guessing passwords."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import Role


class Account(TableBase, table=True):
    """One person. Least data: a user name, a display name, a password hash; an organisation for liaisons.

    ``epoch`` is raised to end every session at once (changed password, deactivation).
    """

    kind = "account"

    id: int = Field(default=None, primary_key=True)
    username: str = Field(unique=True)
    display_name: str
    password_hash: str
    active: bool = True
    epoch: int = 0
    language: str | None = None
    large_text: bool = False
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    consented_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    must_change_password: bool = False


class AccountRole(TableBase, table=True):
    """A role a person holds; one person may hold several."""

    __tablename__ = "account_role"

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    role: Role = Field(sa_type=EnumText(Role), primary_key=True)


class AuthSession(TableBase, table=True):
    """A signed-in browser. Only the SHA-256 of its token is kept."""

    __tablename__ = "auth_session"

    token_sha256: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    epoch: int
    created_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SignInTicket(TableBase, table=True):
    """A one-time hand-over from the sign-in form to the route that sets the cookie; lives 60 seconds."""

    __tablename__ = "sign_in_ticket"

    ticket_sha256: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SignInFailure(TableBase, table=True):
    """Failed tries per account name (hashed) or address (hashed); the pause expires by itself."""

    __tablename__ = "sign_in_failure"

    key: str = Field(primary_key=True)
    failures: int = 0
    last_at: datetime = Field(sa_type=UtcDateTime)
    paused_until: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AccountRead(SQLModel):
    """An account as administrators and its owner see it."""

    id: int
    username: str
    display_name: str
    active: bool
    organisation_id: int | None
    language: str | None
    large_text: bool
    created_at: datetime
