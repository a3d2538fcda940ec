"""A project is planned, worked on and accepted by the right people, in order; its money is exact to the fen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from dashboard.errors import BadInput, DomainError, NotAllowed, NotFound, RuleBroken
from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.services import claims, projects
from dashboard.services.projects import Budget, BudgetRead, PartnerRead, PaymentRead, ProjectFilter, ReportRead
from models.enums import FundSource, NeedStatus, OfferKind, ProjectStatus
from models.life import LifeEvent
from models.need import Need
from models.organisation import Organisation
from models.project import BudgetLine, Milestone, MilestoneDraft, ProgressReport, Project
from tests.factories import NOON
from tests.services.project_rows import TODAY, Rows, offer

DUE = date(2027, 3, 31)
SURVEY = MilestoneDraft(name="Survey", planned_on=date(2026, 12, 31))
INSTALL = MilestoneDraft(name="Installation", planned_on=date(2027, 2, 28))
FUND, MEMBERS = FundSource.SERVICE_FUND, FundSource.MEMBER_FUNDS


@pytest.fixture
def rows(saved, engine: Engine) -> Rows:
    return Rows(saved, engine)


@pytest.fixture
def secretariat(acting_as):
    return acting_as("secretariat")


@pytest.fixture
def lead(acting_as, rows: Rows):
    """The liaison of the organisation that leads the project."""
    return acting_as("liaison", organisation_id=rows.organisation())


@pytest.fixture
def stranger(acting_as, rows: Rows):
    """The liaison of another organisation."""
    return acting_as("liaison", organisation_id=rows.organisation())


@pytest.fixture
def new_project(rows: Rows, lead, secretariat) -> Callable[..., int]:
    """``new_project()`` establishes a project of the lead organisation and returns its id."""

    def make(**fields) -> int:
        made = claims.claim(lead, rows.need(**fields), offer())
        number = claims.confirm(secretariat, made.id, DUE).project_number
        return projects.project(secretariat, number).line.id

    return make


@pytest.fixture
def at(new_project, lead, secretariat) -> Callable[[ProjectStatus], int]:
    """``at(status)`` returns the id of a project that came to this status by its use cases."""

    def bring(status: ProjectStatus) -> int:
        key = new_project()
        (step,) = projects.plan(lead, key, [SURVEY])
        ways = [
            lambda: projects.start(lead, key),
            lambda: (projects.report(lead, key, 90, "", [step]), projects.finish(lead, key)),
            lambda: projects.rectify(secretariat, key, "One lamp flickers."),
        ]
        if status == ProjectStatus.ACCEPTED:
            ways[2] = lambda: projects.accept(secretariat, key, "Neighbourhood committee")
        order = [ProjectStatus.PLANNED, ProjectStatus.UNDER_WAY, ProjectStatus.AWAITING_ACCEPTANCE]
        count = order.index(status) if status in order else 3
        for way in ways[:count]:
            way()
        return key

    return bring


def test_a_whole_project_from_plan_to_acceptance(rows: Rows, new_project, lead, secretariat, clock):
    key = new_project()
    survey, install = projects.plan(lead, key, [INSTALL, SURVEY])
    assert projects.start(lead, key) == ProjectStatus.UNDER_WAY
    clock.forward(days=10)
    projects.report(lead, key, 40, "Survey done.", [survey])
    projects.report(lead, key, 95, "Lamps installed.", [install])
    assert projects.finish(lead, key, "All lamps shine.") == ProjectStatus.AWAITING_ACCEPTANCE
    assert projects.rectify(secretariat, key, "One lamp flickers.") == ProjectStatus.RECTIFICATION
    assert projects.finish(lead, key, "Replaced.") == ProjectStatus.AWAITING_ACCEPTANCE
    assert projects.accept(secretariat, key, "Neighbourhood committee") == ProjectStatus.ACCEPTED

    row = rows.one(Project, key)
    day = TODAY + timedelta(days=10)
    assert (row.started_on, row.finished_on, row.accepted_on, row.percent) == (TODAY, day, day, 100)
    assert row.upkeep_unit == "Neighbourhood committee"
    assert rows.one(Need, row.need_id).status == NeedStatus.COMPLETED
    moves = {
        subject: [event.action for event in rows.all(LifeEvent) if event.subject == subject]
        for subject in (f"project/{key}", f"need/{row.need_id}")
    }
    assert list(moves.values()) == [
        ["establish", "start", "finish", "rectify", "finish", "accept"],
        ["establish", "start", "finish", "rectify", "finish", "complete"],
    ]


def test_the_page_shows_everything(rows: Rows, at, lead, secretariat, acting_as):
    key = at(ProjectStatus.UNDER_WAY)
    projects.set_budget(secretariat, key, MEMBERS, 20_000_00)
    projects.set_budget(secretariat, key, FUND, 10_000_01)
    projects.book_payment(secretariat, key, FUND, 3_000_50, "First lamps")
    number = rows.one(Project, key).number
    projects.report(lead, key, 30, "Poles are up.")

    page = projects.project(acting_as("visitor"), number)

    assert (page.line.number, page.line.title, page.line.organisation) == (number, "Lamp 2", "Company 1")
    assert (page.line.status, page.line.percent, page.line.planned_percent) == (ProjectStatus.UNDER_WAY, 30, 0)
    assert page.line.budget == Budget(30_000_01, 3_000_50)
    assert page.line.budget.left_fen == 26_999_51
    assert [(step.name, step.planned_on, step.actual_on, step.weight) for step in page.milestones] == [
        ("Survey", SURVEY.planned_on, None, 100)
    ]
    assert page.budget == [
        BudgetRead(FUND, Budget(10_000_01, 3_000_50)),
        BudgetRead(MEMBERS, Budget(20_000_00, 0)),
    ]
    assert page.payments == [PaymentRead(NOON, FUND, 3_000_50, "First lamps")]
    assert page.reports == [ReportRead(NOON, 30, "Poles are up.")]
    assert page.partners == [
        PartnerRead("Company 1", True, OfferKind.LABOUR, "We install the lamps.", None, date(2026, 12, 31))
    ]
    assert [event.action for event in page.life] == ["establish", "start"]


def test_an_unknown_project_is_not_found(acting_as):
    with pytest.raises(NotFound, match="There is no project with the number PL-XM-2026-009"):
        projects.project(acting_as("visitor"), "PL-XM-2026-009")


NEXT = {
    ProjectStatus.PLANNED: ((ProjectAction.START,), ()),
    ProjectStatus.UNDER_WAY: ((ProjectAction.FINISH,), ()),
    ProjectStatus.AWAITING_ACCEPTANCE: ((), (ProjectAction.RECTIFY, ProjectAction.ACCEPT)),
    ProjectStatus.RECTIFICATION: ((ProjectAction.FINISH,), ()),
    ProjectStatus.ACCEPTED: ((), ()),
}


@pytest.mark.parametrize("status", ProjectStatus)
def test_every_reader_sees_the_steps_that_are_open_to_them(
    rows: Rows, at, lead, stranger, secretariat, acting_as, status: ProjectStatus
):
    number = rows.one(Project, at(status)).number
    seen = [projects.project(who, number) for who in (lead, secretariat, stranger, acting_as("visitor"))]

    assert [page.steps for page in seen] == [*NEXT[status], (), ()]
    planned, under_way = status == ProjectStatus.PLANNED, status == ProjectStatus.UNDER_WAY
    assert [page.may_plan for page in seen] == [planned, planned, False, False]
    assert [page.may_report for page in seen] == [under_way, False, False, False]
    assert [page.may_fund for page in seen] == [False, True, False, False]


MOVES = {
    "start": (ProjectStatus.PLANNED, lambda lead, office, key: projects.start(lead, key)),
    "finish": (ProjectStatus.UNDER_WAY, lambda lead, office, key: projects.finish(lead, key)),
    "rectify": (ProjectStatus.AWAITING_ACCEPTANCE, lambda lead, office, key: projects.rectify(office, key, "No.")),
    "accept": (ProjectStatus.AWAITING_ACCEPTANCE, lambda lead, office, key: projects.accept(office, key, "Office")),
    "report": (ProjectStatus.UNDER_WAY, lambda lead, office, key: projects.report(lead, key, 10, "Slow.")),
    "plan": (ProjectStatus.PLANNED, lambda lead, office, key: projects.plan(lead, key, [INSTALL])),
}


@pytest.mark.parametrize("status", ProjectStatus)
@pytest.mark.parametrize("step", MOVES)
def test_a_step_from_any_other_status_is_refused_and_nothing_is_written(
    rows: Rows, at, lead, secretariat, status: ProjectStatus, step: str
):
    fit, use = MOVES[step]
    if status == fit or (step == "finish" and status == ProjectStatus.RECTIFICATION):
        return
    key = at(status)
    before = rows.written()

    with pytest.raises(RuleBroken):
        use(lead, secretariat, key)

    assert rows.written() == before


@pytest.mark.parametrize("step", MOVES)
def test_others_take_no_step_and_nothing_is_written(rows: Rows, at, lead, stranger, secretariat, acting_as, step: str):
    fit, use = MOVES[step]
    key = at(fit)
    before = rows.written()
    everybody = [
        acting_as(role, organisation_id=lead.actor.organisation_id)
        for role in ("visitor", "resident", "member", "chair", "reviewer", "administrator")
    ]

    for who in [stranger, *everybody]:
        with pytest.raises(NotAllowed):
            use(who, who, key)
    wrong = (secretariat, lead) if step in ("start", "finish", "report") else (stranger, lead)
    with pytest.raises(NotAllowed):
        use(*wrong, key)

    assert rows.written() == before


def test_the_secretariat_plans_too(new_project, secretariat):
    assert len(projects.plan(secretariat, new_project(), [SURVEY, INSTALL])) == 2


def test_milestones_stand_in_order_of_time_and_share_the_whole(rows: Rows, new_project, lead):
    key = new_project()
    added = projects.add_milestone(lead, key, INSTALL)
    first, second = projects.add_milestone(lead, key, SURVEY), projects.add_milestone(lead, key, INSTALL)
    assert [(row.id, row.position, row.weight) for row in _plan(rows, key)] == [
        (first, 1, 34),
        (added, 2, 33),
        (second, 3, 33),
    ]

    projects.edit_milestone(lead, first, MilestoneDraft(name="Last check", planned_on=DUE))
    projects.remove_milestone(lead, second)

    assert [(row.id, row.name, row.weight) for row in _plan(rows, key)] == [
        (added, "Installation", 50),
        (first, "Last check", 50),
    ]
    assert rows.one(Milestone, second).removed_at == NOON


def test_a_new_plan_replaces_the_old_one_and_keeps_it_stored(rows: Rows, new_project, lead):
    key = new_project()
    (old,) = projects.plan(lead, key, [SURVEY])
    new = projects.plan(lead, key, [INSTALL, SURVEY], key="click")
    assert projects.plan(lead, key, [INSTALL, SURVEY], key="click") == new
    assert [row.id for row in _plan(rows, key)] == new
    assert rows.one(Milestone, old).removed_at == NOON


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (MilestoneDraft(name="Survey", planned_on=DUE + timedelta(days=1)), "planned_on"),
        (MilestoneDraft(name="Ask 13812345678", planned_on=DUE), "name"),
        (MilestoneDraft(name=" \u200b\u200b ", planned_on=DUE), "name"),
    ],
)
def test_a_milestone_that_does_not_fit_is_refused(rows: Rows, new_project, lead, draft: MilestoneDraft, field: str):
    key = new_project()
    step = projects.add_milestone(lead, key, SURVEY)
    before = rows.written()

    for use in (
        lambda: projects.add_milestone(lead, key, draft),
        lambda: projects.edit_milestone(lead, step, draft),
        lambda: projects.plan(lead, key, [draft]),
    ):
        with pytest.raises(BadInput) as refused:
            use()
        assert refused.value.field == field

    assert rows.written() == before


def test_a_milestone_taken_out_is_not_touched_again(rows: Rows, new_project, lead):
    step = projects.add_milestone(lead, new_project(), SURVEY)
    projects.remove_milestone(lead, step)
    before = rows.written()
    assert projects.remove_milestone(lead, step) == step
    with pytest.raises(RuleBroken, match="no longer part of the plan"):
        projects.edit_milestone(lead, step, INSTALL)
    with pytest.raises(NotFound):
        projects.remove_milestone(lead, 999)
    assert rows.written() == before


def test_a_plan_has_at_most_thirty_milestones(rows: Rows, new_project, lead):
    key = new_project()
    projects.plan(lead, key, [SURVEY] * 30)
    before = rows.written()
    with pytest.raises(RuleBroken, match="at most 30 milestones"):
        projects.add_milestone(lead, key, SURVEY)
    assert rows.written() == before


def test_work_does_not_start_without_a_milestone(rows: Rows, new_project, lead):
    key = new_project()
    before = rows.written()
    with pytest.raises(RuleBroken, match="at least one milestone"):
        projects.start(lead, key)
    assert rows.written() == before


@pytest.mark.parametrize("percent", [-1, 101])
def test_progress_is_a_percentage(rows: Rows, at, lead, percent: int):
    key = at(ProjectStatus.UNDER_WAY)
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        projects.report(lead, key, percent, "Text")
    assert refused.value.field == "percent"
    assert rows.written() == before


def test_progress_falls_back_only_with_a_reason(rows: Rows, at, lead):
    key = at(ProjectStatus.UNDER_WAY)
    projects.report(lead, key, 60, "")
    projects.report(lead, key, 60, "")
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        projects.report(lead, key, 59, " \u200b ")
    assert str(refused.value) == "Please say why progress fell back from 60%."
    assert rows.written() == before

    projects.report(lead, key, 40, "The poles must be set again.")
    assert rows.one(Project, key).percent == 40
    assert [row.percent for row in rows.all(ProgressReport)] == [60, 60, 40]


def test_a_milestone_is_reached_once_and_only_in_its_own_project(rows: Rows, at, new_project, lead, clock):
    key = at(ProjectStatus.UNDER_WAY)
    (step,) = [row.id for row in _plan(rows, key)]
    foreign = projects.add_milestone(lead, new_project(), SURVEY)
    before = rows.written()
    with pytest.raises(RuleBroken, match="no longer part of the plan"):
        projects.report(lead, key, 50, "", [step, foreign])
    assert rows.written() == before

    projects.report(lead, key, 50, "", [step])
    clock.forward(days=3)
    projects.report(lead, key, 60, "", [step])
    assert rows.one(Milestone, step).actual_on == TODAY


def test_work_is_not_finished_with_open_milestones(rows: Rows, at, lead):
    key = at(ProjectStatus.UNDER_WAY)
    before = rows.written()
    with pytest.raises(RuleBroken) as refused:
        projects.finish(lead, key)
    assert str(refused.value) == "Please report these milestones as reached first: Survey"
    assert rows.written() == before


def test_finished_work_is_accepted_only_with_somebody_who_keeps_it(rows: Rows, at, secretariat):
    key = at(ProjectStatus.AWAITING_ACCEPTANCE)
    before = rows.written()
    for unit in ("", " \u3000", "A"):
        with pytest.raises(BadInput) as refused:
            projects.accept(secretariat, key, unit)
        assert refused.value.field == "upkeep_unit"
    with pytest.raises(BadInput) as refused:
        projects.rectify(secretariat, key, "  ")
    assert refused.value.field == "reason"
    assert rows.written() == before


@pytest.mark.parametrize("step", MOVES)
def test_the_same_click_moves_once(rows: Rows, at, lead, secretariat, step: str):
    fit, _use = MOVES[step]
    key = at(fit)
    uses = {
        "start": lambda: projects.start(lead, key, key="click"),
        "finish": lambda: projects.finish(lead, key, key="click"),
        "rectify": lambda: projects.rectify(secretariat, key, "No.", key="click"),
        "accept": lambda: projects.accept(secretariat, key, "Office", key="click"),
        "report": lambda: projects.report(lead, key, 10, "Slow.", key="click"),
        "plan": lambda: projects.plan(lead, key, [INSTALL], key="click"),
    }
    if step == "finish":
        projects.report(lead, key, 90, "", [row.id for row in _plan(rows, key)])
    first = uses[step]()
    before = rows.written()
    assert uses[step]() == first
    assert rows.written() == before


def test_an_organisation_that_left_finishes_what_it_leads(rows: Rows, at, lead, saved):
    key = at(ProjectStatus.UNDER_WAY)
    gone = rows.one(Organisation, lead.actor.organisation_id)
    gone.left_on = TODAY
    saved(gone)
    assert projects.report(lead, key, 50, "Still at work.") == rows.all(ProgressReport)[0].id


def test_payments_reach_the_approved_amount_exactly_and_no_further(rows: Rows, new_project, secretariat):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 100_00)
    assert projects.book_payment(secretariat, key, FUND, 99_99, "Lamps") == Budget(100_00, 99_99)
    before = rows.written()
    with pytest.raises(RuleBroken) as refused:
        projects.book_payment(secretariat, key, FUND, 2, "Screws")
    assert str(refused.value) == "Only ¥0.01 of what is approved from this source is left."
    assert rows.written() == before
    assert projects.book_payment(secretariat, key, FUND, 1, "Screws") == Budget(100_00, 100_00)


@pytest.mark.parametrize(
    ("amount", "note", "field"),
    [(0, "Lamps", "paid_fen"), (-5, "Lamps", "paid_fen"), (20_000_000_01, "Lamps", "paid_fen"), (5, " ", "note")],
)
def test_a_payment_that_makes_no_sense_is_refused(
    rows: Rows, new_project, secretariat, amount: int, note: str, field: str
):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 20_000_000_00)
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        projects.book_payment(secretariat, key, FUND, amount, note)
    assert refused.value.field == field
    assert rows.written() == before


def test_money_comes_from_approved_sources_only(rows: Rows, new_project, secretariat):
    key = new_project()
    before = rows.written()
    with pytest.raises(RuleBroken, match="No money is approved from this source yet"):
        projects.book_payment(secretariat, key, FUND, 1, "Lamps")
    for amount in (-1, 20_000_000_01):
        with pytest.raises(BadInput):
            projects.set_budget(secretariat, key, FUND, amount)
    assert rows.written() == before


def test_a_budget_is_not_cut_below_what_is_paid(rows: Rows, new_project, secretariat):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 50_00)
    projects.book_payment(secretariat, key, FUND, 30_00, "Lamps")
    before = rows.written()
    with pytest.raises(RuleBroken, match=r"¥30 is paid from this source already"):
        projects.set_budget(secretariat, key, FUND, 29_99)
    assert rows.written() == before
    assert projects.set_budget(secretariat, key, FUND, 30_00) == Budget(30_00, 30_00)


def test_an_accepted_project_keeps_its_budget_and_pays_its_bills(rows: Rows, at, secretariat):
    key = at(ProjectStatus.AWAITING_ACCEPTANCE)
    projects.set_budget(secretariat, key, FUND, 50_00)
    projects.accept(secretariat, key, "Office")
    before = rows.written()
    with pytest.raises(RuleBroken, match="its budget stays as it is"):
        projects.set_budget(secretariat, key, FUND, 60_00)
    assert rows.written() == before
    assert projects.book_payment(secretariat, key, FUND, 50_00, "Last bill") == Budget(50_00, 50_00)


def test_the_same_click_pays_once(rows: Rows, new_project, secretariat):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 50_00)
    for _ in range(2):
        assert projects.book_payment(secretariat, key, FUND, 20_00, "Lamps", key="click") == Budget(50_00, 20_00)


def test_of_eight_simultaneous_payments_only_those_that_fit_are_booked(rows: Rows, new_project, secretariat):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 100_00)
    gate = Barrier(8)

    def try_it(n: int) -> bool:
        gate.wait()
        try:
            projects.book_payment(secretariat, key, FUND, 30_01, f"Bill {n}")
        except RuleBroken:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_it, range(8))) == 3

    (line,) = rows.all(BudgetLine)
    page = projects.project(secretariat, rows.one(Project, key).number)
    assert line.paid_fen == sum(payment.amount_fen for payment in page.payments) == 90_03


@pytest.mark.parametrize("role", ["visitor", "resident", "liaison", "member", "chair", "reviewer", "administrator"])
def test_only_the_secretariat_touches_money(rows: Rows, new_project, secretariat, lead, acting_as, role: str):
    key = new_project()
    projects.set_budget(secretariat, key, FUND, 100_00)
    who = acting_as(role, organisation_id=lead.actor.organisation_id)
    before = rows.written()
    for use in (
        lambda: projects.set_budget(who, key, FUND, 1),
        lambda: projects.book_payment(who, key, FUND, 1, "Lamps"),
    ):
        with pytest.raises(DomainError):
            use()
    assert rows.written() == before


def test_overdue_is_counted_from_the_day_after_the_due_date_until_finished(at, lead, secretariat, clock, acting_as):
    key = at(ProjectStatus.UNDER_WAY)
    everybody = acting_as("visitor")

    def late() -> list[int]:
        return [line.overdue_days for line in projects.list_projects(everybody)]

    clock.forward(days=(DUE - TODAY).days)
    assert late() == [0]
    clock.forward(days=20)
    assert late() == [20]
    (step,) = projects.list_projects(everybody, ProjectFilter(overdue=True))
    projects.report(lead, key, 99, "", [1])
    projects.finish(lead, key)
    assert late() == [0]
    assert projects.list_projects(everybody, ProjectFilter(overdue=True)) == []
    projects.rectify(secretariat, key, "One lamp flickers.")
    assert late() == [20]
    assert step.due_on == DUE


def test_projects_are_found_by_status_lead_words_and_number(rows: Rows, at, acting_as, lead, saved):
    planned, done = at(ProjectStatus.PLANNED), at(ProjectStatus.ACCEPTED)
    need = rows.one(Need, rows.one(Project, planned).need_id)
    need.title = "映江100%_照明"
    saved(need)
    visitor = acting_as("visitor")

    def found(**wanted) -> list[int]:
        return sorted(line.id for line in projects.list_projects(visitor, ProjectFilter(**wanted)))

    assert found() == [planned, done]
    assert found(status=ProjectStatus.ACCEPTED) == [done]
    assert found(organisation_id=lead.actor.organisation_id) == [planned, done]
    assert found(organisation_id=999) == []
    assert found(text="江") == found(text="照明") == found(text="%_") == [planned]
    assert found(text=" lamp ") == found(text="2026-002") == [done]
    assert projects.lead_organisations(visitor) == {lead.actor.organisation_id: "Company 1"}


def _plan(rows: Rows, key: int) -> list[Milestone]:
    kept = [row for row in rows.all(Milestone) if row.project_id == key and row.removed_at is None]
    return sorted(kept, key=lambda row: row.position)
