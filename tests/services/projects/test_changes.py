"""A running project changes with a reason; what weighs is approved by somebody else than who proposed it."""

from datetime import date, timedelta

import pytest

from dashboard.errors import BadInput, DomainError, NotAllowed, RuleBroken
from dashboard.services import claims, projects
from dashboard.services.projects import Proposed
from models.claim import Claim
from models.enums import ChangeStatus, FundSource, ProjectStatus
from models.life import LifeEvent
from models.project import BudgetLine, Project, ProjectChange
from tests.factories import NOON
from tests.services.project_rows import TODAY, Rows, offer
from tests.services.projects.conftest import DUE, NO_AGREEMENT, SURVEY

FUND, MEMBERS = FundSource.SELF_GOVERNANCE, FundSource.MEMBER_FUNDS
LATER = DUE + timedelta(days=30)
WHY = "The weather."


@pytest.fixture
def chair(acting_as):
    return acting_as("chair", account_id=901)


@pytest.fixture
def office(acting_as):
    """The account of the secretariat that proposes."""
    return acting_as("secretariat", account_id=902)


@pytest.fixture
def funded(rows: Rows, new_project, lead, secretariat):
    """A project under way with ¥100 of the fund and ¥300 of members."""
    key = new_project()
    projects.add_milestone(lead, key, SURVEY)
    projects.set_budget(secretariat, key, FUND, 100_00)
    projects.set_budget(secretariat, key, MEMBERS, 300_00)
    projects.start(lead, key, NO_AGREEMENT)
    return key


def approved(rows: Rows, source: FundSource) -> int:
    return next(line.approved_fen for line in rows.all(BudgetLine) if line.source == source)


def test_a_later_due_date_waits_and_holds_once_approved(rows: Rows, at, lead, chair):
    key = at(ProjectStatus.UNDER_WAY)
    made = projects.propose_due_date(lead, key, LATER, WHY, key="a")
    assert projects.propose_due_date(lead, key, LATER, WHY, key="a") == made
    assert made.status == ChangeStatus.PROPOSED
    assert rows.one(Project, key).due_on == DUE

    assert projects.approve_change(chair, made.id, key="b") == ChangeStatus.APPROVED
    assert projects.approve_change(chair, made.id, key="b") == ChangeStatus.APPROVED
    assert rows.one(Project, key).due_on == LATER
    need = rows.one(Project, key).need_id
    changed = [event for event in rows.all(LifeEvent) if event.subject == f"need/{need}" and event.action == "change"]
    assert [(event.before, event.after, event.reason) for event in changed] == [("in_progress", "in_progress", WHY)]


def test_an_earlier_due_date_holds_at_once(rows: Rows, at, lead):
    key = at(ProjectStatus.UNDER_WAY)
    assert projects.propose_due_date(lead, key, date(2027, 1, 31), WHY).status == ChangeStatus.APPROVED
    assert rows.one(Project, key).due_on == date(2027, 1, 31)


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), DUE, date(2026, 12, 30)])
def test_a_due_date_that_makes_no_sense_is_refused(rows: Rows, at, lead, day: date):
    key = at(ProjectStatus.UNDER_WAY)
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        projects.propose_due_date(lead, key, day, WHY)
    assert refused.value.field == "due_on"
    assert rows.written() == before


@pytest.mark.parametrize(
    ("after", "status"),
    [(110_00, "approved"), (110_01, "proposed"), (90_00, "approved"), (89_99, "proposed")],
)
def test_a_tenth_of_a_source_is_the_line_exactly(rows: Rows, funded, lead, after: int, status: str):
    assert projects.propose_budget(lead, funded, FUND, after, WHY).status == status
    assert approved(rows, FUND) == (after if status == "approved" else 100_00)


def test_small_changes_do_not_add_up_unseen(rows: Rows, funded, lead, chair):
    assert projects.propose_budget(lead, funded, FUND, 106_00, WHY).status == ChangeStatus.APPROVED
    above = projects.propose_budget(lead, funded, FUND, 112_00, WHY)
    assert above.status == ChangeStatus.PROPOSED
    projects.approve_change(chair, above.id)
    assert approved(rows, FUND) == 112_00
    assert projects.propose_budget(lead, funded, FUND, 123_00, WHY).status == ChangeStatus.APPROVED


def test_a_source_that_gave_nothing_needs_approval(rows: Rows, funded, lead, chair):
    new = projects.propose_budget(lead, funded, FundSource.DONATION, 1, WHY)
    assert new.status == ChangeStatus.PROPOSED
    projects.approve_change(chair, new.id)
    assert approved(rows, FundSource.DONATION) == 1


@pytest.mark.parametrize(("source", "after"), [(FundSource.SERVICE_FUND, 5_00), (FundSource.MAINTENANCE, 5_00)])
def test_a_change_asks_for_what_the_source_asks_for(rows: Rows, funded, lead, source: FundSource, after: int):
    before = rows.written()
    with pytest.raises(BadInput):
        projects.propose_budget(lead, funded, source, after, WHY)
    assert rows.written() == before


