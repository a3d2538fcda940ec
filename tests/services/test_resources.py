"""Cards are offered, changed, withdrawn and renewed; claims draw on them and never take more than is left."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.rules.matching import Ground
from dashboard.services import claims, resources
from dashboard.services.resources import ResourceFilter
from models.area import Area
from models.claim import Claim
from models.enums import NeedStatus, OfferKind, ResourceStatus
from models.need import Category, Need, NeedPart
from models.resource import Resource, ResourceDraft
from tests.services.project_rows import TODAY, Rows, offer


def card(**fields) -> ResourceDraft:
    usual = {"offer": OfferKind.LABOUR, "title": "Fitters", "text": "Two fitters on weekdays.", "from_on": TODAY}
    return ResourceDraft(**usual | fields)


@pytest.fixture
def rows(saved, engine: Engine) -> Rows:
    return Rows(saved, engine)


@pytest.fixture
def unit(rows: Rows) -> int:
    return rows.organisation()


@pytest.fixture
def liaison(acting_as, unit: int):
    return acting_as("liaison", organisation_id=unit)


@pytest.fixture
def secretariat(acting_as):
    return acting_as("secretariat")


def test_a_card_gets_its_number_and_is_public(liaison, acting_as, rows: Rows, unit: int):
    made, number = resources.offer(
        liaison,
        card(amount=40, unit="hours", categories=["lighting"], area_id=rows.area, contact_post="Office, 021-5555 1234"),
    )

    assert number == "PL-ZY-2026Q4-001"
    (seen,) = resources.listed(acting_as("visitor"))
    assert (seen.id, seen.number, seen.organisation, seen.category_names, seen.area) == (
        made, number, "Company 1", ("Lighting",), "Chengbo",
    )  # fmt: skip
    assert (seen.amount, seen.left, seen.unit, seen.contact_post, seen.own) == (40, 40, "hours", "", False)
    assert resources.listed(liaison)[0].contact_post == "Office, 021-5555 1234"
    assert resources.listed(acting_as("resident"))[0].contact_post == ""
    assert rows.audited() == ["resource.offer"]


def test_the_same_click_offers_once(liaison, rows: Rows):
    assert resources.offer(liaison, card(), key="a") == resources.offer(liaison, card(), key="a")
    assert len(rows.all(Resource)) == 1


def test_the_secretariat_offers_for_any_member_and_must_name_it(secretariat, rows: Rows, unit: int):
    with pytest.raises(BadInput, match="choose the organisation"):
        resources.offer(secretariat, card())
    gone = rows.organisation(left_on=TODAY)
    with pytest.raises(NotAllowed, match="cannot offer anything"):
        resources.offer(secretariat, card(), gone)
    assert rows.all(Resource) == []
    resources.offer(secretariat, card(), unit)
    assert [row.organisation_id for row in rows.all(Resource)] == [unit]


def test_a_liaison_offers_and_changes_only_the_own(liaison, acting_as, rows: Rows):
    other = rows.organisation()
    stranger = acting_as("liaison", organisation_id=other)
    made, _number = resources.offer(liaison, card())
    before = rows.written()
    for refused in (
        lambda: resources.offer(liaison, card(), other),
        lambda: resources.edit(stranger, made, card()),
        lambda: resources.withdraw(stranger, made, "Not mine."),
        lambda: resources.renew(stranger, made, TODAY, None),
        lambda: resources.offer(acting_as("resident"), card()),
        lambda: resources.offer(acting_as("liaison"), card()),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert rows.written() == before


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"until_on": TODAY - timedelta(days=1), "from_on": date(2026, 1, 1)}, "until_on"),
        ({"until_on": TODAY, "from_on": TODAY + timedelta(days=1)}, "until_on"),
        ({"categories": ["nonsense"]}, "categories"),
        ({"area_id": 999}, "area_id"),
        ({"amount": 3}, "unit"),
        ({"amount": 3, "unit": "13812345678"}, "unit"),
        ({"text": "Call 138 1234 5678."}, "text"),
        ({"contact_post": "Office 13812345678"}, "contact_post"),
    ],
)
def test_a_card_that_cannot_be_kept_is_refused(liaison, rows: Rows, fields: dict, field: str):
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        resources.offer(liaison, card(**fields))
    assert refused.value.field == field
    assert rows.written() == before


def test_a_card_is_changed_withdrawn_and_renewed(liaison, acting_as, rows: Rows):
    made, number = resources.offer(liaison, card())
    resources.edit(liaison, made, card(title="Four fitters"))
    with pytest.raises(BadInput, match="Please give a reason"):
        resources.withdraw(liaison, made, "")
    resources.withdraw(liaison, made, "They are ill.")
    assert resources.listed(acting_as("visitor")) == []
    with pytest.raises(NotFound):
        resources.card(acting_as("visitor"), number)
    with pytest.raises(RuleBroken, match="no longer on offer"):
        resources.edit(liaison, made, card())
    assert resources.card(liaison, number).life[-1].reason == "They are ill."

    resources.renew(liaison, made, TODAY, TODAY + timedelta(days=30))
    (seen,) = resources.listed(acting_as("visitor"))
    assert (seen.title, seen.until_on) == ("Four fitters", TODAY + timedelta(days=30))
    assert rows.audited() == ["resource.offer", "resource.edit", "resource.withdraw", "resource.renew"]


def test_an_expired_card_leaves_the_list_and_is_prolonged(liaison, acting_as, clock):
    made, _number = resources.offer(liaison, card(until_on=TODAY))
    assert len(resources.listed(acting_as("visitor"))) == 1
    clock.forward(days=1)
    assert resources.listed(acting_as("visitor")) == []
    assert [one.expired for one in resources.kept(liaison)] == [True]
    resources.renew(liaison, made, TODAY, None)
    assert [one.status for one in resources.listed(acting_as("visitor"))] == [ResourceStatus.OFFERED]


def test_filters_find_by_kind_category_area_organisation_and_words(liaison, acting_as, secretariat, rows: Rows, unit):
    rows.save(Category(code="greening", name_zh="绿化", name_en="Greening"))
    grid = rows.save(Area(level="grid", code="WG1", name_zh="第1网格", name_en="Grid 1", parent_id=rows.area)).id
    elsewhere = rows.save(Area(level="committee", code="JW02", name_zh="映江", name_en="Yingjiang")).id
    resources.offer(liaison, card(title="Lamps 50%", categories=["lighting"], area_id=rows.area))
    other = rows.organisation()
    resources.offer(secretariat, card(offer=OfferKind.VENUE, title="Hall", categories=["greening"]), other)
    who = acting_as("visitor")

    def titles(**fields) -> list[str]:
        found = resources.listed(who, ResourceFilter(**fields))
        assert len(found) == resources.count(who, ResourceFilter(**fields))
        return [one.title for one in found]

    assert titles() == ["Hall", "Lamps 50%"]
    assert titles(text="50%") == titles(text="company 1 lamps") == ["Lamps 50%"]
    assert titles(text="_all") == []
    assert titles(offer=OfferKind.VENUE) == titles(category="greening") == titles(organisation=other) == ["Hall"]
    assert titles(area=rows.area) == titles(area=grid) == ["Hall", "Lamps 50%"]
    assert titles(area=elsewhere) == ["Hall"]
    assert titles(organisation=2**40) == titles(category="nonsense") == []
    assert set(resources.facets(who).organisations) == {unit, other}


def test_a_claim_draws_on_a_card_and_never_takes_more_than_is_left(liaison, rows: Rows):
    made, number = resources.offer(liaison, card(amount=40, unit="hours"))
    claims.claim(liaison, rows.need(), offer(resource_id=made, amount=25))
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        claims.claim(liaison, rows.need(), offer(resource_id=made, amount=16))
    assert str(refused.value) == f"Only 15 hours left of card {number}."
    assert rows.written() == before | {"Need": rows.written()["Need"]}
    with pytest.raises(BadInput, match="how much of the card you promise: 15 hours left"):
        claims.claim(liaison, rows.need(), offer(resource_id=made))

    claims.claim(liaison, rows.need(), offer(resource_id=made, amount=15))
    (seen,) = resources.listed(liaison)
    assert seen.left == 0
    assert resources.drawable(liaison) == []
    assert [use.amount for use in resources.card(liaison, number).uses] == [25, 15]
    rows.set(Need, rows.all(Claim)[0].need_id, status=NeedStatus.SUBMITTED)
    assert [use.amount for use in resources.card(liaison, number).uses] == [15]


def test_what_was_handed_back_is_there_again_and_less_than_promised_cannot_be_offered(liaison, rows: Rows):
    made, _number = resources.offer(liaison, card(amount=40, unit="hours"))
    claimed = claims.claim(liaison, rows.need(), offer(resource_id=made, amount=25))
    with pytest.raises(BadInput, match="25 hours of this card are promised already"):
        resources.edit(liaison, made, card(amount=24, unit="hours"))
    with pytest.raises(BadInput, match="Claims draw on this card"):
        resources.edit(liaison, made, card(amount=40, unit="days"))
    claims.hand_back(liaison, claimed.id, "Not now.")
    resources.edit(liaison, made, card(amount=24, unit="days"))
    assert resources.listed(liaison)[0].left == 24


def test_of_two_at_once_only_one_gets_the_last_of_a_card(liaison, rows: Rows):
    made, _number = resources.offer(liaison, card(amount=40, unit="hours"))
    needs, gate = [rows.need() for _ in range(2)], Barrier(2)

    def take(need: int) -> str:
        gate.wait()
        try:
            return claims.claim(liaison, need, offer(resource_id=made, amount=30)).number
        except BadInput as refused:
            return refused.field

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take, needs)) == ["PL-RL-2026Q4-001", "amount"]
    assert [row.amount for row in rows.all(Claim)] == [30]


@pytest.mark.parametrize("case", ["another's", "another kind", "withdrawn", "over"])
def test_a_claim_draws_only_on_an_own_card_of_its_kind_in_date(liaison, acting_as, rows: Rows, clock, case: str):
    made, _number = resources.offer(liaison, card(until_on=TODAY))
    who, draft = liaison, offer(resource_id=made)
    if case == "another's":
        who = acting_as("liaison", organisation_id=rows.organisation())
    elif case == "another kind":
        draft = offer(resource_id=made, offer=OfferKind.GOODS)
    elif case == "withdrawn":
        resources.withdraw(liaison, made, "Gone.")
    else:
        clock.forward(days=1)
    need = rows.need()
    before = rows.written()
    with pytest.raises({"another's": NotAllowed, "another kind": BadInput}.get(case, RuleBroken)):
        claims.claim(who, need, draft)
    assert rows.written() == before


def test_liaisons_see_needs_that_fit_and_the_office_sees_pairs(liaison, secretariat, acting_as, rows: Rows, saved):
    fit, other = rows.need(NeedStatus.OPEN), rows.need(NeedStatus.OPEN)
    part = saved(NeedPart(need_id=fit, position=1, offer=OfferKind.LABOUR, text="Two fitters", amount=20, unit="hours"))
    saved(NeedPart(need_id=other, position=1, offer=OfferKind.FUNDS, text="Money", amount=100))
    made, _number = resources.offer(liaison, card(categories=["lighting"], area_id=rows.area))

    (found,) = resources.fits_ours(liaison)
    assert (found.need.id, found.card.id, found.part_id, found.part_text) == (fit, made, part.id, "Two fitters")
    assert found.grounds == (Ground.KIND, Ground.CATEGORY, Ground.SAME_PLACE, Ground.WHOLE_PERIOD)
    assert [(one.need.id, one.card.id) for one in resources.fits(secretariat)] == [(fit, made)]
    assert resources.fits_ours(acting_as("liaison", organisation_id=rows.organisation())) == []
    with pytest.raises(NotAllowed):
        resources.fits(liaison)

    claims.claim(liaison, fit, offer(part_id=part.id, amount=20))
    assert resources.fits_ours(liaison) == resources.fits(secretariat) == []
