"""Shares, tests, consensus, priority and bridging against figures worked out by hand."""

import math

import numpy as np
import pytest

from dashboard.rules.opinions import analyse, begin
from dashboard.rules.opinions.chosen import consensus, representative
from dashboard.rules.opinions.figures import GroupVotes, bridging, group_informed, one_share, priority, two_shares
from dashboard.rules.opinions.report import as_dict
from tests.rules.opinions.votes import table

TWO = GroupVotes(
    agree=np.array([[8, 0, 3], [1, 0, 3]]),
    disagree=np.array([[1, 0, 3], [6, 9, 3]]),
    seen=np.array([[10, 0, 6], [8, 9, 6]]),
)


def test_shares_add_one_agreement_and_one_disagreement():
    assert TWO.pa.tolist() == [[9 / 12, 1 / 2, 4 / 8], [2 / 10, 1 / 11, 4 / 8]]
    assert TWO.pd.tolist() == [[2 / 12, 1 / 2, 4 / 8], [7 / 10, 10 / 11, 4 / 8]]


def test_ratio_compares_with_the_other_groups():
    assert TWO.ra[0].tolist() == [(9 / 12) / (2 / 10), (1 / 2) / (1 / 11), 1.0]
    assert TWO.rd[1, 0] == (7 / 10) / (2 / 12)


def test_one_share_is_held_against_one_half():
    # Source: a Polis server's own output, 15 of 16 agreed: 3.6380343755449944
    assert one_share(np.array([15]), np.array([16])) == pytest.approx([3.6380343755449944], abs=1e-12)
    assert TWO.pat[0, 0] == pytest.approx(2 * math.sqrt(11) * (9 / 11 - 0.5), abs=1e-12)


def test_two_shares_by_hand():
    pooled = (9 + 2) / (11 + 9)
    expected = (9 / 11 - 2 / 9) / math.sqrt(pooled * (1 - pooled) * (1 / 11 + 1 / 9))
    assert TWO.rat[0, 0] == pytest.approx(expected, abs=1e-12)
    assert TWO.rat[1, 0] == pytest.approx(-expected, abs=1e-12)


def test_two_shares_of_one_opinion_are_not_different():
    assert two_shares(np.array([4]), np.array([4]), np.array([6]), np.array([6])).tolist() == [0.0]


def test_group_informed_consensus_is_the_product_of_shares():
    assert group_informed(TWO).tolist() == pytest.approx([9 / 12 * 2 / 10, 1 / 2 * 1 / 11, 1 / 4], abs=1e-15)


def test_pass_counts_among_those_seen():
    found = as_dict(analyse(begin(table("+0", "0-", "+-")), given={"A": [0, 1], "B": [2]}))
    assert found["by_statement"][0]["groups"]["A"] | {"ra": 0, "rd": 0, "pat": 0, "pdt": 0, "rat": 0, "rdt": 0} == {
        "agree": 1, "disagree": 0, "seen": 2, "pa": 0.5, "pd": 0.25,
        "ra": 0, "rd": 0, "pat": 0, "pdt": 0, "rat": 0, "rdt": 0,
    }  # fmt: skip
    assert found["by_statement"][0]["gic"] == pytest.approx(1 / 2 * 2 / 3)
    assert found["by_statement"][0]["gic_root"] == pytest.approx(math.sqrt(1 / 3))
    assert found["by_statement"][0]["worst_group_share"] == 0.5


def test_priority_by_hand_and_meta_statements_first():
    seen, agreed, passed = 16 + 2, 9, 18 - 9 - 7
    expected = ((1 - (passed + 1) / (seen + 2)) * 1.5 * (agreed + 1) / (seen + 2) * (1 + 8 * 2 ** (-seen / 5))) ** 2
    found = priority(TWO, np.array([0.5, 0.5, 0.5]), np.array([False, True, False]))
    assert found[0] == pytest.approx(expected, rel=1e-12)
    assert found[1] == 49.0


def test_bridging_is_the_share_of_opposed_pairs_of_approvers():
    # Approvers of 0: voters 0 to 3. On 1 two agree and two disagree: 2*2*2/(4*3). On 2 three agree: 0.
    votes = begin(table("+++", "++.", "+-+", "+-+", "-+-"))
    found = bridging(votes.pairs.agree_agree, votes.pairs.agree_disagree)
    assert found[0] == pytest.approx((2 / 3 + 0) / 2)


def test_bridging_of_a_statement_nobody_approves_is_unknown():
    votes = begin(table("-+", "-+"))
    assert math.isnan(bridging(votes.pairs.agree_agree, votes.pairs.agree_disagree)[0])
    assert as_dict(analyse(votes, given={"A": [0, 1]}))["by_statement"][0]["bridging"] is None


def test_representative_statements_are_significant_and_agreements_stand_first():
    votes = GroupVotes(
        agree=np.array([[20, 1, 10, 0], [1, 20, 10, 0]]),
        disagree=np.array([[1, 20, 10, 0], [20, 1, 10, 0]]),
        seen=np.array([[21, 21, 20, 0], [21, 21, 20, 0]]),
    )
    assert representative(votes, 0) == [(0, "agree"), (1, "disagree")]
    assert representative(votes, 1) == [(1, "agree"), (0, "disagree")]


def test_group_that_stands_for_nothing_gets_its_likeliest_statement():
    votes = GroupVotes(
        agree=np.array([[1, 2], [2, 2]]), disagree=np.array([[2, 2], [2, 2]]), seen=np.array([[4, 4], [4, 4]])
    )
    assert representative(votes, 0) == [(0, "disagree")] or representative(votes, 0) == [(1, "disagree")]
    assert len(representative(votes, 0)) == 1


def test_consensus_needs_a_clear_majority_and_lists_five_at_most():
    agree = np.array([50, 49, 48, 47, 46, 45, 26, 0])
    disagree = np.array([0, 0, 0, 0, 0, 0, 24, 50])
    assert consensus(agree, disagree, np.full(8, 50)) == ([0, 1, 2, 3, 4], [7])


def test_equal_statements_stand_by_their_number():
    assert consensus(np.array([9, 9, 9]), np.array([0, 0, 0]), np.array([9, 9, 9])) == ([0, 1, 2], [])
