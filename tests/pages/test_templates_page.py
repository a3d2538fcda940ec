"""The secretariat takes a template away, hands a changed one in, and goes back to the one shipped."""

import pytest

from dashboard.exchange.word_files import DOCX
from dashboard.services import templates
from dashboard.ui.templates.guide import PLACEHOLDERS
from models.template import DocumentTemplate
from tests.pages.project_world import World, keys, words
from tests.services.test_templates import edited


@pytest.fixture
def world(database, stored, account) -> World:
    return World(database, stored, account)


@pytest.fixture
def office(page, world: World):
    clerk = world.account("secretariat")
    return lambda **query: page("templates", as_=clerk, **query)


@pytest.fixture
def own(world: World) -> bytes:
    return edited(templates.download(world.as_("secretariat"), "minutes", 0).content)


def upload(app, content: bytes, round_: int = 0):
    file = app.file_uploader(key=f"template_file_minutes_{round_}")
    return file.upload("纪要.docx", content, DOCX).run()


def test_every_paper_is_listed_with_its_state_and_the_fonts_of_this_machine(office):
    app = office()
    assert not app.exception
    links = {link.proto.query_string for link in app.get("page_link")}
    assert {f"paper={sort}" for sort in templates.SORTS} <= links
    assert words(app).count("as shipped") == len(templates.SORTS)
    assert "PDF files hold their fonts" in words(app) or "No Chinese font was found" in words(app)


def test_a_changed_template_is_put_in_force_and_shown_as_the_offices_own(office, world: World, own: bytes):
    app = office(paper="minutes")
    assert "template_put" not in keys(app)
    assert "template_reset" not in keys(app)

    app = upload(app, own)
    assert world.rows(DocumentTemplate) == []
    app.button(key="template_put").click().run()

    assert not app.exception
    assert [(row.paper, row.version, row.name, row.content) for row in world.rows(DocumentTemplate)] == [
        ("minutes", 1, "纪要.docx", own)
    ]
    assert "is made from your template from now on: version 1" in words(app)
    assert "own template" in words(app)
    assert "template_put" not in keys(app)
    assert {"template_download_None", "template_download_0", "template_download_1"} <= {
        button.proto.id.rpartition("-")[2] for button in app.get("download_button")
    }


def test_a_file_that_is_no_template_is_refused_under_the_input(office, world: World, own: bytes):
    app = upload(office(paper="minutes"), edited(own, "{{ titel }}"))
    app.button(key="template_put").click().run()
    assert not app.exception
    assert "Is “title” meant?" in words(app)
    assert world.rows(DocumentTemplate) == []


def test_the_way_back_is_offered_where_there_is_one(office, world: World, own: bytes):
    templates.upload(world.as_("secretariat"), "minutes", "纪要.docx", own)
    app = office(paper="minutes")
    app.button(key="template_reset").click().run()
    assert not app.exception
    assert [row.content for row in world.rows(DocumentTemplate)] == [own, b""]
    assert "template_reset" not in keys(app)
    assert "back to the template as shipped" in words(app)


@pytest.mark.parametrize("sort", templates.SORTS)
def test_every_placeholder_of_a_paper_is_explained(office, sort: str):
    assert templates.placeholders(sort) <= set(PLACEHOLDERS)


def test_a_paper_that_there_is_not_leads_to_the_list(office):
    app = office(paper="invoice")
    assert not app.exception
    assert "template_put" not in keys(app)
    assert app.title[0].value == "Document templates"
