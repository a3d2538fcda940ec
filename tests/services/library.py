"""Ten thousand invented items with Chinese, Latin and odd texts, put into a database in bulk."""

import random
from datetime import timedelta

from sqlalchemy import Engine, insert
from sqlmodel import Session

from models.area import Area
from models.enums import NeedStatus
from models.need import Category, Need
from tests.factories import NOON

PLACES = ["澄波", "映江", "梧荫", "临樾", "滨江", "平凉路", "隆昌路", "惠民路", "长阳路", "许昌路"]
THINGS = [
    "车棚",
    "充电桩",
    "电梯",
    "围墙",
    "路灯",
    "楼道灯",
    "人行道",
    "无障碍坡道",
    "口袋花园",
    "停车位",
    "晾衣架",
    "信报箱",
    "健身器材",
    "活动室",
    "消防栓",
]
WANTS = ["加装", "改造", "维修", "增设", "更换", "清理", "补种", "共享", "延长开放", "重新粉刷"]
WHYS = (
    "夜里看不清，老人容易摔倒", "雨天积水，出行不便", "充电排队久，飞线充电不安全", "年久失修，墙皮脱落",
    "孩子放学没有地方去", "快递员没有歇脚的地方", "垃圾满溢，夏天有异味", "维修基金不足，希望共建单位支持",
)  # fmt: skip
NAMES = [
    "张堃",
    "王喆",
    "李昇",
    "陈玥",
    "赵赟",
    "孙翀",
    "周燚",
    "吴垚",
    "郑祎",
    "冯頔",
    "褚婳",
    "卫珺",
    "蒋锜",
    "沈璟",
    "韩𬀩",
    "杨𠮷",
    "朱㑇",
    "秦𫘝",
    "许𱁬",
    "何𮧵",
]
ODD = [
    "100%",
    "snake_case",
    "A&B",
    "Wi-Fi",
    "CAFÉ",
    "ＡＢＣ１２３",
    "😀",
    "👨\u200d👩\u200d👧",
    "12345热线",
    "3号楼",
    "5G",
    "50％",
    "(试点)",
    "【急】",
    "a\\b",
    "1/2",
    "*重点*",
    "O'Neil",
    "İzmir",
    "Straße",
    "Ⅳ期",
]
SEEN = [status for status in NeedStatus if status != NeedStatus.WITHDRAWN]


def stock(engine: Engine, number: int, *, seed: int = 11) -> list[int]:
    """Put ``number`` items into an empty database, past the sessions and so without an index; return their ids."""
    with Session(engine.execution_options(writes=True)) as session:
        session.add_all([Category(code=f"c{n}", name_zh=f"类别{n}", position=n) for n in range(13)])
        session.add_all([Area(id=n, level="committee", code=f"A{n}", name_zh=f"居民区{n}") for n in range(1, 25)])
        session.flush()
        session.connection().execute(
            insert(Need), [_item(random.Random(f"{seed}-{n}"), n) for n in range(1, number + 1)]
        )
        session.commit()
    return list(range(1, number + 1))


def _item(dice: random.Random, n: int) -> dict[str, object]:
    quarter = f"{2022 + n % 20 // 4}Q{n % 4 + 1}"
    odd = f" {dice.choice(ODD)} " if dice.random() < 0.2 else ""
    name = f"{dice.choice(NAMES)}等居民反映，" if dice.random() < 0.05 else "居民反映，"
    place = dice.choice(PLACES)
    return {
        "id": n,
        "number": f"PL-XQ-{quarter}-{n:05d}",
        "quarter": quarter,
        "title": f"{place}{dice.choice(WANTS)}{dice.choice(THINGS)}{odd}",
        "reasons": name + "；\n".join(dice.choices(WHYS, k=dice.randint(1, 4))) + "。",
        "suggestion": f"建议{dice.choice(WANTS)}{dice.choice(THINGS)}{dice.randint(1, 40)}处" if n % 3 else "",
        "category_code": f"c{dice.randrange(13)}",
        "area_id": dice.randint(1, 24),
        "place": f"{place}{dice.randint(1, 99)}弄",
        "status": dice.choice(SEEN),
        "submitted_at": NOON + timedelta(minutes=n),
        "claim_deadline": NOON + timedelta(days=dice.randint(-90, 90)) if n % 2 else None,
    }
