"""How many must come, and how many must approve, in a body of so many members?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.errors import BadInput
from dashboard.rules.decisions.counts import check_whole
from dashboard.rules.decisions.rule import Condition, Rule
from dashboard.rules.decisions.verdict import least


@dataclass(frozen=True)
class ThresholdRow:
    """What a rule asks of so many members by head: ``quorum`` 0 without a quorum, ``approvals`` ``None`` by area alone.

    ``approvals`` is for a full meeting in which everybody votes for or against.
    """

    members: int
    quorum: int
    approvals: int | None


def threshold_table(rule: Rule, numbers: Iterable[int]) -> list[ThresholdRow]:
    """Return one row for each number of members, in the order given.

    Raises:
        BadInput: a number is no whole number from 1.
    """
    return [_row(rule, members) for members in numbers]


def _row(rule: Rule, members: int) -> ThresholdRow:
    check_whole("numbers", members)
    if not members:
        raise BadInput("numbers", "A body without members decides nothing: write 1 or more.")
    return ThresholdRow(members, _most(rule.quorum, members) or 0, _most(rule.pass_, members))


def _most(conditions: Sequence[Condition], members: int) -> int | None:
    # Everybody is present and votes for or against, so every base is the whole.
    needed = (least(members, one.fraction, one.op) for one in conditions if one.measure == "heads")
    return max(needed, default=None)
