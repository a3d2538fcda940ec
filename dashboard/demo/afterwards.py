"""What happened beside the plan and after the works: changes, rest, photos, upkeep, appraisal, filing."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from dashboard.demo import photos
from dashboard.demo.stage import Stage
from dashboard.formats import at_shanghai
from dashboard.services import projects
from dashboard.services.projects import Opinion, Papers, Shows
from models.enums import Awareness, ChangeKind, FundSource, HandlingResult

Event = tuple[datetime, Callable[[], None]]
SUPPLIERS = {
    "shed": ("澄安建筑安装有限公司（虚构）", "三家询价，选总价最低者"),
    "lamps": ("明弄电气安装有限公司（虚构）", "三家询价，选保修期最长者"),
    "rest_stop": ("江畔便民服务有限公司（虚构）", "两家比价，定点采购"),
}
"""Case -> who carried the works out, and how it was bought. Every name is invented."""
SHEETS = {
    "lamps": Papers({Awareness.WELL: 18, Awareness.SOME: 15, Awareness.NOT: 7}, 12, {5: 28, 4: 7, 3: 5}),
    "rest_stop": Papers({Awareness.WELL: 31, Awareness.SOME: 22, Awareness.NOT: 7}, 18, {5: 48, 4: 12}),
}
SIGNED_IN = {
    "lamps": ((Awareness.WELL, True, 5), (Awareness.WELL, False, 5), (Awareness.SOME, False, 4),
              (Awareness.WELL, True, 5), (Awareness.SOME, False, 4)),
    "shed": ((Awareness.WELL, True, 5), (Awareness.SOME, False, 4), (Awareness.WELL, False, 5)),
}  # fmt: skip


def events(stage: Stage, key: str, lead: str, find: Callable[[], int]) -> list[Event]:
    """Return what happened to the project of a case, each at its own moment; ``find`` looks its id up then."""
    told = {
        "shed": _shed,
        "wall": _wall,
        "lamps": _lamps,
        "garden": _garden,
        "lane": _lane,
        "rest_stop": _rest_stop,
    }.get(key)
    return told(stage, f"liaison_{lead.lower()}", find) if told else []


def _shed(stage: Stage, lead: str, find: Callable[[], int]) -> list[Event]:
    before, after = partial(photos.shed, mended=False), partial(photos.shed, mended=True)
    return [
        (_at(2026, 6, 10), lambda: _photo(stage, lead, find(), Shows.BEFORE, "改造前：棚顶漏水，电线散乱", before())),
        (_at(2026, 8, 27), lambda: _photo(stage, lead, find(), Shows.AFTER, "改造后：新棚顶、插口与分区画线", after())),
        (_at(2026, 12, 12), lambda: _appraise(stage, "shed", find())),
        (_at(2026, 11, 20), lambda: _check(stage, lead, find(), date(2026, 11, 19), "插口与烟感逐个测试，均正常。")),
    ]


def _wall(stage: Stage, lead: str, find: Callable[[], int]) -> list[Event]:
    def shift() -> None:
        office, reason = stage.as_("secretariat"), "检测费低于预计，结余转用于墙脚排水，总额不变。"
        projects.propose_budget(office, find(), FundSource.MEMBER_FUNDS, 48_500_00, reason)
        projects.propose_budget(office, find(), FundSource.SELF_GOVERNANCE, 19_500_00, reason)

    def put_right() -> None:
        office, what = stage.as_("secretariat"), "墙体加固第二笔"
        projects.book_payment(office, find(), FundSource.MEMBER_FUNDS, 1_000_00, what, reference="记-12-031")
        stage.later(20)
        projects.correct_payment(office, find(), FundSource.MEMBER_FUNDS, 1_000_00, "重复登记：记-12-031已含在首笔内")

    return [(_at(2026, 10, 20), shift), (_at(2026, 12, 10), put_right)]


def _lamps(stage: Stage, lead: str, find: Callable[[], int]) -> list[Event]:
    before, after = partial(photos.lane, lit=False), partial(photos.lane, lit=True)

    def close() -> None:
        projects.enter_papers(stage.as_("secretariat"), find(), SHEETS["lamps"])
        stage.later(30)
        projects.close_appraisal(stage.as_("secretariat"), find())

    return [
        (_at(2026, 4, 16), lambda: _photo(stage, lead, find(), Shows.BEFORE, "施工前：弄堂转角没有灯", before())),
        (_at(2026, 6, 24), lambda: _photo(stage, lead, find(), Shows.AFTER, "施工后：低亮度灯照亮台阶", after())),
        (_at(2026, 7, 8), lambda: _appraise(stage, "lamps", find())),
        (_at(2026, 7, 20), close),
        (
            _at(2026, 9, 24),
            lambda: _check(stage, lead, find(), date(2026, 9, 23), "12盏灯正常，一处遮光罩已重新固定。"),
        ),
    ]


def _garden(stage: Stage, lead: str, find: Callable[[], int]) -> list[Event]:
    return [
        (_at(2026, 9, 5), lambda: _done(projects.pause(stage.as_(lead), find(), "台风预警期间停止户外作业。"))),
        (_at(2026, 9, 12), lambda: _done(projects.resume(stage.as_(lead), find(), "预警解除，恢复施工。"))),
    ]


def _lane(stage: Stage, lead: str, find: Callable[[], int]) -> list[Event]:
    def propose(due: date, reason: str) -> None:
        projects.propose_due_date(stage.as_(lead), find(), due, reason)

    def refuse() -> None:
        chair = stage.as_("member01")
        (waiting,) = [one.change for one in projects.waiting_changes(chair) if one.change.type is ChangeKind.DUE_DATE]
        projects.refuse_change(chair, waiting.id, "主体已完成，不宜一次延长两个月；请列明剩余两家店的安排后再报。")

    return [
        (_at(2026, 11, 28), lambda: propose(date(2027, 1, 31), "两家店的隔油设施配件尚未到货。")),
        (_at(2026, 12, 1), refuse),
        (_at(2026, 12, 18), lambda: propose(date(2026, 12, 31), "配件已于12月16日到货，余下两家店12月28日前装完。")),
    ]


def _rest_stop(stage: Stage, lead: str, find: Callable[[], int]) -> list[Event]:
    def file() -> None:
        office = stage.as_("secretariat")
        projects.enter_papers(office, find(), SHEETS["rest_stop"])
        stage.later(30)
        projects.close_appraisal(office, find())
        stage.later(60)
        projects.archive(office, find(), HandlingResult.SOLVED)

    return [(_at(2026, 11, 5), file)]


def _at(year: int, month: int, day: int) -> datetime:
    return at_shanghai(date(year, month, day), 14)


def _photo(stage: Stage, lead: str, project: int, shows: Shows, words: str, data: bytes) -> None:
    projects.add_photo(stage.as_(lead), project, shows, words, "photo.jpg", data)


def _check(stage: Stage, lead: str, project: int, on: date, words: str) -> None:
    projects.check(stage.as_(lead), project, on, True, words)


def _appraise(stage: Stage, key: str, project: int) -> None:
    for number, answer in enumerate(SIGNED_IN[key], 1):
        projects.appraise(stage.as_(f"resident{number:02d}"), project, Opinion(*answer))
        stage.later(11)


def _done(_result: object) -> None:
    """Events return nothing."""
