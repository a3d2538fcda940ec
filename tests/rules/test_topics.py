"""The call for topics and their check, by truth table."""

from datetime import date

import pytest

from dashboard.rules.topics import NEEDED, QUESTIONS, call_days, doubtful, is_late, takes_topics, unmet

DAY = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("today", "days", "last"),
    [
        (date(2026, 11, 20), 15, date(2026, 11, 25)),
        (date(2026, 11, 25), 15, date(2026, 11, 25)),
        (date(2026, 12, 1), 15, date(2026, 12, 1)),
        (date(2026, 12, 1), 0, DAY),
        (DAY, 3, DAY),
    ],
)
def test_a_call_ends_so_many_days_before_the_meeting_but_never_before_today(today: date, days: int, last: date):
    assert call_days(DAY, today, days) == (today, last)


@pytest.mark.parametrize(
    ("today", "taken"),
    [(date(2026, 12, 2), False), (date(2026, 12, 3), True), (date(2026, 12, 5), True), (date(2026, 12, 6), False)],
)
def test_both_days_of_the_call_belong_to_it(today: date, taken: bool):
    assert takes_topics(date(2026, 12, 3), date(2026, 12, 5), today) is taken


def test_without_days_no_topic_is_taken_and_none_is_late():
    assert [takes_topics(None, DAY, DAY), takes_topics(DAY, None, DAY), is_late(DAY, None)] == [False, False, False]


@pytest.mark.parametrize(("day", "late"), [(9, False), (10, False), (11, True)])
def test_a_topic_is_late_after_the_last_day(day: int, late: bool):
    assert is_late(date(2026, 12, day), DAY) is late


@pytest.mark.parametrize("answer", [False, None])
@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_not_answered_with_yes_either_bars_or_warns(question: str, answer: bool | None):
    answers = dict.fromkeys(QUESTIONS, True) | {question: answer}
    bars = question in NEEDED
    assert (unmet(answers), doubtful(answers)) == (((question,), ()) if bars else ((), (question,)))


def test_a_topic_with_four_times_yes_is_ready():
    answers = dict.fromkeys(QUESTIONS, True)
    assert (unmet(answers), doubtful(answers), unmet({})) == ((), (), NEEDED)
