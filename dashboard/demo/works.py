"""How the claimed cases were carried out: claims, plan, money, reports, acceptance."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from dashboard.demo import afterwards
from dashboard.demo import offers as promises
from dashboard.demo.cases import Case, Works
from dashboard.demo.stage import Stage
from dashboard.demo.voting import carried_out
from dashboard.formats import at_shanghai
from dashboard.rules.funds import not_for
from dashboard.services import claims, projects
from dashboard.services.projects import Checked
from models.claim import ClaimDraft
from models.enums import FundSource, OfferKind
from models.project import MilestoneDraft

Event = tuple[datetime, Callable[[], None]]
WITHOUT_NOTICE = "已在居务公开栏公布会议结果，未另行公示。"
WITHOUT_AGREEMENT = "按会议纪要分工实施，未另签共建协议。"
NOTICED = ("wall",)
OWNERS_AGREED = "业主大会2026年12月10日书面征求意见通过"
INTENTIONS = {"elevator": ("LX02", OfferKind.EXPERTISE, "法治诊所：免费解答加装电梯的法律问题，协助订立约定")}
"""Claims on cases that have not become projects."""


def claims_before(stage: Stage, case: Case) -> None:
    """Let the organisations that took part declare their claims, the leading one first."""
    offers: list[tuple[str, OfferKind, str, date]] = []
    if case.works is not None:
        offers.append((case.works.lead, case.works.offer, case.works.offer_text, case.works.due))
        offers += [(code, kind, text, case.works.due) for code, kind, text in case.works.partners]
    if case.key in INTENTIONS:
        offers.append((*INTENTIONS[case.key], date(2027, 6, 30)))
    for place, (code, kind, text, promised) in enumerate(offers):
        more = promises.claimed(stage, case.key, code, leads=not place)
        draft = ClaimDraft(offer=kind, offer_text=text, promised_on=promised, branch_agreed=True, **more)
        claims.claim(stage.as_(f"liaison_{code.lower()}"), stage.needs[case.key][0], draft)
        stage.later()


def begin_works(stage: Stage, case: Case) -> None:
    """Confirm the claims, plan the milestones, approve the money and start."""
    works = _works(case)
    office, lead = stage.as_("secretariat"), stage.as_(f"liaison_{works.lead.lower()}")
    waiting = [claim for claim in claims.waiting(office) if claim.need_id == stage.needs[case.key][0]]
    for claim in sorted(waiting, key=lambda claim: claim.id):
        claims.confirm(office, claim.id, works.due, reason="" if case.key in NOTICED else WITHOUT_NOTICE)
        stage.later()
    project = _project(stage, case)
    projects.plan(lead, project, [MilestoneDraft(name=name, planned_on=day) for name, day, _actual in works.milestones])
    for source, approved, _paid in works.money:
        projects.set_budget(office, project, source, approved * 100, _checked(source))
    if works.percent:
        stage.later(60)
        projects.start(lead, project, "" if promises.agree(stage, case.key) else WITHOUT_AGREEMENT)


def works_events(stage: Stage, case: Case) -> list[Event]:
    """Return what happened during the works, each at its own moment."""
    works = _works(case)
    events: list[Event] = []
    reached = [(number, actual) for number, (_name, _plan, actual) in enumerate(works.milestones) if actual]
    for number, actual in reached:
        last = (number, actual) == reached[-1]
        events.append((at_shanghai(actual, 16), partial(_reach, stage, case, number, last)))
    if reached:
        events.append((at_shanghai(reached[-1][1], 17), partial(_pay, stage, case)))
    if works.finished:
        events.append((at_shanghai(works.finished, 18), partial(_finish, stage, case)))
    if works.accepted:
        events.append((at_shanghai(works.accepted, 10), partial(_accept, stage, case)))
    return events + afterwards.events(stage, case.key, works.lead, partial(_project, stage, case))


def _works(case: Case) -> Works:
    if case.works is None:
        raise ValueError(f"{case.key} has no works")
    return case.works


def _project(stage: Stage, case: Case) -> int:
    number = stage.needs[case.key][1]
    return next(line.id for line in projects.list_projects(stage.system()) if line.need_number == number)


def _reach(stage: Stage, case: Case, number: int, last: bool) -> None:
    works = _works(case)
    page = projects.project(stage.system(), _number(stage, case))
    step = page.milestones[number]
    share = works.percent if last else works.percent * (number + 1) // len(works.milestones)
    text = works.report if last else f"{step.name}已完成。"
    projects.report(stage.as_(f"liaison_{works.lead.lower()}"), _project(stage, case), share, text, [step.id])


def _number(stage: Stage, case: Case) -> str:
    number = stage.needs[case.key][1]
    return next(line.number for line in projects.list_projects(stage.system()) if line.need_number == number)


def _pay(stage: Stage, case: Case) -> None:
    office, project = stage.as_("secretariat"), _project(stage, case)
    for number, (source, _approved, paid) in enumerate(_works(case).money, 1):
        if paid:
            voucher = f"记-{stage.now:%m}-{project:02d}{number}"
            projects.book_payment(
                office, project, source, paid * 100, "按进度拨付", reference=voucher, checked=_checked(source)
            )


def _checked(source: FundSource) -> Checked:
    """Return what the secretariat confirms before money of this source is approved or paid."""
    return Checked(tuple(not_for(source)), OWNERS_AGREED)


def _finish(stage: Stage, case: Case) -> None:
    works = _works(case)
    projects.finish(stage.as_(f"liaison_{works.lead.lower()}"), _project(stage, case), "请组织验收。")


def _accept(stage: Stage, case: Case) -> None:
    supplier, purchase = afterwards.SUPPLIERS.get(case.key, ("", ""))
    projects.accept(stage.as_("secretariat"), _project(stage, case), _works(case).upkeep, supplier, purchase)
    carried_out(stage, case.key, "项目已验收，决议办结。")
