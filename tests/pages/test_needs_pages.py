"""Proposing, following and screening through the pages: what is typed is kept, what is decided is stored."""

from io import BytesIO

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from dashboard.rules.codes import digest
from dashboard.services.needs import NEW_FORM
from dashboard.ui.needs.listing import AT_ONCE
from models.area import Area
from models.attachment import Attachment
from models.enums import DecisionPower, NeedSource, NeedStatus
from models.need import Need, NeedFollower, StoredDraft
from tests.pages.project_world import World, keys, words

TYPED = {
    "title": "No lamp at the corner",
    "reasons": "Older people cannot see the steps at night.",
    "suggestion": "Two low-glare lamps.",
    "place": "Beside Building 3",
    "contact": "Mr Li, 5555 0123",
}


@pytest.fixture
def world(database, stored, account) -> World:
    return World(database, stored, account)


@pytest.fixture
def resident(world: World) -> int:
    return world.account("resident")


@pytest.fixture
def secretariat(world: World) -> int:
    return world.account("secretariat")


def only(world: World) -> Need:
    (need,) = world.rows(Need)
    return need


def proposed(world: World, by: int, status: NeedStatus = NeedStatus.SUBMITTED) -> Need:
    number = world.need(status)
    need = next(row for row in world.rows(Need) if row.number == number)
    need.proposer_id = by
    return world.stored(need)


def fill(app: AppTest, area: int, form: str = "propose", **typed: str) -> None:
    texts = TYPED | typed
    for name in ("title", "place", "contact"):
        app.text_input(key=f"{form}_{name}").set_value(texts[name]).run()
    for name in ("reasons", "suggestion"):
        app.text_area(key=f"{form}_{name}").set_value(texts[name]).run()
    app.selectbox(key=f"{form}_category_code").set_value("lighting").run()
    app.selectbox(key=f"{form}_area_id").set_value(area).run()
    app.number_input(key=f"{form}_beneficiaries").set_value(60).run()


def links(app: AppTest) -> str:
    return "\n".join(link.value for link in app.get("page_link")).replace("\\", "")


