"""Which document numbers were given in a year, and is one missing?"""

import re
from datetime import date

from sqlmodel import Session, col, func, select

from dashboard.formats import at_shanghai
from dashboard.rules.lifecycle.minutes import LOCKED
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.minutes.shapes import Register, RegisterLine
from models.counter import Counter
from models.enums import MinutesStatus
from models.meeting import Meeting
from models.minutes import Minutes, MinutesSheet


def register(ctx: Context, year: int) -> Register:
    """Return the numbers given to minutes in a year, Asia/Shanghai, in the order in which they were given."""
    with ctx.reading(P.MINUTES_READ) as session:
        return numbers(session, year)


def register_years(ctx: Context) -> list[int]:
    """Return the years in which minutes were numbered, the newest first."""
    with ctx.reading(P.MINUTES_READ) as session:
        counters = session.exec(select(Counter.name).where(col(Counter.name).like("minutes:%")))
        return sorted((int(name.partition(":")[2]) for name in counters), reverse=True)


def numbers(session: Session, year: int) -> Register:
    """Return the register of a year; a gap is a number that was given and stands on no minutes."""
    corrected = (
        select(MinutesSheet.minutes_id, func.max(MinutesSheet.correction_no).label("last"))
        .group_by(col(MinutesSheet.minutes_id))
        .subquery()
    )
    given = (
        select(Minutes, Meeting, corrected.c.last)
        .join(Meeting, col(Meeting.id) == col(Minutes.meeting_id))
        .outerjoin(corrected, corrected.c.minutes_id == col(Minutes.id))
        .where(
            col(Minutes.status).in_(LOCKED),
            col(Minutes.approved_at) >= at_shanghai(date(year, 1, 1)),
            col(Minutes.approved_at) < at_shanghai(date(year + 1, 1, 1)),
        )
        .order_by(col(Minutes.approved_at), col(Minutes.id))
    )
    lines = tuple(
        RegisterLine(
            number=row.number,
            serial=serial(row.number, year),
            meeting_number=held.number,
            title=held.title,
            approved_at=row.approved_at,
            status=MinutesStatus(row.status),
            corrections=last or 0,
        )
        for row, held, last in session.exec(given)
        if row.approved_at is not None
    )
    counter = session.get(Counter, f"minutes:{year}")
    return Register(year, lines, _gaps(lines, counter.value if counter else 0))


def serial(number: str, year: int) -> int | None:
    """Return the counted part of a document number: the one whole number in it that is not the year."""
    parts = re.findall(r"\d+", number)
    if str(year) in parts:
        parts.remove(str(year))
    return int(parts[0]) if len(parts) == 1 else None


def _gaps(lines: tuple[RegisterLine, ...], given: int) -> tuple[int, ...]:
    """Return the numbers missing; where the form of the number hides the count, as many as are missing at the end."""
    there = {line.serial for line in lines}
    if None in there:
        return tuple(range(len(lines) + 1, given + 1))
    return tuple(n for n in range(1, given + 1) if n not in there)
