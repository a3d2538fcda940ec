"""The floor of an item: asked for, given, ended, passed on; everybody before the chair; a refusal writes nothing."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from dashboard import i18n
from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.rules.consensus import MergedGroup
from dashboard.rules.speaking import FloorShare, Left
from dashboard.services import meetings, votes
from dashboard.services.meetings import recusals, speaking
from models.audit import AuditEntry
from models.enums import (
    AgendaStatus,
    GuestKind,
    MeetingStatus,
    MotionStatus,
    NeedStatus,
    OrganisationType,
    Presence,
    SpeechStatus,
)
from models.house_rule import HouseRule
from models.meeting import AgendaItem, Attendance, Guest, Meeting
from models.motion import Motion
from models.need import Need
from models.speech import Speech
from tests.services.table import Table


def discussing(table: Table, *needs: int, present: int = 4) -> tuple[int, int]:
    """Return a meeting and its item under discussion, with seats 1 to ``present`` here; seat 1 is the chair's."""
    meeting, items = table.sitting(*needs, present=present)
    meetings.take_up(table.office, items[0])
    return meeting, items[0]


def listed(table: Table, item: int) -> list[tuple[int | None, int, str, bool]]:
    """Return seat, round, status and whether it is the closing, of every entry."""
    with Session(table.engine) as session:
        rows = session.exec(select(Speech).where(Speech.agenda_item_id == item).order_by(col(Speech.id)))
        return [(row.seat_id, row.round_no, row.status.value, row.closing) for row in rows]


def speak(table: Table, item: int, *seats: int, seconds: int = 60) -> None:
    """Let seats ask, speak for so long, and end."""
    for seat in seats:
        speech = speaking.ask(table.office, item, seat_id=seat)
        speaking.begin(table.office, speech)
        table.clock.forward(seconds=seconds)
        assert speaking.end(table.office, speech) == seconds


def waiting(table: Table, item: int) -> list[int]:
    return [one.speaker[1] for one in speaking.floor(table.office, item).waiting]


# --- asking -----------------------------------------------------------------------------------------------------------


def test_a_holder_asks_for_the_own_seat_and_the_secretariat_for_any(table: Table):
    _meeting, item = discussing(table)
    first = speaking.ask(table.as_(2), item, seat_id=2, key="one")
    assert speaking.ask(table.as_(2), item, seat_id=2, key="one") == first
    speaking.ask(table.office, item, seat_id=3)
    assert listed(table, item) == [(2, 1, "waiting", False), (3, 1, "waiting", False)]
    with table.refused(NotAllowed, "your own seat only"):
        speaking.ask(table.as_(2), item, seat_id=4)
    with table.refused(NotAllowed):
        speaking.ask(table.as_("reviewer"), item, seat_id=4)
    with table.refused(NotAllowed):
        speaking.ask(table.as_("resident"), item, seat_id=4)
    with table.refused(RuleBroken, "on the speaking list already"):
        speaking.ask(table.as_(2), item, seat_id=2)
    with Session(table.engine) as session:
        actions = session.exec(select(AuditEntry.action).where(col(AuditEntry.action).startswith("speech."))).all()
    assert actions == ["speech.ask", "speech.ask"]


def test_only_who_is_here_and_not_recused_asks(table: Table):
    _meeting, item = discussing(table)
    recusals.declare(table.as_(3), item, 3, "Our own shed")
    for seat in (3, 5):
        with table.refused(RuleBroken, "not signed in, or recused"):
            speaking.ask(table.office, item, seat_id=seat)
    for given in ({}, {"seat_id": 2, "guest_id": 1}):
        with table.refused(BadInput, field="speaker"):
            speaking.ask(table.office, item, **given)
    with table.refused(NotFound):
        speaking.ask(table.office, item, seat_id=99)
    with table.refused(NotFound):
        speaking.ask(table.office, 99, seat_id=2)


