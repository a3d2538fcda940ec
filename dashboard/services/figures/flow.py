"""How far do items come, how long does each step take, and are the promises kept? Public: counts of items only."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import SQLColumnExpression, and_, case, func
from sqlmodel import Session, col, select

from dashboard.rules.figures.flow import BEFORE, Promise, Step
from dashboard.rules.figures.waiting import Waits
from dashboard.services.context import Context
from dashboard.services.figures.keeping import kept
from dashboard.services.figures.sql import counted, moment, total, whole_days
from dashboard.services.house_rules import value_of
from models.enums import NeedStatus as S
from models.need import Need
from models.project import Project

Quarters = Mapping[str, Waits]
CLAIMED: SQLColumnExpression[Any] = func.coalesce(Need.claimed_at, Need.approved_at)
"""When it was first claimed. An item claimed only after its meeting became a project by that claim."""
PUBLISHED: SQLColumnExpression[Any] = col(Need.published_at)
REACHED: Mapping[Step, SQLColumnExpression[Any]] = {
    Step.SUBMITTED: col(Need.submitted_at),
    Step.ACCEPTED: func.coalesce(col(Need.accepted_at), col(Need.published_at)),
    Step.PUBLISHED: PUBLISHED,
    Step.CLAIMED: CLAIMED,
    Step.SIGNED: col(Need.signed_at),
    Step.COMPLETED: col(Need.completed_at),
}
CLOCKS: Mapping[Promise, tuple[SQLColumnExpression[Any], SQLColumnExpression[Any]]] = {
    Promise.ANSWER: (col(Need.submitted_at), col(Need.answered_at)),
    Promise.CLAIM: (PUBLISHED, CLAIMED),
    Promise.DECIDE: (PUBLISHED, col(Need.decided_at)),
    Promise.FINISH: (col(Need.approved_at), col(Need.completed_at)),
}
"""From which moment to which each promise runs."""
BEGUN = (S.IN_PROGRESS, S.PAUSED, S.AWAITING_ACCEPTANCE, S.RECTIFICATION, S.COMPLETED, S.APPRAISED, S.ARCHIVED)
"""The works have begun, so an agreement that is not signed by now will not be."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Items submitted in one quarter: how many came to each step, and how long the way from the step before took."""

    quarter: str
    reached: Mapping[Step, int]
    waits: Mapping[Step, Waits]
    """Step -> the way to it from the step before, of the items that took that one."""
    carried: int
    """Items carried over to a later round, at least once."""
    on_time: int
    """Completed items whose works were finished by the project's due date."""
    with_due_date: int
    """Completed items that have a project with a due date."""
    open_now: int
    """Items neither completed nor ended."""
    completed_days: int
    """Days from submission to completion, added up over the completed items."""


def flows(ctx: Context) -> list[Flow]:
    """Return the flow of every quarter in which anything was submitted, oldest first."""
    return kept(ctx, _flows)


def promise_waits(ctx: Context, promise: Promise) -> Quarters:
    """Return the waits of one promise by quarter of submission, oldest first."""
    return kept(ctx, _clock, promise)


def limits(ctx: Context) -> dict[Promise, int]:
    """Return within how many days each promise is to be kept, by the house rule in force."""
    found = kept(ctx, _limits)
    return {promise: int(found[promise]) for promise in Promise}


def least(ctx: Context) -> int:
    """Return the size from which a group is shown, by the house rule in force."""
    return kept(ctx, _least)


def _limits(session: Session, _now: datetime) -> Mapping[str, Any]:
    found: Mapping[str, Any] = value_of(session, "promise_days")
    return found


def _least(session: Session, _now: datetime) -> int:
    return int(value_of(session, "small_cell"))


def _flows(session: Session, now: datetime) -> list[Flow]:
    waits = {step: _waits(session, REACHED[before], REACHED[step], step, now) for step, before in BEFORE.items()}
    days = whole_days(Need.submitted_at, Need.completed_at)
    columns = [func.count(REACHED[step]) for step in Step]
    rows = session.execute(
        select(  # type: ignore[call-overload]  # more columns than SQLModel has overloads for
            Need.quarter,
            total(col(Need.carried) > 0),
            total(and_(_done(), col(Project.finished_on) <= col(Project.due_on))),
            total(and_(_done(), col(Project.due_on).is_not(None))),
            total(and_(col(Need.completed_at).is_(None), col(Need.ended_at).is_(None))),
            func.coalesce(func.sum(case((_done(), days), else_=0)), 0),
            *columns,
        )
        .select_from(Need)
        .outerjoin(Project, col(Project.need_id) == col(Need.id))
        .where(counted())
        .group_by(col(Need.quarter))
        .order_by(col(Need.quarter))
    )
    return [
        Flow(
            quarter,
            dict(zip(Step, map(int, reached), strict=True)),
            {step: waits[step].get(quarter, Waits()) for step in BEFORE},
            int(carried),
            int(on_time),
            int(due),
            int(still),
            int(spent),
        )
        for quarter, carried, on_time, due, still, spent, *reached in rows
    ]


def _done() -> SQLColumnExpression[bool]:
    return col(Need.completed_at).is_not(None)


def _clock(session: Session, now: datetime, promise: Promise) -> Quarters:
    first, last = CLOCKS[promise]
    return _waits(session, first, last, None, now)


def gone(step: Step | None) -> SQLColumnExpression[Any]:
    """Return when an item left the way to a step for good: it ended, or went on without it; empty where it did not."""
    if step is not Step.SIGNED:
        return col(Need.ended_at)
    went_on = case((col(Need.status).in_(BEGUN), col(Need.approved_at)), else_=None)
    return func.coalesce(Need.ended_at, went_on)


def _waits(
    session: Session, first: SQLColumnExpression[Any], last: SQLColumnExpression[Any], step: Step | None, now: datetime
) -> Quarters:
    """Return the cases that came to ``first``, by quarter, counted by days in the database."""
    end = gone(step)
    fate = case((last.is_not(None), "arrived"), (end.is_not(None), "left"), else_="waiting")
    days = whole_days(first, func.coalesce(last, end, moment(now)))
    query: Any = (
        select(col(Need.quarter).label("cohort"), fate.label("fate"), days.label("days"), func.count())
        .where(counted(), first.is_not(None))
        .group_by("cohort", "fate", "days")
    )
    found: dict[str, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for quarter, how, day, count in session.execute(query):
        found[quarter][how][int(day)] = int(count)
    return {
        quarter: Waits(fates["arrived"], fates["left"], fates["waiting"]) for quarter, fates in sorted(found.items())
    }
