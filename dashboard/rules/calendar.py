"""Which days are working days, and on which day does a period end?

Source: Civil Code of the PRC, articles 201 (the day of the beginning is not counted) and 203 (a last day that is
a holiday gives way to the day after the holiday; the last day ends at 24:00).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5
FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Month and day of the holidays that fall on the same date each year.

Source: Measures on Holidays for Annual Festivals and Memorial Days (全国年节及纪念日放假办法), as of 2025, article 2.
"""


def _days(first: str, last: str) -> tuple[str, ...]:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return tuple((begin + _DAY * number).isoformat() for number in range((end - begin).days + 1))


SHIPPED: Mapping[str, list[str]] = {
    "off": [
        *_days("2026-01-01", "2026-01-03"),
        *_days("2026-02-15", "2026-02-23"),
        *_days("2026-04-04", "2026-04-06"),
        *_days("2026-05-01", "2026-05-05"),
        *_days("2026-06-19", "2026-06-21"),
        *_days("2026-09-25", "2026-09-27"),
        *_days("2026-10-01", "2026-10-07"),
    ],
    "work": ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
}
"""Days off and make-up working days of 2026 (days written year-month-day).

Source: General Office of the State Council, notice of 4 November 2025 on the holidays of 2026
(国务院办公厅关于2026年部分节假日安排的通知).
"""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off and make-up working days; where both are silent, Monday to Friday are working days."""

    off: frozenset[date]
    work: frozenset[date]

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]]) -> "Calendar":
        """Return the calendar of a table such as ``SHIPPED``."""
        return cls(*(frozenset(map(date.fromisoformat, table[name])) for name in ("off", "work")))

    def is_working_day(self, day: date) -> bool:
        """Return whether offices work on this day."""
        if day in self.work:
            return True
        return day.weekday() < _SATURDAY and day not in self.off and (day.month, day.day) not in FIXED

    def covers(self, year: int) -> bool:
        """Return whether the holidays of a year were entered; without them only fixed dates and weekends are known."""
        return any(day.year == year for day in self.off)


def next_working_day(day: date, calendar: Calendar) -> date:
    """Return the day itself where it is a working day, else the first working day after it."""
    while not calendar.is_working_day(day):
        day += _DAY
    return day


def notice_end(start: date, days: int, calendar: Calendar) -> date:
    """Return the last day of a public notice of ``days`` calendar days.

    The day of posting is not counted; a last day that is no working day gives way to the next working day.

    Raises:
        ValueError: ``days`` is negative.
    """
    if days < 0:
        raise ValueError("a notice cannot end before it begins")
    return next_working_day(start + _DAY * days, calendar)


def add_working_days(start: date, days: int, calendar: Calendar) -> date:
    """Return the day that is ``days`` working days after ``start``, which is not counted itself.

    Raises:
        ValueError: ``days`` is negative.
    """
    if days < 0:
        raise ValueError("days are counted forwards")
    day = start
    for _number in range(days):
        day = next_working_day(day + _DAY, calendar)
    return day
