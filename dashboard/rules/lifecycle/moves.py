"""What one line of a table of moves says."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from dashboard.rules.permissions import Permission


class Move(NamedTuple):
    """Where an action leads, who may take it, and whether it needs a reason in words."""

    to: StrEnum
    needs: Permission
    reason: bool = False


Moves = Mapping[tuple[StrEnum, StrEnum], Move]
