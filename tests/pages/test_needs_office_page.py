"""The secretariat imports a list of needs and finds any item, in whatever state."""

import pytest

from dashboard.services import needs
from models.enums import NeedStatus
from models.need import Need
from tests.pages.project_world import World

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


def links(app) -> str:
    return "\n".join(link.proto.label for link in app.get("page_link")).replace("\\", "")


def test_the_way_to_the_import_is_shown(screening):
    assert "Import a list of needs" in links(screening())


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
