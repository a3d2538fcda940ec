"""Resource cards and agreements: read by everybody, kept by those who may."""

from datetime import timedelta

import pytest

from dashboard.services import agreements, resources
from models.agreement import Agreement, AgreementDraft, PartyDraft
from models.enums import AgreementStatus, NeedStatus, OfferKind, ResourceStatus
from models.need import Need, StoredDraft
from models.resource import Resource, ResourceDraft
from tests.pages.project_world import TODAY, World, keys, words


@pytest.fixture
def world(database, stored, account) -> World:
    return World(database, stored, account)


@pytest.fixture
def unit(world: World) -> int:
    return world.organisation()


@pytest.fixture
def liaison(world: World, unit: int) -> int:
    return world.account("liaison", organisation_id=unit)


@pytest.fixture
def secretariat(world: World) -> int:
    return world.account("secretariat")


def card(world: World, unit: int, **fields) -> tuple[int, str]:
    usual = {"offer": OfferKind.LABOUR, "title": "Fitters", "text": "Two of them.", "from_on": TODAY}
    return resources.offer(world.as_("liaison", unit), ResourceDraft(**usual | fields))


def test_an_empty_list_says_what_to_do(page):
    app = page("resources")
    assert not app.exception
    assert "No organisation has offered anything yet" in words(app)
    assert "Nothing has been claimed or offered yet" in words(app)
    assert "No agreement has been signed yet" in words(page("agreements"))
    assert "No agreement is chosen" in words(page("agreement"))


def test_a_liaison_offers_a_resource_and_what_was_typed_is_kept(page, world: World, unit: int, liaison: int):
    app = page("resources", as_=liaison)
    app.selectbox(key="resource_offer").set_value(OfferKind.VENUE).run()
    app.text_input(key="resource_title").set_value("Hall").run()
    app.text_input(key="resource_amount").set_value("3").run()
    app.multiselect(key="resource_categories").set_value(["lighting"]).run()
    app.button(key="resource_send").click().run()
    assert "Please write at least 4 characters." in words(app)
    again = page("resources", as_=liaison)
    assert again.text_input(key="resource_title").value == "Hall"
    assert again.selectbox(key="resource_offer").value == OfferKind.VENUE
    assert again.multiselect(key="resource_categories").value == ["lighting"]
    again.text_area(key="resource_text").set_value("A hall for fifty.").run()
    again.button(key="resource_send").click().run()
    assert "Please say what is counted" in words(again)
    again.text_input(key="resource_unit").set_value("rooms").run()
    again.button(key="resource_send").click().run()

    assert not again.exception
    (made,) = world.rows(Resource)
    assert (made.organisation_id, made.offer, made.amount, made.unit) == (unit, OfferKind.VENUE, 3, "rooms")
    assert made.categories == ["lighting"]
    assert made.number in words(again)
    assert world.rows(StoredDraft) == []


def test_a_card_is_read_by_everybody_and_its_contact_by_insiders(page, world: World, unit: int, liaison: int):
    _key, number = card(world, unit, contact_post="Office, 021-5555 1234")
    app = page("resources", number=number)
    assert "Two of them." in words(app)
    assert "5555" not in words(app)
    assert keys(app) & {"card_save", "card_withdraw"} == set()
    assert "5555" in words(page("resources", as_=liaison, number=number))
    assert "no longer on offer" in words(page("resources", number="PL-ZY-2026Q4-999"))


def test_the_own_card_is_changed_withdrawn_and_renewed(page, world: World, unit: int, liaison: int):
    key, number = card(world, unit)
    app = page("resources", as_=liaison, number=number)
    app.text_input(key=f"resource_{key}_title").set_value("Four fitters").run()
    app.button(key="card_save").click().run()
    assert world.rows(Resource)[0].title == "Four fitters"
    app.button(key="card_withdraw").click().run()
    assert "Please give a reason" in words(app)
    app.text_input(key="card_reason").set_value("They are ill.").run()
    app.button(key="card_withdraw").click().run()
    assert world.rows(Resource)[0].status == ResourceStatus.WITHDRAWN
    app.button(key="card_renew").click().run()
    assert not app.exception
    assert world.rows(Resource)[0].status == ResourceStatus.OFFERED


