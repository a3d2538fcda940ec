"""The record on its page and in the room: opened with a trace, written, changed, signed, checked by members."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from dashboard.services import meetings, record
from dashboard.services.meetings import speaking
from models.enums import RecordKind, RecordStatus, Stance
from models.house_rule import HouseRule
from models.need import StoredDraft
from models.record import MeetingRecord, RecordEntry, RecordReading
from tests.factories import NOON, Clock
from tests.pages.test_meeting_pages import click, keys, texts
from tests.services.table import Table, lay

Page = Callable[..., AppTest]
NUMBER = "2026-WY-01"


@pytest.fixture
def table(database: Engine) -> Table:
    """A committee in the pages' database, whose clock stands near that of the tests."""
    laid = lay(database, Clock())
    offset = int((NOON - datetime.now(UTC)).total_seconds())
    laid.save(HouseRule(name="demonstration", value={"offset_seconds": offset, "accounts": {}}))
    return laid


@pytest.fixture
def sitting(table: Table) -> tuple[int, int]:
    """A meeting whose item is under discussion; seat 2 was heard, entry 1 is of seat 3."""
    meeting, items = table.sitting(present=7)
    table.clock.at = NOON
    meetings.take_up(table.office, items[0])
    speech = speaking.ask(table.office, items[0], seat_id=2)
    speaking.begin(table.office, speech)
    table.clock.forward(seconds=80)
    speaking.end(table.office, speech)
    record.write(table.office, meeting, items[0], RecordKind.SPEECH, view="Wait a year", seat_id=3, stance=Stance.DEFER)
    return meeting, items[0]


def rows(table: Table, kind: type) -> list:
    with Session(table.engine) as session:
        return list(session.exec(select(kind).order_by(col(kind.id))))


def opened(table: Table, page: Page, who: str = "secretariat", language: str = "en") -> AppTest:
    app = page("record", as_=table.people[who], number=NUMBER, language=language)
    return click(app, "record_open")


# --- the room ---------------------------------------------------------------------------------------------------------


def test_in_the_room_a_speech_is_written_with_a_text_and_a_position(table: Table, sitting, page: Page):
    app = page("room", as_=table.people["secretariat"])
    assert "Unit 2 · round 1 · spoke for 1 min 20 s" in texts(app)
    click(app, "write_1")
    assert "at least 1 characters" in texts(app)
    app.text_area(key="speech_1_view").set_value("Repair it first").run()
    app.selectbox(key="speech_1_stance").set_value(Stance.FOR).run()
    click(app, "write_1")
    row = rows(table, RecordEntry)[-1]
    assert (row.entry_no, row.speech_id, row.seat_id, row.view, row.stance) == (2, 1, 2, "Repair it first", Stance.FOR)
    assert "write_1" not in keys(app)
    assert "Everybody who spoke on this item is written down." in texts(app)
    assert "Unit 2 · round 1 · spoke for 1 min 20 s · In favour" in texts(app)
    assert [row.way for row in rows(table, RecordReading)] == ["room"]


def test_what_is_typed_in_the_room_survives_another_device(table: Table, sitting, page: Page):
    app = page("room", as_=table.people["secretariat"])
    app.text_area(key="speech_1_view").set_value("Repair it").run()
    again = page("room", as_=table.people["secretariat"])
    assert again.text_area(key="speech_1_view").value == "Repair it"
    click(again, "write_1")
    assert [row.form for row in rows(table, StoredDraft)] == []


def test_members_and_the_chair_see_nothing_of_the_desk(table: Table, sitting, page: Page):
    for who in ("1", "2", "reviewer"):
        app = page("room", as_=table.people[who])
        assert "Wait a year" not in texts(app)
        assert "write_1" not in keys(app)
    assert rows(table, RecordReading) == []


# --- the page ---------------------------------------------------------------------------------------------------------


def test_nothing_is_shown_before_the_record_is_opened_and_opening_leaves_a_trace(table: Table, sitting, page: Page):
    app = page("record", as_=table.people["secretariat"], number=NUMBER)
    assert "Every reading is written down." in texts(app)
    assert "Wait a year" not in texts(app)
    assert "Nobody has read this record yet." in texts(app)
    click(app, "record_open")
    assert "Wait a year" in texts(app)
    assert "Not written down." in texts(app)
    assert [(row.account_id, row.way) for row in rows(table, RecordReading)] == [(table.people["secretariat"], "page")]
    click(app, "write_entry_1_0")
    assert len(rows(table, RecordReading)) == 1


