"""People appraise finished works once each; only figures are told, and who spoke is erased when the item is filed."""

from fractions import Fraction

import pytest

from dashboard.errors import BadInput, DomainError, NotAllowed, RuleBroken
from dashboard.services import open_data, projects
from dashboard.services.projects import Opinion, Papers
from models.account import Account
from models.audit import AuditEntry
from models.enums import Awareness, HandlingResult, NeedStatus, ProjectStatus
from models.need import Need
from models.project import Appraisal, Project
from tests.factories import NOON
from tests.services.project_rows import Rows

GOOD = Opinion(Awareness.WELL, True, 5)
FAIR = Opinion(Awareness.SOME, False, 4)
SHEETS = Papers({Awareness.WELL: 10, Awareness.SOME: 6, Awareness.NOT: 5}, 8, {5: 15, 4: 6})


@pytest.fixture
def residents(acting_as, saved):
    """Seven people who are signed in."""
    made = [
        saved(Account(username=f"r{n}", display_name=f"R {n}", password_hash="x", created_at=NOON)).id for n in range(7)
    ]
    return [acting_as("resident", account_id=key) for key in made]


@pytest.fixture
def done(rows: Rows, at) -> tuple[int, str]:
    """Id and number of an accepted project."""
    key = at(ProjectStatus.ACCEPTED)
    return key, rows.one(Project, key).number


def test_each_person_speaks_once_and_may_change_their_mind(rows: Rows, done, residents, acting_as):
    key, number = done
    assert projects.appraise(residents[0], key, GOOD, key="a") == 1
    assert projects.appraise(residents[0], key, GOOD, key="a") == 1
    assert projects.appraise(residents[0], key, FAIR) == 1
    assert projects.appraise(residents[1], key, GOOD) == 2
    assert [(row.awareness, row.took_part, row.satisfaction) for row in rows.all(Appraisal)] == [
        ("some", False, 4),
        ("well", True, 5),
    ]
    assert projects.appraisal(residents[0], number).mine == FAIR
    seen = projects.appraisal(acting_as("visitor"), number)
    assert (seen.count, seen.mine, seen.figures, seen.may_appraise, seen.open) == (2, None, None, False, True)


def test_the_trail_names_nobody_and_no_time(rows: Rows, done, residents, clock):
    key, _number = done
    clock.forward(days=3)
    projects.appraise(residents[0], key, GOOD)
    (line,) = [line for line in rows.all(AuditEntry) if line.action == "appraisal.give"]
    assert (line.actor_id, line.at, line.facts) == (None, NOON, {})


def test_figures_are_told_once_closed_and_small_groups_stay_hidden(rows: Rows, done, residents, secretariat, acting_as):
    key, number = done
    visitor = acting_as("visitor")
    for who in residents[:4]:
        projects.appraise(who, key, GOOD)
    assert projects.enter_papers(secretariat, key, SHEETS, key="a") == 21
    assert projects.enter_papers(secretariat, key, SHEETS, key="a") == 21
    assert projects.appraisal(visitor, number).figures is None
    assert projects.appraisal(secretariat, number).figures is None
    assert projects.close_appraisal(secretariat, key, key="b") == NeedStatus.APPRAISED

    told = projects.appraisal(visitor, number).figures
    assert (told.count, told.mean) == (25, Fraction(119, 25))
    assert told.marks == {(5,): 19, (4,): 6, (3,): 0, (2,): 0, (1,): 0}
    assert told.awareness == (14, 6, 5)
    assert told.took_part == 12
    with pytest.raises(RuleBroken, match="closed"):
        projects.appraise(residents[5], key, GOOD)
    with pytest.raises(RuleBroken, match="closed"):
        projects.enter_papers(secretariat, key, SHEETS)


def told_openly(ctx) -> list[dict]:
    return open_data.preview(ctx, "appraisals")


def test_the_open_data_tells_no_more_than_the_page_and_nothing_before_the_end(done, residents, secretariat, acting_as):
    key, number = done
    visitor = acting_as("visitor")
    papers = Papers({Awareness.WELL: 10, Awareness.SOME: 2, Awareness.NOT: 9}, 8, {5: 13, 4: 2, 3: 6})
    projects.enter_papers(secretariat, key, papers)
    assert told_openly(visitor) == []
    projects.close_appraisal(secretariat, key)

    told = projects.appraisal(visitor, number).figures
    assert (told.marks, told.awareness) == ({(5, 4): 15, (3,): 6, (2, 1): 0}, (12, 9))
    assert told_openly(visitor) == [
        {"project_number": number, "appraised": 21, "knew_well": None, "took_part": 8, "satisfied": 15}
    ]


