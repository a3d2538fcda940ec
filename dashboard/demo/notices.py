"""Two public notices of the demonstration: one that ended without objections, one that runs with one answered."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from dashboard.demo.stage import Stage
from dashboard.formats import at_shanghai
from dashboard.services import notices
from models.enums import ObjectionCategory, ObjectionOutcome
from models.notice import NoticeDraft, NoticeObjectionDraft

Event = tuple[datetime, Callable[[], None]]
CONTACT = "街道党建办二楼205室，工作日9:00至17:00"
ELEVATOR = (
    "委员会议同意推进澄波居民区17号楼加装电梯的协调工作。方案、井道位置和费用分摊原则见门厅公告栏，"
    "具体事项由业主依法共同决定。"
)
PARKING = (
    "委员会议同意写字楼夜间错时停车共享列入办理：写字楼地下车库夜间提供40个车位，18:30入场，次日8:00前离场，"
    "收费与责任由双方约定，约定文本办理前在小区公告栏公布。"
)
OBJECTION = "通往地下车库的通道紧邻底楼住户，夜间进出车辆多，灯光和喇叭声会影响休息。"
REQUEST = "请限定22:00以后不再入场，并在通道口设禁鸣标志。"
REPLY = (
    "意见部分采纳。已与写字楼物业商定：22:30以后不再入场，通道口增设禁鸣标志和减速带，写入错时停车约定。"
    "次日离场时间维持8:00前不变，因上班车辆8:30起进场。"
)


def notice_events(stage: Stage) -> list[Event]:
    """Return what happens around the two notices, each at its own moment."""
    at = at_shanghai
    return [
        (at(date(2026, 7, 1), 10), partial(_post, stage, "elevator", ELEVATOR, "澄波居民区17号楼门厅、居委会公告栏")),
        (at(date(2026, 7, 14), 9), partial(_end, stage, "elevator")),
        (at(date(2026, 12, 16), 10), partial(_post, stage, "parking", PARKING, "云岸居民区公告栏、写字楼大堂、居民群")),
        (at(date(2026, 12, 17), 20), partial(_object, stage, "parking")),
        (at(date(2026, 12, 18), 15), partial(_answer, stage, "parking")),
    ]  # fmt: skip


def _notice(stage: Stage, key: str) -> notices.NoticeLine:
    return notices.notices(stage.system(), notices.NoticeFilter(need_id=stage.needs[key][0]))[0]


def _post(stage: Stage, key: str, text: str, places: str) -> None:
    draft = NoticeDraft(text=text, places=places, contact_post=CONTACT, first_day=stage.system().today())
    notices.post(stage.as_("secretariat"), stage.needs[key][0], draft)


def _object(stage: Stage, key: str) -> None:
    draft = NoticeObjectionDraft(category=ObjectionCategory.INTERESTS, text=OBJECTION, request=REQUEST)
    notices.object_to(stage.as_("resident02"), _notice(stage, key).id, draft)


def _answer(stage: Stage, key: str) -> None:
    page = notices.notice(stage.system(), _notice(stage, key).number)
    notices.reply(stage.as_("secretariat"), page.objections[0].id, ObjectionOutcome.PARTLY, REPLY)


def _end(stage: Stage, key: str) -> None:
    notices.end(stage.as_("secretariat"), _notice(stage, key).id)
