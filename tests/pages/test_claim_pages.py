"""Claiming: choose, fill in, look again, send; and the secretariat's answer."""

import pytest

from dashboard import i18n
from dashboard.services import claims, resources
from models.claim import Claim
from models.enums import ClaimStatus, NeedStatus, OfferKind
from models.need import Need, NeedPart, StoredDraft
from models.project import Project
from models.resource import ResourceDraft
from tests.pages.project_world import DUE, TODAY, World, keys, words


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


def test_empty_lists_say_why_and_where_to_go(page, liaison: int, secretariat: int):
    app = page("claims", as_=liaison)
    assert not app.exception
    assert "No item is open for claiming" in words(app)
    assert "Your organisation has not claimed anything yet" in words(app)
    office = page("claims_office", as_=secretariat)
    assert not office.exception
    assert "No claim is waiting" in words(office)


def test_a_claim_is_filled_in_looked_at_and_sent(page, world: World, unit: int, liaison: int):
    world.need(NeedStatus.OPEN)
    (need,) = world.rows(Need)
    app = page("claims", as_=liaison)
    app.button(key=f"claim_{need.id}").click().run()
    field = f"claim_{need.id}_".__add__
    app.selectbox(key=field("offer")).set_value(OfferKind.GOODS).run()
    app.text_area(key=field("offer_text")).set_value("Twelve lamps.").run()
    app.text_input(key=field("value_yuan")).set_value("1,200.50").run()
    app.date_input(key=field("promised_on")).set_value(DUE).run()
    app.checkbox(key=field("branch_agreed")).check().run()
    assert {"offer": "goods", "offer_text": "Twelve lamps."}.items() <= world.rows(StoredDraft)[0].fields.items()
    app.button(key="claim_check").click().run()
    assert "Is this right?" in words(app)
    assert "Twelve lamps." in words(app)
    assert world.rows(Claim) == []

    app.button(key="claim_back").click().run()
    assert app.text_area(key=field("offer_text")).value == "Twelve lamps."
    assert app.checkbox(key=field("branch_agreed")).value is True
    app.button(key="claim_check").click().run()
    app.button(key="claim_send").click().run()

    assert not app.exception
    (made,) = world.rows(Claim)
    assert (made.organisation_id, made.offer, made.offer_text) == (unit, OfferKind.GOODS, "Twelve lamps.")
    assert (made.value_fen, made.promised_on, made.branch_agreed) == (1_200_50, DUE, True)
    assert made.number in words(app)
    assert "Your claim is with the secretariat." in words(app)
    assert world.rows(StoredDraft) == []
    assert f"claim_{need.id}" not in keys(app)


def test_what_was_typed_comes_back_after_a_reload(page, world: World, liaison: int):
    world.need(NeedStatus.OPEN)
    (need,) = world.rows(Need)
    app = page("claims", as_=liaison)
    app.button(key=f"claim_{need.id}").click().run()
    app.text_area(key=f"claim_{need.id}_offer_text").set_value("Twelve lamps.").run()

    again = page("claims", as_=liaison)
    again.button(key=f"claim_{need.id}").click().run()

    assert again.text_area(key=f"claim_{need.id}_offer_text").value == "Twelve lamps."
    assert "What you typed before is filled in." in words(again)


def test_a_field_that_cannot_be_accepted_is_named_and_kept(page, world: World, liaison: int):
    world.need(NeedStatus.OPEN)
    (need,) = world.rows(Need)
    app = page("claims", as_=liaison)
    app.button(key=f"claim_{need.id}").click().run()
    app.text_area(key=f"claim_{need.id}_offer_text").set_value("abc").run()
    app.button(key="claim_check").click().run()
    assert "The offer in words** — Please write at least 4 characters." in words(app)
    app.text_area(key=f"claim_{need.id}_offer_text").set_value("Call 13812345678.").run()
    app.text_input(key=f"claim_{need.id}_value_yuan").set_value("much").run()
    app.button(key="claim_check").click().run()
    assert "is not an amount" in words(app)
    app.text_input(key=f"claim_{need.id}_value_yuan").set_value("").run()
    app.button(key="claim_check").click().run()
    app.button(key="claim_send").click().run()
    assert "is a personal detail" in words(app)
    assert world.rows(Claim) == []


def test_an_intention_is_handed_back_with_a_reason(page, world: World, unit: int, liaison: int):
    key = world.claimed(unit)
    app = page("claims", as_=liaison)
    app.button(key=f"end_{key}").click().run()
    assert "Please give a reason" in words(app)
    app.text_input(key=f"reason_{key}").set_value("Our fitter is ill.").run()
    app.button(key=f"end_{key}").click().run()
    assert [row.status for row in world.rows(Claim)] == [ClaimStatus.HANDED_BACK]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_secretariat_confirms_and_declines(page, world: World, unit: int, secretariat: int, language: str):
    with i18n.speaking(language):
        need = world.need()
        first, second, third = (world.claimed(world.organisation(), need) for _ in range(3))
        app = page("claims_office", as_=secretariat, language=language)
        app.date_input(key=f"due_{second}").set_value(DUE).run()
        app.button(key=f"confirm_{second}").click().run()
        assert world.rows(Project) == []
        app.text_input(key=f"skip_{second}").set_value("On the board.").run()
        app.button(key=f"confirm_{second}").click().run()
        (project,) = world.rows(Project)
        assert (project.due_on, project.number in words(app)) == (DUE, True)
        app.button(key=f"confirm_{first}").click().run()
        app.text_input(key=f"reason_{third}").set_value("Two are enough.").run()
        app.button(key=f"end_{third}").click().run()
        assert not app.exception
        assert [(row.status, row.leads) for row in sorted(world.rows(Claim), key=lambda row: row.id)] == [
            (ClaimStatus.CONFIRMED, False),
            (ClaimStatus.CONFIRMED, True),
            (ClaimStatus.DECLINED, False),
        ]


