"""Every branch of an item's life through the use cases: no state is skipped, each step has role, time and reason."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.lifecycle.needs import MOVES, PUBLIC, NeedAction
from dashboard.rules.permissions import GRANTS
from dashboard.services import needs
from dashboard.storage.engine import open_engine
from models.enums import NeedStatus, Role
from models.enums import NeedStatus as S
from models.life import LifeEvent
from models.need import Need
from tests.factories import Clock
from tests.flows.branches import WHY, Life
from tests.services.proposals import inhabited, life
from tests.services.table import lay

TO_LIST = "submit accept"
TO_CLAIMED = [*TO_LIST.split(), "publish", "claim"]
TO_ADOPTED = [*TO_CLAIMED, "schedule", "adopt"]
TO_OWNERS = ["submit", "accept for owners", "publish", "claim", "schedule", "adopt", "consult"]
TO_APPROVED = [*TO_ADOPTED, "confirm without notice"]
TO_WORKS = [*TO_APPROVED, "start without agreement"]
TO_DONE = [*TO_WORKS, "finish", "complete"]
TO_OBJECTED = [*TO_ADOPTED, "post", "object", "answer"]
UNCLAIMED_TWICE = [
    "open round", "submit", "accept", "publish", "close round", "open round", "carry over", "close round",
    "open round", "carry over", "close round",
]  # fmt: skip
STATES_TO_ADOPTED = [S.SUBMITTED, S.ON_LIST, S.OPEN, S.CLAIMED, S.ON_AGENDA, S.ADOPTED]
WORKS = [*STATES_TO_ADOPTED, S.APPROVED, S.IN_PROGRESS]
CARRIED = [S.SUBMITTED, S.ON_LIST, S.OPEN, S.UNCLAIMED, S.OPEN, S.UNCLAIMED, S.OPEN, S.UNCLAIMED]
OWNERS = [*STATES_TO_ADOPTED, S.CONSULTING]
REVIEW = [*STATES_TO_ADOPTED, S.ON_NOTICE, S.OBJECTED]


@dataclass
class Branch:
    """Steps, and the states the lifeline shows afterwards, in order."""

    steps: list[str]
    states: list[NeedStatus]
    reasons: int = field(default=0)
    """How many of the steps say why."""


BRANCHES = {
    "the whole way": Branch(
        [*TO_CLAIMED, "talk", "schedule", "adopt", "post", "end notice", "confirm", "sign", "start", "finish",
         "complete", "appraise", "archive"],
        [S.SUBMITTED, S.ON_LIST, S.OPEN, S.CLAIMED, S.MATCHING, S.ON_AGENDA, S.ADOPTED, S.ON_NOTICE, S.APPROVED,
         S.SIGNED, S.IN_PROGRESS, S.AWAITING_ACCEPTANCE, S.COMPLETED, S.APPRAISED, S.ARCHIVED],
    ),
    "returned and completed": Branch(
        ["submit", "return", "resubmit", "accept"], [S.SUBMITTED, S.RETURNED, S.SUBMITTED, S.ON_LIST], 1
    ),
    "returned and withdrawn": Branch(["submit", "return", "withdraw"], [S.SUBMITTED, S.RETURNED, S.WITHDRAWN], 1),
    "withdrawn": Branch(["submit", "withdraw"], [S.SUBMITTED, S.WITHDRAWN]),
    "declined and taken up": Branch(["submit", "decline", "reopen"], [S.SUBMITTED, S.DECLINED, S.SUBMITTED], 2),
    "merged and taken up": Branch(["submit", "merge", "reopen"], [S.SUBMITTED, S.MERGED, S.SUBMITTED], 2),
    "merged later": Branch(["submit", "accept", "merge"], [S.SUBMITTED, S.ON_LIST, S.MERGED], 1),
    "referred and taken up": Branch(["submit", "refer", "reopen"], [S.SUBMITTED, S.REFERRED, S.SUBMITTED], 2),
    "referred later": Branch(["submit", "accept", "refer"], [S.SUBMITTED, S.ON_LIST, S.REFERRED], 1),
    "referred by the meeting": Branch([*TO_ADOPTED, "refer"], [*STATES_TO_ADOPTED, S.REFERRED], 1),
    "carried over twice, referred": Branch([*UNCLAIMED_TWICE, "refer"], [*CARRIED, S.REFERRED], 4),
    "carried over twice, closed": Branch([*UNCLAIMED_TWICE, "close"], [*CARRIED, S.CLOSED], 4),
    "unclaimed goes to a meeting": Branch(
        ["open round", "submit", "accept", "publish", "close round", "schedule"],
        [S.SUBMITTED, S.ON_LIST, S.OPEN, S.UNCLAIMED, S.ON_AGENDA], 1,
    ),
    "handed back": Branch(
        [*TO_CLAIMED, "hand back", "claim", "talk", "hand back"],
        [S.SUBMITTED, S.ON_LIST, S.OPEN, S.CLAIMED, S.OPEN, S.CLAIMED, S.MATCHING, S.OPEN], 2,
    ),
    "claim declined": Branch(
        [*TO_CLAIMED, "decline claim", "claim", "talk", "talk", "decline claim"],
        [S.SUBMITTED, S.ON_LIST, S.OPEN, S.CLAIMED, S.OPEN, S.CLAIMED, S.MATCHING, S.MATCHING, S.OPEN], 2,
    ),
    "taken off the agenda": Branch(
        ["submit", "accept", "publish", "schedule", "take off", "claim", "schedule", "take off"],
        [S.SUBMITTED, S.ON_LIST, S.OPEN, S.ON_AGENDA, S.OPEN, S.CLAIMED, S.ON_AGENDA, S.OPEN, S.CLAIMED],
    ),
    "deferred, then adopted": Branch(
        [*TO_CLAIMED, "schedule", "defer", "schedule", "adopt"],
        [*STATES_TO_ADOPTED[:-1], S.DEFERRED, S.ON_AGENDA, S.ADOPTED], 1,
    ),
    "deferred, then closed": Branch(
        [*TO_CLAIMED, "schedule", "defer", "close"], [*STATES_TO_ADOPTED[:-1], S.DEFERRED, S.CLOSED], 2
    ),
    "not adopted, revised": Branch(
        [*TO_CLAIMED, "schedule", "reject", "revise", "publish"],
        [*STATES_TO_ADOPTED[:-1], S.NOT_ADOPTED, S.ON_LIST, S.OPEN], 1,
    ),
    "not adopted, closed": Branch(
        [*TO_CLAIMED, "schedule", "reject", "close"], [*STATES_TO_ADOPTED[:-1], S.NOT_ADOPTED, S.CLOSED], 1
    ),
    "not adopted, on another agenda": Branch(
        [*TO_CLAIMED, "schedule", "reject", "schedule"], [*STATES_TO_ADOPTED[:-1], S.NOT_ADOPTED, S.ON_AGENDA]
    ),
    "not adopted, put anew": Branch(
        [*TO_CLAIMED, "schedule", "reject", "put anew", "adopt after all"],
        [*STATES_TO_ADOPTED[:-1], S.NOT_ADOPTED, S.ON_AGENDA, S.ADOPTED], 1,
    ),
    "adopted by a vote that was void": Branch([*TO_ADOPTED, "void"], [*STATES_TO_ADOPTED, S.ON_AGENDA], 1),
    "the vote was void after the meeting": Branch(
        [*TO_ADOPTED, "end meeting", "void"], [*STATES_TO_ADOPTED, S.DEFERRED], 1
    ),
    "the vote against was void after the meeting": Branch(
        [*TO_CLAIMED, "schedule", "reject", "end meeting", "void"],
        [*STATES_TO_ADOPTED[:-1], S.NOT_ADOPTED, S.DEFERRED], 1,
    ),
    "the count was corrected to and fro": Branch(
        [*TO_CLAIMED, "schedule", "adopt by hands", "correct to lost", "correct to carried"],
        [*STATES_TO_ADOPTED, S.NOT_ADOPTED, S.ADOPTED], 0,
    ),
    "consulted, posted, established": Branch(
        [*TO_OWNERS, "post with figures", "end notice", "confirm"], [*OWNERS, S.ON_NOTICE, S.APPROVED], 2
    ),
    "consulted, established without notice": Branch(
        [*TO_OWNERS, "confirm without notice"], [*OWNERS, S.APPROVED], 2
    ),
    "consultation refused": Branch([*TO_OWNERS, "refuse"], [*OWNERS, S.NOT_ADOPTED], 2),
    "objected, maintained": Branch(
        [*TO_OBJECTED, "maintain", "end notice", "confirm"], [*REVIEW, S.ON_NOTICE, S.APPROVED], 1
    ),
    "objected, amended": Branch([*TO_OBJECTED, "amend", "schedule"], [*REVIEW, S.DEFERRED, S.ON_AGENDA], 1),
    "objected, given up": Branch([*TO_OBJECTED, "give up"], [*REVIEW, S.CLOSED], 1),
    "notice withdrawn": Branch([*TO_ADOPTED, "post", "take down"], [*STATES_TO_ADOPTED, S.ON_NOTICE, S.ADOPTED], 1),
    "notice withdrawn under review": Branch([*TO_OBJECTED, "take down"], [*REVIEW, S.ADOPTED], 1),
    "given up before the works": Branch([*TO_APPROVED, "terminate"], [*WORKS[:-1], S.TERMINATED], 2),
    "given up after signing": Branch([*TO_APPROVED, "sign", "terminate"], [*WORKS[:-1], S.SIGNED, S.TERMINATED], 2),
    "paused, changed, given up": Branch(
        [*TO_WORKS, "change", "pause", "change", "resume", "pause", "terminate"],
        [*WORKS, S.IN_PROGRESS, S.PAUSED, S.PAUSED, S.IN_PROGRESS, S.PAUSED, S.TERMINATED], 7,
    ),
    "given up during the works": Branch([*TO_WORKS, "terminate"], [*WORKS, S.TERMINATED], 3),
    "rectified, archived without appraisal": Branch(
        [*TO_WORKS, "finish", "rectify", "change", "finish", "complete", "archive without appraisal"],
        [*WORKS, S.AWAITING_ACCEPTANCE, S.RECTIFICATION, S.RECTIFICATION, S.AWAITING_ACCEPTANCE, S.COMPLETED,
         S.ARCHIVED], 5,
    ),
    "given up in rectification": Branch(
        [*TO_WORKS, "finish", "rectify", "terminate"],
        [*WORKS, S.AWAITING_ACCEPTANCE, S.RECTIFICATION, S.TERMINATED], 4,
    ),
    "imported and taken back": Branch(["import", "undo import"], [S.SUBMITTED, S.WITHDRAWN], 1),
}  # fmt: skip
MADE_ELSEWHERE = {(S.ARCHIVED, NeedAction.UNDO_IMPORT)}
"""An import of finished projects that is undone: see the tests of imports."""


@pytest.fixture
def it(engine: Engine, clock: Clock) -> Life:
    return Life(inhabited(lay(engine, clock)))


def lived(it: Life, branch: Branch) -> list[LifeEvent]:
    it.go(*branch.steps)
    return life(it.town, it.need)


@pytest.mark.parametrize("name", BRANCHES)
def test_the_lifeline_shows_each_state_in_order_with_role_time_and_reason(it: Life, name: str):
    branch = BRANCHES[name]
    events = lived(it, branch)
    assert [event.after for event in events] == branch.states
    assert [event.before for event in events] == [None, *(event.after for event in events[:-1])]
    assert it.town.row(Need, it.need).status == events[-1].after
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert sum(bool(event.reason) for event in events) == branch.reasons
    for event in events[1:]:
        step = MOVES[S(event.before), NeedAction(event.action)]
        assert step.to == event.after
        assert step.needs in GRANTS[Role(event.actor_role)]
        assert event.reason or not step.reason
    if it.town.row(Need, it.need).status in PUBLIC:
        page = needs.item(it.town.as_("visitor"), it.town.row(Need, it.need).number)
        assert [(event.action, event.reason) for event in page.life] == [
            (event.action, event.reason) for event in events
        ]


def test_the_branches_walk_every_line_of_the_table(tmp_path: Path, migrated_sqlite: bytes):
    walked = set()
    for number, branch in enumerate(BRANCHES.values()):
        path = tmp_path / f"{number}.db"
        path.write_bytes(migrated_sqlite)
        engine = open_engine(f"sqlite:///{path}")
        events = lived(Life(inhabited(lay(engine, Clock()))), branch)
        engine.dispose()
        walked |= {(S(event.before), NeedAction(event.action)) for event in events[1:]}
    assert set(MOVES) - walked == MADE_ELSEWHERE


@pytest.mark.parametrize(
    ("steps", "skipping"),
    [(TO_ADOPTED, "confirm"), (TO_OWNERS, "confirm"), (TO_APPROVED, "start"), (TO_DONE, "archive")],
)
def test_what_is_skipped_needs_a_reason(it: Life, steps: list[str], skipping: str):
    it.go(*steps)
    before = len(life(it.town, it.need))
    with pytest.raises(BadInput) as refused:
        it.go(skipping)
    assert refused.value.field == "reason"
    assert len(life(it.town, it.need)) == before


@pytest.mark.parametrize("until", ["post", "object", "answer"])
def test_nothing_becomes_a_project_while_the_notice_runs_or_is_objected_to(it: Life, until: str):
    steps = [*TO_OBJECTED]
    it.go(*steps[: steps.index(until) + 1])
    with pytest.raises(RuleBroken):
        it.go("confirm")
    assert it.town.row(Need, it.need).status in (S.ON_NOTICE, S.OBJECTED)


def test_an_item_that_was_carried_over_keeps_its_number(it: Life):
    it.go("open round", "submit", "accept", "publish")
    number = it.town.row(Need, it.need).number
    it.go("close round", "open round", "carry over")
    row = it.town.row(Need, it.need)
    assert (row.number, row.carried, row.status, row.ended_at) == (number, 1, S.OPEN, None)
    assert WHY in [event.reason for event in life(it.town, it.need)]
