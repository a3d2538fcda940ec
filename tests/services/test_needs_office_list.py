"""The secretariat finds items in every state; a grid is named after its neighbourhood; long lists come in parts."""

import pytest

from dashboard.errors import NotAllowed
from dashboard.services import needs
from dashboard.services.needs import Name, NeedFilter
from models.enums import NeedStatus
from tests.services.proposals import inhabited, number_of, put
from tests.services.table import Table


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def test_the_office_list_holds_every_state_newest_first(town: Table):
    ids = [put(town, status) for status in NeedStatus]

    assert [row.id for row in needs.office_list(town.office)] == ids[::-1]
    assert [row.id for row in needs.office_list(town.office, limit=2)] == ids[:-3:-1]
    declined = needs.office_list(town.office, NeedFilter(status=NeedStatus.DECLINED))
    assert [row.status for row in declined] == [NeedStatus.DECLINED]


@pytest.mark.parametrize("who", ["visitor", "resident", "liaison", "administrator"])
def test_nobody_else_sees_the_office_list(town: Table, who: str):
    with pytest.raises(NotAllowed):
        needs.office_list(town.as_(who))


def test_a_grid_is_named_after_its_neighbourhood(town: Table):
    need = put(town, NeedStatus.OPEN, area_id=3)

    assert [row.area.zh for row in needs.public_list(town.as_("visitor"))] == [
        needs.item(town.as_("visitor"), number_of(town, need)).area.zh
    ]
    assert needs.item(town.as_("visitor"), number_of(town, need)).area.zh.endswith(" 第一网格")
    assert needs.facets(town.as_("visitor")).areas[0].id == 1


def test_a_neighbourhood_keeps_its_own_name(town: Table):
    need = put(town, NeedStatus.OPEN, area_id=2)
    assert needs.item(town.as_("visitor"), number_of(town, need)).area == Name("梧荫居民区", "Wuyin")


def test_the_public_list_comes_in_parts_and_is_counted_whole(town: Table):
    ids = [put(town, NeedStatus.OPEN) for _ in range(5)]
    put(town, NeedStatus.SUBMITTED)
    visitor = town.as_("visitor")

    parts = [needs.public_list(visitor, limit=2, offset=start) for start in (0, 2, 4, 6)]
    assert [[row.id for row in part] for part in parts] == [ids[:2:-1], ids[2:0:-1], ids[:1], []]
    assert needs.count(visitor) == 5
    assert needs.count(visitor, NeedFilter(text="no such word")) == 0
