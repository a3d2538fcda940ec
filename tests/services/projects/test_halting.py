"""Work rests, goes on or is given up with reasons; what was built, or stays behind, is looked after."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from dashboard.errors import BadInput, DomainError, NotAllowed, NotFound, RuleBroken
from dashboard.services import claims, projects
from dashboard.services.projects import ProjectFilter, UpkeepRead
from models.claim import Claim
from models.enums import ClaimStatus, NeedStatus, ProjectStatus
from models.life import LifeEvent
from models.need import Need
from models.project import Project, UpkeepReport
from tests.services.project_rows import TODAY, Rows, offer
from tests.services.projects.conftest import DUE


def test_days_of_rest_count_towards_being_overdue_and_are_shown(rows: Rows, at, lead, clock):
    key = at(ProjectStatus.PAUSED)
    number, need = rows.one(Project, key).number, rows.one(Project, key).need_id
    assert rows.one(Need, need).status == NeedStatus.PAUSED
    clock.forward(days=(DUE - TODAY).days + 2)
    (line,) = projects.list_projects(lead)
    assert (line.status, line.paused_on, line.overdue_days) == (ProjectStatus.PAUSED, TODAY, 2)
    assert projects.project(lead, number).paused_days == (DUE - TODAY).days + 2

    projects.resume(lead, key, "The parts came.")
    clock.forward(days=5)
    page = projects.project(lead, number)
    assert (page.paused_days, page.line.paused_on, page.line.overdue_days) == ((DUE - TODAY).days + 2, None, 7)
    assert rows.one(Need, need).status == NeedStatus.IN_PROGRESS
    assert [(event.action, event.reason) for event in page.life][-2:] == [
        ("pause", "It rains."),
        ("resume", "The parts came."),
    ]


def test_a_pause_needs_its_reason(rows: Rows, at, lead):
    key = at(ProjectStatus.UNDER_WAY)
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        projects.pause(lead, key, " ")
    assert refused.value.field == "reason"
    assert rows.written() == before


def test_what_is_given_up_is_not_overdue_and_says_what_it_leaves_behind(rows: Rows, at, secretariat, clock):
    key = at(ProjectStatus.UNDER_WAY)
    clock.forward(days=200)
    before = rows.written()
    for reason, remains in (("", "Two poles."), ("No money.", " ")):
        with pytest.raises(BadInput):
            projects.terminate(secretariat, key, reason, remains)
    assert rows.written() == before

    projects.terminate(secretariat, key, "No money.", "Two poles.", in_order=False, upkeep_unit="Committee")
    page = projects.project(secretariat, rows.one(Project, key).number)
    assert page.upkeep == [UpkeepRead(TODAY + timedelta(days=200), False, "Two poles.")]
    assert (page.upkeep_unit, page.line.overdue_days, page.steps) == ("Committee", 0, ())
    assert [step.overdue_days for step in page.milestones] == [0]
    assert rows.one(Need, rows.one(Project, key).need_id).status == NeedStatus.TERMINATED
    assert projects.list_projects(secretariat, ProjectFilter(overdue=True)) == []


def test_who_still_meant_to_join_what_is_given_up_is_told(rows: Rows, lead, stranger, secretariat):
    need = rows.need()
    first, second = claims.claim(lead, need, offer()), claims.claim(stranger, need, offer(promised_on=TODAY))
    claims.confirm(secretariat, first.id, TODAY, reason="Shown on the board.")
    (project,) = rows.all(Project)
    with Session(rows.engine) as session:
        assert len(claims.promises_due(session, lead.actor, date(2026, 12, 31))) == 1

    projects.terminate(secretariat, project.id, "No money.", "Two poles.")

    assert [row.status for row in rows.all(Claim)] == [ClaimStatus.CONFIRMED, ClaimStatus.DECLINED]
    assert [one.reason for one in rows.all(LifeEvent) if one.subject == f"claim/{second.id}"][-1] == "No money."
    with Session(rows.engine) as session:
        assert claims.promises_due(session, lead.actor, date(2026, 12, 31)) == []
    with pytest.raises(RuleBroken, match="Only promises"):
        claims.remind(secretariat, first.id)


def test_projects_of_an_undone_import_are_the_affair_of_the_office(rows: Rows, at, lead, secretariat, acting_as):
    key = at(ProjectStatus.TAKEN_BACK)
    number = rows.one(Project, key).number
    assert projects.project(secretariat, number).line.status == ProjectStatus.TAKEN_BACK
    for who in (acting_as("visitor"), lead):
        with pytest.raises(NotFound):
            projects.project(who, number)
        assert projects.disclosure(who, number) is None
    assert projects.lead_organisations(secretariat) == {}
    assert projects.list_projects(secretariat) == []
    assert projects.list_projects(secretariat, ProjectFilter(status=ProjectStatus.TAKEN_BACK)) == []


def test_the_result_is_looked_at_every_ninety_days(rows: Rows, at, lead, secretariat, clock):
    key = at(ProjectStatus.ACCEPTED)
    number = rows.one(Project, key).number
    assert projects.project(lead, number).next_check == TODAY + timedelta(days=90)
    clock.forward(days=60)
    seen = TODAY + timedelta(days=59)
    first = projects.check(lead, key, seen, True, key="a")
    assert projects.check(lead, key, seen, True, key="a") == first
    projects.check(secretariat, key, seen + timedelta(days=1), False, "One lamp is dark.")
    page = projects.project(lead, number)
    assert page.next_check == TODAY + timedelta(days=150)
    assert page.upkeep == [
        UpkeepRead(seen + timedelta(days=1), False, "One lamp is dark."),
        UpkeepRead(seen, True, ""),
    ]


def test_a_check_that_makes_no_sense_is_refused(rows: Rows, at, lead, stranger):
    key, young = at(ProjectStatus.ACCEPTED), at(ProjectStatus.UNDER_WAY)
    before = rows.written()
    for use in (
        lambda: projects.check(lead, key, TODAY + timedelta(days=1), True),
        lambda: projects.check(lead, key, TODAY - timedelta(days=1), True),
        lambda: projects.check(lead, key, TODAY, False, " "),
        lambda: projects.check(lead, young, TODAY, True),
    ):
        with pytest.raises(DomainError):
            use()
    with pytest.raises(NotAllowed):
        projects.check(stranger, key, TODAY, True)
    assert rows.written() == before
    assert rows.all(UpkeepReport) == []