def test_a_claim_on_an_item_not_adopted_waits_for_the_meeting(page, world: World, unit: int, secretariat: int):
    key = world.claimed(unit, world.need(NeedStatus.OPEN))
    app = page("claims_office", as_=secretariat)
    assert "It can be confirmed once a meeting has adopted the item." in words(app)
    assert f"confirm_{key}" not in keys(app)
    assert f"end_{key}" in keys(app)


def test_a_part_and_a_card_are_chosen_and_the_gap_is_shown(page, world: World, unit: int, liaison: int):
    number = world.need(NeedStatus.OPEN)
    (need,) = world.rows(Need)
    world.stored(
        NeedPart(need_id=need.id, position=1, offer=OfferKind.LABOUR, text="Two fitters", amount=20, unit="hours")
    )
    who = world.as_("liaison", unit)
    card = ResourceDraft(
        offer=OfferKind.LABOUR, title="Fitters", text="Two of them.", amount=40, unit="hours", from_on=TODAY
    )
    card_id, card_number = resources.offer(who, card)

    app = page("claims", as_=liaison)
    assert f"Fits our card {card_number} Fitters: the item asks for this (Two fitters)" in words(app)
    app.button(key=f"fit_{need.id}_{card_id}").click().run()
    field = f"claim_{need.id}_".__add__
    assert app.selectbox(key=field("resource_id")).value == card_id
    app.text_area(key=field("offer_text")).set_value("Two fitters on a Saturday.").run()
    app.text_input(key=field("amount")).set_value("many").run()
    app.button(key="claim_check").click().run()
    assert "Please enter a whole number" in words(app)
    app.text_input(key=field("amount")).set_value("15").run()
    app.radio(key=field("wants_lead")).set_value(False).run()
    app.button(key="claim_check").click().run()
    app.button(key="claim_send").click().run()

    assert not app.exception
    (made,) = world.rows(Claim)
    assert (made.part_id, made.resource_id, made.amount, made.wants_lead) == (1, card_id, 15, False)
    office = page("claims_office", as_=world.account("secretariat"))
    assert not office.exception
    bars = [bar.proto.text.replace("\\", "") for bar in office.get("progress")]
    assert bars == ["Asked 20 hours, intended 15 hours, confirmed 0 hours, still missing 5 hours"]
    assert "It can be confirmed once" in words(office)
    assert number in {row.number for row in world.rows(Need)}


def test_an_item_named_in_the_address_opens_its_form(page, world: World, liaison: int):
    number = world.need(NeedStatus.OPEN)
    app = page("claims", as_=liaison, need=number)
    assert "claim_check" in keys(app)
    app.button(key="claim_other").click().run()
    assert "claim_check" not in keys(app)


def test_promises_are_followed_by_the_office(page, world: World, unit: int, liaison: int, secretariat: int):
    need = world.need()
    key, joint = world.claimed(unit, need), world.claimed(world.organisation(), need)
    claims.confirm(world.as_("secretariat"), key, DUE, reason="On the board.")
    claims.confirm(world.as_("secretariat"), joint, None)
    app = page("claims_office", as_=secretariat)
    app.button(key=f"remind_{joint}").click().run()
    assert "The reminder stands on the organisation's own pages now" in words(app)
    app.button(key=f"remind_{joint}").click().run()
    assert "Once a day is enough" in words(app)
    app.text_input(key=f"hours_{joint}").set_value("x").run()
    app.button(key=f"fulfil_{joint}").click().run()
    assert "Please enter a whole number" in words(app)
    app.text_input(key=f"hours_{joint}").set_value("36").run()
    app.button(key=f"fulfil_{joint}").click().run()
    assert not app.exception
    done = next(row for row in world.rows(Claim) if row.id == joint)
    assert (done.status, done.volunteer_hours, done.fulfilled_on) == (ClaimStatus.FULFILLED, 36, TODAY)

    own = page("claims", as_=liaison)
    assert "Our organisation leads. Before handing the claim back" in words(own)
    assert f"end_{key}" not in keys(own)


def test_the_search_of_the_office_narrows_the_claims(page, world: World, unit: int, secretariat: int):
    world.claimed(unit)
    world.claimed(world.organisation())
    app = page("claims_office", as_=secretariat, q="company 1")
    assert [key for key in keys(app) if key.startswith("end_")] == ["end_1"]
    assert "No claim matches" in words(page("claims_office", as_=secretariat, q="nobody"))
