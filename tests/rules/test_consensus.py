"""Participation, approval, camps and bridging, and that no small type can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.rules.consensus import (
    MergedGroup,
    Split,
    agreement,
    approval,
    attendance,
    bridging,
    least_approving,
    merge_small,
    together,
    turnout,
    van_der_eijk,
)
from models.enums import OrganisationType

ENTERPRISE, QUARTER, TWO_NEW = OrganisationType.ENTERPRISE, OrganisationType.QUARTER, OrganisationType.TWO_NEW


def split(votes_for=0, against=0, abstain=0, entitled=None, present=None):
    cast = votes_for + against + abstain
    entitled = cast if entitled is None else entitled
    return Split(votes_for, against, abstain, entitled, entitled if present is None else present)


def test_shares_name_their_base():
    vote = Split(votes_for=27, against=9, abstain=4, entitled=54, present=45)

    assert (vote.cast, vote.decisive, vote.not_voted) == (40, 36, 14)
    assert turnout(vote) == 40 / 54
    assert attendance(vote) == 45 / 54
    assert approval(vote) == 0.75


def test_shares_are_not_measurable_without_a_base():
    assert turnout(split()) is None
    assert attendance(split()) is None
    assert approval(split(abstain=54)) is None
    assert agreement(split(entitled=54)) is None


@pytest.mark.parametrize("figures", [(-1, 0, 0, 5, 5), (0, 0, 0, -1, 0), (3, 2, 1, 5, 5), (0, 0, 0, 5, 6)], ids=str)
def test_split_refuses_impossible_figures(figures):
    with pytest.raises(ValueError, match=r"counted from 0|than entitled"):
        Split(*figures)


def test_van_der_eijk_equals_the_published_example():
    assert van_der_eijk([30, 40, 210, 130, 530, 50, 10]) == pytest.approx(0.6113333, abs=5e-8)


@pytest.mark.parametrize(
    ("against", "abstain", "votes_for", "expected"),
    [(0, 0, 54, 1), (27, 0, 27, -1), (18, 18, 18, 0), (9, 9, 36, 0.5), (26, 0, 28, -0.926), (0, 54, 0, 1)],
)
def test_agreement_equals_the_table_of_54_votes(against, abstain, votes_for, expected):
    assert agreement(split(votes_for, against, abstain)) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize("counts", [[1, 2], [1, -1, 3], []])
def test_van_der_eijk_refuses_what_is_no_scale(counts):
    with pytest.raises(ValueError, match="three positions"):
        van_der_eijk(counts)


@given(st.lists(st.integers(0, 60), min_size=3, max_size=7))
def test_van_der_eijk_reads_the_scale_from_either_end_and_in_any_number(counts):
    found = van_der_eijk(counts)

    if found is None:
        assert not any(counts)
        return
    assert -1 - 1e-12 <= found <= 1 + 1e-12
    assert van_der_eijk(counts[::-1]) == pytest.approx(found, abs=1e-12)
    assert van_der_eijk([3 * count for count in counts]) == pytest.approx(found, abs=1e-12)


def test_bridging_is_the_geometric_mean_of_smoothed_shares():
    by_type = {ENTERPRISE: split(29, 6), QUARTER: split(1, 1, 6), TWO_NEW: split(7, 7)}

    assert bridging(by_type) == pytest.approx((30 / 37 * 2 / 10 * 8 / 16) ** (1 / 3), rel=1e-12)


def test_bridging_counts_ballots_cast_and_not_those_who_stayed_away():
    by_type = {ENTERPRISE: split(20, 10, entitled=35), QUARTER: split(3, 2, 1, entitled=19)}

    assert bridging(by_type) == pytest.approx((21 / 32 * 4 / 8) ** 0.5, rel=1e-12)


def test_bridging_falls_with_the_side_that_refuses():
    united = bridging({ENTERPRISE: split(20, 10), QUARTER: split(20, 10)})
    divided = bridging({ENTERPRISE: split(30, 0), QUARTER: split(10, 20)})

    assert united == pytest.approx(21 / 32)
    assert divided == pytest.approx((31 / 32 * 11 / 32) ** 0.5)
    assert divided < united


@pytest.mark.parametrize(
    "by_type", [{}, {ENTERPRISE: split(30, 5)}, {ENTERPRISE: split(30, 5), QUARTER: split(entitled=8)}]
)
def test_bridging_is_not_measurable_without_two_voices(by_type):
    assert bridging(by_type) is None


def test_least_approving_names_the_type_and_its_share():
    by_type = {ENTERPRISE: split(30, 5), QUARTER: split(2, 6, 3), TWO_NEW: split(abstain=15)}

    assert least_approving(by_type) == (QUARTER, 0.25)
    assert least_approving({TWO_NEW: split(abstain=15)}) is None


def test_merge_small_takes_the_next_smallest_so_that_nothing_is_read_by_subtraction():
    by_type = {ENTERPRISE: split(30, 5), QUARTER: split(3, 1), TWO_NEW: split(10, 2, 3)}

    assert merge_small(by_type) == {ENTERPRISE: split(30, 5), MergedGroup.OTHER: split(13, 3, 3)}


def test_merge_small_leaves_types_of_exactly_the_limit():
    by_type = {ENTERPRISE: split(30, 5), QUARTER: split(4, 1), TWO_NEW: split(10, 2, 3)}

    assert merge_small(by_type) == by_type


def test_merge_small_puts_all_in_one_where_needed():
    by_type = {ENTERPRISE: split(6, 1), QUARTER: split(1), TWO_NEW: split(2, 1)}

    assert merge_small(by_type) == {MergedGroup.ALL: split(9, 2)}


def test_merge_small_counts_electors_not_ballots():
    by_type = {ENTERPRISE: split(1, entitled=35), QUARTER: split(4, entitled=4), TWO_NEW: split(entitled=15)}

    assert list(merge_small(by_type)) == [ENTERPRISE, MergedGroup.OTHER]


def test_merge_small_leaves_out_types_without_electors():
    assert merge_small({ENTERPRISE: split(6), QUARTER: split(), TWO_NEW: split()}) == {ENTERPRISE: split(6)}
    assert merge_small({}) == {}


@given(
    st.dictionaries(
        st.sampled_from(list(OrganisationType)),
        st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 10)),
    ),
    st.integers(1, 12),
)
def test_merge_small_shows_no_group_under_the_limit_and_loses_nobody(figures, least):
    by_type = {name: split(f, a, n, f + a + n + rest) for name, (f, a, n, rest) in figures.items()}

    shown = merge_small(by_type, least)

    assert together(shown.values()) == together(by_type.values())
    assert len(shown) <= 1 or min(group.entitled for group in shown.values()) >= least
