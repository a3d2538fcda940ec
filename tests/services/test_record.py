"""The record of a meeting: who may write, read and sign it, what is written down of each reading, and its locks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from dashboard.errors import BadInput, DomainError, NotAllowed, NotFound, RuleBroken
from dashboard.rules.lifecycle.minutes import RecordAction
from dashboard.services import meetings, record, votes
from dashboard.services.context import SYSTEM, Context
from dashboard.services.meetings import speaking
from dashboard.services.record.writing import LONGEST
from dashboard.services.votes import objections
from models.audit import AuditEntry
from models.enums import (
    Choice,
    GuestKind,
    MeetingStatus,
    Presence,
    RecordKind,
    RecordStatus,
    Role,
    Stance,
    VoteMode,
)
from models.meeting import AgendaItem, Attendance, Guest, Meeting, Task
from models.motion import Motion, Objection
from models.organisation import Organisation
from models.record import MeetingRecord, RecordEntry, RecordReading
from models.speech import Speech
from tests.services.table import Table

K = RecordKind


def spoken(table: Table, item: int, seat: int, seconds: int = 90) -> int:
    """Let a seat speak on an item; return the speech."""
    speech = speaking.ask(table.office, item, seat_id=seat)
    speaking.begin(table.office, speech)
    table.clock.forward(seconds=seconds)
    speaking.end(table.office, speech)
    return speech


@pytest.fixture
def sitting(table: Table) -> tuple[int, int]:
    """A meeting with ten of eleven seats present, one item under discussion, seat 2 heard on it."""
    meeting, items = table.sitting(table.need("N-1"))
    meetings.set_presence(table.office, table.attendance("2026-WY-01", 11).id, Presence.ON_LEAVE, "On business")
    meetings.take_up(table.office, items[0])
    spoken(table, items[0], 2)
    return meeting, items[0]


def said(table: Table, meeting: int, item: int, view: str = "Repair it first", **kwargs: Any) -> int:
    """Write what seat 2 said."""
    return record.write(
        table.office, meeting, item, K.SPEECH, view=view, **{"seat_id": 2, "stance": Stance.FOR, **kwargs}
    )


def closed(table: Table, meeting: int) -> None:
    meetings.close(table.office, meeting)


def handed_in(table: Table, meeting: int) -> str:
    """Close the meeting and hand its record in; return the digest the chair reads."""
    closed(table, meeting)
    record.hand_in(table.office, meeting, record.read(table.office, meeting).digest)
    return record.read(table.chair, meeting).digest


def signed(table: Table, meeting: int) -> str:
    return record.sign(table.chair, meeting, handed_in(table, meeting))


def rows(table: Table, kind: Any) -> list[Any]:
    with Session(table.engine) as session:
        return list(session.exec(select(kind).order_by(col(kind.id))))


def audited(table: Table, action: str) -> list[AuditEntry]:
    return [row for row in rows(table, AuditEntry) if row.action == action]


# --- writing ----------------------------------------------------------------------------------------------------------


def test_a_speech_of_the_list_becomes_an_entry_with_its_speaker_and_round(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    (bare,) = record.desk(table.office, item).to_write
    assert (bare.who, bare.round_no, bare.seconds, bare.entry_no, bare.closing) == ("Unit 2", 1, 90, 0, False)
    number = record.write(
        table.office, meeting, None, K.SPEECH, view=" Repair it first \n", stance=Stance.FOR, speech_id=bare.speech_id
    )
    desk = record.desk(table.office, item)
    assert desk.to_write == ()
    assert [(one.entry_no, one.who, one.view, one.stance, one.seconds) for one in desk.written] == [
        (number, "Unit 2", "Repair it first", Stance.FOR, 90)
    ]
    row = table.row(RecordEntry, 1)
    assert (row.agenda_item_id, row.seat_id, row.round_no, row.version) == (item, 2, 1, 1)
    with table.refused(RuleBroken, "written down already"):
        record.write(table.office, meeting, None, K.SPEECH, view="Again", speech_id=bare.speech_id)


def test_the_chair_speaks_last_and_who_was_silent_is_named(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    speaking.waive_rest(table.office, item)
    statement = speaking.state_position(table.chair, item)
    table.clock.forward(seconds=30)
    speaking.end(table.office, statement)
    (found,) = record.read(table.office, meeting).facts.items
    assert [(one.who, one.closing, one.seconds) for one in found.spoken] == [
        ("Unit 2", False, 90),
        ("Unit 1", True, 30),
    ]
    assert found.silent == tuple(f"Unit {n}" for n in range(3, 11))
    assert record.read(table.office, meeting).unwritten == 2


def test_entries_are_numbered_in_the_order_they_are_written(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    guest = meetings.add_guest(table.office, meeting, "Property company", "Manager")
    assert said(table, meeting, item) == 1
    assert record.write(table.office, meeting, item, K.SPEECH, view="The wiring is old", guest_id=guest) == 2
    assert record.write(table.office, meeting, None, K.NOTE, view="A break of ten minutes", stance=Stance.FOR) == 3
    found = record.read(table.office, meeting).facts
    assert [one.who for one in found.items[0].spoken if one.entry_no] == ["Unit 2", "Property company（Manager）"]
    assert [(one.view, one.stance) for one in found.notes] == [("A break of ten minutes", Stance.NONE)]
    assert [row.status for row in rows(table, MeetingRecord)] == [RecordStatus.OPEN]


def test_a_written_opinion_is_noted_for_an_absent_seat_only_and_never_counted(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    with table.refused(RuleBroken, "This seat is here"):
        record.write(table.office, meeting, item, K.ABSENT_VIEW, view="I agree", seat_id=3, stance=Stance.FOR)
    with table.refused(RuleBroken, "member on leave or absent"):
        record.write(table.office, meeting, item, K.ABSENT_VIEW, view="I agree", stance=Stance.FOR)
    with table.refused(RuleBroken, "Nobody is here for this seat"):
        record.write(table.office, meeting, item, K.SPEECH, view="I agree", seat_id=11, stance=Stance.FOR)
    record.write(table.office, meeting, item, K.ABSENT_VIEW, view="I agree", seat_id=11, stance=Stance.FOR)
    motion = votes.put(table.office, item, "Shall the item be adopted?", "P1")
    votes.open_vote(table.office, motion)
    table.cast(motion, *[Choice.FOR] * 6, *[Choice.AGAINST] * 4)
    votes.close(table.office, motion)
    (found,) = record.read(table.office, meeting).facts.items
    assert [(one.who, one.stance) for one in found.absent_views] == [("Unit 11", Stance.FOR)]
    assert (found.votes[0].votes_for, found.votes[0].against, found.votes[0].present) == (6, 4, 10)
    facts = record.read(table.office, meeting).facts
    assert [(one.who, one.on_leave, one.reason) for one in facts.absent] == [("Unit 11", True, "On business")]


def test_an_opinion_is_held_over_once_the_item_is_deferred(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    with table.refused(RuleBroken, "once the item has been deferred or was not adopted"):
        record.write(table.office, meeting, item, K.HELD_OVER, view="Ask the residents", seat_id=2)
    closed(table, meeting)
    record.write(table.office, meeting, item, K.HELD_OVER, view="Ask the residents", seat_id=2, stance=Stance.DEFER)
    (found,) = record.read(table.office, meeting).facts.items
    assert [(one.view, one.stance) for one in found.held_over] == [("Ask the residents", Stance.DEFER)]


def test_what_does_not_fit_the_meeting_is_refused(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    table.recuse(meeting, item, 5)
    other, _items = table.draft()
    refusals: list[tuple[type[Exception], dict[str, Any]]] = [
        (BadInput, {"view": "  \n\u200b"}),
        (BadInput, {"view": "x" * (LONGEST + 1)}),
        (BadInput, {"round_no": 0}),
        (BadInput, {"seat_id": None}),
        (BadInput, {"guest_id": 1}),
        (RuleBroken, {"seat_id": 5}),
        (NotFound, {"seat_id": 99}),
        (NotFound, {"seat_id": None, "guest_id": 99}),
        (NotFound, {"speech_id": 99}),
    ]
    for error, wrong in refusals:
        with table.refused(error):
            said(table, meeting, item, **wrong)
    with table.refused(BadInput, field="agenda_item_id"):
        record.write(table.office, meeting, None, K.SPEECH, view="Yes", seat_id=2)
    with table.refused(NotFound):
        record.write(table.office, meeting, _items[0], K.NOTE, view="Yes")
    with table.refused(RuleBroken, "nothing to record yet"):
        record.write(table.office, other, None, K.NOTE, view="Too early")


def test_a_click_that_comes_twice_writes_one_entry(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    assert said(table, meeting, item, key="a") == said(table, meeting, item, key="a") == 1
    change: dict[str, Any] = {"view": "Repair both", "stance": Stance.FOR, "reason": "Misheard", "key": "b"}
    assert record.reword(table.office, meeting, 1, 1, **change) == record.reword(table.office, meeting, 1, 1, **change)
    assert record.strike(table.office, meeting, 1, 2, "Wrong", key="c") == 3
    assert record.strike(table.office, meeting, 1, 2, "Wrong", key="c") == 3
    assert [row.version for row in rows(table, RecordEntry)] == [1, 2, 3]


def test_an_entry_is_reworded_with_a_reason_and_keeps_every_version(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    said(table, meeting, item)
    for wrong in ({"reason": " "}, {"view": ""}):
        with table.refused(BadInput):
            record.reword(
                table.office, meeting, 1, 1, **{"view": "New", "stance": Stance.FOR, "reason": "Misheard", **wrong}
            )
    with table.refused(RuleBroken, "Nothing is different"):
        record.reword(table.office, meeting, 1, 1, view="Repair it first", stance=Stance.FOR, reason="Misheard")
    with table.refused(NotFound):
        record.reword(table.office, meeting, 9, 1, view="New", stance=Stance.FOR, reason="Misheard")
    assert record.reword(table.office, meeting, 1, 1, view="Wait", stance=Stance.DEFER, reason="Misheard") == 2
    with table.refused(RuleBroken, "Somebody changed this entry meanwhile"):
        record.reword(table.office, meeting, 1, 1, view="New", stance=Stance.FOR, reason="Misheard")
    entry = record.read(table.office, meeting).facts.items[0].spoken[-1]
    assert (entry.version, entry.view, entry.stance, entry.reason) == (2, "Wait", Stance.DEFER, "Misheard")
    assert [(one.version, one.view, one.stance) for one in entry.earlier] == [(1, "Repair it first", Stance.FOR)]


def test_a_struck_entry_says_why_and_lets_the_speech_be_written_anew(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    said(table, meeting, item, speech_id=1)
    with table.refused(BadInput, field="reason"):
        record.strike(table.office, meeting, 1, 1, "")
    record.strike(table.office, meeting, 1, 1, "Entered for the wrong speaker")
    with table.refused(RuleBroken, "is struck"):
        record.reword(table.office, meeting, 1, 2, view="New", stance=Stance.FOR, reason="Misheard")
    (found,) = record.read(table.office, meeting).facts.items
    assert [(one.entry_no, one.reason) for one in found.struck] == [(1, "Entered for the wrong speaker")]
    assert [one.entry_no for one in found.spoken] == [0]
    assert said(table, meeting, item, speech_id=1) == 2


def at_once(*steps: Callable[[], object]) -> list[object]:
    """Run steps in threads that start together; return each one's result or refusal."""
    gate, results = Barrier(len(steps)), [object()] * len(steps)

    def run(place: int, step: Callable[[], object]) -> None:
        gate.wait()
        try:
            results[place] = step()
        except DomainError as error:
            results[place] = error

    threads = [Thread(target=run, args=one) for one in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_who_reword_at_once_one_is_told_to_read_again(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    said(table, meeting, item)

    def reword(words: str) -> Callable[[], object]:
        return lambda: record.reword(table.office, meeting, 1, 1, view=words, stance=Stance.FOR, reason="Misheard")

    results = at_once(reword("One"), reword("Two"))
    assert sorted(str(result)[:8] for result in results) == ["2", "Somebody"]
    assert [row.version for row in rows(table, RecordEntry)] == [1, 2]


def test_two_who_write_at_once_get_two_numbers_and_one_speech_is_written_once(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    results = at_once(*(lambda: said(table, meeting, item) for _ in range(3)))
    assert sorted(map(str, results)) == ["1", "2", "3"]
    twice = at_once(*(lambda: said(table, meeting, item, speech_id=1) for _ in range(2)))
    assert sum(isinstance(one, RuleBroken) for one in twice) == 1
    assert len(rows(table, MeetingRecord)) == 1


@pytest.mark.parametrize(
    "words", ["&<b>{{7*7}}</b>", "=cmd()|'/C calc'!A0", "{% for x in y %}", "堃玥喆𬀩", "`*_#[x](y)"]
)
def test_whatever_is_typed_stays_the_characters_typed(table: Table, sitting: tuple[int, int], words: str):
    meeting, item = sitting
    said(table, meeting, item, view=f"{words}\x07\u202e")
    assert record.read(table.office, meeting).facts.items[0].spoken[-1].view == words


# --- the database -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["record_entry", "record_reading"])
@pytest.mark.parametrize("attack", ["UPDATE {name} SET meeting_id = meeting_id", "DELETE FROM {name}"])
def test_the_database_refuses_to_change_entries_and_readings(
    table: Table, sitting: tuple[int, int], name: str, attack: str
):
    meeting, item = sitting
    said(table, meeting, item)
    record.read(table.office, meeting)
    before = table.everything()
    with pytest.raises(DBAPIError, match="append-only"), table.engine.begin() as connection:
        connection.execute(text(attack.format(name=name)))
    assert table.everything() == before
    assert len(before[name]) == 1


# --- who may do what --------------------------------------------------------------------------------------------------

EVERYBODY = ("secretariat", "1", "2", "reviewer", "resident", "visitor")
MAY = {
    "write": ("secretariat",),
    "desk": ("secretariat",),
    "read": ("secretariat", "1"),
    "export": ("secretariat", "1"),
    "verify": ("secretariat", "1"),
    "readings": ("secretariat", "1"),
    "my_entries": ("1", "2"),
    "state": ("secretariat", "1", "2", "reviewer"),
    "reword": ("secretariat",),
    "strike": ("secretariat",),
    "considered_text": ("secretariat",),
    "hand_in": ("secretariat",),
    "sign": ("1",),
    "send_back": ("1",),
}


@pytest.mark.parametrize("what", MAY)
def test_every_role_may_do_what_the_table_says(table: Table, sitting: tuple[int, int], what: str):
    meeting, item = sitting
    said(table, meeting, item)
    digest = handed_in(table, meeting) if what in ("sign", "send_back") else ""
    calls: dict[str, Callable[[Context], object]] = {
        "write": lambda ctx: record.write(ctx, meeting, None, K.NOTE, view="Noted"),
        "desk": lambda ctx: record.desk(ctx, item),
        "read": lambda ctx: record.read(ctx, "2026-WY-01"),
        "export": lambda ctx: record.export(ctx, meeting, "md"),
        "verify": lambda ctx: record.verify(ctx, meeting),
        "readings": lambda ctx: record.readings(ctx, meeting),
        "my_entries": lambda ctx: record.my_entries(ctx, meeting),
        "state": lambda ctx: record.state(ctx, "2026-WY-01"),
        "reword": lambda ctx: record.reword(ctx, meeting, 1, 1, view="New", stance=Stance.FOR, reason="Misheard"),
        "strike": lambda ctx: record.strike(ctx, meeting, 1, 2 if what == "x" else 1, "Wrong"),
        "considered_text": lambda ctx: record.considered_text(ctx, item),
        "hand_in": lambda ctx: record.hand_in(ctx, meeting, record.read(table.office, meeting).digest),
        "sign": lambda ctx: record.sign(ctx, meeting, digest),
        "send_back": lambda ctx: record.send_back(ctx, meeting, "Seat 3 spoke too"),
    }
    if what == "hand_in":
        closed(table, meeting)
    for who in EVERYBODY:
        if who not in MAY[what]:
            record.read(table.office, meeting)  # so that the reading inside the call is no new one
            with table.refused(NotAllowed):
                calls[what](table.as_(who))
    for who in MAY[what]:
        calls[what](table.as_(who))


def test_a_member_checks_the_entries_of_their_own_seat_only(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    said(table, meeting, item)
    record.write(table.office, meeting, item, K.SPEECH, view="Wait a year", seat_id=3, stance=Stance.DEFER)
    said(table, meeting, item, view="Struck later")
    record.strike(table.office, meeting, 3, 1, "Entered twice")
    (mine,) = record.my_entries(table.as_(2), meeting)
    assert (mine.entry.entry_no, mine.entry.view, mine.open) == (1, "Repair it first", True)
    assert mine.item_title.startswith("1. ")
    assert record.my_entries(table.as_(4), meeting) == []
    assert rows(table, RecordReading) == []


def test_a_speaker_says_what_is_wrong_and_it_becomes_a_note_of_the_record(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    said(table, meeting, item)
    with table.refused(NotAllowed, "of another seat"):
        record.object_to_entry(table.as_(3), meeting, 1, "I never said that")
    with table.refused(NotAllowed):
        record.object_to_entry(table.office, meeting, 1, "I never said that")
    with table.refused(NotFound):
        record.object_to_entry(table.as_(2), meeting, 7, "I never said that")
    with table.refused(BadInput, field="text"):
        record.object_to_entry(table.as_(2), meeting, 1, "No")
    digest = handed_in(table, meeting)
    number = record.object_to_entry(table.as_(2), meeting, 1, "I asked for both sheds", key="o")
    assert number == record.object_to_entry(table.as_(2), meeting, 1, "I asked for both sheds", key="o")
    (note,) = record.read(table.chair, meeting).facts.items[0].notes
    assert (note.entry_no, note.who, note.seat_id) == (number, "Unit 2", 2)
    assert "I asked for both sheds" in note.view
    with table.refused(RuleBroken, "changed since you opened it"):
        record.sign(table.chair, meeting, digest)
    record.sign(table.chair, meeting, record.read(table.chair, meeting).digest)
    with table.refused(RuleBroken, "is signed"):
        record.object_to_entry(table.as_(2), meeting, 1, "I asked for both sheds")
    assert [one.open for one in record.my_entries(table.as_(2), meeting)] == [False, False]


# --- readings ---------------------------------------------------------------------------------------------------------


def test_a_page_read_is_written_down_once_a_day_and_every_file_each_time(table: Table, sitting: tuple[int, int]):
    meeting, _item = sitting
    for _ in range(3):
        record.read(table.office, meeting)
    record.read(table.chair, meeting)
    for _ in range(2):
        record.export(table.office, meeting, "md")
    table.clock.forward(days=1)
    record.read(table.office, meeting)
    kept = [(row.account_id, row.role, row.way) for row in rows(table, RecordReading)]
    office, chair = table.people["secretariat"], table.people["1"]
    assert kept == [
        (office, Role.SECRETARIAT, "page"),
        (chair, Role.CHAIR, "page"),
        (office, Role.SECRETARIAT, "md"),
        (office, Role.SECRETARIAT, "md"),
        (office, Role.SECRETARIAT, "page"),
    ]
    assert [row.facts["way"] for row in audited(table, "record.read")] == ["page", "page", "md", "md", "page"]
    lines = record.readings(table.chair, "2026-WY-01")
    assert [(line.who, line.way) for line in lines[:2]] == [
        ("Person secretariat", "page"),
        ("Person secretariat", "md"),
    ]


def test_the_system_leaves_a_trace_each_time(table: Table, sitting: tuple[int, int]):
    meeting, _item = sitting
    robot = Context(table.engine, lambda session: SYSTEM, table.clock)
    record.read(robot, meeting)
    record.read(robot, meeting)
    assert [(row.account_id, row.role) for row in rows(table, RecordReading)] == [(None, Role.SYSTEM)] * 2


def test_the_room_and_the_drafter_leave_a_trace(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    said(table, meeting, item)
    record.desk(table.office, item)
    record.desk(table.office, item)
    record.considered_text(table.office, item)
    assert [row.way for row in rows(table, RecordReading)] == ["room", "minutes"]


def test_a_refused_reading_is_not_written_down_as_one(table: Table, sitting: tuple[int, int]):
    meeting, _item = sitting
    with table.refused(BadInput, field="format"):
        record.export(table.office, meeting, "exe")
    with table.refused(NotFound):
        record.read(table.office, "2026-WY-99")
    with table.refused(NotFound):
        record.desk(table.office, 99)


def test_no_audit_line_and_no_life_event_repeats_the_words(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    said(table, meeting, item, view="canaryview")
    record.reword(table.office, meeting, 1, 1, view="canaryagain", stance=Stance.FOR, reason="canaryreason")
    signed(table, meeting)
    everything = table.everything()
    told = [name for name, found in everything.items() if "canary" in str(found)]
    assert told == ["record_entry"]


# --- signing ----------------------------------------------------------------------------------------------------------


def test_the_record_is_handed_in_sent_back_handed_in_again_and_signed(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    said(table, meeting, item)
    with table.refused(RuleBroken, "once the meeting is closed"):
        record.hand_in(table.office, meeting, record.verify(table.office, meeting).now)
    digest = handed_in(table, meeting)
    assert record.read(table.chair, meeting).steps == (RecordAction.SEND_BACK, RecordAction.SIGN)
    for refused in (
        lambda: said(table, meeting, item),
        lambda: record.reword(table.office, meeting, 1, 1, view="New", stance=Stance.FOR, reason="Misheard"),
        lambda: record.strike(table.office, meeting, 1, 1, "Wrong"),
    ):
        with table.refused(RuleBroken, "with the chair"):
            refused()
    with table.refused(BadInput, field="reason"):
        record.send_back(table.chair, meeting, " ")
    assert record.send_back(table.chair, meeting, "Seat 3 spoke too") is RecordStatus.OPEN
    assert table.row(MeetingRecord, 1).handed_in_by is None
    with table.refused(RuleBroken, "not open any more"):
        record.sign(table.chair, meeting, record.verify(table.chair, meeting).now)
    record.write(table.office, meeting, item, K.SPEECH, view="Wait a year", seat_id=3, stance=Stance.DEFER)
    record.hand_in(table.office, meeting, record.verify(table.office, meeting).now, key="h")
    with table.refused(RuleBroken, "changed since you opened it"):
        record.sign(table.chair, meeting, digest)
    now = record.verify(table.chair, meeting).now
    assert record.sign(table.chair, meeting, now, key="s") == record.sign(table.chair, meeting, now, key="s")
    found = record.read(table.chair, meeting)
    assert (found.status, found.intact, found.steps, found.may_write) == (RecordStatus.SIGNED, True, (), False)
    assert found.facts.recorder_signed
    assert found.facts.recorder_signed.who == "Person secretariat"
    assert found.facts.chair_signed
    assert found.facts.chair_signed.who == "Person 1"
    assert [event.action for event in found.life] == ["begin", "hand_in", "send_back", "hand_in", "sign"]


def test_after_the_signature_nothing_is_written(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    said(table, meeting, item)
    digest = signed(table, meeting)
    for refused in (
        lambda: said(table, meeting, item),
        lambda: record.write(table.office, meeting, None, K.NOTE, view="Late"),
        lambda: record.reword(table.office, meeting, 1, 1, view="New", stance=Stance.FOR, reason="Misheard"),
        lambda: record.strike(table.office, meeting, 1, 1, "Wrong"),
    ):
        with table.refused(RuleBroken, "is signed"):
            refused()
    for late in (
        lambda: record.sign(table.chair, meeting, digest),
        lambda: record.hand_in(table.office, meeting, digest),
        lambda: record.send_back(table.chair, meeting, "Late"),
    ):
        with table.refused(RuleBroken):
            late()
    assert record.verify(table.chair, meeting) == record.Verified(True, digest, digest)


def test_a_record_without_a_word_can_be_signed_and_a_meeting_nobody_recorded_cannot(table: Table):
    meeting, _items = table.sitting()
    closed(table, meeting)
    with table.refused(RuleBroken, "not open any more"):
        record.sign(table.chair, meeting, record.verify(table.chair, meeting).now)
    record.hand_in(table.office, meeting, record.verify(table.office, meeting).now)
    assert len(record.sign(table.chair, meeting, record.verify(table.chair, meeting).now)) == 64


def changed(kind: Any, row_id: int, **values: Any) -> Callable[[Table], None]:
    def change(table: Table) -> None:
        row = table.row(kind, row_id)
        for name, value in values.items():
            assert getattr(row, name) != value
            setattr(row, name, value)
        table.save(row)

    return change


def unlocked(table: Table, forge: Callable[[Table], None]) -> None:
    """Forge as somebody does who may take the lock of signed records off the database."""
    where = "" if table.engine.dialect.name == "sqlite" else " ON meeting_record"
    with table.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER record_locked{'_UPDATE' if not where else ''}{where}")
    forge(table)


FORGERIES: dict[str, Callable[[Table], None]] = {
    "title": changed(Meeting, 1, title="Another meeting"),
    "place": changed(Meeting, 1, place="Elsewhere"),
    "end": changed(Meeting, 1, closed_at=None),
    "presence": changed(Attendance, 3, presence=Presence.LEFT),
    "reason of a leave": changed(Attendance, 11, leave_reason="Ill"),
    "guest": changed(Guest, 1, post="Director"),
    "item": changed(AgendaItem, 1, title="Another item"),
    "time of a speech": changed(Speech, 1, ended_at=None),
    "votes": changed(Motion, 1, votes_for=7),
    "words of a motion": changed(Motion, 1, text="Shall it be torn down?"),
    "task": changed(Task, 1, due_on=date(2027, 3, 1)),
    "recorder": lambda table: unlocked(table, changed(MeetingRecord, 1, handed_in_by=1)),
    "chair": lambda table: unlocked(table, changed(MeetingRecord, 1, signed_by=2)),
    "entry": lambda table: table.save(
        RecordEntry(
            meeting_id=1, agenda_item_id=1, entry_no=1, version=2, type=K.SPEECH, view="No",
            written_at=table.clock.at,
        )
    ),
    "differing view": lambda table: table.save(
        Objection(meeting_id=1, motion_id=1, seat_id=3, at=table.clock.at, text="Too dear")
    ),
}  # fmt: skip
SETTLED: dict[str, Callable[[Table], None]] = {
    "a unit is renamed": changed(Organisation, 2, name_zh="新名", name_en="Renamed"),
    "the room's own figures": changed(Meeting, 1, notice_sequence=9),
}


def whole(table: Table, sitting: tuple[int, int]) -> int:
    """Sign a record that holds something of everything."""
    meeting, item = sitting
    said(table, meeting, item, speech_id=1)
    meetings.add_guest(table.office, meeting, "Property company", "Manager")
    meetings.add_task(
        table.office, meeting, item, "Repair the roof", due_on=date(2027, 1, 31), organisation_id=1, unit=""
    )
    motion = votes.put(table.office, item, "Shall the item be adopted?", "P1")
    votes.open_vote(table.office, motion)
    table.cast(motion, *[Choice.FOR] * 8, *[Choice.AGAINST] * 2)
    objections.object_to(table.as_(10), motion, "The budget is too high", "A second offer")
    votes.close(table.office, motion)
    signed(table, meeting)
    return meeting


@pytest.mark.parametrize("forgery", FORGERIES)
def test_the_digest_changes_when_any_fact_changes(table: Table, sitting: tuple[int, int], forgery: str):
    meeting = whole(table, sitting)
    assert record.verify(table.chair, meeting).intact
    FORGERIES[forgery](table)
    found = record.verify(table.chair, meeting)
    assert not found.intact
    assert found.now != found.signed
    assert not record.read(table.chair, meeting).intact


@pytest.mark.parametrize("change", SETTLED)
def test_the_digest_stays_when_nothing_of_the_meeting_changes(table: Table, sitting: tuple[int, int], change: str):
    meeting = whole(table, sitting)
    SETTLED[change](table)
    table.clock.forward(days=400)
    assert record.verify(table.chair, meeting).intact


# --- votes ------------------------------------------------------------------------------------------------------------


def test_dissent_stands_in_full_beside_its_vote(table: Table, sitting: tuple[int, int]):
    meeting = whole(table, sitting)
    (vote,) = record.read(table.chair, meeting).facts.items[0].votes
    assert (vote.votes_for, vote.against, vote.abstain, vote.entitled, vote.present) == (8, 2, 0, 11, 10)
    assert [(one.who, one.text, one.would_change) for one in vote.dissent] == [
        ("Unit 10", "The budget is too high", "A second offer")
    ]


def test_a_small_secret_vote_tells_no_count_in_record_file_or_digest(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    motion = votes.put(table.office, item, "Shall the item be adopted?", "P1")
    votes.open_vote(table.office, motion)
    table.cast(motion, *[Choice.FOR] * 7, *[Choice.AGAINST] * 2, Choice.ABSTAIN)
    votes.close(table.office, motion)
    row = table.row(Motion, motion)
    row.mode, row.hidden_below = VoteMode.SECRET, 50
    table.save(row)
    signed(table, meeting)
    (vote,) = record.read(table.chair, meeting).facts.items[0].votes
    assert (vote.shown, vote.votes_for, vote.against, vote.abstain, vote.invalid) == (False, 0, 0, 0, 0)
    file = record.export(table.chair, meeting, "md").content.decode()
    assert "赞成7" not in file
    assert "for 7" not in file
    row = table.row(Motion, motion)
    row.votes_for, row.votes_against = 6, 3
    table.save(row)
    assert record.verify(table.chair, meeting).intact


def test_the_main_views_come_without_names_for_whoever_drafts(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    assert record.considered_text(table.office, item) == ""
    said(table, meeting, item, view="车棚应先修。")
    record.write(table.office, meeting, item, K.SPEECH, view="费用偏高", seat_id=3, stance=Stance.AGAINST)
    record.write(table.office, meeting, item, K.NOTE, view="休会十分钟")
    words = record.considered_text(table.office, item)
    assert "车棚应先修" in words
    assert "费用偏高" in words
    assert "单位" not in words
    assert "休会" not in words


def test_a_guest_an_observer_and_a_substitute_stand_where_they_belong(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    meetings.add_guest(table.office, meeting, "Property company", "Manager")
    table.save(Guest(meeting_id=meeting, unit="Residents", type=GuestKind.OBSERVER))
    away = table.row(Attendance, table.attendance("2026-WY-01", 11).id)
    away.substitute = "Deputy"
    table.save(away)
    record.write(table.office, meeting, item, K.ABSENT_VIEW, view="I agree", seat_id=11, stance=Stance.FOR)
    record.write(table.office, meeting, item, K.SPEECH, view="For my unit", seat_id=11, stance=Stance.FOR)
    facts = record.read(table.office, meeting).facts
    assert (facts.entitled, len(facts.present), facts.observers) == (11, 10, 1)
    assert facts.guests == ("Property company（Manager）", "Unit 11（Deputy, sitting in）")
    assert [one.who for one in facts.absent] == ["Unit 11"]
    assert [one.who for one in facts.items[0].absent_views] == ["Unit 11"]
    assert facts.items[0].spoken[-1].who == "Unit 11（Deputy, sitting in）"


def test_a_state_tells_nothing_of_what_was_said(table: Table, sitting: tuple[int, int]):
    meeting, item = sitting
    said(table, meeting, item, view="canaryview")
    seen = record.state(table.as_(2), "2026-WY-01")
    assert (seen.may_read, seen.may_log, seen.sits) == (False, False, True)
    assert "canary" not in str(seen)
    office = record.state(table.office, "2026-WY-01")
    assert (office.may_read, office.may_log, office.sits) == (True, True, False)
    assert replace(seen, may_read=True, may_log=True, sits=False) == office
    assert office.meeting_status is MeetingStatus.IN_SESSION
    assert table.clock.at - office.starts_at < timedelta(days=1)
