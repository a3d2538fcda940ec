"""Everybody finds what is public, and nobody else's private item, contact or unannounced meeting."""

from datetime import timedelta

import pytest

from dashboard.errors import NotAllowed, NotFound
from dashboard.rules.lifecycle.needs import PUBLIC, NeedAction
from dashboard.rules.need_groups import GROUPS, NeedGroup
from dashboard.services import meetings, needs
from dashboard.services.needs import Facets, Name, NeedFilter, NeedOrder
from models.area import AreaRead
from models.enums import DecisionPower, MeetingStatus, NeedStatus
from models.meeting import Meeting
from models.need import ClaimRound, NeedFollower, NeedRead
from tests.factories import NOON
from tests.services.proposals import draft, inhabited, number_of, put
from tests.services.table import Table

PRIVATE = sorted(set(NeedStatus) - PUBLIC)
STRANGERS = ("visitor", "neighbour", "liaison", "1", "reviewer", "administrator")
SECRET = "13812345678, after six"


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def found(town: Table, who: str = "visitor", **wanted: object) -> list[str]:
    """Return the titles on the public list that match, newest first."""
    rows = needs.public_list(town.as_(who), NeedFilter(**wanted))
    assert needs.count(town.as_(who), NeedFilter(**wanted)) == len(rows)
    return [row.title for row in rows]


# --- who sees which item ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", NeedStatus)
def test_a_private_item_is_seen_by_its_proposer_and_the_secretariat_alone(town: Table, status: NeedStatus):
    number = number_of(town, put(town, status))
    for who in ("resident", "secretariat"):
        assert needs.item(town.as_(who), number).need.status == status
    for who in STRANGERS:
        if status in PUBLIC:
            assert needs.item(town.as_(who), number).need.number == number
        else:
            with pytest.raises(NotFound, match="There is no such item"):
                needs.item(town.as_(who), number)


def test_what_is_not_there_and_what_is_hidden_look_the_same(town: Table):
    hidden = number_of(town, put(town))
    said = []
    for number in (hidden, "PL-XQ-2026Q3-999", "", "\0", "x" * 5000, "'; --", "\ud800"):
        with pytest.raises(NotFound) as refused:
            needs.item(town.as_("neighbour"), number)
        said.append((str(refused.value), refused.value.facts))
    assert len({str(one) for one in said}) == 1


def test_a_number_is_found_as_people_type_it(town: Table):
    number = number_of(town, put(town, NeedStatus.OPEN))
    assert needs.item(town.as_("visitor"), f"  {number.lower()}\u200b\n").need.number == number


@pytest.mark.parametrize("who", ["everybody's list", "neighbour", "resident", "secretariat", "1"])
def test_the_public_list_holds_public_items_only_whoever_reads(town: Table, who: str):
    for status in NeedStatus:
        put(town, status, title=f"Item {status}")
    name = "visitor" if " " in who else who
    assert found(town, name) == [f"Item {status}" for status in reversed(NeedStatus) if status in PUBLIC]
    assert all(found(town, name, status=status) == [] for status in PRIVATE)
    assert found(town, name, text="item") == found(town, name)


def test_nobody_but_the_secretariat_and_the_proposer_reads_the_contact(town: Table):
    for status in sorted(PUBLIC):
        number = number_of(town, put(town, status))
        for who in STRANGERS:
            page = needs.item(town.as_(who), number)
            assert page.contact is None
            assert SECRET not in repr(page)
            assert not page.own
        for who in ("resident", "secretariat"):
            assert needs.item(town.as_(who), number).contact == SECRET
    assert found(town, "secretariat", text="13812345678") == found(town, text="after six") == []
    assert SECRET not in repr(needs.public_list(town.as_("resident")))


def test_the_contact_of_an_item_without_a_proposer_is_hidden_from_visitors(town: Table):
    number = number_of(town, put(town, NeedStatus.OPEN, None))
    for who in ("resident", *STRANGERS):
        page = needs.item(town.as_(who), number)
        assert (page.contact, page.own) == (None, False)
    page = needs.item(town.office, number)
    assert (page.contact, page.own) == (SECRET, True)


