"""How money, times, dates and shares are written in the language spoken now."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from dashboard.i18n import language

SHANGHAI = ZoneInfo("Asia/Shanghai")


def local(moment: datetime) -> datetime:
    """Return an aware moment in Asia/Shanghai."""
    return moment.astimezone(SHANGHAI)


def local_date(moment: datetime) -> date:
    """Return the calendar day of an aware moment in Asia/Shanghai."""
    return local(moment).date()


def at_shanghai(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """Return the aware moment of a wall-clock time in Asia/Shanghai."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def quarter_of(moment: datetime) -> str:
    """Return the calendar quarter in Asia/Shanghai, such as ``2026Q4``."""
    day = local_date(moment)
    return f"{day.year}Q{(day.month + 2) // 3}"


def quarter_text(quarter: str) -> str:
    """Return ``2026Q4`` in words: 2026年第四季度 / Q4 2026."""
    year, number = quarter[:4], int(quarter[-1])
    return f"{year}年第{'一二三四'[number - 1]}季度" if language() == "zh_CN" else f"Q{number} {year}"


def day(value: date) -> str:
    """Return a date in words: 2026年6月25日 / Jun 25, 2026."""
    return format_date(value, "y年M月d日" if language() == "zh_CN" else "medium", locale=language())


def day_with_weekday(value: date) -> str:
    """Return a date with its weekday: 2026年6月25日星期四 / Thursday, June 25, 2026."""
    return format_date(value, "full", locale=language())


def moment(value: datetime) -> str:
    """Return date and time in Asia/Shanghai, to the minute."""
    pattern = "y年M月d日 HH:mm" if language() == "zh_CN" else "MMM d, y, HH:mm"
    return format_datetime(local(value), pattern, locale=language())


def clock(value: datetime) -> str:
    """Return the time of day in Asia/Shanghai, such as 14:05."""
    return f"{local(value):%H:%M}"


def yuan(fen: int | None) -> str:
    """Return an amount in fen as yuan, exact to the fen: ¥1,234.50; empty for ``None``."""
    if fen is None:
        return ""
    whole, rest = divmod(abs(fen), 100)
    text = f"{whole:,}" + (f".{rest:02d}" if rest else "")
    return f"{'-' if fen < 0 else ''}¥{text}"


def number(value: int) -> str:
    """Return a whole number with its thousands separated."""
    return str(format_decimal(value, locale=language()))


def percent(part: int, whole: int) -> str:
    """Return a share with one decimal, rounded down so that no failing share looks like a passing one.

    ``—`` where there is no whole: not measurable is not zero.
    """
    if whole <= 0:
        return "—"
    tenths = part * 1000 // whole
    return f"{tenths // 10}.{tenths % 10}%"


def days_between(first: date, last: date) -> int:
    """Return whole days from ``first`` to ``last``, negative where ``last`` is earlier."""
    return (last - first) // timedelta(days=1)
