"""The claim rounds of 2026, what went unclaimed in one, and the items on which owners were asked."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from dashboard.demo.cases import Case
from dashboard.demo.stage import Stage
from dashboard.formats import at_shanghai
from dashboard.services import needs
from dashboard.services.needs import consulting, rounds, talks
from dashboard.services.needs.desk import desk
from models.enums import DecisionPower, NeedSource, NeedStatus
from models.need import NeedDraft

Event = tuple[datetime, Callable[[], None]]
ROUNDS = (
    ("2026Q1", date(2026, 1, 5), date(2026, 3, 31), date(2026, 4, 1)),
    ("2026Q2", date(2026, 4, 2), date(2026, 6, 20), date(2026, 6, 22)),
    ("2026Q3", date(2026, 6, 25), date(2026, 9, 20), date(2026, 9, 21)),
    ("2026Q4", date(2026, 10, 9), date(2026, 12, 31), None),
)
"""Quarter, opened on, last day, and the day on which it was closed."""
CLAIMED_LATE = {"rest_stop": date(2026, 6, 26)}
"""Cases that nobody claimed in their first round, and when they were claimed in the next."""
TALKS = (
    (
        "wall", date(2026, 2, 26), "QY04单位联络员、QY05学校联络员、映江居委会",
        "QY04负责检测与加固并出资，QY05组织学生设计图案，居委会负责告示和现场秩序。",
    ),
    (
        "rest_stop", date(2026, 6, 28), "QY06联络员、滨江党群服务站", "驿站由QY06出资布置并排班值守，服务站提供场地和水电。",
    ),
    ("parking", date(2026, 11, 5), "LX03联络员、云岸居委会、小区业委会", "车库夜间先开放40个车位，收费和离场时间写入约定。"),
)  # fmt: skip
ASKED = {
    "wall": (date(2026, 3, 23), "向映江居民区286名业主发放征询表，截至4月15日。"),
    "elevator": (date(2026, 7, 6), "先征询17号楼业主，再征询小区412名业主；规划审批同时办理。"),
}
"""Cases whose owners were asked: from when, and how."""
PROJECTS = NeedDraft(
    title="2027年度实事项目推荐清单票选",
    reasons="明年30万元建议用在哪里，请成员单位先看三项方案再投票，结果报街道。",
    suggestion="夜间照明二期12万、楼道扶手9万、亲子活动角9万。",
    category_code="environment",
    area_id=0,
    place="平凉路街道",
    beneficiaries=28_200,
)


def round_events(stage: Stage) -> list[Event]:
    """Return what happens around the rounds, the talks and the consultations, each at its own moment."""
    events: list[Event] = []
    for quarter, opened, last, closed in ROUNDS:
        events.append((at_shanghai(opened, 9), partial(_open, stage, quarter, last)))
        if closed is not None:
            events.append((at_shanghai(closed, 9), partial(_close, stage, quarter)))
    for key, day, present, text in TALKS:
        events.append((at_shanghai(day, 16), partial(_talk, stage, key, day, present, text)))
    for key, (day, how) in ASKED.items():
        events.append((at_shanghai(day, 10), partial(_ask, stage, key, how)))
    events.append((at_shanghai(date(2026, 11, 20), 10), partial(_propose_projects, stage)))
    return events


def claimed_on(case: Case) -> date:
    """Return the day on which a case was claimed, or could have been."""
    return CLAIMED_LATE.get(case.key, case.submitted + timedelta(days=12))


def _open(stage: Stage, quarter: str, last: date) -> None:
    office = stage.as_("secretariat")
    most = rounds.most_carried(office)
    left = [line.row.id for line in desk(office, [NeedStatus.UNCLAIMED]) if line.carried < most]
    rounds.open_round(office, quarter, last, [row.id for row in needs.on_needs_list(office)], left)


def _close(stage: Stage, quarter: str) -> None:
    office = stage.as_("secretariat")
    running = next(one for one in rounds.rounds(office) if one.quarter == quarter)
    rounds.close_round(office, running.id)


def _talk(stage: Stage, key: str, day: date, present: str, text: str) -> None:
    talks.hold_talk(stage.as_("secretariat"), stage.needs[key][0], day, present, text)


def _ask(stage: Stage, key: str, how: str) -> None:
    consulting.begin_consultation(stage.as_("secretariat"), stage.needs[key][0], how)


def _propose_projects(stage: Stage) -> None:
    """Enter the recommendation list on which the joint conference votes in December."""
    office = stage.as_("secretariat")
    draft = PROJECTS.model_copy(update={"area_id": stage.areas["临樾"]})
    filed = needs.submit(office, draft, source=NeedSource.COMMITTEE)
    stage.needs["projects"] = (filed.id, filed.number)
    stage.later(30)
    needs.screen_accept(office, filed.id, DecisionPower.CONFERENCE, draft.category_code, 300_000_00)
    stage.later(30)
    needs.publish(office, filed.id, 30)
