"""Topics are handed in and checked, left-overs taken, members checked in and replaced through the pages."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from dashboard.services import house_rules, meetings
from dashboard.services.meetings import topics
from dashboard.services.meetings.topic_shapes import TopicCheck
from dashboard.ui.meetings import check_in
from models.account import Account
from models.enums import DecisionPower, GuestKind, MeetingKind, MeetingStatus, NeedSource, Presence, Role, TopicStatus
from models.house_rule import HouseRule
from models.meeting import AgendaItem, AgendaItemDraft, Attendance, Guest, Meeting, MeetingDraft
from models.need import StoredDraft
from models.organisation import Body
from models.topic import Topic, TopicDraft
from tests.factories import NOON, Clock
from tests.pages.test_meeting_pages import click, keys, texts
from tests.services.table import DAY, Table, at, lay

Page = Callable[..., AppTest]
NUMBER = "2026-WY-01"
LAST = date(2026, 12, 5)


@pytest.fixture
def table(database: Engine) -> Table:
    """A committee in the pages' database, whose clock stands near that of the tests."""
    laid = lay(database, Clock())
    offset = int((NOON - datetime.now(UTC)).total_seconds())
    laid.save(HouseRule(name="demonstration", value={"offset_seconds": offset, "accounts": {}}))
    return laid


def called(table: Table, *needs: int) -> int:
    meeting, _items = table.draft(*needs)
    topics.call_topics(table.office, meeting, NOON.date(), LAST)
    return meeting


def handed_in(table: Table, meeting: int, title: str = "Lamps along the lane") -> int:
    draft = TopicDraft(title=title, reasons="Three lamps have been dark since the autumn.")
    return topics.submit(table.as_(7), meeting, draft)


def liaison(table: Table) -> int:
    table.seat_people({"liaison": (Role.LIAISON,)})
    row = table.row(Account, table.people["liaison"])
    row.organisation_id = 7
    table.save(row)
    return row.id


# --- topics -----------------------------------------------------------------------------------------------------------


def test_without_a_call_the_page_says_when_topics_are_taken(table: Table, page: Page):
    app = page("topics", as_=liaison(table))
    assert "No meeting takes topics today." in texts(app)
    assert "No topic has been handed in yet." in texts(app)
    assert "topic_go" not in keys(app)


def test_the_secretariat_calls_for_topics_and_ends_the_call(table: Table, page: Page):
    meeting, _items = table.draft()
    app = page("meeting", as_=table.people["secretariat"], number=NUMBER)
    app.date_input(key="call_last").set_value(date(2027, 1, 1))
    click(app, "step_call_topics")
    assert "The last day must be today or later" in texts(app)
    assert table.row(Meeting, meeting).status == MeetingStatus.DRAFT
    app.date_input(key="call_last").set_value(LAST)
    click(app, "step_call_topics")
    assert table.row(Meeting, meeting).topics_until == LAST
    drawn = texts(app)
    assert "Call for topics open" in drawn
    assert "Dec 1, 2026 to Dec 5, 2026" in drawn
    assert "item_add" in keys(app)
    click(app, "step_end_call")
    assert table.row(Meeting, meeting).status == MeetingStatus.DRAFT


def test_a_liaison_hands_a_topic_in_and_takes_it_back(table: Table, page: Page):
    table.need("PL-XQ-1")
    called(table)
    app = page("topics", as_=liaison(table))
    app.text_area(key="topic_reasons").set_value("Dark")
    click(app, "topic_go")
    assert "Please write at least" in texts(app)
    assert table.everything()["topic"] == []
    app.selectbox(key="topic_need").set_value(1)
    app.text_area(key="topic_reasons").set_value("The roof leaks on the bicycles of the whole lane.")
    app.number_input(key="topic_minutes").set_value(20)
    click(app, "topic_go")
    row = table.row(Topic, 1)
    assert (row.title, row.need_id, row.organisation_id, row.minutes_wanted) == ("Repair of shed PL-XQ-1", 1, 7, 20)
    drawn = texts(app)
    assert "The topic is handed in." in drawn
    assert "Handed in, waiting for the check" in drawn
    click(app, "topic_back_1")
    assert table.row(Topic, 1).status == TopicStatus.WITHDRAWN
    assert "topic_back_1" not in keys(app)


