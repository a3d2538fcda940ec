"""What came before the year that is told in full: invented items of 2024 and 2025 with varied fates, and some more.

Two meetings of those years are on paper only, so their decisions are taken over without the votes.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from dashboard.demo.stage import Stage
from dashboard.demo.wishes import FATES, LEADS, OFFERS, PLACES, WISHES
from dashboard.formats import at_shanghai, quarter_of
from dashboard.rules.funds import not_for
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission
from dashboard.services import claims, needs, projects
from dashboard.services.needs import closing, rounds
from dashboard.services.projects import Checked, ProjectLine
from dashboard.services.transitions import advance
from models.claim import ClaimDraft
from models.enums import DecisionPower, FundSource, HandlingResult, NeedStatus
from models.need import Need, NeedDraft
from models.project import MilestoneDraft

Event = tuple[datetime, Callable[[], None]]
PAPER = "会议纪要为纸质存档，表决结果据此补录。"
WITHOUT_NOTICE = "已在居务公开栏公布会议结果，未另行公示。"
WITHOUT_AGREEMENT = "按会议纪要分工实施，未另签共建协议。"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the past: when and where it was submitted, what it asks for, what became of it."""

    key: str
    submitted: date
    place: str
    category: str
    fate: str
    place_in_year: int

    @property
    def lead(self) -> str:
        """Return the organisation that claims it, where one does."""
        return LEADS[self.place_in_year % len(LEADS)]


def items() -> Iterator[Item]:
    """Yield the items of 2024 and 2025, seven a quarter or six, then three of each quarter of 2026 but the last."""
    wishes, count = list(WISHES), 0
    for year in (2024, 2025, 2026):
        for quarter in range(4 if year < 2026 else 3):
            many = 3 if year == 2026 else 6 + (quarter + year) % 2
            for number in range(many):
                day = date(year, quarter * 3 + (2 if year == 2026 else 1), 11 + number * 2)
                fate = "waiting" if year == 2026 else FATES[number]
                # Steps of 7 and 5 go round all places and categories before any comes up again.
                place, category = PLACES[count * 7 % len(PLACES)], wishes[count * 5 % len(wishes)]
                yield Item(f"past{count}", day, place, category, fate, count)
                count += 1


def history_events(stage: Stage) -> list[Event]:
    """Return everything that happened to the items of the past, each at its own moment."""
    told = list(items())
    events: list[Event] = []
    for item in told:
        events.append((_at(item, 0, 19), partial(_submit, stage, item)))
        answered = 22 if item.place_in_year % 9 == 5 else 3 + item.place_in_year % 8
        screen = _decline if item.fate == "declined" else _accept
        events.append((_at(item, answered), partial(screen, stage, item)))
        events += _fate(stage, item)
    for year in (2024, 2025):
        for quarter in range(1, 5):
            events += _round(stage, [item for item in told if item.submitted.year == year], year, quarter)
    return [*events, (at_shanghai(date(2025, 12, 31), 15), partial(_end_unclaimed, stage, ()))]


def _at(item: Item, days: int, hour: int = 10) -> datetime:
    return at_shanghai(item.submitted + timedelta(days=days), hour)


def _fate(stage: Stage, item: Item) -> list[Event]:
    if item.fate == "waiting":
        published: list[Event] = [(_at(item, 25), partial(_publish, stage, item))]
        return [*published, (_at(item, 34), partial(_claim, stage, item))]
    if item.fate == "refused":
        return [(_at(item, 44), partial(_claim, stage, item)), (_at(item, 70), partial(_decide, stage, item, False))]
    if item.fate not in ("finished", "late"):
        return []
    slow = item.fate == "late"
    begun = 75 if item.submitted >= date(2025, 10, 1) else 85
    done = begun + 70 + item.place_in_year % 5 * 14 + (60 if slow else 0)
    return [
        (_at(item, 38 + item.place_in_year % 12), partial(_claim, stage, item)),
        (_at(item, begun - 6), partial(_decide, stage, item, True)),
        (_at(item, begun), partial(_begin, stage, item, done - 45 if slow else done + 10)),
        (_at(item, done), partial(_finish, stage, item)),
        (_at(item, done + 8), partial(_take_over, stage, item)),
    ]


