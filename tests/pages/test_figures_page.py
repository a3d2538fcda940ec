"""The figures and the three lists as a visitor meets them: parts and filters live in the address."""

import pytest

from models.area import Area
from models.enums import NeedStatus, OfferKind, OrganisationType
from models.need import Category, Need
from models.organisation import Organisation
from models.resource import Resource
from tests.pages.conftest import NOW

PARTS = ("flow", "promises", "topics", "money", "places", "members")


@pytest.fixture
def item(stored):
    area = stored(Area(level="committee", code="JW01", name_zh="澄波居委会", name_en="Chengbo Neighbourhood Committee"))
    stored(Category(code="lighting", name_zh="照明", name_en="Lighting"))

    def make(number: int, status: NeedStatus = NeedStatus.OPEN) -> Need:
        return stored(
            Need(
                number=f"PL-XQ-2026Q1-{number:03d}",
                quarter="2026Q1",
                title=f"Lamp {number}",
                reasons="It is dark here at night",
                category_code="lighting",
                area_id=area.id,
                place="Gate",
                status=status,
                submitted_at=NOW,
                accepted_at=NOW,
                answered_at=NOW,
                published_at=NOW,
            )
        )

    return make


def titles(app) -> list[str]:
    return [one.value for one in app.subheader]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_an_empty_house_says_what_to_do(page, part):
    app = page("figures", part=part)
    assert not app.exception
    assert [one.value for one in app.title] == ["Figures"]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_from_its_address(page, item, part):
    for number in range(1, 7):
        item(number)
    app = page("figures", part=part)
    assert not app.exception
    assert titles(app)


def test_an_unknown_part_or_quarter_is_the_first_one(page, item):
    for number in range(1, 7):
        item(number)
    app = page("figures", part="nonsense", quarter="1999Q9")
    assert titles(app) == ["Where items stay behind on their way", "Quarter by quarter"]
    assert [one.value for one in app.metric][:2] == ["0.0%", "0.0%"]


def test_only_the_secretariat_sees_what_is_overdue(page, item, account):
    item(1)
    assert "Overdue now" not in titles(page("figures", part="promises"))
    office = account("secretariat")
    assert "Overdue now" in titles(page("figures", as_=office, part="promises"))


def test_the_three_lists_show_their_counts_and_more_on_request(page, item, stored):
    unit = stored(Organisation(code="QY01", name_zh="一号", type=OrganisationType.ENTERPRISE, joined_on=NOW.date()))
    stored(
        Resource(number="PL-ZY-2026-001", organisation_id=unit.id, offer=OfferKind.VENUE, title="Hall", text="Big",
                 from_on=NOW.date(), offered_at=NOW)
    )  # fmt: skip
    for number in range(1, 11):
        item(number)
    item(11, NeedStatus.DECLINED)
    app = page("lists")
    assert [(one.label, one.value) for one in app.metric] == [("Needs", "10"), ("Resources", "1"), ("Projects", "0")]
    assert [one.key for one in app.button if one.key.startswith("more_")] == ["more_needs"]
    app.button(key="more_needs").click().run()
    assert app.query_params["needs"] == "16"
    assert [one.key for one in app.button if one.key.startswith("more_")] == []


def test_the_lists_are_narrowed_from_the_address(page, item):
    for number in range(1, 4):
        item(number)
    app = page("lists", q="Q1-002", quarter="2026Q1", category="lighting")
    assert app.metric[0].value == "1"
    assert page("lists", q="nothing like it").metric[0].value == "0"
    assert not page("lists", area="nonsense", needs="many").exception
