"""A project is planned, worked on and accepted by the right people, in order."""

from datetime import date, timedelta

import pytest

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.services import projects
from dashboard.services.projects import Budget, BudgetRead, PartnerRead, PaymentRead, ProjectFilter, ReportRead
from models.enums import FundSource, NeedStatus, OfferKind, ProjectStatus
from models.life import LifeEvent
from models.need import Need
from models.organisation import Organisation
from models.project import Milestone, MilestoneDraft, ProgressReport, Project
from tests.factories import NOON
from tests.services.project_rows import TODAY, Rows
from tests.services.projects.conftest import DUE, INSTALL, NO_AGREEMENT, SURVEY

SELF, MEMBERS = FundSource.SELF_GOVERNANCE, FundSource.MEMBER_FUNDS


def test_a_whole_project_from_plan_to_acceptance(rows: Rows, new_project, lead, secretariat, clock):
    key = new_project()
    survey, install = projects.plan(lead, key, [INSTALL, SURVEY])
    assert projects.start(lead, key, NO_AGREEMENT) == ProjectStatus.UNDER_WAY
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
    key = at(ProjectStatus.PLANNED)
    projects.set_budget(secretariat, key, MEMBERS, 20_000_00)
    projects.set_budget(secretariat, key, SELF, 10_000_01)
    projects.start(lead, key, NO_AGREEMENT)
    projects.book_payment(secretariat, key, SELF, 3_000_50, "First lamps", reference="2026-12-07")
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
        BudgetRead(SELF, Budget(10_000_01, 3_000_50)),
        BudgetRead(MEMBERS, Budget(20_000_00, 0)),
    ]
    assert page.payments == [PaymentRead(TODAY, SELF, 3_000_50, "First lamps")]
    assert projects.project(secretariat, number).payments[0].reference == "2026-12-07"
    assert page.reports == [ReportRead(NOON, 30, "Poles are up.")]
    assert page.partners == [
        PartnerRead("Company 1", True, OfferKind.LABOUR, "We install the lamps.", None, date(2026, 12, 31))
    ]
    assert [event.action for event in page.life] == ["establish", "start"]


def test_an_unknown_project_is_not_found(acting_as):
    with pytest.raises(NotFound, match="There is no project with the number PL-XM-2026-009"):
        projects.project(acting_as("visitor"), "PL-XM-2026-009")


A = ProjectAction
NEXT = {
    ProjectStatus.PLANNED: ((A.START,), (A.TERMINATE,)),
    ProjectStatus.UNDER_WAY: ((A.FINISH, A.PAUSE), (A.TERMINATE,)),
    ProjectStatus.PAUSED: ((A.RESUME,), (A.TERMINATE,)),
    ProjectStatus.AWAITING_ACCEPTANCE: ((), (A.RECTIFY, A.ACCEPT)),
    ProjectStatus.RECTIFICATION: ((A.FINISH,), (A.TERMINATE,)),
    ProjectStatus.ACCEPTED: ((), ()),
    ProjectStatus.TERMINATED: ((), ()),
}
CHANGEABLE = (ProjectStatus.PLANNED, ProjectStatus.UNDER_WAY, ProjectStatus.PAUSED, ProjectStatus.RECTIFICATION)
KEPT = (ProjectStatus.ACCEPTED, ProjectStatus.TERMINATED)


@pytest.mark.parametrize("status", [one for one in ProjectStatus if one is not ProjectStatus.TAKEN_BACK])
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
    assert [page.may_approve_sums for page in seen] == [False, planned, False, False]
    changeable, kept = status in CHANGEABLE, status in KEPT
    assert [page.may_change for page in seen] == [changeable, changeable, False, False]
    assert [page.may_check for page in seen] == [kept, kept, False, False]
    assert [page.may_show for page in seen] == [True, True, False, False]


S = ProjectStatus
MOVES = {
    "start": ({S.PLANNED}, lambda lead, office, key: projects.start(lead, key, NO_AGREEMENT)),
    "finish": ({S.UNDER_WAY, S.RECTIFICATION}, lambda lead, office, key: projects.finish(lead, key)),
    "rectify": ({S.AWAITING_ACCEPTANCE}, lambda lead, office, key: projects.rectify(office, key, "No.")),
    "accept": ({S.AWAITING_ACCEPTANCE}, lambda lead, office, key: projects.accept(office, key, "Office")),
    "report": ({S.UNDER_WAY}, lambda lead, office, key: projects.report(lead, key, 10, "Slow.")),
    "plan": ({S.PLANNED}, lambda lead, office, key: projects.plan(lead, key, [INSTALL])),
    "pause": ({S.UNDER_WAY}, lambda lead, office, key: projects.pause(lead, key, "Rain.")),
    "resume": ({S.PAUSED}, lambda lead, office, key: projects.resume(lead, key)),
    "terminate": (
        {S.PLANNED, S.UNDER_WAY, S.PAUSED, S.RECTIFICATION},
        lambda lead, office, key: projects.terminate(office, key, "No money.", "Two poles."),
    ),
}
BY_LEAD = ("start", "finish", "report", "pause", "resume")