def test_nobody_decides_on_what_they_proposed(rows: Rows, at, office, chair, acting_as, lead):
    key = at(ProjectStatus.UNDER_WAY)
    made = projects.propose_scope(office, key, "Two lamps less", WHY)
    number = rows.one(Project, key).number
    before = rows.written()
    for use in (
        lambda: projects.approve_change(office, made.id),
        lambda: projects.refuse_change(office, made.id, "No."),
    ):
        with pytest.raises(NotAllowed):
            use()
    for who in (lead, acting_as("member", account_id=1), acting_as("visitor")):
        with pytest.raises(NotAllowed):
            projects.approve_change(who, made.id)
    with pytest.raises(BadInput):
        projects.refuse_change(chair, made.id, " ")
    assert rows.written() == before
    seen = [projects.project(who, number).changes[0].may_decide for who in (office, chair, lead)]
    assert seen == [False, True, False]
    assert [one.number for one in projects.waiting_changes(chair)] == [number]

    other = acting_as("secretariat", account_id=903)
    assert projects.refuse_change(other, made.id, "Twelve were adopted.") == ChangeStatus.REFUSED
    (read,) = projects.project(lead, number).changes
    assert (read.status, read.scope, read.answer) == (
        ChangeStatus.REFUSED,
        "Two lamps less",
        "Twelve were adopted.",
    )
    assert projects.waiting_changes(chair) == []


def test_a_second_proposal_of_a_kind_waits_for_the_first(rows: Rows, at, lead):
    key = at(ProjectStatus.UNDER_WAY)
    projects.propose_due_date(lead, key, LATER, WHY)
    before = rows.written()
    with pytest.raises(RuleBroken, match="waits for approval already"):
        projects.propose_due_date(lead, key, LATER, WHY)
    assert rows.written() == before


def test_the_lead_is_handed_over_to_a_confirmed_partner(rows: Rows, at, lead, stranger, secretariat, chair):
    key = at(ProjectStatus.UNDER_WAY)
    need = rows.one(Project, key).need_id
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        projects.propose_lead(lead, key, stranger.actor.organisation_id, WHY)
    assert refused.value.field == "lead"
    assert rows.written() == before

    joining = claims.confirm(secretariat, _joined(rows, need, stranger), DUE).id
    made = projects.propose_lead(lead, key, stranger.actor.organisation_id, WHY)
    assert made.status == ChangeStatus.PROPOSED
    projects.approve_change(chair, made.id)
    assert rows.one(Project, key).organisation_id == stranger.actor.organisation_id
    assert {claim.organisation_id: claim.leads for claim in rows.all(Claim)} == {
        lead.actor.organisation_id: False,
        stranger.actor.organisation_id: True,
    }
    assert rows.one(Claim, joining).leads
    with pytest.raises(NotAllowed):
        projects.report(lead, key, 50, "We still do.")
    assert projects.report(stranger, key, 50, "We do now.")


def _joined(rows: Rows, need: int, stranger) -> int:
    draft = offer()
    fields = {name: getattr(draft, name) for name in ("offer", "offer_text", "promised_on")}
    organisation = stranger.actor.organisation_id
    claim = Claim(number="PL-RL-9", need_id=need, organisation_id=organisation, claimed_at=NOON, **fields)
    return rows.save(claim).id


@pytest.mark.parametrize(
    "status", [ProjectStatus.AWAITING_ACCEPTANCE, ProjectStatus.ACCEPTED, ProjectStatus.TERMINATED]
)
def test_what_is_over_is_not_changed(rows: Rows, at, lead, status: str):
    key = at(ProjectStatus(status))
    before = rows.written()
    for use in (
        lambda: projects.propose_due_date(lead, key, LATER, WHY),
        lambda: projects.propose_budget(lead, key, FUND, 1, WHY),
        lambda: projects.propose_scope(lead, key, "Less lamps", WHY),
    ):
        with pytest.raises(RuleBroken):
            use()
    assert rows.written() == before


def test_a_change_that_came_too_late_is_not_applied(rows: Rows, at, lead, chair, secretariat):
    key = at(ProjectStatus.UNDER_WAY)
    made = projects.propose_due_date(lead, key, LATER, WHY)
    projects.terminate(secretariat, key, "No money.", "Two poles.")
    before = rows.written()
    with pytest.raises(RuleBroken):
        projects.approve_change(chair, made.id)
    assert rows.written() == before


def test_others_propose_nothing(rows: Rows, at, stranger, acting_as):
    key = at(ProjectStatus.UNDER_WAY)
    before = rows.written()
    for who in (stranger, acting_as("visitor"), acting_as("resident"), acting_as("chair")):
        with pytest.raises(DomainError):
            projects.propose_due_date(who, key, LATER, WHY)
    assert rows.written() == before


def test_a_proposal_without_a_reason_is_refused(rows: Rows, at, lead):
    key = at(ProjectStatus.UNDER_WAY)
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        projects.propose_due_date(lead, key, LATER, " ")
    assert refused.value.field == "reason"
    assert rows.written() == before


def test_a_project_before_its_works_changes_without_moving_its_item(rows: Rows, at, lead, chair):
    key = at(ProjectStatus.PLANNED)
    made = projects.propose_due_date(lead, key, LATER, WHY)
    projects.approve_change(chair, made.id)
    assert rows.one(Project, key).due_on == LATER
    assert [event.action for event in rows.all(LifeEvent) if event.action == "change"] == []
    with pytest.raises(RuleBroken):
        projects.propose_budget(lead, key, FUND, 1, WHY)
    assert [row.type for row in rows.all(ProjectChange)] == ["due_date"]
    assert made == Proposed(made.id, ChangeStatus.PROPOSED)
