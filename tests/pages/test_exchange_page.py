"""The secretariat imports tables, takes an import back and takes lists away; everybody takes open data away."""

import pytest

from dashboard import i18n
from dashboard.services import exchange
from models.enums import NeedStatus
from models.need import Need
from models.organisation import Organisation
from tests.pages.project_world import World, keys, words

HEAD = "Title,Category,Neighbourhood,Place,Reasons"
GOOD = "Lane lamps,Lighting,Chengbo,Lane 3,Three corners have no light."
BAD = "Other lamps,Lighting,Nowhere,Lane 3,Three corners have no light."


@pytest.fixture
def world(database, stored, account) -> World:
    return World(database, stored, account)


@pytest.fixture
def office(page, world: World):
    clerk = world.account("secretariat")
    return lambda **query: page("exchange", as_=clerk, **query)


def upload(app, *rows: str, kind: str = "needs", head: str = HEAD):
    table = "\r\n".join((head, *rows)).encode("utf-8-sig")
    return app.file_uploader(key=f"exchange_file_{kind}_0").upload(f"{kind}.csv", table, "text/csv").run()


def test_a_good_table_is_entered_whole(office, world: World):
    app = upload(office(), GOOD)
    assert "1 row can be entered." in words(app)
    assert world.rows(Need) == []

    app.button(key="exchange_enter").click().run()

    assert not app.exception
    assert [(row.title, row.status) for row in world.rows(Need)] == [("Lane lamps", NeedStatus.SUBMITTED)]
    assert "1 row is entered as import PL-DR-" in words(app)
    assert "exchange_enter" not in keys(app)


def test_problems_are_named_and_the_good_rows_entered_on_request(office, world: World):
    app = upload(office(), GOOD, BAD)
    assert "1 cell needs mending." in words(app)
    assert any("Nowhere" in table.value.to_string() for table in app.table)
    assert app.button(key="exchange_enter").label == "Enter the good rows only"
    app.button(key="exchange_enter").click().run()
    assert [row.title for row in world.rows(Need)] == ["Lane lamps"]


def test_a_known_row_is_entered_only_on_purpose(office, world: World):
    exchange.enter_table(world.as_("secretariat"), "needs", f"{HEAD}\n{GOOD}".encode(), "needs.csv")
    app = upload(office(), GOOD)
    assert "1 row seems to be on the list already" in words(app)
    app.multiselect(key="exchange_on_purpose").select(2)
    app.button(key="exchange_enter").click().run()
    assert not app.exception
    assert [row.title for row in world.rows(Need)] == ["Lane lamps", "Lane lamps"]


def test_a_table_without_a_good_row_or_of_no_kind_offers_nothing_to_enter(office, world: World):
    assert "exchange_enter" not in keys(upload(office(), BAD))
    app = office()
    app.file_uploader(key="exchange_file_needs_0").upload("needs.xlsx", b"<html>", "text/html").run()
    assert not app.exception
    assert "not the table that its ending promises" in words(app)
    assert world.rows(Need) == []


def test_headings_are_explained_by_hand(office, world: World):
    app = upload(office(), GOOD, head="Matter,Sort,Where,Corner,Why")
    assert "These columns were not found" in words(app)
    chosen = ("title", "category_code", "area_id", "place", "reasons")
    for box, field in zip([box for box in app.selectbox if "exchange_column_" in box.key], chosen, strict=True):
        box.set_value(field)
    app.button(key="exchange_keep_columns").click().run()
    assert "are read like this from now on" in words(app)
    app.button(key="exchange_enter").click().run()
    assert [row.place for row in world.rows(Need)] == ["Lane 3"]


def test_members_come_in_by_the_same_panel_and_an_import_is_undone(office, world: World):
    head = "编号,名称,类型,加入日期"
    app = upload(office(kind="members"), "A1,一公司党支部,企业,2020-01-01", kind="members", head=head)
    app.button(key="exchange_enter").click().run()
    assert [row.code for row in world.rows(Organisation)] == ["A1"]

    app = office(view="batches")
    assert "members.csv" in words(app)
    app.button(key="undo_1").click().run()
    assert "Please give a reason" in words(app)
    app.text_area(key="undo_reason_1").set_value("Wrong table").run()
    app.button(key="undo_1").click().run()
    assert not app.exception
    assert "Wrong table" in words(app)
    assert [row.joined_on == row.left_on for row in world.rows(Organisation)] == [True]


def test_nothing_imported_yet_says_the_next_step(office):
    assert "Nothing was imported yet." in words(office(view="batches"))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_list_can_be_taken_away(office, page, world: World, language: str):
    world.need(NeedStatus.OPEN, "Lane lamps")
    with i18n.speaking(language):
        app = office(view="export", language=language)
    assert not app.exception
    assert len(app.get("download_button")) == 2 * (2 * 5 + 1)


def test_open_data_is_shown_to_visitors(page, world: World):
    world.need(NeedStatus.OPEN, "Lane lamps")
    world.need(NeedStatus.SUBMITTED, "Not public yet")
    app = page("open_data")
    assert not app.exception
    app.toggle(key="open_data_rows_needs").set_value(True).run()
    assert not app.exception
    shown = app.dataframe[0].value.to_string()
    assert "Lane lamps" in shown
    assert "Not public yet" not in shown
