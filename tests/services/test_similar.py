"""Three items are suggested: of the same neighbourhood and category, public, not at an end, the likest first."""

from importlib import import_module

import pytest

from dashboard.errors import NotAllowed
from dashboard.services import needs
from dashboard.services.needs.screening import MERGEABLE
from models.enums import NeedStatus as S
from tests.services.proposals import inhabited, number_of, put
from tests.services.table import Table

LAMPS = "巷口没有路灯"
REASONS = "晚上巷口很暗，老人看不清台阶。"


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def shed(town: Table, title: str, status: S = S.OPEN, **facts) -> int:
    return put(town, status, title=title, **{"reasons": "车棚漏雨", **facts})


def found(town: Table, title: str = LAMPS, reasons: str = REASONS, who: str = "resident", **where) -> list[str]:
    where = {"category_code": "shed", "area_id": 1} | where
    return [one.title for one in needs.similar(town.as_(who), title, reasons, **where)]


def test_the_likest_three_come_first(town: Table):
    for title in ("停车位不够", "巷口要装一排新的路灯", "晾衣架坏了", "巷口没有路灯了", "围墙裂了"):
        shed(town, title, reasons=REASONS if "路灯" in title else "说明文字与此无关")
    assert found(town)[:2] == ["巷口没有路灯了", "巷口要装一排新的路灯"]
    assert len(found(town)) == 3


def test_titles_alone_are_compared_while_no_reasons_are_typed(town: Table):
    shed(town, "车棚漏雨", reasons="很长的一段说明" * 40)
    shed(town, "健身器材坏了", reasons="车棚漏雨")
    assert found(town, "车棚漏雨了", "")[0] == "车棚漏雨"


def test_grids_count_to_their_neighbourhood_and_others_do_not(town: Table):
    shed(town, "在网格里", area_id=3)
    shed(town, "在居民区", area_id=1)
    shed(town, "在另一居民区", area_id=2)
    assert sorted(found(town, area_id=1)) == sorted(found(town, area_id=3)) == ["在居民区", "在网格里"]
    assert found(town, area_id=2) == ["在另一居民区"]
    assert len(found(town, area_id=None)) == 3
    assert found(town, area_id=2**40) == found(town, area_id=-1) == []


def test_another_category_and_the_item_itself_are_left_out(town: Table):
    own = shed(town, "我的提议")
    shed(town, "照明的提议", category_code="lighting")
    assert found(town) == ["我的提议"]
    assert found(town, but=own) == []
    assert found(town, category_code="") == found(town, "  ") == []


@pytest.mark.parametrize("status", S)
def test_only_public_items_that_are_not_at_an_end_are_suggested(town: Table, status: S):
    shed(town, "一个条目", status)
    assert found(town) == (["一个条目"] if status in MERGEABLE else [])


def test_at_most_the_newest_five_hundred_are_compared(town: Table, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(import_module("dashboard.services.needs.similar"), "MOST_COMPARED", 2)
    for title in (LAMPS, "第二条", "第三条"):
        shed(town, title)
    assert sorted(found(town)) == ["第三条", "第二条"]


def test_it_says_who_follows(town: Table):
    need = shed(town, "一个条目")
    needs.follow(town.as_("neighbour"), need)
    (mine,) = needs.similar(town.as_("neighbour"), LAMPS, "", "shed", 1)
    (others,) = needs.similar(town.as_("resident"), LAMPS, "", "shed", 1)
    assert (mine.number, mine.followers, mine.follows) == (number_of(town, need), 1, True)
    assert (others.followers, others.follows) == (1, False)


def test_visitors_are_asked_to_sign_in(town: Table):
    with town.refused(NotAllowed):
        found(town, who="visitor")
