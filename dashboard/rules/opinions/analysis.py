"""The whole picture of a conversation in one call: map, groups, shares, consensus, and how long each step took."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any, TypeVar

import numpy as np

from dashboard.errors import BadInput
from dashboard.rules.opinions import chosen, clusters, figures, groups
from dashboard.rules.opinions.figures import GroupVotes
from dashboard.rules.opinions.groups import Grouping
from dashboard.rules.opinions.space import Space, extremity, projection, space, who_is_grouped
from dashboard.rules.opinions.state import State
from dashboard.rules.opinions.vote_matrix import Floats, Ints, Matrix

Made = TypeVar("Made")


@dataclass(frozen=True)
class Statements:
    """What is told of each statement (in the order of the matrix), and columns that stand for a group or for all."""

    gic: Floats
    extremity: Floats
    priority: Floats
    bridging: Floats
    representative: tuple[tuple[tuple[int, str], ...], ...]
    agreed: tuple[int, ...]
    disagreed: tuple[int, ...]


@dataclass(frozen=True)
class Analysis:
    """The map, the groups (in the order of ``names``) and the figures of groups and statements."""

    votes: Matrix
    space: Space
    placed: Floats
    grouping: Grouping
    names: tuple[str, ...]
    by_group: GroupVotes
    told: Statements
    stability: float | None
    seconds: dict[str, float]

    @property
    def gic_root(self) -> Floats:
        """Group-informed consensus as a mean share: comparable between different numbers of groups."""
        return np.asarray(self.told.gic ** (1 / max(1, self.grouping.k)))

    @property
    def worst_group_share(self) -> Floats:
        """Smoothed share of agreement in the group that agrees least; nan where there is no group."""
        if not self.grouping.k:
            return np.full(len(self.told.gic), np.nan)
        return np.asarray(self.by_group.pa.min(axis=0))


class Clock:
    """Seconds of each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, name: str, step: Callable[[], Made]) -> Made:
        """Return what the step makes, and keep how long it took."""
        began = perf_counter()
        made = step()
        self.seconds[name] = perf_counter() - began
        return made


def analyse(
    state: State,
    *,
    given: Mapping[str, Collection[Any]] | None = None,
    seed: int = 0,
    with_stability: bool = True,
) -> Analysis:
    """Return the whole picture. ``given`` takes these groups (name to voter ids) instead of finding some.

    Raises:
        BadInput: a given group names somebody who did not vote, or somebody twice.
    """
    votes, pairs, clock = state.votes, state.pairs, Clock()
    where = clock.run("components", lambda: space(votes, pairs))
    placed = clock.run("projection", lambda: projection(votes, where))
    grouping, names = clock.run("groups", lambda: _grouping(votes, placed, given))
    counted = clock.run("counts", lambda: figures.group_votes(votes, grouping.rows, grouping.label, grouping.k))
    told = clock.run("statements", lambda: _statements(state, where, counted))
    stable = None
    if with_stability and given is None:
        stable = clock.run("stability", lambda: groups.stability(votes, grouping, seed))
    return Analysis(votes, where, placed, grouping, names, counted, told, stable, clock.seconds)


def _statements(state: State, where: Space, counted: GroupVotes) -> Statements:
    pairs, away = state.pairs, extremity(where)
    agreed, disagreed = chosen.consensus(pairs.agreed, pairs.disagreed, pairs.seen_by)
    return Statements(
        gic=figures.group_informed(counted),
        extremity=away,
        priority=figures.priority(counted, away, state.votes.meta),
        bridging=figures.bridging(pairs.agree_agree, pairs.agree_disagree),
        representative=tuple(tuple(chosen.representative(counted, one)) for one in range(len(counted.seen))),
        agreed=tuple(agreed),
        disagreed=tuple(disagreed),
    )


def _grouping(
    votes: Matrix, placed: Floats, given: Mapping[str, Collection[Any]] | None
) -> tuple[Grouping, tuple[str, ...]]:
    if given is None:
        found = groups.found(who_is_grouped(votes), placed)
        return found, tuple("ABCDE"[: found.k])
    rows, label = _named(votes, given)
    return Grouping(rows, label, len(given), clusters.inertia(placed[rows], label)), tuple(given)


def _named(votes: Matrix, given: Mapping[str, Collection[Any]]) -> tuple[Ints, Ints]:
    """Return rows and labels of the groups named."""
    row_of = {str(voter): row for row, voter in enumerate(votes.voters.tolist())}
    label_of: dict[int, int] = {}
    for number, (name, members) in enumerate(given.items()):
        for member in members:
            row = row_of.get(str(member))
            if row is None:
                raise BadInput(
                    "groups",
                    "Group %(group)s names voter %(voter)s, who cast no vote; correct the number or leave it out.",
                    group=name,
                    voter=member,
                )
            if row in label_of:
                raise BadInput(
                    "groups", "Voter %(voter)s is in two groups; keep the number in one of them only.", voter=member
                )
            label_of[row] = number
    rows = np.array(sorted(label_of), np.int64)
    return rows, np.array([label_of[row] for row in rows.tolist()], np.int64)