def _round(stage: Stage, told: list[Item], year: int, quarter: int) -> list[Event]:
    """Open the quarter's round with what was accepted, and close it after 40 days."""
    month = quarter * 3 - 1
    mine = [item for item in told if (item.submitted.month + 2) // 3 == quarter and item.fate != "declined"]
    opens = at_shanghai(date(year, month, 18), 9)
    return [
        (opens, partial(_open, stage, mine, opens)),
        (opens + timedelta(days=42), partial(_close, stage, f"{year}Q{quarter}")),
    ]


def _need(stage: Stage, item: Item) -> int:
    return stage.needs[item.key][0]


def _submit(stage: Stage, item: Item) -> None:
    quarter = next(name for name in stage.areas if name.startswith(item.place))
    wish, reasons = WISHES[item.category]
    title = f"{quarter}居民区{wish}" + ("" if item.submitted.year == 2024 else f"（{item.submitted.year}年）")
    draft = NeedDraft(
        title=title, reasons=reasons, category_code=item.category, area_id=stage.areas[quarter],
        place=f"{quarter}居民区", beneficiaries=40 + item.place_in_year % 9 * 25,
    )  # fmt: skip
    filed = needs.submit(stage.as_(f"resident{item.place_in_year % 5 + 1:02d}"), draft)
    stage.needs[item.key] = (filed.id, filed.number)


def _accept(stage: Stage, item: Item) -> None:
    budget = (8_000 + item.place_in_year % 7 * 6_000) * 100
    needs.screen_accept(stage.as_("secretariat"), _need(stage, item), DecisionPower.COMMITTEE, item.category, budget)


def _decline(stage: Stage, item: Item) -> None:
    if item.place_in_year % 2:
        needs.screen_refer(
            stage.as_("secretariat"), _need(stage, item), "区主管部门", "属区主管部门职责，已转办并告知提议人。"
        )
    else:
        needs.screen_decline(stage.as_("secretariat"), _need(stage, item), "同类事项已列入街道年度计划，不再重复受理。")


def _publish(stage: Stage, item: Item) -> None:
    needs.publish(stage.as_("secretariat"), _need(stage, item), 90)


def _open(stage: Stage, mine: list[Item], opens: datetime) -> None:
    office = stage.as_("secretariat")
    waiting = [row.id for row in needs.office_list(office, needs.NeedFilter(status=NeedStatus.UNCLAIMED))]
    carried = [need_id for need_id in waiting if need_id in _to_carry(stage, opens.date())]
    _end_unclaimed(stage, carried)
    closes = opens.date() + timedelta(days=40)
    rounds.open_round(office, quarter_of(opens), closes, [_need(stage, item) for item in mine], carried)


def _end_unclaimed(stage: Stage, but: Collection[int]) -> None:
    """Close what nobody claimed, but for some."""
    office, reason = stage.as_("secretariat"), "批次结束仍无单位认领，已向提议人说明，建议用自治金小修。"
    for row in needs.office_list(office, needs.NeedFilter(status=NeedStatus.UNCLAIMED)):
        if row.id not in but:
            closing.close(office, row.id, HandlingResult.EXPLAINED, reason)


def _to_carry(stage: Stage, opens: date) -> set[int]:
    """Return the items of the quarter before that are carried over: once, not again."""
    young = [item for item in items() if item.key in stage.needs and (opens - item.submitted).days < 150]
    return {_need(stage, item) for item in young if item.fate == "carried"}


def _close(stage: Stage, quarter: str) -> None:
    office = stage.as_("secretariat")
    running = next(one for one in rounds.rounds(office) if one.quarter == quarter)
    rounds.close_round(office, running.id)


def _claim(stage: Stage, item: Item) -> None:
    kind = list(OFFERS)[item.place_in_year % len(OFFERS)]
    promised = stage.now.date() + timedelta(days=240)
    draft = ClaimDraft(offer=kind, offer_text=OFFERS[kind], promised_on=promised, branch_agreed=True,
                       value_fen=(3_000 + item.place_in_year % 6 * 2_000) * 100)  # fmt: skip
    made = claims.claim(stage.as_(f"liaison_{item.lead.lower()}"), _need(stage, item), draft)
    stage.needs[f"{item.key} claim"] = (made.id, made.number)


def _decide(stage: Stage, item: Item, adopted: bool) -> None:
    """Take over what a meeting on paper decided."""
    with stage.system().writing(Permission.VOTE_COUNT) as unit:
        need = unit.get(Need, _need(stage, item))
        advance(unit, need, NeedAction.SCHEDULE, reason=PAPER)
        advance(unit, need, NeedAction.ADOPT if adopted else NeedAction.REJECT, reason=PAPER)
    if not adopted:
        office = stage.as_("secretariat")
        closing.close(
            office, _need(stage, item), HandlingResult.NOT_FEASIBLE, "会议未通过：现场条件不具备，已向提议人说明。"
        )


def _begin(stage: Stage, item: Item, due_in: int) -> None:
    """Confirm the claim, plan and approve the money, and begin."""
    office, lead = stage.as_("secretariat"), stage.as_(f"liaison_{item.lead.lower()}")
    due = item.submitted + timedelta(days=due_in)
    claims.confirm(office, stage.needs[f"{item.key} claim"][0], due, reason=WITHOUT_NOTICE)
    project = _project(stage, item)
    projects.plan(lead, project, [MilestoneDraft(name="安装完成", planned_on=due)])
    for source, yuan in _money(item):
        projects.set_budget(office, project, source, yuan * 100, Checked(tuple(not_for(source)), ""))
    stage.later(30)
    projects.start(lead, project, WITHOUT_AGREEMENT)


def _money(item: Item) -> list[tuple[FundSource, int]]:
    small = 4_000 + item.place_in_year % 5 * 1_500
    shared = FundSource.SELF_GOVERNANCE if item.place_in_year % 2 else FundSource.SERVICE_FUND
    return [(shared, small), (FundSource.MEMBER_FUNDS, small + 2_500)]


def _finish(stage: Stage, item: Item) -> None:
    """Pay nine tenths and report the works as finished."""
    office, project = stage.as_("secretariat"), _project(stage, item)
    for number, (source, yuan) in enumerate(_money(item), 1):
        checked = Checked(tuple(not_for(source)), "")
        projects.book_payment(
            office, project, source, yuan * 90, "完工结算", reference=f"记-{project:02d}{number}", checked=checked
        )
    lead = stage.as_(f"liaison_{item.lead.lower()}")
    steps = projects.project(lead, _line(stage, item).number).milestones
    projects.report(lead, project, 100, "全部安装完成。", [step.id for step in steps])
    projects.finish(lead, project, "请组织验收。")


def _take_over(stage: Stage, item: Item) -> None:
    office = stage.as_("secretariat")
    projects.accept(office, _project(stage, item), "居民区志愿服务队", "区内维修服务单位", "三家比价")
    hours = 12 + item.place_in_year % 8 * 6
    claims.fulfil(office, stage.needs[f"{item.key} claim"][0], stage.now.date(), hours)


def _project(stage: Stage, item: Item) -> int:
    return _line(stage, item).id


def _line(stage: Stage, item: Item) -> ProjectLine:
    number = stage.needs[item.key][1]
    return next(line for line in projects.list_projects(stage.system()) if line.need_number == number)
