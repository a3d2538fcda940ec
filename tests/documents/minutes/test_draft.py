from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dashboard.documents.minutes.bonds import printed
from dashboard.documents.minutes.draft import draft_text
from dashboard.documents.minutes.facts import ItemFacts, MeetingFacts, OptionFacts
from dashboard.documents.minutes.paper import Block, parse
from dashboard.documents.minutes.voting import chinese_numeral, vote_line
from dashboard.i18n import speaking
from models.enums import AgendaStatus, BallotForm, Outcome, Resolution, VoteMode
from tests.documents.minutes.samples import HOSTILE, ITEM, MEETING, MOTION, TASK


@pytest.fixture
def chinese() -> Iterator[None]:
    with speaking("zh_CN"):
        yield


def drafted(facts: MeetingFacts) -> str:
    """Return the draft of a meeting as it is printed."""
    return printed(draft_text(facts))


def opening(facts: MeetingFacts) -> str:
    return drafted(facts).split("\n")[0]


def paragraphs(item: ItemFacts) -> list[str]:
    """Return the paragraphs of a meeting's only item, without its heading."""
    return [block.text for block in parse(drafted(replace(MEETING, items=(item,))))[2:]]


@pytest.mark.usefixtures("chinese")
def test_draft_in_chinese() -> None:
    assert drafted(MEETING) == (
        "2026年6月18日14:00，联合党委书记在三楼议事厅主持召开2026年第二季度委员会议（委员会议，编号PL-HY-2026-03）。"
        "会议应到11人，实到9人，请假2人，列席1人。会议审议议题1项，现纪要如下。\n\n"
        "# 一、关于澄波居民区3号车棚改造\n\n"
        "会议听取了澄波居民区党总支关于澄波居民区3号车棚改造的汇报。\n\n"
        "会议认为，车棚漏雨、线路老化，应当尽快整改。\n\n"
        "会议同意推进3号车棚安全充电改造的协调工作。\n\n"
        "表决方式：记名投票。表决规则：赞成票超过应到人数的半数，本次须有不少于6票赞成。"
        "表决结果：应到11人，实到9人，赞成9票，反对0票，弃权0票，通过。\n\n"
        "会议要求，完成灯罩加装。责任单位：杨浦供电服务中心党支部，完成时限：2026年6月25日。\n"
    )


def test_draft_in_english() -> None:
    item = replace(
        ITEM,
        title="Upgrade of shed No. 3",
        presenter="Chengbo quarter",
        discussion="The roof leaks",
        motions=(replace(MOTION, text="Coordinate the upgrade.", rule_words="more than half of those entitled"),),
        tasks=(replace(TASK, text="Fit the shades", unit="Power supply branch"),),
    )
    meeting = replace(MEETING, title="Second quarter", kind="Members' meeting", chair="the secretary", place="Room 3")

    assert drafted(replace(meeting, items=(item,))) == (
        "On Jun 18, 2026 at 14:00, the secretary chaired “Second quarter” (Members' meeting, No. PL-HY-2026-03) "
        "at Room 3. Entitled to attend: 11; present: 9; on leave: 2; in attendance without a vote: 1. "
        "The meeting took up one item; its minutes follow.\n\n"
        "# 1. Upgrade of shed No. 3\n\n"
        "The meeting heard Chengbo quarter on “Upgrade of shed No. 3”.\n\n"
        "The meeting considered: The roof leaks.\n\n"
        "The meeting adopted the motion “Coordinate the upgrade”.\n\n"
        "Way to vote: recorded ballot. "
        "Rule of the vote: more than half of those entitled, here at least 6 votes in favour. "
        "Result of the vote: entitled to attend 11, present 9; for 9, against 0, abstaining 0: adopted.\n\n"
        "Task: Fit the shades. Responsible unit: Power supply branch; due date: Jun 25, 2026.\n"
    )