def test_guests_in_attendance_speak_and_observers_never(table: Table):
    meeting, item = discussing(table)
    guest = meetings.add_guest(table.office, meeting, "Design institute", "Engineer")
    observer = table.save(Guest(meeting_id=meeting, unit="Residents", type=GuestKind.OBSERVER)).id
    speaking.ask(table.office, item, guest_id=guest)
    with table.refused(NotAllowed, "Observers listen"):
        speaking.ask(table.office, item, guest_id=observer)
    with table.refused(NotAllowed, "your own seat only"):
        speaking.ask(table.as_(2), item, guest_id=guest)
    floor = speaking.floor(table.office, item)
    assert [one.name for one in floor.waiting] == ["Design institute（Engineer）"]
    assert floor.left == Left(3, 1)


def test_nobody_asks_outside_the_discussion(table: Table):
    meeting, items = table.sitting(table.need("N-1"), present=6)
    with table.refused(RuleBroken, "Take it up first"):
        speaking.ask(table.as_(2), items[0], seat_id=2)
    meetings.take_up(table.office, items[0])
    speech = speaking.ask(table.as_(2), items[0], seat_id=2)
    motion = votes.put(table.office, items[0], "Shall the item be adopted?", "P1")
    votes.open_vote(table.office, motion)
    with table.refused(RuleBroken, "A vote is still open"):
        speaking.ask(table.as_(3), items[0], seat_id=3)
    with table.refused(RuleBroken, "A vote is still open"):
        speaking.begin(table.office, speech)
    votes.close(table.office, motion)
    meetings.close(table.office, meeting)
    with table.refused(RuleBroken, "not in session"):
        speaking.begin(table.office, speech)


def test_a_substitute_without_a_vote_speaks_and_the_chair_does_not_wait_for_them(table: Table):
    meeting, item = discussing(table, present=2)
    with Session(table.engine) as session:
        row = session.exec(select(Attendance).where(Attendance.meeting_id == meeting, Attendance.seat_id == 5)).one()
    row.presence, row.substitute, row.substitute_user_id = Presence.ON_LEAVE, "Deputy", table.people["11"]
    table.save(row)
    assert speaking.floor(table.office, item).left == Left(1, 0)
    speaking.ask(table.as_(11), item, seat_id=5)
    assert [one.name for one in speaking.floor(table.office, item).waiting] == ["Unit 5（Deputy）"]


# --- the order --------------------------------------------------------------------------------------------------------


def test_first_come_first_but_who_has_not_spoken_comes_before(table: Table):
    _meeting, item = discussing(table)
    speak(table, item, 2)
    for seat in (2, 4, 3):
        table.clock.forward(seconds=1)
        speaking.ask(table.as_(seat), item, seat_id=seat)
    assert waiting(table, item) == [4, 3, 2]
    assert listed(table, item)[1] == (2, 2, "waiting", False)
    speaking.next_speaker(table.office, item)
    assert speaking.floor(table.as_(3), item).speaking.speaker == ("seat", 4)
    assert waiting(table, item) == [3, 2]


def test_one_speaks_at_a_time_in_a_meeting(table: Table):
    _meeting, item = discussing(table)
    first, second = (speaking.ask(table.office, item, seat_id=seat) for seat in (2, 3))
    speaking.begin(table.chair, first, key="b")
    speaking.begin(table.chair, first, key="b")
    with table.refused(RuleBroken, "End that speech first"):
        speaking.begin(table.office, second)
    with table.refused(RuleBroken, "not open any more"):
        speaking.begin(table.office, first)
    with table.refused(NotAllowed):
        speaking.end(table.as_(2), first)
    table.clock.forward(seconds=200)
    held = speaking.floor(table.as_(4), item).speaking
    assert (held.name, held.seconds, held.over, held.mine) == ("Unit 2", 200, 20, False)
    assert speaking.end(table.office, first, key="e") == 200
    assert speaking.end(table.office, first, key="e") == 200
    with table.refused(RuleBroken, "not open any more"):
        speaking.end(table.office, first)
    speaking.begin(table.office, second)


