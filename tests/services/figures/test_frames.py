"""Topics, money and places count public things, exact to the fen, and hide what is too small."""

from datetime import UTC, date, datetime

import pandas as pd

from dashboard.services import figures
from models.enums import FundSource, ProjectStatus
from models.enums import NeedStatus as S
from models.project import BudgetLine, Payment
from tests.services.figures.rows import Rows, at


def test_topics_count_public_items_by_category_and_quarter(visitor, rows: Rows):
    rows.need(0, S.OPEN)
    rows.need(0, S.DECLINED)
    rows.need(100, S.OPEN, category="wall")
    rows.need(100, S.OPEN, category="wall")
    assert figures.topics_frame(visitor).to_dict("records") == [
        {"category": "Lighting", "quarter": "2026Q1", "items": 1},
        {"category": "Lighting", "quarter": "2026Q2", "items": 0},
        {"category": "Wall", "quarter": "2026Q1", "items": 0},
        {"category": "Wall", "quarter": "2026Q2", "items": 2},
    ]


def _money(saved, project: int, source: FundSource, approved: int, paid: int, day: date) -> None:
    saved(BudgetLine(project_id=project, source=source, approved_fen=approved, paid_fen=paid))
    saved(Payment(project_id=project, source=source, at=at(30), paid_on=day, amount_fen=paid, note="paid"))


def test_money_is_added_in_fen_by_source_and_year(visitor, saved, rows: Rows):
    begun = rows.project(rows.need(0, S.IN_PROGRESS), started_on=date(2026, 2, 1))
    planned = rows.project(rows.need(0, S.APPROVED), ProjectStatus.PLANNED, established=-1)
    given_up = rows.project(rows.need(0, S.TERMINATED), ProjectStatus.TERMINATED, started_on=date(2026, 2, 1))
    _money(saved, begun.id, FundSource.SELF_GOVERNANCE, 1_000_01, 300_00, date(2027, 1, 5))
    _money(saved, planned.id, FundSource.DONATION, 500_00, 0, date(2026, 3, 1))
    _money(saved, given_up.id, FundSource.DONATION, 900_00, 200_00, date(2026, 3, 1))
    undone = rows.project(rows.need(0, S.WITHDRAWN), ProjectStatus.TAKEN_BACK, started_on=date(2026, 2, 1))
    _money(saved, undone.id, FundSource.DONATION, 7_000_00, 7_000_00, date(2026, 3, 1))
    texts = ["label", "approved_text", "committed_text", "paid_text", "share"]
    assert figures.money_by_source_frame(visitor)[texts].values.tolist() == [
        ["Self-governance fund", "¥1,000.01", "¥1,000.01", "¥300", "29.9%"],
        ["Donation", "¥700", "¥200", "¥200", "28.5%"],
    ]
    years = figures.money_by_year_frame(visitor)
    assert years[texts].values.tolist() == [
        ["2025", "¥500", "¥0", "¥0", "0.0%"],
        ["2026", "¥1,200.01", "¥1,200.01", "¥500", "41.6%"],
        ["2027", "¥0", "¥0", "¥0", "—"],
    ]
    assert list(years["paid_then_text"]) == ["¥0", "¥200", "¥300"]


def test_the_year_of_a_project_is_the_one_in_shanghai(visitor, saved, rows: Rows):
    row = rows.project(rows.need(0, S.APPROVED), ProjectStatus.PLANNED)
    row.established_at = datetime(2025, 12, 31, 16, 0, tzinfo=UTC)
    saved(row)
    saved(BudgetLine(project_id=row.id, source=FundSource.DONATION, approved_fen=100, paid_fen=0))
    assert list(figures.money_by_year_frame(visitor)["label"]) == ["2026"]


def test_places_count_everything_in_them_and_hide_small_numbers(visitor, rows: Rows):
    grid = rows.area("WG001", "grid", rows.quarter.id)
    other = rows.area("JW02", "committee", rows.top.id, residents=1000)
    rows.area("JW03", "committee", rows.top.id)
    for number in range(6):
        need = rows.need(0, S.OPEN, area=grid.id if number < 2 else rows.quarter.id)
        if number < 5:
            rows.project(need)
    for _number in range(4):
        rows.need(0, S.OPEN, area=other.id)
    rows.need(0, S.DECLINED, area=other.id)
    frame = figures.places_frame(visitor, "committee")
    texts = ["name", "above", "needs_text", "needs_rate_text", "projects_text", "projects_rate_text"]
    assert frame[texts].values.tolist() == [
        ["JW01", "Sub-district", "6", "3.00", "5", "2.50"],
        ["JW02", "Sub-district", "fewer than 5", "fewer than 5", "0", "0.00"],
        ["JW03", "Sub-district", "0", "—", "0", "—"],
    ]
    assert pd.isna(frame["needs"].tolist()[1])
    assert pd.isna(frame["needs_rate"].tolist()[1])
    assert figures.places_frame(visitor, "grid")[["name", "needs_text"]].values.tolist() == [["WG001", "fewer than 5"]]
