"""The pages about members, roster, house rules and the audit trail."""

from datetime import date

import pytest

from dashboard import i18n
from dashboard.services import founding, roster
from models.account import Account
from models.audit import AuditEntry
from models.enums import OrganisationType, Role
from models.house_rule import HouseRule
from models.organisation import Body, Organisation, Seat
from tests.pages.conftest import NOW
from tests.pages.project_world import TODAY, World, words


@pytest.fixture
def world(database, stored, account) -> World:
    return World(database, stored, account)


@pytest.fixture
def secretariat(world: World) -> int:
    return world.account("secretariat")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_anybody_sees_members_growth_and_area(page, world: World, language: str):
    world.organisation()
    world.organisation(type=OrganisationType.QUARTER, joined_on=date(2023, 5, 1))
    world.organisation(left_on=TODAY)
    app = page("members", language=language)
    assert not app.exception
    assert [metric.value for metric in app.metric] == ["2", "1", "1", "0"]
    assert ("Chengbo" if language == "en" else "澄波居委会") in words(app)
    assert len(app.table) == 3


def test_an_empty_roster_says_so(page, database):
    app = page("members")
    assert not app.exception
    assert "No member organisation is entered yet" in words(app)
    assert "The area is not entered yet" in words(app)


def test_the_secretariat_enters_corrects_and_lets_leave(page, world: World, secretariat: int):
    app = page("roster", as_=secretariat)
    app.text_input(key="org_new_code").set_value("LX01").run()
    app.button(key="org_add").click().run()
    assert "Chinese name** — Please write at least 2 characters." in words(app)
    assert app.text_input(key="org_new_code").value == "LX01"
    app.text_input(key="org_new_zh").set_value("绿电充电公司党支部").run()
    app.selectbox(key="org_new_type").set_value(OrganisationType.TWO_NEW).run()
    app.button(key="org_add").click().run()
    (row,) = world.rows(Organisation)
    assert (row.code, row.name_zh, row.type) == ("LX01", "绿电充电公司党支部", OrganisationType.TWO_NEW)

    app.text_input(key=f"org_{row.id}_en").set_value("Green Charge").run()
    app.date_input(key=f"org_{row.id}_joined").set_value(date(2020, 1, 1)).run()
    app.button(key=f"org_save_{row.id}").click().run()
    app.button(key=f"org_leave_{row.id}").click().run()
    (row,) = world.rows(Organisation)
    assert (row.name_en, row.joined_on, row.left_on) == ("Green Charge", date(2020, 1, 1), TODAY)
    assert not app.exception


def test_the_secretariat_assigns_and_ends_seats(page, world: World, secretariat: int, stored):
    stored(Body(code="members", name_zh="委员会议", name_en="Members' meeting"))
    unit, holder = world.organisation(), world.account("member")
    app = page("roster", as_=secretariat)
    app.selectbox(key="seat_new_holder").set_value(holder).run()
    app.text_input(key="seat_new_zh").set_value("书记").run()
    app.checkbox(key="seat_new_chairs").check().run()
    app.button(key="seat_assign").click().run()
    (seat,) = world.rows(Seat)
    assert (seat.organisation_id, seat.number, seat.user_id, seat.post_zh) == (unit, 1, holder, "书记")
    assert (seat.chairs, seat.starts_on) == (True, TODAY)

    app.button(key="seat_end").click().run()
    assert [row.ends_on for row in world.rows(Seat)] == [TODAY]
    assert "No seat is assigned yet" in words(app)
    app.toggle(key="filter_ended").set_value(True).run()
    assert "No seat is assigned yet" not in words(app)
    assert not app.exception


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_house_rules_are_changed_one_by_one(page, world: World, secretariat: int, language: str):
    with i18n.speaking(language):
        app = page("house_rules", as_=secretariat, language=language)
        assert not app.exception
        app.number_input(key="rule_notice_days").set_value(5).run()
        app.button(key="rule_save_notice_days").click().run()
        app.number_input(key="rule_seats_members").set_value(9).run()
        app.button(key="rule_save_seats").click().run()
        app.text_input(key="rule_minutes_numbering").set_value("第{number}期").run()
        app.button(key="rule_save_minutes_numbering").click().run()
        assert "{year}" in "".join(error.value for error in app.error).replace("\\", "")
    assert {row.name: row.value for row in world.rows(HouseRule)} == {
        "notice_days": 5,
        "seats": {"members": 9, "conference": 54},
    }
    assert founding.HOUSE_RULES["notice_days"] == 3


def test_administrators_read_the_trail_with_filters(page, world: World, stored):
    admin = world.account("administrator")
    roster.leave(world.as_("secretariat"), world.organisation(), TODAY)
    stored(AuditEntry(at=NOW, actor_role=Role.RESIDENT, action="need.submit", subject="need/1"))
    app = page("audit", as_=admin)
    assert not app.exception
    assert len(app.table[0].value) == 2

    narrowed = page("audit", as_=admin, action="need.submit", subject="need")
    assert narrowed.table[0].value["Action"].tolist() == ["Submitted"]
    assert "No line matches" in words(page("audit", as_=admin, first="2090-01-01"))
    assert len(page("audit", as_=admin, first="rubbish", actor="x").table[0].value) == 2
    assert len(world.rows(Account)) == 1
