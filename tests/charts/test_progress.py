"""Progress charts show plan and actual apart, and delays in words."""

from datetime import date

import pandas as pd
import pytest

from dashboard.charts import theme
from dashboard.charts.progress import (
    budget_bars,
    describe_budget_bars,
    describe_gantt,
    describe_planned_against_actual,
    describe_status_bars,
    gantt,
    planned_against_actual,
    status_bars,
)
from tests.charts.reading import marked, texts

PLAN = [
    "label", "planned_start", "planned_end", "actual_start", "actual_end", "percent", "status_words", "overdue_days",
]  # fmt: skip
TODAY = date(2026, 9, 17)


def test_status_bars_keeps_the_order_of_the_frame_and_numbers_each_bar():
    frame = pd.DataFrame([("Planned", 3), ("Under way", 7), ("Rectified", 0)], columns=["status", "projects"])

    (bars,) = marked(status_bars(frame), "bar")
    assert [row["status"] for row in bars.rows] == ["Planned", "Under way", "Rectified"]
    assert bars.encoding["x"]["scale"]["domain"] == [0, pytest.approx(7.7)]
    assert texts(status_bars(frame)) == [3, 7, 0, "Planned", "Under way", "Rectified"]
    assert describe_status_bars(frame) == "10 projects: Planned 3, Under way 7."
    assert describe_status_bars(frame.assign(projects=0)) == "There are no projects yet."


def projects():
    return pd.DataFrame(
        [
            ("Sheds", date(2026, 3, 1), date(2026, 6, 30), date(2026, 3, 10), date(2026, 7, 5), 100, "Accepted", 0),
            ("Pavement", date(2026, 5, 1), date(2026, 8, 15), date(2026, 5, 20), None, 60, "Under way", 33),
            ("Garden", date(2026, 7, 1), date(2026, 11, 30), date(2026, 7, 1), None, 50, "Under way", 0),
            ("Rest stop", date(2026, 10, 1), date(2026, 12, 20), None, None, 0, "Planned", 0),
        ],
        columns=PLAN,
    )


def test_gantt_outlines_the_plan_and_fills_what_happened():
    plan, light, dark = marked(gantt(projects(), TODAY), "bar")

    assert plan.mark["filled"] is False
    assert (plan.encoding["x"]["field"], plan.encoding["x2"]["field"]) == ("planned_start", "planned_end")
    assert [row["label"] for row in plan.rows] == ["Sheds", "Pavement", "Garden", "Rest stop"]
    assert [row["label"] for row in light.rows] == ["Sheds", "Pavement", "Garden"]
    assert [row["bar_end"][:10] for row in light.rows] == ["2026-07-05", "2026-09-17", "2026-11-30"]
    assert [row["done_end"] for row in dark.rows] == [
        "2026-07-05T00:00:00",
        "2026-07-31T00:00:00",
        "2026-09-15T00:00:00",
    ]
    assert [row["dark"] for row in dark.rows] == [theme.BLUE, theme.VERMILLION, theme.BLUE]


def test_gantt_draws_today_in_every_row():
    (today,) = marked(gantt(projects(), TODAY), "tick")

    assert [row["today"][:10] for row in today.rows] == ["2026-09-17"] * 4


def test_gantt_says_delay_in_words():
    assert [text for text in texts(gantt(projects(), TODAY)) if "%" in text] == [
        "Accepted · 100%",
        "Under way · 50%",
        "Planned · 0%",
        "60% · 33 days overdue",
    ]
    assert describe_gantt(projects(), TODAY) == ("4 projects on Sep 17, 2026: 1 finished; overdue: Pavement (33 days).")
    assert describe_gantt(projects().head(1), TODAY) == "1 project on Sep 17, 2026: 1 finished, none overdue."


def curve(*actual):
    planned = (0, 10, 30, 64, 90, 100)
    days = [date(2026, 3 + month, 1) for month in range(6)]
    padded = list(actual) + [None] * (6 - len(actual))
    return pd.DataFrame({"day": days, "planned": planned, "actual": pd.Series(padded, dtype="float64")})


