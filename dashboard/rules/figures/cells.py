"""Which small numbers are not shown, and what is a rate worth that rests on few cases?"""

from collections.abc import Mapping


def enough(count: int, least: int) -> bool:
    """Return whether a group is large enough to be shown by itself; an empty one tells of nobody.

    Source: small-cell limit of 5, house default.
    """
    return count == 0 or count >= least


def per_thousand(count: int, residents: int | None) -> float | None:
    """Return cases per 1,000 residents; ``None`` where nobody lives there or nobody knows how many."""
    return None if not residents else count * 1000 / residents


def share(part: int, whole: int) -> float | None:
    """Return a share from 0 to 1; ``None`` where there is no whole."""
    return part / whole if whole else None


def large_enough(sizes: Mapping[str, int], least: int) -> list[str]:
    """Return the groups that are shown by themselves, in their order; the others are put together.

    While those put together are below ``least``, the next smallest joins them, because one hidden group is read
    from the total by subtraction.

    Source: small-cell limit of 5, house default.
    """
    waiting = sorted((group for group, size in sizes.items() if size), key=lambda group: (sizes[group], group))
    hidden = 0
    while waiting and (sizes[waiting[0]] < least or 0 < hidden < least):
        hidden += sizes[waiting.pop(0)]
    return [group for group in sizes if group in waiting]
