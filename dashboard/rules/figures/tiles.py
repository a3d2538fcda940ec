"""Where does each area stand on a schematic map that knows no borders?"""

from collections.abc import Sequence


def tile_places(count: int, across: int) -> list[tuple[int, int]]:
    """Return column and row of each of ``count`` tiles, ``across`` in a row, in the order of their codes.

    The places say nothing about where an area really lies: codes are the only order that the office keeps.
    """
    return [(number % across, number // across) for number in range(count)]


def tiles_across(count: int, most: int = 4) -> int:
    """Return how many tiles stand in a row: at most so many as a telephone has room for names."""
    return max(1, min(most, count))


def shades(values: Sequence[float | None], steps: int = 4) -> list[int | None]:
    """Return a shade from 0 (lowest) to ``steps - 1`` for each value, by equal stretches from 0 to the highest.

    ``None`` stays ``None``: not known is not low.
    """
    top = max((value for value in values if value is not None), default=0.0)
    return [None if value is None else 0 if top <= 0 else min(steps - 1, int(value * steps / top)) for value in values]
