"""Sign in, come in with the ticket, stay, and leave."""

import secrets
from datetime import timedelta
from functools import lru_cache
from typing import NoReturn

from dashboard.errors import NotAllowed
from dashboard.rules.credentials import as_typed, known_as
from dashboard.rules.permissions import Permission
from dashboard.services.accounts import brake
from dashboard.services.accounts.identifying import sha256
from dashboard.services.accounts.rows import act_as, channel, issue_ticket, named
from dashboard.services.accounts.shapes import Passwords
from dashboard.services.context import Context, Unit
from dashboard.settings import settings
from models.account import Account, AuthSession, SignInTicket
from models.base import subject_of

SEEN_EVERY = timedelta(minutes=5)


def sign_in(ctx: Context, username: str, password: str, address: str, passwords: Passwords) -> str:
    """Return a one-time ticket for the route that sets the cookie.

    Known, unknown and deactivated names are refused with the same sentence, after the same work and under
    the same brake. The slow hash is computed outside any transaction.

    Raises:
        NotAllowed: user name or password is wrong.
        RuleBroken: too many tries; the pause ends by itself.
    """
    name = known_as(username)
    limits = brake.sign_in_limits(name, address)
    with ctx.writing(Permission.PUBLIC_READ) as unit:
        brake.count_try(unit, limits)
        account = named(unit.session, name)
        unit.repeat()  # a try is no event yet: what became of it is audited below
    hashed = account.password_hash if account else _nobodys_hash(passwords)
    matches = passwords.matches(as_typed(password), hashed)
    if account is None or not matches or not account.active:
        _refuse(ctx, account)
    with ctx.writing(Permission.PUBLIC_READ) as unit:
        current = unit.get(Account, account.id)
        if current.password_hash != hashed or not current.active:
            raise NotAllowed("User name or password is wrong.")
        brake.forgive(unit, limits, name)
        act_as(unit, current)
        unit.audit("account.sign_in", subject_of(current))
        return issue_ticket(unit, current)


@lru_cache(maxsize=4)
def _nobodys_hash(passwords: Passwords) -> str:
    """Return a real hash that nothing matches, so that unknown names take as long as known ones."""
    return passwords.hash(secrets.token_urlsafe(24))


def warm_up(passwords: Passwords) -> None:
    """Make the first refusal of an unknown name as quick as all others; called when the server starts."""
    _nobodys_hash(passwords)


def _refuse(ctx: Context, account: Account | None) -> NoReturn:
    with ctx.writing(Permission.PUBLIC_READ) as unit:
        unit.audit("account.sign_in_refused", subject_of(account) if account else "account/unknown")
    raise NotAllowed("User name or password is wrong.")


def redeem(ctx: Context, ticket: str, replaces: str | None = None) -> str:
    """Return the token of a new session, for a ticket that is used up by this.

    Args:
        replaces: the token this browser held before, which ends here.

    Raises:
        NotAllowed: the ticket is unknown, used, older than a minute or voided.
    """
    with ctx.writing(Permission.PUBLIC_READ) as unit:
        found = unit.session.get(SignInTicket, sha256(ticket), with_for_update=True)
        if found is None or found.used_at is not None or found.expires_at <= unit.now:
            raise NotAllowed("This sign-in took longer than a minute. Please sign in again.")
        account = unit.get(Account, found.account_id)
        if not account.active:
            raise NotAllowed("This sign-in took longer than a minute. Please sign in again.")
        found.used_at = unit.now
        unit.session.add(found)
        if replaces:
            _revoke(unit, replaces)
        act_as(unit, account)
        unit.audit("account.session_begin", subject_of(account))
        return _begin_session(unit, account)


def _begin_session(unit: Unit, account: Account) -> str:
    token = secrets.token_urlsafe(32)
    unit.add(
        AuthSession(
            token_sha256=sha256(token),
            account_id=account.id,
            epoch=account.epoch,
            created_at=unit.now,
            seen_at=unit.now,
            expires_at=unit.now + timedelta(hours=settings().session_hours),
        )
    )
    return token


def _revoke(unit: Unit, token: str) -> AuthSession | None:
    """End the session of this token and return it; ``None`` where there is none or it ended already."""
    found = unit.session.get(AuthSession, sha256(token), with_for_update=True)
    if found is None or found.revoked_at is not None:
        return None
    found.revoked_at = unit.now
    unit.session.add(found)
    return found


def keep_alive(ctx: Context, token: str) -> None:
    """Note that the session is in use, at most every five minutes; being here is nothing for the audit trail."""
    with ctx.reading(Permission.OWN_ACCOUNT) as session:
        found = session.get(AuthSession, sha256(token))
        if found is None or ctx.now() - found.seen_at < SEEN_EVERY:
            return
    with ctx.writing(Permission.OWN_ACCOUNT) as unit:
        row = unit.get(AuthSession, sha256(token))
        row.seen_at = unit.now
        unit.session.add(row)
        unit.repeat()


def sign_out(ctx: Context, token: str) -> None:
    """End the session of this token, in every tab that shares it; one that ended already stays ended."""
    with ctx.writing(Permission.PUBLIC_READ) as unit:
        found = _revoke(unit, token)
        if found is None:
            unit.repeat()
            return
        unit.audit("account.sign_out", f"account/{found.account_id}", channel=channel(found.account_id))
