"""Conversations for the tests: small ones by hand, larger ones drawn with a fixed seed."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.rules.opinions import Matrix, matrix

Drawn = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]


def table(*rows: str) -> Matrix:
    """Return a matrix written as one text a voter: + agree, - disagree, 0 pass, a dot unseen."""
    votes = [
        (voter, statement, {"+": 1, "-": -1, "0": 0}[cell])
        for voter, row in enumerate(rows)
        for statement, cell in enumerate(row)
        if cell != "."
    ]
    return matrix(*zip(*votes, strict=True))


def drawn(people: int = 120, statements: int = 25, camps: int = 3, seed: int = 1, share: float = 0.6) -> Drawn:
    """Return voters, statements and votes of camps that lean differently, in random order, with some re-votes."""
    random = np.random.default_rng(seed)
    lean = random.normal(0, 1.5, (camps, statements))
    voter, statement = np.nonzero(random.random((people, statements)) < share)
    feeling = lean[voter % camps, statement] + random.normal(0, 0.7, len(voter))
    vote = np.where(feeling > 0.3, 1, np.where(feeling < -0.3, -1, 0))
    order = np.concatenate((random.permutation(len(voter)), random.integers(0, len(voter), len(voter) // 20)))
    changed = np.where(np.arange(len(order)) < len(voter), vote[order], random.integers(-1, 2, len(order)))
    return voter[order] * 3 + 100, statement[order] + 7, changed


def last_only(voters: NDArray[Any], statements: NDArray[Any], votes: NDArray[Any]) -> Drawn:
    """Return the votes without those that were replaced later."""
    cells: dict[tuple[int, int], int] = {}
    for voter, statement, vote in zip(voters.tolist(), statements.tolist(), votes.tolist(), strict=True):
        cells[voter, statement] = vote
    columns = [(voter, statement, vote) for (voter, statement), vote in cells.items()]
    kept = np.array(columns)
    return kept[:, 0], kept[:, 1], kept[:, 2]
