"""The meeting room around the vote: the speaking list, recusal, differing views, time, and what goes without a vote."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from dashboard.services import meetings, votes
from dashboard.services.meetings import recusals, speaking
from dashboard.services.votes import objections
from models.enums import AgendaStatus, Choice, NeedStatus, Presence, VoteMode
from models.house_rule import HouseRule
from models.meeting import AgendaItem, Recusal
from models.motion import Motion, Objection
from models.need import Need
from models.speech import Speech
from tests.factories import NOON, Clock
from tests.pages.test_meeting_pages import click, keys, texts
from tests.services.table import Table, lay

Page = Callable[..., AppTest]


@pytest.fixture
def table(database: Engine) -> Table:
    """A committee in the pages' database, whose clock stands near that of the tests."""
    laid = lay(database, Clock())
    offset = int((NOON - datetime.now(UTC)).total_seconds())
    laid.save(HouseRule(name="demonstration", value={"offset_seconds": offset, "accounts": {}}))
    return laid


def discussing(table: Table, *needs: int, present: int = 4) -> tuple[int, int]:
    meeting, items = table.sitting(*needs, present=present)
    table.clock.at = NOON
    meetings.take_up(table.office, items[0])
    return meeting, items[0]


def listed(table: Table) -> list[tuple[int | None, str, bool]]:
    """Return seat, status and whether it is the closing, of every entry of the speaking list."""
    with Session(table.engine) as session:
        rows = session.exec(select(Speech).order_by(col(Speech.id)))
        return [(row.seat_id, row.status.value, row.closing) for row in rows]


# --- the speaking list ------------------------------------------------------------------------------------------------


def test_a_member_asks_for_the_floor_leaves_the_list_and_has_nothing_to_add(table: Table, page: Page):
    _meeting, item = discussing(table)
    app = page("room", as_=table.people["2"])
    assert "Nobody waits for the floor." in texts(app)
    assert "3 members not heard yet, 0 on the list or speaking" in texts(app)
    assert not {key for key in keys(app) if key.startswith(("next_", "rest_", "position_"))}
    click(app, f"ask_{item}_2")
    assert listed(table) == [(2, "waiting", False)]
    assert "You are number 1 on the list." in texts(app)
    click(app, "off_1")
    assert listed(table) == [(2, "struck", False)]
    click(app, f"waive_{item}_2")
    assert listed(table) == [(2, "struck", False), (2, "waived", False)]
    assert f"waive_{item}_2" not in keys(app)
    assert "2 members not heard yet" in texts(app)


def test_the_office_leads_through_the_list_and_the_chair_comes_last(table: Table, page: Page):
    _meeting, item = discussing(table)
    speaking.ask(table.as_(3), item, seat_id=3)
    app = page("room", as_=table.people["secretariat"])
    assert app.button(key=f"position_{item}").disabled
    click(app, f"next_{item}_1")
    assert "Has the floor: Unit 3" in texts(app)
    app.selectbox(key="floor_who").set_value(("seat", 2))
    click(app, "floor_list")
    click(app, "end_1")
    assert listed(table) == [(3, "done", False), (2, "waiting", False)]
    app.selectbox(key="floor_entry").set_value(2)
    click(app, "floor_begin")
    click(app, "end_2")
    click(app, f"rest_{item}")
    assert "Noted for 1: nothing to add." in texts(app)
    assert "Everybody has been heard" in texts(app)
    click(app, f"position_{item}")
    assert "The chair states a position: Unit 1" in texts(app)
    assert listed(table)[-1] == (1, "speaking", True)
    click(app, "end_4")
    assert "The chair has stated a position." in texts(app)
    member = page("room", as_=table.people["2"])
    assert f"ask_{item}_2" not in keys(member)


def test_everybody_is_called_round_by_round(table: Table, page: Page):
    _meeting, item = discussing(table)
    app = page("room", as_=table.people["1"])
    click(app, f"round_{item}_1")
    assert listed(table) == [(seat, "waiting", False) for seat in (2, 3, 4)]
    app.selectbox(key="floor_entry").set_value(2)
    click(app, "floor_strike")
    assert listed(table)[1] == (3, "struck", False)
    app.selectbox(key="floor_who").set_value(("seat", 3))
    click(app, "floor_waive")
    assert listed(table)[-1] == (3, "waived", False)


