"""The pages of the projects: everybody reads, those who carry a project act, one click is one call."""

from datetime import timedelta

import pytest

from dashboard.services import projects
from models.enums import FundSource, NeedStatus, ProjectStatus
from models.need import Need
from models.project import BudgetLine, Milestone, ProgressReport, Project
from tests.pages.project_world import World, keys, words


@pytest.fixture
def world(database, stored, account) -> World:
    return World(database, stored, account)


@pytest.fixture
def lead(world: World) -> int:
    return world.organisation()


@pytest.fixture
def liaison(world: World, lead: int) -> int:
    return world.account("liaison", organisation_id=lead)


@pytest.fixture
def secretariat(world: World) -> int:
    return world.account("secretariat")


def test_an_empty_list_says_why_and_where_to_go(page):
    app = page("projects")
    assert not app.exception
    assert "No project has been established yet" in words(app)
    progress = page("progress")
    assert not progress.exception
    assert "No project has been established yet" in words(progress)


def test_everybody_reads_the_list_and_narrows_it_by_the_address(page, world: World, lead: int):
    first, second = world.project(lead), world.project(lead)
    app = page("projects")
    assert not app.exception
    assert [f"{number}　" in _links(app) for number in (first, second)] == [True, True]
    assert "2 projects" in words(app)

    narrowed = page("projects", q=second)
    assert [f"{number}　" in _links(narrowed) for number in (first, second)] == [False, True]
    assert "No project matches" in words(page("projects", status="accepted"))
    assert "2 projects" in words(page("projects", status="rubbish"))
    app.selectbox(key="filter_status").set_value(ProjectStatus.ACCEPTED).run()
    assert app.query_params["status"] == "accepted"
    assert "No project matches" in words(app)


def test_a_project_without_or_with_an_unknown_number_helps_on(page):
    assert "Which project?" in words(page("project"))
    assert "There is no project with the number X-1" in words(page("project", number="X-1"))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_visitor_reads_everything_and_can_change_nothing(page, world: World, lead: int, language: str):
    number = world.project(lead, "Survey")
    office = world.as_("secretariat")
    (row,) = world.rows(Project)
    projects.set_budget(office, row.id, FundSource.MAINTENANCE, 1_234_50)
    projects.book_payment(office, row.id, FundSource.MAINTENANCE, 34_50, "First lamps")

    app = page("project", number=number, language=language)

    assert not app.exception
    assert keys(app) <= {"sign_in_send"}
    said = words(app)
    for fact in (number, "Lamp 2", "We install the lamps."):
        assert fact in said
    tables = [table.value for table in app.table]
    assert any("¥1,234\\.50" in table.to_string() for table in tables)


def test_the_lead_organisation_plans_starts_reports_and_finishes(page, world: World, lead: int, liaison: int):
    number = world.project(lead)
    app = page("project", as_=liaison, number=number)
    assert app.button(key="project_start").disabled

    app.text_input(key="milestone_new_name").set_value("Survey").run()
    app.button(key="milestone_add").click().run()
    assert "The milestone is added." in words(app)
    (step,) = world.rows(Milestone)
    app.text_input(key=f"milestone_{step.id}_name").set_value("Survey of the lane").run()
    app.button(key=f"milestone_save_{step.id}").click().run()
    assert [row.name for row in world.rows(Milestone)] == ["Survey of the lane"]

    app.button(key="project_start").click().run()
    assert [row.status for row in world.rows(Project)] == [ProjectStatus.UNDER_WAY]
    assert "milestone_add" not in keys(app)

    app.number_input(key="report_percent").set_value(60).run()
    app.get("button_group")[0].set_value([step.id]).run()
    app.text_area(key="report_text").set_value("The poles are up.").run()
    app.button(key="report_send").click().run()
    assert [(row.percent, row.text) for row in world.rows(ProgressReport)] == [(60, "The poles are up.")]
    assert "The poles are up." in words(app)

    app.text_area(key="finish_text").set_value("All lamps shine.").run()
    app.button(key="project_finish").click().run()
    assert [row.status for row in world.rows(Project)] == [ProjectStatus.AWAITING_ACCEPTANCE]
    assert [row.status for row in world.rows(Need)] == [NeedStatus.AWAITING_ACCEPTANCE]
    assert not app.exception