def test_own_items_are_listed_with_those_followed(town: Table):
    own = [put(town, status) for status in NeedStatus]
    others = {status: put(town, status, "neighbour") for status in NeedStatus}
    put(town, NeedStatus.OPEN, None)
    who = town.people["resident"]
    town.save(*(NeedFollower(need_id=need, user_id=who, since=NOON) for need in (own[0], *others.values())))
    mine = needs.mine(town.as_("resident"))
    assert [row.id for row in mine.proposed] == own[::-1]
    assert [row.id for row in mine.followed] == [others[s] for s in reversed(NeedStatus) if s in PUBLIC]
    with pytest.raises(NotAllowed):
        needs.mine(town.as_("visitor"))


# --- the page of an item ----------------------------------------------------------------------------------------------


def test_the_page_of_an_item_tells_its_story(town: Table):
    read = needs.submit(town.as_("resident"), draft(category_code="lighting", area_id=2))
    needs.screen_return(town.office, read.id, "Which corners?")
    needs.complete(town.as_("resident"), read.id, draft(category_code="lighting", area_id=2))
    needs.screen_accept(town.office, read.id, DecisionPower.COMMITTEE, "lighting", 86_000_00)
    needs.publish(town.office, read.id, 14)
    needs.follow(town.as_("neighbour"), read.id)
    page = needs.item(town.as_("neighbour"), read.number)
    assert isinstance(page.need, NeedRead)
    assert (page.category, page.area) == (Name("照明", "Lighting"), Name("梧荫居民区", "Wuyin"))
    assert [event.action for event in page.life] == ["submit", "return", "resubmit", "accept", "publish"]
    assert page.life[1].reason == "Which corners?"
    assert (page.followers, page.follows, page.own, page.contact) == (2, True, False, None)
    assert (page.claims, page.meetings, page.project, page.merged_into) == ([], [], None, None)
    assert not needs.item(town.as_("visitor"), read.number).follows
    (row,) = needs.public_list(town.as_("visitor"))
    assert (row.category, row.area, row.budget_fen, row.note) == (page.category, page.area, 86_000_00, "")


ACTIONS = {
    ("secretariat", NeedStatus.SUBMITTED): {"accept", "return", "decline", "merge", "refer"},
    ("secretariat", NeedStatus.DECLINED): {"reopen"},
    ("secretariat", NeedStatus.ON_LIST): {"publish", "merge", "refer"},
    ("secretariat", NeedStatus.OPEN): set(),
    ("secretariat", NeedStatus.ADOPTED): {"refer"},
    ("resident", NeedStatus.SUBMITTED): {"withdraw"},
    ("resident", NeedStatus.RETURNED): {"resubmit", "withdraw"},
    ("resident", NeedStatus.ON_LIST): set(),
    ("neighbour", NeedStatus.ON_LIST): set(),
    ("1", NeedStatus.ADOPTED): set(),
    ("visitor", NeedStatus.REFERRED): set(),
}


@pytest.mark.parametrize(("who", "status"), ACTIONS)
def test_the_page_offers_the_moves_its_reader_may_make(town: Table, who: str, status: NeedStatus):
    page = needs.item(town.as_(who), number_of(town, put(town, status)))
    assert set(page.actions) == set(map(NeedAction, ACTIONS[who, status]))


def test_merged_items_point_at_each_other(town: Table):
    into, need, hidden = put(town, NeedStatus.OPEN), put(town, title="Merged later"), put(town)
    number = number_of(town, into)
    needs.screen_merge(town.office, need, number, "The same lamps")
    assert needs.item(town.as_("visitor"), number_of(town, need)).merged_into == number
    assert needs.item(town.as_("visitor"), number).merged_here == [number_of(town, need)]
    assert found(town)[0] == "Merged later"
    assert needs.public_list(town.as_("visitor"))[0].note == "The same lamps"
    assert needs.item(town.office, number_of(town, hidden)).merged_into is None