def test_the_next_in_line_takes_over_in_one_step(table: Table):
    _meeting, item = discussing(table)
    with table.refused(RuleBroken, "Nobody waits"):
        speaking.next_speaker(table.office, item)
    for seat in (2, 3):
        speaking.ask(table.office, item, seat_id=seat)
    speaking.next_speaker(table.office, item, key="a")
    speaking.next_speaker(table.office, item, key="a")
    table.clock.forward(seconds=30)
    speaking.next_speaker(table.office, item, key="b")
    assert listed(table, item) == [(2, 1, "done", False), (3, 1, "speaking", False)]
    with table.refused(NotAllowed):
        speaking.next_speaker(table.as_(2), item)


def test_who_left_or_was_recused_meanwhile_is_not_called(table: Table):
    _meeting, item = discussing(table)
    left, recused = (speaking.ask(table.office, item, seat_id=seat) for seat in (2, 3))
    meetings.set_presence(table.office, table.attendance("2026-WY-01", 2).id, Presence.LEFT)
    recusals.declare(table.office, item, 3, "Our own shed")
    assert waiting(table, item) == []
    for speech in (left, recused):
        with table.refused(RuleBroken, "not here any more, or recused"):
            speaking.begin(table.office, speech)


# --- rounds -----------------------------------------------------------------------------------------------------------


def test_rounds_end_where_the_house_rule_says_and_whoever_runs_it_gives_one_more(table: Table):
    _meeting, item = discussing(table)
    speak(table, item, 2, 2)
    with table.refused(RuleBroken, "in all 2 rounds"):
        speaking.ask(table.as_(2), item, seat_id=2)
    speak(table, item, 2)
    with table.refused(RuleBroken, "in all 3 rounds"):
        speaking.ask(table.office, item, seat_id=2)
    table.save(
        HouseRule(name="speaking_rounds", value=4),
        HouseRule(name="speaking_rounds_most", value=1),
        HouseRule(name="speaking_minutes", value=5),
    )
    speaking.ask(table.as_(2), item, seat_id=2)
    by = speaking.floor(table.office, item).rules
    assert (by.rounds, by.rounds_most, by.minutes) == (4, 4, 5)


def test_a_round_calls_every_member_but_the_chair(table: Table):
    _meeting, item = discussing(table)
    speak(table, item, 3)
    assert speaking.call_round(table.office, item, key="r") == 1
    assert speaking.call_round(table.office, item, key="r") == 1
    assert waiting(table, item) == [2, 4]
    assert speaking.call_round(table.office, item) == 2
    assert waiting(table, item) == [2, 4, 3]
    with table.refused(RuleBroken, "on the speaking list already"):
        speaking.call_round(table.office, item)
    speaking.waive_rest(table.office, item)
    assert [speaking.call_round(table.office, item), speaking.floor(table.office, item).round_no] == [2, 2]
    for expected in (2, 3):
        speaking.waive_rest(table.office, item)
        assert speaking.floor(table.office, item).next_round == (3 if expected == 2 else 0)
        if expected == 2:
            assert speaking.call_round(table.office, item) == 3
    with table.refused(RuleBroken, "in all 3 rounds"):
        speaking.call_round(table.office, item)
    with table.refused(NotAllowed):
        speaking.call_round(table.as_(2), item)


# --- nothing to add ---------------------------------------------------------------------------------------------------


