"""The growth chart stacks types and keeps a type that is not mentioned on a day."""

from datetime import date

import pandas as pd

from dashboard.charts.membership import describe_membership_growth, membership_growth
from tests.charts.reading import marked, texts

COLUMNS = ["day", "type", "organisations"]
ENTERPRISE, QUARTER, TWO_NEW = "Enterprises", "Quarters", "Two-new"


def growth():
    return pd.DataFrame(
        [
            (date(2024, 6, 20), ENTERPRISE, 26),
            (date(2024, 6, 20), QUARTER, 4),
            (date(2024, 6, 20), TWO_NEW, 10),
            (date(2025, 7, 1), ENTERPRISE, 35),
            (date(2026, 9, 17), TWO_NEW, 15),
        ],
        columns=COLUMNS,
    )


def test_membership_growth_stacks_the_types_from_40_to_54():
    (area,) = marked(membership_growth(growth()), "area")

    stacked = {(row["day"][:10], row["type"]): (row["bottom"], row["top"]) for row in area.rows}
    assert stacked == {
        ("2024-06-20", "Enterprises 35"): (0, 26),
        ("2024-06-20", "Quarters 4"): (26, 30),
        ("2024-06-20", "Two-new 15"): (30, 40),
        ("2025-07-01", "Enterprises 35"): (0, 35),
        ("2025-07-01", "Quarters 4"): (35, 39),
        ("2025-07-01", "Two-new 15"): (39, 49),
        ("2026-09-17", "Enterprises 35"): (0, 35),
        ("2026-09-17", "Quarters 4"): (35, 39),
        ("2026-09-17", "Two-new 15"): (39, 54),
    }
    assert area.mark["interpolate"] == "step-after"
    assert area.encoding["y"]["scale"]["domain"][0] == 0
    assert area.encoding["color"]["scale"]["domain"] == ["Two-new 15", "Quarters 4", "Enterprises 35"]


def test_membership_growth_writes_first_and_last_total():
    assert texts(membership_growth(growth())) == [40, 54]
    assert describe_membership_growth(growth()) == (
        "Member organisations went from 40 on Jun 20, 2024 to 54 on Sep 17, 2026 "
        "(Enterprises 35, Quarters 4, Two-new 15)."
    )


def test_membership_growth_gives_a_single_day_a_width():
    (area,) = marked(membership_growth(growth().head(3)), "area")

    assert sorted({row["day"][:10] for row in area.rows}) == ["2024-06-20", "2024-06-21"]


def test_membership_growth_of_nothing_says_so():
    empty = pd.DataFrame(columns=COLUMNS)

    assert texts(membership_growth(empty)) == ["There is nothing to draw yet."]
    assert describe_membership_growth(empty) == "There is nothing to draw yet."
