"""The secretariat imports a list of needs and finds any item, in whatever state."""

import pytest

from dashboard.services import needs
from models.enums import NeedStatus
from models.need import Need
from tests.pages.project_world import World, keys, words

GOOD = "Lane lamps,Lighting,Chengbo,Lane 3,Three lane corners have no light."
BAD = "Wall,Lighting,Nowhere,South gate,The wall leans towards the path."
HEAD = "Title,Category,Neighbourhood,Place,Reasons"


@pytest.fixture
def world(database, stored, account) -> World:
    return World(database, stored, account)


@pytest.fixture
def screening(page, world: World):
    clerk = world.account("secretariat")
    return lambda **query: page("screening", as_=clerk, **query)


def upload(app, *rows: str):
    table = "\r\n".join((HEAD, *rows)).encode("utf-8-sig")
    return app.file_uploader(key="needs_file_0").upload("needs.csv", table, "text/csv").run()


def links(app) -> str:
    return "\n".join(link.proto.label for link in app.get("page_link")).replace("\\", "")


def test_a_good_table_is_entered_whole_and_waits_for_screening(screening, world: World):
    app = upload(screening(), GOOD)
    assert "1 row can be entered." in words(app)
    assert world.rows(Need) == []

    app.button(key="needs_import").click().run()

    assert not app.exception
    assert [(row.title, row.status, row.proposer_id) for row in world.rows(Need)] == [
        ("Lane lamps", NeedStatus.SUBMITTED, None)
    ]
    assert "1 item is entered." in words(app)
    assert "Lane lamps" in links(app)


def test_problems_are_named_and_the_good_rows_entered_on_request(screening, world: World):
    app = upload(screening(), GOOD, BAD)

    assert "1 cell needs mending." in words(app)
    assert any("Nowhere" in table.value.to_string() for table in app.table)
    assert app.button(key="needs_import").label == "Enter the good rows only"

    app.button(key="needs_import").click().run()
    assert [row.title for row in world.rows(Need)] == ["Lane lamps"]


def test_a_table_without_a_good_row_offers_nothing_to_enter(screening, world: World):
    app = upload(screening(), BAD)
    assert "needs_import" not in keys(app)
    assert world.rows(Need) == []


def test_what_is_no_table_is_refused_in_words(screening):
    app = screening()
    app.file_uploader(key="needs_file_0").upload("needs.xlsx", b"<html>", "text/html").run()
    assert not app.exception
    assert "not the table that its ending promises" in words(app)


def test_a_declined_item_is_found_and_taken_up_again(screening, page, world: World):
    number = world.need(NeedStatus.SUBMITTED, "Bench by the river")
    office = world.as_("secretariat")
    (row,) = world.rows(Need)
    needs.screen_decline(office, row.id, "A private matter")

    app = screening(status="declined")
    assert number in links(app)
    assert number not in links(screening(q="no such word"))

    clerk = world.account("secretariat")
    item = page("item", as_=clerk, number=number)
    item.text_area(key=f"reason_reopen_{row.id}").set_value("Asked for again").run()
    item.button(key=f"reopen_{row.id}").click().run()
    assert [one.status for one in world.rows(Need)] == [NeedStatus.SUBMITTED]
