"""A closed meeting of eleven seats, ten of them present, one vote; and shortcuts to any moment of its minutes."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from dashboard.services import meetings, minutes, votes
from dashboard.services.context import Context
from models.enums import Choice
from models.meeting import Meeting
from models.minutes import Minutes
from tests.factories import Clock
from tests.services.table import Table, lay


@dataclass
class Minuted:
    """The committee with one closed meeting; ``key`` is the id of its minutes once drafted."""

    table: Table
    number: str
    meeting: int
    item: int
    key: int = 0

    @property
    def office(self) -> Context:
        return self.table.office

    @property
    def chair(self) -> Context:
        return self.table.chair

    @property
    def row(self) -> Minutes:
        return self.table.row(Minutes, self.key)

    @property
    def text(self) -> str:
        return minutes.state(self.office, self.number).text

    def drafted(self) -> "Minuted":
        self.key = minutes.draft(self.office, self.meeting)
        return self

    def circulated(self, until: date | None = None) -> "Minuted":
        self.drafted()
        minutes.check(self.office, self.key, 1)
        minutes.circulate(self.office, self.key, 1, until)
        return self

    def handed_in(self) -> "Minuted":
        self.drafted()
        minutes.check(self.office, self.key, 1)
        minutes.hand_in(self.office, self.key, 1, reason="Read out at the end of the meeting.")
        return self

    def issued(self) -> "Minuted":
        self.handed_in()
        minutes.approve(self.chair, self.key, 1)
        minutes.issue(self.office, self.key)
        return self

    def prepared(self, text: str = "会议同意修缮车棚。", left_out: str = "略去与个人有关的内容。") -> "Minuted":
        if not self.key:
            self.issued()
        minutes.screen(self.office, self.key)
        minutes.prepare_public(self.office, self.key, 0, text, left_out)
        return self

    def published(self, text: str = "会议同意修缮车棚。") -> "Minuted":
        self.prepared(text)
        minutes.publish(self.chair, self.key, 1)
        return self

    def corrected(self) -> "Minuted":
        made = minutes.propose_correction(
            self.office, self.key, self.row.version, self.text + "\n更正后补充一句。", "A sentence was missing."
        )
        minutes.approve_correction(self.chair, made)
        return self

    def change_a_figure(self) -> None:
        """Let the stored title of the meeting be another one, past the use cases."""
        held = self.table.row(Meeting, self.meeting)
        held.title = "Meeting of another quarter"
        self.table.save(held)


def minuted(engine: Engine, clock: Clock) -> Minuted:
    """Return a committee whose meeting has just been closed."""
    table = lay(engine, clock)
    meeting, item, motion = table.voting()
    table.cast(motion, *[Choice.FOR] * 7)
    votes.close(table.office, motion)
    meetings.close(table.office, meeting)
    number = meetings.list_meetings(table.office)[0].meeting.number
    return Minuted(table, number, meeting, item)
