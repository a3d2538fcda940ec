"""Who is acting: the holder of a session token, a visitor, a named account, or the machine itself.

Runs at every click and again inside every write, so it is one query and writes nothing.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from dashboard.services.context import SYSTEM, VISITOR, Actor
from dashboard.settings import settings
from models.account import Account, AccountRole, AuthSession
from models.enums import Role

Clock = Callable[[], datetime]

_WHO = (col(Account.id), col(Account.display_name), col(Account.organisation_id), col(Account.active))
_BY_TOKEN = (
    select(
        *_WHO,
        col(AccountRole.role),
        col(Account.epoch) == col(AuthSession.epoch),
        col(AuthSession.seen_at),
        col(AuthSession.expires_at),
        col(AuthSession.revoked_at),
    )
    .select_from(AuthSession)
    .join(Account, col(Account.id) == col(AuthSession.account_id))
    .join(AccountRole, col(AccountRole.account_id) == col(Account.id), isouter=True)
    .where(col(AuthSession.token_sha256) == bindparam("token_sha256"))
)
_BY_ACCOUNT = (
    select(*_WHO, col(AccountRole.role))
    .select_from(Account)
    .join(AccountRole, col(AccountRole.account_id) == col(Account.id), isouter=True)
    .where(col(Account.id) == bindparam("account_id"))
)


def sha256(secret: str) -> str:
    """Return the digest under which a token or ticket is stored; it is random, so no salt is needed."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def visitor(session: Session, *, now: Clock | None = None) -> Actor:
    """Return the visitor who has no session."""
    return VISITOR


def by_token(session: Session, *, token: str, now: Clock) -> Actor:
    """Return who holds the token: a visitor where it is unknown, revoked, expired, idle or voided.

    A token is voided when its account is deactivated or its epoch was raised.
    """
    rows = session.connection().execute(_BY_TOKEN, {"token_sha256": sha256(token)}).all()
    if not rows:
        return VISITOR
    *_who, _role, same_epoch, seen_at, expires_at, revoked_at = rows[0]
    moment = now()
    idle = moment - seen_at >= timedelta(minutes=settings().idle_minutes)
    if revoked_at is not None or idle or expires_at <= moment or not same_epoch:
        return VISITOR
    return _actor(rows)


def as_account(account_id: int) -> Callable[[Session], Actor]:
    """Return how to act as this account, for the demonstration and for tests; a visitor where it is inactive."""

    def identify(session: Session) -> Actor:
        return _actor(session.connection().execute(_BY_ACCOUNT, {"account_id": account_id}).all())

    return identify


def as_system(session: Session) -> Actor:
    """Return the machine itself: the command line and scheduled work."""
    return SYSTEM


def _actor(rows: Sequence[Any]) -> Actor:
    """Return the actor of rows that differ in their role only."""
    if not rows or not rows[0][3]:
        return VISITOR
    account_id, name, organisation_id = rows[0][:3]
    roles = frozenset(Role(row[4]) for row in rows if row[4] is not None)
    return Actor(account_id, name, roles, organisation_id) if roles else VISITOR