def test_members_waive_for_themselves_and_the_secretariat_for_any(table: Table):
    _meeting, item = discussing(table)
    speaking.waive(table.as_(2), item, 2, key="w")
    speaking.waive(table.as_(2), item, 2, key="w")
    with table.refused(RuleBroken, "has been heard"):
        speaking.waive(table.as_(2), item, 2)
    with table.refused(NotAllowed, "your own seat only"):
        speaking.waive(table.as_(2), item, 3)
    speaking.ask(table.as_(3), item, seat_id=3)
    speaking.waive(table.as_(3), item, 3)
    speaking.ask(table.as_(4), item, seat_id=4)
    speaking.waive(table.office, item, 4)
    assert listed(table, item) == [
        (2, 1, "waived", False),
        (3, 1, "struck", False),
        (3, 1, "waived", False),
        (4, 1, "waived", False),
    ]
    assert speaking.floor(table.office, item).left == Left(0, 0)


def test_who_is_speaking_does_not_waive(table: Table):
    _meeting, item = discussing(table)
    speaking.begin(table.office, speaking.ask(table.office, item, seat_id=2))
    with table.refused(RuleBroken, "is speaking"):
        speaking.waive(table.as_(2), item, 2)


def test_everybody_else_waives_in_one_step(table: Table):
    meeting, item = discussing(table, present=6)
    guest = meetings.add_guest(table.office, meeting, "Design institute")
    speak(table, item, 2)
    speaking.ask(table.office, item, seat_id=3)
    speaking.ask(table.office, item, guest_id=guest)
    recusals.declare(table.office, item, 6, "Our own shed")
    with table.refused(NotAllowed):
        speaking.waive_rest(table.as_(2), item)
    assert speaking.waive_rest(table.chair, item, key="all") == 4
    assert speaking.waive_rest(table.chair, item, key="all") == 4
    waived = sorted((seat or 0) for seat, _round, status, _closing in listed(table, item) if status == "waived")
    assert waived == [0, 3, 4, 5]
    with table.refused(RuleBroken, "Everybody has been heard"):
        speaking.waive_rest(table.office, item)


def test_who_changed_their_mind_takes_the_own_entry_off(table: Table):
    _meeting, item = discussing(table)
    mine = speaking.ask(table.as_(2), item, seat_id=2)
    with table.refused(NotAllowed, "your own seat only"):
        speaking.strike(table.as_(3), mine)
    speaking.strike(table.as_(2), mine, key="s")
    speaking.strike(table.as_(2), mine, key="s")
    assert speaking.floor(table.office, item).left == Left(3, 0)
    other = speaking.ask(table.as_(3), item, seat_id=3)
    speaking.strike(table.chair, other)
    with table.refused(RuleBroken, "not open any more"):
        speaking.strike(table.chair, other)
    speaking.ask(table.as_(2), item, seat_id=2)


# --- the chair last ---------------------------------------------------------------------------------------------------


def test_the_chair_speaks_after_everybody_else(table: Table):
    """Acceptance test (h): an entry of the chair before the others is blocked."""
    _meeting, item = discussing(table)
    ordinary = speaking.ask(table.chair, item, seat_id=1)
    words = "Not heard yet: 3; on the list or speaking: 0"
    with table.refused(RuleBroken, words):
        speaking.begin(table.chair, ordinary)
    with table.refused(RuleBroken, words):
        speaking.next_speaker(table.chair, item)
    with table.refused(RuleBroken, words):
        speaking.state_position(table.chair, item)
    speaking.strike(table.chair, ordinary)
    closing = speaking.ask(table.chair, item, seat_id=1, closing=True)
    speak(table, item, 2)
    speaking.ask(table.office, item, seat_id=3)
    with table.refused(RuleBroken, "Not heard yet: 1; on the list or speaking: 1"):
        speaking.begin(table.office, closing)
    assert waiting(table, item) == [3, 1]
    speaking.next_speaker(table.office, item)
    speaking.waive(table.as_(4), item, 4)
    with table.refused(RuleBroken, "Somebody is speaking"):
        speaking.state_position(table.office, item)
    speaking.next_speaker(table.office, item)
    assert listed(table, item)[1] == (1, 1, "speaking", True)