def test_the_secretariat_checks_and_lists_a_topic(table: Table, page: Page):
    meeting = called(table)
    made = handed_in(table, meeting)
    app = page("topics", as_=table.people["secretariat"])
    assert app.button(key=f"topic_list_{made}").disabled
    for question in ("within_remit", "prepared"):
        app.radio(key=f"topic_{question}_{made}").set_value(True)
    click(app, f"topic_check_go_{made}")
    assert "The check is saved." in texts(app)
    click(app, f"topic_list_{made}")
    item = table.row(AgendaItem, table.row(Topic, made).agenda_item_id)
    assert (item.title, item.presenter) == ("Lamps along the lane", "Unit 7")
    proposer = texts(page("topics", as_=table.people["7"]))
    assert "Put on the agenda" in proposer
    assert "On the agenda of" in proposer


def test_a_refusal_reaches_the_proposer_with_its_reason(table: Table, page: Page):
    meeting = called(table)
    made = handed_in(table, meeting)
    app = page("meeting", as_=table.people["secretariat"], number=NUMBER)
    click(app, f"topic_refuse_{made}")
    assert "Please give a reason" in texts(app)
    app.text_input(key=f"topic_reason_{made}").set_value("Belongs to the district")
    click(app, f"topic_refuse_{made}")
    assert table.row(Topic, made).status == TopicStatus.REFUSED
    drawn = texts(page("topics", as_=table.people["7"]))
    assert "Not taken onto the agenda" in drawn
    assert "Belongs to the district" in drawn


def test_the_secretariat_enters_a_late_topic_for_a_unit(table: Table, page: Page):
    meeting = called(table)
    row = table.row(Meeting, meeting)
    row.topics_from = row.topics_until = date(2026, 11, 30)
    table.save(row)
    assert "No meeting takes topics today." in texts(page("topics", as_=table.people["7"]))
    app = page("topics", as_=table.people["secretariat"])
    app.selectbox(key="topic_unit").set_value(3)
    app.text_input(key="topic_title").set_value("Late but urgent")
    app.text_area(key="topic_reasons").set_value("The wall came down last night.")
    click(app, "topic_go")
    assert table.row(Topic, 1).organisation_id == 3
    assert "after the deadline" in texts(app)


def test_filters_of_topics_live_in_the_address(table: Table, page: Page):
    meeting = called(table)
    handed_in(table, meeting)
    gone = handed_in(table, meeting, "Benches in the park")
    topics.withdraw(table.as_(7), gone)
    app = page("topics", as_=table.people["7"], status="withdrawn")
    assert "Benches in the park" in texts(app)
    assert "Lamps along the lane" not in texts(app)
    app.selectbox(key="filter_status").set_value("refused").run()
    assert "No topic matches." in texts(app)
    assert app.query_params["status"] == "refused"


# --- the page of a meeting --------------------------------------------------------------------------------------------


def test_left_overs_stand_first_and_are_taken_with_one_click(table: Table, page: Page):
    need = table.need("PL-XQ-1")
    first, (left,) = table.sitting(need)
    meetings.close(table.office, first)
    later = meetings.create(table.office, _draft())
    app = page("meeting", as_=table.people["secretariat"], number="2026-WY-02")
    assert any("Carried over: 1 matter" in one.label for one in app.expander)
    click(app, f"take_item_{left}")
    with Session(table.engine) as session:
        item = session.exec(select(AgendaItem).where(AgendaItem.meeting_id == later)).one()
    assert (item.resumes_id, item.need_id) == (left, need)
    assert "Taken up again from meeting 2026-WY-01" in texts(app)
    assert not any("Carried over" in one.label for one in app.expander)
    assert not any(key.startswith("take_") for key in keys(page("meeting", as_=table.people["1"], number="2026-WY-02")))


def _draft(**changed: object) -> MeetingDraft:
    facts = {
        "body_code": "members",
        "type": MeetingKind.MEMBERS,
        "title": "Meeting of the year after",
        "starts_at": at(14, day=DAY.replace(day=20)),
        "place": "Meeting hall",
    }
    return MeetingDraft(**facts | changed)


