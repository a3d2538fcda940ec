"""When may a topic be handed in for a meeting, and when is it ready for the agenda?"""

from collections.abc import Mapping
from datetime import date, timedelta

QUESTIONS = ("within_remit", "prepared", "residents_heard", "legal_gate")
"""The four questions of the check, in the order they are asked."""
NEEDED = ("within_remit", "prepared")
"""Questions that must be answered with yes before a topic goes on the agenda."""


def call_days(meeting_on: date, today: date, deadline_days: int) -> tuple[date, date]:
    """Return the first and last day offered for a call: from today to ``deadline_days`` before the meeting.

    The last day is never before today, so that a call for a meeting close at hand is open for one day at least.
    Source: house rule; a joint conference elsewhere takes topics until 15 days before it meets.
    """
    return today, max(today, meeting_on - timedelta(days=deadline_days))


def takes_topics(first: date | None, last: date | None, today: date) -> bool:
    """Return whether ``today`` lies in the call, both days included."""
    return first is not None and last is not None and first <= today <= last


def is_late(submitted_on: date, last: date | None) -> bool:
    """Return whether a topic came after the last day of the call; never where there was none."""
    return last is not None and submitted_on > last


def unmet(answers: Mapping[str, bool | None]) -> tuple[str, ...]:
    """Return the questions that keep a topic off the agenda, because they are not answered with yes."""
    return tuple(question for question in NEEDED if answers.get(question) is not True)


def doubtful(answers: Mapping[str, bool | None]) -> tuple[str, ...]:
    """Return the questions that keep nothing off the agenda and are not answered with yes all the same."""
    return tuple(name for name in QUESTIONS if name not in NEEDED and answers.get(name) is not True)