@pytest.mark.parametrize("status", MeetingStatus)
def test_a_meeting_is_shown_to_everybody_once_it_is_announced(town: Table, status: MeetingStatus):
    need = put(town, NeedStatus.OPEN)
    made, _items = town.draft(need)
    row = town.row(Meeting, made)
    row.status = status
    town.save(row)
    early = status in (MeetingStatus.DRAFT, MeetingStatus.CALL_FOR_TOPICS, MeetingStatus.AGENDA_APPROVED)
    for who in ("visitor", "resident", "neighbour", "liaison", "1", "reviewer", "secretariat"):
        shown = needs.item(town.as_(who), number_of(town, need)).meetings
        reads = who in ("1", "reviewer", "secretariat") or not early
        there = reads and status != MeetingStatus.CANCELLED
        assert [meeting.number for meeting in shown] == ([row.number] if there else [])
    assert meetings.meeting(town.office, row.number).meeting.status == status


# --- searching --------------------------------------------------------------------------------------------------------


@pytest.fixture
def library(town: Table) -> Table:
    """Seven public items, six of which hold 梧荫, and a private one."""
    texts = (
        {"title": "梧荫里弄夜间照明补点", "suggestion": "补装12盏低亮度灯"},
        {"title": "堃园车棚改造", "place": "𬀩华里3号"},
        {"title": "Lamps for 100% of lanes"},
        {"title": "snake_case lane"},
        {"title": "CAFÉ in the Lane", "reasons": "Wi-Fi \\ coffee / tea for everybody"},
        {"title": "snakeXcase path"},
        {"title": "Rent 1000 chairs"},
    )
    for text in texts:
        put(town, NeedStatus.OPEN, **{"reasons": "这里是梧荫，夜里看不清", "suggestion": "", "place": "某处"} | text)
    put(town, NeedStatus.SUBMITTED, title="梧荫 private item", reasons="梧荫 堃 𬀩 lamps")
    return town


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("灯", ["梧荫里弄夜间照明补点"]),
        ("照明", ["梧荫里弄夜间照明补点"]),
        ("堃", ["堃园车棚改造"]),
        ("𬀩", ["堃园车棚改造"]),
        ("𬀩华", ["堃园车棚改造"]),
        ("堃 𬀩", ["堃园车棚改造"]),
        ("堃 照明", []),
        ("%", ["Lamps for 100% of lanes"]),
        ("_", ["snake_case lane"]),
        ("e_c", ["snake_case lane"]),
        ("\\", ["CAFÉ in the Lane"]),
        ("/", ["CAFÉ in the Lane"]),
        ("100%", ["Lamps for 100% of lanes"]),
        ("1%", []),
        ("LAMPS for", ["Lamps for 100% of lanes"]),
        ("CAFÉ", ["CAFÉ in the Lane"]),
        ("CAFE\u0301", ["CAFÉ in the Lane"]),
        ("lAnE snake", ["snake_case lane"]),
        ("  path\u3000\n ", ["snakeXcase path"]),
        ("pa\u200bth\0", ["snakeXcase path"]),
        ("'; DROP TABLE need; --", []),
        ("\ud800path", ["snakeXcase path"]),
        ("private", []),
    ],
)
def test_words_are_found_as_they_stand(library: Table, text: str, titles: list[str]):
    assert found(library, text=text) == titles


def test_a_word_on_the_page_is_found_in_every_text(library: Table):
    assert len(found(library, text="梧荫")) == 6
    assert found(library, text="") == found(library, text=" \u200b") == found(library)
    assert len(found(library)) == 7
    row = needs.public_list(library.as_("visitor"))[0]
    assert found(library, text=row.number) == found(library, text=row.number.lower()) == [row.title]