def test_a_member_who_comes_late_has_to_be_heard_too(table: Table):
    meeting, item = discussing(table, present=3)
    speaking.waive_rest(table.office, item)
    meetings.sign_in(table.as_(7), meeting)
    with table.refused(RuleBroken, "Not heard yet: 1"):
        speaking.state_position(table.office, item)
    speaking.waive(table.as_(7), item, 7)
    first = speaking.state_position(table.office, item, key="p")
    assert speaking.state_position(table.office, item, key="p") == first


def test_after_the_chair_members_ask_no_more(table: Table):
    _meeting, item = discussing(table)
    speaking.waive_rest(table.office, item)
    closing = speaking.state_position(table.chair, item)
    speaking.end(table.chair, closing)
    assert speaking.floor(table.as_(2), item).closed
    with table.refused(RuleBroken, "the speaking list of this item is closed"):
        speaking.ask(table.as_(2), item, seat_id=2)
    speak(table, item, 2)
    assert not speaking.floor(table.as_(2), item).closed
    speaking.end(table.chair, speaking.state_position(table.chair, item))
    assert speaking.floor(table.as_(2), item).closed


def test_only_the_chair_closes_and_only_where_the_chair_is_here(table: Table):
    _meeting, item = discussing(table)
    with table.refused(NotAllowed, "Only the chair"):
        speaking.ask(table.as_(2), item, seat_id=2, closing=True)
    speaking.waive_rest(table.office, item)
    with table.refused(NotAllowed):
        speaking.state_position(table.as_(2), item)
    meetings.set_presence(table.office, table.attendance("2026-WY-01", 1).id, Presence.LEFT)
    with table.refused(RuleBroken, "seat of the chair is not signed in"):
        speaking.state_position(table.office, item)


def test_presiding_never_waits(table: Table):
    _meeting, item = discussing(table, table.need("N-1"), present=6)
    motion = votes.put(table.chair, item, "Shall the item be adopted?", "P1")
    votes.open_vote(table.chair, motion)
    votes.close(table.chair, motion)


# --- the end of a discussion, and its time ----------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["put_back", "note", "defer", "withdraw_item", "postpone", "close"])
def test_leaving_the_item_ends_the_speech_and_stops_the_clock(table: Table, step: str):
    meeting, item = discussing(table)
    speech = speaking.ask(table.office, item, seat_id=2)
    speaking.begin(table.office, speech)
    table.clock.forward(seconds=75)
    assert speaking.times(table.office, meeting).items[0].used == 75
    reason = {"defer": ("Ask again",), "withdraw_item": ("Settled",), "postpone": ("Power cut",)}.get(step, ())
    getattr(meetings, step)(table.office, meeting if step in ("postpone", "close") else item, *reason)
    row = table.row(Speech, speech)
    assert (row.status, row.ended_at - row.started_at) == (SpeechStatus.DONE, timedelta(seconds=75))
    table.clock.forward(seconds=500)
    (time,) = speaking.times(table.office, meeting).items
    assert (time.used, time.planned, time.over, time.running) == (75, 600, 0, False)


def test_the_clock_of_an_item_goes_on_where_it_stopped_until_it_is_decided(table: Table):
    meeting, items = table.sitting(table.need("N-1"), present=6)
    meetings.take_up(table.office, items[0])
    table.clock.forward(minutes=8)
    meetings.put_back(table.office, items[0])
    table.clock.forward(minutes=30)
    meetings.take_up(table.office, items[0])
    table.clock.forward(minutes=4)
    (time,) = speaking.times(table.office, meeting).items
    assert (time.used, time.over, time.running) == (720, 120, True)
    motion = votes.put(table.office, items[0], "Shall the item be adopted?", "P1")
    votes.open_vote(table.office, motion)
    table.clock.forward(minutes=1)
    votes.close(table.office, motion)
    table.clock.forward(minutes=1)
    (time,) = speaking.times(table.office, meeting).items
    assert (time.used, time.running) == (780, False)


