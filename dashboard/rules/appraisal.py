"""What may be told of an appraisal without telling what a single person said?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

LEAST_MARK, BEST_MARK = 1, 5
MERGED_MARKS: Sequence[Sequence[tuple[int, ...]]] = (
    ((5,), (4,), (3,), (2,), (1,)),
    ((5, 4), (3,), (2, 1)),
    ((5, 4), (3, 2, 1)),
)
"""Ways to show the marks, the finest first; a coarser one stands in where a group is too small to be shown."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one appraisal. What small groups would give away is ``None`` or merged."""

    count: int
    mean: Fraction | None
    """Mean satisfaction, 1 to 5."""
    marks: Mapping[tuple[int, ...], int] | None
    """Marks, merged where needed -> how many people gave them."""
    awareness: tuple[int, int, int] | tuple[int, int] | None
    """Knew it well, had heard of it, did not know; or the first two together, and those who did not."""
    took_part: int | None


def tellable(cells: Sequence[int], least: int) -> bool:
    """Return whether each group may be shown: nobody in it, or at least ``least`` people.

    All groups together make up everybody, so a hidden one could be worked out from the rest: it is all or none.
    """
    return all(cell == 0 or cell >= least for cell in cells)


def figures(marks: Sequence[int], awareness: tuple[int, int, int], took_part: int, least: int) -> Figures:
    """Return what may be told; nothing but the number of people where they are fewer than ``least``.

    Args:
        marks: how many people gave each mark, from 1 to 5.
        awareness: how many knew it well, had heard of it, did not know.
        least: people below whom no group is shown.

    Source: house rule on small cells; arithmetic mean of the marks as an exact fraction.
    """
    count = sum(marks)
    if count < max(least, 1):
        return Figures(count, None, None, None, None)
    total = sum(mark * people for mark, people in enumerate(marks, LEAST_MARK))
    well, some, never = awareness
    knowing = next((cells for cells in ((well, some, never), (well + some, never)) if tellable(cells, least)), None)
    part = took_part if tellable((took_part, count - took_part), least) else None
    return Figures(count, Fraction(total, count), _merged(marks, least), knowing, part)


def one_decimal(value: Fraction) -> str:
    """Return a fraction from 0 on with one decimal, halves rounded up."""
    tenths = (value * 20 + 1) // 2
    return f"{tenths // 10}.{tenths % 10}"


def _merged(marks: Sequence[int], least: int) -> Mapping[tuple[int, ...], int] | None:
    for groups in MERGED_MARKS:
        cells = {group: sum(marks[mark - LEAST_MARK] for mark in group) for group in groups}
        if tellable(list(cells.values()), least):
            return cells
    return None
