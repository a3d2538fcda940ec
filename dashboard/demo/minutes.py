"""How far the minutes of the demonstration's meetings have come, step by step through the use cases."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from dashboard.demo.people import MEMBERS
from dashboard.demo.plans import Session
from dashboard.demo.stage import Stage
from dashboard.formats import at_shanghai
from dashboard.rules.lifecycle.minutes import RemarkAction
from dashboard.services import minutes

Event = tuple[datetime, Callable[[], None]]

LEFT_OUT = (
    (
        "一名委员因有亲属住在该楼，申请回避，",
        "一名委员申请回避，",
        "委员申请回避的具体原因未予公布，其余与印发文本一致。",
    ),
    ("党支部关于商户出资意向的介绍。", "党支部的情况介绍。", "商户出资意向涉及经营信息，未予公布。"),
)
"""Words of the whole text, what stands in the public version instead, and what is said about it."""
CORRECTED = "补记：街道自治办列席人员表示，相关手续由街道协助办理。"
WHY_CORRECTED = "印发文本漏记列席单位的一句表态，与会人员来电指出。"
REMARK = "讨论部分建议补一句：“错时停车收费标准由双方另行商定”。"
ANSWERED = "第二位发言的单位名称请用全称。"
REPLY = "已核对，本次纪要发言不署名，单位全称已在出席名单中列明。"
SENT_ROUND = date(2026, 12, 17)
SCREENED = date(2026, 12, 18)
COMMENTS_UNTIL = date(2026, 12, 20)
AGREEING = 4
"""So many of those who attended say at once that there is nothing to correct."""


def minutes_events(stage: Stage, plan: Session) -> list[Event]:
    """Return what is done with the minutes of a meeting after it was held, as far as its plan says."""
    after = partial(_at, plan.held)
    events: list[Event] = [(after(1, 10), partial(_draft, stage, plan))]
    if plan.minutes == "commenting":
        return [
            *events,
            (at_shanghai(SENT_ROUND, 9), partial(_send_round, stage, plan, COMMENTS_UNTIL)),
            (at_shanghai(SENT_ROUND, 15), partial(_remark, stage, plan)),
        ]
    events += [
        (after(1, 15), partial(_send_round, stage, plan, None)),
        (after(1, 19), partial(_agree, stage, plan)),
        (after(6, 10), partial(_approve, stage, plan)),
    ]
    if plan.minutes == "screening":
        return [*events, (at_shanghai(SCREENED, 11), partial(_propose_public, stage, plan))]
    events.append((after(8, 10), partial(_publish, stage, plan)))
    if plan.minutes == "corrected":
        events.append((after(20, 10), partial(_correct, stage, plan)))
    if plan.minutes == "archived":
        events.append((after(60, 10), partial(_archive, stage, plan)))
    return events


def _at(held: date, days: int, hour: int) -> datetime:
    return at_shanghai(held + timedelta(days=days), hour)


def _key(plan: Session) -> str:
    return f"minutes.{plan.key}"


def _made(stage: Stage, plan: Session) -> tuple[int, str]:
    return stage.needs[_key(plan)]


def _draft(stage: Stage, plan: Session) -> None:
    office, meeting = stage.as_("secretariat"), stage.needs[plan.key][0]
    made = minutes.draft(office, meeting)
    numbers = {line.title: line.meeting_number for line in minutes.meetings(office)}
    stage.needs[_key(plan)] = (made, numbers[plan.title])
    stage.later(60)
    minutes.check(office, made, 1)


def _send_round(stage: Stage, plan: Session, until: date | None) -> None:
    minutes.circulate(stage.as_("secretariat"), _made(stage, plan)[0], 1, until)


def _agree(stage: Stage, plan: Session) -> None:
    """Some of those who attended have nothing to correct; of the others nobody says anything in time."""
    there = [username for number, username in enumerate(MEMBERS, 1) if number not in plan.away]
    for username in there[:AGREEING]:
        stage.later(5)
        minutes.nothing_to_correct(stage.as_(username), _made(stage, plan)[0], 1)


def _remark(stage: Stage, plan: Session) -> None:
    made, _number = _made(stage, plan)
    _agree(stage, plan)
    stage.later(10)
    answered = minutes.remark(stage.as_(MEMBERS[4]), made, 1, ANSWERED)
    stage.later(30)
    minutes.answer(stage.as_("secretariat"), answered, RemarkAction.DECLINE, REPLY)
    stage.later(15)
    minutes.remark(stage.as_(MEMBERS[5]), made, 1, REMARK)


def _approve(stage: Stage, plan: Session) -> None:
    made, _number = _made(stage, plan)
    minutes.hand_in(stage.as_("secretariat"), made, 1)
    stage.later(120)
    minutes.approve(stage.as_("member01"), made, 1)
    stage.later(60)
    minutes.issue(stage.as_("secretariat"), made)


def _propose_public(stage: Stage, plan: Session) -> None:
    office, (made, number) = stage.as_("secretariat"), _made(stage, plan)
    minutes.screen(office, made)
    text = minutes.public_side(office, number).whole
    notes = [note for words, _instead, note in LEFT_OUT if words in text]
    for words, instead, _note in LEFT_OUT:
        text = text.replace(words, instead)
    minutes.prepare_public(office, made, 0, text, "".join(notes))


def _publish(stage: Stage, plan: Session) -> None:
    _propose_public(stage, plan)
    stage.later(90)
    minutes.publish(stage.as_("member01"), _made(stage, plan)[0], 1)


def _correct(stage: Stage, plan: Session) -> None:
    office, (made, number) = stage.as_("secretariat"), _made(stage, plan)
    state = minutes.state(office, number)
    asked = minutes.propose_correction(office, made, state.version, f"{state.text}\n\n{CORRECTED}", WHY_CORRECTED)
    stage.later(60)
    minutes.approve_correction(stage.as_("member01"), asked)
    stage.later(60)
    _publish(stage, plan)


def _archive(stage: Stage, plan: Session) -> None:
    minutes.archive(stage.as_("secretariat"), _made(stage, plan)[0])
