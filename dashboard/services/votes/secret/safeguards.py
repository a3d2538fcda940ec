"""What keeps a ballot from being traced to its voter, in one place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from dashboard.rules.sealing import SecretBallot, in_random_order, new_id, open_inner, open_outer, seal
from models.secret import BallotKey, BallotReceipt, OpenedBallot, Participation, SealedBallot

BALLOT_KEY: Table = BallotKey.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
PARTICIPATION: Table = Participation.__table__  # type: ignore[attr-defined]
SEALED: Table = SealedBallot.__table__  # type: ignore[attr-defined]
OPENED: Table = OpenedBallot.__table__  # type: ignore[attr-defined]
RECEIPT: Table = BallotReceipt.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Safeguards:
    """Sealing, ids and mixing. The tests take one away at a time and show that ballots can then be traced."""

    seal: Callable[[SecretBallot, tuple[str, str], int], str] = seal
    open_outer: Callable[[Sequence[str], str], list[str]] = open_outer
    open_inner: Callable[[Sequence[str], str, int], list[SecretBallot]] = open_inner
    new_id: Callable[[], str] = new_id
    mix: Callable[[Sequence[Any]], list[Any]] = in_random_order


ALL = Safeguards()