@pytest.mark.parametrize("status", ProjectStatus)
@pytest.mark.parametrize("step", MOVES)
def test_a_step_from_any_other_status_is_refused_and_nothing_is_written(
    rows: Rows, at, lead, secretariat, status: ProjectStatus, step: str
):
    fit, use = MOVES[step]
    if status in fit:
        return
    key = at(status)
    before = rows.written()

    with pytest.raises(RuleBroken):
        use(lead, secretariat, key)

    assert rows.written() == before


@pytest.mark.parametrize("step", MOVES)
def test_others_take_no_step_and_nothing_is_written(rows: Rows, at, lead, stranger, secretariat, acting_as, step: str):
    fit, use = MOVES[step]
    key = at(min(fit))
    before = rows.written()
    everybody = [
        acting_as(role, organisation_id=lead.actor.organisation_id)
        for role in ("visitor", "resident", "member", "chair", "reviewer", "administrator")
    ]

    for who in [stranger, *everybody]:
        with pytest.raises(NotAllowed):
            use(who, who, key)
    wrong = (secretariat, lead) if step in BY_LEAD else (stranger, lead)
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


def test_work_starts_without_an_agreement_only_with_the_reason(rows: Rows, at, lead):
    key = at(ProjectStatus.PLANNED)
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        projects.start(lead, key, "  ")
    assert refused.value.field == "reason"
    assert rows.written() == before

    rows.set(Need, rows.one(Project, key).need_id, status=NeedStatus.SIGNED)
    assert projects.start(lead, key) == ProjectStatus.UNDER_WAY


def test_work_does_not_start_without_a_milestone(rows: Rows, new_project, lead):
    key = new_project()
    before = rows.written()
    with pytest.raises(RuleBroken, match="at least one milestone"):
        projects.start(lead, key, NO_AGREEMENT)
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


def test_finished_work_is_accepted_only_with_somebody_who_keeps_it_and_who_was_paid(rows: Rows, at, lead, secretariat):
    key = at(ProjectStatus.AWAITING_ACCEPTANCE)
    paid = at(ProjectStatus.PLANNED)
    projects.set_budget(secretariat, paid, SELF, 50_00)
    projects.book_payment(secretariat, paid, SELF, 1, "Lamps")
    projects.start(lead, paid, NO_AGREEMENT)
    projects.report(lead, paid, 90, "", [row.id for row in _plan(rows, paid)])
    projects.finish(lead, paid)
    before = rows.written()
    for unit in ("", " \u3000", "A"):
        with pytest.raises(BadInput) as refused:
            projects.accept(secretariat, key, unit)
        assert refused.value.field == "upkeep_unit"
    for words in ({}, {"supplier": "Lamp works"}, {"purchase": "Three quotes"}, {"supplier": "6222021234567890"}):
        with pytest.raises(BadInput):
            projects.accept(secretariat, paid, "Office", **words)
    with pytest.raises(BadInput) as refused:
        projects.rectify(secretariat, key, "  ")
    assert refused.value.field == "reason"
    assert rows.written() == before
    projects.accept(secretariat, paid, "Office", "Lamp works", "Three quotes")
    row = rows.one(Project, paid)
    assert (row.supplier, row.purchase) == ("Lamp works", "Three quotes")


@pytest.mark.parametrize("step", MOVES)
def test_the_same_click_moves_once(rows: Rows, at, lead, secretariat, step: str):
    fit, _use = MOVES[step]
    key = at(S.UNDER_WAY if step == "finish" else min(fit))
    uses = {
        "start": lambda: projects.start(lead, key, NO_AGREEMENT, key="click"),
        "pause": lambda: projects.pause(lead, key, "Rain.", key="click"),
        "resume": lambda: projects.resume(lead, key, key="click"),
        "terminate": lambda: projects.terminate(secretariat, key, "No money.", "Two poles.", key="click"),
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


def test_the_list_begins_with_what_is_late_and_ends_with_what_is_over(rows: Rows, at, lead, clock):
    over = at(ProjectStatus.ACCEPTED), at(ProjectStatus.TERMINATED)
    soon, late = at(ProjectStatus.UNDER_WAY), at(ProjectStatus.UNDER_WAY)
    rows.set(Project, over[0], due_on=date(2026, 12, 2))
    rows.set(Project, over[1], due_on=date(2026, 12, 9))
    rows.set(Project, late, due_on=date(2026, 12, 5))
    clock.forward(days=10)
    assert [line.id for line in projects.list_projects(lead)] == [late, soon, over[1], over[0]]


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
