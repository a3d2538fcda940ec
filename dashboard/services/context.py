"""The one doorway to the database: no read without a permission, no write without an audit line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TypeVar

from sqlalchemy import Engine, Table, insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from dashboard.errors import NotAllowed, NotFound, RuleBroken
from dashboard.formats import local_date
from dashboard.rules.permissions import Permission, may, role_for
from models.audit import AuditEntry
from models.base import TableBase
from models.counter import Counter, DoneRequest
from models.enums import Role

Row = TypeVar("Row", bound=TableBase)

AUDIT: Table = AuditEntry.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
# A line is written once and never looked at in its own transaction, so it needs no object and no id.
_AUDIT = insert(AUDIT).inline()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting, as the database says at this moment."""

    id: int | None
    name: str
    roles: frozenset[Role]
    organisation_id: int | None = None

    def may(self, permission: Permission) -> bool:
        """Return whether one of the actor's roles holds the permission."""
        return may(self.roles, permission)


VISITOR = Actor(None, "", frozenset({Role.VISITOR}))
SYSTEM = Actor(None, "system", frozenset({Role.SYSTEM}))


def system_clock() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Context:
    """On which database, by whom, by which clock: the first argument of every use case.

    ``identify`` finds the actor in a session of the database. Reading use cases ask once and remember;
    every writing use case asks again inside its own transaction, so that a role or session taken away a
    moment ago no longer counts.
    """

    engine: Engine
    identify: Callable[[Session], Actor] = lambda session: VISITOR
    clock: Callable[[], datetime] = system_clock
    _actor: Actor | None = field(default=None, repr=False)

    @property
    def actor(self) -> Actor:
        """Return who is acting; ask :meth:`now` for the time."""
        if self._actor is None:
            with Session(self.engine) as session:
                self._actor = self.identify(session)
        return self._actor

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return self.clock()

    def today(self) -> date:
        """Return the present day in Asia/Shanghai."""
        return local_date(self.clock())

    @contextmanager
    def reading(self, permission: Permission) -> Iterator[Session]:
        """Yield a session for queries; whatever is changed in it is thrown away.

        Raises:
            NotAllowed: none of the actor's roles holds ``permission``.
        """
        with Session(self.engine) as session:
            if self._actor is None:
                self._actor = self.identify(session)
            _require(self._actor, permission)
            yield session
            session.rollback()

    @contextmanager
    def writing(self, permission: Permission) -> Iterator["Unit"]:
        """Yield a unit of work that commits whole or not at all, one writer at a time.

        Raises:
            NotAllowed: none of the actor's roles holds ``permission``.
            RuleBroken: the database refused because somebody else did the same a moment earlier.
            RuntimeError: rows were changed and nothing was audited.
        """
        writer = self.engine.execution_options(writes=True)
        with Session(writer, expire_on_commit=False) as session:
            actor = self.identify(session)
            _require(actor, permission)
            unit = Unit(session, actor, self.clock(), permission)
            try:
                yield unit
                unit.commit()
            except IntegrityError as error:
                raise RuleBroken("Somebody did this a moment earlier. Reload the page to see it.") from error


def _require(actor: Actor, permission: Permission) -> None:
    if not actor.may(permission):
        if actor.roles == VISITOR.roles:
            raise NotAllowed("Please sign in first.", permission=permission)
        raise NotAllowed("Your role may not do this.", permission=permission)


class Unit:
    """A unit of work: load, add, number, audit."""

    def __init__(self, session: Session, actor: Actor, now: datetime, permission: Permission) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self.permission = permission
        self._audited = False

    @property
    def today(self) -> date:
        """Return the present day in Asia/Shanghai."""
        return local_date(self.now)

    def require(self, permission: Permission) -> None:
        """Refuse the actor whose roles lack the permission."""
        _require(self.actor, permission)

    def get(self, table: type[Row], row_id: int | str | tuple[object, ...] | None) -> Row:
        """Return the row, locked where the database locks rows.

        Raises:
            NotFound: there is no such row.
        """
        row = self.session.get(table, row_id, with_for_update=True) if row_id is not None else None
        if row is None:
            raise NotFound("This record does not exist.", table=table.__name__, id=row_id)
        return row

    def add(self, row: Row) -> Row:
        """Save a new row and give it an id."""
        self.session.add(row)
        self.session.flush()
        return row

    def add_all(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Save many new rows of one table in one step and give each an id."""
        self.session.add_all(rows)
        self.session.flush()
        return rows

    def next_number(self, series: str) -> int:
        """Return the next number of a series, from 1, without gaps: a refused transaction gives none away."""
        return self.next_numbers(series, 1)[0]

    def next_numbers(self, series: str, count: int) -> range:
        """Return the next ``count`` numbers of a series in one step."""
        counter = self.session.get(Counter, series, with_for_update=True)
        if counter is None:
            counter = Counter(name=series, value=0)
        first = counter.value + 1
        counter.value += count
        self.session.add(counter)
        self.session.flush()
        return range(first, first + count)

    def done_before(self, key: str | None) -> str | None:
        """Return the result of the click with this key, or ``None`` where it was not carried out yet."""
        done = self.session.get(DoneRequest, key) if key else None
        return None if done is None else done.result

    def remember(self, key: str | None, result: object) -> None:
        """Note that the click with this key was carried out, and its result."""
        if key:
            self.add(DoneRequest(key=key, at=self.now, result=str(result)))

    def repeat(self) -> None:
        """Allow this unit to end without an audit line: it found its click already carried out."""
        self._audited = True

    def audit(self, action: str, subject: str, *, channel: str | None = None, **facts: object) -> None:
        """Record what was done, in the same transaction. Never pass choices, secrets or contacts."""
        self.audit_all([(action, subject, facts)], channel=channel)

    def audit_all(self, lines: Sequence[tuple[str, str, Mapping[str, object]]], *, channel: str | None = None) -> None:
        """Record many things in one step: action, subject and facts of each."""
        role = role_for(self.actor.roles, self.permission) or Role.VISITOR
        self._note(
            *(
                {
                    "at": self.now,
                    "actor_id": self.actor.id,
                    "actor_role": role,
                    "action": action,
                    "subject": subject,
                    "channel": channel,
                    "facts": dict(facts),
                }
                for action, subject, facts in lines
            )
        )

    def audit_anonymously(self, action: str, subject: str, *, at: datetime, channel: str | None) -> None:
        """Record that something was done and neither by whom nor when: ``at`` stands in the place of the time."""
        self._note(
            {
                "at": at,
                "actor_id": None,
                "actor_role": Role.SYSTEM,
                "action": action,
                "subject": subject,
                "channel": channel,
                "facts": {},
            }
        )

    def _note(self, *lines: Mapping[str, object]) -> None:
        if lines:
            self._audited = True
            self.session.connection().execute(_AUDIT, list(lines))

    def commit(self) -> None:
        """Commit, or refuse to where nothing was audited."""
        if not self._audited:
            raise RuntimeError("a use case must audit what it wrote")
        self.session.commit()
