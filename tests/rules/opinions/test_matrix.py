"""The vote matrix: the last vote counts, moderated statements are out, the order of rows does not matter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import BadInput
from dashboard.rules.opinions import covotes, matrix, vote_matrix
from dashboard.rules.opinions.vote_matrix import Matrix
from tests.rules.opinions.votes import table

VOTES = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 6), st.sampled_from((1, 0, -1))), min_size=1, max_size=120
)


def cells(votes: Matrix) -> dict[tuple[object, object], int]:
    block = votes.dense(np.arange(len(votes.voters)))
    return {
        (votes.voters[row].item(), votes.statements[column].item()): int(block[row, column]) - 2
        for row, column in zip(*np.nonzero(block), strict=True)
    }


def test_last_vote_counts_by_row_without_times():
    votes = matrix([5, 5, 2, 5], [1, 1, 1, 3], [1, -1, 0, 1])
    assert cells(votes) == {(5, 1): -1, (2, 1): 0, (5, 3): 1}


def test_last_vote_counts_by_time_where_there_is_one():
    votes = matrix([5, 5, 2], [1, 1, 1], [1, -1, 0], when=[200, 100, 300])
    assert cells(votes) == {(5, 1): 1, (2, 1): 0}


def test_votes_at_the_same_moment_count_by_row():
    assert cells(matrix([5, 5, 5], [1, 1, 1], [1, -1, 0], when=[9, 8, 9])) == {(5, 1): 0}


def test_dropped_statement_leaves_its_voters():
    votes = matrix([1, 2, 2], ["a", "b", "c"], [1, 1, -1], dropped=["a"])
    assert votes.voters.tolist() == [1, 2]
    assert votes.statements.tolist() == ["b", "c"]
    assert votes.seen.tolist() == [0, 2]


def test_every_statement_may_be_dropped():
    votes = matrix([1, 2], [4, 4], [1, 1], dropped=[4])
    assert (votes.seen.tolist(), votes.statements.tolist(), len(votes.code)) == ([0, 0], [], 0)


def test_text_ids_are_ordered_as_texts():
    votes = matrix(["李", "10", "9"], [1, 1, 1], [1, 0, -1])
    assert votes.voters.tolist() == ["10", "9", "李"]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (([], [], []), "There is no vote to analyse."),
        (([1], [1], [2]), "A vote is 1 (agree), 0 (pass) or -1 (disagree)."),
        (([1], [1], [float("nan")]), "A vote is 1 (agree), 0 (pass) or -1 (disagree)."),
        (([1, 2], [1], [1]), "Every vote needs a voter and a statement."),
    ],
)
def test_what_is_no_vote_is_refused(columns: tuple[list[int], ...], sentence: str):
    with pytest.raises(BadInput) as refused:
        matrix(*columns)
    assert refused.value.message == sentence


@given(VOTES)
@settings(max_examples=60, deadline=None)
def test_matrix_holds_the_last_vote_of_every_cell(votes: list[tuple[int, int, int]]):
    expected = {(voter, statement): vote for voter, statement, vote in votes}
    assert cells(matrix(*zip(*votes, strict=True))) == expected


@given(VOTES, st.integers(1, 20))
@settings(max_examples=40, deadline=None)
def test_matrix_is_the_same_in_pieces(votes: list[tuple[int, int, int]], at_once: int):
    whole = matrix(*zip(*votes, strict=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vote_matrix, "CELLS_AT_ONCE", at_once)
        pieces = matrix(*zip(*votes, strict=True))
    assert (whole.code.tolist(), whole.start.tolist()) == (pieces.code.tolist(), pieces.start.tolist())


@given(VOTES)
@settings(max_examples=40, deadline=None)
def test_pair_counts_are_those_of_counting_one_by_one(votes: list[tuple[int, int, int]]):
    made = matrix(*zip(*votes, strict=True))
    known, size = cells(made), len(made.statements)
    expected = np.zeros((5, size, size), int)
    for voter in made.voters.tolist():
        mine = [known.get((voter, statement)) for statement in made.statements.tolist()]
        for one, first in enumerate(mine):
            for two, second in enumerate(mine):
                if first is not None and second is not None:
                    both = (1, first, first * second, first == second == 1, first == 1 and second == -1)
                    expected[:, one, two] += np.array(both, int)
    assert np.array_equal(np.array(covotes.of_matrix(made).all()), expected)


def test_parts_cover_every_row_once():
    votes = table("+-0+", "....", "+...", "-+-+")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vote_matrix, "VOTES_AT_ONCE", 3)
        parts = list(votes.parts())
    assert len(parts) > 1
    assert [row for first, last in parts for row in range(first, last)] == list(range(len(votes.voters)))
