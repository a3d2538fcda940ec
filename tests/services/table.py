"""A committee at its table: eleven seats, a chair, a secretariat; and shortcuts to any moment of a meeting."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from dashboard.errors import DomainError
from dashboard.formats import at_shanghai
from dashboard.services import accounts, meetings, votes
from dashboard.services.context import Context
from models.account import Account, AccountRole
from models.area import Area
from models.base import TableBase
from models.enums import Choice, MeetingKind, NeedStatus, OrganisationType, Presence, Role
from models.meeting import AgendaItemDraft, MeetingDraft, Recusal
from models.need import Category, Need
from models.organisation import Body, Organisation, Seat
from tests.factories import NOON, Clock

DAY = date(2026, 12, 10)
"""The day of the meeting; the clock stands at 1 December."""
TYPES = (OrganisationType.ENTERPRISE,) * 6 + (OrganisationType.QUARTER,) * 2 + (OrganisationType.TWO_NEW,) * 3


@dataclass
class Table:
    """The committee on one database. Seat ``n`` is held by member ``n``; seat 1 has the chair."""

    engine: Engine
    clock: Clock
    people: dict[str, int] = field(default_factory=dict)
    keys: Iterator[int] = field(default_factory=lambda: iter(range(1, 1_000_000)))

    def as_(self, who: str | int) -> Context:
        """Return a context of a person: a seat number, ``secretariat``, ``reviewer``, ``resident`` or ``visitor``."""
        if who == "visitor":
            return Context(self.engine, accounts.visitor, self.clock)
        return Context(self.engine, accounts.as_account(self.people[str(who)]), self.clock)

    @property
    def office(self) -> Context:
        return self.as_("secretariat")

    @property
    def chair(self) -> Context:
        return self.as_(1)

    def save(self, *rows: TableBase) -> Any:
        """Save rows past the use cases; return the last."""
        with Session(self.engine.execution_options(writes=True), expire_on_commit=False) as session:
            for row in rows:
                session.add(row)
                session.flush()
            session.commit()
            return rows[-1]

    def seat_people(self, who: dict[str, tuple[Role, ...]]) -> None:
        """Give each a person with these roles."""
        made = {
            name: Account(username=f"u{name}", display_name=f"Person {name}", password_hash="unused", created_at=NOON)
            for name in who
        }
        self.save(*made.values())
        self.save(*(AccountRole(account_id=made[name].id, role=role) for name, roles in who.items() for role in roles))
        self.people.update({name: row.id for name, row in made.items()})

    def seat(self, *numbers: int, body: str = "members", **kwargs: Any) -> Seat:
        """Give each number an organisation with a seat, held by the member of that number where there is one."""
        units = [
            Organisation(
                code=f"{body}-{number}",
                name_zh=f"第{number}单位",
                name_en=f"Unit {number}",
                type=TYPES[(number - 1) % len(TYPES)],
                joined_on=date(2020, 1, 1),
            )
            for number in numbers
        ]
        self.save(*units)
        return self.save(
            *(
                Seat(
                    body_code=body,
                    number=number,
                    organisation_id=unit.id,
                    user_id=self.people.get(str(number)),
                    **{"starts_on": date(2025, 1, 1), "chairs": number == 1, **kwargs},
                )
                for number, unit in zip(numbers, units, strict=True)
            )
        )

    def need(self, number: str, status: NeedStatus = NeedStatus.OPEN) -> int:
        return self.save(
            Need(
                number=number,
                quarter="2026Q4",
                title=f"Repair of shed {number}",
                reasons="The roof leaks and the wiring is old.",
                category_code="shed",
                area_id=1,
                place="Shed No. 3",
                status=status,
                submitted_at=NOON,
            )
        ).id

    # --- moments of a meeting -------------------------------------------------------------------------

    def draft(self, *needs: int, kind: MeetingKind = MeetingKind.MEMBERS) -> tuple[int, list[int]]:
        """Return a meeting with one agenda item per need, one free item where there is none, and the items' ids."""
        called = MeetingDraft(
            body_code="conference" if kind is MeetingKind.CONFERENCE else "members",
            type=kind,
            title="Meeting of the fourth quarter",
            starts_at=at_shanghai(DAY, 14),
            place="Meeting hall, second floor",
        )
        meeting = meetings.create(self.office, called)
        items = [
            meetings.add_item(self.office, meeting, AgendaItemDraft(title=f"Item about need {need}", need_id=need))
            for need in needs
        ]
        return meeting, items or [meetings.add_item(self.office, meeting, AgendaItemDraft(title="Report of the year"))]

    def noticed(self, *needs: int, kind: MeetingKind = MeetingKind.MEMBERS) -> tuple[int, list[int]]:
        meeting, items = self.draft(*needs, kind=kind)
        meetings.approve_agenda(self.chair, meeting)
        meetings.give_notice(self.office, meeting)
        return meeting, items

    def sitting(self, *needs: int, present: int = 10, kind: MeetingKind = MeetingKind.MEMBERS) -> tuple[int, list[int]]:
        """Return a meeting in session with seats 1 to ``present`` signed in."""
        meeting, items = self.noticed(*needs, kind=kind)
        self.clock.at = at_shanghai(DAY, 14)
        meetings.open_sign_in(self.office, meeting)
        for number in range(1, present + 1):
            meetings.sign_in(self.as_(number), meeting)
        meetings.start(self.office, meeting)
        return meeting, items

    def voting(
        self, *needs: int, present: int = 10, preset: str = "P1", kind: MeetingKind = MeetingKind.MEMBERS, **put: Any
    ) -> tuple[int, int, int]:
        """Return meeting, item and motion of a vote just opened; ``put`` says how it is taken."""
        meeting, items = self.sitting(*needs, present=present, kind=kind)
        meetings.take_up(self.office, items[0])
        motion = votes.put(self.office, items[0], "Shall the item be adopted?", preset, **put)
        votes.open_vote(self.office, motion)
        return meeting, items[0], motion

    def recuse(self, meeting: int, item: int, *seats: int) -> None:
        """Enter recusals past the use case; seat ids are seat numbers here."""
        self.save(
            *(
                Recusal(meeting_id=meeting, agenda_item_id=item, seat_id=seat, reason="Own interest", declared_at=NOON)
                for seat in seats
            )
        )

    def cast(self, motion: int, *choices: Choice, first: int = 1) -> None:
        """Let the seats from ``first`` on cast one choice each."""
        for number, choice in enumerate(choices, first):
            votes.cast(self.as_(number), motion, choice, key=f"k{next(self.keys)}")

    # --- looking ------------------------------------------------------------------------------------------

    def row(self, table: type[TableBase], row_id: int) -> Any:
        with Session(self.engine) as session:
            return session.get_one(table, row_id)

    def attendance(self, number: str, seat: int) -> meetings.AttendanceRead:
        page = meetings.meeting(self.office, number)
        return next(line for line in page.attendance if line.seat_number == seat)

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        """Return every row of every table."""
        with self.engine.connect() as connection:
            return {
                table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=str)
                for table in TableBase.metadata.sorted_tables
            }

    @contextmanager
    def refused(self, error: type[Exception], match: str | None = None, field: str | None = None) -> Iterator[None]:
        """Expect the block to be refused with these words, and nothing to be written by it."""
        before = self.everything()
        with pytest.raises(error, match=match) as caught:
            yield
        assert field is None or getattr(caught.value, "field", None) == field
        assert not isinstance(caught.value, DomainError) or str(caught.value)
        assert self.everything() == before


def lay(engine: Engine, clock: Clock, seats: int = 11, body: str = "members") -> Table:
    """Return a committee with ``seats`` seats on one body and everything a meeting needs."""
    table = Table(engine, clock)
    table.save(
        Body(code="members", name_zh="委员会议", name_en="Members' meeting"),
        Body(code="conference", name_zh="联席会议", name_en="Joint conference"),
        Category(code="shed", name_zh="车棚", name_en="Shed"),
        Area(id=1, level="committee", code="A1", name_zh="澄波"),
    )
    people: dict[str, tuple[Role, ...]] = {str(number): (Role.MEMBER,) for number in range(1, seats + 1)}
    people["1"] = (Role.CHAIR, Role.MEMBER)
    staff = {"secretariat": (Role.SECRETARIAT,), "reviewer": (Role.REVIEWER,), "resident": (Role.RESIDENT,)}
    table.seat_people(people | staff)
    table.seat(*range(1, seats + 1), body=body)
    return table


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """Return a moment of the meeting's day."""
    return at_shanghai(day, hour, minute)


__all__ = ["DAY", "Presence", "Table", "at", "lay"]
