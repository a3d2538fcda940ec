"""Topics are called for, handed in by those who may, checked, and put on an agenda or not; a refusal writes nothing."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError
from sqlmodel import Session, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.formats import at_shanghai
from dashboard.services import house_rules, meetings
from dashboard.services.meetings import carried, topic_reading, topics
from dashboard.services.meetings.carried import LeftOver
from dashboard.services.meetings.topic_shapes import TopicCheck, TopicFilter
from models.account import Account
from models.audit import AuditEntry
from models.enums import AgendaStatus, DecisionPower, MeetingStatus, NeedStatus, Role, TopicStatus
from models.life import LifeEvent
from models.meeting import AgendaItem, AgendaItemDraft, Meeting
from models.need import Need
from models.organisation import Organisation
from models.topic import Topic, TopicDraft
from tests.services.table import DAY, Table

TODAY = date(2026, 12, 1)
LAST = date(2026, 12, 5)
FIT = TopicCheck(within_remit=True, prepared=True)


def draft(**changed: object) -> TopicDraft:
    facts = {"title": "Lamps along the lane", "reasons": "Three lamps have been dark since the autumn."}
    return TopicDraft(**facts | changed)


def called(table: Table, *needs: int) -> int:
    """Return a meeting whose call for topics is open until LAST."""
    meeting, _items = table.draft(*needs)
    topics.call_topics(table.office, meeting, TODAY, LAST)
    return meeting


def liaison(table: Table, organisation: str = "members-7") -> None:
    """Seat a liaison of this organisation."""
    table.seat_people({"liaison": (Role.LIAISON,)})
    with Session(table.engine) as session:
        unit = session.exec(select(Organisation).where(Organisation.code == organisation)).one()
    account = table.row(Account, table.people["liaison"])
    account.organisation_id = unit.id
    table.save(account)


# --- the call ---------------------------------------------------------------------------------------------------------


def test_the_days_offered_follow_the_house_rule(table: Table):
    meeting, _items = table.draft()
    table.clock.at -= timedelta(days=20)
    assert topic_reading.offered_days(table.office, meeting) == (date(2026, 11, 11), date(2026, 11, 25))
    house_rules.change(table.office, "topic_deadline_days", 5)
    assert topic_reading.offered_days(table.office, meeting) == (date(2026, 11, 11), LAST)
    with pytest.raises(NotFound):
        topic_reading.offered_days(table.office, 99)


def test_a_call_is_opened_by_the_secretariat_and_ended(table: Table):
    meeting, _items = table.draft()
    for who in ("1", "2", "reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            topics.call_topics(table.as_(who), meeting, TODAY, LAST)
    topics.call_topics(table.office, meeting, TODAY, LAST, key="c")
    topics.call_topics(table.office, meeting, TODAY, LAST, key="c")
    row = table.row(Meeting, meeting)
    assert (row.status, row.topics_from, row.topics_until) == (MeetingStatus.CALL_FOR_TOPICS, TODAY, LAST)
    topics.end_call(table.office, meeting)
    assert table.row(Meeting, meeting).status == MeetingStatus.DRAFT
    with table.refused(RuleBroken, "not open any more"):
        topics.end_call(table.office, meeting)


@pytest.mark.parametrize(
    ("first", "last"),
    [(LAST, TODAY), (TODAY, DAY + timedelta(days=1)), (TODAY - timedelta(days=5), TODAY - timedelta(days=1))],
)
def test_a_call_lies_between_today_and_the_meeting(table: Table, first: date, last: date):
    meeting, _items = table.draft()
    with table.refused(BadInput, "The last day must be", field="topics_until"):
        topics.call_topics(table.office, meeting, first, last)


def test_the_agenda_is_built_while_topics_are_called_for(table: Table):
    meeting = called(table)
    with table.refused(RuleBroken, "not open any more"):
        meetings.approve_agenda(table.chair, meeting)
    item = meetings.add_item(table.office, meeting, AgendaItemDraft(title="Report of the year"))
    meetings.remove_item(table.office, item)
    meetings.cancel(table.office, meeting, "Not needed")
    assert table.row(Meeting, meeting).status == MeetingStatus.CANCELLED


# --- handing in -------------------------------------------------------------------------------------------------------


def test_a_member_hands_in_for_the_organisation_of_the_seat(table: Table):
    meeting = called(table)
    made = topics.submit(table.as_(7), meeting, draft(minutes_wanted=15), key="s")
    assert topics.submit(table.as_(7), meeting, draft(), key="s") == made
    row = table.row(Topic, made)
    with Session(table.engine) as session:
        unit = session.get_one(Organisation, row.organisation_id)
    assert (unit.code, row.user_id, row.minutes_wanted) == ("members-7", table.people["7"], 15)
    assert row.status == TopicStatus.SUBMITTED
    assert len(table.everything()["topic"]) == 1


def test_a_liaison_hands_in_for_the_organisation_of_the_account(table: Table):
    liaison(table)
    meeting = called(table)
    made = topics.submit(table.as_("liaison"), meeting, draft())
    assert topic_reading.handed_in(table.as_("liaison"))[0].organisation == "Unit 7"
    row = table.row(Organisation, table.row(Topic, made).organisation_id)
    row.left_on = TODAY
    table.save(row)
    with table.refused(NotAllowed, "Unit 7 is not a member organisation today"):
        topics.submit(table.as_("liaison"), meeting, draft())


def test_who_speaks_for_no_organisation_hands_nothing_in(table: Table):
    meeting = called(table)
    table.seat_people({"stranger": (Role.MEMBER,)})
    with table.refused(NotAllowed, "belongs to no member organisation"):
        topics.submit(table.as_("stranger"), meeting, draft())
    for who in ("reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            topics.submit(table.as_(who), meeting, draft())


def test_an_organisation_is_named_by_the_secretariat_alone(table: Table):
    meeting = called(table)
    own = topics.submit(table.as_(7), meeting, draft(), organisation_id=1)
    entered = topics.submit(table.office, meeting, draft(), organisation_id=3)
    bare = topics.submit(table.office, meeting, draft())
    assert [table.row(Topic, made).organisation_id for made in (own, entered, bare)] == [7, 3, None]
    with table.refused(NotFound):
        topics.submit(table.office, meeting, draft(), organisation_id=99)


def test_members_hand_in_within_the_call_and_the_secretariat_also_late(table: Table):
    meeting, _items = table.draft()
    with table.refused(RuleBroken, "takes no topics today"):
        topics.submit(table.as_(7), meeting, draft())
    topics.call_topics(table.office, meeting, TODAY + timedelta(days=1), LAST)
    with table.refused(RuleBroken, "takes no topics today"):
        topics.submit(table.as_(7), meeting, draft())
    table.clock.at = at_shanghai(LAST, 23, 59)
    topics.submit(table.as_(7), meeting, draft())
    table.clock.at = at_shanghai(LAST + timedelta(days=1), 0, 1)
    with table.refused(RuleBroken, "takes no topics today"):
        topics.submit(table.as_(7), meeting, draft())
    topics.submit(table.office, meeting, draft(title="Late but urgent"))
    assert [(one.title, one.late) for one in topic_reading.handed_in(table.office)] == [
        ("Late but urgent", True),
        ("Lamps along the lane", False),
    ]
    topics.end_call(table.office, meeting)
    meetings.approve_agenda(table.chair, meeting)
    with table.refused(RuleBroken, "The agenda is settled"):
        topics.submit(table.office, meeting, draft())


@pytest.mark.parametrize(("field", "text"), [("title", "Ring 13812345678"), ("reasons", "Ring 13812345678 at once")])
def test_a_topic_that_names_a_telephone_is_refused(table: Table, field: str, text: str):
    meeting = called(table)
    with table.refused(BadInput, field=field):
        topics.submit(table.as_(7), meeting, draft(**{field: text}))


def test_a_topic_without_reasons_is_no_topic():
    with pytest.raises(ValidationError):
        draft(reasons="Dark")


def test_a_topic_on_an_item_takes_its_power_to_decide(table: Table):
    need, done = table.need("PL-XQ-1"), table.need("PL-XQ-2", NeedStatus.COMPLETED)
    row = table.row(Need, need)
    row.decision_power = DecisionPower.OWNERS
    table.save(row)
    meeting = called(table)
    made = topics.submit(table.as_(7), meeting, draft(need_id=need))
    assert table.row(Topic, made).decision_power == DecisionPower.OWNERS
    assert table.row(Need, need).status == NeedStatus.OPEN
    with table.refused(RuleBroken, "PL-XQ-2 cannot go to a meeting now"):
        topics.submit(table.as_(7), meeting, draft(need_id=done))
    assert [one.number for one in topic_reading.needs_to_propose(table.as_(7))] == ["PL-XQ-1"]


def test_a_topic_is_taken_back_by_its_own_hand_alone(table: Table):
    meeting = called(table)
    made = topics.submit(table.as_(7), meeting, draft())
    for who in ("8", "secretariat", "1"):
        with table.refused(NotAllowed, "may take it back"):
            topics.withdraw(table.as_(who), made)
    topics.withdraw(table.as_(7), made, key="w")
    topics.withdraw(table.as_(7), made, key="w")
    assert table.row(Topic, made).status == TopicStatus.WITHDRAWN
    with table.refused(RuleBroken, "not open any more"):
        topics.withdraw(table.as_(7), made)


# --- the check --------------------------------------------------------------------------------------------------------


def test_the_four_questions_are_kept_and_traced(table: Table):
    meeting = called(table)
    made = topics.submit(table.as_(7), meeting, draft())
    answers = TopicCheck(within_remit=True, prepared=False, residents_heard=None, legal_gate=True)
    for who in ("7", "1"):
        with table.refused(NotAllowed):
            topics.check(table.as_(who), made, answers)
    topics.check(table.office, made, answers, key="c")
    topics.check(table.office, made, answers, key="c")
    (seen,) = topic_reading.handed_in(table.as_(7))
    assert (seen.answers, seen.unmet, seen.doubtful) == (answers, ("prepared",), ("residents_heard",))
    with Session(table.engine) as session:
        lines = session.exec(select(AuditEntry).where(AuditEntry.action == "topic.check")).all()
    assert [line.facts for line in lines] == [answers.model_dump()]


@pytest.mark.parametrize(
    "answers",
    [
        TopicCheck(),
        TopicCheck(within_remit=True),
        TopicCheck(prepared=True),
        TopicCheck(within_remit=True, prepared=False),
        TopicCheck(within_remit=False, prepared=True),
    ],
)
def test_only_a_prepared_topic_within_the_remit_is_listed(table: Table, answers: TopicCheck):
    meeting = called(table)
    made = topics.submit(table.as_(7), meeting, draft())
    topics.check(table.office, made, answers)
    with table.refused(RuleBroken, "within the remit, and prepared"):
        topics.list_topic(table.office, made)


def test_a_listed_topic_stands_on_the_agenda_with_its_item(table: Table):
    need = table.need("PL-XQ-1")
    meeting = called(table)
    made = topics.submit(table.as_(7), meeting, draft(need_id=need, minutes_wanted=20))
    topics.check(table.office, made, FIT)
    item = topics.list_topic(table.office, made, key="l")
    assert topics.list_topic(table.office, made, key="l") == item
    row = table.row(AgendaItem, item)
    assert (row.title, row.minutes_planned, row.presenter) == ("Lamps along the lane", 20, "Unit 7")
    assert (row.need_id, row.position) == (need, 2)
    assert table.row(Need, need).status == NeedStatus.ON_AGENDA
    (seen,) = topic_reading.handed_in(table.as_(7))
    assert (seen.status, seen.listed, seen.reference) == (TopicStatus.LISTED, True, "2026-WY-01")
    with table.refused(RuleBroken, "dealt with already"):
        topics.check(table.office, made, FIT)
    with table.refused(RuleBroken, "not open any more"):
        topics.list_topic(table.office, made)


def test_a_topic_whose_item_stands_on_another_agenda_is_not_listed(table: Table):
    need = table.need("PL-XQ-1")
    meeting = called(table)
    made = topics.submit(table.as_(7), meeting, draft(need_id=need))
    topics.check(table.office, made, FIT)
    table.draft(need)
    with table.refused(RuleBroken, "PL-XQ-1 cannot go to a meeting now"):
        topics.list_topic(table.office, made)


def test_a_topic_taken_off_the_agenda_can_go_on_again(table: Table):
    meeting = called(table)
    made = topics.submit(table.as_(7), meeting, draft())
    topics.check(table.office, made, FIT)
    meetings.remove_item(table.office, topics.list_topic(table.office, made))
    (seen,) = topic_reading.handed_in(table.as_(7))
    assert (seen.status, seen.listed) == (TopicStatus.LISTED, False)
    item = topics.list_topic(table.office, made)
    assert table.row(Topic, made).agenda_item_id == item


def test_a_refusal_and_a_deferral_give_their_reason_to_the_proposer(table: Table):
    meeting = called(table)
    first, second = (topics.submit(table.as_(7), meeting, draft(title=title)) for title in ("First one", "Second one"))
    for use_case in (topics.refuse, topics.defer):
        with table.refused(BadInput, "give a reason", field="reason"):
            use_case(table.office, first, " ")
        with table.refused(NotAllowed):
            use_case(table.chair, first, "Because")
    topics.refuse(table.office, first, "Belongs to the district")
    topics.defer(table.office, second, "Ask the residents first")
    seen = {one.title: (one.status, one.reason) for one in topic_reading.handed_in(table.as_(7))}
    assert seen == {
        "First one": (TopicStatus.REFUSED, "Belongs to the district"),
        "Second one": (TopicStatus.DEFERRED, "Ask the residents first"),
    }
    with table.refused(RuleBroken, "not open any more"):
        topics.refuse(table.office, second, "Too late")


# --- looking ----------------------------------------------------------------------------------------------------------


def test_each_reads_the_topics_of_the_own_organisation_and_office_and_chair_all(table: Table):
    liaison(table)
    meeting = called(table)
    topics.submit(table.as_(7), meeting, draft(title="Of unit seven"))
    topics.submit(table.as_(8), meeting, draft(title="Of unit eight"))
    titles = {
        who: [one.title for one in topic_reading.handed_in(table.as_(who))]
        for who in ("7", "8", "9", "liaison", "1", "secretariat")
    }
    both = ["Of unit eight", "Of unit seven"]
    assert titles == {
        "7": ["Of unit seven"],
        "8": ["Of unit eight"],
        "9": [],
        "liaison": ["Of unit seven"],
        "1": both,
        "secretariat": both,
    }
    assert [one.mine for one in topic_reading.handed_in(table.as_("liaison"))] == [False]
    for who in ("reviewer", "resident", "visitor"):
        with pytest.raises(NotAllowed):
            topic_reading.handed_in(table.as_(who))


def test_topics_are_looked_up_by_meeting_and_status(table: Table):
    first, second = called(table), called(table)
    made = topics.submit(table.as_(7), first, draft(title="First one"))
    topics.submit(table.as_(7), second, draft(title="Second one"))
    topics.withdraw(table.as_(7), made)
    by_meeting = topic_reading.handed_in(table.office, TopicFilter(meeting="2026-WY-02"))
    by_status = topic_reading.handed_in(table.office, TopicFilter(status=TopicStatus.WITHDRAWN))
    assert [[one.title for one in found] for found in (by_meeting, by_status)] == [["Second one"], ["First one"]]


def test_the_calls_on_offer_depend_on_day_and_reader(table: Table):
    open_now = called(table)
    drafted, _items = table.draft()
    assert [one.meeting_id for one in topic_reading.calls(table.as_(7))] == [open_now]
    assert [(one.meeting_id, one.open) for one in topic_reading.calls(table.office)] == [
        (open_now, True),
        (drafted, False),
    ]
    table.clock.at = at_shanghai(LAST + timedelta(days=1), 9)
    assert topic_reading.calls(table.as_(7)) == []


# --- the next meeting -------------------------------------------------------------------------------------------------


def test_a_deferred_topic_is_offered_to_the_next_meeting_of_the_body(table: Table):
    meeting = called(table)
    made = topics.submit(table.as_(7), meeting, draft())
    topics.defer(table.office, made, "Ask the residents first")
    later, _items = table.draft()
    (one,) = carried.offered(table.office, later)
    assert (one.kind, one.id, one.title, one.meeting_number, one.ready) == (
        LeftOver.TOPIC,
        made,
        "Lamps along the lane",
        "2026-WY-01",
        False,
    )
    assert carried.offered(table.office, meeting) == []
    with table.refused(RuleBroken, "within the remit, and prepared"):
        carried.take(table.office, later, LeftOver.TOPIC, made)
    topics.check(table.office, made, FIT)
    item = carried.take(table.office, later, LeftOver.TOPIC, made, key="t")
    assert carried.take(table.office, later, LeftOver.TOPIC, made, key="t") == item
    assert table.row(AgendaItem, item).meeting_id == later
    assert topic_reading.handed_in(table.as_(7))[0].reference == "2026-WY-02"
    assert carried.offered(table.office, later) == []


def test_a_cancelled_meeting_puts_its_topics_off(table: Table):
    meeting = called(table)
    made = topics.submit(table.as_(7), meeting, draft())
    gone = topics.submit(table.as_(8), meeting, draft())
    topics.withdraw(table.as_(8), gone)
    meetings.cancel(table.office, meeting, "Typhoon")
    assert [table.row(Topic, one).status for one in (made, gone)] == [TopicStatus.DEFERRED, TopicStatus.WITHDRAWN]
    with Session(table.engine) as session:
        last = session.exec(select(LifeEvent).where(LifeEvent.subject == f"topic/{made}")).all()[-1]
    assert (last.action, last.reason) == ("defer", "Typhoon")


def test_a_topic_the_meeting_never_dealt_with_is_offered_again(table: Table):
    meeting = called(table)
    made = topics.submit(table.as_(7), meeting, draft())
    topics.end_call(table.office, meeting)
    meetings.approve_agenda(table.chair, meeting)
    meetings.give_notice(table.office, meeting)
    meetings.open_sign_in(table.office, meeting)
    meetings.start(table.office, meeting)
    later, _items = table.draft()
    assert carried.offered(table.office, later) == []
    meetings.close(table.office, meeting)
    found = [(one.kind, one.id, one.outcome) for one in carried.offered(table.office, later)]
    assert found == [(LeftOver.ITEM, 1, AgendaStatus.DEFERRED), (LeftOver.TOPIC, made, None)]