def test_a_refused_report_keeps_what_was_typed_and_names_the_field(page, world: World, lead: int, liaison: int):
    number = world.project(lead, "Survey")
    who, key = world.as_("liaison", lead), world.rows(Project)[0].id
    projects.start(who, key)
    projects.report(who, key, 50, "")
    app = page("project", as_=liaison, number=number)

    app.number_input(key="report_percent").set_value(40).run()
    app.button(key="report_send").click().run()

    assert "Please say why progress fell back from 50%." in words(app)
    assert app.number_input(key="report_percent").value == 40
    assert [row.percent for row in world.rows(ProgressReport)] == [50]


def test_the_secretariat_pays_exactly_and_accepts(page, world: World, lead: int, secretariat: int):
    number = world.project(lead, "Survey")
    who, (row,) = world.as_("liaison", lead), world.rows(Project)
    projects.start(who, row.id)
    projects.report(who, row.id, 90, "", [step.id for step in world.rows(Milestone)])
    projects.finish(who, row.id)
    app = page("project", as_=secretariat, number=number)

    app.selectbox(key="budget_source").set_value(FundSource.MEMBER_FUNDS).run()
    app.text_input(key="budget_amount").set_value("1,200.50").run()
    app.button(key="budget_save").click().run()
    app.text_input(key="payment_amount").set_value("1200.51").run()
    app.text_input(key="payment_note").set_value("Lamps").run()
    app.button(key="payment_send").click().run()
    assert "Only ¥1,200.50 of what is approved from this source is left." in words(app)
    assert app.text_input(key="payment_note").value == "Lamps"
    app.text_input(key="payment_amount").set_value("1200.50").run()
    app.button(key="payment_send").click().run()
    assert [(line.approved_fen, line.paid_fen) for line in world.rows(BudgetLine)] == [(1_200_50, 1_200_50)]

    app.button(key="project_accept").click().run()
    assert "Who looks after it afterwards — Please fill in this field." in words(app).replace("**", "")
    app.text_input(key="accept_upkeep").set_value("Neighbourhood committee").run()
    app.button(key="project_accept").click().run()
    assert [row.status for row in world.rows(Project)] == [ProjectStatus.ACCEPTED]
    assert [row.status for row in world.rows(Need)] == [NeedStatus.COMPLETED]


def test_an_amount_that_is_none_is_pointed_out(page, world: World, lead: int, secretariat: int):
    app = page("project", as_=secretariat, number=world.project(lead))
    for typed in ("", "a lot", "1.234", "-5"):
        app.text_input(key="budget_amount").set_value(typed).run()
        app.button(key="budget_save").click().run()
        assert app.error
    assert world.rows(BudgetLine) == []


def test_typed_text_is_shown_as_typed(page, world: World, lead: int, liaison: int):
    number = world.project(lead, "Survey")
    who, (row,) = world.as_("liaison", lead), world.rows(Project)
    projects.start(who, row.id)
    projects.report(who, row.id, 10, "**bold** <script>alert(1)</script> ![x](http://x)")
    app = page("project", number=number)
    shown = [element.value for element in app.markdown if "bold" in element.value]
    assert shown == [r"\*\*bold\*\* \<script\>alert\(1\)\</script\> \!\[x\]\(http\:\/\/x\)".replace(r"\/\/", "//")]


def test_the_progress_page_shows_every_chart_with_its_table(page, world: World, lead: int):
    world.project(lead, "Survey")
    late = world.project(lead, "Survey")
    with_delay = world.rows(Project)[1]
    with_delay.due_on -= timedelta(days=100)
    world.stored(with_delay)
    projects.set_budget(world.as_("secretariat"), with_delay.id, FundSource.DONATION, 5_00)

    app = page("progress")

    assert not app.exception
    assert "Being planned, overdue by 10 days. Due" in words(app)
    assert f"{late}　" in _links(app)
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 4
    assert len(app.table) == 4


def _links(app) -> str:
    return "\n".join(link.proto.label for link in app.get("page_link")).replace("\\", "")
