"""A committee with as many members as wanted, in a meeting, with votes to cast in: what every measurement begins with.

People and seats are written straight into the tables, because founding is not what is measured; the meeting and its
votes go through the use cases.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dashboard.services import founding, meetings, votes
from dashboard.services.accounts import as_account, as_system
from dashboard.services.context import Context, system_clock
from dashboard.services.meetings import recusals
from models.account import Account, AccountRole, AuthSession
from models.enums import Choice, MeetingKind, OrganisationType, Presence, Role
from models.meeting import AgendaItem, AgendaItemDraft, Attendance, MeetingDraft
from models.motion import Ballot, Elector, Motion
from models.organisation import Organisation, Seat

COOKIE = "riverside_session"
CHOICES = tuple(Choice)
TYPES = (OrganisationType.ENTERPRISE, OrganisationType.QUARTER, OrganisationType.TWO_NEW)


@dataclass(frozen=True)
class Hall:
    """The committee on one database. Seat ``n`` is held by the account ``members[n - 1]``; seat 1 has the chair."""

    engine: Engine
    clock: Callable[[], datetime]
    members: tuple[int, ...]
    stranger: int
    """An account with the role of a member, and no seat."""
    clerk: int
    """The secretariat's account."""
    meeting: int
    number: str
    items: tuple[int, ...]

    def as_(self, seat: int) -> Context:
        """Return a context of the holder of a seat."""
        return Context(self.engine, as_account(self.members[seat - 1]), self.clock)

    @property
    def office(self) -> Context:
        return Context(self.engine, as_account(self.clerk), self.clock)

    def put(self, item: int, text: str = "Shall the item be adopted?") -> int:
        """Take an item up and put a motion on it; return the motion."""
        meetings.take_up(self.office, item)
        return votes.put(self.office, item, text, "P1")

    def open_vote(self, item: int, text: str = "Shall the item be adopted?") -> int:
        """Take an item up, put a motion on it and open its vote; return the motion."""
        motion = self.put(item, text)
        votes.open_vote(self.office, motion)
        return motion

    def mark(self, seats: Iterable[int], presence: Presence, reason: str = "") -> None:
        """Let the secretariat note for seats whether they are here."""
        wanted = {self.members[seat - 1] for seat in seats}
        with Session(self.engine) as session:
            rows = session.exec(
                select(Attendance.id)
                .join(Seat, col(Seat.id) == Attendance.seat_id)
                .where(Attendance.meeting_id == self.meeting, col(Seat.user_id).in_(wanted))
            ).all()
        for row in rows:
            meetings.set_presence(self.office, row, presence, reason)

    def recuse(self, item: int, seats: Iterable[int]) -> None:
        """Let the secretariat note that the holders of seats take no part in an item."""
        for seat in seats:
            with Session(self.engine) as session:
                row = session.exec(select(Seat.id).where(Seat.user_id == self.members[seat - 1])).one()
            recusals.declare(self.office, item, row, "The item is about the member's own shop.")

    def cookie(self, seat: int) -> str:
        """Return the browser's Cookie header of the holder of a seat."""
        return f"{COOKIE}={_token(seat)}"


def gather(
    engine: Engine,
    members: int,
    *,
    absent: Iterable[int] = (),
    items: int = 1,
    clock: Callable[[], datetime] = system_clock,
) -> Hall:
    """Found a committee on an empty, migrated database and let it sit: everybody but ``absent`` has signed in."""
    system = Context(engine, as_system, clock)
    founding.found(system)
    people = _people(engine, members, clock())
    called = MeetingDraft(
        body_code="members", type=MeetingKind.MEMBERS, title="Measured meeting", starts_at=clock() + timedelta(hours=1),
        place="Hall",
    )  # fmt: skip
    meeting = meetings.create(system, called)
    first = meetings.add_item(system, meeting, AgendaItemDraft(title="Measured item 1"))
    agenda = (first, *_more_items(engine, first, items - 1))
    number = next(line.meeting.number for line in meetings.list_meetings(system) if line.meeting.id == meeting)
    hall = Hall(engine, clock, people[:members], people[-2], people[-1], meeting, number, agenda)
    meetings.approve_agenda(hall.as_(1), meeting)
    meetings.give_notice(hall.office, meeting)
    meetings.open_sign_in(hall.office, meeting)
    for seat in sorted(set(range(1, members + 1)) - set(absent)):
        meetings.sign_in(hall.as_(seat), meeting)
    meetings.start(hall.office, meeting)
    return hall


