"""The pages of the projects: everybody reads, those who carry a project act, one click is one call."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from dashboard.services import projects
from dashboard.services.projects import Checked
from models.attachment import Attachment
from models.enums import Awareness, ChangeKind, ChangeStatus, FundSource, HandlingResult, NeedStatus, ProjectStatus
from models.need import Need
from models.project import Appraisal, BudgetLine, Milestone, Payment, ProgressReport, Project, ProjectChange
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
    owners = Checked(owners="2026-08-21, agreed 81.2%")
    projects.set_budget(office, row.id, FundSource.MAINTENANCE, 1_234_50, owners)
    projects.book_payment(office, row.id, FundSource.MAINTENANCE, 34_50, "First lamps", checked=owners)

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

    app.text_input(key="start_reason").set_value("The minutes say who does what.").run()
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
    projects.start(who, key, "The minutes say who does what.")
    projects.report(who, key, 50, "")
    app = page("project", as_=liaison, number=number)

    app.number_input(key="report_percent").set_value(40).run()
    app.button(key="report_send").click().run()

    assert "Please say why progress fell back from 50%." in words(app)
    assert app.number_input(key="report_percent").value == 40
    assert [row.percent for row in world.rows(ProgressReport)] == [50]


def test_the_secretariat_approves_pays_exactly_puts_right_and_accepts(page, world: World, lead: int, secretariat: int):
    number = world.project(lead, "Survey")
    who, (row,) = world.as_("liaison", lead), world.rows(Project)
    app = page("project", as_=secretariat, number=number)
    app.selectbox(key="budget_source").set_value(FundSource.SERVICE_FUND).run()
    app.text_input(key="budget_amount").set_value("1,200.50").run()
    app.button(key="budget_save").click().run()
    assert "Please confirm each line on what this source must not pay for." in words(app)
    for code in ("office", "wages", "hardware", "property"):
        app.checkbox(key=f"budget_not_{code}").check().run()
    app.button(key="budget_save").click().run()
    assert not app.checkbox(key="budget_not_office").value
    projects.start(who, row.id, "The minutes say who does what.")
    projects.report(who, row.id, 90, "", [step.id for step in world.rows(Milestone)])
    projects.finish(who, row.id)

    app = page("project", as_=secretariat, number=number)
    assert "budget_save" not in keys(app)
    for code in ("office", "wages", "hardware", "property"):
        app.checkbox(key=f"payment_not_{code}").check().run()
    app.text_input(key="payment_amount").set_value("1200.51").run()
    app.text_input(key="payment_note").set_value("Lamps").run()
    app.button(key="payment_send").click().run()
    assert "Only ¥1,200.50 of what is approved from this source is left." in words(app)
    assert app.text_input(key="payment_note").value == "Lamps"
    app.text_input(key="payment_amount").set_value("1200.50").run()
    app.button(key="payment_send").click().run()
    assert [(line.approved_fen, line.paid_fen) for line in world.rows(BudgetLine)] == [(1_200_50, 1_200_50)]
    app.text_input(key="correction_amount").set_value("0.50").run()
    app.text_input(key="correction_reason").set_value("Typed 50 too much").run()
    app.button(key="correction_send").click().run()
    assert [payment.amount_fen for payment in world.rows(Payment)] == [1_200_50, -50]

    app.button(key="project_accept").click().run()
    assert "Who looks after it afterwards — Please fill in this field." in words(app).replace("**", "")
    app.text_input(key="accept_upkeep").set_value("Neighbourhood committee").run()
    app.text_input(key="accept_supplier").set_value("Lamp works").run()
    app.text_input(key="accept_purchase").set_value("The best of three quotes").run()
    app.button(key="project_accept").click().run()
    assert [row.status for row in world.rows(Project)] == [ProjectStatus.ACCEPTED]
    assert [row.status for row in world.rows(Need)] == [NeedStatus.COMPLETED]
    assert "The best of three quotes" in words(page("project", number=number))
    assert not app.exception


def test_work_rests_and_goes_on_and_is_given_up(page, world: World, lead: int, liaison: int, secretariat: int):
    number = world.project(lead, "Survey")
    (row,) = world.rows(Project)
    projects.start(world.as_("liaison", lead), row.id, "The minutes say who does what.")
    app = page("project", as_=liaison, number=number)
    app.text_area(key="pause_reason").set_value("It rains.").run()
    app.button(key="project_pause").click().run()
    assert "The work has been paused since" in words(page("projects"))
    app = page("project", as_=liaison, number=number)
    app.button(key="project_resume").click().run()
    assert [row.status for row in world.rows(Project)] == [ProjectStatus.UNDER_WAY]

    app = page("project", as_=secretariat, number=number)
    app.text_area(key="end_reason").set_value("No money.").run()
    app.button(key="project_end").click().run()
    assert app.text_area(key="end_reason").value == "No money."
    app.text_area(key="end_remains").set_value("Two poles stay.").run()
    app.button(key="project_end").click().run()
    assert [row.status for row in world.rows(Project)] == [ProjectStatus.TERMINATED]
    assert "Two poles stay." in words(page("project", number=number))
    assert not app.exception


def test_a_change_is_proposed_by_the_lead_and_decided_by_the_chair(page, world: World, lead: int, liaison: int):
    number, chair = world.project(lead, "Survey"), world.account("chair")
    (row,) = world.rows(Project)
    projects.start(world.as_("liaison", lead), row.id, "The minutes say who does what.")
    app = page("project", as_=liaison, number=number)
    later = row.due_on + timedelta(days=10)
    app.date_input(key="change_due").set_value(later).run()
    app.button(key="change_send").click().run()
    assert "Please fill in this field." in words(app)
    app.text_area(key="change_reason").set_value("Parts are late.").run()
    app.button(key="change_send").click().run()
    (change,) = world.rows(ProjectChange)
    assert change.status == ChangeStatus.PROPOSED
    assert f"change_approve_{change.id}" not in keys(app)
    assert "Changes that wait for approval" not in words(page("projects", as_=liaison))

    assert "Changes that wait for approval" in words(page("projects", as_=chair))
    app = page("project", as_=chair, number=number)
    app.button(key=f"change_approve_{change.id}").click().run()
    assert [row.due_on for row in world.rows(Project)] == [later]
    assert not app.exception


def test_every_kind_of_change_has_its_form(page, world: World, lead: int, liaison: int):
    number = world.project(lead, "Survey")
    (row,) = world.rows(Project)
    projects.start(world.as_("liaison", lead), row.id, "The minutes say who does what.")
    app = page("project", as_=liaison, number=number)
    app.selectbox(key="change_kind").set_value(ChangeKind.SCOPE).run()
    app.text_area(key="change_scope").set_value("Two lamps less").run()
    app.text_area(key="change_reason").set_value("No wall there.").run()
    app.button(key="change_send").click().run()
    app.selectbox(key="change_kind").set_value(ChangeKind.BUDGET).run()
    app.selectbox(key="change_source").set_value(FundSource.DONATION).run()
    app.text_input(key="change_amount").set_value("12").run()
    app.text_area(key="change_reason").set_value("A gift.").run()
    app.button(key="change_send").click().run()
    assert [(change.type, change.status) for change in world.rows(ProjectChange)] == [
        (ChangeKind.SCOPE, ChangeStatus.PROPOSED),
        (ChangeKind.BUDGET, ChangeStatus.PROPOSED),
    ]
    assert not app.exception


@pytest.fixture
def finished(world: World, lead: int) -> str:
    """Number of an accepted project."""
    number = world.project(lead, "Survey")
    who, office, (row,) = world.as_("liaison", lead), world.as_("secretariat"), world.rows(Project)
    projects.start(who, row.id, "The minutes say who does what.")
    projects.report(who, row.id, 90, "", [step.id for step in world.rows(Milestone)])
    projects.finish(who, row.id)
    projects.accept(office, row.id, "Neighbourhood committee")
    return number


def test_residents_appraise_and_the_secretariat_closes_and_files(page, world: World, finished: str, secretariat: int):
    resident = world.account("resident")
    assert "Sign in to appraise the works" in _links(page("project", number=finished))
    app = page("project", as_=resident, number=finished)
    app.button(key="appraisal_send").click().run()
    assert "Please choose one of the answers." in words(app)
    app.radio(key="appraisal_known").set_value(Awareness.WELL).run()
    app.radio(key="appraisal_part").set_value(True).run()
    app.radio(key="appraisal_mark").set_value(4).run()
    app.button(key="appraisal_send").click().run()
    assert "1 person has appraised the works so far." in words(app)

    app = page("project", as_=secretariat, number=finished)
    for key, count in (("papers_mark_5", 9), ("papers_known_well", 5), ("papers_known_some", 4), ("papers_part", 5)):
        app.number_input(key=key).set_value(count).run()
    app.button(key="papers_send").click().run()
    app.button(key="appraisal_close").click().run()
    said = page("project", number=finished)
    assert [(metric.label, metric.value) for metric in said.metric] == [
        ("Satisfaction, 1 to 5", "4.9"),
        ("Appraised by", "10"),
        ("Knew of the works", "100.0%"),
    ]
    assert "Groups of fewer than 5 people are not shown." in words(said)
    app = page("project", as_=secretariat, number=finished)
    app.selectbox(key="archive_result").set_value(HandlingResult.SOLVED).run()
    app.button(key="archive_send").click().run()
    assert [row.account_id for row in world.rows(Appraisal)] == [None] * 10
    assert [row.status for row in world.rows(Need)] == [NeedStatus.ARCHIVED]
    assert not app.exception


def test_the_lead_tells_how_the_result_is_kept(page, world: World, finished: str, liaison: int):
    app = page("project", as_=liaison, number=finished)
    app.radio(key="upkeep_state").set_value(False).run()
    app.button(key="upkeep_send").click().run()
    assert "Please fill in this field." in words(app)
    app.text_area(key="upkeep_text").set_value("One lamp is dark.").run()
    app.button(key="upkeep_send").click().run()
    said = words(page("project", number=finished))
    assert "not in order" in said
    assert "One lamp is dark." in said
    assert not app.exception


def test_photos_are_added_shown_with_their_words_and_taken_off(page, world: World, lead: int, liaison: int):
    number = world.project(lead, "Survey")
    (row,) = world.rows(Project)
    app = page("project", as_=liaison, number=number)
    app.button(key=f"project_before_{row.id}_send").click().run()
    assert app.error
    app.file_uploader(key=f"project_before_{row.id}_file_0").set_value(("a.png", _png(), "image/png")).run()
    app.text_input(key=f"project_before_{row.id}_words").set_value("The dark corner").run()
    app.button(key=f"project_before_{row.id}_send").click().run()
    assert [file.name for file in world.rows(Attachment)] == ["The dark corner"]
    assert len(page("project", number=number).get("image")) == 1
    app = page("project", as_=liaison, number=number)
    app.button(key=f"evidence_remove_{world.rows(Attachment)[0].id}").click().run()
    assert len(page("project", number=number).get("image")) == 0


def _png() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), "black").save(file, "PNG")
    return file.getvalue()


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
    projects.start(who, row.id, "The minutes say who does what.")
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
    charts = app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")
    assert len(charts) == len(app.table) >= 4


def _links(app) -> str:
    return "\n".join(link.proto.label for link in app.get("page_link")).replace("\\", "")
