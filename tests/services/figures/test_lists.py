"""The three lists are narrowed alike, newest first, with their counts."""

from datetime import date

import pytest

from dashboard.services.figures import lists
from dashboard.services.figures.lists import Sought
from models.enums import NeedStatus as S
from models.enums import OfferKind, ProjectStatus, ResourceStatus
from models.resource import Resource
from tests.services.figures.rows import Rows, at


@pytest.fixture
def offered(rows: Rows):
    def make(title: str, **given) -> Resource:
        rows.made += 1
        first = {"from_on": date(2026, 1, 1), "status": ResourceStatus.OFFERED, "offered_at": at(rows.made)} | given
        number = f"PL-ZY-2026-{rows.made:03d}"
        row = {"number": number, "organisation_id": rows.unit.id, "offer": OfferKind.VENUE, "title": title, "text": "x"}
        return rows.saved(Resource(**row, **first))

    return make


def titles(found) -> tuple[int, list[str]]:
    total, lines = found
    return total, [line.title for line in lines]


def test_resources_are_found_by_quarter_category_area_and_words(visitor, rows: Rows, offered):
    grid = rows.area("WG001", "grid", rows.quarter.id)
    other = rows.area("JW02", "committee", rows.top.id)
    offered("Hall")
    offered("Lamps", categories=["lighting"], until_on=date(2026, 3, 31))
    offered("Bricks", categories=["wall"], from_on=date(2026, 4, 1), area_id=grid.id)
    offered("Gone", status=ResourceStatus.WITHDRAWN)

    def found(**sought) -> tuple[int, list[str]]:
        return titles(lists.resources_found(visitor, Sought(**sought), 10))

    assert found() == (3, ["Bricks", "Lamps", "Hall"])
    assert titles(lists.resources_found(visitor, Sought(), 1)) == (3, ["Bricks"])
    assert found(category="wall") == (2, ["Bricks", "Hall"])
    assert found(quarter="2026Q1") == (2, ["Lamps", "Hall"])
    assert found(quarter="2026Q2") == (2, ["Bricks", "Hall"])
    assert found(area=rows.quarter.id) == (3, ["Bricks", "Lamps", "Hall"])
    assert found(area=other.id) == (2, ["Lamps", "Hall"])
    assert found(text="amp") == (1, ["Lamps"])
    assert found(text="一号") == (3, ["Bricks", "Lamps", "Hall"])
    assert found(text="%") == (0, [])


def test_projects_are_found_by_quarter_category_area_and_words(visitor, rows: Rows):
    first, second = rows.need(0, S.IN_PROGRESS), rows.need(0, S.APPROVED, category="wall")
    rows.project(first, established=10)
    rows.project(second, ProjectStatus.PLANNED, established=100)
    rows.project(rows.need(0, S.WITHDRAWN, batch_id=1), ProjectStatus.TAKEN_BACK)

    def found(**sought) -> tuple[int, list[str]]:
        return titles(lists.projects_found(visitor, Sought(**sought), 10))

    assert found() == (2, ["Item 2", "Item 1"])
    assert found(quarter="2026Q1") == (1, ["Item 1"])
    assert found(category="wall") == (1, ["Item 2"])
    assert found(area=rows.top.id) == (2, ["Item 2", "Item 1"])
    assert found(area=rows.quarter.id + 99) == (0, [])
    assert found(text=f"XM-2026-{first.id:03d}") == (1, ["Item 1"])
    assert found(text="dark night") == (2, ["Item 2", "Item 1"])
    assert found(text="bright") == (0, [])


def test_needs_and_choices(visitor, rows: Rows):
    rows.need(0, S.OPEN)
    rows.need(100, S.DECLINED)
    assert titles(lists.needs_found(visitor, Sought(category="lighting"), 10)) == (1, ["Item 1"])
    found = lists.choices(visitor)
    assert found.quarters == ["2026Q1"]
    assert list(found.categories) == ["lighting", "wall"]
    assert list(found.areas) == [rows.quarter.id]


@pytest.mark.parametrize(
    ("quarter", "days"),
    [("2026Q1", (date(2026, 1, 1), date(2026, 3, 31))), ("2026Q4", (date(2026, 10, 1), date(2026, 12, 31)))],
)
def test_quarters_have_their_days(quarter, days):
    assert lists.quarter_days(quarter) == days