@pytest.mark.usefixtures("chinese")
def test_draft_ties_every_figure_to_its_fact() -> None:
    assert draft_text(replace(MEETING, items=(replace(ITEM, discussion=""),))) == (
        "【会议.日期｜2026年6月18日】【会议.时间｜14:00】，【会议.主持｜联合党委书记】在【会议.地点｜三楼议事厅】主持召开"
        "【会议.名称｜2026年第二季度委员会议】（【会议.类别｜委员会议】，编号【会议.编号｜PL-HY-2026-03】）。"
        "会议应到【会议.应到｜11】人，实到【会议.实到｜9】人，请假【会议.请假｜2】人，列席【会议.列席｜1】人。"
        "【会议.议题｜会议审议议题1项，现纪要如下。】\n\n"
        "# 一、关于【议题1｜澄波居民区3号车棚改造】\n\n"
        "会议听取了【汇报1｜澄波居民区党总支】关于【议题1｜澄波居民区3号车棚改造】的汇报。\n\n"
        "【决定1｜会议同意推进3号车棚安全充电改造的协调工作。】\n\n"
        "表决方式：【方式1-1｜记名投票】。"
        "【规则1-1｜表决规则：赞成票超过应到人数的半数，本次须有不少于6票赞成。】"
        "表决结果：【表决1-1｜应到11人，实到9人，赞成9票，反对0票，弃权0票，通过】。\n\n"
        "会议要求，【任务1-1｜完成灯罩加装】。"
        "责任单位：【单位1-1｜杨浦供电服务中心党支部】，完成时限：【期限1-1｜2026年6月25日】。\n"
    )


@pytest.mark.usefixtures("chinese")
def test_opening_of_an_empty_meeting() -> None:
    meeting = replace(MEETING, chair="", entitled=0, present=(), on_leave=(), guests=(), items=())

    assert drafted(meeting) == (
        "2026年6月18日14:00，2026年第二季度委员会议（委员会议，编号PL-HY-2026-03）在三楼议事厅召开。"
        "会议应到0人，实到0人，请假0人，列席0人。会议未安排审议议题。\n"
    )


@pytest.mark.usefixtures("chinese")
def test_opening_counts_who_stayed_away_without_leave() -> None:
    meeting = replace(MEETING, present=MEETING.present[:7], items=(ITEM,) * 12)

    assert opening(meeting).split("。")[1:3] == [
        "会议应到11人，实到7人，请假2人，未到2人，列席1人",
        "会议审议议题12项，现纪要如下",
    ]


@pytest.mark.usefixtures("chinese")
def test_opening_gives_the_day_in_shanghai() -> None:
    evening = datetime(2026, 6, 17, 16, 30, tzinfo=UTC)

    assert opening(replace(MEETING, starts_at=evening)).startswith("2026年6月18日00:30，")


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("outcome", "conditions", "words"),
    [
        (Outcome.CARRIED, "", "通过"),
        (Outcome.CARRIED, "加装遮光罩", "有条件通过"),
        (Outcome.CARRIED_WITH_CONDITIONS, "加装遮光罩", "有条件通过"),
        (Outcome.NOT_CARRIED, "", "未通过"),
        (Outcome.NO_QUORUM, "", "未达法定人数"),
        (Outcome.UNDEFINED, "", "结果无法认定"),
    ],
)
def test_vote_line_in_chinese(outcome: Outcome, conditions: str, words: str) -> None:
    motion = replace(MOTION, outcome=outcome, conditions=conditions)

    assert vote_line(motion) == f"应到11人，实到9人，赞成9票，反对0票，弃权0票，{words}"


