"""The page of papers: grouped by when they are needed, for those who may have them, in both languages."""

import pytest

from dashboard import i18n
from dashboard.services.papers.kinds import PAPERS
from models.enums import NeedStatus
from tests.factories import Clock
from tests.pages.test_every_page import texts
from tests.services.table import Table, lay

NUMBER = "2026-WY-01"


@pytest.fixture
def table(database) -> Table:
    return lay(database, Clock())


def keys(app) -> set[str]:
    return {one.proto.id.split("-")[-1] if hasattr(one, "proto") else "" for one in app.get("download_button")}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_secretariat_finds_every_paper_of_a_meeting(table: Table, page, language: str):
    table.noticed(table.need("N-1"))
    app = page("papers", as_=table.people["secretariat"], language=language, number=NUMBER)
    assert [one.message for one in app.exception] == []
    assert keys(app) >= {f"paper_{sort}_docx" for sort in PAPERS if sort != "result_report"}
    with i18n.speaking(language):  # the test finds the choice by its words
        app.segmented_control(key="papers_format").set_value("pdf").run()
    assert keys(app) >= {f"paper_{sort}_pdf" for sort in PAPERS if sort != "result_report"}
    assert not [key for key in keys(app) if key.endswith("_docx")]


def test_a_member_finds_what_is_for_members(table: Table, page):
    table.noticed(table.need("N-1"))
    app = page("papers", as_=table.people["2"], number=NUMBER)
    assert not [key for key in keys(app) if "ballots" in key or "tally" in key or "sign_in" in key]
    assert "paper_agenda_docx" in keys(app)
    assert not [box for box in app.checkbox if box.key == "papers_record"]


def test_without_a_number_the_meetings_are_there_to_choose_from(table: Table, page):
    empty = page("papers", as_=table.people["secretariat"])
    assert any("No meeting has been called yet." in words for words in texts(empty))
    table.noticed(table.need("N-1"))
    app = page("papers", as_=table.people["secretariat"])
    assert any(NUMBER in str(one.proto) for one in app.get("page_link"))


def test_an_unknown_meeting_is_refused_with_a_sentence(table: Table, page):
    app = page("papers", as_=table.people["secretariat"], number="2026-WY-77")
    assert any("There is no meeting with the number" in words for words in texts(app))


def test_the_whole_meeting_is_put_together_on_a_click(table: Table, page):
    table.noticed(table.need("N-1"))
    app = page("papers", as_=table.people["secretariat"], number=NUMBER)
    assert "papers_zip_file" not in keys(app)
    app.button(key="papers_zip").click().run(timeout=60)
    assert [one.message for one in app.exception] == []
    assert "papers_zip_file" in keys(app)


def test_the_meeting_leads_to_its_papers_and_the_notices_to_those_for_everybody(table: Table, page):
    table.noticed(table.need("N-1"))
    links = page("meeting", as_=table.people["2"], number=NUMBER).get("page_link")
    assert any("Papers of this meeting" in str(one.proto) for one in links)
    table.need("N-2", NeedStatus.OPEN)
    assert {"week_pdf", "follow_poster_pdf"} <= keys(page("notices"))
    assert "item_poster_pdf" in keys(page("item", number="N-2"))
    table.need("N-3", NeedStatus.SUBMITTED)
    assert "item_poster_pdf" not in keys(page("item", as_=table.people["secretariat"], number="N-3"))
