"""How far are the projects, and what did they cost, as tables for charts and files? Public."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import pandas as pd
from sqlmodel import Session, col, select

from dashboard.formats import local_date, percent, yuan
from dashboard.i18n import ngettext
from dashboard.labels import label
from dashboard.rules.permissions import Permission as P
from dashboard.rules.progress import WHOLE, planned_percent
from dashboard.services.context import Context
from dashboard.services.projects import Budget, ProjectFilter, ProjectLine, list_projects
from models.enums import FundSource, ProjectStatus
from models.project import BudgetLine, Milestone, ProgressReport

STATUS = ("status", "projects")
GANTT = (
    "number", "label", "planned_start", "planned_end", "actual_start", "actual_end", "percent", "status_words",
    "overdue_days",
)  # fmt: skip
CURVE = ("day", "planned", "actual")
MONEY = ("label", "approved", "paid", "approved_text", "paid_text", "share")

Dated = list[tuple[date, int]]


def overdue(ctx: Context) -> list[ProjectLine]:
    """Return the projects whose due date has passed without being finished, the latest first."""
    return list_projects(ctx, ProjectFilter(overdue=True))


def status_frame(ctx: Context) -> pd.DataFrame:
    """Return how many projects are in each status, in the order of a project's life; empty without projects.

    Columns: status (words), projects (whole number from 0).
    """
    lines = list_projects(ctx)
    counts = {status: sum(line.status == status for line in lines) for status in ProjectStatus}
    records = [{"status": label(status), "projects": count} for status, count in counts.items()] if lines else []
    return pd.DataFrame(records, columns=list(STATUS))


def gantt_frame(ctx: Context) -> pd.DataFrame:
    """Return plan and reality of every project, by the day it was established.

    Columns: number; label (title); planned_start (established), planned_end (due), actual_start, actual_end
    (started, finished; missing while not) as dates; percent (0 to 100); status_words; overdue_days (from 0).
    """
    lines = sorted(list_projects(ctx), key=lambda line: (line.established_on, line.number))
    records = [
        {
            "number": line.number,
            "label": line.title,
            "planned_start": line.established_on,
            "planned_end": line.due_on,
            "actual_start": line.started_on,
            "actual_end": line.finished_on,
            "percent": line.percent,
            "status_words": status_words(line),
            "overdue_days": line.overdue_days,
        }
        for line in lines
    ]
    return pd.DataFrame(records, columns=list(GANTT))


def planned_against_actual_frame(ctx: Context, number: str | None = None) -> pd.DataFrame:
    """Return the planned and the reported progress over time, of one project or of all on average.

    Columns: day (date); planned, actual (cumulative percent, 0 to 100; ``actual`` is missing after today and after
    the work was finished). One row per milestone, report and turning point of one project, or per month of all.
    """
    lines = [line for line in list_projects(ctx) if number is None or line.number == number]
    if not lines:
        return pd.DataFrame(columns=list(CURVE))
    with ctx.reading(P.PUBLIC_READ) as session:
        plans, reports = _plans(session), _reports(session)
    days = _months(lines, ctx.today()) if number is None else _turns(lines[0], plans, reports, ctx.today())
    records = [
        {
            "day": day,
            "planned": _mean(_planned(line, plans, day) for line in lines),
            "actual": _mean(_actual(line, reports, day) for line in lines) if _known(lines, day, ctx.today()) else None,
        }
        for day in days
    ]
    return pd.DataFrame(records, columns=list(CURVE))


def budget_frame(ctx: Context) -> pd.DataFrame:
    """Return the money of all projects by source, in the order of the vocabulary; sources without any are left out.

    Columns: label (the source); approved, paid (yuan, to draw with); approved_text, paid_text (exact to the fen);
    share (paid of approved in words). Amounts are added in fen.
    """
    with ctx.reading(P.PUBLIC_READ) as session:
        lines = session.exec(select(BudgetLine)).all()
        totals = {source: _sum([line for line in lines if line.source == source]) for source in FundSource}
    records = [
        {
            "label": label(source),
            "approved": total.approved_fen / 100,
            "paid": total.paid_fen / 100,
            "approved_text": yuan(total.approved_fen),
            "paid_text": yuan(total.paid_fen),
            "share": percent(total.paid_fen, total.approved_fen),
        }
        for source, total in totals.items()
        if total.approved_fen
    ]
    return pd.DataFrame(records, columns=list(MONEY))


def status_words(line: ProjectLine) -> str:
    """Return where a project stands in words, overdue days included."""
    if not line.overdue_days:
        return label(line.status)
    words = ngettext("%(status)s, overdue by %(n)d day", "%(status)s, overdue by %(n)d days", line.overdue_days)
    return words % {"status": label(line.status), "n": line.overdue_days}


def _plans(session: Session) -> Mapping[int, Dated]:
    plans: dict[int, Dated] = {}
    for step in session.exec(select(Milestone).where(col(Milestone.removed_at).is_(None))):
        plans.setdefault(step.project_id, []).append((step.planned_on, step.weight))
    return plans


def _reports(session: Session) -> Mapping[int, Dated]:
    reports: dict[int, Dated] = {}
    for row in session.exec(select(ProgressReport).order_by(col(ProgressReport.id))):
        reports.setdefault(row.project_id, []).append((local_date(row.at), row.percent))
    return reports


def _planned(line: ProjectLine, plans: Mapping[int, Dated], day: date) -> int:
    return planned_percent(line.established_on, plans.get(line.id) or [(line.due_on, WHOLE)], day)


def _actual(line: ProjectLine, reports: Mapping[int, Dated], day: date) -> int:
    """Return what was reported last by the end of the day."""
    return next((share for at, share in reversed(reports.get(line.id, [])) if at <= day), 0)


def _known(lines: Sequence[ProjectLine], day: date, today: date) -> bool:
    """What one finished project would report later is no news; what the others report is, until today."""
    ended = lines[0].finished_on if len(lines) == 1 else None
    return day <= min(today, ended or today)


def _turns(line: ProjectLine, plans: Mapping[int, Dated], reports: Mapping[int, Dated], today: date) -> list[date]:
    planned = [day for day, _share in plans.get(line.id, [])]
    reported = [day for day, _share in reports.get(line.id, [])]
    now = [] if line.finished_on else [today]
    return sorted({line.established_on, line.due_on, *planned, *reported, *now})


def _months(lines: Sequence[ProjectLine], today: date) -> list[date]:
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


def _sum(lines: Sequence[BudgetLine]) -> Budget:
    return Budget(sum(line.approved_fen for line in lines), sum(line.paid_fen for line in lines))