def test_too_few_people_give_no_figures(done, residents, secretariat):
    key, number = done
    for who in residents[:4]:
        projects.appraise(who, key, GOOD)
    projects.close_appraisal(secretariat, key)
    told = projects.appraisal(secretariat, number).figures
    assert (told.count, told.mean, told.marks, told.awareness, told.took_part) == (4, None, None, None, None)


def test_filing_erases_who_spoke(rows: Rows, done, residents, secretariat):
    key, number = done
    projects.appraise(residents[0], key, GOOD)
    projects.close_appraisal(secretariat, key)
    assert projects.archive(secretariat, key, HandlingResult.SOLVED, key="a") == NeedStatus.ARCHIVED
    assert projects.archive(secretariat, key, HandlingResult.SOLVED, key="a") == NeedStatus.ARCHIVED
    assert [(row.account_id, row.satisfaction) for row in rows.all(Appraisal)] == [(None, 5)]
    assert rows.one(Need, rows.one(Project, key).need_id).result == HandlingResult.SOLVED
    read = projects.appraisal(residents[0], number)
    assert (read.mine, read.result, read.may_office) == (None, HandlingResult.SOLVED, False)


def test_without_an_appraisal_an_item_is_filed_only_with_the_reason(rows: Rows, done, secretariat):
    key, _number = done
    before = rows.written()
    with pytest.raises(RuleBroken, match="Nobody has appraised"):
        projects.close_appraisal(secretariat, key)
    with pytest.raises(BadInput) as refused:
        projects.archive(secretariat, key, HandlingResult.PARTLY)
    assert refused.value.field == "reason"
    assert rows.written() == before
    assert projects.archive(secretariat, key, HandlingResult.PARTLY, "Used by passers-by.") == NeedStatus.ARCHIVED


@pytest.mark.parametrize(
    "papers",
    [
        Papers(),
        Papers({Awareness.WELL: 2}, 0, {5: 1}),
        Papers({Awareness.WELL: 1}, 2, {5: 1}),
        Papers({Awareness.WELL: 1}, 0, {6: 1}),
        Papers({Awareness.WELL: -1, Awareness.NOT: 2}, 0, {5: 1}),
        Papers({Awareness.WELL: 2001}, 0, {5: 2001}),
    ],
)
def test_counts_that_do_not_agree_are_refused(rows: Rows, done, secretariat, papers: Papers):
    key, _number = done
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        projects.enter_papers(secretariat, key, papers)
    assert refused.value.field == "papers"
    assert rows.written() == before


def test_only_finished_works_are_appraised_and_only_by_those_who_may(
    rows: Rows, at, done, residents, lead, acting_as, secretariat
):
    young = at(ProjectStatus.AWAITING_ACCEPTANCE)
    key, _number = done
    before = rows.written()
    for use in (
        lambda: projects.appraise(residents[0], young, GOOD),
        lambda: projects.enter_papers(secretariat, young, SHEETS),
        lambda: projects.close_appraisal(secretariat, young),
        lambda: projects.archive(secretariat, young, HandlingResult.SOLVED, "Why not"),
        lambda: projects.appraise(residents[0], key, Opinion(Awareness.WELL, True, 6)),
    ):
        with pytest.raises(DomainError):
            use()
    with pytest.raises(NotAllowed):
        projects.appraise(acting_as("visitor"), key, GOOD)
    for who in (residents[0], lead, acting_as("chair")):
        with pytest.raises(NotAllowed):
            projects.enter_papers(who, key, SHEETS)
        with pytest.raises(NotAllowed):
            projects.close_appraisal(who, key)
        with pytest.raises(NotAllowed):
            projects.archive(who, key, HandlingResult.SOLVED, "Why not")
    assert rows.written() == before
    assert projects.appraisal(lead, rows.one(Project, young).number) is None
    assert projects.appraisal(lead, "PL-XM-2026-999") is None
