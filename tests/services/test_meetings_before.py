"""What happens before a meeting sits: left-overs, order, notice, invitation, check-in and substitutes."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlmodel import Session, select

from dashboard import i18n
from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.services import house_rules, meetings
from dashboard.services.meetings import carried, check_in, substitutes
from dashboard.services.meetings.carried import LeftOver
from dashboard.services.meetings.invitation import invitation
from models.account import Account
from models.decision import Decision
from models.enums import (
    AgendaStatus,
    DecisionPower,
    DecisionStatus,
    GuestKind,
    MeetingKind,
    NeedStatus,
    Presence,
    Resolution,
    Role,
    TaskStatus,
)
from models.meeting import AgendaItem, AgendaItemDraft, Attendance, Guest, Meeting, MeetingDraft, Recusal, Task
from models.motion import Motion
from models.need import Need
from models.organisation import Body, Organisation
from tests.services.table import DAY, Table, at

NUMBER = "2026-WY-01"


def order(table: Table, meeting: int) -> list[str]:
    page = meetings.meeting(table.office, table.row(Meeting, meeting).number)
    assert [line.position for line in page.items] == list(range(1, len(page.items) + 1))
    return [line.title for line in page.items]


def item(title: str, **changed: object) -> AgendaItemDraft:
    return AgendaItemDraft(title=title, **changed)


def called(**changed: object) -> MeetingDraft:
    facts = {
        "body_code": "members",
        "type": MeetingKind.MEMBERS,
        "title": "Meeting of the fourth quarter",
        "starts_at": at(14),
        "place": "Meeting hall",
    }
    return MeetingDraft(**facts | changed)


def next_meeting(table: Table, days: int = 30) -> int:
    return meetings.create(table.office, called(starts_at=at(14) + timedelta(days=days)))


# --- carried over -----------------------------------------------------------------------------------------------------


def test_items_left_over_are_offered_and_point_back(table: Table):
    need = table.need("PL-XQ-1")
    meeting, (about_need,) = table.sitting(need)
    free = table.save(AgendaItem(meeting_id=meeting, position=2, title="Report of the year", minutes_planned=7))
    meetings.close(table.office, meeting)
    later = next_meeting(table)
    found = carried.offered(table.office, later)
    assert [(one.kind, one.id, one.need_number, one.outcome, one.meeting_number) for one in found] == [
        (LeftOver.ITEM, about_need, "PL-XQ-1", AgendaStatus.DEFERRED, NUMBER),
        (LeftOver.ITEM, free.id, "", AgendaStatus.DEFERRED, NUMBER),
    ]
    first = carried.take(table.office, later, LeftOver.ITEM, about_need, key="t")
    assert carried.take(table.office, later, LeftOver.ITEM, about_need, key="t") == first
    second = carried.take(table.office, later, LeftOver.ITEM, free.id)
    rows = [table.row(AgendaItem, one) for one in (first, second)]
    assert [(row.resumes_id, row.need_id, row.minutes_planned) for row in rows] == [
        (about_need, need, 10),
        (free.id, None, 7),
    ]
    assert table.row(Need, need).status == NeedStatus.ON_AGENDA
    assert carried.offered(table.office, later) == []
    page = meetings.meeting(table.office, table.row(Meeting, later).number)
    assert [(line.resumes, line.reports) for line in page.items] == [(NUMBER, False)] * 2
    with table.refused(RuleBroken, "on an agenda already"):
        carried.take(table.office, later, LeftOver.ITEM, free.id)


def test_an_item_decided_or_of_another_body_is_not_offered(table: Table):
    meeting, (left,) = table.sitting()
    meetings.take_up(table.office, left)
    meetings.note(table.office, left)
    meetings.close(table.office, meeting)
    assert carried.offered(table.office, next_meeting(table)) == []
    other, _items = table.noticed()
    meetings.cancel(table.office, other, "Typhoon")
    conference = meetings.create(table.office, called(body_code="conference", type=MeetingKind.CONFERENCE))
    assert carried.offered(table.office, conference) == []
    assert [one.title for one in carried.offered(table.office, next_meeting(table))] == ["Report of the year"]


@pytest.mark.parametrize("status", NeedStatus)
def test_an_item_is_offered_only_while_its_need_can_be_scheduled(table: Table, status: NeedStatus):
    need = table.need("PL-XQ-1")
    meeting, _items = table.sitting(need)
    meetings.close(table.office, meeting)
    row = table.row(Need, need)
    row.status = status
    table.save(row)
    there = [one.need_number for one in carried.offered(table.office, next_meeting(table))]
    free = status in (
        NeedStatus.OPEN,
        NeedStatus.UNCLAIMED,
        NeedStatus.CLAIMED,
        NeedStatus.MATCHING,
        NeedStatus.NOT_ADOPTED,
        NeedStatus.DEFERRED,
    )
    assert there == (["PL-XQ-1"] if free else [])


def test_a_need_held_over_twice_is_offered_once_from_its_last_meeting(table: Table):
    need = table.need("PL-XQ-1")
    meeting, (first,) = table.sitting(need)
    meetings.close(table.office, meeting)
    later = next_meeting(table)
    second = carried.take(table.office, later, LeftOver.ITEM, first)
    meetings.cancel(table.office, later, "Typhoon")
    found = carried.offered(table.office, next_meeting(table, 60))
    assert [(one.id, one.outcome) for one in found] == [(second, AgendaStatus.LISTED)]


def tasks_and_decisions(table: Table) -> int:
    """Return a closed meeting with two open tasks, one done, and two open decisions."""
    meeting, (left,) = table.sitting()
    meetings.take_up(table.office, left)
    meetings.note(table.office, left)
    for text, due in (("Late task", DAY), ("Coming task", DAY + timedelta(days=60))):
        meetings.add_task(table.office, meeting, left, text, due_on=due, unit="Greening station")
    done = meetings.add_task(table.office, meeting, left, "Task that is done", due_on=DAY, unit="Greening station")
    row = table.row(Task, done)
    row.status = TaskStatus.DONE
    table.save(row)
    meetings.close(table.office, meeting)
    for place, due in ((1, DAY + timedelta(days=1)), (2, None)):
        motion = table.save(
            Motion(meeting_id=meeting, agenda_item_id=left, round_no=place, text="Shall it be done?", preset="P1")
        )
        table.save(
            Decision(
                number=f"PL-JY-2026-00{place}",
                meeting_id=meeting,
                agenda_item_id=left,
                motion_id=motion.id,
                text="The shed is repaired. " * 6,
                resolution=Resolution.PROJECT,
                lead_organisation_id=3,
                due_on=due,
            )
        )
    table.clock.at = at(9) + timedelta(days=10)
    return meeting


def test_open_work_is_offered_overdue_first(table: Table):
    tasks_and_decisions(table)
    found = carried.offered(table.office, next_meeting(table))
    assert [(one.kind, one.id, one.overdue, one.unit) for one in found] == [
        (LeftOver.TASK, 1, True, "Greening station"),
        (LeftOver.DECISION, 1, True, "Unit 3"),
        (LeftOver.TASK, 2, False, "Greening station"),
        (LeftOver.DECISION, 2, False, "Unit 3"),
    ]


def test_work_taken_on_an_agenda_is_a_report_and_offered_again_while_it_is_open(table: Table):
    tasks_and_decisions(table)
    later = next_meeting(table)
    task = carried.take(table.office, later, LeftOver.TASK, 1)
    decision = carried.take(table.office, later, LeftOver.DECISION, 1)
    rows = [table.row(AgendaItem, one) for one in (task, decision)]
    assert [(row.task_id, row.decision_id, row.minutes_planned, row.presenter) for row in rows] == [
        (1, None, 5, "Greening station"),
        (None, 1, 5, "Unit 3"),
    ]
    assert rows[0].title == "Report: Late task"
    assert (len(rows[1].title), rows[1].title[-1]) == (80, "…")
    page = meetings.meeting(table.office, table.row(Meeting, later).number)
    assert [line.reports for line in page.items] == [True, True]
    assert [(one.kind, one.id) for one in carried.offered(table.office, later)] == [
        (LeftOver.TASK, 2),
        (LeftOver.DECISION, 2),
    ]
    meetings.cancel(table.office, later, "Typhoon")
    assert len(carried.offered(table.office, next_meeting(table, 60))) == 4
    row = table.row(Decision, 1)
    row.status = DecisionStatus.DONE
    table.save(row)
    assert len(carried.offered(table.office, next_meeting(table, 90))) == 3


def test_left_overs_are_the_secretariats_and_need_an_open_agenda(table: Table):
    meeting, (left,) = table.sitting()
    meetings.close(table.office, meeting)
    later = next_meeting(table)
    for who in ("1", "2", "reviewer", "visitor"):
        with table.refused(NotAllowed):
            carried.offered(table.as_(who), later)
        with table.refused(NotAllowed):
            carried.take(table.as_(who), later, LeftOver.ITEM, left)
    with table.refused(NotFound):
        carried.offered(table.office, 99)
    meetings.add_item(table.office, later, item("Another report"))
    meetings.approve_agenda(table.chair, later)
    with table.refused(RuleBroken, "The agenda is settled"):
        carried.take(table.office, later, LeftOver.ITEM, left)


# --- the agenda -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moved", "to", "after"),
    [(0, 3, "BCAD"), (3, 1, "DABC"), (1, 2, "ABCD"), (2, 4, "ABDC"), (0, 4, "BCDA")],
)
def test_an_item_is_put_at_a_place(table: Table, moved: int, to: int, after: str):
    meeting = meetings.create(table.office, called())
    made = [meetings.add_item(table.office, meeting, item(letter * 4)) for letter in "ABCD"]
    meetings.move_to(table.office, made[moved], to, key="m")
    meetings.move_to(table.office, made[moved], to, key="m")
    assert "".join(title[0] for title in order(table, meeting)) == after


def test_a_place_that_is_not_there_is_refused(table: Table):
    meeting, (only,) = table.draft()
    for place in (0, 2, -1):
        with table.refused(BadInput, "from 1 to 1", field="position"):
            meetings.move_to(table.office, only, place)
    with table.refused(NotAllowed):
        meetings.move_to(table.chair, only, 1)
    meetings.approve_agenda(table.chair, meeting)
    with table.refused(RuleBroken, "Take it back for revision"):
        meetings.move_to(table.office, only, 1)


def test_a_free_item_says_who_decides_and_a_need_says_it_itself(table: Table):
    need = table.need("PL-XQ-1")
    row = table.row(Need, need)
    row.decision_power = DecisionPower.OWNERS
    table.save(row)
    meeting = meetings.create(table.office, called())
    office = DecisionPower.OFFICE
    free = meetings.add_item(table.office, meeting, item("A free item", decision_power=office))
    bound = meetings.add_item(table.office, meeting, item("About a need", need_id=need, decision_power=office))
    for one in (free, bound):
        meetings.edit_item(table.office, one, item("Changed", decision_power=DecisionPower.DEPARTMENT))
    page = meetings.meeting(table.office, NUMBER)
    assert [line.decision_power for line in page.items] == [DecisionPower.DEPARTMENT, DecisionPower.OWNERS]


# --- kinds of meeting and notice --------------------------------------------------------------------------------------


def residents_body(table: Table) -> None:
    table.save(Body(code="residents", name_zh="居民会议", name_en="Residents' meetings", preset="P4"))


def test_every_kind_has_its_letters_and_its_body(table: Table):
    residents_body(table)
    numbers = {}
    for kind in MeetingKind:
        of_residents = kind in (MeetingKind.HEARING, MeetingKind.COORDINATION, MeetingKind.APPRAISAL)
        right, wrong = ("residents", "members") if of_residents else ("members", "residents")
        with table.refused(BadInput, "meetings of the residents", field="type"):
            meetings.create(table.office, called(type=kind, body_code=wrong))
        made = meetings.create(table.office, called(type=kind, body_code=right))
        numbers[kind.value] = table.row(Meeting, made).number
    assert numbers == {
        "members": "2026-WY-01",
        "conference": "2026-LX-01",
        "special": "2026-ZT-01",
        "seminar": "2026-QY-01",
        "symposium": "2026-ZH-01",
        "hearing": "2026-TZ-01",
        "coordination": "2026-XT-01",
        "appraisal": "2026-PY-01",
    }


def test_a_hearing_is_called_without_seats(table: Table):
    residents_body(table)
    made = meetings.create(table.office, called(type=MeetingKind.HEARING, body_code="residents"))
    meetings.add_item(table.office, made, item("Hear the residents"))
    meetings.approve_agenda(table.chair, made)
    notice = meetings.give_notice(table.office, made)
    assert notice.entitled == 0
    meetings.open_sign_in(table.office, made)
    here = meetings.start(table.office, made)
    assert (here.entitled, here.quorate) == (0, False)
    meetings.close(table.office, made)


def test_each_notice_and_each_change_of_the_day_raises_the_sequence(table: Table):
    meeting, _items = table.noticed()
    seen = [table.row(Meeting, meeting).notice_sequence]
    meetings.revise_agenda(table.office, meeting, "Another item")
    meetings.approve_agenda(table.chair, meeting)
    meetings.give_notice(table.office, meeting, key="n")
    meetings.give_notice(table.office, meeting, key="n")
    seen.append(table.row(Meeting, meeting).notice_sequence)
    meetings.open_sign_in(table.office, meeting)
    meetings.postpone(table.office, meeting, "No quorum")
    meetings.reschedule(table.office, meeting, at(15))
    seen.append(table.row(Meeting, meeting).notice_sequence)
    meetings.cancel(table.office, meeting, "Typhoon")
    seen.append(table.row(Meeting, meeting).notice_sequence)
    assert seen == [1, 2, 3, 4]
    draft, _items = table.draft()
    meetings.cancel(table.office, draft, "Not needed")
    assert table.row(Meeting, draft).notice_sequence == 0


# --- invitation -------------------------------------------------------------------------------------------------------


def event_of(data: bytes) -> tuple[str, dict[str, object]]:
    book = Calendar.from_ical(data)
    (event,) = book.walk("VEVENT")
    facts = {name: str(event[name]) for name in ("uid", "sequence", "summary", "location", "status")}
    return str(book["method"]), facts | {"starts": event.decoded("dtstart"), "ends": event.decoded("dtend")}


def test_the_invitation_follows_the_meeting_and_names_nobody(table: Table):
    meeting, _items = table.draft()
    meetings.add_item(table.office, meeting, item("Second report", minutes_planned=50, presenter="Person 3"))
    with table.refused(RuleBroken, "there is no invitation"):
        invitation(table.as_(2), meeting)
    meetings.approve_agenda(table.chair, meeting)
    meetings.give_notice(table.office, meeting)
    data = invitation(table.as_(2), meeting)
    method, facts = event_of(data)
    assert (method, facts["status"], facts["sequence"]) == ("REQUEST", "CONFIRMED", "1")
    assert facts["uid"] == "2026-WY-01@riverside-joint-committee"
    assert (facts["starts"], facts["ends"]) == (at(14), at(15))
    assert b"TZID:Asia/Shanghai" in data
    assert b"Person" not in data
    assert b"ATTENDEE" not in data
    meetings.cancel(table.office, meeting, "Typhoon")
    method, facts = event_of(invitation(table.as_(2), meeting))
    assert (method, facts["status"], facts["sequence"]) == ("CANCEL", "CANCELLED", "2")
    assert facts["uid"] == "2026-WY-01@riverside-joint-committee"


def test_a_broken_off_meeting_leaves_the_calendar_until_it_is_called_again(table: Table):
    meeting, _items = table.noticed()
    meetings.open_sign_in(table.office, meeting)
    meetings.postpone(table.office, meeting, "No quorum")
    assert event_of(invitation(table.office, meeting))[0] == "CANCEL"
    meetings.reschedule(table.office, meeting, at(15))
    with table.refused(RuleBroken, "there is no invitation"):
        invitation(table.office, meeting)
    meetings.approve_agenda(table.chair, meeting)
    meetings.give_notice(table.office, meeting)
    method, facts = event_of(invitation(table.office, meeting))
    assert (method, facts["sequence"], facts["starts"]) == ("REQUEST", "3", at(15))


def test_the_invitation_speaks_the_readers_language_to_those_at_the_table(table: Table):
    meeting, _items = table.noticed()
    with i18n.speaking("zh_CN"):
        assert "委员会议" in str(Calendar.from_ical(invitation(table.as_(2), meeting)).walk("VEVENT")[0]["description"])
    for who in ("resident", "visitor"):
        with table.refused(NotAllowed):
            invitation(table.as_(who), meeting)
    with table.refused(NotFound):
        invitation(table.office, 99)


# --- check-in ---------------------------------------------------------------------------------------------------------


def opened(table: Table, required: str = "yes") -> tuple[int, str]:
    """Return a meeting whose sign-in is open, and its code."""
    house_rules.change(table.office, "check_in_code_required", required)
    meeting, _items = table.noticed()
    meetings.open_sign_in(table.office, meeting)
    return meeting, table.row(Meeting, meeting).check_in_code


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_is_six_figures_and_shown_to_those_who_run_the_meeting(table: Table):
    meeting, code = opened(table)
    assert (len(code), code.isdigit()) == (6, True)
    shown = {who: check_in.check_in(table.as_(who), meeting).code for who in ("1", "2", "secretariat", "reviewer")}
    assert shown == {"1": code, "2": "", "secretariat": code, "reviewer": ""}
    assert check_in.check_in(table.as_(2), meeting).required is True
    other, _items = table.noticed()
    assert check_in.check_in(table.office, other).code == ""
    assert code not in str(meetings.meeting(table.as_(2), NUMBER))
    with pytest.raises(NotFound):
        check_in.check_in(table.office, 99)


def test_sign_in_needs_the_code_where_the_house_rule_says_so(table: Table):
    meeting, code = opened(table)
    with table.refused(RuleBroken, "enter the six figures"):
        meetings.sign_in(table.as_(2), meeting)
    with pytest.raises(RuleBroken, match="not the figures shown"):
        meetings.sign_in(table.as_(2), meeting, wrong(code))
    assert table.attendance(NUMBER, 2).presence is Presence.EXPECTED
    meetings.sign_in(table.as_(2), meeting, f" {code[:3]} {code[3:]} ", key="s")
    assert table.attendance(NUMBER, 2).presence is Presence.PRESENT
    assert table.everything()["sign_in_failure"] == []
    before = table.everything()
    meetings.sign_in(table.as_(2), meeting)
    assert table.everything() == before
    meetings.set_presence(table.office, table.attendance(NUMBER, 3).id, Presence.PRESENT)
    assert table.attendance(NUMBER, 3).presence is Presence.PRESENT


def test_without_the_house_rule_no_code_is_asked(table: Table):
    meeting, code = opened(table, "no")
    meetings.sign_in(table.as_(2), meeting)
    meetings.sign_in(table.as_(3), meeting, wrong(code))
    assert meetings.headcount(table.office, meeting).present == 2


def test_guessing_is_braked_for_one_person_at_a_time(table: Table):
    meeting, code = opened(table)
    for _try in range(check_in.TRIES):
        with pytest.raises(RuleBroken, match="not the figures shown"):
            meetings.sign_in(table.as_(2), meeting, wrong(code))
    with table.refused(RuleBroken, "too many tries"):
        meetings.sign_in(table.as_(2), meeting, code)
    meetings.sign_in(table.as_(3), meeting, code)
    table.clock.forward(minutes=10)
    meetings.sign_in(table.as_(2), meeting, code)
    assert meetings.headcount(table.office, meeting).present == 2


def test_a_reopened_sign_in_has_another_code(table: Table):
    meeting, first = opened(table)
    codes = {first}
    for _again in range(3):
        meetings.postpone(table.office, meeting, "No quorum")
        meetings.reschedule(table.office, meeting, at(15))
        meetings.approve_agenda(table.chair, meeting)
        meetings.give_notice(table.office, meeting)
        meetings.open_sign_in(table.office, meeting)
        codes.add(table.row(Meeting, meeting).check_in_code)
    assert len(codes) > 1


# --- substitutes ------------------------------------------------------------------------------------------------------


def colleague(table: Table, name: str = "deputy", unit: str = "members-4", *roles: Role) -> int:
    """Give somebody an account of a member organisation; return it."""
    table.seat_people({name: roles or (Role.MEMBER,)})
    with Session(table.engine) as session:
        organisation = session.exec(select(Organisation).where(Organisation.code == unit)).one()
    row = table.row(Account, table.people[name])
    row.organisation_id = organisation.id
    table.save(row)
    return row.id


def test_a_substitute_attends_while_the_seat_is_on_leave(table: Table):
    deputy = colleague(table)
    meeting, _items = table.noticed()
    seat = table.attendance(NUMBER, 4).id
    assert substitutes.colleagues(table.office, meeting) == {seat: {deputy: "Person deputy"}}
    substitutes.set_substitute(table.office, seat, deputy, "Deputy director", key="s")
    substitutes.set_substitute(table.office, seat, deputy, "Deputy director", key="s")
    line = table.attendance(NUMBER, 4)
    assert (line.presence, line.leave_reason) == (Presence.ON_LEAVE, "A substitute attends.")
    assert (line.substitute, line.substitute_name) == ("Deputy director", "Person deputy")
    meetings.open_sign_in(table.office, meeting)
    with table.refused(NotAllowed, "hold no seat"):
        meetings.sign_in(table.as_("deputy"), meeting)
    with Session(table.engine) as session:
        assert substitutes.voter_of(session, session.get_one(Attendance, seat)) == table.people["4"]
    meetings.sign_in(table.as_(4), meeting)
    assert table.attendance(NUMBER, 4).substitute == ""


def test_a_substitute_votes_where_the_house_rule_lets_them(table: Table):
    house_rules.change(table.office, "substitutes", "may_vote")
    deputy = colleague(table)
    meeting, _items = table.noticed()
    seat = table.attendance(NUMBER, 4).id
    substitutes.set_substitute(table.office, seat, deputy, "Deputy director")
    assert table.attendance(NUMBER, 4).presence is Presence.EXPECTED
    meetings.open_sign_in(table.office, meeting)
    meetings.sign_in(table.as_("deputy"), meeting)
    line = table.attendance(NUMBER, 4)
    assert (line.presence, line.substitute) == (Presence.PRESENT, "Deputy director")
    mine = [one.seat_number for one in meetings.meeting(table.as_("deputy"), NUMBER).attendance if one.mine]
    assert mine == [4]
    assert [one.seat_number for one in meetings.room(table.as_("deputy"), NUMBER).mine] == [4]
    with Session(table.engine) as session:
        assert substitutes.voter_of(session, session.get_one(Attendance, seat)) == deputy
    with table.refused(RuleBroken, "signed in"):
        substitutes.set_substitute(table.office, seat, None)


def test_a_substitute_is_taken_back(table: Table):
    house_rules.change(table.office, "substitutes", "may_vote")
    deputy = colleague(table)
    table.noticed()
    seat = table.attendance(NUMBER, 4).id
    substitutes.set_substitute(table.office, seat, deputy, "Deputy director")
    substitutes.set_substitute(table.office, seat, None)
    row = table.row(Attendance, seat)
    assert (row.substitute_user_id, row.substitute, row.presence) == (None, "", Presence.EXPECTED)
    substitutes.set_substitute(table.office, seat, None, "Deputy director")
    assert table.attendance(NUMBER, 4).presence is Presence.ON_LEAVE


def test_only_a_free_colleague_may_sit_in(table: Table):
    house_rules.change(table.office, "substitutes", "may_vote")
    stranger = colleague(table, "stranger", "members-5")
    resident = colleague(table, "neighbour", "members-4", Role.RESIDENT)
    deputy = colleague(table)
    meeting, _items = table.noticed()
    seat = table.attendance(NUMBER, 4).id
    for account, words in ((stranger, "same member organisation"), (resident, "may not attend"), (99, "same member")):
        with table.refused(BadInput, words, field="user_id"):
            substitutes.set_substitute(table.office, seat, account, "Deputy director")
    with table.refused(BadInput, "which post", field="post"):
        substitutes.set_substitute(table.office, seat, deputy)
    holder = table.row(Account, table.people["4"])
    holder.organisation_id = table.row(Account, deputy).organisation_id
    table.save(holder)
    with table.refused(BadInput, "has a seat at this meeting", field="user_id"):
        substitutes.set_substitute(table.office, seat, holder.id, "Deputy director")
    for who in ("2", "4", "reviewer"):
        with table.refused(NotAllowed):
            substitutes.set_substitute(table.as_(who), seat, deputy, "Deputy director")
    meetings.cancel(table.office, meeting, "Typhoon")
    with table.refused(RuleBroken, "until the end of the meeting only"):
        substitutes.set_substitute(table.office, seat, deputy, "Deputy director")


def test_everybody_is_expected_anew_at_a_meeting_called_again(table: Table):
    deputy = colleague(table)
    meeting, _items = table.noticed()
    seat = table.attendance(NUMBER, 4).id
    substitutes.set_substitute(table.office, seat, deputy, "Deputy director")
    meetings.open_sign_in(table.office, meeting)
    meetings.postpone(table.office, meeting, "No quorum")
    meetings.reschedule(table.office, meeting, at(15))
    row = table.row(Attendance, seat)
    assert (row.substitute_user_id, row.substitute, row.presence) == (None, "", Presence.EXPECTED)


# --- guests -----------------------------------------------------------------------------------------------------------


def test_guests_attend_or_observe(table: Table):
    meeting, _items = table.noticed()
    first = meetings.add_guest(table.office, meeting, "Property company")
    second = meetings.add_guest(table.office, meeting, "Residents of the lane", kind=GuestKind.OBSERVER)
    assert [table.row(Guest, one).type for one in (first, second)] == [GuestKind.IN_ATTENDANCE, GuestKind.OBSERVER]
    seen = meetings.meeting(table.as_(2), NUMBER).guests
    assert [one.type for one in seen] == [GuestKind.IN_ATTENDANCE, GuestKind.OBSERVER]
    assert meetings.headcount(table.office, meeting).guests == 2


def test_removing_an_item_takes_its_recusals_along(table: Table):
    meeting, (only,) = table.noticed()
    table.save(
        Recusal(meeting_id=meeting, agenda_item_id=only, seat_id=4, reason="Own supplier", declared_at=table.clock.at)
    )
    meetings.revise_agenda(table.office, meeting, "Another item")
    meetings.remove_item(table.office, only)
    assert table.everything()["recusal"] == []
