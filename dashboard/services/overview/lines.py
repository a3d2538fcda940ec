"""One thing that waits for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass

ONE_BY_ONE = 5
"""So many things of a kind are named; where there are more, one line says how many."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing somebody should do: what it is (a code the page puts into words), how many, and where."""

    what: str
    count: int
    page: str
    number: str = ""


def named(what: str, page: str, numbers: Sequence[str], listed: str) -> list[Waiting]:
    """Return a line for each number, or one line that leads to the page ``listed`` where there are many."""
    if len(numbers) > ONE_BY_ONE:
        return [Waiting(f"{what}_many", len(numbers), listed)]
    return [Waiting(what, 1, page, number) for number in numbers]
