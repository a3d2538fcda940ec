"""The home page tells everybody what waits for them, and nobody what does not."""

from datetime import date, timedelta

from sqlmodel import Session

from dashboard.rules.lifecycle.minutes import RemarkAction
from dashboard.services import decisions, meetings, minutes, overview, votes
from dashboard.services.meetings import recusals, topics
from models.account import Account, AccountRole
from models.enums import Choice, Role, VoteMode
from models.topic import TopicDraft
from tests.services import secret_votes
from tests.services.minuted import minuted
from tests.services.table import Table


def waits(table: Table, who: str | int) -> list[tuple[str, int, str]]:
    return [(line.what, line.count, line.number) for line in overview.waiting(table.as_(who))]


def put(table: Table, mode: VoteMode, *recused: int) -> int:
    _meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    for seat in recused:
        recusals.declare(table.office, items[0], seat, "Its own unit builds it")
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1", mode=mode)
    votes.open_vote(table.office, motion)
    return motion


def ballot(table: Table, who: int) -> list[tuple[str, int, str]]:
    return [line for line in waits(table, who) if line[0] == "ballot"]


def test_a_recorded_ballot_waits_until_it_is_cast(table: Table):
    motion = put(table, VoteMode.RECORDED, 3)
    assert ballot(table, 2) == [("ballot", 1, "2026-WY-01")]
    assert ballot(table, 3) == ballot(table, 11) == []
    table.cast(motion, Choice.FOR, first=2)
    assert ballot(table, 2) == []


def test_a_secret_ballot_waits_until_the_seat_took_part(table: Table):
    vote = secret_votes.under_way(table)
    assert ballot(table, 1) == [("ballot", 1, "2026-WY-01")]
    vote.cast(Choice.FOR)
    assert (ballot(table, 1), ballot(table, 2)) == ([], [("ballot", 1, "2026-WY-01")])


def test_hands_and_paper_wait_for_no_ballot(table: Table):
    for mode in (VoteMode.SHOW_OF_HANDS, VoteMode.PAPER):
        motion = put(table, mode)
        assert ballot(table, 2) == []
        votes.void(table.office, motion, "Only a trial")


def test_overdue_decisions_wait_for_the_office_and_led_ones_for_their_liaison(table: Table):
    motion = put(table, VoteMode.SHOW_OF_HANDS)
    votes.close_hands(table.office, motion, 8, 1, 1)
    decisions.assign(table.office, 1, organisation_id=5, due_on=date(2026, 12, 20))
    with Session(table.engine.execution_options(writes=True)) as session:
        session.get_one(Account, table.people["resident"]).organisation_id = 5
        session.add(AccountRole(account_id=table.people["resident"], role=Role.LIAISON))
        session.commit()
    assert ("carry_out", 1, "") in waits(table, "resident")
    assert ("decisions", 1, "") not in waits(table, "secretariat")
    table.clock.forward(days=15)
    assert ("decisions", 1, "") in waits(table, "secretariat")
    assert [line for line in waits(table, 2) if line[0] == "decisions"] == []


def test_void_votes_are_not_counted_as_decided(table: Table):
    motion = put(table, VoteMode.PAPER)
    votes.end_voting(table.office, motion)
    for teller in (2, 3):
        votes.enter_count(table.as_(teller), motion, votes.Figures(9, 10, 0, 0, 0, 0))
    assert overview.figures(table.as_("visitor")).decided == 0


def test_an_open_call_waits_for_members_and_a_topic_for_the_office(table: Table):
    meeting, _items = table.draft()
    today = table.office.today()
    topics.call_topics(table.office, meeting, today, today + timedelta(days=2))
    assert ("topics_open", 1, "2026-WY-01") in waits(table, 2)
    assert not [line for line in waits(table, "secretariat") if line[0].startswith("topics")]
    topics.submit(table.as_(2), meeting, TopicDraft(title="Lamps at the gate", reasons="It is dark there at night."))
    assert ("topics_check", 1, "") in waits(table, "secretariat")
    table.clock.at += timedelta(days=3)
    assert ("topics_open", 1, "2026-WY-01") not in waits(table, 2)


def test_envelopes_wait_for_their_holders(table: Table):
    vote = secret_votes.under_way(table)
    vote.cast(Choice.FOR)
    holders = [who for who in ("secretariat", *range(1, 12)) if ("envelopes", 1, "2026-WY-01") in waits(table, who)]
    assert holders == []
    vote.end()
    holders = [who for who in ("secretariat", *range(1, 12)) if ("envelopes", 1, "2026-WY-01") in waits(table, who)]
    assert len(holders) == 2


def test_minutes_wait_for_whoever_takes_the_next_step(engine, clock):
    world = minuted(engine, clock)
    table, number = world.table, world.number

    def lines(who: str | int) -> list[str]:
        return [line.what for line in overview.waiting(table.as_(who)) if line.what.startswith("minutes")]

    assert lines("secretariat") == ["minutes_draft"]
    world.circulated()
    assert (lines("secretariat"), lines(2), lines(11)) == ([], ["minutes_read"], [])
    said = minutes.remark(table.as_(2), world.key, 1, "The date is wrong.")
    assert (lines("secretariat"), lines(2)) == (["minutes_remarks"], [])
    minutes.answer(world.office, said, RemarkAction.ACCEPT)
    clock.forward(days=12)
    assert lines("secretariat") == ["minutes_overdue", "minutes_hand_in"]
    minutes.hand_in(world.office, world.key, 1)
    assert lines(1) == ["minutes_approve"]
    minutes.approve(world.chair, world.key, 1)
    assert lines("secretariat") == ["minutes_overdue", "minutes_issue"]
    minutes.issue(world.office, world.key)
    assert lines("secretariat") == ["minutes_screen"]
    world.prepared()
    assert (lines("secretariat"), lines(1)) == ([], ["minutes_publish"])
    minutes.publish(world.chair, world.key, 1)
    assert lines("secretariat") == ["minutes_archive"]
    minutes.propose_correction(world.office, world.key, 1, world.text + "\nMore.", "Why")
    assert lines(1) == ["minutes_correct"]
    assert {line.number for line in overview.waiting(world.chair) if line.what == "minutes_correct"} == {number}
