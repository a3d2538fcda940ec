"""What people do with their own account: open it, change it, look at it, close it."""

import secrets
from datetime import timedelta

from sqlmodel import col, func, select, update

from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.i18n import LANGUAGES
from dashboard.rules.credentials import as_typed, password_chosen, username_chosen
from dashboard.rules.permissions import Permission
from dashboard.services.accounts import brake
from dashboard.services.accounts.identifying import sha256
from dashboard.services.accounts.rows import (
    act_as,
    channel,
    end_all_sessions,
    issue_ticket,
    named,
    own_id,
    roles_of,
    shown_name,
)
from dashboard.services.accounts.shapes import OwnAccount, Passwords, RegistrationDraft, SessionRead
from dashboard.services.context import Context, Unit
from models.account import Account, AccountRole, AuthSession
from models.base import subject_of
from models.enums import Role
from models.organisation import Seat

SHORT_ID = 16
REPEATED_WITHIN = timedelta(minutes=2)


def register(
    ctx: Context, draft: RegistrationDraft, passwords: Passwords, *, address: str = "", key: str | None = None
) -> str:
    """Open an account with the role of a resident; return the ticket that signs its owner in.

    Raises:
        BadInput: the user name is taken or cannot be used, the password is weak, consent is missing.
        RuleBroken: very many registrations came from this address today.
    """
    if not draft.consent:
        raise BadInput("consent", "Please tick the box: without your consent no account can be kept.")
    username, display_name = username_chosen(draft.username), shown_name(draft.display_name)
    hashed = passwords.hash(password_chosen(draft.password, username))
    with ctx.writing(Permission.ACCOUNT_REGISTER) as unit:
        if (done := unit.done_before(key)) is not None:
            return _ticket_again(unit, int(done))
        brake.count_try(unit, brake.registration_limits(address))
        if named(unit.session, username) is not None:
            raise BadInput("username", "This user name is taken. Please choose another one.")
        account = unit.add(
            Account(
                username=username,
                display_name=display_name,
                password_hash=hashed,
                created_at=unit.now,
                consented_at=unit.now,
            )
        )
        unit.add(AccountRole(account_id=account.id, role=Role.RESIDENT))
        unit.remember(key, account.id)
        act_as(unit, account)
        unit.audit("account.register", subject_of(account))
        return issue_ticket(unit, account)


def _ticket_again(unit: Unit, account_id: int) -> str:
    """Return a ticket for the second half of a double click, never for an old key."""
    account = unit.get(Account, account_id)
    if unit.now - account.created_at > REPEATED_WITHIN:
        raise RuleBroken("You are registered already. Please sign in.")
    unit.repeat()
    return issue_ticket(unit, account)


def own_account(ctx: Context) -> OwnAccount:
    """Return everything that is kept about the actor's account."""
    with ctx.reading(Permission.OWN_ACCOUNT) as session:
        account = session.get_one(Account, own_id(ctx.actor))
        roles = roles_of(session, account.id)
        return OwnAccount.model_validate(account, from_attributes=True, update={"roles": roles})


def change_password(ctx: Context, old: str, new: str, passwords: Passwords) -> str:
    """Change the actor's password and end every session; return the ticket for this browser's new one.

    Raises:
        BadInput: the old password (``password``) is wrong, the new one (``new_password``) is weak or the same.
        RuleBroken: too many tries.
    """
    with ctx.writing(Permission.OWN_ACCOUNT) as unit:
        account = unit.get(Account, own_id(unit.actor))
        limits = brake.sign_in_limits(account.username, "")
        brake.count_try(unit, limits)
        unit.repeat()
    before = account.password_hash
    if not passwords.matches(as_typed(old), before):
        raise BadInput("password", "This is not your present password.")
    chosen = password_chosen(new, account.username, "new_password")
    if chosen == as_typed(old):
        raise BadInput("new_password", "The new password equals the old one. Please choose another one.")
    hashed = passwords.hash(chosen)
    with ctx.writing(Permission.OWN_ACCOUNT) as unit:
        account = unit.get(Account, own_id(unit.actor))
        if account.password_hash != before:
            raise RuleBroken("Somebody did this a moment earlier. Reload the page to see it.")
        brake.forgive(unit, limits, account.username)
        account.password_hash, account.must_change_password = hashed, False
        end_all_sessions(unit, account)
        unit.audit("account.change_password", subject_of(account), channel=channel(account.id))
        return issue_ticket(unit, account)


