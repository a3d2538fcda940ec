"""Administrators read the whole trail, narrowed as they wish; nobody else reads any of it."""

from datetime import UTC, date, datetime

import pytest

from dashboard.errors import NotAllowed
from dashboard.services import trail
from dashboard.services.trail import PAGE, TrailFilter, TrailLine
from models.account import Account
from models.audit import AuditEntry
from models.enums import Role
from tests.factories import NOON


@pytest.fixture
def administrator(acting_as):
    return acting_as("administrator")


@pytest.fixture
def entry(saved):
    def make(action: str = "need.submit", subject: str = "need/1", at: datetime = NOON, **fields) -> int:
        return saved(AuditEntry(at=at, actor_role=Role.RESIDENT, action=action, subject=subject, **fields)).id

    return make


@pytest.fixture
def person(saved) -> int:
    return saved(Account(username="p", display_name="Person", password_hash="x", created_at=NOON)).id


def test_a_line_says_who_did_what(administrator, entry, person):
    first, second = entry(actor_id=person, facts={"before": "x"}), entry(action="need.accept")
    page = trail.trail(administrator)
    assert page.lines == [
        TrailLine(second, NOON, "", Role.RESIDENT, "need.accept", "need/1", {}),
        TrailLine(first, NOON, "Person", Role.RESIDENT, "need.submit", "need/1", {"before": "x"}),
    ]
    assert (page.total, page.pages) == (2, 1)
    assert trail.actions(administrator) == ["need.accept", "need.submit"]
    assert trail.actors(administrator) == {person: "Person"}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (TrailFilter(action="need.submit"), [1, 2]),
        (TrailFilter(subject="need/1"), [1]),
        (TrailFilter(subject="need"), [1, 2]),
        (TrailFilter(subject=" claim "), [3]),
        (TrailFilter(subject="%"), []),
        (TrailFilter(actor_id=1), [3]),
        (TrailFilter(first=date(2026, 12, 2)), [2, 3]),
        (TrailFilter(last=date(2026, 12, 1)), [1]),
        (TrailFilter(first=date(2026, 12, 2), last=date(2026, 12, 2)), [2]),
    ],
)
def test_the_trail_is_narrowed_by_shanghai_days_rows_actions_and_people(
    administrator, entry, person, wanted: TrailFilter, found: list[int]
):
    entry(at=datetime(2026, 12, 1, 15, 59, 59, tzinfo=UTC))
    entry(subject="need/12", at=datetime(2026, 12, 1, 16, 0, tzinfo=UTC))
    entry(action="claim.claim", subject="claim/1", at=datetime(2026, 12, 2, 16, 0, tzinfo=UTC), actor_id=person)
    page = trail.trail(administrator, wanted)
    assert sorted(line.id for line in page.lines) == found
    assert page.total == len(found)


def test_pages_hold_every_line_once(administrator, entry):
    ids = [entry() for _ in range(PAGE + 1)]
    first, second = trail.trail(administrator), trail.trail(administrator, page=2)
    assert [line.id for line in (*first.lines, *second.lines)] == ids[::-1]
    assert (len(second.lines), second.pages, second.total) == (1, 2, PAGE + 1)


@pytest.mark.parametrize("role", ["visitor", "resident", "liaison", "member", "chair", "secretariat", "reviewer"])
def test_nobody_else_reads_the_trail(acting_as, role: str):
    for use in (trail.trail, trail.actions, trail.actors):
        with pytest.raises(NotAllowed):
            use(acting_as(role))
