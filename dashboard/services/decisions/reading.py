"""What was decided and agreed at all meetings, who carries it out by when, and what is overdue?"""

from collections.abc import Container, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from dashboard.errors import NotFound
from dashboard.i18n import either
from dashboard.rules.lifecycle import move
from dashboard.rules.lifecycle.decisions import DecisionAction, TaskAction
from dashboard.rules.permissions import Permission as P
from dashboard.rules.progress import overdue_days
from dashboard.services.context import Actor, Context
from dashboard.services.decisions.keeping import stands
from dashboard.services.decisions.shapes import DecisionLine, RegisterFilter, TaskLine
from models.base import subject_of
from models.decision import Decision
from models.enums import DecisionStatus, Resolution, TaskStatus
from models.life import LifeEvent, LifeEventRead
from models.meeting import AgendaItem, Meeting, Task
from models.motion import Motion
from models.organisation import Organisation

EVERYTHING = RegisterFilter()
AS_TASK = {
    DecisionStatus.OPEN: TaskStatus.OPEN,
    DecisionStatus.DONE: TaskStatus.DONE,
    DecisionStatus.SET_ASIDE: TaskStatus.DROPPED,
}
Lives = dict[str, tuple[LifeEventRead, ...]]
Action = TypeVar("Action", bound=StrEnum)
Line = TypeVar("Line", DecisionLine, TaskLine)


def decisions(ctx: Context, wanted: RegisterFilter = EVERYTHING) -> list[DecisionLine]:
    """Return the decisions that match: those being carried out first, the most overdue and the next due on top."""
    searched = (Decision.text, Decision.conditions, Decision.number, Decision.lead_unit, Decision.partners)
    query = (
        select(Decision, Meeting, AgendaItem, Organisation)
        .join(Meeting, col(Meeting.id) == col(Decision.meeting_id))
        .join(AgendaItem, col(AgendaItem.id) == col(Decision.agenda_item_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Decision.lead_organisation_id))
        .where(*_conditions(wanted, Decision.lead_organisation_id, searched))
    )
    if wanted.status is not None:
        query = query.where(Decision.status == wanted.status)
    with ctx.reading(P.MINUTES_READ) as session:
        found = session.exec(query).all()
        lives = _lives(session, [subject_of(row[0]) for row in found])
        standing = _standing(session, [row[0].motion_id for row in found])
        lines = [_decision(row, ctx.actor, ctx.today(), lives, standing) for row in found]
    return _in_order(lines, wanted)


def tasks(ctx: Context, wanted: RegisterFilter = EVERYTHING) -> list[TaskLine]:
    """Return the tasks that match, in the same order."""
    query = (
        select(Task, Meeting, AgendaItem, Organisation)
        .join(Meeting, col(Meeting.id) == col(Task.meeting_id))
        .outerjoin(AgendaItem, col(AgendaItem.id) == col(Task.agenda_item_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Task.organisation_id))
        .where(*_conditions(wanted, Task.organisation_id, (Task.text, Task.unit)))
    )
    if wanted.status is not None:
        query = query.where(Task.status == AS_TASK[wanted.status])
    with ctx.reading(P.MINUTES_READ) as session:
        found = session.exec(query).all()
        lives = _lives(session, [subject_of(row[0]) for row in found])
        lines = [_task(row, ctx.actor, ctx.today(), lives) for row in found]
    return _in_order(lines, wanted)


def decision(ctx: Context, number: str) -> DecisionLine:
    """Return one decision.

    Raises:
        NotFound: there is none with this number.
    """
    for line in decisions(ctx, RegisterFilter(text=number)):
        if line.number == number:
            return line
    raise NotFound("There is no decision with the number %(number)s.", number=number)


def task(ctx: Context, task_id: int | str) -> TaskLine:
    """Return one task; ``task_id`` may be a word of the address.

    Raises:
        NotFound: there is none with this id.
    """
    for line in tasks(ctx):
        if str(line.id) == str(task_id):
            return line
    raise NotFound("There is no such task.")


def meetings_in_register(ctx: Context) -> dict[str, str]:
    """Return the meetings that decided or agreed something: number -> title, latest first."""
    ids = or_(
        col(Meeting.id).in_(select(Decision.meeting_id)),
        col(Meeting.id).in_(select(Task.meeting_id)),
    )
    with ctx.reading(P.MINUTES_READ) as session:
        rows = session.exec(select(Meeting.number, Meeting.title).where(ids).order_by(col(Meeting.starts_at).desc()))
        return dict(rows.all())


