"""How close it was, against trying out every way in which voters might have voted otherwise."""

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import BadInput
from dashboard.rules.decisions import BASES, OPS, PRESETS, Condition, Counts, Rule, decide, flip_margin
from models.enums import Outcome
from tests.rules.decision_strategies import rules
from tests.rules.decision_votes import approve, custom
from tests.rules.test_decisions_laws import counted

MOVES = {"for": ("against", "abstain"), "against": ("for",), "abstain": ("for",)}


def carries(rule: Rule, voters: list[tuple[str, int]]) -> bool:
    return decide(rule, counted(voters)).outcome is Outcome.CARRIED


def by_trying(rule: Rule, voters: list[tuple[str, int]]) -> int | None:
    """Return the least number of moves that turns the outcome, by trying all sets of voters and all their moves."""
    before = carries(rule, voters)
    movable = [n for n, (state, _area) in enumerate(voters) if state in MOVES]
    for size in range(1, len(movable) + 1):
        for chosen in combinations(movable, size):
            for states in product(*(MOVES[voters[n][0]] for n in chosen)):
                moved = list(voters)
                for n, state in zip(chosen, states, strict=True):
                    moved[n] = (state, voters[n][1])
                if carries(rule, moved) is not before:
                    return size
    return None


def areas(voters: list[tuple[str, int]], *states: str) -> list[int]:
    return [area for state, area in voters if state in states]


def margin(rule: Rule, voters: list[tuple[str, int]]) -> int | None:
    return flip_margin(
        rule,
        counted(voters),
        areas_for=areas(voters, "for"),
        areas_not_for=areas(voters, "against", "abstain"),
    )


SIMPLE = [
    custom(approve(op, numerator, denominator, base))
    for base, (numerator, denominator), op in product(BASES, [(1, 3), (1, 2), (2, 3), (3, 4)], OPS)
]
STATES = ("away", "silent", "for", "against", "abstain", "invalid")
SMALL = [
    [(state, 1) for state, number in zip(STATES, numbers, strict=True) for _ in range(number)]
    for numbers in product(range(6), repeat=len(STATES))
    if sum(numbers) <= 5
]


@pytest.mark.parametrize("rule", [PRESETS["P1"], PRESETS["P4"], PRESETS["P8"], *SIMPLE], ids=lambda rule: rule.code)
def test_the_margin_of_every_small_vote_is_found_by_trying(rule: Rule):
    for voters in SMALL:
        assert flip_margin(rule, counted(voters)) == by_trying(rule, voters), voters


@pytest.mark.parametrize("code", ["P6", "P7"])
@pytest.mark.parametrize("sizes", [(1, 2, 3), (0, 1, 1, 4), (5, 5, 5, 1), (0, 0, 0)])
def test_the_margin_of_a_few_owners_is_found_by_trying(code: str, sizes: tuple[int, ...]):
    for states in product(("away", "for", "against", "abstain"), repeat=len(sizes)):
        voters = list(zip(states, sizes, strict=True))
        assert margin(PRESETS[code], voters) == by_trying(PRESETS[code], voters), voters


def _known(rule: Rule) -> bool:
    conditions: tuple[Condition, ...] = rule.pass_
    by_area = any(one.measure == "weight" for one in (*rule.quorum, *rule.pass_))
    return not (by_area and any(one.base == "decisive" for one in conditions))


@given(
    rule=rules().filter(_known),
    voters=st.lists(st.tuples(st.sampled_from(STATES), st.integers(0, 9)), max_size=7),
)
def test_the_margin_under_any_rule_is_found_by_trying(rule: Rule, voters: list[tuple[str, int]]):
    assert margin(rule, voters) == by_trying(rule, voters)


@pytest.mark.parametrize(
    ("code", "heads", "expected"),
    [
        # members' meeting: 6 of 11 needed
        ("P1", (11, 10, 9, 0, 1), 4),
        ("P1", (11, 9, 6, 1, 0), 1),
        ("P1", (11, 9, 5, 3, 1), 1),
        ("P1", (11, 9, 3, 5, 1), 3),
        # nobody is left to come over: 2 votes for, 1 against, 6 needed
        ("P1", (11, 9, 2, 1, 0), None),
        # joint conference: 28 of 54
        ("P1", (54, 47, 31, 9, 5), 4),
        ("P1", (54, 54, 27, 27, 0), 1),
        # no quorum, nobody entitled
        ("P1", (11, 5, 5, 0, 0), None),
        ("P1", (0, 0, 0, 0, 0), None),
    ],
)
def test_the_margin_of_a_vote_in_the_hall(code: str, heads: tuple[int, ...], expected: int | None):
    assert flip_margin(PRESETS[code], Counts(*heads)) == expected


def test_opponents_come_over_before_abstainers_where_only_for_and_against_count():
    rule = custom(approve(">", 1, 2, "decisive"))
    assert flip_margin(rule, Counts(9, 9, 2, 4, 3)) == 2
    assert flip_margin(rule, Counts(9, 9, 0, 0, 9)) == 1


def test_a_margin_in_floor_area_is_unknown_without_each_area():
    counts = Counts(3, 3, 2, 1, 0, 0, 300, 300, 200, 100, 0)
    assert flip_margin(PRESETS["P6"], counts) is None
    assert flip_margin(PRESETS["P6"], counts, areas_for=[100, 100]) == 1
    decisive = custom(approve(">", 3, 4, "decisive", "weight"))
    assert flip_margin(decisive, counts, areas_for=[150, 50], areas_not_for=[100]) is None
    with pytest.raises(BadInput):
        flip_margin(PRESETS["P6"], Counts(3, 3, 2, 1, 0))
    with pytest.raises(ValueError, match="1 areas of 2 voters"):
        flip_margin(PRESETS["P6"], counts, areas_for=[200])


@given(
    entitled=st.integers(1, 10**6),
    share=st.integers(0, 10**6),
    op=st.sampled_from(OPS),
)
def test_the_margin_of_a_large_vote_is_the_distance_to_the_threshold(entitled: int, share: int, op: str):
    votes_for = min(share, entitled)
    rule = custom(replace(approve(">=", 2, 3, "entitled"), op=op))
    counts = Counts(entitled, entitled, votes_for, entitled - votes_for, 0)
    needed = decide(rule, counts).votes_needed
    assert needed is not None
    distance = votes_for - needed + 1 if votes_for >= needed else needed - votes_for
    assert flip_margin(rule, counts) == (distance if needed <= entitled else None)
