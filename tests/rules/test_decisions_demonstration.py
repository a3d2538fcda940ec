"""The votes and consultations of the demonstration year end as told."""

import pytest

from dashboard.rules.decisions import PRESETS, Counts, Rule, decide
from models.enums import Outcome

CARRIED, NOT_CARRIED, NO_QUORUM = Outcome.CARRIED, Outcome.NOT_CARRIED, Outcome.NO_QUORUM
P1, P6, P7 = PRESETS["P1"], PRESETS["P6"], PRESETS["P7"]

# The demonstration year: number of the case, 应到, 实到, 赞成, 反对, 弃权, 无效, result, votes over or under
DEMONSTRATION = [
    ("1", (11, 10, 9, 0, 1), CARRIED, 3),
    ("2", (11, 10, 10, 0, 0), CARRIED, 4),
    ("3", (11, 10, 8, 1, 1), CARRIED, 2),
    ("4", (11, 9, 9, 0, 0), CARRIED, 3),
    ("5, first round", (11, 9, 5, 3, 1), NOT_CARRIED, -1),
    ("5, second round", (11, 10, 9, 1, 0), CARRIED, 3),
    ("6, one recused", (11, 9, 8, 0, 0), CARRIED, 2),
    ("7", (11, 9, 8, 0, 1), CARRIED, 2),
    ("8", (11, 10, 10, 0, 0), CARRIED, 4),
    ("9, joint conference", (54, 47, 31, 9, 5, 1), CARRIED, 3),
    ("10, first call", (11, 5, 0, 0, 0), NO_QUORUM, -6),
    ("10, two recused", (11, 9, 6, 1, 0), CARRIED, 0),
    ("10, recused deducted", (9, 7, 6, 1, 0), CARRIED, 1),
]


@pytest.mark.parametrize(("heads", "expected", "margin"), [row[1:] for row in DEMONSTRATION], ids=lambda row: str(row))
def test_demonstration_votes_end_as_told(heads: tuple[int, ...], expected: Outcome, margin: int) -> None:
    verdict = decide(P1, Counts(*heads))
    assert verdict.outcome is expected
    assert (verdict.short_by, verdict.over_by) == (max(0, -margin), max(0, margin))
    assert (verdict.votes_needed, verdict.quorum_needed) == {11: (6, 6), 54: (28, 27), 9: (5, 5)}[heads[0]]


# owners, area, took part, area, agreed, area (0.01 m²)
@pytest.mark.parametrize(
    ("rule", "owners", "took_part", "agreed", "needed"),
    [
        (P7, (412, 2_431_050), (318, 1_842_060), (251, 1_469_020), (239, 1_381_545)),
        (P6, (286, 1_790_500), (207, 1_301_040), (168, 1_053_390), (104, 650_521)),
        (P7, (17, 108_480), (14, 90_420), (12, 78_800), (11, 67_815)),
        (P6, (412, 2_431_050), (301, 1_764_280), (219, 1_290_540), (151, 882_141)),
    ],
    ids=["1 shed", "2 wall", "6 building", "6 estate"],
)
def test_demonstration_consultations_pass(
    rule: Rule,
    owners: tuple[int, int],
    took_part: tuple[int, int],
    agreed: tuple[int, int],
    needed: tuple[int, int],
) -> None:
    rest = (took_part[0] - agreed[0], took_part[1] - agreed[1])
    counts = Counts(owners[0], took_part[0], agreed[0], rest[0], 0, 0, owners[1], took_part[1], agreed[1], rest[1], 0)
    verdict = decide(rule, counts)
    assert (verdict.outcome, verdict.votes_needed, verdict.weight_needed) == (CARRIED, *needed)
    assert verdict.over_by == agreed[0] - needed[0]
