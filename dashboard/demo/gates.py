"""What the screening of the demonstration found: legal gates, what each item asks for, and the reviewer's opinions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from dashboard.demo.stage import Stage
from dashboard.formats import at_shanghai
from dashboard.rules.checklist import Checklist, Fact
from dashboard.services import needs
from dashboard.services.needs import PartDraft
from models.enums import LegalConclusion as L
from models.enums import LegalGate as G
from models.enums import OfferKind as O

Event = tuple[datetime, Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Found:
    """What was ticked about a case, its gate, and the opinion given on it."""

    facts: frozenset[Fact]
    gate: G
    given: datetime
    conclusion: L
    text: str
    basis: str


GATES = {
    "shed": Found(
        frozenset({Fact.PRIVATE_OPERATOR}), G.OWNERS_SPECIAL, at_shanghai(date(2026, 2, 5), 15), L.CONDITIONS,
        "3号车棚按规划建设，属全体业主共有。引入充电企业经营属于利用共有部分从事经营活动，"
        "须先经业主共同决定（参与表决的四分之三以上同意）；收益归业主共有，并在充电合同中写明安全责任。"
        "联合党委可以同意推进协调，不能代替业主决定。",
        "《中华人民共和国民法典》第二百七十八条、第二百八十二条",
    ),
    "elevator": Found(
        frozenset({Fact.NEW_LIFT}), G.PLANNING, at_shanghai(date(2026, 5, 14), 10), L.CONDITIONS,
        "加装电梯分两步征询：本楼业主三分之二以上参与、参与者四分之三以上同意；占用小区共用场地的，"
        "还须征询全小区业主。征询通过后报规划部门审批，批准前不得动工。一楼业主的采光、噪声意见应单独记录并协商补偿。",
        "《中华人民共和国民法典》第二百七十八条；沪建房管联〔2020〕801号",
    ),
}  # fmt: skip
"""Case -> what stands before its works. In the garden no tree is moved, so no permit is needed."""

PARTS: dict[str, tuple[tuple[O, str, int | None, str], ...]] = {
    "shed": (
        (O.LABOUR, "更换防火棚顶、改造线路", 1, "项"),
        (O.GOODS, "自动断电充电插口和烟感", 24, "套"),
        (O.FUNDS, "自治金以外的改造费用", 60_000_00, ""),
    ),
    "wall": ((O.FUNDS, "墙体加固费用", 50_000_00, ""), (O.EXPERTISE, "结构检测与图案设计指导", None, "")),
    "lamps": ((O.LABOUR, "安装低亮度灯", 12, "盏"), (O.FUNDS, "灯具与电费补贴", 20_000_00, "")),
    "garden": ((O.EXPERTISE, "口袋花园设计与共同设计工作坊", 3, "场"), (O.LABOUR, "施工期间志愿服务", 200, "小时")),
    "elevator": ((O.EXPERTISE, "征询程序与约定的法律咨询", 6, "次"), (O.VENUE, "协商会场地", 4, "次")),
    "lane": ((O.COORDINATION, "组织商户出资并固定清洗日", None, ""), (O.FUNDS, "隔油设施", 20_000_00, "")),
    "rest_stop": ((O.FUNDS, "饮水、充电、急救箱", 18_000_00, ""), (O.LABOUR, "值守志愿者", 600, "小时")),
    "parking": ((O.VENUE, "夜间错时车位", 40, "个"),),
    "fresh0": ((O.GOODS, "楼道扶手", 15, "副"), (O.LABOUR, "安装扶手", 40, "小时")),
    "fresh1": ((O.GOODS, "路灯", 2, "盏"), (O.COORDINATION, "与路灯管理部门协调", None, "")),
    "fresh4": ((O.EXPERTISE, "园林种植指导", 2, "次"), (O.GOODS, "爬藤苗", 120, "株"), (O.LABOUR, "种植志愿服务", 60, "小时")),
}  # fmt: skip
"""Case -> what it asks for: kind, words, how much (fen for funds), unit."""


def found(key: str) -> dict[str, Any]:
    """Return what the screening of a case adds to its acceptance."""
    gate = GATES.get(key)
    return {
        "checklist": Checklist(belongs=True, personal=False, facts=gate.facts if gate else frozenset()),
        "legal_gate": gate.gate if gate else G.NONE,
        "parts": [PartDraft(offer=o, text=text, amount=n, unit=unit) for o, text, n, unit in PARTS.get(key, ())],
    }


def opinion_events(stage: Stage) -> list[Event]:
    """Return the opinions of the legal reviewer, each at its own moment, before the meeting that needs it."""
    return [(one.given, partial(_opine, stage, key)) for key, one in GATES.items()]


def _opine(stage: Stage, key: str) -> None:
    one = GATES[key]
    needs.give_opinion(stage.as_("reviewer"), stage.needs[key][0], one.conclusion, one.text, one.basis)