@pytest.mark.usefixtures("chinese")
def test_task_names_unit_and_date() -> None:
    told, nobody = (paragraphs(replace(ITEM, tasks=(task,)))[-1] for task in (TASK, replace(TASK, unit="")))

    assert told == "会议要求，完成灯罩加装。责任单位：杨浦供电服务中心党支部，完成时限：2026年6月25日。"
    assert nobody == "会议要求，完成灯罩加装。责任单位：待明确，完成时限：2026年6月25日。"


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("outcome", "decision"),
    [
        (AgendaStatus.ADOPTED, "会议同意该事项。"),
        (AgendaStatus.NOT_ADOPTED, "会议未通过该事项。"),
        (AgendaStatus.DEFERRED, "会议决定该议题缓议。"),
        (AgendaStatus.NOTED, "该议题作情况通报，不作表决。"),
        (AgendaStatus.IN_DISCUSSION, "会议对该议题的讨论尚未结束。"),
    ],
)
def test_decision_without_a_vote(outcome: AgendaStatus, decision: str) -> None:
    item = ItemFacts(1, "照明补点", "", "", outcome)

    assert paragraphs(item) == ["会议研究了照明补点。", decision]


@pytest.mark.usefixtures("chinese")
def test_item_not_taken_up_says_only_so() -> None:
    assert paragraphs(replace(ITEM, outcome=AgendaStatus.LISTED)) == ["会议未审议该议题。"]


@pytest.mark.usefixtures("chinese")
def test_decision_with_conditions() -> None:
    item = replace(ITEM, motions=(replace(MOTION, conditions="加装遮光罩；22:30后调暗。"),))

    assert paragraphs(item)[2] == ("会议有条件同意推进3号车棚安全充电改造的协调工作，条件为：加装遮光罩；22:30后调暗。")


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("resolution", "decision"),
    [
        (Resolution.PROJECT, "会议同意立项：推进3号车棚安全充电改造的协调工作"),
        (Resolution.COORDINATION, "会议同意推进协调：推进3号车棚安全充电改造的协调工作"),
        (Resolution.REFERRAL, "会议同意提请有关部门研究办理：推进3号车棚安全充电改造的协调工作"),
        (Resolution.RECOMMENDATION, "会议形成推荐清单：推进3号车棚安全充电改造的协调工作"),
    ],
)
def test_the_decision_is_worded_by_who_has_the_power(resolution: Resolution, decision: str) -> None:
    plain, conditional = (
        replace(MOTION, resolution=resolution),
        replace(MOTION, resolution=resolution, conditions="加装遮光罩。"),
    )

    assert paragraphs(replace(ITEM, motions=(plain,)))[2] == f"{decision}。"
    assert paragraphs(replace(ITEM, motions=(conditional,)))[2] == f"{decision}，并附以下条件：加装遮光罩。"


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("mode", "way"),
    [
        (VoteMode.RECORDED, "记名投票"),
        (VoteMode.SHOW_OF_HANDS, "举手表决"),
        (VoteMode.SECRET, "无记名投票"),
        (VoteMode.PAPER, "纸质投票"),
    ],
)
def test_the_way_to_vote_is_named(mode: VoteMode, way: str) -> None:
    voted = paragraphs(replace(ITEM, motions=(replace(MOTION, mode=mode),)))[3]

    assert voted.startswith(f"表决方式：{way}。表决规则：")


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(("deducts", "words"), [(False, "计入应到人数"), (True, "不计入应到人数")])
def test_recusal_is_counted_and_explained(deducts: bool, words: str) -> None:
    motion = replace(MOTION, votes_for=8, recused=1, recused_present=1, deducts_recused=deducts)

    assert vote_line(motion) == "应到11人，实到9人，回避1人，赞成8票，反对0票，弃权0票，通过"
    assert f"计算表决结果时，回避人员{words}。" in paragraphs(replace(ITEM, motions=(motion,)))[3]


