"""Which meetings the demonstration holds, and what is said and agreed at them."""

from dataclasses import dataclass
from datetime import date

from dashboard.demo.cases import CASES
from dashboard.services.votes import Figures
from models.enums import MeetingKind


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting: when it was called and held, who was away, what was on its agenda."""

    key: str
    kind: MeetingKind
    title: str
    called: date
    held: date
    items: tuple[str, ...]
    away: tuple[int, ...] = ()
    minutes: str = "published"
    """How far its minutes went: ``commenting``, ``screening``, ``published``, ``corrected``, ``archived``, or none of
    them; a meeting that is ``next`` to be held; one that ``topics`` are called for."""


MEETINGS = (
    Session("m1", MeetingKind.MEMBERS, "2026年第一季度委员会议", date(2026, 3, 5), date(2026, 3, 19),
            ("shed", "wall", "lamps"), (11,), "archived"),
    Session("m2", MeetingKind.MEMBERS, "2026年第二季度委员会议", date(2026, 6, 4), date(2026, 6, 18),
            ("sidewalk", "garden", "elevator"), (10, 11), "corrected"),
    Session("m3", MeetingKind.SPECIAL, "口袋花园与清凉驿站专题会", date(2026, 6, 29), date(2026, 7, 9),
            ("garden", "rest_stop"), (9,)),
    Session("m4", MeetingKind.MEMBERS, "2026年第三季度委员会议", date(2026, 9, 3), date(2026, 9, 17), ("lane",), (7, 8),
            "screening"),
    Session("m6", MeetingKind.MEMBERS, "2026年第四季度委员会议", date(2026, 11, 19), date(2026, 12, 10), ("parking",),
            (10, 11), "commenting"),
    Session("m7", MeetingKind.CONFERENCE, "2026年度成员单位联席会议", date(2026, 12, 1), date(2026, 12, 17), ("projects",),
            (), ""),
    Session("m8", MeetingKind.SPECIAL, "楼道扶手专题会", date(2026, 12, 17), date(2026, 12, 24), ("fresh0",), (), "next"),
    Session("m9", MeetingKind.MEMBERS, "2027年第一季度委员会议", date(2026, 12, 18), date(2027, 1, 14), (), (), "topics"),
)  # fmt: skip
FIRST_CALL = date(2026, 12, 3)
"""The day on which the meeting of the fourth quarter had no quorum: 5 of 11."""
FIRST_CALL_PRESENT = 5
CONFERENCE_PRESENT = 47
RECUSED = {"elevator": {9: "有亲属住在17号楼"}, "parking": {7: "本单位租用该车库", 9: "本单位与车库业主有租赁关系"}}
"""Seats that declared a recusal before the discussion, and why."""
BY_HANDS = ("shed",)
PAPER_COUNT = Figures(issued=47, returned=46, invalid=1, votes_for=31, votes_against=9, votes_abstain=5)
"""The secret vote of the conference, on paper. Of 47 ballots issued 46 came back, 45 of them valid."""
CALL_UNTIL = date(2026, 12, 30)
TOPICS = (
    (
        "member05",
        "江风路口夜间照明增设方案",
        "路口拐弯处晚上很暗，骑车的人看不见行人，居民多次反映。",
        "同意列入下一季度办理",
    ),
    ("liaison_qy03", "里弄照明设备检修分工", "去年装的12盏灯第一年检修期将满，需要商定以后由谁检修。", "商定检修分工"),
)
DISCUSSIONS = {
    "m1.shed": "会议还听取了充电企业关于断电插口方案的介绍。\n会议认为，车棚属业主共有部位，应先征询业主意见，再动工改造。",
    "m1.wall": "会议还听取了检测单位关于墙体外倾情况的介绍。\n会议认为，应先加固、后美化。",
    "m1.lamps": "里弄夜间照明确有必要，同时应防止灯光照进底楼窗户。",
    "m2.sidewalk": "该路段属市政道路，应提请区主管部门研究办理。",
    "m2.garden": "各方对大树去留和日后管护意见尚不一致，应先举办居民设计工作坊。",
    "m2.elevator": "会议还听取了律师事务所关于征询程序的介绍。\n"
    "会议认为，加装电梯应以书面征询结果为准，低层住户的意见应逐户听取。\n"
    "一名委员因有亲属住在该楼，申请回避，未参加讨论和表决。",
    "m3.garden": "居民设计工作坊第二稿保留了大树，明确了管护分工，可以实施。",
    "m3.rest_stop": "驿站开放时间宜延长至9月底，饮水和药箱应每日检查。",
    "m4.lane": "会议还听取了滨江商务楼宇联合党支部关于商户出资意向的介绍。\n会议认为，隔油和排水应一并整治，出资账目应按季公开。",
    "m6.parking": "夜间错时停车可以盘活闲置车位，进出时间、安保和保险责任应在约定中写明。\n"
    "两名委员因所在单位与车库有租赁关系，申请回避，未参加讨论和表决。",
}
"""What the secretariat notes of the discussion, by meeting and item; what was heard stands before the views."""
TASKS = {
    "lamps": ("按附加条件调整灯具方案", "QY03", 30),
    "wall": ("提交结构检测报告", "QY04", 60),
    "sidewalk": ("向区主管部门发函并跟踪", "", 14),
    "parking": ("起草错时停车约定", "LX03", 30),
}
CONDITIONS = {"lamps": "加装遮光罩；22:30后调暗"}
TITLES = {case.key: case.title for case in CASES}
