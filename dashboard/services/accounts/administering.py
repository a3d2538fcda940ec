"""What administrators do with accounts: open, look through, change roles, stop and let in again.

Nobody changes their own roles or stops themselves, so that a second person always sees it and one remains.
"""

from collections.abc import Collection

from sqlmodel import Session, col, or_, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.credentials import generated_password, known_as, username_chosen
from dashboard.rules.permissions import Permission
from dashboard.services import demonstration
from dashboard.services.accounts.rows import channel, end_all_sessions, named, overview, roles_of, shown_name
from dashboard.services.accounts.shapes import (
    AccountDraft,
    AccountOverview,
    DemonstrationAccount,
    IssuedPassword,
    Passwords,
)
from dashboard.services.context import Context, Unit
from models.account import Account, AccountRole
from models.base import subject_of
from models.enums import Role
from models.organisation import Organisation

ASSIGNABLE = tuple(role for role in Role if role not in {Role.VISITOR, Role.SYSTEM})


def create_account(
    ctx: Context, draft: AccountDraft, passwords: Passwords, *, must_change: bool = True
) -> IssuedPassword:
    """Open an account with a generated password, to be changed when its owner first signs in.

    Raises:
        BadInput: the user name is taken or cannot be used, a role cannot be given, a liaison has no organisation.
    """
    username, display_name = username_chosen(draft.username), shown_name(draft.display_name)
    password = generated_password()
    hashed = passwords.hash(password)
    with ctx.writing(Permission.ACCOUNT_ADMINISTER) as unit:
        if named(unit.session, username) is not None:
            raise BadInput("username", "This user name is taken. Please choose another one.")
        account = unit.add(
            Account(
                username=username,
                display_name=display_name,
                password_hash=hashed,
                created_at=unit.now,
                must_change_password=must_change,
            )
        )
        _give(unit, account, draft.roles, draft.organisation_id)
        unit.audit("account.create", subject_of(account), roles=sorted(draft.roles))
        return IssuedPassword(account.id, username, password)


def set_roles(ctx: Context, account_id: int, roles: Collection[Role], organisation_id: int | None = None) -> None:
    """Replace the roles of an account, and the organisation it speaks for; in force at its next click.

    Raises:
        BadInput: no role, one that cannot be given, or a liaison without an organisation.
        RuleBroken: it is the actor's own account.
    """
    with ctx.writing(Permission.ACCOUNT_ADMINISTER) as unit:
        account = _other(unit, account_id)
        before = roles_of(unit.session, account.id)
        _give(unit, account, roles, organisation_id)
        unit.audit(
            "account.set_roles",
            subject_of(account),
            channel=channel(account.id),
            before=sorted(before),
            after=sorted(roles),
        )


def deactivate(ctx: Context, account_id: int) -> None:
    """Stop an account and end its sessions at once.

    Raises:
        RuleBroken: it is the actor's own account.
    """
    with ctx.writing(Permission.ACCOUNT_ADMINISTER) as unit:
        account = _other(unit, account_id)
        account.active = False
        end_all_sessions(unit, account)
        unit.audit("account.deactivate", subject_of(account), channel=channel(account.id))


def reactivate(ctx: Context, account_id: int) -> None:
    """Let an account in again, with its password and roles as they were.

    Raises:
        RuleBroken: its owner closed it.
    """
    with ctx.writing(Permission.ACCOUNT_ADMINISTER) as unit:
        account = unit.get(Account, account_id)
        if not roles_of(unit.session, account.id):
            raise RuleBroken("This account was closed by its owner. Please open a new one.")
        account.active = True
        unit.session.add(account)
        unit.audit("account.reactivate", subject_of(account))


def end_sessions(ctx: Context, account_id: int) -> None:
    """End every session of an account at once; it may sign in again."""
    with ctx.writing(Permission.ACCOUNT_ADMINISTER) as unit:
        account = unit.get(Account, account_id)
        end_all_sessions(unit, account)
        unit.audit("account.end_sessions", subject_of(account), channel=channel(account.id))


def issue_password(ctx: Context, account_id: int, passwords: Passwords) -> IssuedPassword:
    """Give an account a generated password, end its sessions, and ask for a new one when it signs in.

    Raises:
        RuleBroken: it is the actor's own account, whose password is changed under “My account”.
    """
    password = generated_password()
    hashed = passwords.hash(password)
    with ctx.writing(Permission.ACCOUNT_ADMINISTER) as unit:
        account = _other(unit, account_id)
        account.password_hash, account.must_change_password = hashed, True
        end_all_sessions(unit, account)
        unit.audit("account.issue_password", subject_of(account), channel=channel(account.id))
        return IssuedPassword(account.id, account.username, password)


def list_accounts(ctx: Context, search: str = "", *, limit: int = 200) -> list[AccountOverview]:
    """Return accounts whose user name or display name contains ``search``, in the order they were opened."""
    with ctx.reading(Permission.ACCOUNT_ADMINISTER) as session:
        wanted = select(Account).order_by(col(Account.id)).limit(limit)
        if search.strip():
            wanted = wanted.where(
                or_(
                    col(Account.username).contains(known_as(search), autoescape=True),
                    col(Account.display_name).contains(search.strip(), autoescape=True),
                )
            )
        return [overview(account, roles_of(session, account.id)) for account in session.exec(wanted).all()]


def demonstration_accounts(ctx: Context) -> list[DemonstrationAccount]:
    """Return the accounts of a demonstration with the passwords its sign-in page shows; none on a real database."""
    issued = demonstration.accounts(ctx.engine)
    if not issued:
        return []
    with ctx.reading(Permission.PUBLIC_READ) as session:
        return [
            DemonstrationAccount(name, issued[name], account.display_name, roles_of(session, account.id))
            for name in issued
            if (account := _active(session, name)) is not None
        ]


def _active(session: Session, username: str) -> Account | None:
    account = named(session, username)
    return account if account is not None and account.active else None


def _other(unit: Unit, account_id: int) -> Account:
    account = unit.get(Account, account_id)
    if account.id == unit.actor.id:
        raise RuleBroken("For your own account another administrator must do this.")
    return account


def _give(unit: Unit, account: Account, roles: Collection[Role], organisation_id: int | None) -> None:
    if not roles or not set(roles) <= set(ASSIGNABLE):
        raise BadInput("roles", "Please choose at least one of the roles offered.")
    if Role.LIAISON in roles and organisation_id is None:
        raise BadInput("organisation_id", "A liaison speaks for an organisation. Please choose it.")
    if organisation_id is not None:
        unit.get(Organisation, organisation_id)
    held = {row.role: row for row in unit.session.exec(select(AccountRole).where(AccountRole.account_id == account.id))}
    for role in set(held) - set(roles):
        unit.session.delete(held[role])
    for role in sorted(set(roles) - set(held)):
        unit.session.add(AccountRole(account_id=account.id, role=role))
    account.organisation_id = organisation_id
    unit.session.add(account)
    unit.session.flush()
