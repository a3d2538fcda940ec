"""A whole hall casts secret ballots in the same moment: one each, none lost, none late, on either engine."""

from collections import Counter

from sqlalchemy import Engine

from dashboard.errors import RuleBroken
from dashboard.services import votes
from dashboard.services.votes import secret
from dashboard.services.votes.secret import SecretReceipt
from models.enums import Choice, MotionStatus
from models.motion import Motion
from models.secret import BallotKey, BallotReceipt, OpenedBallot, Participation, SealedBallot
from tests.factories import Clock
from tests.services.secret_votes import SecretVote, put, under_way
from tests.services.table import Table, lay
from tests.services.test_votes_together import at_once

CHOICES = tuple(Choice)


def box(vote: SecretVote) -> tuple[int, int]:
    """Return how many took part and how many envelopes there are."""
    return len(vote.rows(Participation)), len(vote.rows(SealedBallot))


def test_fifty_four_cast_at_once(engine: Engine, clock: Clock):
    table = lay(engine, clock, seats=54)
    vote = under_way(table, present=54)
    done = at_once(
        [lambda seat=seat: secret.cast_secret(table.as_(seat), vote.motion, CHOICES[seat % 3]) for seat in range(1, 55)]
    )
    assert {type(one) for one in done} == {SecretReceipt}
    assert box(vote) == (54, 54)
    result = vote.end().take_off_outer().count()
    assert (result.votes_for, result.votes_against, result.votes_abstain) == (18, 18, 18)
    assert sorted(row.receipt for row in vote.rows(BallotReceipt)) == sorted(one.receipt for one in done)


def test_twenty_tabs_of_one_member_cast_one_ballot(table: Table):
    vote = under_way(table)
    done = at_once([lambda n=n: secret.cast_secret(table.as_(3), vote.motion, CHOICES[n % 3]) for n in range(20)])
    kept = [one for one in done if isinstance(one, SecretReceipt)]
    refused = [one for one in done if isinstance(one, RuleBroken)]
    assert (len(kept), len(refused)) == (1, 19)
    assert {str(one) for one in refused} == {"You have voted already. A secret ballot cannot be taken back or changed."}
    assert box(vote) == (1, 1)
    vote.end().take_off_outer().count()
    assert [row.receipt for row in vote.rows(BallotReceipt)] == [kept[0].receipt]


def test_whoever_casts_while_the_voting_ends_is_counted_or_told_so(table: Table):
    for trial in range(6):
        vote = under_way(table, present=11, need=f"N-{trial}")
        calls = [
            lambda seat=seat, vote=vote: secret.cast_secret(table.as_(seat), vote.motion, Choice.AGAINST)
            for seat in range(1, 12)
        ]
        calls.insert(trial, lambda vote=vote: (votes.end_voting(table.chair, vote.motion), box(vote)))
        done = at_once(calls)
        _none, as_it_ended = done.pop(trial)
        receipts = sorted(one.receipt for one in done if isinstance(one, SecretReceipt))
        late = {str(one) for one in done if isinstance(one, RuleBroken)}
        assert late <= {"This vote is not open, so no ballot was stored."}
        assert box(vote) == as_it_ended == (len(receipts), len(receipts))
        assert vote.take_off_outer().count().votes_against == len(receipts)
        assert secret.receipts(table.office, vote.motion) == receipts


def test_two_of_many_who_draw_at_once_hold_the_keys(table: Table):
    vote = put(table)
    done = at_once([lambda seat=seat: secret.draw_key(table.as_(seat), vote.motion) for seat in range(1, 9)])
    codes = [one for one in done if isinstance(one, str)]
    assert len(codes) == 2
    assert {str(one) for one in done if isinstance(one, RuleBroken)} == {"Both keys of this vote are drawn already."}
    assert sorted(row.position for row in vote.rows(BallotKey)) == [1, 2]


def test_one_holder_who_opens_twice_at_once_opens_once(table: Table):
    vote = under_way(table)
    vote.cast(*[Choice.FOR] * 6, *[Choice.AGAINST] * 3)
    vote.end()
    done = at_once([lambda: secret.open_envelopes(table.office, vote.motion, vote.codes[0])] * 4)
    assert Counter(type(one) for one in done) == {type(None): 1, RuleBroken: 3}
    results = at_once([lambda: secret.open_envelopes(table.as_(2), vote.motion, vote.codes[1], key="second")] * 4)
    assert results == [votes.result(table.office, vote.motion)] * 4
    assert len(vote.rows(OpenedBallot)) == 9
    assert table.row(Motion, vote.motion).status == MotionStatus.CLOSED