def test_a_refusal_is_told_and_writes_nothing(table: Table, page: Page):
    _meeting, item = discussing(table)
    first, second = (speaking.ask(table.office, item, seat_id=seat) for seat in (2, 3))
    app = page("room", as_=table.people["secretariat"])
    speaking.begin(table.office, first)
    app.selectbox(key="floor_entry").set_value(second)
    click(app, "floor_begin")
    assert "Somebody is speaking. End that speech first." in texts(app)
    assert listed(table) == [(2, "speaking", False), (3, "waiting", False)]


def test_nobody_speaks_while_a_vote_is_open(table: Table, page: Page):
    _meeting, item = discussing(table, table.need("N-1"), present=6)
    motion = votes.put(table.office, item, "Shall the item be adopted?", "P1")
    votes.open_vote(table.office, motion)
    app = page("room", as_=table.people["2"])
    assert "Speaking list" not in texts(app)


# --- recusal ----------------------------------------------------------------------------------------------------------


def test_a_member_declares_a_recusal_before_the_discussion_and_takes_it_back(table: Table, page: Page):
    _meeting, (item,) = table.sitting(present=7)
    app = page("room", as_=table.people["2"])
    click(app, "recusal_go")
    assert "at least 2 characters" in texts(app)
    app.text_input(key=f"recusal_reason_{item}").set_value("Our own shed")
    click(app, "recusal_go")
    assert table.row(Recusal, 1).reason == "Our own shed"
    assert "2　Unit 2：Our own shed" in texts(app)
    assert "Kept in: 11 should attend, 6 approvals needed. Taken out: 10 should attend, 6 approvals" in texts(app)
    assert "stay in the number" in texts(app)
    assert "recusal_go" not in keys(app)
    click(app, "recusal_off_1")
    assert table.row(Recusal, 1).withdrawn_at is not None


def test_a_recusal_stands_beside_the_item_and_silences_its_holder(table: Table, page: Page):
    _meeting, item = discussing(table)
    recusals.declare(table.as_(2), item, 2, "Our own shed")
    app = page("room", as_=table.people["2"])
    assert "Recused from this item: 2 Unit 2" in texts(app)
    assert f"ask_{item}_2" not in keys(app)
    speaking.begin(table.office, speaking.ask(table.office, item, seat_id=3))
    app = page("room", as_=table.people["4"])
    assert "whoever runs the meeting can still note a recusal" in texts(app)
    assert "recusal_go" not in keys(app)
    office = page("room", as_=table.people["secretariat"])
    assert "recusal_go" in keys(office)


# --- differing views --------------------------------------------------------------------------------------------------


def test_a_differing_view_is_noted_during_the_vote_and_stands_with_the_result(table: Table, page: Page):
    _meeting, item = discussing(table, table.need("N-1"), present=7)
    motion = votes.put(table.office, item, "Shall the item be adopted?", "P1")
    votes.open_vote(table.office, motion)
    app = page("room", as_=table.people["2"])
    click(app, f"objection_go_{motion}")
    assert "at least 4 characters" in texts(app)
    app.text_area(key=f"objection_text_{motion}").set_value("The budget is too high")
    app.text_input(key=f"objection_change_{motion}").set_value("A second offer")
    click(app, f"objection_go_{motion}")
    row = table.row(Objection, 1)
    assert (row.seat_id, row.text, row.would_change) == (2, "The budget is too high", "A second offer")
    assert "Would change it: A second offer" in texts(app)
    table.cast(motion, *[Choice.FOR] * 4)
    votes.close(table.office, motion)
    office = page("room", as_=table.people["secretariat"])
    assert "The budget is too high" in texts(office)
    assert "may lead to an amended motion" in texts(office)
    assert "The budget is too high" not in texts(page("consensus"))