def save_preferences(ctx: Context, language: str | None, large_text: bool) -> None:
    """Remember the actor's language (``None`` for that of the browser) and text size.

    Raises:
        BadInput: there is no such language.
    """
    if language is not None and language not in LANGUAGES:
        raise BadInput("language", "Please choose one of the languages offered.")
    with ctx.writing(Permission.OWN_ACCOUNT) as unit:
        account = unit.get(Account, own_id(unit.actor))
        account.language, account.large_text = language, large_text
        unit.session.add(account)
        unit.audit("account.preferences", subject_of(account), language=language, large_text=large_text)


def own_sessions(ctx: Context, token: str | None) -> list[SessionRead]:
    """Return the actor's sessions that are still open, newest first; ``token`` tells which one is this."""
    with ctx.reading(Permission.OWN_ACCOUNT) as session:
        account = session.get_one(Account, own_id(ctx.actor))
        still_open = (
            select(AuthSession)
            .where(
                AuthSession.account_id == account.id,
                AuthSession.epoch == account.epoch,
                col(AuthSession.revoked_at).is_(None),
                col(AuthSession.expires_at) > ctx.now(),
            )
            .order_by(col(AuthSession.created_at).desc())
        )
        current = sha256(token) if token else ""
        return [
            SessionRead(
                id=row.token_sha256[:SHORT_ID],
                created_at=row.created_at,
                seen_at=row.seen_at,
                expires_at=row.expires_at,
                current=row.token_sha256 == current,
            )
            for row in session.exec(still_open)
        ]


def end_own_session(ctx: Context, session_id: str) -> None:
    """End one of the actor's sessions, named as in :func:`own_sessions`.

    Raises:
        NotFound: the actor has no such session.
    """
    with ctx.writing(Permission.OWN_ACCOUNT) as unit:
        mine = own_id(unit.actor)
        rows = unit.session.exec(select(AuthSession).where(AuthSession.account_id == mine))
        found = next((row for row in rows if row.token_sha256[:SHORT_ID] == session_id), None)
        if found is None:
            raise NotFound("This session has ended already.")
        found.revoked_at = found.revoked_at or unit.now
        unit.session.add(found)
        unit.audit("account.end_session", f"account/{mine}", channel=channel(mine))


def end_other_sessions(ctx: Context, token: str) -> None:
    """End all of the actor's sessions but the one with this token."""
    with ctx.writing(Permission.OWN_ACCOUNT) as unit:
        mine = own_id(unit.actor)
        others = update(AuthSession).where(
            col(AuthSession.account_id) == mine,
            col(AuthSession.token_sha256) != sha256(token),
            col(AuthSession.revoked_at).is_(None),
        )
        unit.session.exec(others.values(revoked_at=unit.now))
        unit.audit("account.end_other_sessions", f"account/{mine}", channel=channel(mine))


def close_account(ctx: Context, password: str, passwords: Passwords) -> None:
    """Close the actor's account for good and remove the name, keeping an empty row for what refers to it.

    Raises:
        BadInput: the password is wrong.
        RuleBroken: the actor holds a seat, or is the last administrator, or tried too often.
    """
    with ctx.writing(Permission.OWN_ACCOUNT) as unit:
        account = unit.get(Account, own_id(unit.actor))
        limits = brake.sign_in_limits(account.username, "")
        brake.count_try(unit, limits)
        unit.repeat()
    if not passwords.matches(as_typed(password), account.password_hash):
        raise BadInput("password", "This is not your present password.")
    nobodys = passwords.hash(secrets.token_urlsafe(24))
    with ctx.writing(Permission.OWN_ACCOUNT) as unit:
        account = unit.get(Account, own_id(unit.actor))
        _may_leave(unit, account)
        brake.forgive(unit, limits, account.username)
        account.username, account.display_name, account.password_hash = f"closed:{account.id}", "", nobodys
        account.active, account.consented_at, account.language = False, None, None
        end_all_sessions(unit, account)
        for role in unit.session.exec(select(AccountRole).where(AccountRole.account_id == account.id)):
            unit.session.delete(role)
        unit.audit("account.close", subject_of(account), channel=channel(account.id))


def _may_leave(unit: Unit, account: Account) -> None:
    seats = select(Seat).where(Seat.user_id == account.id)
    if any(seat.ends_on is None or seat.ends_on > unit.today for seat in unit.session.exec(seats)):
        raise RuleBroken("You hold a seat. Please ask the secretariat to pass it on first.")
    if Role.ADMINISTRATOR in unit.actor.roles:
        others = (
            select(func.count())
            .select_from(AccountRole)
            .join(Account, col(Account.id) == col(AccountRole.account_id))
            .where(AccountRole.role == Role.ADMINISTRATOR, col(Account.active).is_(True), col(Account.id) != account.id)
        )
        if unit.session.exec(others).one() == 0:
            raise RuleBroken("You are the only administrator. Please appoint another one first.")