@pytest.mark.usefixtures("chinese")
def test_paper_ballots_void_votes_and_few_secret_ballots() -> None:
    paper = replace(
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
    )
    void = replace(paper, outcome=Outcome.VOID, returned=48)
    secret = replace(MOTION, mode=VoteMode.SECRET, shown=False, votes_for=0)

    assert vote_line(paper) == (
        "应到54人，实到47人，发出表决票47张，收回46张，有效45张，无效1张，赞成31票，反对9票，弃权5票，通过"
    )
    assert vote_line(void) == "应到54人，实到47人，发出表决票47张，收回48张，无效，重新表决"
    assert vote_line(secret) == "应到11人，实到9人，票数过少，不公布具体票数，通过"


@pytest.mark.usefixtures("chinese")
def test_options_and_differing_views_are_told() -> None:
    options = (OptionFacts("夜间照明二期", 8, True), OptionFacts("楼道扶手", 7, True), OptionFacts("亲子角", 2, False))
    motion = replace(MOTION, form=BallotForm.APPROVAL, options=options, objections=2)
    ranked = replace(motion, form=BallotForm.RANKING, objections=0)

    assert paragraphs(replace(ITEM, motions=(motion,)))[3].endswith(
        "表决结果：应到11人，实到9人，作出选择9票，弃权0票，通过。"
        "获通过的选项：夜间照明二期（8票）、楼道扶手（7票）。未获通过的选项：亲子角（2票）。"
        "2名成员保留不同意见，已载入会议记录。"
    )
    assert "夜间照明二期（8分）" in paragraphs(replace(ITEM, motions=(ranked,)))[3]


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("discussion", "told"),
    [
        ("法律事务所介绍了征询程序。", "法律事务所介绍了征询程序。"),
        ("一位委员因亲属住该楼，申请回避。", "一位委员因亲属住该楼，申请回避。"),
        ("与会人员认为应当先试点。", "与会人员认为应当先试点。"),
        ("会议还听取了秘书处的说明。", "会议还听取了秘书处的说明。"),
        ("应当先试点。", "会议认为，应当先试点。"),
        ("委员会应当先试点。", "会议认为，委员会应当先试点。"),
    ],
)
def test_the_first_words_of_a_discussion_decide_whether_it_is_a_view(discussion: str, told: str) -> None:
    assert paragraphs(replace(ITEM, discussion=discussion, motions=(), tasks=()))[1] == told


@pytest.mark.usefixtures("chinese")
def test_views_held_over_and_written_by_the_absent_are_told() -> None:
    item = replace(ITEM, held_over=("先修剪三株大树。", "下季度再议"), absent_views=2, motions=(), tasks=())

    assert paragraphs(replace(item, outcome=AgendaStatus.DEFERRED))[1:] == [
        "会议认为，车棚漏雨、线路老化，应当尽快整改。",
        "会议将下列意见留待以后会议研究：先修剪三株大树、下季度再议。",
        "缺席委员提交书面意见2份，已载入会议记录，不计入表决票数。",
        "会议决定该议题缓议。",
    ]


def test_views_held_over_and_written_by_the_absent_are_told_in_english() -> None:
    item = replace(ITEM, held_over=("Prune first.",), absent_views=1, motions=(), tasks=(), discussion="")

    with speaking("en"):
        assert paragraphs(item)[1:3] == [
            "Held over for a later meeting: Prune first.",
            "1 written opinion from absent members is in the record; it was not counted as a vote.",
        ]


@pytest.mark.usefixtures("chinese")
def test_a_withdrawn_item_says_only_so_unless_it_was_discussed() -> None:
    withdrawn = replace(ITEM, outcome=AgendaStatus.WITHDRAWN, motions=(), tasks=())

    assert paragraphs(replace(withdrawn, discussion="")) == ["该议题已撤回。"]
    assert paragraphs(withdrawn)[1:] == ["会议认为，车棚漏雨、线路老化，应当尽快整改。", "该议题已撤回。"]


