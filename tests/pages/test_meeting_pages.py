"""Meetings are prepared, held, voted in and looked up through the pages."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from dashboard.navigation import PAGES
from dashboard.rules.permissions import Permission
from dashboard.services import meetings, votes
from models.enums import Choice, MeetingStatus, MotionStatus, Presence
from models.house_rule import HouseRule
from models.meeting import AgendaItem, Guest, Meeting, Task
from models.motion import Ballot, Motion
from tests.factories import NOON, Clock
from tests.services.table import DAY, Table, lay

Page = Callable[..., AppTest]


@pytest.fixture
def table(database: Engine) -> Table:
    """A committee in the pages' database, whose clock stands near that of the tests."""
    laid = lay(database, Clock())
    offset = int((NOON - datetime.now(UTC)).total_seconds())
    laid.save(HouseRule(name="demonstration", value={"offset_seconds": offset, "accounts": {}}))
    return laid


def texts(app: AppTest) -> str:
    """Return every word drawn, for looking up sentences."""
    assert not app.exception, [exception.value for exception in app.exception]
    drawn = [*app.title, *app.subheader, *app.markdown, *app.caption, *app.success, *app.error, *app.info, *app.warning]
    return "\n".join(str(element.value) for element in drawn).replace("\\", "")


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


def click(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


# --- the list ---------------------------------------------------------------------------------------------------------


def test_an_empty_list_says_what_to_do_and_only_the_secretariat_calls(table: Table, page: Page):
    member = page("meetings", as_=table.people["2"])
    assert "No meeting has been called yet." in texts(member)
    assert not {key for key in keys(member) if key.startswith("meeting_")}
    assert "meeting_review" in keys(page("meetings", as_=table.people["secretariat"]))


def test_the_secretariat_calls_a_meeting_after_reading_it_once_more(table: Table, page: Page):
    app = page("meetings", as_=table.people["secretariat"])
    app.text_input(key="new_meeting_title").set_value("Meeting of the fourth quarter")
    app.text_input(key="new_meeting_place").set_value("x")
    click(app, "meeting_review")
    assert "at least 2 characters" in texts(app)
    app.text_input(key="new_meeting_place").set_value("Meeting hall")
    app.date_input(key="new_meeting_day").set_value(DAY)
    click(app, "meeting_review")
    assert "Dec 10, 2026, 14:00" in texts(app)
    assert table.everything()["meeting"] == []
    click(app, "meeting_change")
    assert app.text_input(key="new_meeting_title").value == "Meeting of the fourth quarter"
    click(app, "meeting_review")
    click(app, "meeting_create")
    with Session(table.engine) as session:
        made = session.exec(select(Meeting)).one()
    assert (made.number, made.title, made.place) == ("2026-WY-01", "Meeting of the fourth quarter", "Meeting hall")
    assert "The agenda is empty. Add the first item below." in texts(app)


# --- one meeting ------------------------------------------------------------------------------------------------------


def test_an_agenda_is_built_approved_and_noticed_by_whoever_may(table: Table, page: Page):
    table.need("PL-XQ-1")
    meeting, (first,) = table.draft()
    app = page("meeting", as_=table.people["secretariat"], number="2026-WY-01")
    app.selectbox(key="add_need").set_value(1)
    app.number_input(key="add_minutes").set_value(25)
    click(app, "item_add")
    assert "Repair of shed PL-XQ-1" in texts(app)
    second = table.row(AgendaItem, 2)
    assert (second.need_id, second.minutes_planned, second.title) == (1, 25, "Repair of shed PL-XQ-1")
    click(app, f"item_up_{second.id}")
    assert table.row(AgendaItem, first).position == 2
    assert "14:25" in texts(app)
    assert "step_approve_agenda" not in keys(app)

    chair = page("meeting", as_=table.people["1"], number="2026-WY-01")
    assert "item_add" not in keys(chair)
    click(chair, "step_approve_agenda")
    assert table.row(Meeting, meeting).status == MeetingStatus.AGENDA_APPROVED

    office = page("meeting", as_=table.people["secretariat"], number="2026-WY-01")
    assert "item_add" not in keys(office)
    click(office, "step_give_notice")
    assert "Notice is given; 11 seats should attend." in texts(office)
    assert "Should attend 11 · present 0" in texts(office)


def test_a_refused_step_says_why_and_changes_nothing(table: Table, page: Page):
    meeting, _items = table.draft()
    app = page("meeting", as_=table.people["secretariat"], number="2026-WY-01")
    click(app, "off_cancel_go")
    assert "Please give a reason" in texts(app)
    assert table.row(Meeting, meeting).status == MeetingStatus.DRAFT
    app.text_input(key="reason_cancel").set_value("Typhoon")
    click(app, "off_cancel_go")
    assert table.row(Meeting, meeting).status == MeetingStatus.CANCELLED
    assert "The meeting does not take place." in texts(app)


def test_a_postponed_meeting_is_called_again_on_its_page(table: Table, page: Page):
    meeting, _items = table.sitting(present=5)
    meetings.postpone(table.office, meeting, "No quorum")
    app = page("meeting", as_=table.people["secretariat"], number="2026-WY-01")
    click(app, "step_reschedule")
    assert "Please choose day and time." in texts(app)
    app.date_input(key="again_day").set_value(DAY.replace(day=17))
    click(app, "step_reschedule")
    assert table.row(Meeting, meeting).status == MeetingStatus.DRAFT


def test_attendance_and_guests_are_noted_by_the_secretariat(table: Table, page: Page):
    table.noticed()
    app = page("meeting", as_=table.people["secretariat"], number="2026-WY-01")
    app.selectbox(key="presence_seat").set_value(table.attendance("2026-WY-01", 4).id)
    app.radio(key="presence_state").set_value(Presence.ON_LEAVE)
    click(app, "presence_go")
    assert "Please say why" in texts(app)
    app.text_input(key="presence_reason").set_value("Official business")
    click(app, "presence_go")
    assert table.attendance("2026-WY-01", 4).leave_reason == "Official business"
    app.text_input(key="guest_unit").set_value("Property company")
    click(app, "guest_add")
    guest = table.row(Guest, 1)
    assert guest.unit == "Property company"
    click(app, f"guest_off_{guest.id}")
    assert table.row(Guest, 1).removed_at is not None
    member = page("meeting", as_=table.people["2"], number="2026-WY-01")
    assert not {"presence_go", "guest_add"} & keys(member)


def test_a_wrong_number_and_a_missing_one_are_answered(table: Table, page: Page):
    assert "There is no meeting with the number 2026-WY-77." in texts(
        page("meeting", as_=table.people["2"], number="2026-WY-77")
    )
    assert "Which meeting?" in texts(page("meeting", as_=table.people["2"]))


def test_meetings_are_for_those_at_the_table_and_results_for_everybody():
    needs = {entry.file: entry.needs for entry in PAGES}
    assert {needs[name] for name in ("meetings", "meeting", "room")} == {Permission.MEETING_READ}
    assert needs["consensus"] is Permission.PUBLIC_READ


# --- the room ---------------------------------------------------------------------------------------------------------


def test_an_empty_room_says_so(table: Table, page: Page):
    assert "No meeting is open for sign-in at the moment." in texts(page("room", as_=table.people["2"]))


def test_a_member_signs_in_votes_and_changes_the_vote(table: Table, page: Page):
    meeting, items = table.sitting(table.need("PL-XQ-1"), present=7)
    app = page("room", as_=table.people["8"])
    assert "present 7" in texts(app)
    assert "No item is under discussion." in texts(app)
    click(app, "room_sign_in")
    assert "You are signed in on seat 8." in texts(app)
    assert meetings.headcount(table.office, meeting).present == 8
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall the shed be repaired?", "P1", conditions="Before winter")
    app.run()
    assert "Motion, not open for voting yet" in texts(app)
    assert "ballot_for" not in keys(app)
    votes.open_vote(table.office, motion)
    app.run()
    assert "You have not voted yet." in texts(app)
    assert "Before winter" in texts(app)
    assert "controls" not in texts(app)
    click(app, "ballot_for")
    assert "You have not voted yet." in texts(app)
    click(app, "ballot_confirm_for")
    assert "Your vote is stored: For" in texts(app)
    click(click(app, "ballot_abstain"), "ballot_confirm_abstain")
    assert "Your vote is stored: Abstain" in texts(app)
    with Session(table.engine) as session:
        stored = [(row.version, row.choice) for row in session.exec(select(Ballot).order_by(Ballot.version))]
    assert stored == [(1, "for"), (2, "abstain")]
    assert "choice" not in str(dict(app.query_params))


def test_a_vote_cast_too_late_is_not_called_stored(table: Table, page: Page):
    _meeting, _item, motion = table.voting()
    app = page("room", as_=table.people["3"])
    click(app, "ballot_for")
    votes.close(table.office, motion)
    click(app, "ballot_confirm_for")
    assert "This vote is not open, so no ballot was stored." in texts(app)
    assert "Your vote is stored" not in texts(app)
    assert "The last result" in texts(app)
    assert table.everything()["ballot"] == []


def test_who_was_away_at_the_opening_reads_why_there_is_no_ballot(table: Table, page: Page):
    table.voting()
    app = page("room", as_=table.people["11"])
    assert "You were not signed in when this vote opened" in texts(app)
    assert "ballot_for" not in keys(app)
    reviewer = page("room", as_=table.people["reviewer"])
    assert "The vote is open" in texts(reviewer)
    assert "ballot_for" not in keys(reviewer)


def test_the_secretariat_runs_a_vote_from_the_room(table: Table, page: Page):
    meeting, items = table.sitting(table.need("PL-XQ-1"), present=9)
    app = page("room", as_=table.people["secretariat"])
    click(app, f"take_up_{items[0]}")
    app.text_area(key=f"motion_text_{items[0]}").set_value("Shall the shed be repaired?")
    click(app, "motion_put")
    with Session(table.engine) as session:
        motion = session.exec(select(Motion)).one().id
    assert table.row(Motion, motion).text == "Shall the shed be repaired?"
    click(app, f"open_{motion}")
    assert "The vote is open" in texts(app)
    table.cast(motion, *[Choice.FOR] * 5, *[Choice.AGAINST] * 3, Choice.ABSTAIN)
    click(app, f"close_{motion}")
    assert table.row(Motion, motion).status == MotionStatus.CLOSED
    drawn = texts(app)
    assert "Should attend 11, present 9, for 5, against 3, abstained 1; 6 needed, 1 short, not carried" in drawn
    app.toggle(key=f"by_seat_{motion}").set_value(True).run()
    assert not app.exception
    click(app, "close_meeting")
    assert table.row(Meeting, meeting).status == MeetingStatus.CLOSED


def test_a_missing_quorum_is_explained_where_it_is_met(table: Table, page: Page):
    _meeting, items = table.sitting(table.need("PL-XQ-1"), present=5)
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall the shed be repaired?", "P1")
    app = page("room", as_=table.people["1"])
    assert "no quorum yet (6 needed)" in texts(app)
    click(app, f"open_{motion}")
    assert "No quorum: 5 present, 6 needed." in texts(app)
    assert table.row(Motion, motion).status == MotionStatus.READY


def test_items_are_deferred_noted_and_recorded_from_the_room(table: Table, page: Page):
    _meeting, items = table.sitting(table.need("PL-XQ-1"))
    app = page("room", as_=table.people["secretariat"])
    click(app, f"take_up_{items[0]}")
    assert f"note_{items[0]}" not in keys(app)
    app.text_area(key=f"notes_text_{items[0]}").set_value("Heard the design institute.")
    click(app, f"notes_go_{items[0]}")
    assert table.row(AgendaItem, items[0]).discussion == "Heard the design institute."
    app.text_input(key="task_text").set_value("Write to the authority")
    app.selectbox(key="task_unit").set_value(2)
    app.date_input(key="task_due").set_value(DAY.replace(day=20))
    click(app, "task_add")
    assert table.row(Task, 1).organisation_id == 2
    click(app, "defer_go")
    assert "Please give a reason" in texts(app)
    app.text_input(key="defer_reason").set_value("Ask the ground floor first")
    click(app, "defer_go")
    assert table.row(AgendaItem, items[0]).status == "deferred"
    assert meetings.meeting(table.office, "2026-WY-01").tasks[0].text == "Write to the authority"


def test_members_see_no_controls(table: Table, page: Page):
    table.voting()
    app = page("room", as_=table.people["3"])
    assert keys(app) & {"close_meeting", "motion_put", "defer_go"} == set()
    assert not {key for key in keys(app) if key.startswith(("close_", "open_", "take_up_"))}


# --- consensus --------------------------------------------------------------------------------------------------------


def test_consensus_is_empty_until_a_vote_has_closed(table: Table, page: Page):
    _meeting, _item, motion = table.voting()
    table.cast(motion, *[Choice.FOR] * 7)
    assert "No vote has been closed yet." in texts(page("consensus"))
    votes.close(table.office, motion)
    app = page("consensus")
    assert "How each motion was decided" in texts(app)
    assert "7 for, 6 needed" in texts(app)


def test_consensus_of_one_meeting_stands_in_the_address(table: Table, page: Page):
    for number in ("N-1", "N-2"):
        _meeting, _item, motion = table.voting(table.need(number))
        table.cast(motion, *[Choice.FOR] * 7)
        votes.close(table.office, motion)
    assert "2 motions" in texts(page("consensus"))
    assert "1 motion:" in texts(page("consensus", number="2026-WY-02"))


def test_every_page_speaks_chinese(table: Table, page: Page):
    _meeting, _item, _motion = table.voting(table.need("PL-XQ-1"))
    for name, who, query in (
        ("meetings", "secretariat", {}),
        ("meeting", "secretariat", {"number": "2026-WY-01"}),
        ("room", "1", {}),
        ("consensus", None, {}),
    ):
        app = page(name, as_=table.people[who] if who else None, language="zh_CN", **query)
        assert not app.exception
