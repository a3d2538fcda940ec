"""A small meeting, its minutes, and texts that attack every format."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from dashboard.documents.minutes.bound import printed
from dashboard.documents.minutes.draft import draft_text
from dashboard.documents.minutes.facts import ItemFacts, LeaveFacts, MeetingFacts, MotionFacts, OptionFacts, TaskFacts
from dashboard.documents.minutes.paper import Block, MinutesPaper, parse
from dashboard.i18n import speaking
from models.enums import AgendaStatus, BallotForm, Outcome, Resolution, VoteMode

HOSTILE = (
    "甲 & 乙 &amp; 丙",
    '<b>粗</b><script>alert("1")</script>',
    "{{7*7}}",
    "{% x %} {%p endfor %} {%tr if copies %}",
    "{_{ 7*7 }_} {_% x %_}",
    "=cmd()|' /C calc'!A0",
    "[a](javascript:x) ![b](https://example.org/c.png) <https://example.org>",
    "https://example.org/ and www.example.org and somebody@example.org",
    "堃玥喆𬀩",
    "🌳👨‍👩‍👧 ok",
    "字" * 5_000,
    "**粗** _斜_ ~~删~~ `码` $x^2$ a | b ==c==",
    "#not a heading",
    "> 引 ",
    "1. 一",
    "2) 二",
    "- 项 + 项 * 项",
    "---",
    "===",
    "``` 码",
    "\\ \\\\ \\* \\",
    "| a | b |",
    "]]> <!-- <?x?> &#0; &copy;",
    "%(title)s %s {0}",
    "制\t表",
    "a  b",
)

MOTION = MotionFacts(
    round_no=1,
    text="同意推进3号车棚安全充电改造的协调工作",
    rule_words="赞成票超过应到人数的半数",
    entitled=11,
    present=9,
    votes_for=9,
    against=0,
    abstain=0,
    outcome=Outcome.CARRIED,
    votes_needed=6,
)
TASK = TaskFacts("完成灯罩加装。", "杨浦供电服务中心党支部", date(2026, 6, 25))
ITEM = ItemFacts(
    position=1,
    title="关于澄波居民区3号车棚改造",
    presenter="澄波居民区党总支",
    discussion="车棚漏雨、线路老化，应当尽快整改",
    outcome=AgendaStatus.ADOPTED,
    motions=(MOTION,),
    tasks=(TASK,),
)
MEETING = MeetingFacts(
    title="2026年第二季度委员会议",
    number="PL-HY-2026-03",
    kind="委员会议",
    starts_at=datetime(2026, 6, 18, 6, 0, tzinfo=UTC),
    place="三楼议事厅",
    chair="联合党委书记",
    recorder="秘书处",
    entitled=11,
    present=tuple(f"单位{number}（书记）" for number in range(1, 10)),
    on_leave=(LeaveFacts("映江居民区党总支（书记）", "公务"), LeaveFacts("澄波居民区党总支（书记）")),
    guests=("绿化市容局（科长）",),
    items=(ITEM,),
)


def a_paper(**changed: Any) -> MinutesPaper:
    """Return issued minutes with something in every field but ``opening``."""
    fields = {
        "head_title": "平凉社区滨江联合党委会议纪要",
        "number": "〔2026〕1号",
        "issuer": "平凉社区滨江联合党委",
        "title": "关于2026年第二季度认领项目的会议纪要",
        "held_at": "2026年6月18日14:00",
        "place": "三楼议事厅",
        "chair": "联合党委书记",
        "recorder": "秘书处",
        "blocks": (Block(1, "一、关于车棚"), Block(2, "（一）改造"), Block(0, "会议同意改造。")),
        "present": ("单位一（书记）", "单位二（书记）"),
        "on_leave": ("单位三（书记）",),
        "in_attendance": ("绿化市容局（科长）",),
        "issued_on": "2026年6月25日",
        "copy_to": "各成员单位",
        "sha256": "0123456789abcdef" * 4,
    }
    return MinutesPaper.model_validate(fields | changed)


def an_empty_paper(**changed: Any) -> MinutesPaper:
    """Return minutes that hold what no minutes lack, and nothing else."""
    fields = {"head_title": "平凉社区滨江联合党委会议纪要", "issuer": "平凉社区滨江联合党委", "title": "会议纪要"}
    return MinutesPaper.model_validate(fields | changed)


def a_large_paper(language: str) -> MinutesPaper:
    """Return the minutes of a joint conference: 54 present, 40 items of three paragraphs."""
    blocks = [
        block
        for item in range(40)
        for block in (Block(1, f"关于第{item}项"), *(Block(0, f"第{item}项第{line}段。" * 9) for line in range(3)))
    ]
    return a_paper(
        language=language,
        blocks=tuple(blocks),
        present=tuple(f"上海市杨浦区平凉路街道第{number}成员单位党组织（书记）" for number in range(54)),
        title="关于很长的标题" * 12,
        head_title="上海市杨浦区平凉路街道平凉社区滨江联合党委成员单位联席会议纪要",
        issuer="上海市杨浦区平凉路街道平凉社区滨江联合党委成员单位联席会议秘书处",
    )


def the_paper_of(facts: MeetingFacts, **changed: Any) -> MinutesPaper:
    """Return the minutes of a meeting, the text as drafted and printed."""
    with speaking(changed.get("text_language", "zh_CN")):
        blocks = tuple(parse(printed(draft_text(facts))))
    roll = {
        "present": facts.present,
        "on_leave": tuple(one.who for one in facts.on_leave),
        "in_attendance": facts.guests,
        "held_at": "2026年6月18日14:00",
        "issued_day": date(2026, 6, 25),
    }
    return a_paper(**({"facts": facts, "blocks": blocks, "title": facts.title} | roll | changed))


FIRST = replace(MOTION, votes_for=5, against=3, abstain=1, outcome=Outcome.NOT_CARRIED)
ON_PAPER = replace(
    MOTION,
    mode=VoteMode.PAPER,
    entitled=54,
    present=47,
    votes_for=31,
    against=9,
    abstain=5,
    issued=47,
    returned=46,
    invalid=1,
    recused=2,
    recused_present=1,
    resolution=Resolution.PROJECT,
    conditions="加装遮光罩；22:30后调暗",
    objections=2,
)
CHOICE = replace(
    MOTION,
    round_no=2,
    form=BallotForm.APPROVAL,
    votes_for=40,
    abstain=4,
    options=(OptionFacts("夜间照明二期", 38, True), OptionFacts("亲子角", 12, False)),
    resolution=Resolution.RECOMMENDATION,
)
RICH = replace(
    MEETING,
    entitled=54,
    present=tuple(f"单位{number}（书记）" for number in range(1, 48)),
    items=(
        ITEM,
        ItemFacts(
            2,
            "梧荫口袋花园",
            "设计工作室",
            "需再征求意见",
            AgendaStatus.DEFERRED,
            (FIRST,),
            held_over=("三棵大树先修剪", "下季度再议"),
            absent_views=3,
        ),
        ItemFacts(
            3,
            "照明与活动角",
            "街道自治办",
            "",
            AgendaStatus.ADOPTED,
            (ON_PAPER, CHOICE),
            (TASK, TaskFacts("报街道", "", date(2026, 12, 7))),
        ),
        ItemFacts(4, "停车共享", "", "", AgendaStatus.NOTED),
        ItemFacts(5, "电梯", "", "", AgendaStatus.WITHDRAWN),
        ItemFacts(6, "围墙", "", "", AgendaStatus.LISTED),
    ),
)
"""A meeting with something of everything."""

SECRET = replace(
    MEETING, items=(replace(ITEM, motions=(replace(MOTION, mode=VoteMode.SECRET, shown=False, votes_for=0),)),)
)
EMPTY = replace(MEETING, chair="", entitled=0, present=(), on_leave=(), guests=(), items=())
LARGE = replace(
    MEETING,
    entitled=54,
    present=tuple(f"上海市杨浦区平凉路街道第{number}成员单位党组织（书记）" for number in range(1, 55)),
    on_leave=(),
    items=tuple(
        replace(ITEM, position=number, title=f"第{number}号事项" + "很长的名称" * 20) for number in range(1, 41)
    ),
)
"""54 attend, 40 items with very long names."""
