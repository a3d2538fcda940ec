"""Is the work ahead of its plan or behind it, of one project or of all?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
from sqlmodel import Session, col, select

from dashboard.formats import at_shanghai, local_date
from dashboard.rules.permissions import Permission as P
from dashboard.rules.progress import WHOLE, planned_percent
from dashboard.services.context import Context
from dashboard.services.figures.keeping import kept
from dashboard.services.progress_insights.standing import GIVEN_UP, Works, works
from models.project import Milestone, ProgressReport, Project

CURVE = ("day", "planned", "actual")
LARGEST = 2000
"""Projects whose average is drawn at most, the newest."""

Dated = list[tuple[date, int]]


def planned_against_actual_frame(ctx: Context, number: str | None = None) -> pd.DataFrame:
    """Return the planned and the reported progress over time, of one project or on average.

    The average is of the projects established since the beginning of last year that were not given up.

    Columns: day (date); planned, actual (cumulative percent, 0 to 100; ``actual`` is missing after today and after
    the work was finished). One row per milestone, report and turning point of one project, or per month of all.
    """
    if number is None:
        return pd.DataFrame(kept(ctx, _average), columns=list(CURVE))
    with ctx.reading(P.PUBLIC_READ) as session:
        lines = works(session, ctx.today(), [Project.number == number], [], 1)
        plans, reports = _plans(session, lines), _reports(session, lines)
        days = _turns(lines[0], plans, reports, ctx.today()) if lines else []
        return pd.DataFrame(_rows(lines, plans, reports, days, ctx.today()), columns=list(CURVE))


def _average(session: Session, now: datetime) -> list[dict[str, Any]]:
    today = local_date(now)
    since = at_shanghai(date(today.year - 1, 1, 1))
    conditions = [col(Project.established_at) >= since, col(Project.status).not_in(GIVEN_UP)]
    lines = works(session, today, conditions, [col(Project.established_at).desc()], LARGEST)
    if not lines:
        return []
    plans, reports = _plans(session, lines), _reports(session, lines)
    return _rows(lines, plans, reports, _months(lines, today), today)


def _rows(
    lines: Sequence[Works],
    plans: Mapping[int, Dated],
    reports: Mapping[int, Dated],
    days: Iterable[date],
    today: date,
) -> list[dict[str, Any]]:
    return [
        {
            "day": day,
            "planned": _mean(_planned(line, plans, day) for line in lines),
            "actual": _mean(_actual(line, reports, day) for line in lines) if _known(lines, day, today) else None,
        }
        for day in days
    ]


def _plans(session: Session, lines: Sequence[Works]) -> Mapping[int, Dated]:
    query: Any = select(col(Milestone.project_id), col(Milestone.planned_on), col(Milestone.weight))
    plans: dict[int, Dated] = {}
    for project, planned_on, weight in session.exec(
        query.where(col(Milestone.removed_at).is_(None), *_of(Milestone.project_id, lines))
    ):
        plans.setdefault(project, []).append((planned_on, weight))
    return plans


def _reports(session: Session, lines: Sequence[Works]) -> Mapping[int, Dated]:
    query: Any = select(col(ProgressReport.project_id), col(ProgressReport.at), col(ProgressReport.percent))
    reports: dict[int, Dated] = {}
    for project, at, percent in session.exec(
        query.where(*_of(ProgressReport.project_id, lines)).order_by(col(ProgressReport.id))
    ):
        reports.setdefault(project, []).append((local_date(at), percent))
    return reports


def _of(column: Any, lines: Sequence[Works]) -> list[Any]:
    """Return the condition that keeps what belongs to these projects; a range, as their ids may be many."""
    ids = [line.id for line in lines]
    return [col(column) >= min(ids, default=0), col(column) <= max(ids, default=0)]


def _planned(line: Works, plans: Mapping[int, Dated], day: date) -> int:
    return planned_percent(line.established_on, plans.get(line.id) or [(line.due_on, WHOLE)], day)


def _actual(line: Works, reports: Mapping[int, Dated], day: date) -> int:
    """Return what was reported last by the end of the day."""
    return next((share for at, share in reversed(reports.get(line.id, [])) if at <= day), 0)


def _known(lines: Sequence[Works], day: date, today: date) -> bool:
    """What one finished project would report later is no news; what the others report is, until today."""
    ended = lines[0].finished_on if len(lines) == 1 else None
    return day <= min(today, ended or today)


def _turns(line: Works, plans: Mapping[int, Dated], reports: Mapping[int, Dated], today: date) -> list[date]:
    planned = [day for day, _share in plans.get(line.id, [])]
    reported = [day for day, _share in reports.get(line.id, [])]
    now = [] if line.finished_on else [today]
    return sorted({line.established_on, line.due_on, *planned, *reported, *now})


def _months(lines: Sequence[Works], today: date) -> list[date]:
    """Return the first of every month from the first project to the last due date, both ends, and today."""
    first, last = min(line.established_on for line in lines), max(*(line.due_on for line in lines), today)
    day, days = first, {first, last, today}
    while day <= last:
        days.add(day)
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return sorted(days)


def _mean(shares: Iterable[int]) -> int:
    listed = list(shares)
    return sum(listed) // len(listed)
