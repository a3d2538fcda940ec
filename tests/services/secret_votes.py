"""A secret vote at the table: two key holders with their codes, and shortcuts from drawing keys to the result."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy import text as sql

from dashboard.services import meetings, votes
from dashboard.services.votes import secret
from models.base import TableBase
from models.enums import BallotForm, Choice, VoteMode
from tests.services.table import Table

FIRST, SECOND = "secretariat", 2
"""Who holds the keys: the secretariat the outer one, member 2 the inner one."""


@dataclass
class SecretVote:
    """A secret vote and what its two key holders have written down."""

    table: Table
    meeting: int
    item: int
    motion: int
    codes: tuple[str, str] = ("", "")

    def draw(self) -> "SecretVote":
        first = secret.draw_key(self.table.as_(FIRST), self.motion)
        self.codes = (first, secret.draw_key(self.table.as_(SECOND), self.motion))
        return self

    def open(self) -> "SecretVote":
        votes.open_vote(self.table.office, self.motion)
        return self

    def cast(self, *choices: Choice, first: int = 1) -> list[str]:
        """Let the seats from ``first`` on cast one choice each; return their receipts."""
        return [
            secret.cast_secret(self.table.as_(number), self.motion, choice).receipt
            for number, choice in enumerate(choices, first)
        ]

    def end(self) -> "SecretVote":
        votes.end_voting(self.table.office, self.motion)
        return self

    def take_off_outer(self) -> "SecretVote":
        assert secret.open_envelopes(self.table.as_(FIRST), self.motion, self.codes[0]) is None
        return self

    def count(self) -> votes.Result:
        result = secret.open_envelopes(self.table.as_(SECOND), self.motion, self.codes[1])
        assert result is not None
        return result

    def rows(self, table: type[TableBase]) -> list[Any]:
        """Return this vote's rows of a table."""
        one = table.__table__
        with self.table.engine.connect() as connection:
            return list(connection.execute(select(one).where(one.c.motion_id == self.motion)))

    def tamper(self, statement: str, **values: object) -> None:
        """Change the database past the software, as whoever holds it could."""
        with self.table.engine.execution_options(writes=True).begin() as connection:
            connection.execute(sql(statement), {"motion": self.motion, **values})


def put(
    table: Table,
    *,
    present: int = 10,
    form: BallotForm = BallotForm.QUESTION,
    options: Sequence[str] = (),
    most_choices: int = 1,
    need: str = "N-1",
) -> SecretVote:
    """Return a secret vote that waits for its keys."""
    meeting, items = table.sitting(table.need(need), present=present)
    meetings.take_up(table.office, items[0])
    motion = votes.put(
        table.office,
        items[0],
        "Shall the item be adopted?",
        "P1",
        mode=VoteMode.SECRET,
        form=form,
        options=options,
        most_choices=most_choices,
    )
    return SecretVote(table, meeting, items[0], motion)


def under_way(table: Table, **kwargs: Any) -> SecretVote:
    """Return an open secret vote."""
    return put(table, **kwargs).draw().open()
