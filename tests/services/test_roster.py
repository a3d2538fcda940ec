"""The roster keeps its history: who joined and left, who held which seat; an import enters good rows only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.services import exchange, roster
from dashboard.services.areas import AreaDraft, add_areas
from dashboard.services.roster import SeatRead
from models.account import Account
from models.audit import AuditEntry
from models.enums import OrganisationType
from models.organisation import Body, Organisation, OrganisationDraft, OrganisationRead, Seat
from tests.factories import NOON
from tests.services.project_rows import TODAY, Rows

FOUNDED = date(2019, 7, 1)
QUARTER = OrganisationDraft(
    code="JM01", name_zh="澄波居民区党总支", name_en="Chengbo", type=OrganisationType.QUARTER, joined_on=FOUNDED
)


@pytest.fixture
def rows(saved, engine: Engine) -> Rows:
    return Rows(saved, engine)


@pytest.fixture
def secretariat(acting_as):
    return acting_as("secretariat")


@pytest.fixture
def members_body(saved) -> str:
    return saved(Body(code="members", name_zh="委员会议", name_en="Members' meeting")).code


@pytest.fixture
def person(saved):
    made = iter(range(1, 100))

    def make(**fields) -> int:
        n = next(made)
        defaults = {"username": f"p{n}", "display_name": f"Person {n}", "password_hash": "x", "created_at": NOON}
        return saved(Account(**defaults | fields)).id

    return make


def test_an_organisation_is_entered_as_typed_but_tidy(rows: Rows, secretariat):
    draft = QUARTER.model_copy(update={"code": " JM01 ", "name_zh": "澄波居民区\n党总支\u200b"})
    added = roster.add_organisation(secretariat, draft, key="click")
    assert added == OrganisationRead(
        id=added.id,
        code="JM01",
        name_zh="澄波居民区 党总支",
        name_en="Chengbo",
        type=OrganisationType.QUARTER,
        joined_on=FOUNDED,
        left_on=None,
    )
    assert roster.add_organisation(secretariat, draft, key="click") == added
    assert rows.audited() == ["organisation.add"]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"code": "QY01"}, "code"), ({"left_on": FOUNDED}, "left_on"), ({"left_on": date(2010, 1, 1)}, "left_on")],
)
def test_an_impossible_organisation_is_refused(rows: Rows, secretariat, change: dict, field: str):
    rows.organisation(code="QY01")
    edited = rows.organisation(code="QY02")
    before = rows.written()
    for use in (roster.add_organisation, lambda ctx, draft: roster.edit_organisation(ctx, edited, draft)):
        with pytest.raises(BadInput) as refused:
            use(secretariat, QUARTER.model_copy(update=change))
        assert refused.value.field == field
    assert rows.written() == before


def test_an_edit_keeps_the_old_value_in_the_trail(rows: Rows, secretariat):
    unit = roster.add_organisation(secretariat, QUARTER)
    draft = QUARTER.model_copy(update={"name_en": "Chengbo Quarter", "joined_on": date(2020, 1, 1)})
    assert roster.edit_organisation(secretariat, unit.id, draft).name_en == "Chengbo Quarter"
    (entry,) = [entry for entry in rows.all(AuditEntry) if entry.action == "organisation.edit"]
    assert entry.facts == {
        "changed": {"name_en": ["Chengbo", "Chengbo Quarter"], "joined_on": ["2019-07-01", "2020-01-01"]}
    }


def test_leaving_ends_the_seats_and_deletes_nothing(rows: Rows, secretariat, members_body, acting_as):
    unit = rows.organisation()
    seat = roster.assign_seat(secretariat, "members", unit, 1, starts_on=FOUNDED)
    later = roster.assign_seat(secretariat, "members", unit, 2, starts_on=TODAY + timedelta(days=30))

    left = roster.leave(secretariat, unit, TODAY)

    assert left.left_on == TODAY
    assert [row.ends_on for row in rows.all(Seat)] == [TODAY, TODAY + timedelta(days=30)]
    assert [row.id for row in rows.all(Seat)] == [seat, later]
    assert roster.members(acting_as("visitor")) == []
    assert roster.organisations(secretariat) == [left]
    before = rows.written()
    with pytest.raises(RuleBroken, match="has left on Dec 1, 2026 already"):
        roster.leave(secretariat, unit, TODAY + timedelta(days=1))
    assert roster.leave(secretariat, unit, TODAY) == left
    assert rows.written() == before


def test_nobody_leaves_before_joining(rows: Rows, secretariat):
    unit = rows.organisation()
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        roster.leave(secretariat, unit, FOUNDED)
    assert refused.value.field == "left_on"
    assert rows.written() == before


def test_members_are_those_of_today_by_type_and_code(rows: Rows, acting_as):
    rows.organisation(code="LX1", type=OrganisationType.TWO_NEW)
    rows.organisation(code="JM1", type=OrganisationType.QUARTER)
    rows.organisation(code="QY2"), rows.organisation(code="QY1")
    rows.organisation(code="QY3", joined_on=TODAY + timedelta(days=1))
    rows.organisation(code="QY4", left_on=TODAY)
    rows.organisation(code="QY5", joined_on=TODAY, left_on=TODAY + timedelta(days=1))
    assert [row.code for row in roster.members(acting_as("visitor"))] == ["QY1", "QY2", "QY5", "JM1", "LX1"]


def test_growth_counts_every_type_on_every_day_of_change_and_today(rows: Rows, acting_as):
    visitor = acting_as("visitor")
    assert roster.growth_frame(visitor).empty
    rows.organisation(code="QY1")
    rows.organisation(code="QY2", left_on=date(2024, 1, 1))
    rows.organisation(code="JM1", type=OrganisationType.QUARTER, joined_on=date(2023, 5, 1))
    rows.organisation(code="LX1", type=OrganisationType.TWO_NEW, joined_on=TODAY + timedelta(days=9))

    frame = roster.growth_frame(visitor)

    counts = frame.pivot_table(index="day", columns="type", values="organisations", sort=False)
    assert list(counts.columns) == ["Enterprises and institutions", "Residential quarters", "Two-new organisations"]
    assert counts.to_dict("split")["data"] == [[2, 0, 0], [2, 1, 0], [1, 1, 0], [1, 1, 0]]
    assert list(counts.index) == [FOUNDED, date(2023, 5, 1), date(2024, 1, 1), TODAY]


def test_a_seat_passes_on_and_its_history_stays(rows: Rows, secretariat, members_body, person):
    unit, first, second = rows.organisation(), person(), person()
    old = roster.assign_seat(secretariat, "members", unit, 1, starts_on=FOUNDED, user_id=first, chairs=True)
    new = roster.assign_seat(
        secretariat,
        "members",
        unit,
        1,
        starts_on=TODAY,
        user_id=second,
        post_zh="书记",
        post_en="Secretary",
        chairs=True,
    )

    shown = {
        "body_code": "members",
        "body": "Members' meeting",
        "number": 1,
        "organisation": "Company 1",
        "chairs": True,
    }
    now = SeatRead(id=new, holder="Person 2", post="Secretary", starts_on=TODAY, ends_on=None, **shown)
    then = SeatRead(id=old, holder="Person 1", post="", starts_on=FOUNDED, ends_on=TODAY, **shown)
    assert roster.seats(secretariat) == [now]
    assert roster.seats(secretariat, ended=True) == [now, then]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": 0}, "number"),
        ({"number": 1000}, "number"),
        ({"starts_on": FOUNDED - timedelta(days=1)}, "organisation_id"),
        ({"user_id": 1}, "user_id"),
        ({"user_id": 2}, "user_id"),
        ({"chairs": True}, "chairs"),
        ({"post_zh": "长" * 81}, "post_zh"),
    ],
)
def test_an_impossible_seat_is_refused(rows: Rows, secretariat, members_body, person, change: dict, field: str):
    unit, holder, gone = rows.organisation(), person(), person(active=False)
    assert (holder, gone) == (1, 2)
    roster.assign_seat(secretariat, "members", unit, 1, starts_on=FOUNDED, user_id=holder, chairs=True)
    before = rows.written()

    with pytest.raises(BadInput) as refused:
        roster.assign_seat(secretariat, "members", unit, **{"number": 2, "starts_on": TODAY} | change)

    assert refused.value.field == field
    assert rows.written() == before


def test_a_term_is_not_entered_behind_a_later_one(rows: Rows, secretariat, members_body):
    unit = rows.organisation()
    roster.assign_seat(secretariat, "members", unit, 1, starts_on=TODAY)
    before = rows.written()
    for day in (TODAY, TODAY - timedelta(days=9)):
        with pytest.raises(RuleBroken, match="A term of this seat that begins on or after that day"):
            roster.assign_seat(secretariat, "members", unit, 1, starts_on=day)
    with pytest.raises(NotFound):
        roster.assign_seat(secretariat, "nobody", unit, 1, starts_on=TODAY)
    assert rows.written() == before


def test_of_eight_simultaneous_terms_of_one_seat_exactly_one_stands(rows: Rows, secretariat, members_body):
    unit = rows.organisation()
    gate = Barrier(8)

    def try_it(_n: int) -> bool:
        gate.wait()
        try:
            roster.assign_seat(secretariat, "members", unit, 1, starts_on=TODAY)
        except RuleBroken:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_it, range(8))) == 1
    assert len(rows.all(Seat)) == 1


def test_a_term_ends_once_and_is_only_shortened(rows: Rows, secretariat, members_body):
    unit = rows.organisation()
    seat = roster.assign_seat(secretariat, "members", unit, 1, starts_on=FOUNDED)
    with pytest.raises(BadInput, match="when the term began, or a later day"):
        roster.end_seat(secretariat, seat, FOUNDED - timedelta(days=1))
    roster.end_seat(secretariat, seat, TODAY + timedelta(days=5))
    with pytest.raises(BadInput, match="it can only be shortened"):
        roster.end_seat(secretariat, seat, TODAY + timedelta(days=6))
    roster.end_seat(secretariat, seat, TODAY)
    before = rows.written()
    with pytest.raises(RuleBroken, match="has ended on Dec 1, 2026 already"):
        roster.end_seat(secretariat, seat, TODAY - timedelta(days=1))
    assert roster.end_seat(secretariat, seat, TODAY) == seat
    assert rows.written() == before
    assert roster.seats(secretariat) == []


def test_choices_for_seats(rows: Rows, secretariat, members_body, person):
    holder = person()
    person(active=False)
    assert roster.bodies(secretariat) == {"members": "Members' meeting"}
    assert roster.holders(secretariat) == {holder: "Person 1"}


@pytest.mark.parametrize("role", ["visitor", "resident", "liaison", "member", "chair", "reviewer", "administrator"])
def test_only_the_secretariat_keeps_the_roster(rows: Rows, secretariat, members_body, acting_as, role: str):
    unit = rows.organisation()
    seat = roster.assign_seat(secretariat, "members", unit, 1, starts_on=FOUNDED)
    who = acting_as(role, organisation_id=unit)
    before = rows.written()
    for use in (
        lambda: roster.add_organisation(who, QUARTER),
        lambda: roster.edit_organisation(who, unit, QUARTER),
        lambda: roster.leave(who, unit, TODAY),
        lambda: roster.assign_seat(who, "members", unit, 2, starts_on=TODAY),
        lambda: roster.end_seat(who, seat, TODAY),
        lambda: exchange.enter_table(who, "members", _csv("A1,一公司党支部,企业,2020-01-01"), "a.csv"),
        lambda: exchange.check_table(who, "members", _csv("A1,一公司党支部,企业,2020-01-01"), "a.csv"),
        lambda: roster.seats(who),
        lambda: roster.bodies(who),
        lambda: roster.holders(who),
        lambda: roster.organisations(who),
    ):
        with pytest.raises(NotAllowed):
            use()
    assert rows.written() == before


GOOD = ("A1,一公司党支部,企业,2020-01-01", "A2,二居民区党总支,居民区,2021/3/5")
BAD = "A3,三公司党支部,商店,2020-01-01"
KNOWN = "QY01,旧公司党支部,企业,2020-01-01"


def test_a_good_table_is_entered_whole(rows: Rows, secretariat):
    report = exchange.check_table(secretariat, "members", _csv(*GOOD), "a.csv")
    assert (report.good, report.problems) == (2, ())

    assert exchange.enter_table(secretariat, "members", _csv(*GOOD), "a.csv", key="click").numbers == ("A1", "A2")
    assert exchange.enter_table(secretariat, "members", _csv(*GOOD), "a.csv", key="click").numbers == ("A1", "A2")

    entered = [(row.code, row.name_zh, row.type, row.joined_on) for row in rows.all(Organisation)]
    assert entered == [
        ("A1", "一公司党支部", "enterprise", date(2020, 1, 1)),
        ("A2", "二居民区党总支", "quarter", date(2021, 3, 5)),
    ]
    assert rows.audited() == ["organisation.add", "organisation.add", "import_batch.enter"]


def test_a_table_with_problems_is_entered_only_where_that_is_wanted(rows: Rows, secretariat):
    rows.organisation(code="QY01")
    table = _csv(GOOD[0], BAD, KNOWN)
    report = exchange.check_table(secretariat, "members", table, "a.csv")
    assert [(problem.row, problem.value) for problem in report.problems] == [(3, "商店")]
    assert [(double.row, double.known, double.enterable) for double in report.doubles] == [(4, "QY01", False)]
    before = rows.written()
    with pytest.raises(BadInput, match="nothing was entered") as refused:
        exchange.enter_table(secretariat, "members", table, "a.csv")
    assert refused.value.field == "file"
    assert rows.written() == before

    done = exchange.enter_table(secretariat, "members", table, "a.csv", good_rows=True)

    assert (done.numbers, done.problems, done.doubles) == (("A1",), report.problems, report.doubles)
    assert sorted(row.code for row in rows.all(Organisation)) == ["A1", "QY01"]


def test_a_table_without_good_rows_enters_nothing(rows: Rows, secretariat):
    before = rows.written()
    with pytest.raises(BadInput, match="No row of this table can be entered"):
        exchange.enter_table(secretariat, "members", _csv(BAD), "a.csv", good_rows=True)
    with pytest.raises(BadInput):
        exchange.enter_table(secretariat, "members", b"not a table", "a.csv")
    assert rows.written() == before


def test_the_area_is_a_tree(rows: Rows, acting_as, secretariat):
    add_areas(
        secretariat,
        [
            AreaDraft(code="WG1", level="grid", name_zh="第1网格", name_en="Grid 1", parent_code="JW01"),
            AreaDraft(code="WG2", level="grid", name_zh="第2网格", parent_code="JW01", households=12, residents=30),
        ],
    )
    (root,) = tree = roster.area_tree(acting_as("visitor"))
    assert (root.level, root.code, root.name) == ("committee", "JW01", "Chengbo")
    assert [(part.code, part.name, part.households, part.residents) for part in root.parts] == [
        ("WG1", "Grid 1", None, None),
        ("WG2", "第2网格", 12, 30),
    ]
    assert roster.levels(tree) == {"committee": 1, "grid": 2}


def _csv(*lines: str) -> bytes:
    return "\n".join(["编号,名称,类型,加入日期", *lines]).encode()


def test_a_seat_can_have_a_floor_area(rows: Rows, secretariat, members_body):
    unit = rows.organisation()
    roster.assign_seat(secretariat, "members", unit, 1, starts_on=FOUNDED, weight=5820)
    assert [seat.weight for seat in rows.all(Seat)] == [5820]
    before = rows.written()
    for wrong in (0, -1, 100_000_001):
        with pytest.raises(BadInput) as refused:
            roster.assign_seat(secretariat, "members", unit, 2, starts_on=FOUNDED, weight=wrong)
        assert refused.value.field == "weight"
    assert rows.written() == before
