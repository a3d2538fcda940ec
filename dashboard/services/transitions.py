"""The only place where a status changes."""

from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.lifecycle import move
from dashboard.rules.lifecycle.needs import ENDS, STAMPS
from dashboard.rules.permissions import role_for
from dashboard.services.context import Unit
from models.base import TableBase, subject_of
from models.enums import NeedStatus, Role
from models.life import LifeEvent, LifeEventRead
from models.need import Need

Row = TypeVar("Row", bound=TableBase)


def begin(unit: Unit, row: TableBase, action: StrEnum, *, channel: str | None = None, **facts: object) -> None:
    """Write the first line of a thing's life; its row already holds its first status."""
    _record(unit, row, action, None, "", "", channel, facts)


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
    step = move(row.kind, before, action)
    if step is None:
        raise RuleBroken("This step is not open any more. Reload the page to see what happened meanwhile.")
    unit.require(step.needs)
    if step.reason and not reason.strip():
        raise BadInput("reason", "Please give a reason: it is shown to the people concerned.")
    row.status = step.to
    if isinstance(row, Need):
        _stamp(row, before, unit.now)
    unit.session.add(row)
    unit.permission = step.needs
    _record(unit, row, action, before, reason.strip(), reference, channel, facts)
    unit.session.flush()
    return row


def lifeline(session: Session, subject: str) -> list[LifeEventRead]:
    """Return every move of a thing, oldest first."""
    moves = select(LifeEvent).where(LifeEvent.subject == subject).order_by(col(LifeEvent.id))
    return [LifeEventRead.model_validate(row, from_attributes=True) for row in session.exec(moves)]


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
