"""What is kept no longer than its purpose: contacts, drafts, sessions, failed sign-ins."""

from datetime import timedelta

from sqlmodel import Session, col, delete, select

from dashboard.rules.permissions import Permission
from dashboard.services import drafts
from dashboard.services.context import Context, Unit
from dashboard.services.house_rules import value_of
from dashboard.services.search import index_needs
from models.account import AuthSession, SignInFailure, SignInTicket
from models.enums import NeedStatus
from models.life import LifeEvent
from models.need import Need, StoredDraft

CONTACT_RULE = "contact_retention_months"
DRAFT_DAYS = 183
SESSION_DAYS = 30
ENDED = (
    NeedStatus.COMPLETED,
    NeedStatus.DECLINED,
    NeedStatus.WITHDRAWN,
    NeedStatus.MERGED,
    NeedStatus.REFERRED,
    NeedStatus.APPRAISED,
    NeedStatus.ARCHIVED,
    NeedStatus.CLOSED,
    NeedStatus.TERMINATED,
)


def tidy(ctx: Context) -> dict[str, int]:
    """Remove what has outlived its purpose; return how many of each kind. Run at every start of the server.

    The search index takes in what was written past it meanwhile.
    """
    with ctx.writing(Permission.HOUSE_RULES) as unit:
        index_needs(unit.session)
        removed = {
            "contacts": _contacts(unit),
            "drafts": _drafts(unit),
            "sessions": _delete(
                unit, AuthSession, col(AuthSession.expires_at) < unit.now - timedelta(days=SESSION_DAYS)
            ),
            "tickets": _delete(unit, SignInTicket, col(SignInTicket.expires_at) < unit.now - timedelta(days=1)),
            "failures": _delete(unit, SignInFailure, col(SignInFailure.last_at) < unit.now - timedelta(days=1)),
        }
        if any(removed.values()):
            unit.audit("retention.tidy", "retention", removed=removed)
        else:
            unit.repeat()
        return removed


def contact_months(ctx: Context) -> int:
    """Return how many months after the end of a matter its contact is removed: the house rule in force."""
    with ctx.reading(Permission.PUBLIC_READ) as session:
        return _months(session)


def _months(session: Session) -> int:
    return int(value_of(session, CONTACT_RULE))


def _contacts(unit: Unit) -> int:
    since = unit.now - timedelta(days=_months(unit.session) * 61 // 2)
    ended = select(Need).where(col(Need.status).in_(ENDED), Need.contact != "")
    count = 0
    for need in unit.session.exec(ended):
        last = select(LifeEvent.at).where(LifeEvent.subject == f"need/{need.id}").order_by(col(LifeEvent.id).desc())
        moved = unit.session.exec(last).first()
        if moved is not None and moved < since:
            need.contact = ""
            unit.session.add(need)
            count += 1
    return count


def _drafts(unit: Unit) -> int:
    old = select(StoredDraft).where(col(StoredDraft.saved_at) < unit.now - timedelta(days=DRAFT_DAYS))
    found = unit.session.exec(old).all()
    for draft in found:
        drafts.forget(unit, draft)
    return len(found)


def _delete(unit: Unit, table: type, old: object) -> int:
    return int(unit.session.exec(delete(table).where(old)).rowcount)  # type: ignore[arg-type]