@pytest.mark.parametrize("text", ["a " * 5000, "灯" * 50_000, "%" * 5000, "_ " * 400])
def test_a_very_long_search_is_answered(library: Table, text: str):
    assert isinstance(found(library, text=text), list)


# --- filters ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def spread(town: Table) -> Table:
    put(town, NeedStatus.OPEN, title="Neighbourhood one", area_id=1)
    put(town, NeedStatus.ON_LIST, title="Grid of one", area_id=3, category_code="lighting", quarter="2026Q2")
    put(town, NeedStatus.OPEN, title="Building of one", area_id=4, category_code="lighting")
    put(town, NeedStatus.OPEN, title="Neighbourhood two", area_id=2, category_code="old", quarter="2026Q4")
    put(town, NeedStatus.RETURNED, title="Hidden", area_id=5, quarter="2020Q1")
    return town


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({"area": 1}, ["Building of one", "Grid of one", "Neighbourhood one"]),
        ({"area": 3}, ["Building of one", "Grid of one"]),
        ({"area": 4}, ["Building of one"]),
        ({"area": 2}, ["Neighbourhood two"]),
        ({"area": 5}, []),
        ({"area": 99}, []),
        ({"area": 10**30}, []),
        ({"area": -1}, []),
        ({"category": "lighting"}, ["Building of one", "Grid of one"]),
        ({"category": "old"}, ["Neighbourhood two"]),
        ({"category": "\0"}, []),
        ({"quarter": "2026Q2"}, ["Grid of one"]),
        ({"quarter": "2020Q1"}, []),
        ({"quarter": "\0"}, []),
        ({"status": NeedStatus.ON_LIST}, ["Grid of one"]),
        ({"area": 1, "category": "lighting", "status": NeedStatus.OPEN}, ["Building of one"]),
        ({"area": 1, "category": "lighting", "quarter": "2026Q2", "text": "GRID"}, ["Grid of one"]),
        ({"area": 1, "quarter": "2026Q4"}, []),
    ],
)
def test_filters_narrow_together_and_an_area_holds_those_below(spread: Table, wanted: dict, titles: list[str]):
    assert found(spread, **wanted) == titles


def test_facets_offer_what_public_items_have(spread: Table):
    two = AreaRead(id=2, parent_id=None, level="committee", code="A2", name_zh="梧荫居民区", name_en="Wuyin")
    facets = needs.facets(spread.as_("visitor"))
    assert [category.code for category in facets.categories] == ["old", "shed", "lighting"]
    assert facets.quarters == ["2026Q4", "2026Q3", "2026Q2"]
    assert [area.id for area in facets.areas] == [1, 2]
    assert facets.areas[-1] == two
    assert facets.statuses == [NeedStatus.ON_LIST, NeedStatus.OPEN]


def test_an_empty_list_has_no_facets(town: Table):
    assert needs.facets(town.as_("visitor")) == Facets([], [], [], [])
    assert needs.public_list(town.as_("visitor")) == []