@pytest.mark.usefixtures("chinese")
def test_several_rounds_are_told_apart_and_the_last_decides() -> None:
    first = replace(MOTION, text="是否同意立项？", votes_for=5, against=3, abstain=1, outcome=Outcome.NOT_CARRIED)
    second = replace(MOTION, round_no=2, text="先行修剪三株大树", rule_words="")

    assert paragraphs(replace(ITEM, discussion="", motions=(first, second), tasks=()))[1:] == [
        "会议同意先行修剪三株大树。",
        "第一轮表决事项：立项。",
        "表决方式：记名投票。表决规则：赞成票超过应到人数的半数，本次须有不少于6票赞成。"
        "表决结果：应到11人，实到9人，赞成5票，反对3票，弃权1票，未通过。",
        "第二轮表决事项：先行修剪三株大树。",
        "表决方式：记名投票。表决结果：应到11人，实到9人，赞成9票，反对0票，弃权0票，通过。",
    ]


@pytest.mark.usefixtures("chinese")
def test_a_vote_says_what_it_was_about_where_the_decision_does_not() -> None:
    item = replace(ITEM, outcome=AgendaStatus.DEFERRED, discussion="", tasks=())

    assert paragraphs(item)[1:3] == [
        "会议决定该议题缓议。",
        "第一轮表决事项：推进3号车棚安全充电改造的协调工作。",
    ]


@pytest.mark.usefixtures("chinese")
def test_conditions_of_an_earlier_round_stand_with_its_vote() -> None:
    first, second = replace(MOTION, conditions="加装遮光罩。"), replace(MOTION, round_no=2, conditions="报街道")
    told = paragraphs(replace(ITEM, motions=(first, second)))

    assert "条件为：报街道" in told[2]
    assert ("附加条件：加装遮光罩。" in told[4], "附加条件" in told[6]) == (True, False)


@pytest.mark.usefixtures("chinese")
def test_motion_not_adopted() -> None:
    item = replace(ITEM, outcome=AgendaStatus.NOT_ADOPTED, motions=(replace(MOTION, votes_needed=None),))

    assert paragraphs(item)[2:4] == [
        "会议未同意推进3号车棚安全充电改造的协调工作。",
        "表决方式：记名投票。表决规则：赞成票超过应到人数的半数。表决结果：应到11人，实到9人，赞成9票，反对0票，弃权0票，通过。",
    ]


@pytest.mark.usefixtures("chinese")
def test_discussion_keeps_its_paragraphs_and_makes_no_heading() -> None:
    item = replace(ITEM, discussion="会议指出，先检测\r\n\n# 再加固\n## 后美化", motions=(), tasks=())
    meeting = replace(MEETING, items=(item,))

    assert parse(drafted(meeting))[3:6] == [
        Block(0, "会议指出，先检测。"),
        Block(0, "# 再加固"),
        Block(0, "## 后美化"),
    ]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_facts_stay_what_they_are(language: str, text: str) -> None:
    item = replace(ITEM, title=text, presenter=text, discussion=text, tasks=(replace(TASK, text=text, unit=text),))

    with speaking(language):
        blocks = parse(drafted(replace(MEETING, items=(item,))))

    assert [block.level for block in blocks] == [0, 1, 0, 0, 0, 0, 0]
    assert [text.strip() in block.text for block in blocks[1:4]] == [True, True, True]


@pytest.mark.usefixtures("chinese")
def test_forty_items_are_numbered_in_chinese() -> None:
    items = tuple(replace(ITEM, position=number) for number in range(1, 41))
    headings = [block.text for block in parse(drafted(replace(MEETING, items=items))) if block.level == 1]

    assert headings == [f"{chinese_numeral(number)}、关于澄波居民区3号车棚改造" for number in range(1, 41)]


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
        (100, "100"),
        (0, "0"),
    ],
)
def test_chinese_numeral(number: int, numeral: str) -> None:
    assert chinese_numeral(number) == numeral


def test_chinese_numerals_differ() -> None:
    assert len({chinese_numeral(number) for number in range(100)}) == 100