def _people(engine: Engine, members: int, now: datetime) -> tuple[int, ...]:
    """Return the accounts of the members, of a member without a seat, and of the secretariat."""
    names = [f"m{n}" for n in range(1, members + 1)] + ["stranger", "clerk"]
    with Session(engine.execution_options(writes=True)) as session:
        people = [Account(username=name, display_name=name, password_hash="-", created_at=now) for name in names]
        units = [
            Organisation(code=f"U{n:03d}", name_zh=f"单位{n}", type=TYPES[n % 3], joined_on=date(2020, 1, 1))
            for n in range(1, members + 1)
        ]
        session.add_all([*people, *units])
        session.flush()
        roles: dict[int, tuple[Role, ...]] = dict.fromkeys((person.id for person in people), (Role.MEMBER,))
        roles |= {people[0].id: (Role.MEMBER, Role.CHAIR), people[-1].id: (Role.SECRETARIAT,)}
        session.add_all(AccountRole(account_id=person, role=role) for person in roles for role in roles[person])
        session.add_all(
            Seat(
                body_code="members", number=n, organisation_id=unit.id, user_id=person.id, chairs=n == 1,
                starts_on=date(2020, 1, 1),
            )
            for n, (person, unit) in enumerate(zip(people, units, strict=False), 1)
        )  # fmt: skip
        session.add_all(_signed_in(person.id, n, now) for n, person in enumerate(people, 1))
        session.commit()
        return tuple(person.id for person in people)


def _signed_in(account: int, number: int, now: datetime) -> AuthSession:
    return AuthSession(
        token_sha256=hashlib.sha256(_token(number).encode()).hexdigest(),
        account_id=account,
        epoch=0,
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(hours=8),
    )


def _token(number: int) -> str:
    return f"measured-{number}"


def _more_items(engine: Engine, like: int, count: int) -> list[int]:
    """Copy an agenda item ``count`` times."""
    with Session(engine.execution_options(writes=True)) as session:
        first = session.get_one(AgendaItem, like)
        rows = [
            AgendaItem(meeting_id=first.meeting_id, position=first.position + n, title=f"Measured item {n + 1}")
            for n in range(1, count + 1)
        ]
        session.add_all(rows)
        session.commit()
        return [row.id for row in rows]


# --- looking at what is stored, without the code that is measured ------------------------------------------------


@dataclass(frozen=True)
class Stored:
    """One ballot row, with who holds its seat."""

    id: int
    account: int
    seat: int
    version: int
    choice: str
    key: str


def stored(engine: Engine, motion: int) -> dict[int, list[Stored]]:
    """Return every ballot row of a motion by the account that holds the seat, oldest version first."""
    query = (
        select(Ballot, Elector.user_id)
        .join(Elector, (col(Elector.motion_id) == Ballot.motion_id) & (col(Elector.seat_id) == Ballot.seat_id))
        .where(Ballot.motion_id == motion)
    )
    found: dict[int, list[Stored]] = {}
    with Session(engine) as session:
        for row, account in session.exec(query):
            line = Stored(row.id, account or 0, row.seat_id, row.version, str(row.choice), row.key)
            found.setdefault(line.account, []).append(line)
    return {account: sorted(rows, key=lambda row: row.version) for account, rows in sorted(found.items())}


def recount(ballots: dict[int, list[Stored]]) -> tuple[int, ...]:
    """Return for, against and abstain as the newest version of every seat says."""
    counted = Counter(rows[-1].choice for rows in ballots.values())
    return tuple(counted[choice.value] for choice in CHOICES)


def written(engine: Engine, motion: int) -> tuple[int | None, ...]:
    """Return for, against and abstain as they stand in the motion."""
    with Session(engine) as session:
        row = session.get_one(Motion, motion)
        return (row.votes_for, row.votes_against, row.votes_abstain)


def torn(ballots: dict[int, list[Stored]]) -> list[str]:
    """Return what is wrong with the versions of any seat: gaps, repeats, a choice that did not change."""
    wrong = []
    for account, rows in ballots.items():
        if [row.version for row in rows] != list(range(1, len(rows) + 1)):
            wrong.append(f"account {account} has versions {[row.version for row in rows]}")
        if any(before.choice == after.choice for before, after in pairwise(rows)):
            wrong.append(f"account {account} has the same choice twice in a row")
        if len({row.seat for row in rows}) != 1:
            wrong.append(f"account {account} has voted for more than one seat")
    return wrong
