"""The page of the register: found by a filter in the address, kept by the secretariat, read by the others."""

from datetime import date

import pytest

from dashboard import i18n
from dashboard.services import decisions, meetings, votes
from models.decision import Decision
from models.enums import DecisionStatus, TaskStatus, VoteMode
from models.meeting import Task
from tests.factories import Clock
from tests.pages.project_world import words
from tests.services.table import Table, lay

NUMBER = "PL-JY-2026-001"


@pytest.fixture
def table(database) -> Table:
    """A meeting that decided one thing and noted one task."""
    table = lay(database, Clock())
    meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    motion = votes.put(
        table.office,
        items[0],
        "Shall *lamps* be added?",
        "P1",
        conditions="Dimmed after 22:30",
        mode=VoteMode.SHOW_OF_HANDS,
    )
    votes.open_vote(table.office, motion)
    votes.close_hands(table.office, motion, 8, 1, 1)
    meetings.add_task(table.office, meeting, items[0], "Fit shades", due_on=date(2026, 12, 20), unit="Lighting office")
    return table


@pytest.fixture
def office(table: Table) -> int:
    return table.people["secretariat"]


def test_an_empty_register_says_how_it_fills(page, account):
    app = page("decisions", as_=account("liaison"))
    assert not app.exception
    assert "No decision is in the register yet" in words(app)
    assert "No task is noted yet" in words(app)


def test_the_list_shows_decisions_and_tasks(page, table: Table, office: int):
    app = page("decisions", as_=office)
    assert not app.exception
    text = words(app).replace("\\", "")
    for shown in ("Shall *lamps* be added?", "Dimmed after 22:30", "nobody named yet", "Lighting office"):
        assert shown in text
    links = [link.proto.label.replace("\\", "") for link in app.get("page_link")]
    assert [link for link in links if NUMBER in link] == [f"{NUMBER}　Report of the year"]


def test_filters_live_in_the_address(page, table: Table, office: int):
    app = page("decisions", as_=office, q="nothing like it")
    assert words(app).count("Nothing in the register matches") == 2
    app = page("decisions", as_=office, status="done")
    assert words(app).count("Nothing in the register matches") == 2
    app.selectbox(key="filter_status").set_value("open").run()
    assert "Shall" in words(app)
    assert app.query_params["status"] == "open"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_secretariat_names_a_lead_and_notes_progress(page, table: Table, office: int, language: str):
    with i18n.speaking(language):
        app = page("decisions", as_=office, language=language, number=NUMBER)
        assert not app.exception
        app.selectbox(key="assign_unit_1").set_value(3)
        app.text_input(key="assign_partners_1").set_value("第4单位")
        app.date_input(key="assign_due_1").set_value(date(2026, 12, 31))
        app.button(key="assign_go_1").click().run()
        assert not app.exception
        row = table.row(Decision, 1)
        assert (row.lead_organisation_id, row.partners, row.due_on) == (3, "第4单位", date(2026, 12, 31))
        assert app.selectbox(key="assign_unit_1").value == 3
        app.button(key="decision_report_1").click().run()
        assert [error.value for error in app.error] != []
        app.text_area(key="decision_words_1").set_value("灯已订购").run()
        app.button(key="decision_report_1").click().run()
        assert not app.exception
        assert not app.error
        assert app.text_area(key="decision_words_1").value == ""
        app.text_area(key="decision_words_1").set_value("灯已装好").run()
        app.button(key="decision_finish_1").click().run()
        assert table.row(Decision, 1).status == DecisionStatus.DONE
        reasons = [event.reason for event in decisions.decision(table.office, NUMBER).life]
        assert reasons == ["", "灯已订购", "灯已装好"]


def test_a_task_is_finished(page, table: Table, office: int):
    app = page("decisions", as_=office, task="1")
    assert not app.exception
    app.text_area(key="task_words_1").set_value("Fitted").run()
    app.button(key="task_finish_1").click().run()
    assert not app.exception
    assert table.row(Task, 1).status == TaskStatus.DONE


@pytest.mark.parametrize("query", [{"number": NUMBER}, {"task": "1"}])
def test_members_read_and_change_nothing(page, table: Table, query: dict[str, str]):
    app = page("decisions", as_=table.people["2"], **query)
    assert not app.exception
    assert [button.key for button in app.button if (button.key or "").startswith(("assign", "decision", "task"))] == []


@pytest.mark.parametrize("query", [{"number": "PL-JY-1999-001"}, {"task": "9"}, {"task": "x"}])
def test_what_is_not_there_is_said(page, table: Table, office: int, query: dict[str, str]):
    app = page("decisions", as_=office, **query)
    assert not app.exception
    assert len(app.error) == 1