def test_floor_time_is_shared_out_by_type_with_small_ones_merged(table: Table):
    meeting, item = discussing(table, present=10)
    guest = meetings.add_guest(table.office, meeting, "Design institute")
    speak(table, item, 2, seconds=100)
    speak(table, item, 7, seconds=40)
    speak(table, item, 9, seconds=7)
    speaking.begin(table.office, speaking.ask(table.office, item, guest_id=guest))
    table.clock.forward(seconds=3)
    times = speaking.times(table.as_(2), meeting)
    assert times.shares == [
        FloorShare(OrganisationType.ENTERPRISE, 6, 100),
        FloorShare(MergedGroup.OTHER, 5, 47),
    ]
    assert (times.guests, times.spoken) == (3, 150)
    with table.refused(NotAllowed):
        speaking.times(table.as_("resident"), meeting)


def test_speakers_are_listed_for_the_record_by_unit_and_never_by_name(table: Table):
    _meeting, item = discussing(table)
    speak(table, item, 3, 2, 3)
    speaking.waive(table.as_(4), item, 4)
    speaking.state_position(table.chair, item)
    text = speaking.speakers_text(table.office, item)
    with i18n.speaking(i18n.DEFAULT):
        expected = [
            i18n.gettext("%(n)d. %(who)s:") % {"n": 1, "who": "第3单位"},
            i18n.gettext("%(n)d. %(who)s:") % {"n": 2, "who": "第2单位"},
            i18n.gettext("%(n)d. %(who)s, round %(round)d:") % {"n": 3, "who": "第3单位", "round": 2},
            i18n.gettext("%(n)d. %(who)s, closing statement of the chair:") % {"n": 4, "who": "第1单位"},
            i18n.gettext("Nothing to add: %(names)s") % {"names": "第4单位"},
        ]
    assert text.splitlines() == expected
    assert "Person" not in text


def test_an_item_is_withdrawn_with_its_motion_and_its_need_is_open_again(table: Table):
    need = table.need("N-1")
    meeting, item = discussing(table, need)
    motion = votes.put(table.office, item, "Shall the item be adopted?", "P1")
    with table.refused(BadInput, field="reason"):
        meetings.withdraw_item(table.office, item, " ")
    with table.refused(NotAllowed):
        meetings.withdraw_item(table.chair, item, "The unit settled it itself")
    meetings.withdraw_item(table.office, item, "The unit settled it itself", key="w")
    meetings.withdraw_item(table.office, item, "The unit settled it itself", key="w")
    assert table.row(AgendaItem, item).status == AgendaStatus.WITHDRAWN
    assert table.row(Need, need).status == NeedStatus.OPEN
    assert table.row(Motion, motion).status == MotionStatus.WITHDRAWN
    assert table.row(Meeting, meeting).current_item_id is None
    with table.refused(RuleBroken, "not open any more"):
        meetings.withdraw_item(table.office, item, "Again")
    meetings.close(table.office, meeting)
    assert table.row(Meeting, meeting).status == MeetingStatus.CLOSED
    with table.refused(RuleBroken, "over or broken off"):
        meetings.withdraw_item(table.office, item, "Again")


def test_an_item_is_not_withdrawn_while_it_is_voted_on(table: Table):
    _meeting, item, _motion = table.voting(table.need("N-1"))
    with table.refused(RuleBroken, "A vote is still open"):
        meetings.withdraw_item(table.office, item, "Settled")


def test_the_floor_is_shown_to_those_at_the_table_only(table: Table):
    _meeting, item = discussing(table)
    assert [voice.speaker[1] for voice in speaking.floor(table.as_(2), item).mine] == [2]
    assert speaking.floor(table.as_("reviewer"), item).mine == []
    for who in ("resident", "visitor"):
        with table.refused(NotAllowed):
            speaking.floor(table.as_(who), item)
    with table.refused(NotFound):
        speaking.floor(table.as_(2), 99)
