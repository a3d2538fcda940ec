"""Charts of the projects count right: statuses, time, plan against actual, and money to the fen."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from dashboard.services import claims, projects
from dashboard.services import progress_insights as insights
from models.enums import FundSource
from models.project import MilestoneDraft
from tests.services.project_rows import TODAY, Rows, offer

DUE = date(2027, 1, 30)
MIDDLE = date(2026, 12, 31)


@pytest.fixture
def rows(saved, engine: Engine) -> Rows:
    return Rows(saved, engine)


@pytest.fixture
def secretariat(acting_as):
    return acting_as("secretariat")


@pytest.fixture
def lead(acting_as, rows: Rows):
    return acting_as("liaison", organisation_id=rows.organisation())


@pytest.fixture
def visitor(acting_as):
    return acting_as("visitor")


@pytest.fixture
def started(rows: Rows, lead, secretariat):
    """``started()`` establishes a project, plans it in two halves and starts it; returns id and number."""

    def make(money: dict[FundSource, int] | None = None) -> tuple[int, str]:
        made = claims.claim(lead, rows.need(), offer(promised_on=date(2027, 12, 31)))
        number = claims.confirm(secretariat, made.id, DUE, reason="On the board.").project_number
        key = projects.project(lead, number).line.id
        drafts = [MilestoneDraft(name=f"Step {day}", planned_on=day) for day in (MIDDLE, DUE)]
        projects.plan(lead, key, drafts)
        for source, fen in (money or {}).items():
            projects.set_budget(secretariat, key, source, fen)
        projects.start(lead, key, "The minutes say who does what.")
        return key, number

    return make


def test_every_frame_of_an_empty_house_is_empty(visitor):
    frames = {
        insights.status_frame: insights.STATUS,
        insights.gantt_frame: insights.GANTT,
        insights.planned_against_actual_frame: insights.CURVE,
    }
    for make, columns in frames.items():
        frame = make(visitor)
        assert frame.empty
        assert tuple(frame.columns) == columns
    assert insights.overdue(visitor) == []


def test_statuses_are_counted_in_the_order_of_life(started, visitor, rows: Rows, lead, secretariat):
    started(), started()
    made = claims.claim(lead, rows.need(), offer())
    claims.confirm(secretariat, made.id, DUE, reason="On the board.")
    assert insights.status_frame(visitor).to_dict("records") == [
        {"status": "Being planned", "projects": 1},
        {"status": "Under way", "projects": 2},
        {"status": "Awaiting acceptance", "projects": 0},
        {"status": "Being rectified", "projects": 0},
        {"status": "Accepted as finished", "projects": 0},
    ]


def test_the_gantt_shows_plan_and_reality(started, visitor, lead, clock):
    key, number = started()
    projects.report(lead, key, 70, "")
    clock.forward(days=(DUE - TODAY).days + 1)
    assert insights.gantt_frame(visitor).to_dict("records") == [
        {
            "number": number,
            "label": "Lamp 2",
            "planned_start": TODAY,
            "planned_end": DUE,
            "actual_start": TODAY,
            "actual_end": None,
            "percent": 70,
            "status_words": "Under way, overdue by 1 day",
            "overdue_days": 1,
        }
    ]
    assert [(line.number, line.overdue_days) for line in insights.overdue(visitor)] == [(number, 1)]


def test_one_project_against_its_plan(started, visitor, lead, clock):
    key, number = started()
    started()
    clock.forward(days=15)
    projects.report(lead, key, 20, "")
    clock.forward(days=5)
    rows = insights.planned_against_actual_frame(visitor, number)
    assert [tuple(row) for row in rows.astype(object).where(rows.notna(), None).itertuples(index=False)] == [
        (TODAY, 0, 0),
        (TODAY + timedelta(days=15), 25, 20),
        (TODAY + timedelta(days=20), 33, 20),
        (MIDDLE, 50, None),
        (DUE, 100, None),
    ]


def test_a_finished_project_reports_nothing_more(started, visitor, lead, clock, rows: Rows):
    key, number = started()
    clock.forward(days=10)
    steps = [step.id for step in projects.project(lead, number).milestones]
    projects.report(lead, key, 90, "", steps)
    projects.finish(lead, key)
    clock.forward(days=100)
    frame = insights.planned_against_actual_frame(visitor, number)
    assert frame["day"].tolist() == [TODAY, TODAY + timedelta(days=10), MIDDLE, DUE]
    assert frame["actual"].dropna().tolist() == [0, 100]


def test_all_projects_on_average_month_by_month(started, visitor, lead, clock):
    key, _number = started()
    started()
    clock.forward(days=15)
    projects.report(lead, key, 41, "")
    frame = insights.planned_against_actual_frame(visitor)
    assert frame["day"].tolist() == [TODAY, TODAY + timedelta(days=15), date(2027, 1, 1), DUE]
    assert frame["planned"].tolist() == [0, 25, 51, 100]
    assert frame["actual"].dropna().tolist() == [0, 20]


def test_an_unknown_project_has_no_curve(started, visitor):
    started()
    assert insights.planned_against_actual_frame(visitor, "PL-XM-2026-999").empty