@pytest.mark.parametrize(
    ("actual", "words", "colour"),
    [
        ((0, 5, 20, 53), ["11 points behind", "Planned 64%", "Actual 53%"], theme.VERMILLION),
        ((0, 5, 20, 65), ["1 point ahead", "Planned 64%", "Actual 65%"], theme.GREEN),
        ((0, 10, 30, 64), ["to plan", "Planned 64%", "Actual 64%"], theme.GREEN),
        ((0, 9), ["Planned 10%", "Actual 9%", "1 point behind"], theme.VERMILLION),
    ],
)
def test_planned_against_actual_puts_the_gap_in_words(actual, words, colour):
    chart = planned_against_actual(curve(*actual))

    assert texts(chart) == words
    (gap,) = marked(chart, "rule")
    assert gap.mark["color"] == colour
    assert (gap.encoding["y"]["field"], gap.encoding["y2"]["field"]) == ("planned", "actual")


def test_planned_against_actual_ends_the_solid_line_at_the_last_report():
    plan, done = marked(planned_against_actual(curve(0, 5, 20, 53)), "line")

    assert plan.mark["strokeDash"] == [6, 4]
    assert [row["planned"] for row in plan.rows] == [0, 10, 30, 64, 90, 100]
    assert [row["actual"] for row in done.rows] == [0, 5, 20, 53]
    assert describe_planned_against_actual(curve(0, 5, 20, 53)) == (
        "On Jun 1, 2026 64% was planned and 53% done: 11 points behind."
    )


def test_planned_against_actual_leaves_room_for_words_where_the_last_report_is_the_last_day():
    (plan, _done) = marked(planned_against_actual(curve(0, 5, 20, 53, 80, 97)), "line")

    assert plan.encoding["x"]["scale"]["domain"][1] == {"year": 2026, "month": 11, "date": 11}


def test_planned_against_actual_without_a_report_draws_the_plan_only():
    assert texts(planned_against_actual(curve())) == []
    assert describe_planned_against_actual(curve()) == "No progress has been reported yet."


def test_budget_bars_writes_amounts_exact_to_the_fen():
    rows = [("Sheds", 240000.0, 96500.07), ("Garden", 0.0, 0.0), ("Paint", 1.13, 0.29)]
    frame = pd.DataFrame(rows, columns=["label", "approved", "paid"])

    chart = budget_bars(frame)
    approved, paid = marked(chart, "bar")
    (tick,) = marked(chart, "tick")
    assert (approved.encoding["x"]["field"], paid.encoding["x"]["field"]) == ("approved", "paid")
    assert tick.encoding["x"]["field"] == "approved"
    assert approved.encoding["x"]["scale"]["domain"][0] == 0
    assert texts(chart) == [
        "Sheds",
        "Garden",
        "Paint",
        "Paid ¥96,500.07 of ¥240,000 approved (40.2%)",
        "Paid ¥0 of ¥0 approved (—)",
        "Paid ¥0.29 of ¥1.13 approved (25.6%)",
    ]
    assert describe_budget_bars(frame) == "3 budgets: paid ¥96,500.36 of ¥240,001.13 approved (40.2%)."


@pytest.mark.parametrize(
    ("draw", "describe", "columns"),
    [
        (status_bars, describe_status_bars, ["status", "projects"]),
        (lambda frame: gantt(frame, TODAY), lambda frame: describe_gantt(frame, TODAY), PLAN),
        (planned_against_actual, describe_planned_against_actual, ["day", "planned", "actual"]),
        (budget_bars, describe_budget_bars, ["label", "approved", "paid"]),
    ],
)
def test_progress_charts_of_nothing_say_so(draw, describe, columns):
    empty = pd.DataFrame(columns=columns)

    assert texts(draw(empty)) == ["There is nothing to draw yet."]
    assert describe(empty) == "There is nothing to draw yet."
