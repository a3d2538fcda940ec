from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.documents.minutes.bound import NEEDED, Finding, check, phrases, printed, renewed
from dashboard.documents.minutes.draft import draft_text
from dashboard.documents.minutes.facts import ItemFacts, MeetingFacts, MotionFacts, OptionFacts, TaskFacts
from dashboard.i18n import speaking
from models.enums import AgendaStatus, BallotForm, Outcome, Resolution, VoteMode
from tests.documents.minutes.meetings import meetings
from tests.documents.minutes.samples import ITEM, MEETING, MOTION, TASK

VOTE = "应到11人，实到9人，赞成9票，反对0票，弃权0票，通过"


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    with speaking("zh_CN"):
        yield


def kinds(text: str, facts: MeetingFacts) -> list[tuple[str, str]]:
    return [(finding.kind, finding.key) for finding in check(text, facts)]


def one_item(**changed: object) -> MeetingFacts:
    return replace(MEETING, items=(replace(ITEM, **changed),))


def one_motion(**changed: object) -> MeetingFacts:
    return one_item(motions=(replace(MOTION, **changed),))


def one_task(**changed: object) -> MeetingFacts:
    return one_item(tasks=(replace(TASK, **changed),))


CHANGED = [
    (replace(MEETING, title="改"), "会议.名称"),
    (replace(MEETING, number="PL-HY-2026-04"), "会议.编号"),
    (replace(MEETING, kind="联席会议"), "会议.类别"),
    (replace(MEETING, starts_at=datetime(2026, 6, 19, 6, 0, tzinfo=UTC)), "会议.日期"),
    (replace(MEETING, starts_at=datetime(2026, 6, 18, 6, 1, tzinfo=UTC)), "会议.时间"),
    (replace(MEETING, place="改"), "会议.地点"),
    (replace(MEETING, chair="改"), "会议.主持"),
    (replace(MEETING, guests=()), "会议.列席"),
    (one_item(title="改"), "议题1"),
    (one_item(presenter="改"), "汇报1"),
    (one_item(outcome=AgendaStatus.NOT_ADOPTED), "决定1"),
    (one_motion(text="改"), "决定1"),
    (one_motion(resolution=Resolution.REFERRAL), "决定1"),
    (one_motion(rule_words="全票"), "规则1-1"),
    (one_motion(votes_needed=7), "规则1-1"),
    (one_motion(mode=VoteMode.SECRET), "方式1-1"),
    (one_motion(entitled=12), "表决1-1"),
    (one_motion(present=10), "表决1-1"),
    (one_motion(votes_for=8), "表决1-1"),
    (one_motion(against=1), "表决1-1"),
    (one_motion(abstain=1), "表决1-1"),
    (one_motion(outcome=Outcome.NOT_CARRIED), "表决1-1"),
    (one_motion(form=BallotForm.APPROVAL), "表决1-1"),
    (one_motion(issued=9, returned=9), "表决1-1"),
    (one_motion(shown=False), "表决1-1"),
    (one_task(text="改"), "任务1-1"),
    (one_task(unit="改"), "单位1-1"),
    (one_task(unit=""), "单位1-1"),
    (one_task(due_on=date(2026, 6, 26)), "期限1-1"),
]


@pytest.mark.parametrize(("now", "key"), CHANGED, ids=[f"{key}-{at}" for at, (_, key) in enumerate(CHANGED)])
def test_a_changed_fact_makes_its_figure_stale(now: MeetingFacts, key: str) -> None:
    was, text = phrases(MEETING)[key], draft_text(MEETING)
    places = [at for at, line in enumerate(text.splitlines(), 1) for _ in range(line.count(f"【{key}｜"))]

    assert check(text, now) == tuple(Finding("stale", key, was, phrases(now)[key], at) for at in places)
    assert check(renewed(text, now), now) == ()
    assert renewed(text, now) == draft_text(now)


def test_an_item_deferred_after_all_has_another_decision() -> None:
    now, text = one_item(outcome=AgendaStatus.DEFERRED), draft_text(MEETING)

    assert kinds(text, now) == [("stale", "决定1")]
    assert "【决定1｜会议决定该议题缓议。】" in renewed(text, now)
    assert check(renewed(text, now), now) == ()


def test_a_fact_that_the_draft_knew_nothing_of_is_left_out() -> None:
    second = replace(MOTION, round_no=2)
    text = draft_text(MEETING)

    assert kinds(text, one_item(tasks=(TASK, TASK))) == [
        ("left_out", f"{word}1-2") for word in ("任务", "单位", "期限")
    ]
    assert kinds(text, one_item(motions=(MOTION, second))) == [("left_out", "表决1-2")]
    assert ("left_out", "决定2") in kinds(text, replace(MEETING, items=(ITEM, replace(ITEM, position=2))))
    assert kinds(text, one_motion(options=(OptionFacts("甲", 3, True),))) == [("left_out", "选项1-1")]
    assert kinds(text, replace(MEETING, on_leave=())) == [("stale", "会议.请假"), ("left_out", "会议.未到")]