def test_filters_stand_in_the_address(page, world: World, unit: int):
    card(world, unit)
    card(world, unit, offer=OfferKind.VENUE, title="Hall")
    assert "Hall" in _links(page("resources", kind="venue"))
    assert "Fitters" not in _links(page("resources", kind="venue"))
    assert "No card matches" in words(page("resources", q="nothing like it"))


def _links(app) -> str:
    return " ".join(link.proto.label for link in app.get("page_link"))


def agreed(world: World, unit: int, **fields) -> str:
    usual = {
        "title": "Safe charging", "goals": "The shed becomes safe.", "starts_on": TODAY,
        "ends_on": TODAY + timedelta(days=30),
        "parties": [
            PartyDraft(organisation_id=unit, promise="Builds the roof."),
            PartyDraft(name="Neighbourhood committee", promise="Tells the residents."),
        ],
    }  # fmt: skip
    return agreements.draft(world.as_("secretariat"), AgreementDraft(**usual | fields))


def test_the_secretariat_drafts_an_agreement(page, world: World, unit: int, secretariat: int):
    app = page("agreements", as_=secretariat)
    app.text_input(key="agreement_title").set_value("Safe charging").run()
    app.text_area(key="agreement_goals").set_value("The shed becomes safe.").run()
    app.selectbox(key="agreement_unit0").set_value(unit).run()
    app.text_area(key="agreement_promise0").set_value("Builds the roof.").run()
    app.text_area(key="agreement_promise1").set_value("Tells the residents.").run()
    app.button(key="agreement_send").click().run()
    assert "write the unit's name" in words(app)
    app.text_input(key="agreement_name1").set_value("Neighbourhood committee").run()
    app.button(key="agreement_send").click().run()
    assert not app.exception
    (made,) = world.rows(Agreement)
    assert (made.title, made.status) == ("Safe charging", AgreementStatus.DRAFT)
    assert made.number in words(app)
    assert world.rows(StoredDraft) == []


def test_a_draft_is_changed_and_signed_and_then_frozen(page, world: World, unit: int, secretariat: int):
    world.need(NeedStatus.APPROVED)
    number = agreed(world, unit, need_ids=[world.rows(Need)[0].id])
    app = page("agreement", as_=secretariat, number=number)
    app.text_input(key="agreement_1_title").set_value("Safer charging").run()
    app.button(key="agreement_save").click().run()
    app.button(key="agreement_sign").click().run()
    assert not app.exception
    assert "Signed; 1 item goes on with it." in words(app)
    assert world.rows(Agreement)[0].title == "Safer charging"
    assert world.rows(Need)[0].status == NeedStatus.SIGNED
    assert keys(app) & {"agreement_save", "agreement_sign", "agreement_drop"} == set()
    assert {"agreement_renew", "agreement_terminate"} <= keys(app)
    app.button(key="agreement_renew").click().run()
    assert "The renewal is drafted under PL-XY-" in words(app)
    assert "agreement_renew" not in keys(app)
    app.button(key="agreement_terminate").click().run()
    assert "Please give a reason" in words(app)
    app.text_input(key="reason_terminate").set_value("Both agree.").run()
    app.button(key="agreement_terminate").click().run()
    assert world.rows(Agreement)[0].status == AgreementStatus.TERMINATED


def test_an_agreement_shows_its_clauses_only_to_those_it_concerns(page, world: World, unit: int, liaison: int):
    number = agreed(world, unit)
    assert "not signed yet" in words(page("agreement", number=number))
    agreements.sign(world.as_("secretariat"), 1, TODAY)
    app = page("agreement", number=number)
    assert "Safe charging" in words(app)
    assert "Builds the roof." not in words(app)
    assert "Builds the roof." in words(page("agreement", as_=liaison, number=number))
    assert "term runs out" in words(page("agreements"))