def test_an_entry_is_added_worded_anew_and_struck(table: Table, sitting, page: Page):
    app = opened(table, page)
    app.text_area(key="entry_1_0_view").set_value("A break of ten minutes").run()
    click(app, "write_entry_1_0")
    note = rows(table, RecordEntry)[-1]
    assert (note.entry_no, note.type, note.agenda_item_id, note.view) == (2, "note", None, "A break of ten minutes")
    app.text_area(key="change_1_1_view").set_value("Wait two years")
    click(app, "change_1_1_reword")
    assert "Please give a reason" in texts(app)
    app.text_input(key="change_1_1_reason").set_value("Misheard")
    click(app, "change_1_1_reword")
    row = rows(table, RecordEntry)[-1]
    assert (row.entry_no, row.version, row.view, row.stance) == (1, 2, "Wait two years", Stance.DEFER)
    assert "Changed 1 time: Misheard" in texts(app)
    app.text_input(key="change_1_2_reason").set_value("Said off the record")
    click(app, "change_1_2_strike")
    assert rows(table, RecordEntry)[-1].struck
    assert "Entry 1 was struck: Said off the record" in texts(app)


def test_the_recorder_signs_the_chair_sends_back_and_then_signs(table: Table, sitting, page: Page):
    meeting, _item = sitting
    meetings.close(table.office, meeting)
    app = opened(table, page)
    assert "1 speech is not written down yet." in texts(app)
    click(app, "record_hand_in")
    assert "write_entry_1_0" not in keys(app)
    chair = opened(table, page, "1")
    click(chair, "record_send_back")
    assert "Please give a reason" in texts(chair)
    chair.text_area(key="record_reason").set_value("Seat 2 spoke too")
    click(chair, "record_send_back")
    assert rows(table, MeetingRecord)[0].status == RecordStatus.OPEN
    record.hand_in(table.office, meeting, record.verify(table.office, meeting).now)
    chair = opened(table, page, "1")
    click(chair, "record_sign")
    assert rows(table, MeetingRecord)[0].status == RecordStatus.SIGNED
    assert record.verify(table.chair, meeting).intact
    assert "not the one that was signed" not in texts(chair)
    assert {"record_hand_in", "record_sign", "write_entry_1_0"} & keys(opened(table, page)) == set()


def test_every_format_is_offered_and_a_reader_sees_who_read(table: Table, sitting, page: Page):
    app = opened(table, page, "1")
    offered = {button.proto.label for button in app.get("download_button")}
    assert {"Word document", "PDF"} <= offered
    (readings,) = [frame.value.values.tolist() for frame in app.table]
    told = [[cell.replace("\\", "") for cell in row][1:] for row in readings]
    assert told == [["Person 1", "Chair", "opened on the page"]]


def test_a_member_sees_the_own_entries_alone_and_says_what_is_wrong(table: Table, sitting, page: Page):
    app = page("record", as_=table.people["3"], number=NUMBER)
    assert "record_open" not in keys(app)
    assert "Wait a year" in texts(app)
    app.text_area(key="wrong_text").set_value("I said two years")
    click(app, "wrong_go")
    note = rows(table, RecordEntry)[-1]
    assert (note.type, note.seat_id, "I said two years" in note.view) == ("note", 3, True)
    other = page("record", as_=table.people["4"], number=NUMBER)
    assert "Nothing is written of your seat." in texts(other)
    assert "Wait a year" not in texts(other)
    assert rows(table, RecordReading) == []


def test_whoever_may_not_read_is_told_where_decisions_stand(table: Table, sitting, page: Page):
    app = page("record", as_=table.people["reviewer"], number=NUMBER)
    assert "kept for the chair and the secretariat" in texts(app)
    with pytest.raises(ValueError, match=r"not found|[Cc]ould not|Unable"):
        page("record", as_=table.people["resident"], number=NUMBER)


def test_markup_is_shown_as_typed(table: Table, sitting, page: Page):
    meeting, _item = sitting
    record.write(table.office, meeting, None, RecordKind.NOTE, view="**bold** <b>x</b> $x$ :red[y]")
    drawn = [str(one.value) for one in opened(table, page).markdown]
    assert r"\*\*bold\*\* \<b\>x\</b\> \$x\$ \:red\[y\]" in drawn
