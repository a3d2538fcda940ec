"""What the account use cases share: finding, describing, voiding and ticketing an account."""

import secrets
from datetime import timedelta

from sqlmodel import Session, col, select, update

from dashboard.errors import BadInput
from dashboard.rules.texts import clean
from dashboard.services.accounts.identifying import as_account, sha256
from dashboard.services.accounts.shapes import AccountOverview
from dashboard.services.context import Actor, Unit
from models.account import Account, AccountRole, SignInTicket
from models.enums import Role

TICKET_LIFE = timedelta(seconds=60)


def channel(account_id: int) -> str:
    """Return the channel on which this person's open tabs hear that something about the sign-in changed."""
    return f"account:{account_id}"


def named(session: Session, username: str) -> Account | None:
    """Return the account with this stored user name."""
    return session.exec(select(Account).where(Account.username == username)).first()


def roles_of(session: Session, account_id: int) -> tuple[Role, ...]:
    """Return the roles of an account, in the order of ``Role``."""
    held = set(session.exec(select(AccountRole.role).where(AccountRole.account_id == account_id)))
    return tuple(role for role in Role if role in held)


def overview(account: Account, roles: tuple[Role, ...]) -> AccountOverview:
    """Return an account as administrators see it."""
    return AccountOverview.model_validate(account, from_attributes=True, update={"roles": roles})


def shown_name(text: str) -> str:
    """Return a display name as it may be stored.

    Raises:
        BadInput: nothing is left of it, or it has more than one line.
    """
    name = clean(text)
    if not name or "\n" in name or "\t" in name:
        raise BadInput("display_name", "Please enter a name on one line.")
    return name


def act_as(unit: Unit, account: Account) -> None:
    """Let the rest of the unit be recorded as done by this account, which has just proved itself."""
    unit.actor = as_account(account.id)(unit.session)


def own_id(actor: Actor) -> int:
    """Return the account of an actor whose permission was checked and needs one."""
    if actor.id is None:
        raise RuntimeError("only people have an account")
    return actor.id


def issue_ticket(unit: Unit, account: Account) -> str:
    """Return a one-time ticket that the browser exchanges for its session within a minute."""
    ticket = secrets.token_urlsafe(32)
    unit.add(SignInTicket(ticket_sha256=sha256(ticket), account_id=account.id, expires_at=unit.now + TICKET_LIFE))
    return ticket


def end_all_sessions(unit: Unit, account: Account) -> None:
    """Void every session and every ticket of an account that is still out."""
    account.epoch += 1
    unit.session.add(account)
    waiting = update(SignInTicket).where(
        col(SignInTicket.account_id) == account.id, col(SignInTicket.used_at).is_(None)
    )
    unit.session.exec(waiting.values(used_at=unit.now))