def leads_in_register(ctx: Context) -> dict[int, str]:
    """Return the member organisations that carry something out: id -> name, in order of their code."""
    ids = or_(
        col(Organisation.id).in_(select(Decision.lead_organisation_id)),
        col(Organisation.id).in_(select(Task.organisation_id)),
    )
    return _units(ctx, ids)


def possible_leads(ctx: Context) -> dict[int, str]:
    """Return the member organisations of today: id -> name, in order of their code."""
    return _units(ctx, col(Organisation.left_on).is_(None))


def _units(ctx: Context, wanted: ColumnElement[bool]) -> dict[int, str]:
    with ctx.reading(P.MINUTES_READ) as session:
        rows = session.exec(select(Organisation).where(wanted).order_by(col(Organisation.code)))
        return {row.id: either(row.name_zh, row.name_en) for row in rows}


def _conditions(wanted: RegisterFilter, lead: Any, searched: Iterable[Any]) -> list[ColumnElement[bool]]:
    """Return what the filter asks of a row with its lead organisation and the columns that are searched."""
    asked: list[ColumnElement[bool]] = []
    if wanted.meeting:
        asked.append(col(Meeting.number) == wanted.meeting)
    if wanted.organisation_id is not None:
        asked.append(col(lead) == wanted.organisation_id)
    if text := wanted.text.strip():
        columns = (*searched, AgendaItem.title, Organisation.name_zh, Organisation.name_en)
        asked.append(or_(*(col(column).icontains(text, autoescape=True) for column in columns)))
    return asked


def _lives(session: Session, subjects: list[str]) -> Lives:
    query = select(LifeEvent).where(col(LifeEvent.subject).in_(subjects)).order_by(col(LifeEvent.id))
    found: dict[str, list[LifeEventRead]] = {}
    for row in session.exec(query):
        found.setdefault(row.subject, []).append(LifeEventRead.model_validate(row, from_attributes=True))
    return {subject: tuple(events) for subject, events in found.items()}


def _standing(session: Session, motion_ids: list[int]) -> set[int]:
    """Return the motions whose votes adopt them to this day."""
    motions = session.exec(select(Motion).where(col(Motion.id).in_(motion_ids)))
    return {motion.id for motion in motions if stands(motion)}


def _decision(found: Sequence[Any], actor: Actor, today: date, lives: Lives, standing: Container[int]) -> DecisionLine:
    row, meeting, item, unit = found
    status = DecisionStatus(row.status)
    steps = _steps(actor, row.kind, status, DecisionAction)
    if row.motion_id not in standing:
        steps = tuple(step for step in steps if step is not DecisionAction.RESUME)
    return DecisionLine(
        id=row.id,
        number=row.number,
        meeting_number=meeting.number,
        item_title=item.title,
        text=row.text,
        conditions=row.conditions,
        resolution=Resolution(row.resolution),
        organisation_id=row.lead_organisation_id,
        lead=either(unit.name_zh, unit.name_en) if unit else row.lead_unit,
        partners=row.partners,
        due_on=row.due_on,
        overdue_days=_late(row.due_on, today, open_=status is DecisionStatus.OPEN),
        status=status,
        life=lives.get(subject_of(row), ()),
        steps=steps,
        may_assign=status is DecisionStatus.OPEN and actor.may(P.DECISION_KEEP),
    )


def _task(found: Sequence[Any], actor: Actor, today: date, lives: Lives) -> TaskLine:
    row, meeting, item, unit = found
    status = TaskStatus(row.status)
    return TaskLine(
        id=row.id,
        meeting_number=meeting.number,
        item_title=item.title if item else "",
        text=row.text,
        organisation_id=row.organisation_id,
        lead=either(unit.name_zh, unit.name_en) if unit else row.unit,
        due_on=row.due_on,
        overdue_days=_late(row.due_on, today, open_=status is TaskStatus.OPEN),
        status=status,
        life=lives.get(subject_of(row), ()),
        steps=_steps(actor, row.kind, status, TaskAction),
    )


def _late(due_on: date | None, today: date, *, open_: bool) -> int:
    return overdue_days(due_on, None, today) if open_ and due_on is not None else 0


def _steps(actor: Actor, kind: str, status: StrEnum, actions: type[Action]) -> tuple[Action, ...]:
    """Return the moves of the register's use cases that the actor may make now."""
    moves = ((action, move(kind, status, action)) for action in actions)
    return tuple(action for action, step in moves if step and actor.may(P.DECISION_KEEP) and actor.may(step.needs))


def _in_order(lines: list[Line], wanted: RegisterFilter) -> list[Line]:
    kept = [line for line in lines if line.overdue_days or not wanted.overdue]
    return sorted(kept, key=lambda line: (line.status != "open", line.due_on or date.max, -line.id))
