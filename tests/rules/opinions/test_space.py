"""The map: components, places of voters and statements, against the formulas written out on the filled-in table."""

import numpy as np
import pytest

from dashboard.rules.opinions import begin, matrix
from dashboard.rules.opinions.space import extremity, leading, projection, space
from tests.rules.opinions.votes import drawn, table


@pytest.mark.parametrize("seed", [1, 2])
def test_components_and_places_are_those_of_the_filled_in_table(seed: int):
    state = begin(matrix(*drawn(people=60, statements=12, seed=seed)))
    where = space(state.votes, state.pairs)
    cells = state.votes.dense(np.arange(len(state.votes.voters)))
    filled = np.where(cells > 0, cells - 2.0, np.nan)
    mean = np.nanmean(filled, axis=0)
    centred = np.where(cells > 0, filled - mean, 0.0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    assert where.mean == pytest.approx(mean, abs=1e-12)
    for axis in (0, 1):
        assert abs(where.components[axis] @ directions[axis]) == pytest.approx(1, abs=1e-9)
    scale = np.sqrt(12 / (cells > 0).sum(axis=1))[:, None]
    assert projection(state.votes, where) == pytest.approx(scale * (centred @ where.components.T), abs=1e-12)
    places = np.sqrt(12) * (1 - mean) * where.components
    assert extremity(where) == pytest.approx(np.linalg.norm(places, axis=0), abs=1e-12)


def test_components_by_hand():
    # Two voters, opposite on both statements: one direction only, through (1, 1), each at sqrt(2).
    state = begin(table("++", "--"))
    where = space(state.votes, state.pairs)
    assert where.components == pytest.approx(np.array([[0.5**0.5, 0.5**0.5], [0, 0]]), abs=1e-12)
    assert projection(state.votes, where) == pytest.approx(np.array([[2**0.5, 0], [-(2**0.5), 0]]), abs=1e-12)
    assert extremity(where) == pytest.approx([1.0, 1.0], abs=1e-12)


def test_few_votes_are_drawn_out_by_the_statements_not_seen():
    state = begin(table("++++", "----", "+..."))
    placed = projection(state.votes, space(state.votes, state.pairs))
    share = space(state.votes, state.pairs)
    assert placed[2, 0] == pytest.approx(2 * (1 - 1 / 3) * share.components[0, 0])


def test_voter_without_votes_stands_in_the_middle():
    votes = matrix([1, 2, 3], ["a", "b", "b"], [1, 1, -1], dropped=["a"])
    state = begin(votes)
    assert projection(votes, space(votes, state.pairs))[0].tolist() == [0.0, 0.0]


@pytest.mark.parametrize("size", [0, 1])
def test_fewer_than_two_statements_have_fewer_components(size: int):
    assert leading(np.eye(size)).tolist() == [[1.0] * size, [0.0] * size]
