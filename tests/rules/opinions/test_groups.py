"""Groups: one answer for any order of votes, as close as they come, and honest about how stable they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import i18n
from dashboard.errors import BadInput
from dashboard.rules.opinions import analyse, begin, clusters, groups, matrix
from dashboard.rules.opinions.groups import adjusted_rand
from dashboard.rules.opinions.report import as_dict
from dashboard.rules.opinions.space import projection, space, who_is_grouped
from tests.rules.opinions.votes import drawn, last_only, table


def figures(votes: object) -> dict[str, object]:
    found = as_dict(analyse(begin(votes)), members=True)  # type: ignore[arg-type]
    del found["seconds"]
    return found


def best_of(points: np.ndarray, k: int, restarts: int) -> float:
    """Return the least inertia of plain k-means started from random people."""
    random, least = np.random.default_rng(9), np.inf
    for _ in range(restarts):
        centres = points[random.choice(len(points), k, replace=False)]
        for _step in range(200):
            label = ((points[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)
            moved = np.array(
                [points[label == one].mean(axis=0) if (label == one).any() else centres[one] for one in range(k)]
            )
            if np.array_equal(moved, centres):
                break
            centres = moved
        least = min(least, float(((points[:, None] - centres[None]) ** 2).sum(axis=2).min(axis=1).sum()))
    return least


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_is_the_same_for_any_order_of_votes(seed: int):
    voters, statements, votes = last_only(*drawn(seed=seed))
    expected = figures(matrix(voters, statements, votes))
    for shuffle in range(3):
        order = np.random.default_rng(shuffle).permutation(len(votes))
        assert figures(matrix(voters[order], statements[order], votes[order])) == expected


def test_clear_camps_are_found_whole_and_the_largest_stands_first():
    rows = ["++++----"] * 9 + ["----++++"] * 14
    found = figures(table(*rows))
    assert (found["k"], [one["size"] for one in found["groups"]]) == (2, [14, 9])
    assert found["groups"][0]["members"] == list(range(9, 23))
    assert found["stability"] == 1.0


def test_equal_groups_are_ordered_by_their_centre():
    found = analyse(begin(table(*(["++++----"] * 8 + ["----++++"] * 8))))
    centres = [found.placed[found.grouping.rows[found.grouping.label == group]].mean(axis=0) for group in (0, 1)]
    assert centres[0][0] < centres[1][0]


@pytest.mark.parametrize("k", [2, 3, 4, 5])
@pytest.mark.parametrize("seed", [1, 4])
def test_inertia_is_that_of_the_best_of_50_restarts(k: int, seed: int):
    votes = begin(matrix(*drawn(people=200, camps=4, seed=seed)))
    points = projection(votes.votes, space(votes.votes, votes.pairs))
    label = clusters.settled(points, clusters.kmeans(points, np.ones(len(points)), k))
    assert clusters.inertia(points, label) <= 1.001 * best_of(points, k, 50)


def test_cells_of_a_large_conversation_group_as_well_as_its_people():
    random = np.random.default_rng(3)
    points = np.concatenate([random.normal(middle, 0.8, (1500, 2)) for middle in ((0, 0), (4, 0), (1, 5))])
    found = groups.found(np.arange(len(points)), points)
    assert found.k == 3
    assert found.inertia <= 1.001 * best_of(points, 3, 10)


def test_silhouette_by_hand():
    cloud = clusters.Cloud(np.array([[0.0, 0], [1, 0], [5, 0]]), np.array([1.0, 1, 1]), np.arange(3))
    (shape,) = clusters.silhouettes(cloud, [np.array([0, 0, 1])])
    assert shape == pytest.approx((4 / 5 + 3 / 4 + 0) / 3, abs=1e-6)


def test_silhouette_counts_people_not_points():
    heavy = clusters.Cloud(np.array([[0.0, 0], [1, 0], [5, 0]]), np.array([2.0, 1, 3]), np.arange(3))
    each = clusters.Cloud(np.repeat(heavy.points, [2, 1, 3], axis=0), np.ones(6), np.arange(6))
    expected = clusters.silhouettes(each, [np.array([0, 0, 0, 1, 1, 1])])
    assert clusters.silhouettes(heavy, [np.array([0, 0, 1])]) == pytest.approx(expected, abs=1e-6)


def test_fewer_groups_are_kept_unless_more_gain_clearly(monkeypatch: pytest.MonkeyPatch):
    random = np.random.default_rng(3)
    points = np.concatenate([random.normal(middle, 0.3, (20, 2)) for middle in ((0, 0), (4, 0), (1, 5))])
    assert groups.found(np.arange(60), points).k == 3
    monkeypatch.setattr(groups, "MARGIN", 2.0)
    assert groups.found(np.arange(60), points).k == 2


def test_who_answered_little_is_not_grouped_unless_few_answered_at_all():
    many = table(*(["++++----"] * 20 + ["+......."] * 3))
    assert who_is_grouped(many).tolist() == list(range(20))
    few = table(*(["++++----"] * 12 + ["+-......"] * 4 + ["+......."] * 3))
    assert who_is_grouped(few).tolist() == list(range(15))


@pytest.mark.parametrize("rows", [["+"], ["+", "+"], ["+-", "+-", "+-"], ["0000"] * 20, ["+", "-"]])
def test_conversation_too_small_to_divide_has_figures_all_the_same(rows: list[str]):
    found = figures(table(*rows))
    assert found["participants"] == len(rows)
    assert sum(one["size"] for one in found["groups"]) == len(rows)


def test_conversation_of_one_opinion_has_one_group_and_no_stability():
    found = figures(table(*["+-+-"] * 20))
    assert (found["k"], found["stability"], found["inertia"]) == (1, None, 0.0)


def test_everything_dropped_leaves_voters_only():
    found = figures(matrix([1, 2], [3, 3], [1, 1], dropped=[3]))
    assert (found["participants"], found["statements"], found["votes"], found["k"]) == (2, 0, 0, 0)


def test_seed_draws_other_resamples_but_changes_no_group():
    votes = begin(matrix(*drawn()))
    one, other = (as_dict(analyse(votes, seed=seed), members=True) for seed in (1, 2))
    assert one["groups"] == other["groups"]
    assert as_dict(analyse(votes, seed=1))["stability"] == one["stability"]


def test_noise_is_less_stable_than_camps():
    random = np.random.default_rng(0)
    voters, statements = np.nonzero(random.random((150, 20)) < 0.7)
    noise = matrix(voters, statements, random.integers(-1, 2, len(voters)))
    shaky, firm = (analyse(begin(one)).stability for one in (noise, matrix(*drawn(camps=2, seed=5))))
    assert shaky is not None
    assert firm is not None
    assert shaky < groups.STABLE < firm


def test_given_groups_are_taken_as_they_are():
    found = as_dict(analyse(begin(table("+-", "-+", "++")), given={"east": [0, 2], "west": ["1"]}), members=True)
    assert [(one["id"], one["members"]) for one in found["groups"]] == [("east", [0, 2]), ("west", [1])]
    assert found["stability"] is None


@pytest.mark.parametrize(
    ("given_groups", "sentence"),
    [
        ({"A": [0, 9]}, "Group A names voter 9, who cast no vote; correct the number or leave it out."),
        ({"A": [0], "B": [0]}, "Voter 0 is in two groups; keep the number in one of them only."),
    ],
)
def test_given_groups_that_do_not_fit_are_refused(given_groups: dict[str, list[int]], sentence: str):
    with pytest.raises(BadInput) as refused, i18n.speaking("en"):
        analyse(begin(table("+-", "-+")), given=given_groups)
    with i18n.speaking("en"):
        assert str(refused.value) == sentence


def test_meta_statements_are_counted_but_place_nobody():
    voters, statements, votes = drawn(seed=2)
    with_meta = analyse(begin(matrix(voters, statements, votes, meta=[7])))
    without = analyse(begin(matrix(voters, statements, votes, dropped=[7])))
    assert with_meta.placed == pytest.approx(without.placed, abs=1e-9)
    assert (with_meta.told.extremity[0], with_meta.told.priority[0]) == (0.0, 49.0)
    assert with_meta.by_group.seen[:, 0].sum() > 0


def test_adjusted_rand_by_hand():
    # Source: scikit-learn's documented example: [0, 0, 1, 2] against [0, 0, 1, 1] is 0.57.
    assert adjusted_rand(np.array([0, 0, 1, 2]), np.array([0, 0, 1, 1])) == pytest.approx(4 / 7)
    assert adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0])) == 1.0
    assert adjusted_rand(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])) == pytest.approx(-0.5)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30), st.permutations(range(4)))
@settings(max_examples=40, deadline=None)
def test_adjusted_rand_does_not_depend_on_the_names_of_groups(labels: list[int], names: list[int]):
    one = np.array(labels)
    assert adjusted_rand(one, np.array(names)[one]) == pytest.approx(1.0)