def test_a_secret_vote_warns_before_a_view_is_kept(table: Table, page: Page):
    _meeting, item = discussing(table, table.need("N-1"), present=7)
    motion = votes.put(table.office, item, "Shall the item be adopted?", "P1")
    votes.open_vote(table.office, motion)
    table.cast(motion, *[Choice.FOR] * 4)
    votes.close(table.office, motion)
    row = table.row(Motion, motion)
    row.mode = VoteMode.SECRET
    table.save(row)
    app = page("room", as_=table.people["2"])
    assert "A differing view tells everybody at the table how its holder voted." in texts(app)
    app.text_area(key=f"objection_text_{motion}").set_value("The budget is too high")
    click(app, f"objection_go_{motion}")
    assert "Confirm it, or leave it out." in texts(app)
    assert objections.objections(table.office, motion).lines == []
    app.checkbox(key=f"objection_told_{motion}").set_value(True)
    click(app, f"objection_go_{motion}")
    assert len(objections.objections(table.office, motion).lines) == 1


# --- time, the record, and what goes without a vote -------------------------------------------------------------------


def test_time_is_shown_by_item_and_by_type(table: Table, page: Page):
    _meeting, item = discussing(table, present=7)
    speech = speaking.ask(table.office, item, seat_id=2)
    speaking.begin(table.office, speech)
    table.clock.forward(seconds=200)
    speaking.end(table.office, speech)
    meetings.put_back(table.office, item)
    app = page("room", as_=table.people["2"])
    cells = [one.value.map(lambda cell: cell.replace("\\", "")).values.tolist() for one in app.table]
    assert ["1. Report of the year", "10:00", "3:20", ""] in [row for rows in cells for row in rows]
    assert "Who had the floor, by type of organisation" in texts(app)


def test_the_speakers_are_taken_over_into_the_notes(table: Table, page: Page):
    _meeting, item = discussing(table)
    speech = speaking.ask(table.office, item, seat_id=2)
    speaking.begin(table.office, speech)
    app = page("room", as_=table.people["secretariat"])
    app.text_area(key=f"notes_text_{item}").set_value("Opened by the chair.")
    click(app, f"speakers_{item}")
    lines = app.text_area(key=f"notes_text_{item}").value.splitlines()
    assert lines == ["Opened by the chair.", *speaking.speakers_text(table.office, item).splitlines()]
    click(app, f"speakers_{item}")
    assert app.text_area(key=f"notes_text_{item}").value.splitlines() == lines
    assert table.row(AgendaItem, item).discussion == ""
    click(app, f"notes_go_{item}")
    assert table.row(AgendaItem, item).discussion.splitlines() == lines


def test_below_the_quorum_the_room_says_what_goes_on(table: Table, page: Page):
    discussing(table, present=6)
    assert "go on as a briefing" not in texts(page("room", as_=table.people["2"]))
    meetings.set_presence(table.office, table.attendance("2026-WY-01", 6).id, Presence.LEFT)
    app = page("room", as_=table.people["2"])
    assert "No quorum: 5 present, 6 needed, so no vote can be opened." in texts(app)
    assert "go on as a briefing" in texts(app)
    office = page("room", as_=table.people["secretariat"])
    assert {"off_postpone_go", "note_1", "put_back_1", "defer_go"} <= keys(office)


def test_the_secretariat_withdraws_an_item_with_a_reason(table: Table, page: Page):
    need = table.need("N-1")
    _meeting, item = discussing(table, need)
    app = page("room", as_=table.people["secretariat"])
    click(app, "withdraw_item_go")
    assert "Please give a reason" in texts(app)
    app.text_input(key="withdraw_item_reason").set_value("The unit settled it itself")
    click(app, "withdraw_item_go")
    assert table.row(AgendaItem, item).status == AgendaStatus.WITHDRAWN
    assert table.row(Need, need).status == NeedStatus.OPEN
    assert "withdraw_item_go" not in keys(page("room", as_=table.people["1"]))


def test_the_room_speaks_chinese(table: Table, page: Page):
    _meeting, item = discussing(table)
    recusals.declare(table.as_(2), item, 2, "本单位车棚")
    app = page("room", as_=table.people["secretariat"], language="zh_CN")
    assert "第2单位" in texts(app)