def test_a_topic_put_off_leads_to_its_check(table: Table, page: Page):
    meeting = called(table)
    made = handed_in(table, meeting)
    topics.defer(table.office, made, "Ask the residents first")
    meetings.create(table.office, _draft())
    app = page("meeting", as_=table.people["secretariat"], number="2026-WY-02")
    assert app.button(key=f"take_topic_{made}").disabled
    topics.check(table.office, made, TopicCheck(within_remit=True, prepared=True))
    app.run()
    click(app, f"take_topic_{made}")
    assert table.row(Topic, made).status == TopicStatus.LISTED


def test_an_item_is_moved_to_a_place_and_says_who_decides(table: Table, page: Page):
    _meeting, (first,) = table.draft()
    app = page("meeting", as_=table.people["secretariat"], number=NUMBER)
    app.text_input(key="add_title").set_value("Second report")
    app.selectbox(key="add_power").set_value(DecisionPower.OFFICE)
    click(app, "item_add")
    assert table.row(AgendaItem, 2).decision_power == DecisionPower.OFFICE
    assert "decided by: Sub-district Office" in texts(app)
    app.number_input(key="place_2_2_of_2").set_value(1)
    click(app, "place_go_2")
    assert [table.row(AgendaItem, one).position for one in (first, 2)] == [2, 1]
    app.selectbox(key=f"edit_power_{first}").set_value(DecisionPower.DEPARTMENT)
    click(app, f"edit_go_{first}")
    assert table.row(AgendaItem, first).decision_power == DecisionPower.DEPARTMENT


def test_a_hearing_is_called_of_the_residents_and_noticed_without_seats(table: Table, page: Page):
    table.save(Body(code="residents", name_zh="居民会议", name_en="Residents' meetings", preset="P4"))
    app = page("meetings", as_=table.people["secretariat"])
    app.selectbox(key="new_meeting_kind").set_value(MeetingKind.HEARING).run()
    assert app.selectbox(key="new_meeting_body").options == ["Residents' meetings"]
    app.text_input(key="new_meeting_title").set_value("Hearing about the lane")
    app.text_input(key="new_meeting_place").set_value("Committee room")
    app.date_input(key="new_meeting_day").set_value(DAY)
    click(app, "meeting_review")
    click(app, "meeting_create")
    made = table.row(Meeting, 1)
    assert (made.number, made.body_code) == ("2026-TZ-01", "residents")
    meetings.add_item(table.office, made.id, AgendaItemDraft(title="Hear the residents"))
    meetings.approve_agenda(table.chair, made.id)
    office = page("meeting", as_=table.people["secretariat"], number="2026-TZ-01")
    click(office, "step_give_notice")
    assert "This body keeps no seats" in texts(office)


def test_the_invitation_is_offered_once_notice_is_given(table: Table, page: Page):
    _meeting, _items = table.draft()
    assert "invitation" not in downloads(page("meeting", as_=table.people["2"], number=NUMBER))
    table.noticed()
    assert "invitation" in downloads(page("meeting", as_=table.people["2"], number="2026-WY-02"))


def downloads(app: AppTest) -> set[str]:
    assert not app.exception
    return {element.proto.id.rsplit("-", 1)[-1] for element in app.get("download_button")}


def test_needs_raised_at_a_seminar_begin_with_their_source(table: Table, page: Page):
    called_seminar = meetings.create(table.office, _draft(type=MeetingKind.SEMINAR))
    row = table.row(Meeting, called_seminar)
    row.status = MeetingStatus.CLOSED
    table.save(row)
    app = page("meeting", as_=table.people["secretariat"], number=row.number)
    click(app, "raised_go")
    assert not app.exception
    assert app.title[0].value == "Counter and telephone"
    assert app.selectbox(key="counter_source").value == NeedSource.MEMBER_UNIT
    with Session(table.engine) as session:
        assert session.exec(select(StoredDraft)).one().fields == {"source": "member_unit"}
    assert "raised_go" not in keys(page("meeting", as_=table.people["1"], number=row.number))


# --- attendance -------------------------------------------------------------------------------------------------------


