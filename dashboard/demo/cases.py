"""The ten demonstration cases: invented needs with their texts, claims, votes, money and works.

Every tally follows the rule that more than half of those who should attend must approve (6 of 11).
"""

from dataclasses import dataclass, field
from datetime import date

from models.enums import DecisionPower as D
from models.enums import FundSource as F
from models.enums import OfferKind as O


@dataclass(frozen=True, slots=True)
class Works:
    """A project of a case: who leads, plan and actual dates, money in yuan by source."""

    lead: str
    offer: O
    offer_text: str
    confirmed: date
    due: date
    milestones: tuple[tuple[str, date, date | None], ...]
    money: tuple[tuple[F, int, int], ...]
    percent: int = 0
    report: str = ""
    partners: tuple[tuple[str, O, str], ...] = ()
    finished: date | None = None
    accepted: date | None = None
    upkeep: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One need and the outline of its life."""

    key: str
    quarter: str
    submitted: date
    title: str
    reasons: str
    suggestion: str
    category: str
    place: str
    beneficiaries: int
    power: D
    budget_yuan: int
    resident: int = 0
    works: Works | None = None
    votes: tuple[tuple[str, int, int, int], ...] = field(default=())
    """Meeting key, for, against, abstain; one entry a round."""


CASES: tuple[Case, ...] = (
    Case(
        "shed", "澄波", date(2026, 1, 12), "澄波居民区3号非机动车棚安全充电改造",
        "3号车棚棚顶漏雨、线路老化，晚上常有居民飞线充电。",
        "建议换防火顶、装带自动断电的充电插口与烟感，分区画线。",
        "shed", "澄波居民区3号非机动车棚", 412, D.OWNERS, 86_000, 0,
        Works(
            "QY01", O.LABOUR, "承担棚顶更换与线路改造施工，优惠报价", date(2026, 4, 2), date(2026, 8, 31),
            (
                ("业主意见征询", date(2026, 4, 30), date(2026, 4, 28)),
                ("设计与消防审核", date(2026, 5, 31), date(2026, 6, 3)),
                ("棚顶与线路施工", date(2026, 7, 31), date(2026, 7, 29)),
                ("充电设备调试", date(2026, 8, 20), date(2026, 8, 18)),
            ),
            ((F.SELF_GOVERNANCE, 26_000, 26_000), (F.MEMBER_FUNDS, 40_000, 40_000), (F.MAINTENANCE, 20_000, 20_000)),
            100, "施工与调试全部完成，插口自动断电功能已试运行两周。",
            (("LX01", O.GOODS, "提供充电插口与烟感设备"),),
            date(2026, 8, 20), date(2026, 8, 28), "澄波居民区物业服务企业",
        ),
        (("m1", 9, 0, 1),),
    ),
    Case(
        "wall", "映江", date(2026, 1, 20), "映江居民区南围墙加固与美化",
        "南围墙外倾约3厘米，墙脚开裂，放学时孩子从旁经过。",
        "请先检测加固，再由学校师生设计图案。",
        "wall", "映江居民区南围墙", 286, D.OWNERS, 128_000, 1,
        Works(
            "QY04", O.FUNDS, "出资五万元并派工程师指导加固", date(2026, 5, 6), date(2027, 1, 31),
            (
                ("结构检测", date(2026, 6, 15), date(2026, 6, 12)),
                ("设计方案论证", date(2026, 8, 15), date(2026, 8, 21)),
                ("墙体加固", date(2026, 11, 30), date(2026, 12, 8)),
                ("师生绘制图案", date(2027, 1, 20), None),
            ),
            ((F.SELF_GOVERNANCE, 18_000, 9_000), (F.MEMBER_FUNDS, 50_000, 35_000), (F.MAINTENANCE, 60_000, 42_000)),
            65, "墙体加固完成，等待天气转暖后绘制图案。",
            (("QY05", O.EXPERTISE, "美术教师带学生设计图案"),),
        ),
        (("m1", 10, 0, 0),),
    ),
    Case(
        "lamps", "梧荫", date(2026, 2, 3), "梧荫里弄夜间照明补点",
        "弄堂转角三处没有灯，老人夜里看不清台阶。这里没有物业公司。",
        "希望补装12盏低亮度灯，不照进底楼窗户。",
        "lighting", "梧荫里弄三处转角", 190, D.COMMITTEE, 43_500, 2,
        Works(
            "QY03", O.LABOUR, "安装12盏低亮度灯并负责第一年检修", date(2026, 4, 2), date(2026, 6, 30),
            (
                ("现场勘察定点", date(2026, 4, 20), date(2026, 4, 17)),
                ("安装与布线", date(2026, 5, 31), date(2026, 5, 28)),
                ("加装遮光罩与调光", date(2026, 6, 20), date(2026, 6, 16)),
            ),
            ((F.SERVICE_FUND, 12_000, 12_000), (F.SELF_GOVERNANCE, 11_500, 11_500), (F.MEMBER_FUNDS, 20_000, 20_000)),
            100, "12盏灯已装好遮光罩，22:30后自动调暗。",
            (), date(2026, 6, 18), date(2026, 6, 25), "梧荫居民区志愿巡逻队",
        ),
        (("m1", 8, 1, 1),),
    ),
    Case(
        "sidewalk", "临樾", date(2026, 4, 9), "临樾路人行道破损与无障碍坡口",
        "临樾路近公交站处人行道砖松动，轮椅下不了路沿。",
        "请转请主管部门修缮并加坡口。",
        "sidewalk", "临樾路公交站旁人行道", 1_500, D.DEPARTMENT, 220_000, 3, None, (("m2", 9, 0, 0),),
    ),
    Case(
        "garden", "梧荫", date(2026, 4, 15), "梧荫口袋花园与老树修剪",
        "空地荒了两年，想改成小花园；三棵大树遮住二楼光线。",
        "请修剪，不希望砍树。",
        "greening", "梧荫居民区东侧空地", 320, D.COMMITTEE, 65_000, 2,
        Works(
            "LX04", O.EXPERTISE, "免费设计口袋花园，组织居民共同设计工作坊", date(2026, 7, 20), date(2026, 12, 15),
            (
                ("居民共同设计工作坊", date(2026, 8, 20), date(2026, 8, 22)),
                ("老树修剪", date(2026, 10, 15), date(2026, 10, 20)),
                ("花园施工", date(2026, 11, 30), date(2026, 12, 9)),
            ),
            ((F.SERVICE_FUND, 15_000, 15_000), (F.SELF_GOVERNANCE, 20_000, 18_000), (F.MEMBER_FUNDS, 30_000, 26_500)),
            100, "花园建成，老树完成修剪，等待验收。", (), date(2026, 12, 14),
        ),
        (("m2", 5, 3, 1), ("m3", 9, 1, 0)),
    ),
    Case(
        "elevator", "澄波", date(2026, 4, 22), "澄波居民区17号楼加装电梯",
        "17号楼六层，住着7位80岁以上老人，上下楼很难。",
        "希望启动加装电梯征询，也请听听一楼的担心：采光、噪声、费用。",
        "elevator", "澄波居民区17号楼", 46, D.OWNERS, 680_000, 0, None, (("m2", 8, 0, 0),),
    ),
    Case(
        "lane", "映江", date(2026, 7, 6), "背街后巷油污整治",
        "后巷餐饮店的油水流到路面，夏天气味大。",
        "建议装隔油设施并固定清洗日。",
        "environment", "映江居民区背街后巷", 600, D.COMMITTEE, 37_000, 1,
        Works(
            "LX03", O.COORDINATION, "组织楼宇商户出资安装隔油设施，定清洗日", date(2026, 9, 25), date(2026, 11, 30),
            (
                ("商户协商会", date(2026, 10, 15), date(2026, 10, 13)),
                ("安装隔油设施", date(2026, 11, 15), date(2026, 11, 27)),
                ("路面清洗与收尾", date(2026, 11, 30), None),
            ),
            ((F.SERVICE_FUND, 9_000, 6_000), (F.SELF_GOVERNANCE, 8_000, 5_000), (F.MEMBER_FUNDS, 20_000, 14_000)),
            70, "隔油设施装好九成，两家店的改造等待配件。",
        ),
        (("m4", 8, 0, 1),),
    ),
    Case(
        "rest_stop", "临樾", date(2026, 4, 28), "滨江户外劳动者清凉驿站",
        "夏天江边快递员和船员没有地方歇脚喝水。",
        "建议在党群站点设饮水、充电、急救箱，7月至9月每天开放。",
        "workers", "滨江党群服务站", 800, D.COMMITTEE, 28_000, 3,
        Works(
            "QY06", O.FUNDS, "出资并派志愿者值守驿站", date(2026, 7, 13), date(2026, 9, 30),
            (
                ("驿站布置", date(2026, 7, 20), date(2026, 7, 18)),
                ("开放服务", date(2026, 9, 30), date(2026, 9, 30)),
            ),
            ((F.SERVICE_FUND, 10_000, 10_000), (F.MEMBER_FUNDS, 18_000, 18_000)),
            100, "开放74天，服务约六千人次。",
            (), date(2026, 9, 30), date(2026, 10, 12), "滨江党群服务站",
        ),
        (("m3", 10, 0, 0),),
    ),
    Case(
        "parking", "云岸", date(2026, 10, 12), "写字楼夜间错时停车共享",
        "晚上小区没有车位，旁边写字楼地下车库空着。",
        "希望谈成夜间包月，说好离场时间和责任。",
        "parking", "云岸居民区旁写字楼地下车库", 260, D.PROPERTY_HOLDER, 20_000, 4,
        Works(
            "LX03", O.VENUE, "提供40个夜间错时车位", date(2026, 12, 15), date(2027, 2, 28),
            (
                ("签订错时停车约定", date(2027, 1, 10), None),
                ("道闸与指示牌改造", date(2027, 2, 15), None),
            ),
            ((F.MEMBER_FUNDS, 12_000, 0), (F.PUBLIC_INCOME, 8_000, 0)),
        ),
        (("m6", 6, 1, 0),),
    ),
)  # fmt: skip

FRESH: tuple[tuple[str, date, str, str, str, str, str, int, int], ...] = (
    ("晨渡", date(2026, 12, 14), "晨渡居民区楼道加装扶手", "晨渡居民区五个门洞楼梯没有扶手，老人上下楼容易跌倒。",
     "请在一楼到三楼先装。", "elderly", "晨渡居民区5个门洞", 120, 4),
    ("江风", date(2026, 12, 16), "江风路口增设夜间照明", "江风路口拐弯处晚上很暗，骑车的人看不见行人。", "", "lighting", "江风路口", 900, 3),
    ("银波", date(2026, 12, 17), "银波居民区设亲子活动角", "小区里孩子没有地方玩，希望利用门口空房。", "请文化馆帮忙布置。", "culture",
     "银波居民区门口空房", 150, 2),
    ("海棠", date(2026, 12, 18), "海棠居民区快递柜挪位", "快递柜挡住了消防通道。", "请挪到东门旁。", "safety", "海棠居民区北门", 300, 1),
    ("松屿", date(2026, 12, 8), "松屿居民区围墙边补种爬藤", "围墙边光秃秃的，夏天墙面发烫，影响一楼居民。", "请园林单位指导居民一起种。",
     "greening", "松屿居民区北侧围墙", 210, 4),
)  # fmt: skip
"""Proposals still on their way when the demonstration opens: on an agenda, to publish, new, returned, to be claimed."""

DISSENT = "担心灯光照进底楼窗户，加遮光罩、22:30后调暗才能赞成。"
