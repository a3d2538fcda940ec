"""Those who attended say what is wrong with a draft, in time; each is answered before the chair gets the text."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.formats import at_shanghai
from dashboard.rules.lifecycle.minutes import RemarkAction
from dashboard.services import minutes
from models.enums import MinutesStatus, RemarkStatus
from models.house_rule import HouseRule
from models.meeting import Attendance, Meeting
from models.minutes import MinutesRemark
from tests.services.minuted import Minuted, minuted


@pytest.fixture
def out(engine, clock) -> Minuted:
    """The draft is with those who attended."""
    return minuted(engine, clock).circulated()


def test_the_period_is_two_working_days_unless_the_house_says_otherwise(engine, clock):
    world = minuted(engine, clock).drafted()
    minutes.check(world.office, world.key, 1)
    world.table.save(HouseRule(name="minutes_comment_days", value=3))
    assert minutes.circulate(world.office, world.key, 1, key="c") == date(2026, 12, 15)  # 10 December is a Thursday
    assert minutes.circulate(world.office, world.key, 1, key="c") == date(2026, 12, 15)
    assert world.row.comments_until == date(2026, 12, 15)
    assert world.row.status == MinutesStatus.COMMENTING


def test_a_last_day_that_has_passed_is_refused(engine, clock):
    world = minuted(engine, clock).drafted()
    minutes.check(world.office, world.key, 1)
    with world.table.refused(BadInput, field="until"):
        minutes.circulate(world.office, world.key, 1, date(2026, 12, 9))


def test_who_attended_asks_for_a_correction_and_is_told_what_became_of_it(out: Minuted):
    member = out.table.as_(3)
    made = minutes.remark(member, out.key, 1, " 第3单位提出的意见未写入。 ", key="k")
    assert minutes.remark(member, out.key, 1, "第3单位提出的意见未写入。", key="k") == made
    (mine,) = minutes.remarks(member, out.number).remarks
    assert (mine.text, mine.status, mine.mine, mine.version) == (
        "第3单位提出的意见未写入。", RemarkStatus.OPEN, True, 1,
    )  # fmt: skip
    assert minutes.remarks(out.table.as_(4), out.number).remarks == ()
    assert [one.id for one in minutes.remarks(out.chair, out.number).remarks] == [made]

    with out.table.refused(BadInput, field="reason"):
        minutes.answer(out.office, made, RemarkAction.DECLINE, " ")
    with out.table.refused(NotAllowed):
        minutes.answer(member, made, RemarkAction.ACCEPT)
    with out.table.refused(RuleBroken):
        minutes.answer(out.office, made, RemarkAction.CONFIRM)
    assert minutes.answer(out.office, made, RemarkAction.PARTLY, "已补入一句。", key="a") == RemarkStatus.PARTLY
    assert minutes.answer(out.office, made, RemarkAction.PARTLY, "已补入一句。", key="a") == RemarkStatus.PARTLY
    (told,) = minutes.remarks(member, out.number).remarks
    assert (told.status, told.reply) == (RemarkStatus.PARTLY, "已补入一句。")
    with out.table.refused(RuleBroken):
        minutes.answer(out.office, made, RemarkAction.ACCEPT)


def test_only_who_attended_may_speak(out: Minuted):
    for person in (11, "reviewer"):  # seat 11 was away
        with out.table.refused(NotAllowed):
            minutes.remark(out.table.as_(person), out.key, 1, "The date is wrong.")
        with out.table.refused(NotAllowed):
            minutes.nothing_to_correct(out.table.as_(person), out.key, 1)
    assert not minutes.remarks(out.table.as_(11), out.number).attended
    assert minutes.remarks(out.table.as_(10), out.number).attended


def test_a_substitute_speaks_and_the_holder_who_was_away_does_not(out: Minuted):
    row = out.table.row(Attendance, out.table.attendance(out.number, 5).id)
    row.substitute, row.substitute_user_id = "Deputy", out.table.people["11"]
    out.table.save(row)
    with out.table.refused(NotAllowed):
        minutes.nothing_to_correct(out.table.as_(5), out.key, 1)
    assert minutes.nothing_to_correct(out.table.as_(11), out.key, 1)


def test_the_last_day_ends_at_midnight_in_shanghai(out: Minuted, clock):
    clock.at = at_shanghai(date(2026, 12, 14), 23, 59)
    assert minutes.remark(out.table.as_(2), out.key, 1, "The date is wrong.")
    assert minutes.remarks(out.table.as_(2), out.number).open
    clock.forward(minutes=1)
    assert not minutes.remarks(out.table.as_(2), out.number).open
    with out.table.refused(RuleBroken, "The time for corrections ended on 2026-12-14"):
        minutes.remark(out.table.as_(2), out.key, 1, "The date is wrong.")


def test_an_older_text_is_not_spoken_about(out: Minuted):
    minutes.save(out.office, out.key, out.text + "\nMore.", 1)
    with out.table.refused(RuleBroken, "Somebody saved version 2"):
        minutes.nothing_to_correct(out.table.as_(2), out.key, 1)


def test_nothing_to_correct_is_said_once_and_not_beside_an_open_remark(out: Minuted):
    member = out.table.as_(2)
    made = minutes.remark(member, out.key, 1, "The date is wrong.")
    with out.table.refused(RuleBroken, "is not answered yet"):
        minutes.nothing_to_correct(member, out.key, 1)
    with out.table.refused(NotAllowed):
        minutes.withdraw_remark(out.table.as_(3), made)
    assert minutes.withdraw_remark(member, made) == RemarkStatus.WITHDRAWN
    said = minutes.nothing_to_correct(member, out.key, 1, key="n")
    assert minutes.nothing_to_correct(member, out.key, 1, key="n") == said
    assert out.table.row(MinutesRemark, said).status == RemarkStatus.NOTHING
    with out.table.refused(RuleBroken, "said so already"):
        minutes.nothing_to_correct(member, out.key, 1)


def test_of_four_clicks_at_once_one_says_nothing_to_correct(out: Minuted):
    gate = Barrier(4)

    def try_it(_n: int) -> bool:
        gate.wait()
        try:
            minutes.nothing_to_correct(out.table.as_(2), out.key, 1)
        except RuleBroken:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(try_it, range(4))) == 1


def test_handing_in_waits_for_the_period_or_for_every_word(out: Minuted):
    with out.table.refused(RuleBroken, r"until 2026-12-14, and 10 of them have not said anything"):
        minutes.hand_in(out.office, out.key, 1)
    for seat in range(1, 10):
        minutes.nothing_to_correct(out.table.as_(seat), out.key, 1)
    made = minutes.remark(out.table.as_(10), out.key, 1, "The date is wrong.")
    assert minutes.remarks(out.office, out.number).waiting == ()
    with out.table.refused(RuleBroken, "1 corrections that were asked for are not answered"):
        minutes.hand_in(out.office, out.key, 1)
    minutes.answer(out.office, made, RemarkAction.ACCEPT)
    assert minutes.hand_in(out.office, out.key, 1) == MinutesStatus.IN_REVIEW


def test_after_the_period_only_an_unanswered_remark_holds_the_text_up(out: Minuted, clock):
    made = minutes.remark(out.table.as_(10), out.key, 1, "The date is wrong.")
    clock.forward(days=10)
    with out.table.refused(RuleBroken, "are not answered yet"):
        minutes.hand_in(out.office, out.key, 1)
    minutes.answer(out.office, made, RemarkAction.DECLINE, "The date is right.")
    assert minutes.hand_in(out.office, out.key, 1) == MinutesStatus.IN_REVIEW


def test_a_draft_sent_round_anew_asks_everybody_anew(out: Minuted, clock):
    minutes.nothing_to_correct(out.table.as_(2), out.key, 1)
    clock.forward(minutes=5)
    with out.table.refused(BadInput, field="reason"):
        minutes.revise(out.office, out.key, 1, "")
    minutes.revise(out.office, out.key, 1, "Item 2 is missing.")
    minutes.check(out.office, out.key, 1)
    minutes.circulate(out.office, out.key, 1)
    assert len(minutes.remarks(out.office, out.number).waiting) == 10


def test_without_asking_anybody_a_reason_is_needed(engine, clock):
    world = minuted(engine, clock).drafted()
    with world.table.refused(RuleBroken, "Have the draft checked first"):
        minutes.hand_in(world.office, world.key, 1, reason="In a hurry.")
    minutes.check(world.office, world.key, 1)
    with world.table.refused(BadInput, field="reason"):
        minutes.hand_in(world.office, world.key, 1)
    assert minutes.hand_in(world.office, world.key, 1, reason="Read out at the end.") == MinutesStatus.IN_REVIEW


def test_a_stale_figure_is_shown_taken_over_and_refused_until_then(out: Minuted, clock):
    out.change_a_figure()
    state = minutes.state(out.office, out.number)
    (stale,) = {(one.kind, one.key, one.written, one.now) for one in state.findings}
    assert stale == ("stale", "会议.名称", "Meeting of the fourth quarter", "Meeting of another quarter")
    assert state.stale
    assert minutes.state(out.table.as_(2), out.number).findings == ()
    clock.forward(days=10)
    with out.table.refused(
        RuleBroken, "it says “Meeting of the fourth quarter”, stored is “Meeting of another quarter”"
    ):
        minutes.hand_in(out.office, out.key, 1)

    assert minutes.take_over_figures(out.office, out.key, 1, key="f") == 2
    assert minutes.take_over_figures(out.office, out.key, 1, key="f") == 2
    assert minutes.take_over_figures(out.office, out.key, 2) == 2
    assert minutes.state(out.office, out.number).findings == ()
    assert minutes.versions(out.office, out.number)[0].origin == "figures"
    assert minutes.hand_in(out.office, out.key, 2) == MinutesStatus.IN_REVIEW


def test_a_fact_left_out_is_acknowledged_or_refused(out: Minuted, clock):
    minutes.save(out.office, out.key, "会议决定修缮车棚。", 1)
    clock.forward(days=10)
    with out.table.refused(RuleBroken, r"leaves out \d+ facts"):
        minutes.hand_in(out.office, out.key, 2)
    assert minutes.hand_in(out.office, out.key, 2, acknowledged=True) == MinutesStatus.IN_REVIEW


def test_deadlines_are_shown_and_missed(engine, clock):
    world = minuted(engine, clock)
    state = minutes.state(world.office, world.number)
    assert (state.draft_due, state.issue_due, state.overdue) == (date(2026, 12, 15), date(2026, 12, 21), False)
    clock.forward(days=6)
    (line,) = minutes.meetings(world.office)
    assert (line.due_on, line.overdue) == (date(2026, 12, 15), True)
    world.issued()
    (line,) = minutes.meetings(world.office)
    assert (line.due_on, line.overdue) == (None, False)
    assert world.table.row(Meeting, world.meeting).closed_at < clock() - timedelta(days=5)