def test_a_substitute_is_noted_from_the_same_organisation(table: Table, page: Page):
    table.seat_people({"deputy": (Role.MEMBER,)})
    row = table.row(Account, table.people["deputy"])
    row.organisation_id = 4
    table.save(row)
    table.noticed()
    seat = table.attendance(NUMBER, 4).id
    app = page("meeting", as_=table.people["secretariat"], number=NUMBER)
    assert app.selectbox(key=f"substitute_who_{table.attendance(NUMBER, 1).id}").options == ["nobody with an account"]
    app.selectbox(key="substitute_seat").set_value(seat).run()
    app.selectbox(key=f"substitute_who_{seat}").set_value(row.id)
    click(app, "substitute_go")
    assert "Please say which post the substitute holds" in texts(app)
    app.text_input(key="substitute_post").set_value("Deputy director")
    click(app, "substitute_go")
    stored = table.row(Attendance, seat)
    assert (stored.substitute_user_id, stored.substitute, stored.presence) == (
        row.id,
        "Deputy director",
        Presence.ON_LEAVE,
    )


def test_an_observer_is_entered_as_one(table: Table, page: Page):
    table.noticed()
    app = page("meeting", as_=table.people["secretariat"], number=NUMBER)
    app.text_input(key="guest_unit").set_value("Residents of the lane")
    app.radio(key="guest_kind").set_value(GuestKind.OBSERVER)
    click(app, "guest_add")
    assert table.row(Guest, 1).type == GuestKind.OBSERVER
    assert "Observer" in texts(app)


# --- check-in ---------------------------------------------------------------------------------------------------------


def opened(table: Table) -> str:
    """Open sign-in under the house rule; return the code of the room."""
    house_rules.change(table.office, "check_in_code_required", "yes")
    meeting, _items = table.noticed()
    meetings.open_sign_in(table.office, meeting)
    return table.row(Meeting, meeting).check_in_code


def test_the_code_is_shown_to_those_who_run_the_meeting(table: Table, page: Page):
    code = opened(table)
    shown = f"{code[:3]} {code[3:]}"
    for name in ("room", "meeting"):
        for who in ("secretariat", "1"):
            assert shown in texts(page(name, as_=table.people[who], number=NUMBER))
        assert shown not in texts(page(name, as_=table.people["2"], number=NUMBER))


def test_a_member_types_the_figures_of_the_room(table: Table, page: Page):
    code = opened(table)
    app = page("room", as_=table.people["2"], number=NUMBER)
    click(app, "room_sign_in")
    assert "Please enter the six figures" in texts(app)
    app.text_input(key="check_in_figures").set_value(f"{(int(code) + 1) % 1_000_000:06d}")
    click(app, "room_sign_in")
    assert "These are not the figures shown in the room." in texts(app)
    app.text_input(key="check_in_figures").set_value(code)
    click(app, "room_sign_in")
    assert "You are signed in on seat 2." in texts(app)


def test_the_scanned_address_signs_in_with_one_click(table: Table, page: Page):
    code = opened(table)
    app = page("room", as_=table.people["2"], number=NUMBER, check_in=code)
    assert not [one for one in app.text_input if one.key == "check_in_figures"]
    click(app, "room_sign_in")
    assert table.attendance(NUMBER, 2).presence is Presence.PRESENT


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("https://host/meeting", "https://host/room?number=N-1&check_in=123456"),
        ("http://host:8501/", "http://host:8501/room?number=N-1&check_in=123456"),
        ("https://host/base/meeting", "https://host/base/room?number=N-1&check_in=123456"),
        (None, ""),
        ("about:blank", ""),
    ],
)
def test_the_code_leads_to_the_room_from_wherever_it_is_shown(here: str | None, there: str):
    assert check_in.address(here, "N-1", "123456") == there


def test_every_part_speaks_chinese(table: Table, page: Page):
    meeting = called(table)
    handed_in(table, meeting)
    for name, who, query in (
        ("topics", "secretariat", {}),
        ("topics", "7", {}),
        ("meeting", "secretariat", {"number": NUMBER}),
        ("meeting", "reviewer", {"number": NUMBER}),
    ):
        assert not page(name, as_=table.people[who], language="zh_CN", **query).exception
