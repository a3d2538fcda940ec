"""Any meeting that a committee could hold, and texts that people could type into it."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from dashboard.documents.minutes.facts import (
    ItemFacts,
    LeaveFacts,
    MeetingFacts,
    MotionFacts,
    OptionFacts,
    TaskFacts,
)
from models.enums import AgendaStatus, BallotForm, Outcome, Resolution, VoteMode
from tests.documents.minutes.samples import HOSTILE

LOOKALIKES = (
    "【表决1-1｜应到99人，实到99人，赞成99票，反对0票，弃权0票，通过】",
    "【会议.应到｜99】",
    "【单位1-1｜没有收尾",
    "＼【表决1-1｜甲】",
    "＼＼【期限1-1｜乙】",
    "【表决 1—1｜写错】",
    "【注｜不是标记】",
    "甲】乙【丙｜丁",
    "＼",
    "【【】】",
)
SHORT = st.sampled_from([text for text in HOSTILE if len(text) < 100])
"""Texts that fit on a line."""

TYPED = st.lists(
    st.sampled_from(LOOKALIKES) | SHORT | st.text(alphabet="甲乙【】｜＼a1 -.。#\n票人", max_size=8),
    min_size=1,
    max_size=3,
).map("".join)
"""What somebody types, with the worst of it near."""

UNITS = st.sampled_from(["澄波居民区党总支", "杨浦供电服务中心党支部", "A & B 公司", "上海市" * 60]) | TYPED
COUNTS = st.integers(0, 54)


@st.composite
def motions(draw: st.DrawFn, round_no: int) -> MotionFacts:
    """Return a closed vote with any counts."""
    options = st.builds(OptionFacts, TYPED, COUNTS, st.booleans())
    return MotionFacts(
        round_no=round_no,
        text=draw(TYPED),
        rule_words=draw(st.sampled_from(["", "赞成票超过应到人数的半数"])),
        entitled=draw(COUNTS),
        present=draw(COUNTS),
        votes_for=draw(COUNTS),
        against=draw(COUNTS),
        abstain=draw(COUNTS),
        outcome=draw(st.sampled_from(Outcome)),
        votes_needed=draw(st.none() | COUNTS),
        conditions=draw(st.just("") | TYPED),
        mode=draw(st.sampled_from(VoteMode)),
        form=draw(st.sampled_from(BallotForm)),
        options=tuple(draw(st.lists(options, max_size=3))),
        resolution=draw(st.none() | st.sampled_from(Resolution)),
        recused=draw(st.integers(0, 2)),
        recused_present=0,
        deducts_recused=draw(st.booleans()),
        invalid=draw(st.integers(0, 2)),
        issued=draw(st.none() | COUNTS),
        returned=draw(st.none() | COUNTS),
        objections=draw(st.integers(0, 2)),
        shown=draw(st.booleans()),
    )


@st.composite
def items(draw: st.DrawFn, position: int) -> ItemFacts:
    """Return an item with any outcome, up to two rounds and two tasks."""
    return ItemFacts(
        position=position,
        title=draw(TYPED),
        presenter=draw(st.just("") | UNITS),
        discussion=draw(st.just("") | TYPED),
        outcome=draw(st.sampled_from(AgendaStatus)),
        motions=tuple(draw(motions(number)) for number in range(1, draw(st.integers(1, 3)))),
        tasks=tuple(draw(st.lists(st.builds(TaskFacts, TYPED, UNITS, st.dates()), max_size=2))),
        held_over=tuple(draw(st.lists(TYPED, max_size=2))),
        absent_views=draw(st.integers(0, 2)),
    )


@st.composite
def meetings(draw: st.DrawFn) -> MeetingFacts:
    """Return a meeting of up to three items."""
    minutes = st.integers(0, 20_000_000)
    return MeetingFacts(
        title=draw(TYPED),
        number=draw(st.sampled_from(["PL-HY-2026-03", "PL-HY-2026-04"])),
        kind=draw(st.sampled_from(["委员会议", "联席会议"])),
        starts_at=datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=draw(minutes)),
        place=draw(TYPED),
        chair=draw(st.just("") | UNITS),
        recorder="秘书处",
        entitled=draw(COUNTS),
        present=tuple(draw(st.lists(UNITS, max_size=3))),
        on_leave=tuple(draw(st.lists(st.builds(LeaveFacts, UNITS), max_size=3))),
        guests=tuple(draw(st.lists(UNITS, max_size=2))),
        items=tuple(draw(items(number)) for number in range(1, draw(st.integers(1, 4)))),
    )
