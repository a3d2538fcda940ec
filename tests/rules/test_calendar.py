"""Working days and the last day of a notice: the calendar of 2026, weekends, and laws that hold for any calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.rules.calendar import SHIPPED, Calendar, add_working_days, next_working_day, notice_end

OFFICIAL = Calendar.of(SHIPPED)
DAY = timedelta(days=1)
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
FEW = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40)
CALENDARS = st.builds(Calendar, off=FEW, work=FEW)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 1, 1), False),  # New Year
        (date(2026, 1, 2), False),  # Friday off
        (date(2026, 1, 4), True),  # Sunday made up
        (date(2026, 2, 14), True),  # Saturday made up
        (date(2026, 2, 16), False),
        (date(2026, 2, 24), True),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # Saturday made up
        (date(2026, 12, 19), False),  # Saturday
        (date(2026, 12, 21), True),
        (date(2027, 1, 1), False),  # a fixed date, also where the year was not entered
        (date(2027, 1, 4), True),
    ],
)
def test_a_day_is_worked_or_not(day: date, works: bool):
    assert OFFICIAL.is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2026, 12, 18), 7, date(2026, 12, 25)),  # the recommendation list of the conference
        (date(2026, 12, 16), 7, date(2026, 12, 23)),
        (date(2026, 7, 1), 10, date(2026, 7, 13)),  # a Saturday gives way to Monday
        (date(2026, 9, 24), 7, date(2026, 10, 8)),  # 1 October gives way to the day after the holiday
        (date(2026, 10, 3), 7, date(2026, 10, 10)),  # a Saturday that is worked stands
        (date(2026, 2, 13), 3, date(2026, 2, 24)),
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
    ],
)
def test_a_notice_that_ends_on_a_holiday_ends_on_the_next_working_day(start: date, days: int, last: date):
    assert notice_end(start, days, OFFICIAL) == last


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2026, 12, 17), 5, date(2026, 12, 24)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 12, 19), 1, date(2026, 12, 21)),
        (date(2026, 12, 18), 0, date(2026, 12, 18)),
    ],
)
def test_working_days_are_counted_from_the_day_after(start: date, days: int, last: date):
    assert add_working_days(start, days, OFFICIAL) == last


@pytest.mark.parametrize("reckon", [notice_end, add_working_days])
def test_time_is_never_reckoned_backwards(reckon):
    with pytest.raises(ValueError, match=r"backwards|forwards|before"):
        reckon(date(2026, 1, 1), -1, OFFICIAL)


def test_the_calendar_knows_which_years_were_entered():
    assert [year for year in (2025, 2026, 2027) if OFFICIAL.covers(year)] == [2026]
    assert len(SHIPPED["off"]) == len(set(SHIPPED["off"])) == 3 + 9 + 3 + 5 + 3 + 3 + 7
    assert not OFFICIAL.off & OFFICIAL.work
    assert all(day.weekday() >= 5 for day in OFFICIAL.work)


@given(DAYS, st.integers(0, 60), CALENDARS)
def test_a_notice_ends_on_a_working_day_and_no_working_day_is_skipped(start: date, days: int, calendar: Calendar):
    last = notice_end(start, days, calendar)
    asked = start + DAY * days
    assert last >= asked
    assert calendar.is_working_day(last)
    skipped = [asked + DAY * number for number in range((last - asked).days)]
    assert not any(map(calendar.is_working_day, skipped))


@given(DAYS, st.integers(0, 30), CALENDARS)
def test_exactly_so_many_working_days_lie_after_the_start(start: date, days: int, calendar: Calendar):
    last = add_working_days(start, days, calendar)
    after = [start + DAY * number for number in range(1, (last - start).days + 1)]
    assert sum(map(calendar.is_working_day, after)) == days
    assert days == 0 or calendar.is_working_day(last)


@given(DAYS, st.integers(0, 15), st.integers(0, 15), CALENDARS)
def test_working_days_add_up(start: date, some: int, more: int, calendar: Calendar):
    in_two_steps = add_working_days(add_working_days(start, some, calendar), more, calendar)
    assert in_two_steps == add_working_days(start, some + more, calendar)


@given(DAYS, CALENDARS)
def test_the_next_working_day_of_a_working_day_is_itself(day: date, calendar: Calendar):
    found = next_working_day(day, calendar)
    assert next_working_day(found, calendar) == found
    assert (found == day) is calendar.is_working_day(day)
