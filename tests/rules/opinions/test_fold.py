"""New votes counted in: every figure is that of a full run, however the votes are split."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import BadInput
from dashboard.rules.opinions import State, analyse, begin, fold, matrix
from dashboard.rules.opinions.report import as_dict
from tests.rules.opinions.votes import drawn

VOTE = st.tuples(st.integers(0, 9), st.integers(0, 7), st.sampled_from((1, 0, -1)))


def same(one: State, other: State) -> bool:
    ours, theirs = one.votes, other.votes
    pairs = zip(one.pairs.all(), other.pairs.all(), strict=True)
    columns = ((ours.voters, theirs.voters), (ours.statements, theirs.statements), (ours.start, theirs.start))
    return all(np.array_equal(mine, yours) for mine, yours in (*columns, (ours.code, theirs.code), *pairs))


@given(st.lists(st.lists(VOTE, min_size=1, max_size=25), min_size=1, max_size=5))
@settings(max_examples=80, deadline=None)
def test_any_split_into_batches_gives_the_state_of_a_full_run(batches: list[list[tuple[int, int, int]]]):
    state = begin(matrix(*zip(*batches[0], strict=True)))
    for batch in batches[1:]:
        state = fold(state, matrix(*zip(*batch, strict=True)))
    every = [vote for batch in batches for vote in batch]
    assert same(state, begin(matrix(*zip(*every, strict=True))))


@pytest.mark.parametrize("parts", [2, 7])
def test_figures_after_folding_equal_a_full_run_to_the_last_digit(parts: int):
    voters, statements, votes = drawn(people=150, seed=6)
    cuts = np.array_split(np.arange(len(votes)), parts)
    state = begin(matrix(*(column[cuts[0]] for column in (voters, statements, votes))))
    for cut in cuts[1:]:
        state = fold(state, matrix(voters[cut], statements[cut], votes[cut]))
    folded, full = (as_dict(analyse(one), members=True) for one in (state, begin(matrix(voters, statements, votes))))
    del folded["seconds"], full["seconds"]
    assert folded == full


def test_folding_leaves_the_state_before_as_it_was():
    before = begin(matrix([1, 2, 3], [1, 1, 2], [1, -1, 0]))
    fold(before, matrix([1, 9], [1, 5], [-1, 1]))
    assert same(before, begin(matrix([1, 2, 3], [1, 1, 2], [1, -1, 0])))


def test_text_ids_may_grow_longer():
    state = fold(begin(matrix(["a", "c"], ["x", "x"], [1, 1])), matrix(["bbbb"], ["x"], [-1]))
    assert state.votes.voters.tolist() == ["a", "bbbb", "c"]


def test_meta_statements_stay_marked():
    state = fold(begin(matrix([1, 2], [5, 6], [1, 1], meta=[6])), matrix([3], [4], [1]))
    assert state.votes.statements[state.votes.meta].tolist() == [6]


def test_numbers_and_texts_do_not_mix():
    with pytest.raises(BadInput) as refused:
        fold(begin(matrix([1], [1], [1])), matrix(["1"], [1], [1]))
    assert refused.value.message.startswith("The ids of the new votes are written otherwise")
