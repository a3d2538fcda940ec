"""What the member organisations of the demonstration offer, promise together and sign."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlmodel import Session, select

from dashboard.demo.agreed import AGREEMENTS, Agreed
from dashboard.demo.stage import Stage
from dashboard.formats import at_shanghai
from dashboard.services import agreements, claims, resources
from models.agreement import Agreement, AgreementDraft, PartyDraft
from models.claim import ClaimDraft
from models.enums import OfferKind as O
from models.resource import Resource, ResourceDraft

Event = tuple[datetime, Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Card:
    """A card: whose, since when, what, for which categories and quarter; amounts in fen or units."""

    code: str
    day: date
    offer: O
    title: str
    text: str
    categories: tuple[str, ...] = ()
    amount: int | None = None
    unit: str = ""
    until: date | None = None
    quarter: str = ""
    terms: str = ""
    post: str = ""


CARDS = (
    Card("QY01", date(2026, 1, 8), O.LABOUR, "施工班组公益工时", "泥工、木工、电工各一组，可承担小型修缮。", ("shed", "wall", "elderly"), 160, "小时",
         terms="提前五个工作日约定进场时间。", post="工程管理部，021-5550 1001"),
    Card("LX01", date(2026, 1, 9), O.GOODS, "自动断电充电插口", "带烟感联动的充电插口，含安装指导。", ("shed", "safety"), 60, "套", post="运营部，021-5550 2001"),
    Card("QY03", date(2026, 1, 12), O.LABOUR, "电工志愿服务队", "楼道、里弄照明检修与小型电路整改。", ("lighting", "shed"), 120, "小时", terms="夜间作业须有居委会到场。"),
    Card("QY06", date(2026, 1, 15), O.FUNDS, "社区微更新公益资助", "支持居民身边的小项目，单个项目不超过三万元。", ("shed", "lighting", "workers", "elderly"), 80_000_00,
         until=date(2027, 6, 30), terms="须附预算明细，项目完成后公开账目。", post="综合部，021-5550 1006"),
    Card("QY05", date(2026, 2, 2), O.EXPERTISE, "美术教师进社区", "带学生为围墙、楼道设计图案，每次半天。", ("wall", "culture"), 10, "次", quarter="映江"),
    Card("LX02", date(2026, 2, 10), O.EXPERTISE, "法治诊所", "律师解答加装电梯、邻里纠纷等问题，协助起草约定。", ("elevator", "legal"), 24, "次",
         post="党支部办公室，021-5550 2002"),
    Card("LX04", date(2026, 3, 16), O.EXPERTISE, "口袋花园设计", "免费提供小型绿地的设计与植物配置建议。", ("greening",), 6, "场"),
    Card("QY20", date(2026, 3, 20), O.EXPERTISE, "园林种植与养护指导", "技术员现场指导居民种植、修剪和防虫。", ("greening",), 8, "次", terms="避开梅雨季节。"),
    Card("LX12", date(2026, 4, 7), O.LABOUR, "助老志愿服务", "陪同就医、代购、理发上门。", ("elderly",), 300, "小时"),
    Card("QY21", date(2026, 4, 13), O.VENUE, "排练厅与小剧场", "工作日白天可供居民团队排练、开会。", ("culture", "elevator"), 2, "间", terms="须保持整洁，晚上九点前离场。"),
    Card("QY09", date(2026, 5, 11), O.EXPERTISE, "健康讲座与义诊", "全科、骨科、康复科医生到居民区。", ("elderly", "workers"), 8, "场"),
    Card("QY29", date(2026, 6, 1), O.GOODS, "家用灭火器", "赠送并讲解使用方法。", ("safety",), 200, "具", until=date(2026, 12, 31)),
    Card("LX03", date(2026, 10, 20), O.VENUE, "写字楼夜间车位", "晚七点到次日早七点，包月使用。", ("parking",), 40, "个", quarter="云岸", post="物业服务中心，021-5550 2003"),
    Card("QY34", date(2026, 9, 8), O.COORDINATION, "广播站公益宣传", "为公示、征询和志愿招募做现场播报和海报。"),
    Card("QY31", date(2026, 11, 2), O.VENUE, "体育中心羽毛球场地", "周二上午免费向周边居民开放。", ("culture",), 4, "片", until=date(2027, 3, 31), quarter="映江"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Joint:
    """A claim beside the leading one; ``part`` counts the parts of the case from 0."""

    at: datetime
    key: str
    code: str
    offer: O
    text: str
    part: int
    amount: int
    promised: date
    card: str = ""
    leads: bool = False


JOINT = (
    Joint(at_shanghai(date(2026, 1, 28), 10), "shed", "QY06", O.FUNDS, "以社区微更新公益资助支持车棚改造", 2, 20_000_00, date(2026, 7, 31), "社区微更新公益资助"),
    Joint(at_shanghai(date(2026, 2, 20), 10), "lamps", "QY06", O.FUNDS, "资助灯具购置", 1, 20_000_00, date(2026, 5, 31), "社区微更新公益资助"),
    Joint(at_shanghai(date(2026, 12, 12), 10), "fresh4", "LX04", O.EXPERTISE, "提供爬藤品种与种植间距建议", 0, 2, date(2027, 3, 31), "口袋花园设计"),
    Joint(at_shanghai(date(2026, 12, 16), 15), "fresh4", "QY05", O.LABOUR, "师生志愿者参加种植日", 2, 30, date(2027, 3, 12)),
    Joint(at_shanghai(date(2026, 12, 16), 16), "fresh0", "QY01", O.LABOUR, "承担五个门洞扶手安装", 1, 40, date(2027, 2, 28), "施工班组公益工时", leads=True),
)  # fmt: skip
HANDED_BACK = (
    "fresh4",
    "LX04",
    at_shanghai(date(2026, 12, 15), 9),
    "技术人员年底排期已满，请园林单位接手，我单位以后再参加。",
)
PARTS: dict[tuple[str, str], tuple[int, int | None, str]] = {
    ("shed", "QY01"): (0, 1, ""), ("shed", "LX01"): (1, 24, "自动断电充电插口"), ("wall", "QY04"): (0, 50_000_00, ""),
    ("wall", "QY05"): (1, None, ""), ("lamps", "QY03"): (0, 12, ""), ("garden", "LX04"): (0, 3, "口袋花园设计"),
    ("elevator", "LX02"): (0, 6, "法治诊所"), ("lane", "LX03"): (0, None, ""), ("rest_stop", "QY06"): (0, 18_000_00, "社区微更新公益资助"),
    ("parking", "LX03"): (0, 40, "写字楼夜间车位"),
}  # fmt: skip
"""Case and organisation -> which part its claim is for, how much of it, and the card it draws on."""
VALUES = {("shed", "QY01"): 20_000, ("shed", "LX01"): 12_000, ("lamps", "QY03"): 9_600, ("garden", "LX04"): 30_000,
          ("parking", "LX03"): 12_000, ("elevator", "LX02"): 6_000}  # fmt: skip
"""What goods, labour and knowledge were worth, in yuan, as the organisations put it."""
KEPT = (
    ("lamps", "QY03", date(2026, 7, 6), 64), ("lamps", "QY06", date(2026, 7, 6), None), ("shed", "QY01", date(2026, 9, 21), 120),
    ("shed", "LX01", date(2026, 9, 21), 18), ("shed", "QY06", date(2026, 9, 21), None), ("rest_stop", "QY06", date(2026, 10, 13), 592),
)  # fmt: skip
"""Promises kept: case, organisation, day, hours of volunteers of the whole unit."""


def offer_events(stage: Stage) -> list[Event]:
    """Return what organisations offered, claimed together, handed back, kept and signed, each at its own moment."""
    at = at_shanghai
    key, code, moment, reason = HANDED_BACK
    events: list[Event] = [(at(card.day, 11), partial(_offer, stage, card)) for card in CARDS]
    events += [(one.at, partial(_join, stage, one)) for one in JOINT]
    events += [(at(day, 11), partial(_keep, stage, case, unit, day, hours)) for case, unit, day, hours in KEPT]
    return [
        *events,
        (at(date(2026, 6, 15), 9), partial(_withdraw, stage, "排练厅与小剧场", "暑期场馆大修，暂停外借。")),
        (at(date(2026, 9, 15), 9), partial(_renew, stage, "排练厅与小剧场")),
        (at(date(2026, 12, 8), 9), partial(_withdraw, stage, "体育中心羽毛球场地", "场地地板更换，完工后再提供。")),
        (moment, partial(_hand_back, stage, key, code, reason)),
        (at(date(2026, 12, 3), 9), partial(_end_and_renew, stage)),
        (at(date(2026, 12, 18), 15), partial(_agree, stage, "parking")),
        (at(date(2026, 12, 18), 16), partial(_remind, stage, "wall", "QY05")),
    ]


def claimed(stage: Stage, key: str, code: str, *, leads: bool) -> dict[str, Any]:
    """Return what a claim of the story says besides its words: part, amount, card, value and whether it leads."""
    worth = VALUES.get((key, code))
    fields: dict[str, Any] = {"wants_lead": leads, "value_fen": None if worth is None else worth * 100}
    if (key, code) in PARTS:
        position, amount, card = PARTS[key, code]
        fields |= {"part_id": _part(stage, key, position), "amount": amount}
        fields |= {"resource_id": _card(stage, card) if card else None}
    return fields


def agree(stage: Stage, key: str) -> bool:
    """Draft and sign the agreement on a case, if it has one; return whether it has."""
    found = AGREEMENTS.get(key)
    if found is None:
        return False
    office = stage.as_("secretariat")
    number = agreements.draft(office, _drafted(stage, key, found))
    stage.later(30)
    agreements.sign(office, agreements.agreement(office, number).line.id, office.today())
    return True


def _agree(stage: Stage, key: str) -> None:
    agree(stage, key)


def _drafted(stage: Stage, key: str, found: Agreed) -> AgreementDraft:
    sides = [
        PartyDraft(
            organisation_id=stage.organisations.get(unit),
            name="" if unit in stage.organisations else unit,
            promise=promise,
            contact_post=post,
        )
        for unit, promise, post in found.sides
    ]
    texts = ("title", "goals", "schedule", "targets", "money_clause", "termination", "starts_on", "ends_on")
    return AgreementDraft(
        **{name: getattr(found, name) for name in texts},
        money_fen=found.yuan * 100 if found.yuan else None,
        copies=len(sides),
        parties=sides,
        need_ids=[stage.needs[key][0]],
    )


def _end_and_renew(stage: Stage) -> None:
    """Note that the term of the first agreement is over, and draft its continuation."""
    with Session(stage.engine) as session:
        key = session.exec(select(Agreement.id).where(Agreement.title == AGREEMENTS["shed"].title)).one()
    office = stage.as_("secretariat")
    agreements.end(office, key)
    stage.later(60)
    agreements.renew(office, key)


def _offer(stage: Stage, card: Card) -> None:
    draft = ResourceDraft(
        offer=card.offer, title=card.title, text=card.text, categories=list(card.categories), amount=card.amount,
        unit=card.unit, from_on=card.day, until_on=card.until, area_id=stage.areas.get(card.quarter), terms=card.terms,
        contact_post=card.post,
    )  # fmt: skip
    liaison = f"liaison_{card.code.lower()}"
    if liaison in stage.people:
        resources.offer(stage.as_(liaison), draft)
    else:
        resources.offer(stage.as_("secretariat"), draft, stage.organisations[card.code])


def _withdraw(stage: Stage, title: str, reason: str) -> None:
    resources.withdraw(stage.as_("secretariat"), _card(stage, title), reason)


def _renew(stage: Stage, title: str) -> None:
    office = stage.as_("secretariat")
    resources.renew(office, _card(stage, title), office.today(), None)


def _join(stage: Stage, one: Joint) -> None:
    draft = ClaimDraft(
        offer=one.offer, offer_text=one.text, promised_on=one.promised, branch_agreed=True, wants_lead=one.leads,
        part_id=_part(stage, one.key, one.part), amount=one.amount,
        resource_id=_card(stage, one.card) if one.card else None,
    )  # fmt: skip
    claims.claim(stage.as_(f"liaison_{one.code.lower()}"), stage.needs[one.key][0], draft)


def _hand_back(stage: Stage, key: str, code: str, reason: str) -> None:
    claims.hand_back(stage.as_(f"liaison_{code.lower()}"), _claim(stage, key, code), reason)


def _keep(stage: Stage, key: str, code: str, day: date, hours: int | None) -> None:
    claims.fulfil(stage.as_("secretariat"), _claim(stage, key, code), day, hours)


def _remind(stage: Stage, key: str, code: str) -> None:
    claims.remind(stage.as_("secretariat"), _claim(stage, key, code))


def _claim(stage: Stage, key: str, code: str) -> int:
    made = claims.mine(stage.as_(f"liaison_{code.lower()}"))
    return next(one.id for one in made if one.need_id == stage.needs[key][0])


def _part(stage: Stage, key: str, position: int) -> int:
    need_id = stage.needs[key][0]
    return claims.gaps(stage.system(), [need_id])[need_id].parts[position].part.id


def _card(stage: Stage, title: str) -> int:
    with Session(stage.engine) as session:
        return session.exec(select(Resource.id).where(Resource.title == title)).one()
