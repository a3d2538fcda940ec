"""Laws of the vote engine, against an oracle written apart from it."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.rules.decisions import BASES, OPS, PRESETS, Base, Condition, Counts, Op, Rule, decide, least
from models.enums import Outcome
from tests.rules.decision_strategies import conditions, rules

# What one voter may do: stay away, come and say nothing, or hand in a ballot.
STATES = ("away", "silent", "for", "against", "abstain", "invalid")
IN = {
    "entitled": set(STATES),
    "present": set(STATES) - {"away"},
    "cast": {"for", "against", "abstain", "invalid"},
    "valid": {"for", "against", "abstain"},
    "decisive": {"for", "against"},
    "for": {"for"},
}


def shares(condition: Condition, voters: list[tuple[str, int]]) -> Fraction | None:
    """Return what was counted as a share of the base, adding voter by voter; ``None`` of nothing."""
    worth = [(state, 1 if condition.measure == "heads" else area) for state, area in voters]
    whole = sum(value for state, value in worth if state in IN[condition.base])
    part = sum(value for state, value in worth if state in IN[condition.of])
    return Fraction(part, whole) if whole else None


def met(condition: Condition, share: Fraction) -> bool:
    bar = Fraction(condition.numerator, condition.denominator)
    return share > bar or (condition.op == ">=" and share == bar)


def oracle(rule: Rule, voters: list[tuple[str, int]]) -> Outcome:
    quorum = [(one, shares(one, voters)) for one in rule.quorum]
    passing = [(one, shares(one, voters)) for one in rule.pass_]
    if any(share is not None and not met(one, share) for one, share in quorum):
        return Outcome.NO_QUORUM
    if any(share is None for _one, share in quorum + passing):
        return Outcome.UNDEFINED
    carried = all(share is not None and met(one, share) for one, share in passing)
    return Outcome.CARRIED if carried else Outcome.NOT_CARRIED


def counted(voters: list[tuple[str, int]]) -> Counts:
    heads = Counter(state for state, _area in voters)
    areas: Counter[str] = Counter()
    for state, area in voters:
        areas[state] += area
    return Counts(
        entitled=len(voters),
        present=len(voters) - heads["away"],
        votes_for=heads["for"],
        votes_against=heads["against"],
        votes_abstain=heads["abstain"],
        invalid=heads["invalid"],
        entitled_weight=areas.total(),
        present_weight=areas.total() - areas["away"],
        for_weight=areas["for"],
        against_weight=areas["against"],
        abstain_weight=areas["abstain"],
        invalid_weight=areas["invalid"],
    )


def electorates(largest: int) -> Iterator[list[tuple[str, int]]]:
    """Yield every way in which up to ``largest`` voters of equal area can behave."""
    for size in range(largest + 1):
        for numbers in product(range(size + 1), repeat=len(STATES)):
            if sum(numbers) == size:
                yield [(state, 1) for state, number in zip(STATES, numbers, strict=True) for _ in range(number)]


SMALL = list(electorates(7))
SIMPLE = [
    Rule("P10", (), (Condition(measure="heads", base=base, of="for", numerator=n, denominator=d, op=op),))
    for base, (n, d), op in product(BASES, [(1, 3), (1, 2), (2, 3), (3, 4)], OPS)
]


@pytest.mark.parametrize("rule", [*PRESETS.values(), *SIMPLE], ids=lambda rule: rule.code)
def test_every_small_electorate_is_decided_as_by_fractions(rule: Rule) -> None:
    assert [decide(rule, counted(voters)).outcome for voters in SMALL] == [oracle(rule, voters) for voters in SMALL]


@pytest.mark.parametrize("areas", [(1, 2, 3), (0, 1, 1, 2), (5, 5, 5, 1), (0, 0, 0)])
@pytest.mark.parametrize("code", ["P6", "P7"])
def test_every_behaviour_of_a_few_owners_is_decided_as_by_fractions(code: str, areas: tuple[int, ...]) -> None:
    for states in product(STATES, repeat=len(areas)):
        voters = list(zip(states, areas, strict=True))
        assert decide(PRESETS[code], counted(voters)).outcome is oracle(PRESETS[code], voters)


voter = st.tuples(st.sampled_from(STATES), st.integers(0, 10**7))


@given(rule=rules(), voters=st.lists(voter, max_size=60))
def test_any_rule_is_decided_as_by_fractions(rule: Rule, voters: list[tuple[str, int]]) -> None:
    assert decide(rule, counted(voters)).outcome is oracle(rule, voters)


@given(rule=rules(), voters=st.lists(voter, min_size=1, max_size=60), data=st.data())
def test_an_extra_approval_never_loses(rule: Rule, voters: list[tuple[str, int]], data: st.DataObject) -> None:
    before = decide(rule, counted(voters)).outcome
    chosen = data.draw(st.integers(0, len(voters) - 1))
    converted = [("for", area) if n == chosen else (state, area) for n, (state, area) in enumerate(voters)]
    if before is Outcome.CARRIED:
        assert decide(rule, counted(converted)).outcome is Outcome.CARRIED
        assert decide(rule, counted([*voters, ("for", 0)])).outcome is Outcome.CARRIED


@given(n=st.integers(0, 10**7), part=st.integers(1, 1000), whole=st.integers(1, 1000), op=st.sampled_from(OPS))
def test_least_is_floor_plus_one_or_ceiling(n: int, part: int, whole: int, op: Op) -> None:
    share = Fraction(min(part, whole), max(part, whole))
    needed = least(n, share, op)
    assert needed == (floor(n * share) + 1 if op == ">" else ceil(n * share))
    assert needed > n * share or (op == ">=" and needed == n * share)
    assert needed - 1 < n * share or (op == ">" and needed - 1 == n * share)


@given(condition=conditions(of="for"), counted=st.integers(0, 10**6), base=st.integers(0, 10**6))
def test_a_condition_holds_from_its_least_number_on(condition: Condition, counted: int, base: int) -> None:
    assert condition.holds(counted, base) == (counted >= least(base, condition.fraction, condition.op))


@given(
    base=st.sampled_from(["cast", "valid", "decisive"]),
    d=st.integers(2, 1000),
    times=st.integers(1, 10**4),
    data=st.data(),
)
def test_an_exact_share_separates_more_than_from_at_least(base: Base, d: int, times: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(1, d - 1))
    counts = Counts(d * times, d * times, n * times, (d - n) * times, 0)
    verdicts = {}
    for op in OPS:
        condition = Condition(measure="heads", base=base, of="for", numerator=n, denominator=d, op=op)
        verdict = decide(Rule("P10", (), (condition,)), counts)
        verdicts[op] = (verdict.outcome, verdict.short_by, verdict.over_by)
    assert verdicts == {">": (Outcome.NOT_CARRIED, 1, 0), ">=": (Outcome.CARRIED, 0, 0)}


@given(rule=rules(), voters=st.lists(voter, max_size=60))
def test_a_verdict_tells_its_own_distance(rule: Rule, voters: list[tuple[str, int]]) -> None:
    counts = counted(voters)
    verdict = decide(rule, counts)
    if verdict.votes_needed is not None:
        assert (verdict.over_by or 0) - (verdict.short_by or 0) == counts.votes_for - verdict.votes_needed
    if verdict.outcome in (Outcome.CARRIED, Outcome.NOT_CARRIED):
        short = (verdict.short_by or 0) + (verdict.weight_short_by or 0)
        assert (verdict.outcome is Outcome.CARRIED) == (short == 0)