def click(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def photo(colour: str) -> tuple[str, bytes, str]:
    file = BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    return f"{colour}.png", file.getvalue(), "image/png"


# --- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_visitor_reads_list_and_item(page, world: World, language: str):
    number = world.need(NeedStatus.OPEN, "Lamp in the lane")
    app = page("claim_list", language=language)
    assert not app.exception
    assert f"{number}　Lamp in the lane" in links(app)
    item = page("item", language=language, number=number)
    assert not item.exception
    assert item.title[0].value == "Lamp in the lane"
    assert "Three corners have no light." in words(item)
    assert f"follow_{only(world).id}" not in keys(item)


def test_an_empty_list_says_what_to_do(page, database):
    app = page("claim_list")
    assert not app.exception
    assert "Nothing has been published yet." in words(app)
    assert "Submit a proposal" in links(app)


def test_filters_stand_in_the_address_and_strangers_values_are_left_out(page, world: World):
    lamp = world.need(NeedStatus.OPEN, "Lamp in the lane")
    ramp = world.need(NeedStatus.COMPLETED, "Ramp at the gate")
    found = links(page("claim_list", q="ramp"))
    assert (lamp in found, ramp in found) == (False, True)
    app = page("claim_list", status="open")
    assert (lamp in links(app), ramp in links(app)) == (True, False)
    app.selectbox(key="filter_status").set_value("completed").run()
    assert app.query_params["status"] == "completed"
    assert (lamp in links(app), ramp in links(app)) == (False, True)
    strange = page("claim_list", status="secret", category="x' or 1=1", area="-1", quarter="never")
    assert not strange.exception
    assert (lamp in links(strange), ramp in links(strange)) == (True, True)
    assert "No item matches." in words(page("claim_list", q="elevator"))


def test_a_long_list_is_read_page_by_page(page, world: World):
    numbers = [world.need(NeedStatus.OPEN) for _item in range(AT_ONCE + 1)]
    app = page("claim_list")
    assert [number for number in numbers if number in links(app)] == numbers[1:]
    app.pagination[0].set_value(2).run()
    assert [number for number in numbers if number in links(app)] == numbers[:1]


def test_a_page_of_a_long_list_has_an_address_until_a_filter_changes(page, world: World):
    numbers = [world.need(NeedStatus.OPEN) for _item in range(AT_ONCE + 1)]
    for given, shown in (("2", numbers[:1]), ("99", numbers[:1]), ("0", numbers[1:]), ("-1", numbers[1:])):
        app = page("claim_list", page=given)
        assert [number for number in numbers if number in links(app)] == shown
    app = page("claim_list")
    app.pagination[0].set_value(2).run()
    assert app.query_params["page"] == "2"
    app.text_input(key="filter_q").set_value("corners").run()
    assert "page" not in app.query_params
    assert [number for number in numbers if number in links(app)] == numbers[1:]


def test_groups_of_states_narrow_the_list_and_say_how_many_they_hold(page, world: World):
    lamp = world.need(NeedStatus.OPEN, "Lamp in the lane")
    ramp = world.need(NeedStatus.PAUSED, "Ramp at the gate")
    app = page("claim_list", status="open")
    row = app.button_group(key="filter_group")
    assert row.options == ["Can be claimed 1", "Under way 1"]
    row.set_value("works").run()
    assert (app.query_params["group"], "status" in app.query_params) == ("works", False)
    assert (lamp in links(app), ramp in links(app)) == (False, True)
    assert app.selectbox(key="filter_status").options == ["every status", "Paused（1）"]
    found = links(page("claim_list", q="lamp", group="works", status="open"))
    assert (lamp in found, ramp in found) == (False, False)


def test_nothing_found_says_what_to_try_and_goes_on_from_there(page, world: World):
    lamp = world.need(NeedStatus.OPEN, "Lamp in the lane")
    world.need(NeedStatus.PAUSED, "Ramp at the gate")
    app = page("claim_list", q="lamp", group="works")
    assert "Every word typed must stand in the item" in words(app)
    assert app.button(key="without_filters").label == "Look in the whole list: 1 item has these words"
    click(app, "without_filters")
    assert (lamp in links(app), dict(app.query_params)) == (True, {"q": "lamp"})
    app = page("claim_list", q="elevator")
    assert "without_filters" not in keys(app)
    click(app, "show_all")
    assert (lamp in links(app), dict(app.query_params), app.text_input(key="filter_q").value) == (True, {}, "")


def test_words_found_stand_out_and_stay_what_was_typed(page, world: World):
    world.need(NeedStatus.OPEN, "A :red[lamp] *here*")
    app = page("claim_list", q="[lamp] *")
    (label,) = [link.value for link in app.get("page_link") if "lamp" in link.value]
    assert ":orange-background[**\\[lamp\\]**]" in label
    assert ":red" not in label.replace("\\:red", "")
    assert label.count(":orange-background[**\\***]") == 2
    assert "Three :orange-background[**corners**] have no light" in words(page("claim_list", q="corners"))


@pytest.mark.parametrize("status", [NeedStatus.SUBMITTED, NeedStatus.RETURNED, NeedStatus.DECLINED])
def test_an_item_that_is_not_public_is_unknown_to_strangers(page, world: World, resident: int, status: NeedStatus):
    need = proposed(world, resident, status)
    stranger = world.account("resident")
    for reader in (None, stranger):
        app = page("item", as_=reader, number=need.number)
        assert need.title not in words(app)
        assert "There is no item with this number that you may see." in words(app)
        assert "See the claim list" in links(app)
    assert need.title in words(page("item", as_=resident, number=need.number))


@pytest.mark.parametrize("number", ["", "PL-XQ-2026Q9-999", "<script>"])
def test_an_unknown_number_leads_to_the_list(page, database, number: str):
    app = page("item", number=number) if number else page("item")
    assert not app.exception
    assert "Choose one from the list." in words(app)
    assert "See the claim list" in links(app)


def test_texts_are_drawn_as_they_were_typed(page, world: World):
    nasty = "**bold** [click](http://evil.example) <b>x</b> :red[y] $z$"
    number = world.need(NeedStatus.OPEN, nasty)
    item = page("item", number=number)
    assert "\\*\\*bold\\*\\*" in item.title[0].value
    assert "\\[click\\]\\(http\\:" in item.title[0].value
    assert "\\<b\\>" in item.title[0].value
    assert "\\:red\\[y\\] \\$z\\$" in item.title[0].value
    assert all("](http" not in link.value for link in page("claim_list").get("page_link"))


def test_following_shows_the_item_under_my_proposals(page, world: World, resident: int):
    world.need(NeedStatus.OPEN, "Lamp in the lane")
    need = only(world)
    assert "You have not proposed anything yet." in words(page("my_items", as_=resident))
    app = click(page("item", as_=resident, number=need.number), f"follow_{need.id}")
    assert [(row.need_id, row.user_id) for row in world.rows(NeedFollower)] == [(need.id, resident)]
    assert "Lamp in the lane" in links(page("my_items", as_=resident))
    app = click(page("item", as_=resident, number=need.number), f"unfollow_{need.id}")
    assert f"follow_{need.id}" in keys(app)
    assert world.rows(NeedFollower) == []


# --- proposing --------------------------------------------------------------------------------------------------------


def test_a_proposal_is_written_looked_at_and_sent(page, world: World, resident: int):
    app = page("propose", as_=resident)
    fill(app, world.area)
    assert any(caption.value.startswith(":material/cloud_done: Saved") for caption in app.caption)
    click(app, "propose_review")
    assert "Is everything right?" in words(app)
    for text in (*TYPED.values(), "Lighting", "Chengbo", "60"):
        assert text in words(app)
    assert world.rows(Need) == []

    click(app, "propose_change")
    assert app.text_area(key="propose_reasons").value == TYPED["reasons"]
    assert app.number_input(key="propose_beneficiaries").value == 60
    assert app.selectbox(key="propose_area_id").value == world.area
    click(app, "propose_review")
    click(app, "propose_send")

    need = only(world)
    assert {name: getattr(need, name) for name in TYPED} == TYPED
    assert (need.status, need.proposer_id, need.beneficiaries, need.category_code, need.area_id, need.source) == (
        NeedStatus.SUBMITTED, resident, 60, "lighting", world.area, NeedSource.RESIDENT,
    )  # fmt: skip
    assert need.number in words(app)
    assert "Follow my proposal" in links(app)
    assert world.rows(StoredDraft) == []

    click(app, "propose_another")
    assert app.text_input(key="propose_title").value == ""
    assert len(world.rows(Need)) == 1


def test_what_was_typed_comes_back_in_another_tab(page, world: World, resident: int):
    fill(page("propose", as_=resident), world.area)
    again = page("propose", as_=resident, language="zh_CN")
    assert again.text_input(key="propose_title").value == TYPED["title"]
    assert again.text_area(key="propose_suggestion").value == TYPED["suggestion"]
    assert again.selectbox(key="propose_category_code").value == "lighting"
    assert again.selectbox(key="propose_area_id").value == world.area
    assert again.number_input(key="propose_beneficiaries").value == 60
    other = page("propose", as_=world.account("resident"))
    assert other.text_input(key="propose_title").value == ""


def test_problems_are_named_and_nothing_typed_is_lost(page, world: World, resident: int):
    app = page("propose", as_=resident)
    click(app, "propose_review")
    (summary,) = app.error
    for name in ("Title", "What is the matter, and why", "Category", "Neighbourhood", "Exact place"):
        assert f"**{name}**" in summary.value
    fill(app, world.area, reasons="Please call 13812345678 about the lamp.")
    click(app, "propose_review")
    assert "looks like a mobile number" in app.error[0].value
    assert app.text_area(key="propose_reasons").value == "Please call 13812345678 about the lamp."
    assert world.rows(Need) == []
    app.text_area(key="propose_reasons").set_value(TYPED["reasons"]).run()
    assert not app.error
    click(app, "propose_review")
    assert "propose_send" in keys(app)


def test_a_form_can_be_emptied(page, world: World, resident: int):
    app = page("propose", as_=resident)
    fill(app, world.area)
    click(app, "propose_discard")
    assert app.text_input(key="propose_title").value == ""
    assert world.rows(StoredDraft) == []


def test_photos_are_stored_on_arrival_and_go_with_the_proposal(page, world: World, resident: int):
    app = page("propose", as_=resident)
    app.file_uploader(key="propose_photos_0").set_value([photo("red"), photo("blue")]).run()
    (draft,) = world.rows(StoredDraft)
    assert (draft.form, [row.owner for row in world.rows(Attachment)]) == (NEW_FORM, [f"draft/{draft.id}"] * 2)
    first, second = world.rows(Attachment)
    click(app, f"photo_remove_{first.id}")
    assert [row.id for row in world.rows(Attachment) if row.removed_at is None] == [second.id]
    app.file_uploader(key="propose_photos_1").set_value([photo("green"), photo("white"), photo("black")]).run()
    assert "There are 3 photos already." in words(app)
    assert not app.get("file_uploader")
    fill(app, world.area)
    click(app, "propose_review")
    click(app, "propose_send")
    need = only(world)
    assert [row.owner for row in world.rows(Attachment) if row.removed_at is None] == [f"need/{need.id}"] * 3
    assert len(page("item", as_=resident, number=need.number).image) == 3


def test_a_file_that_is_no_photo_is_refused(page, world: World, resident: int):
    app = page("propose", as_=resident)
    app.file_uploader(key="propose_photos_0").set_value([("x.png", b"no photo", "image/png")]).run()
    assert app.error
    assert world.rows(Attachment) == []


def test_the_secretariat_enters_a_proposal_for_somebody_else(page, world: World, secretariat: int, resident: int):
    assert "Go to the counter" not in links(page("propose", as_=resident))
    assert "Go to the counter" in links(page("propose", as_=secretariat))
    app = page("counter", as_=secretariat)
    app.selectbox(key="counter_source").set_value(NeedSource.HOTLINE).run()
    fill(app, world.area, form="counter")
    click(app, "counter_review")
    assert "12345 hotline" in words(app)
    click(app, "counter_send")
    need = only(world)
    assert (need.source, need.proposer_id, need.title) == (NeedSource.HOTLINE, None, TYPED["title"])
    slip = {header.value.replace("\\", "") for header in app.header}
    (code,) = slip - {need.number}
    assert need.follow_code == digest(need.number, code)
    click(app, "slip_done")
    assert code not in words(app)
    assert app.text_input(key="counter_title").value == ""


def test_a_returned_proposal_is_completed(page, world: World, resident: int, secretariat: int):
    need = proposed(world, resident)
    office = page("item", as_=secretariat, number=need.number)
    office.text_area(key=f"reason_return_{need.id}").set_value("Which corner is it?").run()
    click(office, f"return_{need.id}")
    mine = page("my_items", as_=resident)
    assert "Which corner is it?" in words(mine)
    assert "Complete it now" in links(mine)

    app = page("item", as_=resident, number=need.number)
    assert "The secretariat asks: Which corner is it?" in words(app)
    app.text_input(key=f"complete_{need.id}_place").set_value("Lane 3, east corner").run()
    again = page("item", as_=resident, number=need.number)
    assert again.text_input(key=f"complete_{need.id}_place").value == "Lane 3, east corner"
    click(again, f"complete_{need.id}_review")
    click(again, f"complete_{need.id}_send")
    assert (only(world).status, only(world).place) == (NeedStatus.SUBMITTED, "Lane 3, east corner")
    assert world.rows(StoredDraft) == []


def test_a_proposal_is_withdrawn_after_a_second_confirmation(page, world: World, resident: int):
    need = proposed(world, resident)
    app = page("item", as_=resident, number=need.number)
    assert app.button(key=f"withdraw_{need.id}").disabled
    app.checkbox(key=f"withdraw_sure_{need.id}").check().run()
    click(app, f"withdraw_{need.id}")
    assert only(world).status is NeedStatus.WITHDRAWN
    assert f"withdraw_{need.id}" not in keys(app)


# --- screening --------------------------------------------------------------------------------------------------------


def test_empty_lists_of_the_office_say_so(page, secretariat: int):
    app = page("screening", as_=secretariat)
    assert "Nothing waits for screening." in words(app)
    app.segmented_control(key="screening_list").set_value("listed").run()
    assert "Everything on the needs list is published." in words(app)


@pytest.mark.parametrize("role", ["resident", "liaison", "member", "chair", "reviewer", "administrator"])
def test_others_see_neither_contact_nor_decisions(page, world: World, role: str):
    need = proposed(world, world.account("resident"), NeedStatus.ON_LIST)
    need.contact = "Mr Li, 5555 0123"
    world.stored(need)
    app = page("item", as_=world.account(role), number=need.number)
    assert "Mr Li" not in words(app)
    assert not {key for key in keys(app) if key and key.startswith(("publish_", "merge_", "refer_"))}


def test_an_item_is_accepted_with_power_category_and_cost(page, world: World, secretariat: int, resident: int):
    need = proposed(world, resident)
    app = page("screening", as_=secretariat)
    app.selectbox(key=f"power_{need.id}").set_value(DecisionPower.OWNERS).run()
    click(app, f"accept_{need.id}")
    assert "answer both questions of the checklist" in app.error[0].value
    app.radio(key=f"check_{need.id}_belongs").set_value("yes").run()
    app.radio(key=f"check_{need.id}_personal").set_value("no").run()
    app.text_input(key=f"budget_{need.id}").set_value("a lot").run()
    click(app, f"accept_{need.id}")
    assert "is not an amount" in app.error[0].value
    assert only(world).status is NeedStatus.SUBMITTED
    app.text_input(key=f"budget_{need.id}").set_value("43,500.50").run()
    click(app, f"accept_{need.id}")
    assert (only(world).status, only(world).decision_power, only(world).budget_fen) == (
        NeedStatus.ON_LIST, DecisionPower.OWNERS, 43_500_50,
    )  # fmt: skip
    assert f"{need.number} is on the needs list." in words(app)


@pytest.mark.parametrize(
    ("action", "status"),
    [("return", NeedStatus.RETURNED), ("decline", NeedStatus.DECLINED)],
)
def test_a_decision_needs_its_reason(page, world: World, secretariat: int, resident: int, action: str, status):
    need = proposed(world, resident)
    app = page("screening", as_=secretariat)
    click(app, f"{action}_{need.id}")
    assert len(app.error) == 1
    assert only(world).status is NeedStatus.SUBMITTED
    app.text_area(key=f"reason_{action}_{need.id}").set_value("Please read the notice.").run()
    click(app, f"{action}_{need.id}")
    assert only(world).status is status
    assert need.number in app.success[0].value.replace("\\", "")
    assert "Please read the notice." in words(page("item", as_=resident, number=need.number))


def test_an_item_is_merged_and_taken_up_again(page, world: World, secretariat: int, resident: int):
    other = world.need(NeedStatus.OPEN)
    need = proposed(world, resident)
    app = page("screening", as_=secretariat)
    app.text_input(key=f"merge_into_{need.id}").set_value(other.lower()).run()
    app.text_area(key=f"reason_merge_{need.id}").set_value("The same lamp.").run()
    click(app, f"merge_{need.id}")
    assert [row.status for row in world.rows(Need)] == [NeedStatus.OPEN, NeedStatus.MERGED]
    item = page("item", as_=secretariat, number=need.number)
    assert other in links(item)
    item.text_area(key=f"reason_reopen_{need.id}").set_value("Two lamps after all.").run()
    click(item, f"reopen_{need.id}")
    assert [row.status for row in world.rows(Need)] == [NeedStatus.OPEN, NeedStatus.SUBMITTED]


def test_an_item_is_referred(page, world: World, secretariat: int, resident: int):
    need = proposed(world, resident)
    app = page("screening", as_=secretariat)
    app.text_input(key=f"refer_to_{need.id}").set_value("Property company").run()
    app.text_area(key=f"reason_refer_{need.id}").set_value("It keeps the lamps.").run()
    click(app, f"refer_{need.id}")
    assert (only(world).status, only(world).referred_to) == (NeedStatus.REFERRED, "Property company")
    assert "Referred to: Property company" in words(page("item", number=need.number))


def test_one_item_is_open_at_a_time(page, world: World, secretariat: int, resident: int):
    first, second = proposed(world, resident), proposed(world, resident)
    app = page("screening", as_=secretariat)
    assert {f"accept_{first.id}", f"open_{second.id}"} <= keys(app)
    click(app, f"open_{second.id}")
    assert {f"accept_{second.id}", f"open_{first.id}"} <= keys(app)
    assert f"accept_{first.id}" not in keys(app)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_needs_list_is_published_together(page, world: World, secretariat: int, language: str):
    for _item in range(3):
        world.need(NeedStatus.ON_LIST)
    ids = [row.id for row in world.rows(Need)]
    app = page("screening", as_=secretariat, language=language)
    app.segmented_control(key="screening_list").set_value("listed").run()
    click(app, "publish_chosen")
    assert len(app.error) == 1
    click(app, "choose_all")
    app.checkbox(key=f"choose_{ids[1]}").uncheck().run()
    app.number_input(key="publish_days").set_value(14).run()
    click(app, "publish_chosen")
    assert [row.status for row in world.rows(Need)] == [NeedStatus.OPEN, NeedStatus.ON_LIST, NeedStatus.OPEN]
    app.number_input(key=f"deadline_{ids[1]}").set_value(7).run()
    click(app, f"publish_{ids[1]}")
    assert [row.status for row in world.rows(Need)] == [NeedStatus.OPEN] * 3


def test_grids_are_named_after_their_neighbourhood(page, world: World, resident: int):
    grid = world.stored(Area(level="grid", code="WG01", name_zh="第1网格", name_en="Grid 1", parent_id=world.area)).id
    app = page("propose", as_=resident)
    box = app.selectbox(key="propose_area_id")
    assert list(box.options) == ["Chengbo", "Chengbo · Grid 1"]
    box.set_value(grid).run()
    assert world.rows(StoredDraft)[0].fields["area_id"] == grid