def test_a_fact_that_is_no_more_leaves_an_unknown_mark() -> None:
    text = draft_text(MEETING)

    assert check(text, one_item(tasks=())) == (
        Finding("unknown", "任务1-1", "完成灯罩加装", "", 13),
        Finding("unknown", "单位1-1", "杨浦供电服务中心党支部", "", 13),
        Finding("unknown", "期限1-1", "2026年6月25日", "", 13),
    )
    assert renewed(text, one_item(tasks=())) == text


def test_a_figure_edited_by_hand_is_stale_and_renewed() -> None:
    text = draft_text(MEETING)
    edited = text.replace("赞成9票", "赞成8票")

    assert check(edited, MEETING) == (Finding("stale", "表决1-1", VOTE.replace("赞成9票", "赞成8票"), VOTE, 11),)
    assert renewed(edited, MEETING) == text


def test_a_vote_line_or_count_taken_out_is_left_out() -> None:
    text = draft_text(MEETING).replace(f"【表决1-1｜{VOTE}】", VOTE).replace("【会议.应到｜11】", "若干")

    assert check(text, MEETING) == (
        *(Finding("unbound", "", words, "", 11) for words in ("11人", "9人", "9票", "0票", "0票")),
        Finding("left_out", "会议.应到", "", "11", 0),
        Finding("left_out", "表决1-1", "", VOTE, 0),
    )


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("共有12人发言", ["12人"]),
        ("发出５ 张", ["５ 张"]),
        ("赞成9票、反对1票", ["9票", "1票"]),
        ("carried by 9 votes, 1 member away", ["9 votes", "1 member"]),
        ("一人一票，3号车棚，2026年", []),
    ],
)
def test_a_number_of_people_or_votes_outside_a_mark_is_pointed_out(line: str, written: list[str]) -> None:
    found = check(f"{draft_text(MEETING)}\n{line}", MEETING)

    assert found == tuple(Finding("unbound", "", words, "", 15) for words in written)


@pytest.mark.parametrize("broken", ["【表决1-1｜没有收尾", "【表决 1—1｜通过】"])
def test_a_broken_mark_is_pointed_out(broken: str) -> None:
    found = check(draft_text(MEETING).replace(f"【表决1-1｜{VOTE}】", broken), MEETING)

    assert [(finding.kind, finding.line_no) for finding in found] == [("unknown", 11), ("left_out", 0)]


def test_the_findings_of_an_empty_text_are_all_that_minutes_need() -> None:
    told = phrases(MEETING)

    assert check("", MEETING) == tuple(Finding("left_out", key, "", told[key], 0) for key in told if NEEDED.match(key))
    assert len(check("", MEETING)) == 9


def test_lines_are_counted_whatever_ends_them() -> None:
    text = draft_text(MEETING).replace("\n", "\r\n").replace("赞成9票", "赞成8票")

    assert [finding.line_no for finding in check(text, MEETING)] == [11]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@settings(deadline=None, max_examples=60)
@given(facts=meetings())
def test_a_printed_draft_holds_every_phrase_and_checks_clean(language: str, facts: MeetingFacts) -> None:
    with speaking(language):
        text, told = draft_text(facts), phrases(facts)
        found = [finding for finding in check(text, facts) if finding.kind != "unbound"]

    assert [key for key, phrase in told.items() if phrase not in printed(text)] == []
    assert found == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@settings(deadline=None, max_examples=60)
@given(was=meetings(), now=meetings())
def test_check_finds_every_difference_between_two_meetings(language: str, was: MeetingFacts, now: MeetingFacts) -> None:
    with speaking(language):
        text, before, after = draft_text(was), phrases(was), phrases(now)
        found, mended = check(text, now), check(renewed(text, now), now)

    by_kind = {kind: {one.key for one in found if one.kind == kind} for kind in ("stale", "unknown", "left_out")}
    assert by_kind == {
        "stale": {key for key in before.keys() & after.keys() if before[key] != after[key]},
        "unknown": before.keys() - after.keys(),
        "left_out": {key for key in after.keys() - before.keys() if NEEDED.fullmatch(key)},
    }
    assert {one.kind for one in mended} <= {"unknown", "left_out", "unbound"}


ANY = st.integers(1, 50)


@settings(deadline=None, max_examples=60)
@given(meetings(), ANY, ANY, ANY, st.dates())
def test_one_changed_figure_of_any_meeting_is_found_and_mended(
    facts: MeetingFacts, position: int, count: int, guests: int, due_on: date
) -> None:
    motion = MotionFacts(1, "甲", "", count, count, count, 0, 0, Outcome.CARRIED)
    item = ItemFacts(position + 10, "乙", "", "", AgendaStatus.ADOPTED, (motion,), (TaskFacts("丙", "丁", due_on),))
    was = replace(facts, items=(*facts.items, item))
    other = replace(
        item, motions=(replace(motion, votes_for=count + 1),), tasks=(TaskFacts("丙", "丁", date(2019, 1, 1)),)
    )
    now = replace(was, guests=("甲",) * (len(was.guests) + guests), items=(*facts.items, other))
    text = draft_text(was)

    assert {key for kind, key in kinds(text, now) if kind != "unbound"} >= {
        "会议.列席",
        f"表决{position + 10}-1",
    }
    assert [kind for kind, _ in kinds(renewed(text, now), now) if kind != "unbound"] == []