def test_pages_of_the_list_follow_each_other(spread: Table):
    reader = spread.as_("visitor")
    whole = needs.public_list(reader)
    parts = [needs.public_list(reader, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert parts == [whole[:2], whole[2:], []]


def test_categories_and_areas_are_those_that_can_be_chosen(town: Table):
    assert [category.code for category in needs.categories(town.as_("visitor"))] == ["shed", "lighting"]
    nodes = needs.areas(town.as_("visitor"))
    assert [(node.area.id, [grid.id for grid in node.grids]) for node in nodes] == [(1, [3]), (2, [])]


def test_every_choice_of_state_says_how_many_items_it_would_leave(spread: Table):
    reader = spread.as_("visitor")
    assert needs.status_counts(reader) == {"on_list": 1, "open": len(needs.public_list(reader)) - 1}
    wanted = NeedFilter(area=1, status=NeedStatus.ON_LIST, group=NeedGroup.FINISHED)
    assert needs.status_counts(reader, wanted) == {"on_list": 1, "open": 2}
    assert needs.status_counts(reader, NeedFilter(text="GRID")) == {"on_list": 1}
    assert needs.status_counts(reader, NeedFilter(text="hidden")) == {}


@pytest.mark.parametrize("group", NeedGroup)
def test_a_group_holds_the_items_of_its_states(town: Table, group: NeedGroup):
    for status in NeedStatus:
        put(town, status, title=f"Item {status}")
    held = [f"Item {status}" for status in reversed(NeedStatus) if status in GROUPS[group]]
    assert found(town, group=group) == held
    assert found(town, group=group, status=NeedStatus.OPEN) == (["Item open"] if "Item open" in held else [])


def test_what_must_be_claimed_soonest_can_stand_first(town: Table):
    def days(status: NeedStatus, number: int | None) -> int:
        return put(town, status, claim_deadline=None if number is None else NOON + timedelta(days=number))

    late, soon = days(NeedStatus.OPEN, 9), days(NeedStatus.MATCHING, 2)
    done, never, past = days(NeedStatus.COMPLETED, 1), days(NeedStatus.CLAIMED, None), days(NeedStatus.OPEN, -1)
    rows = needs.public_list(town.as_("visitor"), order=NeedOrder.DEADLINE)
    assert [row.id for row in rows] == [soon, late, past, never, done]
    parts = [needs.public_list(town.as_("visitor"), limit=3, offset=n, order=NeedOrder.DEADLINE) for n in (0, 3)]
    assert [row for part in parts for row in part] == rows


def test_a_row_names_its_claim_round_and_how_often_it_was_carried_over(town: Table):
    town.save(ClaimRound(id=7, quarter="2026Q4", opens_on=NOON.date(), closes_on=NOON.date()))
    put(town, NeedStatus.OPEN, round_id=7, carried=2)
    put(town, NeedStatus.ON_LIST)
    rows = needs.public_list(town.as_("visitor"))
    assert [(row.round, row.carried) for row in rows] == [(None, 0), ("2026Q4", 2)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("梧荫", ""),
        ("看不清", "这里是梧荫，夜里看不清"),
        ("梧荫 盏低", "补装12盏低亮度灯"),
        ("梧荫里弄 照明", ""),
    ],
)
def test_a_row_shows_the_words_its_card_would_hide(library: Table, text: str, shown: str):
    row = needs.public_list(library.as_("visitor"), NeedFilter(text=text))[-1]
    assert (row.title, row.excerpt) == ("梧荫里弄夜间照明补点", shown)


# --- the office's lists -----------------------------------------------------------------------------------------------


def test_the_office_sees_what_waits_oldest_first(town: Table):
    first, _other, second = put(town), put(town, NeedStatus.OPEN), put(town, who=None, title="Another title")
    listed = put(town, NeedStatus.ON_LIST)
    assert [row.id for row in needs.waiting_for_screening(town.office)] == [first, second]
    assert [row.id for row in needs.waiting_for_screening(town.office, NeedFilter(text="another"))] == [second]
    assert [row.id for row in needs.on_needs_list(town.office)] == [listed]
    counts = needs.screening_counts(town.office)
    assert {status: n for status, n in counts.items() if n} == {"submitted": 2, "open": 1, "on_list": 1}
    assert set(counts) == set(NeedStatus)
    counts = needs.screening_counts(town.office, NeedFilter(text="another"))
    assert {status: n for status, n in counts.items() if n} == {"submitted": 1}
    parts = [needs.waiting_for_screening(town.office, limit=1, offset=n) for n in (0, 1, 2)]
    assert [[row.id for row in part] for part in parts] == [[first], [second], []]


@pytest.mark.parametrize("use", [needs.waiting_for_screening, needs.on_needs_list, needs.screening_counts])
def test_the_offices_lists_are_for_the_office(town: Table, use):
    for who in ("resident", *STRANGERS):
        with pytest.raises(NotAllowed):
            use(town.as_(who))
