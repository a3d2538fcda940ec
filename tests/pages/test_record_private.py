"""Nothing of a record leaves the circle of its readers: no page, search, list, open-data file or minutes repeats it."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from dashboard.navigation import PAGES
from dashboard.rules.permissions import may
from dashboard.services import accounts, meetings, minutes, open_data, record
from dashboard.services.context import Context
from dashboard.services.exchange import lists
from dashboard.services.meetings import speaking
from models.audit import AuditEntry
from models.enums import Presence, RecordKind, Role, Stance
from models.house_rule import HouseRule
from models.life import LifeEvent
from models.minutes import MinutesVersion
from models.need import Need
from tests.factories import NOON, Clock
from tests.services.table import Table, lay
from tests.test_nothing_private import everything_drawn

NUMBER = "2026-WY-01"
PEOPLE = {
    "visitor": {Role.VISITOR},
    "resident": {Role.RESIDENT},
    "4": {Role.MEMBER},
    "reviewer": {Role.REVIEWER},
    "liaison": {Role.LIAISON},
    "administrator": {Role.ADMINISTRATOR},
}
"""Everybody who may not read the record of others. Member 4 has no entry of their own."""


WORDS = ("speech", "absent", "note", "again", "reason", "checked", "held", "struck", "why")


@pytest.fixture
def table(database: Engine) -> Table:
    """A signed record with a word that stands nowhere else in every text of it, the meeting over."""
    table = lay(database, Clock())
    offset = int((NOON - datetime.now(UTC)).total_seconds())
    table.save(HouseRule(name="demonstration", value={"offset_seconds": offset, "accounts": {}}))
    table.seat_people({"liaison": (Role.LIAISON,), "administrator": (Role.ADMINISTRATOR,)})
    meeting, (item,) = table.sitting(table.need("N-1"))
    meetings.set_presence(table.office, table.attendance(NUMBER, 11).id, Presence.ON_LEAVE, "On business")
    meetings.take_up(table.office, item)
    speech = speaking.ask(table.office, item, seat_id=2)
    speaking.begin(table.office, speech)
    write = record.write
    write(table.office, meeting, None, RecordKind.SPEECH, view="canaryspeech", stance=Stance.FOR, speech_id=speech)
    write(table.office, meeting, item, RecordKind.ABSENT_VIEW, view="canaryabsent", seat_id=11, stance=Stance.AGAINST)
    write(table.office, meeting, None, RecordKind.NOTE, view="canarynote")
    record.reword(table.office, meeting, 1, 1, view="canaryagain", stance=Stance.DEFER, reason="canaryreason")
    record.object_to_entry(table.as_(2), meeting, 1, "canarychecked")
    meetings.close(table.office, meeting)
    write(table.office, meeting, item, RecordKind.HELD_OVER, view="canaryheld", stance=Stance.DEFER)
    write(table.office, meeting, None, RecordKind.NOTE, view="canarystruck")
    record.strike(table.office, meeting, 6, 1, "canarywhy")
    record.hand_in(table.office, meeting, record.verify(table.office, meeting).now)
    record.sign(table.chair, meeting, record.verify(table.chair, meeting).now)
    minutes.draft(table.office, meeting)
    table.clock.at = NOON
    return table


def test_the_words_are_planted(table: Table):
    told = str(record.read(table.chair, NUMBER))
    assert [word for word in WORDS if f"canary{word}" not in told] == []


@pytest.mark.parametrize("person", PEOPLE)
def test_no_page_shows_a_word_of_the_record_to_whoever_may_not_read_it(table: Table, page, person: str):
    account = table.people.get(person)
    for entry in PAGES:
        if not may(PEOPLE[person], entry.needs):
            continue
        shown = everything_drawn(page(entry.file, as_=account, number=NUMBER, q="canary"))
        found = [word for word in WORDS if f"canary{word}" in shown]
        assert found == [], entry.file


def test_no_list_no_open_data_and_no_minutes_repeat_a_word(table: Table):
    visitor = Context(table.engine, accounts.visitor, table.clock)
    with zipfile.ZipFile(BytesIO(open_data.zipped(visitor))) as archive:
        files = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert [name for name, content in files.items() if "canary" in content] == []
    for of in lists.LISTS:
        for who in (visitor, table.office):
            if lists.may_take(who.actor, of):
                assert "canary" not in lists.export(who, of, "csv").decode("utf-8-sig")
    with Session(table.engine) as session:
        assert session.exec(select(Need.id)).all()
        for row in (MinutesVersion, AuditEntry, LifeEvent):
            found = session.exec(select(row)).all()
            assert found
            assert [one for one in found if "canary" in str(one)] == [], row.__name__
    assert table.clock.at.date() < date(2027, 1, 1)
