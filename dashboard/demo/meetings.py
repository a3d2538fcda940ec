"""The meetings of the demonstration: agenda, notice, sign-in, discussion, votes, minutes."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from dashboard.demo.minutes import minutes_events
from dashboard.demo.people import MEMBERS
from dashboard.demo.plans import (
    CALL_UNTIL,
    CONFERENCE_PRESENT,
    FIRST_CALL,
    FIRST_CALL_PRESENT,
    MEETINGS,
    RECUSED,
    TOPICS,
    Session,
)
from dashboard.demo.stage import Stage
from dashboard.demo.voting import decide, page_of, recommend, seat_of, title_of
from dashboard.formats import at_shanghai
from dashboard.services import meetings
from dashboard.services.meetings import carried, recusals, topics
from models.enums import DecisionPower, MeetingKind, Presence
from models.meeting import AgendaItemDraft, MeetingDraft
from models.topic import TopicDraft

Event = tuple[datetime, Callable[[], None]]


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
        _add_item(stage, plan, meeting, key)
    stage.later(30)
    if plan.minutes == "topics":
        topics.call_topics(office, meeting, plan.called, CALL_UNTIL)
        for username, title, reasons, asked in TOPICS:
            stage.later(90)
            topics.submit(stage.as_(username), meeting, TopicDraft(title=title, reasons=reasons, asked=asked))
        return
    meetings.approve_agenda(stage.as_("member01"), meeting)
    stage.later(30)
    meetings.give_notice(office, meeting)


def _add_item(stage: Stage, plan: Session, meeting: int, key: str) -> None:
    office = stage.as_("secretariat")
    if (plan.key, key) == ("m3", "garden"):
        left = next(one for one in carried.offered(office, meeting) if one.need_number == stage.needs[key][1])
        carried.take(office, meeting, left.kind, left.id)
    elif key == "projects":
        item = AgendaItemDraft(
            title="2027年度实事项目推荐清单",
            minutes_planned=40,
            presenter="秘书处",
            decision_power=DecisionPower.CONFERENCE,
            need_id=stage.needs[key][0],
        )
        meetings.add_item(office, meeting, item)
    else:
        item = AgendaItemDraft(title=title_of(key), minutes_planned=20, presenter="秘书处", need_id=stage.needs[key][0])
        meetings.add_item(office, meeting, item)


def hold(stage: Stage, plan: Session) -> list[Event]:
    """Return the events of the day: sign-in, items, votes, end; and the minutes afterwards."""
    if plan.minutes in ("next", "topics"):
        return []
    events: list[Event] = [(at_shanghai(plan.held, 14), partial(_sit, stage, plan))]
    if plan.key == "m6":
        events.append((at_shanghai(FIRST_CALL, 14), partial(_no_quorum, stage, plan)))
    if plan.minutes:
        events += minutes_events(stage, plan)
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
    for item in page_of(stage, meeting).items:
        key = plan.items[item.position - 1]
        stage.later(5)
        for number, reason in RECUSED.get(key, {}).items():
            recusals.declare(stage.as_(MEMBERS[number - 1]), item.id, seat_of(stage, meeting, number), reason)
        meetings.take_up(office, item.id)
        if key == "projects":
            recommend(stage, item.id)
        else:
            decide(stage, plan, item.id, key)
    stage.later(10)
    meetings.close(office, meeting)


def _gather_members(stage: Stage, plan: Session, meeting: int) -> None:
    for number, username in enumerate(MEMBERS, 1):
        if number not in plan.away:
            meetings.sign_in(stage.as_(username), meeting)
    for seat in page_of(stage, meeting).attendance:
        if seat.seat_number in plan.away:
            meetings.set_presence(stage.as_("secretariat"), seat.id, Presence.ON_LEAVE, "外出公务")


def _gather_conference(stage: Stage, meeting: int) -> None:
    for number, seat in enumerate(page_of(stage, meeting).attendance):
        presence = Presence.PRESENT if number < CONFERENCE_PRESENT else Presence.ON_LEAVE
        reason = "" if presence is Presence.PRESENT else "外出公务"
        meetings.set_presence(stage.as_("secretariat"), seat.id, presence, reason)


__all__ = ["MEETINGS", "hold", "prepare"]
