"""The meetings of the demonstration: agenda, notice, sign-in, discussion, votes, minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from dashboard.demo.cases import CASES, DISSENT
from dashboard.demo.people import MEMBERS
from dashboard.demo.stage import Stage
from dashboard.formats import at_shanghai
from dashboard.services import meetings, minutes, votes
from models.enums import Choice, MeetingKind, Presence
from models.meeting import AgendaItemDraft, MeetingDraft

Event = tuple[datetime, Callable[[], None]]


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
    minutes: str = "approved"
    """How far the minutes went: ``approved``, ``handed_in`` or empty."""


MEETINGS = (
    Session("m1", MeetingKind.MEMBERS, "2026年第一季度委员会议", date(2026, 3, 5), date(2026, 3, 19),
            ("shed", "wall", "lamps"), (11,)),
    Session("m2", MeetingKind.MEMBERS, "2026年第二季度委员会议", date(2026, 6, 4), date(2026, 6, 18),
            ("sidewalk", "garden", "elevator"), (10, 11)),
    Session("m3", MeetingKind.SPECIAL, "口袋花园与清凉驿站专题会", date(2026, 6, 29), date(2026, 7, 9),
            ("garden", "rest_stop"), (9,)),
    Session("m4", MeetingKind.MEMBERS, "2026年第三季度委员会议", date(2026, 9, 3), date(2026, 9, 17), ("lane",), (7, 8)),
    Session("m6", MeetingKind.MEMBERS, "2026年第四季度委员会议", date(2026, 11, 19), date(2026, 12, 10), ("parking",),
            (10, 11), "handed_in"),
    Session("m7", MeetingKind.CONFERENCE, "2026年度成员单位联席会议", date(2026, 12, 1), date(2026, 12, 17), ("projects",),
            (), ""),
    Session("m8", MeetingKind.SPECIAL, "楼道扶手专题会", date(2026, 12, 17), date(2026, 12, 24), ("fresh0",), (), "next"),
)  # fmt: skip
FIRST_CALL = date(2026, 12, 3)
"""The day on which the meeting of the fourth quarter had no quorum: 5 of 11."""
FIRST_CALL_PRESENT = 5
CONFERENCE_PRESENT = 47
RECUSED = {"elevator": (9,), "parking": (7, 9)}
"""Seats that declared a recusal and cast no ballot."""
DISCUSSIONS = {
    "shed": "消防与充电企业介绍了断电插口方案。委员认为车棚属业主共有，应先征询业主意见。",
    "wall": "检测单位介绍墙体外倾情况。委员认为应先加固、后美化。",
    "lamps": DISSENT,
    "sidewalk": "该路段属市政道路，委员同意提请区主管部门。",
    "garden": "委员对是否保留大树、由谁管护有不同看法，建议先办居民设计工作坊。",
    "elevator": "法律事务所介绍了征询程序。一位委员因亲属住该楼，申请回避。",
    "lane": "楼宇联合党支部介绍了商户出资意向。",
    "rest_stop": "委员建议延长开放到9月底。",
    "parking": "两位委员因单位与车库有租赁关系，申请回避。",
}
TASKS = {
    "lamps": ("按附加条件调整灯具方案", "QY03", 30),
    "wall": ("提交结构检测报告", "QY04", 60),
    "sidewalk": ("向区主管部门发函并跟踪", "", 14),
    "parking": ("起草错时停车约定", "LX03", 30),
}
CONDITIONS = {"lamps": "加装遮光罩；22:30后调暗"}
TITLES = {case.key: case.title for case in CASES}


def prepare(stage: Stage, plan: Session) -> None:
    """Call a meeting: agenda built by the secretariat, approved by the chair, notice given."""
    office = stage.as_("secretariat")
    conference = plan.kind is MeetingKind.CONFERENCE
    first_day = FIRST_CALL if plan.key == "m6" else plan.held
    draft = MeetingDraft(
        body_code="conference" if conference else "members",
        type=plan.kind,
        title=plan.title,
        starts_at=at_shanghai(first_day, 14),
        place="滨江党群服务中心二楼议事厅",
    )
    meeting = meetings.create(office, draft)
    stage.needs[plan.key] = (meeting, "")
    for key in plan.items:
        item = (
            AgendaItemDraft(title="2027年度实事项目推荐清单", minutes_planned=40, presenter="秘书处")
            if key == "projects"
            else AgendaItemDraft(title=_title(key), minutes_planned=20, presenter="秘书处", need_id=stage.needs[key][0])
        )
        meetings.add_item(office, meeting, item)
    stage.later(30)
    meetings.approve_agenda(stage.as_("member01"), meeting)
    stage.later(30)
    meetings.give_notice(office, meeting)


def _title(key: str) -> str:
    return f"关于{TITLES.get(key, '晨渡居民区楼道加装扶手')}的议题"


def hold(stage: Stage, plan: Session) -> list[Event]:
    """Return the events of the day: sign-in, items, votes, end; and the minutes afterwards."""
    if plan.minutes == "next":
        return []
    events: list[Event] = [(at_shanghai(plan.held, 14), partial(_sit, stage, plan))]
    if plan.key == "m6":
        events.append((at_shanghai(FIRST_CALL, 14), partial(_no_quorum, stage, plan)))
    if plan.minutes:
        events.append((at_shanghai(plan.held + timedelta(days=2), 10), partial(_write_minutes, stage, plan)))
    return events


def _no_quorum(stage: Stage, plan: Session) -> None:
    """Too few came: the meeting is postponed by a week and called again."""
    office, (meeting, _number) = stage.as_("secretariat"), stage.needs[plan.key]
    meetings.open_sign_in(office, meeting)
    for username in MEMBERS[:FIRST_CALL_PRESENT]:
        meetings.sign_in(stage.as_(username), meeting)
    meetings.postpone(office, meeting, "应到11人，实到5人，未达法定人数，改期一周。")
    stage.later(60)
    meetings.reschedule(office, meeting, at_shanghai(plan.held, 14))
    stage.later(30)
    meetings.approve_agenda(stage.as_("member01"), meeting)
    meetings.give_notice(office, meeting)


def _sit(stage: Stage, plan: Session) -> None:
    office, (meeting, _number) = stage.as_("secretariat"), stage.needs[plan.key]
    meetings.open_sign_in(office, meeting)
    stage.later(5)
    if plan.kind is MeetingKind.CONFERENCE:
        _gather_conference(stage, meeting)
    else:
        _gather_members(stage, plan, meeting)
    meetings.add_guest(office, meeting, "街道自治办", "工作人员")
    stage.later(10)
    meetings.start(office, meeting)
    for item in _page(stage, meeting).items:
        key = plan.items[item.position - 1]
        stage.later(5)
        meetings.take_up(office, item.id)
        if key == "projects":
            text = "会议听取夜间照明二期、楼道扶手、亲子活动角三项方案。推荐采用无记名投票，结果清点后另行公布。"
            meetings.record_discussion(office, item.id, text)
            meetings.note(office, item.id)
            continue
        _decide(stage, plan, item.id, key)
    stage.later(10)
    meetings.close(office, meeting)


def _page(stage: Stage, meeting: int) -> meetings.MeetingPage:
    office = stage.as_("secretariat")
    return next(
        meetings.meeting(office, line.meeting.number)
        for line in meetings.list_meetings(office)
        if line.meeting.id == meeting
    )


def _gather_members(stage: Stage, plan: Session, meeting: int) -> None:
    for number, username in enumerate(MEMBERS, 1):
        if number not in plan.away:
            meetings.sign_in(stage.as_(username), meeting)
    for seat in _page(stage, meeting).attendance:
        if seat.seat_number in plan.away:
            meetings.set_presence(stage.as_("secretariat"), seat.id, Presence.ON_LEAVE, "外出公务")


def _gather_conference(stage: Stage, meeting: int) -> None:
    for number, seat in enumerate(_page(stage, meeting).attendance):
        presence = Presence.PRESENT if number < CONFERENCE_PRESENT else Presence.ON_LEAVE
        reason = "" if presence is Presence.PRESENT else "外出公务"
        meetings.set_presence(stage.as_("secretariat"), seat.id, presence, reason)


def _decide(stage: Stage, plan: Session, item: int, key: str) -> None:
    """Discuss one item and vote on it; the tally is the one of its case."""
    office = stage.as_("secretariat")
    if key in DISCUSSIONS:
        meetings.record_discussion(office, item, DISCUSSIONS[key])
    stage.later(10)
    motion = votes.put(office, item, f"是否同意“{TITLES[key]}”列入办理", "P1", conditions=CONDITIONS.get(key, ""))
    votes.open_vote(office, motion)
    case = next(case for case in CASES if case.key == key)
    _meeting, approving, opposing, abstaining = next(row for row in case.votes if row[0] == plan.key)
    choices = [Choice.FOR] * approving + [Choice.AGAINST] * opposing + [Choice.ABSTAIN] * abstaining
    voters = [n for n in range(1, 12) if n not in plan.away and n not in RECUSED.get(key, ())]
    for number, choice in zip(voters, choices, strict=True):
        votes.cast(stage.as_(MEMBERS[number - 1]), motion, choice, key=f"demo-{plan.key}-{key}-{number}")
    stage.later(3)
    votes.close(office, motion)
    if key in TASKS:
        text, unit, days = TASKS[key]
        due = (stage.now + timedelta(days=days)).date()
        organisation = stage.organisations[unit] if unit else None
        words = "" if unit else "秘书处"
        meetings.add_task(
            office, stage.needs[plan.key][0], item, text, due_on=due, organisation_id=organisation, unit=words
        )


def _write_minutes(stage: Stage, plan: Session) -> None:
    office, meeting = stage.as_("secretariat"), stage.needs[plan.key][0]
    made = minutes.draft(office, meeting)
    stage.later(60)
    minutes.hand_in(office, made, 1)
    if plan.minutes == "approved":
        stage.later(120)
        minutes.approve(stage.as_("member01"), made, 1)
