"""What still lies before an item follows from its state and from who decides."""

from itertools import pairwise

import pytest

from dashboard.rules.lifecycle.needs import ENDS, MOVES
from dashboard.rules.lifeline import ASIDE, WAY, ahead
from models.enums import DecisionPower as D
from models.enums import NeedStatus as S

AFTER_ADOPTION = (
    S.ON_NOTICE, S.APPROVED, S.SIGNED, S.IN_PROGRESS, S.AWAITING_ACCEPTANCE, S.COMPLETED, S.APPRAISED, S.ARCHIVED,
)  # fmt: skip


def test_every_state_is_on_the_way_beside_it_or_an_end():
    assert set(WAY) | set(ASIDE) | ENDS == set(S)
    assert not set(WAY) & set(ASIDE)


@pytest.mark.parametrize("power", D)
@pytest.mark.parametrize("status", S)
def test_each_step_ahead_follows_the_one_before_by_a_move_of_the_table(status: S, power: D):
    moves = {(before, step.to) for (before, _action), step in MOVES.items()}
    line = (status, *ahead(status, power))
    assert [pair for pair in pairwise(line) if pair not in moves] == []
    assert len(set(line[1:])) == len(line[1:])


@pytest.mark.parametrize("status", sorted(ENDS | {S.ARCHIVED}))
def test_nothing_lies_ahead_of_an_end(status: S):
    assert ahead(status, D.COMMITTEE) == ()


@pytest.mark.parametrize(
    ("status", "power", "steps"),
    [
        (S.ADOPTED, D.COMMITTEE, AFTER_ADOPTION),
        (S.ADOPTED, D.OWNERS, (S.CONSULTING, *AFTER_ADOPTION)),
        (S.CONSULTING, D.OWNERS, AFTER_ADOPTION),
        (S.MATCHING, D.DEPARTMENT, (S.ON_AGENDA, S.ADOPTED, S.REFERRED)),
        (S.ADOPTED, D.OFFICE, (S.REFERRED,)),
        (S.ON_NOTICE, D.OFFICE, AFTER_ADOPTION[1:]),
        (S.NOT_ADOPTED, D.COMMITTEE, (S.ON_AGENDA, S.ADOPTED, *AFTER_ADOPTION)),
        (S.PAUSED, D.COMMITTEE, (S.IN_PROGRESS, S.AWAITING_ACCEPTANCE, S.COMPLETED, S.APPRAISED, S.ARCHIVED)),
        (S.RECTIFICATION, D.OWNERS, (S.AWAITING_ACCEPTANCE, S.COMPLETED, S.APPRAISED, S.ARCHIVED)),
        (S.COMPLETED, D.COMMITTEE, (S.APPRAISED, S.ARCHIVED)),
    ],
)
def test_the_way_ahead(status: S, power: D, steps: tuple[S, ...]):
    assert ahead(status, power) == steps
