"""How far is the work, how far should it be by now, and how late is it?"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

WHOLE = 100


def even_shares(count: int) -> list[int]:
    """Return ``count`` whole percentages that add up to 100, the earlier steps taking the rest; empty for none."""
    if count <= 0:
        return []
    share, rest = divmod(WHOLE, count)
    return [share + (place < rest) for place in range(count)]


def planned_percent(begins_on: date, steps: Iterable[tuple[date, int]], on: date) -> int:
    """Return how many percent the plan wanted done by the end of ``on``, rounded down.

    Between two milestones the plan rises evenly, as the curve through them is drawn.

    Args:
        begins_on: the day on which nothing has to be done yet.
        steps: (planned day, share in percent) of every milestone, in any order.

    Source: linear interpolation of the cumulated shares over calendar days, in whole numbers.
    """
    shares: Counter[date] = Counter()
    for planned_on, share in steps:
        shares[planned_on] += share
    done, since = 0, begins_on
    for planned_on in sorted(shares):
        if planned_on > on:
            passed, span = (on - since).days, (planned_on - since).days
            return done + (shares[planned_on] * passed // span if passed > 0 else 0)
        done, since = done + shares[planned_on], max(since, planned_on)
    return done


def overdue_days(due_on: date, finished_on: date | None, today: date) -> int:
    """Return how many days the work is behind its due date now; 0 once it was reported as finished."""
    return 0 if finished_on is not None else max(0, (today - due_on).days)


def days_late(due_on: date, finished_on: date) -> int:
    """Return how many days after its due date the work was finished, 0 where it was in time."""
    return max(0, (finished_on - due_on).days)


UPKEEP_DAYS = 90
"""Every so many days somebody looks whether what was built is in order. Source: house rule."""


def next_check(begun_on: date, checked_on: date | None) -> date:
    """Return the day on which the result is due to be looked at again."""
    return (checked_on or begun_on) + timedelta(days=UPKEEP_DAYS)


def paused_days(spells: Iterable[tuple[date, date | None]], today: date) -> int:
    """Return how many days work rested; each spell runs from its first day to the day it was resumed, or to today."""
    return sum(((until or today) - since).days for since, until in spells)
