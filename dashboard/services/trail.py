"""Who did what, when, and to which row, as administrators read it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from dashboard.formats import at_shanghai
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from models.account import Account
from models.audit import AuditEntry
from models.enums import Role

PAGE = 50


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which lines to read; everything that is empty does not narrow the list. Days are in Asia/Shanghai."""

    action: str = ""
    subject: str = ""
    """A row such as ``need/12``, or the beginning of one, such as ``need``."""
    actor_id: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of the trail; ``actor`` is the name shown, empty where nobody was signed in."""

    id: int
    at: datetime
    actor: str
    role: Role
    action: str
    subject: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of the trail, and how many lines match altogether."""

    lines: list[TrailLine]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


EVERYTHING = TrailFilter()


def trail(ctx: Context, wanted: TrailFilter = EVERYTHING, page: int = 1) -> TrailPage:
    """Return a page of the lines that match, newest first; pages count from 1."""
    with ctx.reading(P.AUDIT_READ) as session:
        found = _narrowed(select(AuditEntry), wanted).order_by(col(AuditEntry.id).desc())
        total = session.exec(_narrowed(select(func.count()).select_from(AuditEntry), wanted)).one()
        rows = session.exec(found.offset((max(page, 1) - 1) * PAGE).limit(PAGE)).all()
        names = _names(session, {row.actor_id for row in rows if row.actor_id is not None})
        return TrailPage([_line(row, names) for row in rows], total)


def actions(ctx: Context) -> list[str]:
    """Return every kind of action in the trail, in order of the alphabet."""
    with ctx.reading(P.AUDIT_READ) as session:
        return sorted(session.exec(select(AuditEntry.action).distinct()))


def actors(ctx: Context) -> dict[int, str]:
    """Return everybody who did something: account id -> name shown."""
    with ctx.reading(P.AUDIT_READ) as session:
        ids = session.exec(select(AuditEntry.actor_id).where(col(AuditEntry.actor_id).is_not(None)).distinct())
        return _names(session, {actor_id for actor_id in ids if actor_id is not None})


def _narrowed(query: SelectOfScalar[Any], wanted: TrailFilter) -> SelectOfScalar[Any]:
    if wanted.action:
        query = query.where(AuditEntry.action == wanted.action)
    if subject := wanted.subject.strip():
        exact = "/" in subject
        column = col(AuditEntry.subject)
        query = query.where(column == subject if exact else column.startswith(subject, autoescape=True))
    if wanted.actor_id is not None:
        query = query.where(AuditEntry.actor_id == wanted.actor_id)
    if wanted.first is not None:
        query = query.where(AuditEntry.at >= at_shanghai(wanted.first))
    if wanted.last is not None:
        query = query.where(AuditEntry.at < at_shanghai(wanted.last + timedelta(days=1)))
    return query


def _names(session: Session, ids: set[int]) -> dict[int, str]:
    known = select(Account).where(col(Account.id).in_(ids)).order_by(col(Account.display_name))
    return {row.id: row.display_name for row in session.exec(known)}


def _line(row: AuditEntry, names: Mapping[int, str]) -> TrailLine:
    actor = names.get(row.actor_id, "") if row.actor_id is not None else ""
    return TrailLine(row.id, row.at, actor, Role(row.actor_role), row.action, row.subject, dict(row.facts))
