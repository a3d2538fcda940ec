"""Meetings are called, prepared, attended and closed by the office's rules; a refusal writes nothing."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.formats import at_shanghai
from dashboard.rules.lifecycle import meetings as table_of_moves
from dashboard.rules.lifecycle.meetings import MeetingAction
from dashboard.rules.lifecycle.needs import MOVES as NEED_MOVES
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.services import meetings, votes
from dashboard.services.meetings import Headcount, MeetingFilter, topics
from models.attachment import Attachment
from models.audit import AuditEntry
from models.enums import AgendaStatus, MeetingKind, MeetingStatus, MinutesStatus, MotionStatus, NeedStatus, Presence
from models.house_rule import HouseRule
from models.life import LifeEvent
from models.meeting import AgendaItem, AgendaItemDraft, Attendance, Guest, Meeting, MeetingDraft, Task
from models.minutes import Minutes
from models.motion import Motion
from models.need import Need
from tests.factories import NOON
from tests.services.table import DAY, Table, at


def called(**changed: object) -> MeetingDraft:
    facts = {
        "body_code": "members",
        "type": MeetingKind.MEMBERS,
        "title": "Meeting of the fourth quarter",
        "starts_at": at(14),
        "place": "Meeting hall",
    }
    return MeetingDraft(**facts | changed)


def item(title: str = "Report of the year", **changed: object) -> AgendaItemDraft:
    return AgendaItemDraft(title=title, **changed)


def order(table: Table, meeting: int) -> list[str]:
    page = meetings.meeting(table.office, table.row(Meeting, meeting).number)
    assert [line.position for line in page.items] == list(range(1, len(page.items) + 1))
    return [line.title for line in page.items]


# --- calling ----------------------------------------------------------------------------------------------------------


def test_meetings_are_numbered_by_kind_and_year(table: Table):
    kinds = [MeetingKind.MEMBERS, MeetingKind.MEMBERS, MeetingKind.CONFERENCE, MeetingKind.SPECIAL]
    made = [meetings.create(table.office, called(type=kind)) for kind in kinds]
    made.append(meetings.create(table.office, called(starts_at=at_shanghai(DAY.replace(year=2027), 14))))
    assert [table.row(Meeting, number).number for number in made] == [
        "2026-WY-01",
        "2026-WY-02",
        "2026-LX-01",
        "2026-ZT-01",
        "2027-WY-01",
    ]


def test_the_year_of_the_number_is_the_one_in_shanghai(table: Table):
    new_year = at_shanghai(DAY.replace(year=2027, month=1, day=1), 0, 30)
    made = meetings.create(table.office, called(starts_at=new_year))
    assert table.row(Meeting, made).number == "2027-WY-01"


def test_a_repeated_click_creates_one_meeting(table: Table):
    first = meetings.create(table.office, called(), key="k")
    assert meetings.create(table.office, called(), key="k") == first
    assert len(table.everything()["meeting"]) == 1


def test_a_meeting_that_cannot_be_held_is_refused(table: Table):
    for changed, field in (
        ({"body_code": "nobody"}, "body_code"),
        ({"starts_at": at(14) - timedelta(days=30)}, "starts_at"),
        ({"starts_at": datetime(2026, 12, 10, 14)}, "starts_at"),  # noqa: DTZ001 - naive on purpose
        ({"title": "\u200b\u200b\u200b\u200b"}, "title"),
        ({"title": "Ring 13812345678 first"}, "title"),
        ({"place": "\u200bX"}, "place"),
    ):
        with table.refused(BadInput, field=field):
            meetings.create(table.office, called(**changed))


def test_only_the_secretariat_calls_meetings(table: Table):
    for who in ("1", "2", "reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            meetings.create(table.as_(who), called())


def test_edit_changes_a_draft_and_keeps_its_number(table: Table):
    made, _items = table.draft()
    meetings.edit(table.office, made, called(title="Another title", place="Another hall", starts_at=at(9)))
    row = table.row(Meeting, made)
    assert (row.number, row.title, row.place, row.starts_at) == ("2026-WY-01", "Another title", "Another hall", at(9))


def test_edit_refuses_another_kind_and_a_settled_agenda(table: Table):
    made, _items = table.draft()
    with table.refused(BadInput, "stand in its number"):
        meetings.edit(table.office, made, called(type=MeetingKind.SPECIAL))
    meetings.approve_agenda(table.chair, made)
    with table.refused(RuleBroken, "Take it back for revision"):
        meetings.edit(table.office, made, called(title="Another title"))


# --- the table of moves -----------------------------------------------------------------------------------------------

STEPS = {
    MeetingAction.CALL_TOPICS: lambda table, m: topics.call_topics(table.office, m, NOON.date(), DAY),
    MeetingAction.END_CALL: lambda table, m: topics.end_call(table.office, m),
    MeetingAction.APPROVE_AGENDA: lambda table, m: meetings.approve_agenda(table.chair, m),
    MeetingAction.REVISE_AGENDA: lambda table, m: meetings.revise_agenda(table.office, m, "A new item"),
    MeetingAction.GIVE_NOTICE: lambda table, m: meetings.give_notice(table.office, m),
    MeetingAction.OPEN_SIGN_IN: lambda table, m: meetings.open_sign_in(table.office, m),
    MeetingAction.START: lambda table, m: meetings.start(table.office, m),
    MeetingAction.POSTPONE: lambda table, m: meetings.postpone(table.office, m, "No quorum"),
    MeetingAction.RESCHEDULE: lambda table, m: meetings.reschedule(table.office, m, at(15)),
    MeetingAction.CLOSE: lambda table, m: meetings.close(table.office, m),
    MeetingAction.CANCEL: lambda table, m: meetings.cancel(table.office, m, "Not needed"),
}


def test_every_move_has_a_use_case():
    assert set(STEPS) == set(MeetingAction) - {MeetingAction.CREATE}


@pytest.mark.parametrize("action", STEPS)
def test_a_meeting_moves_by_its_table_and_nowhere_else(table: Table, action: MeetingAction):
    for status in MeetingStatus:
        made, _items = table.draft()
        row = table.row(Meeting, made)
        row.status = status
        table.save(row)
        step = table_of_moves.MOVES.get((status, action))
        if step is None:
            with table.refused(RuleBroken, "not open any more"):
                STEPS[action](table, made)
            continue
        STEPS[action](table, made)
        assert table.row(Meeting, made).status == step.to
        with Session(table.engine) as session:
            last = session.exec(
                select(LifeEvent).where(LifeEvent.subject == f"meeting/{made}").order_by(LifeEvent.id.desc())
            ).first()
        assert (last.action, last.before, last.after) == (action, status, step.to)


@pytest.mark.parametrize("action", STEPS)
def test_a_repeated_click_moves_a_meeting_once(table: Table, action: MeetingAction):
    status = next(status for status, step in table_of_moves.MOVES if step == action)
    made, _items = table.draft()
    row = table.row(Meeting, made)
    row.status = status
    table.save(row)
    calls = {
        MeetingAction.CALL_TOPICS: lambda: topics.call_topics(table.office, made, NOON.date(), DAY, key="k"),
        MeetingAction.END_CALL: lambda: topics.end_call(table.office, made, key="k"),
        MeetingAction.APPROVE_AGENDA: lambda: meetings.approve_agenda(table.chair, made, key="k"),
        MeetingAction.REVISE_AGENDA: lambda: meetings.revise_agenda(table.office, made, "A new item", key="k"),
        MeetingAction.GIVE_NOTICE: lambda: meetings.give_notice(table.office, made, key="k"),
        MeetingAction.OPEN_SIGN_IN: lambda: meetings.open_sign_in(table.office, made, key="k"),
        MeetingAction.START: lambda: meetings.start(table.office, made, key="k"),
        MeetingAction.POSTPONE: lambda: meetings.postpone(table.office, made, "No quorum", key="k"),
        MeetingAction.RESCHEDULE: lambda: meetings.reschedule(table.office, made, at(15), key="k"),
        MeetingAction.CLOSE: lambda: meetings.close(table.office, made, key="k"),
        MeetingAction.CANCEL: lambda: meetings.cancel(table.office, made, "Not needed", key="k"),
    }
    first = calls[action]()
    before = table.everything()
    assert calls[action]() == first
    assert table.everything() == before


@pytest.mark.parametrize(
    "action",
    [a for a, s in STEPS.items() if a in (MeetingAction.REVISE_AGENDA, MeetingAction.POSTPONE, MeetingAction.CANCEL)],
)
def test_moves_off_the_road_need_a_reason(table: Table, action: MeetingAction):
    status = next(status for status, step in table_of_moves.MOVES if step == action)
    made, _items = table.draft()
    row = table.row(Meeting, made)
    row.status = status
    table.save(row)
    use_case = {
        MeetingAction.REVISE_AGENDA: meetings.revise_agenda,
        MeetingAction.POSTPONE: meetings.postpone,
        MeetingAction.CANCEL: meetings.cancel,
    }[action]
    with table.refused(BadInput, "give a reason"):
        use_case(table.office, made, " \u200b ")


def test_the_agenda_is_approved_by_the_chair_alone(table: Table):
    made, _items = table.draft()
    for who in ("secretariat", "2", "reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            meetings.approve_agenda(table.as_(who), made)
    meetings.approve_agenda(table.chair, made)
    assert table.row(Meeting, made).status == MeetingStatus.AGENDA_APPROVED


def test_an_empty_agenda_is_not_approved(table: Table):
    made = meetings.create(table.office, called())
    with table.refused(RuleBroken, "The agenda is empty"):
        meetings.approve_agenda(table.chair, made)


def test_members_run_no_meeting(table: Table):
    made, _items = table.noticed()
    with table.refused(NotAllowed):
        meetings.open_sign_in(table.as_(2), made)


# --- the agenda -------------------------------------------------------------------------------------------------------


def test_only_items_that_wait_for_a_meeting_are_scheduled(table: Table):
    made = meetings.create(table.office, called())
    for status in NeedStatus:
        number = f"N-{status}"
        need = table.need(number, status)
        if (status, NeedAction.SCHEDULE) not in NEED_MOVES:
            with table.refused(RuleBroken, f"{number} cannot go to a meeting now"):
                meetings.add_item(table.office, made, item(need_id=need))
            assert meetings.schedulable(table.office) == []
            continue
        assert [choice.number for choice in meetings.schedulable(table.office)] == [number]
        meetings.add_item(table.office, made, item(need_id=need))
        assert table.row(Need, need).status == NeedStatus.ON_AGENDA
        with Session(table.engine) as session:
            event = session.exec(select(LifeEvent).where(LifeEvent.subject == f"need/{need}")).one()
        assert (event.action, event.before, event.reference) == ("schedule", status, "2026-WY-01")


def test_an_item_stands_on_one_agenda_only(table: Table):
    need = table.need("PL-XQ-1")
    table.draft(need)
    other = meetings.create(table.office, called())
    with table.refused(RuleBroken, "cannot go to a meeting now"):
        meetings.add_item(table.office, other, item(need_id=need))


def test_items_are_added_once_per_click_and_moved_up_and_down(table: Table):
    made = meetings.create(table.office, called())
    first, second, third = (
        meetings.add_item(table.office, made, item(title), key=title) for title in ("First", "Second", "Third")
    )
    assert meetings.add_item(table.office, made, item("Third"), key="Third") == third
    assert order(table, made) == ["First", "Second", "Third"]
    meetings.move_item(table.office, third, "up")
    assert order(table, made) == ["First", "Third", "Second"]
    meetings.move_item(table.office, first, "down", key="d")
    meetings.move_item(table.office, first, "down", key="d")
    assert order(table, made) == ["Third", "First", "Second"]
    with table.refused(RuleBroken, "at the end already"):
        meetings.move_item(table.office, third, "up")
    with table.refused(RuleBroken, "at the end already"):
        meetings.move_item(table.office, second, "down")


def test_an_item_is_edited_in_a_draft_only(table: Table):
    made, items = table.draft()
    meetings.edit_item(table.office, items[0], item("Another title", minutes_planned=25, presenter="Secretariat"))
    row = table.row(AgendaItem, items[0])
    assert (row.title, row.minutes_planned, row.presenter) == ("Another title", 25, "Secretariat")
    meetings.approve_agenda(table.chair, made)
    for change in (
        lambda: meetings.edit_item(table.office, items[0], item("A third title")),
        lambda: meetings.add_item(table.office, made, item()),
        lambda: meetings.remove_item(table.office, items[0]),
        lambda: meetings.move_item(table.office, items[0], "up"),
    ):
        with table.refused(RuleBroken, "Take it back for revision"):
            change()


def test_a_removed_item_gives_its_need_back_and_takes_its_papers_along(table: Table):
    need = table.need("PL-XQ-1")
    made, items = table.draft(need)
    meetings.add_item(table.office, made, item("Second"))
    paper = table.save(
        Attachment(
            owner=f"agenda_item/{items[0]}",
            name="plan.pdf",
            media_type="application/pdf",
            size=1,
            sha256="0",
            content=b"0",
            uploaded_at=NOON,
        )
    )
    meetings.remove_item(table.office, items[0], key="r")
    meetings.remove_item(table.office, items[0], key="r")
    assert order(table, made) == ["Second"]
    assert table.row(Need, need).status == NeedStatus.OPEN
    assert table.row(Attachment, paper.id).removed_at == NOON
    with table.refused(NotFound):
        meetings.remove_item(table.office, items[0])


def test_an_item_that_was_dealt_with_stays_in_the_record(table: Table):
    made, items = table.sitting()
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1")
    votes.withdraw(table.office, motion, "Too early")
    meetings.postpone(table.office, made, "Power cut")
    meetings.reschedule(table.office, made, at(15))
    with table.refused(RuleBroken, "already dealt with"):
        meetings.remove_item(table.office, items[0])


def test_the_running_clock_adds_up_the_minutes():
    assert meetings.running_clock(at(14), [10, 25, 5]) == [at(14), at(14, 10), at(14, 35), at(14, 40)]
    assert meetings.running_clock(at(14), []) == [at(14)]


def test_the_page_shows_when_each_item_comes_up(table: Table):
    made = meetings.create(table.office, called())
    for title, minutes in (("First", 15), ("Second", 30)):
        meetings.add_item(table.office, made, item(title, minutes_planned=minutes))
    page = meetings.meeting(table.office, "2026-WY-01")
    assert [line.starts_at for line in page.items] == [at(14), at(14, 15)]
    assert page.ends_at == at(14, 45)


# --- notice and attendance --------------------------------------------------------------------------------------------


def test_notice_entitles_the_seats_in_term_on_the_day_of_the_meeting(table: Table):
    table.seat(12, ends_on=DAY)  # the first day it is not held any more
    table.seat(13, starts_on=DAY)
    table.seat(14, starts_on=DAY + timedelta(days=1))
    table.seat(15, body="conference")
    made, _items = table.draft()
    meetings.approve_agenda(table.chair, made)
    notice = meetings.give_notice(table.office, made)
    assert (notice.entitled, notice.days_ahead, notice.late) == (12, 9, False)
    page = meetings.meeting(table.office, "2026-WY-01")
    assert [line.seat_number for line in page.attendance] == [*range(1, 12), 13]
    assert {line.presence for line in page.attendance} == {Presence.EXPECTED}


@pytest.mark.parametrize(("days", "late"), [(2, True), (3, False), (0, True)])
def test_notice_says_whether_it_is_late_by_the_house_rule(table: Table, days: int, late: bool):
    made, _items = table.draft()
    meetings.approve_agenda(table.chair, made)
    table.clock.at = at(10) - timedelta(days=days)
    notice = meetings.give_notice(table.office, made)
    assert (notice.days_ahead, notice.days_wanted, notice.late) == (days, 3, late)


def test_the_house_rule_on_notice_can_be_changed(table: Table):
    table.save(HouseRule(name="notice_days", value=10))
    made, _items = table.draft()
    meetings.approve_agenda(table.chair, made)
    assert meetings.give_notice(table.office, made).late is True


def test_notice_is_refused_without_seats_or_after_the_day(table: Table):
    conference = meetings.create(table.office, called(body_code="conference", type=MeetingKind.CONFERENCE))
    meetings.add_item(table.office, conference, item())
    meetings.approve_agenda(table.chair, conference)
    with table.refused(RuleBroken, "Complete the roster first"):
        meetings.give_notice(table.office, conference)
    made, _items = table.draft()
    meetings.approve_agenda(table.chair, made)
    table.clock.at = at(10) + timedelta(days=1)
    with table.refused(RuleBroken, "has passed"):
        meetings.give_notice(table.office, made)


def test_a_second_notice_follows_the_roster_and_keeps_what_is_known(table: Table):
    made, _items = table.noticed()
    meetings.set_presence(table.office, table.attendance("2026-WY-01", 3).id, Presence.ON_LEAVE, "Official business")
    with Session(table.engine) as session:
        seat = session.get_one(Attendance, table.attendance("2026-WY-01", 4).id).seat_id
    row = table.row(type(table.seat(12)), seat)
    row.ends_on = DAY
    table.save(row)
    meetings.revise_agenda(table.office, made, "Roster changed")
    meetings.approve_agenda(table.chair, made)
    assert meetings.give_notice(table.office, made).entitled == 11
    page = meetings.meeting(table.office, "2026-WY-01")
    assert [line.seat_number for line in page.attendance] == [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12]
    assert table.attendance("2026-WY-01", 3).presence is Presence.ON_LEAVE


def test_members_sign_in_for_their_own_seat_while_the_doors_are_open(table: Table):
    made, _items = table.noticed()
    with table.refused(RuleBroken, "is not open"):
        meetings.sign_in(table.as_(2), made)
    meetings.open_sign_in(table.office, made)
    meetings.sign_in(table.as_(2), made)
    before = table.everything()
    meetings.sign_in(table.as_(2), made)
    assert table.everything() == before
    page = meetings.meeting(table.as_(2), "2026-WY-01")
    assert [line.seat_number for line in page.attendance if line.presence is Presence.PRESENT] == [2]
    assert [line.seat_number for line in page.attendance if line.mine] == [2]


def test_nobody_without_a_seat_signs_in(table: Table):
    made, _items = table.noticed()
    meetings.open_sign_in(table.office, made)
    table.seat_people({"stranger": ("member",)})
    with table.refused(NotAllowed, "hold no seat"):
        meetings.sign_in(table.as_("stranger"), made)
    for who in ("secretariat", "reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            meetings.sign_in(table.as_(who), made)


def test_presence_is_set_by_the_secretariat_within_its_bounds(table: Table):
    made, _items = table.noticed()
    seat = table.attendance("2026-WY-01", 5).id
    with table.refused(BadInput, "Please say why"):
        meetings.set_presence(table.office, seat, Presence.ON_LEAVE)
    with table.refused(RuleBroken, "before sign-in is open"):
        meetings.set_presence(table.office, seat, Presence.PRESENT)
    with table.refused(NotAllowed):
        meetings.set_presence(table.as_(5), seat, Presence.ON_LEAVE, "Ill")
    meetings.set_presence(table.office, seat, Presence.ON_LEAVE, "Ill")
    assert table.attendance("2026-WY-01", 5).leave_reason == "Ill"
    meetings.open_sign_in(table.office, made)
    with table.refused(RuleBroken, "Only somebody who is present can leave"):
        meetings.set_presence(table.office, seat, Presence.LEFT)
    meetings.set_presence(table.office, seat, Presence.PRESENT, key="p")
    meetings.set_presence(table.office, seat, Presence.PRESENT, key="p")
    meetings.set_presence(table.office, seat, Presence.LEFT)
    line = table.attendance("2026-WY-01", 5)
    assert (line.presence, line.leave_reason) == (Presence.LEFT, "")
    meetings.sign_in(table.as_(5), made)
    assert table.attendance("2026-WY-01", 5).presence is Presence.PRESENT


def test_presence_is_fixed_once_the_meeting_is_over(table: Table):
    made, _items = table.sitting()
    seat = table.attendance("2026-WY-01", 5).id
    meetings.close(table.office, made)
    with table.refused(RuleBroken, "until the end of the meeting only"):
        meetings.set_presence(table.office, seat, Presence.LEFT)
    with table.refused(RuleBroken, "is not open"):
        meetings.sign_in(table.as_(11), made)


def test_headcount_adds_up_and_knows_the_quorum(table: Table):
    made, _items = table.noticed()
    meetings.set_presence(table.office, table.attendance("2026-WY-01", 11).id, Presence.ON_LEAVE, "Ill")
    meetings.open_sign_in(table.office, made)
    for number in range(1, 7):
        meetings.sign_in(table.as_(number), made)
    meetings.add_guest(table.office, made, "Property company", "Manager", key="g")
    meetings.add_guest(table.office, made, "Property company", "Manager", key="g")
    assert meetings.headcount(table.as_("reviewer"), made) == Headcount(11, 6, 1, 4, 0, 1, 6, True)
    meetings.set_presence(table.office, table.attendance("2026-WY-01", 6).id, Presence.LEFT)
    assert meetings.headcount(table.office, made) == Headcount(11, 5, 1, 4, 1, 1, 6, False)
    assert meetings.start(table.office, made) == Headcount(11, 5, 1, 4, 1, 1, 6, False)
    with pytest.raises(NotFound):
        meetings.headcount(table.office, 999)
    with pytest.raises(NotAllowed):
        meetings.headcount(table.as_("resident"), made)


def test_guests_come_and_go_until_the_meeting_is_over(table: Table):
    made, _items = table.sitting()
    with table.refused(BadInput, "at least 2 characters"):
        meetings.add_guest(table.office, made, " ")
    guest = meetings.add_guest(table.office, made, "Design institute", "Engineer")
    page = meetings.meeting(table.office, "2026-WY-01")
    assert [(row.id, row.unit, row.post) for row in page.guests] == [(guest, "Design institute", "Engineer")]
    meetings.remove_guest(table.office, guest)
    assert meetings.meeting(table.office, "2026-WY-01").guests == []
    assert table.row(Guest, guest).removed_at == at(14)
    with table.refused(RuleBroken, "not on the list any more"):
        meetings.remove_guest(table.office, guest)
    meetings.close(table.office, made)
    with table.refused(RuleBroken, "is over"):
        meetings.add_guest(table.office, made, "Late unit")


# --- the session ------------------------------------------------------------------------------------------------------


def test_one_item_is_under_discussion_at_a_time(table: Table):
    one, two = table.need("N-1"), table.need("N-2")
    made, (first, second) = table.sitting(one, two)
    meetings.take_up(table.office, first)
    assert table.row(Meeting, made).current_item_id == first
    with table.refused(RuleBroken, "is still under discussion"):
        meetings.take_up(table.office, second)
    meetings.put_back(table.chair, first)
    assert table.row(Meeting, made).current_item_id is None
    meetings.take_up(table.chair, second)
    assert [table.row(AgendaItem, row).status for row in (first, second)] == ["listed", "in_discussion"]


def test_items_are_taken_up_in_session_only(table: Table):
    made, items = table.noticed()
    with table.refused(RuleBroken, "not in session"):
        meetings.take_up(table.office, items[0])
    meetings.open_sign_in(table.office, made)
    with table.refused(RuleBroken, "not in session"):
        meetings.take_up(table.office, items[0])
    with table.refused(NotAllowed):
        meetings.take_up(table.as_(2), items[0])


def test_a_report_is_noted_and_an_item_of_the_claim_list_is_not(table: Table):
    made, items = table.sitting(table.need("N-1"))
    meetings.take_up(table.office, items[0])
    with table.refused(RuleBroken, "voted on or deferred"):
        meetings.note(table.office, items[0])
    meetings.close(table.office, made)
    _made, free = table.sitting()
    with table.refused(RuleBroken, "not open any more"):
        meetings.note(table.office, free[0])
    meetings.take_up(table.office, free[0])
    motion = votes.put(table.office, free[0], "Shall it be noted?", "P1")
    meetings.note(table.office, free[0])
    assert table.row(AgendaItem, free[0]).status == AgendaStatus.NOTED
    assert table.row(Motion, motion).status == MotionStatus.WITHDRAWN


def test_a_deferred_item_takes_its_need_along_and_can_come_again(table: Table):
    need = table.need("N-1")
    made, items = table.sitting(need)
    meetings.take_up(table.office, items[0])
    with table.refused(BadInput, "give a reason"):
        meetings.defer(table.office, items[0], "")
    meetings.defer(table.chair, items[0], "Hear the ground floor first")
    assert table.row(Need, need).status == NeedStatus.DEFERRED
    assert table.row(AgendaItem, items[0]).status == AgendaStatus.DEFERRED
    assert table.row(Meeting, made).current_item_id is None
    meetings.close(table.office, made)
    _made, again = table.draft(need)
    assert table.row(AgendaItem, again[0]).need_id == need


def test_closing_defers_what_was_not_decided(table: Table):
    one, two, three = (table.need(f"N-{n}") for n in (1, 2, 3))
    made, (first, second, third) = table.sitting(one, two, three)
    meetings.take_up(table.office, first)
    motion = votes.put(table.office, first, "Shall it be adopted?", "P1")
    votes.open_vote(table.office, motion)
    with table.refused(RuleBroken, "A vote is still open"):
        meetings.close(table.office, made)
    table.cast(motion, *["for"] * 7)
    votes.close(table.office, motion)
    meetings.take_up(table.office, second)
    waiting = votes.put(table.office, second, "Shall it be adopted?", "P1")
    assert meetings.close(table.chair, made, reason="Time ran out") == [f"Item about need {n}" for n in (two, three)]
    assert [table.row(Need, need).status for need in (one, two, three)] == ["adopted", "deferred", "deferred"]
    assert [table.row(AgendaItem, row).status for row in (first, second, third)] == ["adopted", "deferred", "deferred"]
    assert table.row(Motion, waiting).status == MotionStatus.WITHDRAWN
    row = table.row(Meeting, made)
    assert (row.status, row.current_item_id, row.closed_at) == (MeetingStatus.CLOSED, None, at(14))
    with Session(table.engine) as session:
        reasons = session.exec(select(LifeEvent.reason).where(LifeEvent.action == "defer")).all()
    assert reasons == ["Time ran out"] * 4


def test_a_reason_for_deferral_is_given_where_none_was_typed(table: Table):
    need = table.need("N-1")
    made, _items = table.sitting(need)
    meetings.close(table.office, made)
    with Session(table.engine) as session:
        events = select(LifeEvent).where(LifeEvent.subject == f"need/{need}", LifeEvent.action == "defer")
        event = session.exec(events).one()
    assert (event.reason, event.reference) == ("The meeting ended before this item was decided.", "2026-WY-01")


def test_a_postponed_meeting_is_called_again_with_the_same_items(table: Table):
    need = table.need("N-1")
    made, items = table.sitting(need, present=5)
    meetings.take_up(table.office, items[0])
    meetings.postpone(table.chair, made, "5 of 11 present: no quorum")
    assert table.row(AgendaItem, items[0]).status == AgendaStatus.LISTED
    with table.refused(BadInput, "has passed"):
        meetings.reschedule(table.office, made, at(9) - timedelta(days=1))
    week_later = at(14) + timedelta(days=7)
    meetings.reschedule(table.office, made, week_later)
    row = table.row(Meeting, made)
    assert (row.status, row.starts_at, row.noticed_at, row.opened_at) == (MeetingStatus.DRAFT, week_later, None, None)
    assert table.row(Need, need).status == NeedStatus.ON_AGENDA
    page = meetings.meeting(table.office, row.number)
    assert {line.presence for line in page.attendance} == {Presence.EXPECTED}
    meetings.approve_agenda(table.chair, made)
    assert meetings.give_notice(table.office, made).days_ahead == 7


def test_a_vote_is_not_broken_off(table: Table):
    made, item_id, _motion = table.voting(table.need("N-1"))
    for step in (
        lambda: meetings.postpone(table.office, made, "Power cut"),
        lambda: meetings.defer(table.office, item_id, "Power cut"),
        lambda: meetings.put_back(table.office, item_id),
        lambda: meetings.note(table.office, item_id),
    ):
        with table.refused(RuleBroken, "A vote is still open"):
            step()


def test_a_cancelled_meeting_opens_its_items_again(table: Table):
    need = table.need("N-1")
    made, _items = table.noticed(need)
    meetings.cancel(table.office, made, "Typhoon")
    assert table.row(Need, need).status == NeedStatus.OPEN
    assert table.row(Meeting, made).status == MeetingStatus.CANCELLED


# --- the record -------------------------------------------------------------------------------------------------------


def test_discussion_is_recorded_from_the_session_until_the_minutes_are_approved(table: Table):
    made, items = table.noticed()
    with table.refused(RuleBroken, "has not begun"):
        meetings.record_discussion(table.office, items[0], "Heard.")
    meetings.open_sign_in(table.office, made)
    meetings.start(table.office, made)
    meetings.record_discussion(table.office, items[0], "Heard.\r\nSupported by all.")
    assert table.row(AgendaItem, items[0]).discussion == "Heard.\nSupported by all."
    with table.refused(BadInput, "at most 4000"):
        meetings.record_discussion(table.office, items[0], "x" * 4001)
    with table.refused(NotAllowed):
        meetings.record_discussion(table.as_(2), items[0], "Mine")
    meetings.close(table.office, made)
    meetings.record_discussion(table.office, items[0], "Heard.")
    table.save(Minutes(meeting_id=made, status=MinutesStatus.APPROVED))
    with table.refused(RuleBroken, "minutes of this meeting are approved"):
        meetings.record_discussion(table.office, items[0], "Changed.")
    with table.refused(RuleBroken, "minutes of this meeting are approved"):
        meetings.add_task(table.office, made, items[0], "Write the letter", due_on=DAY, unit="Secretariat")


def test_tasks_name_one_unit_and_a_day(table: Table):
    made, items = table.sitting()
    _other, others = table.draft()
    for wrong, match in (
        ({"due_on": DAY}, "one of the two"),
        ({"due_on": DAY, "unit": "Property company", "organisation_id": 1}, "one of the two"),
        ({"due_on": DAY - timedelta(days=1), "unit": "Property company"}, "before the meeting"),
    ):
        with table.refused(BadInput, match):
            meetings.add_task(table.office, made, items[0], "Write the letter", **wrong)
    with table.refused(NotFound):
        meetings.add_task(table.office, made, others[0], "Write the letter", due_on=DAY, unit="Property company")
    with table.refused(NotFound):
        meetings.add_task(table.office, made, items[0], "Write the letter", due_on=DAY, organisation_id=999)
    first = meetings.add_task(table.office, made, items[0], "Write the letter", due_on=DAY, organisation_id=2, key="t")
    assert meetings.add_task(table.office, made, None, "Again", due_on=DAY, unit="Any unit", key="t") == first
    meetings.add_task(table.chair, made, None, "Ask the authority", due_on=DAY + timedelta(days=3), unit="Road office")
    tasks = meetings.meeting(table.office, "2026-WY-01").tasks
    assert [(task.text, task.unit, task.item_title) for task in tasks] == [
        ("Write the letter", "Unit 2", "Report of the year"),
        ("Ask the authority", "Road office", ""),
    ]
    assert len(table.everything()["task"]) == 2
    assert table.row(Task, first).due_on == DAY


# --- reading ----------------------------------------------------------------------------------------------------------


def test_the_list_begins_with_what_is_to_come(table: Table):
    late = meetings.create(table.office, called(starts_at=at(14) + timedelta(days=7)))
    soon, _items = table.draft()
    gone = [meetings.create(table.office, called(starts_at=at(hour), type=MeetingKind.SPECIAL)) for hour in (9, 10)]
    for made in gone:
        meetings.cancel(table.office, made, "Not needed")
    listed = meetings.list_meetings(table.as_("reviewer"))
    assert [line.meeting.id for line in listed] == [soon, late, gone[1], gone[0]]
    assert [line.items for line in listed] == [1, 0, 0, 0]
    special = meetings.list_meetings(table.office, MeetingFilter(type=MeetingKind.SPECIAL))
    assert [line.meeting.id for line in special] == [gone[1], gone[0]]
    coming = meetings.list_meetings(table.office, MeetingFilter(over=False))
    assert [line.meeting.id for line in coming] == [soon, late]


def test_the_page_offers_each_reader_the_steps_that_are_theirs(table: Table):
    made, _items = table.draft()
    number = table.row(Meeting, made).number
    seen = {who: meetings.meeting(table.as_(who), number).actions for who in ("1", "2", "secretariat", "reviewer")}
    assert seen == {
        "1": (MeetingAction.APPROVE_AGENDA,),
        "2": (),
        "secretariat": (MeetingAction.CALL_TOPICS, MeetingAction.CANCEL),
        "reviewer": (),
    }
    meetings.approve_agenda(table.chair, made)
    assert meetings.meeting(table.office, number).actions == (
        MeetingAction.GIVE_NOTICE,
        MeetingAction.REVISE_AGENDA,
        MeetingAction.CANCEL,
    )


def test_meetings_are_not_public(table: Table):
    made, _items = table.draft()
    for who in ("resident", "visitor"):
        for read in (
            lambda ctx: meetings.list_meetings(ctx),
            lambda ctx: meetings.meeting(ctx, "2026-WY-01"),
            lambda ctx: meetings.room(ctx),
            lambda ctx: meetings.bodies(ctx),
            lambda ctx: meetings.headcount(ctx, made),
        ):
            with pytest.raises(NotAllowed):
                read(table.as_(who))
    with pytest.raises(NotFound, match="2026-WY-77"):
        meetings.meeting(table.office, "2026-WY-77")


def test_the_room_opens_the_meeting_that_is_going_on(table: Table):
    assert meetings.room(table.as_(2)) is None
    waiting, _items = table.noticed(table.need("N-0"))
    assert meetings.room(table.as_(2)) is None
    meetings.open_sign_in(table.office, waiting)
    assert meetings.room(table.as_(2)).meeting.id == waiting
    need = table.need("N-1")
    sitting, items = table.sitting(need)
    meetings.take_up(table.office, items[0])
    room = meetings.room(table.as_(2))
    assert (room.meeting.id, room.current.id, room.need.number) == (sitting, items[0], "N-1")
    assert [(seat.seat_number, seat.presence) for seat in room.mine] == [(2, Presence.PRESENT)]
    assert meetings.room(table.office).mine == []
    assert meetings.room(table.as_(2), "2026-WY-01").meeting.id == waiting


def test_every_change_of_a_meeting_is_told_to_its_channel(table: Table):
    made, _item_id, motion = table.voting()
    meetings.add_guest(table.office, made, "Property company")
    table.cast(motion, "for")
    votes.close(table.office, motion)
    with Session(table.engine) as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.id > 1).order_by(AuditEntry.id)).all()
    silent = {entry.action for entry in entries if entry.channel != f"meeting:{made}"}
    assert silent == set()
