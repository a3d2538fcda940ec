"""Where does each project stand: status, plan and reality, overdue days?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

import pandas as pd
from sqlmodel import Session, col, func, select

from dashboard.formats import local_date
from dashboard.i18n import either, language, ngettext
from dashboard.labels import label
from dashboard.rules.progress import overdue_days
from dashboard.services.context import Context
from dashboard.services.figures.keeping import kept
from models.enums import ProjectStatus
from models.need import Need
from models.organisation import Organisation
from models.project import Project

STATUS = ("status", "projects")
GANTT = (
    "number", "label", "planned_start", "planned_end", "actual_start", "actual_end", "percent", "status_words",
    "overdue_days",
)  # fmt: skip
GIVEN_UP = (ProjectStatus.TERMINATED, ProjectStatus.TAKEN_BACK)
"""Nothing is waited for any more, so nothing is overdue."""
ONLY_WHERE_THERE_ARE = (ProjectStatus.PAUSED, *GIVEN_UP)
"""Statuses beside the usual way: named only where a project is in them."""
MOST = 30
"""Projects in one chart of plan and reality."""


class Standing(Protocol):
    """Anything with a project's status and overdue days."""

    @property
    def status(self) -> ProjectStatus: ...

    @property
    def overdue_days(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Works:
    """A project as charts show it. Names are in the language spoken when it was read."""

    id: int
    number: str
    title: str
    organisation: str
    status: ProjectStatus
    established_on: date
    due_on: date
    started_on: date | None
    finished_on: date | None
    percent: int
    overdue_days: int


def status_frame(ctx: Context) -> pd.DataFrame:
    """Return how many projects are in each status, in the order of a project's life; empty without projects.

    Columns: status (words), projects (whole number from 0). Projects of an import that was undone are left out.
    """
    found = kept(ctx, _statuses)
    shown = [one for one in ProjectStatus if found.get(one) or one not in ONLY_WHERE_THERE_ARE]
    records = [{"status": label(one), "projects": found.get(one, 0)} for one in shown] if found else []
    return pd.DataFrame(records, columns=list(STATUS))


def overdue_count(ctx: Context) -> int:
    """Return how many projects are past their due date and not finished."""
    return kept(ctx, _overdue_count)


def overdue(ctx: Context, limit: int = 20) -> list[Works]:
    """Return the projects whose due date has passed without being finished, the latest first; at most ``limit``."""
    return kept(ctx, _overdue, language(), limit)


def gantt_frame(ctx: Context, limit: int = MOST) -> pd.DataFrame:
    """Return plan and reality of at most ``limit`` projects, by the day they were established.

    Where there are more, those that are not finished come first, and of the others the latest.

    Columns: number; label (title); planned_start (established), planned_end (due), actual_start, actual_end
    (started, finished; missing while not) as dates; percent (0 to 100); status_words; overdue_days (from 0).
    """
    lines = sorted(kept(ctx, _newest, language(), limit), key=lambda line: (line.established_on, line.number))
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


def status_words(line: Standing) -> str:
    """Return where a project stands in words, overdue days included."""
    if not line.overdue_days:
        return label(line.status)
    words = ngettext("%(status)s, overdue by %(n)d day", "%(status)s, overdue by %(n)d days", line.overdue_days)
    return words % {"status": label(line.status), "n": line.overdue_days}


def works(session: Session, today: date, conditions: Sequence[Any], order: Sequence[Any], limit: int) -> list[Works]:
    """Return at most ``limit`` projects that meet the conditions, in this order."""
    query = (
        select(Project, Need.title, Organisation)
        .join(Need, col(Project.need_id) == col(Need.id))
        .join(Organisation, col(Project.organisation_id) == col(Organisation.id))
        .where(*conditions)
        .order_by(*order)
        .limit(limit)
    )
    return [_read(row, title, unit, today) for row, title, unit in session.exec(query)]


def _read(row: Project, title: str, unit: Organisation, today: date) -> Works:
    status = ProjectStatus(row.status)
    return Works(
        id=row.id,
        number=row.number,
        title=title,
        organisation=either(unit.name_zh, unit.name_en),
        status=status,
        established_on=local_date(row.established_at),
        due_on=row.due_on,
        started_on=row.started_on,
        finished_on=row.finished_on,
        percent=row.percent,
        overdue_days=0 if status in GIVEN_UP else overdue_days(row.due_on, row.finished_on, today),
    )


def _statuses(session: Session, _now: datetime) -> dict[str, int]:
    query = select(Project.status, func.count(col(Project.id))).where(Project.status != ProjectStatus.TAKEN_BACK)
    return dict(session.exec(query.group_by(col(Project.status))).all())


def _late(today: date) -> list[Any]:
    going = col(Project.status).not_in(GIVEN_UP)
    return [going, col(Project.finished_on).is_(None), col(Project.due_on) < today]


def _overdue_count(session: Session, now: datetime) -> int:
    return session.exec(select(func.count()).select_from(Project).where(*_late(local_date(now)))).one()


def _overdue(session: Session, now: datetime, _spoken: str, limit: int) -> list[Works]:
    today = local_date(now)
    return works(session, today, _late(today), [col(Project.due_on), col(Project.number)], limit)


def _newest(session: Session, now: datetime, _spoken: str, limit: int) -> list[Works]:
    there = [Project.status != ProjectStatus.TAKEN_BACK]
    order = [col(Project.finished_on).is_not(None), col(Project.established_at).desc(), col(Project.id).desc()]
    return works(session, local_date(now), there, order, limit)
