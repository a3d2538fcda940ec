"""Three public notices of the demonstration: one ended without objections, one runs with an answered one, one is new."""

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
WALL = (
    "委员会议同意推进映江居民区南围墙加固与美化，业主征询已通过。先检测加固，再由学校师生设计图案；"
    "经费由自治金、成员单位出资和维修资金承担。"
)
WALL_FIGURES = "征询286名业主，参与207人（72.4%），同意168人（81.2%），面积同样超过法定比例，通过。"
PROJECTS = (
    "成员单位联席会议票选2027年度实事项目推荐清单：夜间照明二期12万元、楼道扶手9万元、亲子活动角9万元。"
    "推荐结果报街道，由社区代表会议决定。"
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
    """Return what happens around the notices, each at its own moment."""
    at = at_shanghai
    return [
        (at(date(2026, 4, 20), 10), partial(_post, stage, "wall", WALL, "映江居民区南门公告栏、居民群", WALL_FIGURES)),
        (at(date(2026, 4, 28), 9), partial(_end, stage, "wall")),
        (at(date(2026, 12, 16), 10), partial(_post, stage, "parking", PARKING, "云岸居民区公告栏、写字楼大堂、居民群")),
        (at(date(2026, 12, 17), 20), partial(_object, stage, "parking")),
        (at(date(2026, 12, 18), 15), partial(_answer, stage, "parking")),
        (at(date(2026, 12, 18), 16), partial(_post, stage, "projects", PROJECTS, "党群服务中心公告栏、各居民区公告栏")),
    ]  # fmt: skip


def _notice(stage: Stage, key: str) -> notices.NoticeLine:
    return notices.notices(stage.system(), notices.NoticeFilter(need_id=stage.needs[key][0]))[0]


def _post(stage: Stage, key: str, text: str, places: str, consulted: str = "") -> None:
    draft = NoticeDraft(text=text, places=places, contact_post=CONTACT, first_day=stage.system().today())
    notices.post(stage.as_("secretariat"), stage.needs[key][0], draft, consulted)


def _object(stage: Stage, key: str) -> None:
    draft = NoticeObjectionDraft(category=ObjectionCategory.INTERESTS, text=OBJECTION, request=REQUEST)
    notices.object_to(stage.as_("resident02"), _notice(stage, key).id, draft)


def _answer(stage: Stage, key: str) -> None:
    page = notices.notice(stage.system(), _notice(stage, key).number)
    notices.reply(stage.as_("secretariat"), page.objections[0].id, ObjectionOutcome.PARTLY, REPLY)


def _end(stage: Stage, key: str) -> None:
    notices.end(stage.as_("secretariat"), _notice(stage, key).id)
