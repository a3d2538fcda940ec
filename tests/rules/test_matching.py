"""Gaps add up, and suggestions follow kind, category, place and period, fast and with their grounds."""

from datetime import date, timedelta
from time import perf_counter

import pytest

from dashboard.rules.matching import Asked, Gaps, Ground, Offered, Promised, Suggestion, Wanted, gaps, suggest, uses
from models.enums import ClaimStatus as S
from models.enums import OfferKind as K

TODAY = date(2026, 12, 1)
LATER = TODAY + timedelta(days=60)
G = Ground


def wanted(**fields) -> Wanted:
    return Wanted(**{"id": 1, "category": "lighting", "path": (30, 20, 10), "kinds": {K.LABOUR: 7}} | fields)


def offered(**fields) -> Offered:
    usual = {"id": 1, "offer": K.LABOUR, "categories": ("lighting",), "area_id": None, "from_on": TODAY}
    return Offered(**usual | fields)


def test_a_gap_counts_intentions_apart_from_what_is_sure():
    money, hands = Asked(1, K.FUNDS, "Lamps", 100_00), Asked(2, K.LABOUR, "Fitters")
    found = gaps(
        [money, hands],
        [
            Promised(1, S.INTENTION, 20_00), Promised(1, S.CONFIRMED, 30_00), Promised(1, S.FULFILLED, 10_00),
            Promised(1, S.DECLINED, 99_00), Promised(1, S.HANDED_BACK, 99_00), Promised(2, S.INTENTION),
            Promised(None, S.CONFIRMED), Promised(None, S.INTENTION), Promised(9, S.INTENTION),
        ],
    )  # fmt: skip

    first, second = found.parts
    assert (first.intended, first.confirmed, first.missing, first.covered) == (20_00, 40_00, 40_00, False)
    assert (second.intended, second.confirmed, second.missing, second.covered) == (0, 0, None, True)
    assert (found.whole_intentions, found.whole_confirmations) == (2, 1)


def test_more_than_is_asked_leaves_no_gap_below_zero():
    (gap,) = gaps([Asked(1, K.FUNDS, "Lamps", 100)], [Promised(1, S.CONFIRMED, 130)]).parts
    assert (gap.missing, gap.covered) == (0, True)


def test_an_item_that_names_no_parts_has_none():
    assert gaps([], []) == Gaps()


@pytest.mark.parametrize(
    ("kind", "status", "used"),
    [
        (K.FUNDS, S.INTENTION, True),
        (K.FUNDS, S.CONFIRMED, True),
        (K.FUNDS, S.FULFILLED, True),
        (K.VENUE, S.CONFIRMED, True),
        (K.VENUE, S.FULFILLED, False),
        (K.FUNDS, S.HANDED_BACK, False),
        (K.LABOUR, S.DECLINED, False),
    ],
)
def test_what_was_given_is_used_up_and_a_venue_comes_free(kind: K, status: S, used: bool):
    assert uses(kind, status) is used


def test_a_suggestion_names_its_grounds():
    assert suggest([wanted()], [offered(area_id=30)], TODAY) == {
        1: [Suggestion(1, 1, 7, (G.KIND, G.CATEGORY, G.SAME_PLACE, G.WHOLE_PERIOD))]
    }


@pytest.mark.parametrize(
    ("fields", "grounds"),
    [
        ({"area_id": 20}, (G.KIND, G.CATEGORY, G.PLACE_AROUND, G.WHOLE_PERIOD)),
        ({"area_id": None}, (G.KIND, G.CATEGORY, G.EVERYWHERE, G.WHOLE_PERIOD)),
        ({"categories": ()}, (G.KIND, G.EVERY_CATEGORY, G.EVERYWHERE, G.WHOLE_PERIOD)),
        ({"until_on": LATER}, (G.KIND, G.CATEGORY, G.EVERYWHERE, G.WHOLE_PERIOD)),
        ({"until_on": TODAY}, (G.KIND, G.CATEGORY, G.EVERYWHERE)),
        ({"left": 1}, (G.KIND, G.CATEGORY, G.EVERYWHERE, G.WHOLE_PERIOD)),
    ],
)
def test_grounds_follow_place_category_and_period(fields: dict, grounds: tuple[Ground, ...]):
    (found,) = suggest([wanted(until=LATER)], [offered(**fields)], TODAY)[1]
    assert found.grounds == grounds


@pytest.mark.parametrize(
    "fields",
    [
        {"offer": K.FUNDS},
        {"categories": ("greening",)},
        {"area_id": 31},
        {"until_on": TODAY - timedelta(days=1)},
        {"from_on": LATER + timedelta(days=1)},
        {"left": 0},
    ],
    ids=["other kind", "other category", "other place", "over", "too late", "used up"],
)
def test_what_does_not_fit_is_not_suggested(fields: dict):
    assert suggest([wanted(until=LATER)], [offered(**fields)], TODAY) == {}


def test_an_item_without_parts_takes_any_kind():
    (found,) = suggest([wanted(kinds={})], [offered(offer=K.VENUE)], TODAY)[1]
    assert (found.part_id, found.grounds) == (None, (G.CATEGORY, G.EVERYWHERE, G.WHOLE_PERIOD))


def test_the_best_come_first_and_no_more_than_asked():
    cards = [
        offered(id=1, categories=()),
        offered(id=2, area_id=20),
        offered(id=3, area_id=30),
        offered(id=4),
        offered(id=5, area_id=30),
    ]
    found = suggest([wanted()], cards, TODAY, most=4)[1]
    assert [one.resource_id for one in found] == [3, 5, 2, 4]


def test_a_thousand_items_and_five_hundred_cards_take_less_than_a_second():
    categories, kinds = [f"c{n}" for n in range(13)], list(K)
    needs = [
        wanted(id=n, category=categories[n % 13], path=(n % 88, 100 + n % 15), kinds={kinds[n % 6]: n, kinds[n % 5]: n})
        for n in range(1000)
    ]
    cards = [
        offered(
            id=n,
            offer=kinds[n % 6],
            categories=(categories[n % 13],) if n % 3 else (),
            area_id=n % 88 if n % 2 else None,
        )
        for n in range(500)
    ]
    alike = [offered(id=n) for n in range(500)]
    began = perf_counter()
    suggest(needs, cards, TODAY)
    suggest([wanted(id=n) for n in range(1000)], alike, TODAY)
    assert perf_counter() - began < 1
