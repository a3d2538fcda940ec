"""The year 2026 of the demonstration, told in the order in which things happened."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from dashboard.demo import gates
from dashboard.demo.cases import CASES, FRESH, Case
from dashboard.demo.history import history_events
from dashboard.demo.meetings import MEETINGS, hold, prepare
from dashboard.demo.notices import notice_events
from dashboard.demo.offers import offer_events
from dashboard.demo.record import record_events
from dashboard.demo.rounds import claimed_on, round_events
from dashboard.demo.stage import Stage
from dashboard.demo.voting import carried_out
from dashboard.demo.works import begin_works, claims_before, works_events
from dashboard.formats import at_shanghai
from dashboard.services import needs
from models.enums import DecisionPower
from models.need import NeedDraft

Event = tuple[datetime, Callable[[], None]]
CLAIM_DAYS = 60


def tell(stage: Stage) -> None:
    """Let every event of the year happen at its own moment."""
    events: list[Event] = []
    for case in CASES:
        events += _need_events(stage, case)
    for meeting in MEETINGS:
        events.append((at_shanghai(meeting.called, 10), partial(prepare, stage, meeting)))
        events += hold(stage, meeting)
    events += _fresh_events(stage)
    events += history_events(stage)
    events += notice_events(stage)
    events += round_events(stage)
    events += gates.opinion_events(stage)
    events += offer_events(stage)
    events += record_events(stage)
    for moment, happen in sorted(events, key=lambda event: event[0]):
        stage.now = moment
        happen()


def _need_events(stage: Stage, case: Case) -> list[Event]:
    at = at_shanghai
    events: list[Event] = [
        (at(case.submitted, 19, 30), partial(_submit, stage, case)),
        (at(case.submitted + timedelta(days=3), 9), partial(_accept, stage, case)),
        (at(case.submitted + timedelta(days=6), 9), partial(_publish, stage, case.key)),
        (at(claimed_on(case), 15), partial(claims_before, stage, case)),
    ]
    if case.works is not None:
        events.append((at(case.works.confirmed, 10), partial(begin_works, stage, case)))
        events += works_events(stage, case)
    if case.power is DecisionPower.DEPARTMENT:
        events.append((at(date(2026, 6, 26), 10), partial(_refer, stage, case.key)))
    return events


def _submit(stage: Stage, case: Case) -> None:
    draft = NeedDraft(
        title=case.title,
        reasons=case.reasons,
        suggestion=case.suggestion,
        category_code=case.category,
        area_id=stage.areas[case.quarter],
        place=case.place,
        beneficiaries=case.beneficiaries,
    )
    filed = needs.submit(stage.as_(f"resident{case.resident + 1:02d}"), draft)
    stage.needs[case.key] = (filed.id, filed.number)


def _accept(stage: Stage, case: Case) -> None:
    need_id, _number = stage.needs[case.key]
    budget = case.budget_yuan * 100
    needs.screen_accept(stage.as_("secretariat"), need_id, case.power, case.category, budget, **gates.found(case.key))


def _publish(stage: Stage, key: str) -> None:
    needs.publish(stage.as_("secretariat"), stage.needs[key][0], CLAIM_DAYS)


def _refer(stage: Stage, key: str) -> None:
    reason = "人行道属市政道路，会议同意提请区主管部门修缮并增设坡口。"
    needs.screen_refer(stage.as_("secretariat"), stage.needs[key][0], "区市政管理部门", reason)
    carried_out(stage, key, "已向区市政管理部门发函，转入跟踪。")


def _fresh_events(stage: Stage) -> list[Event]:
    """Let the proposals of ``FRESH`` come as far as each is."""
    at = at_shanghai
    events = [
        (at(row[1], 20), partial(_submit_fresh, stage, number)) for number, row in enumerate(FRESH)
    ]  # fmt: skip
    return [
        *events,
        (at(date(2026, 12, 10), 9), partial(_accept_fresh, stage, 4)),
        (at(date(2026, 12, 11), 9), partial(_publish, stage, "fresh4")),
        (at(date(2026, 12, 15), 9), partial(_accept_fresh, stage, 0)),
        (at(date(2026, 12, 16), 9), partial(_publish, stage, "fresh0")),
        (at(date(2026, 12, 17), 9), partial(_accept_fresh, stage, 1)),
        (at(date(2026, 12, 19), 9), partial(_return_fresh, stage, 3)),
    ]


def _submit_fresh(stage: Stage, number: int) -> None:
    quarter, _day, title, reasons, suggestion, category, place, people, resident = FRESH[number]
    draft = NeedDraft(
        title=title, reasons=reasons, suggestion=suggestion, category_code=category, area_id=stage.areas[quarter],
        place=place, beneficiaries=people,
    )  # fmt: skip
    filed = needs.submit(stage.as_(f"resident{resident + 1:02d}"), draft)
    stage.needs[f"fresh{number}"] = (filed.id, filed.number)


def _accept_fresh(stage: Stage, number: int) -> None:
    need_id, _number = stage.needs[f"fresh{number}"]
    answers = gates.found(f"fresh{number}")
    needs.screen_accept(stage.as_("secretariat"), need_id, DecisionPower.COMMITTEE, FRESH[number][5], **answers)


def _return_fresh(stage: Stage, number: int) -> None:
    reason = "请补充快递柜归哪家公司管理，方便联系挪位。"
    needs.screen_return(stage.as_("secretariat"), stage.needs[f"fresh{number}"][0], reason)
