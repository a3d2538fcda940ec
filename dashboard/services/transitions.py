"""The only place where a status changes."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import Table, insert
from sqlmodel import Session, col, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.lifecycle import Move, move
from dashboard.rules.lifecycle.needs import ENDS, STAMPS
from dashboard.rules.permissions import role_for
from dashboard.services.context import Unit
from models.base import TableBase, subject_of
from models.enums import NeedStatus, Role
from models.life import LifeEvent, LifeEventRead
from models.need import Need

Row = TypeVar("Row", bound=TableBase)

LIFE: Table = LifeEvent.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
_LIFE = insert(LIFE).inline()


def begin(unit: Unit, row: TableBase, action: StrEnum, *, channel: str | None = None, **facts: object) -> None:
    """Write the first line of a thing's life; its row already holds its first status."""
    _record(unit, row, action, None, "", "", channel, facts)


def begin_all(unit: Unit, rows: Sequence[TableBase], action: StrEnum, *, reference: str = "") -> None:
    """Write the first line of the life of many things of one kind in one step, and audit each with its number."""
    moves = [(row, None, {"number": getattr(row, "number", None) or getattr(row, "code", "")}) for row in rows]
    _record_all(unit, action, moves, "", reference)


def advance_all(
    unit: Unit, rows: Sequence[Row], action: StrEnum, *, reason: str = "", reference: str = ""
) -> Sequence[Row]:
    """Move many things of one kind along their table of moves by the rules of ``advance``, all or none.

    Raises:
        RuleBroken, NotAllowed, BadInput: as ``advance``; then nothing has moved.
    """
    words = reason.strip()
    steps = [_step(unit, row, action, words) for row in rows]
    moves: list[tuple[TableBase, StrEnum | None, dict[str, object]]] = []
    for row, step in zip(rows, steps, strict=True):
        moves.append((row, row.status, {}))  # type: ignore[attr-defined]
        _set(row, step, unit.now)
        unit.session.add(row)
        unit.permission = step.needs
    unit.session.flush()
    _record_all(unit, action, moves, words, reference)
    return rows


def advance(
    unit: Unit,
    row: Row,
    action: StrEnum,
    *,
    reason: str = "",
    reference: str = "",
    channel: str | None = None,
    **facts: object,
) -> Row:
    """Move a thing along its table of moves, add the move to its lifeline and audit it.

    Raises:
        RuleBroken: the table has no such move from the present status.
        NotAllowed: the actor lacks the permission the move needs.
        BadInput: the move needs a reason and none was given (field ``reason``).
    """
    before: StrEnum = row.status  # type: ignore[attr-defined]
    step = _step(unit, row, action, reason)
    _set(row, step, unit.now)
    unit.session.add(row)
    unit.permission = step.needs
    _record(unit, row, action, before, reason.strip(), reference, channel, facts)
    unit.session.flush()
    return row


def lifeline(session: Session, subject: str) -> list[LifeEventRead]:
    """Return every move of a thing, oldest first."""
    moves = select(LifeEvent).where(LifeEvent.subject == subject).order_by(col(LifeEvent.id))
    return [LifeEventRead.model_validate(row, from_attributes=True) for row in session.exec(moves)]


def _step(unit: Unit, row: TableBase, action: StrEnum, reason: str) -> Move:
    """Return the move a thing may make now, or refuse it."""
    step = move(row.kind, row.status, action)  # type: ignore[attr-defined]
    if step is None:
        raise RuleBroken("This step is not open any more. Reload the page to see what happened meanwhile.")
    unit.require(step.needs)
    if step.reason and not reason.strip():
        raise BadInput("reason", "Please give a reason: it is shown to the people concerned.")
    return step


def _set(row: TableBase, step: Move, now: datetime) -> None:
    before: StrEnum = row.status  # type: ignore[attr-defined]
    row.status = step.to
    if isinstance(row, Need):
        _stamp(row, before, now)


def _stamp(need: Need, before: StrEnum, now: datetime) -> None:
    """Keep when an item first came into a state that is counted, so that figures need no walk through its life."""
    if need.answered_at is None and before == NeedStatus.SUBMITTED and need.status != NeedStatus.WITHDRAWN:
        need.answered_at = now
    column = STAMPS.get(need.status)
    if column is not None and getattr(need, column) is None:
        setattr(need, column, now)
    need.ended_at = now if need.status in ENDS else None


def _record(
    unit: Unit,
    row: TableBase,
    action: StrEnum,
    before: StrEnum | None,
    reason: str,
    reference: str,
    channel: str | None,
    facts: dict[str, object],
) -> None:
    after: StrEnum = row.status  # type: ignore[attr-defined]
    subject = subject_of(row)
    unit.session.add(
        LifeEvent(
            at=unit.now,
            subject=subject,
            actor_role=role_for(unit.actor.roles, unit.permission) or Role.VISITOR,
            action=action,
            before=before,
            after=after,
            reason=reason,
            reference=reference,
        )
    )
    unit.audit(f"{row.kind}.{action}", subject, channel=channel, before=before, after=after, **facts)


def _record_all(
    unit: Unit,
    action: StrEnum,
    moves: Sequence[tuple[TableBase, StrEnum | None, dict[str, object]]],
    reason: str,
    reference: str,
) -> None:
    """Write a line of life and an audit line for each thing that moved: from which status, and further facts."""
    if not moves:
        return
    role = role_for(unit.actor.roles, unit.permission) or Role.VISITOR
    told = {"at": unit.now, "actor_role": role, "action": action, "reason": reason, "reference": reference}
    lives: list[dict[str, object]] = []
    audits: list[tuple[str, str, dict[str, object]]] = []
    for row, before, facts in moves:
        after: StrEnum = row.status  # type: ignore[attr-defined]
        subject = subject_of(row)
        lives.append({"subject": subject, "before": before, "after": after, **told})
        audits.append((f"{row.kind}.{action}", subject, {"before": before, "after": after, **facts}))
    unit.session.connection().execute(_LIFE, lives)
    unit.audit_all(audits)
