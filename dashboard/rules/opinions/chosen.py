"""Which statements speak for a group, and which for everybody."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

import numpy as np

from dashboard.rules.opinions.figures import SIGNIFICANT, GroupVotes, one_share
from dashboard.rules.opinions.vote_matrix import Floats, Ints

AT_MOST = 5

Sides = tuple[tuple[str, float], ...]


def representative(of: GroupVotes, group: int) -> list[tuple[int, str]]:
    """Return at most five columns with the side, agree or disagree, that sets the group apart; agreements first.

    A statement counts where the group both differs from the others and has a clear majority. The statement the group
    agrees with best stands first; where none counts, that one is given alone.
    """
    row: dict[str, Floats] = {
        name: getattr(of, name)[group] for name in ("pa", "pd", "ra", "rd", "pat", "pdt", "rat", "rdt")
    }
    answered = (of.agree[group] > 0) | (of.disagree[group] > 0)
    clear = ((row["rat"] > SIGNIFICANT) & (row["pat"] > SIGNIFICANT)) | (
        (row["rdt"] > SIGNIFICANT) & (row["pdt"] > SIGNIFICANT)
    )
    agrees = row["rat"] > row["rdt"]
    weight = np.where(
        agrees,
        row["ra"] * row["rat"] * row["pa"] * row["pat"],
        row["rd"] * row["rdt"] * row["pd"] * row["pdt"],
    )
    best = _best_agreed(row, answered)
    kept = sorted(np.flatnonzero(clear).tolist(), key=lambda column: (-round(float(weight[column]), 9), column))
    if not kept:
        last = int(np.argmax(np.maximum(row["rat"], row["rdt"]))) if len(agrees) else None
        return [(best, "agree")] if best is not None else [] if last is None else [(last, _side(agrees[last]))]
    chosen = [(column, _side(agrees[column])) for column in kept if column != best]
    if best is not None:
        chosen.insert(0, (best, "agree"))
    return sorted(chosen[:AT_MOST], key=itemgetter(1))


def _side(agrees: Any) -> str:
    return "agree" if agrees else "disagree"


def _best_agreed(row: dict[str, Floats], answered: Any) -> int | None:
    """Return the column the group agrees with best, walking through the statements in order."""
    best: int | None = None
    both, alone = row["ra"] * row["rat"] * row["pa"] * row["pat"], row["pa"] * row["pat"]
    for column in np.flatnonzero(answered).tolist():
        if best is None:
            better = row["pat"][column] > SIGNIFICANT or (row["ra"][column] > 1 and row["pa"][column] > 0.5)
        elif row["ra"][best] > 1:
            better = both[column] > both[best]
        else:
            better = alone[column] > alone[best]
        best = column if better else best
    return best


def consensus(agree: Ints, disagree: Ints, seen: Ints) -> tuple[list[int], list[int]]:
    """Return at most five columns a clear majority of all voters agrees with, and five it disagrees with."""
    return _clearest(agree, seen), _clearest(disagree, seen)


def _clearest(part: Ints, seen: Ints) -> list[int]:
    share, test = (part + 1) / (seen + 2), one_share(part, seen)
    kept = np.flatnonzero((share > 0.5) & (test > SIGNIFICANT)).tolist()
    weight: Callable[[int], tuple[float, int]] = lambda column: (-round(float(share[column] * test[column]), 9), column)  # noqa: E731
    return sorted(kept, key=weight)[:AT_MOST]
