"""What does a ballot cost? ``python -m benchmarks.voting``: a vote in the room against an empty one-button page.

Both servers run in this one run, served the same way. Printed are the figures of each step and the ratios that
matter; the status is 1 where a bar is missed:

* one visitor: server CPU per click at most 4 times, p50 at most 2.5 times that of the empty page;
* 100 visitors clicking every 5 s: p95 under 100 ms.
"""

import argparse
import hashlib
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from sqlmodel import Session

from benchmarks.loadgen import Result, Target, format_row, header_row, ratio_row
from benchmarks.serving import floor, measure, product
from dashboard.services import founding, meetings, roster, votes
from dashboard.services.accounts import as_account, as_system
from dashboard.services.context import Context
from dashboard.storage.engine import open_engine
from dashboard.storage.migrate import migrate
from models.account import Account, AccountRole, AuthSession
from models.enums import MeetingKind, OrganisationType, Role
from models.meeting import AgendaItemDraft, MeetingDraft
from models.organisation import OrganisationDraft

MEMBERS = 100
CPU_BAR, P50_BAR, P95_BAR_MS = 4.0, 2.5, 100.0
COOKIE = "riverside_session"


def committee(data_dir: Path) -> tuple[str, list[str]]:
    """Found a committee of 100 seats with a vote open; return the meeting's number and one cookie per member."""
    engine = open_engine(f"sqlite:///{data_dir / 'riverside.db'}")
    migrate(engine)
    now = datetime.now(UTC)
    system = Context(engine, as_system)
    founding.found(system)
    cookies = []
    for number in range(1, MEMBERS + 1):
        draft = OrganisationDraft(
            code=f"U{number:03d}", name_zh=f"单位{number}", type=OrganisationType.ENTERPRISE, joined_on=date(2020, 1, 1)
        )
        unit = roster.add_organisation(system, draft)
        token = f"benchmark-{number}"
        with Session(engine.execution_options(writes=True)) as session:
            person = Account(username=f"m{number}", display_name=f"m{number}", password_hash="-", created_at=now)
            session.add(person)
            session.flush()
            roles = [Role.MEMBER, Role.CHAIR] if number == 1 else [Role.MEMBER]
            session.add_all(AccountRole(account_id=person.id, role=role) for role in roles)
            session.add(
                AuthSession(
                    token_sha256=hashlib.sha256(token.encode()).hexdigest(),
                    account_id=person.id,
                    epoch=0,
                    created_at=now,
                    seen_at=now,
                    expires_at=now + timedelta(hours=8),
                )
            )
            person_id = person.id
            session.commit()
        roster.assign_seat(
            system, "members", unit.id, number, starts_on=date(2020, 1, 1), user_id=person_id, chairs=number == 1
        )
        cookies.append(f"{COOKIE}={token}")
    return _open_vote(system, now), cookies


def _open_vote(system: Context, now: datetime) -> str:
    draft = MeetingDraft(
        body_code="members", type=MeetingKind.MEMBERS, title="Benchmark meeting", starts_at=now + timedelta(hours=1),
        place="Hall",
    )  # fmt: skip
    meeting = meetings.create(system, draft)
    item = meetings.add_item(system, meeting, AgendaItemDraft(title="Benchmark item"))
    meetings.approve_agenda(Context(system.engine, as_account(1)), meeting)
    meetings.give_notice(system, meeting)
    meetings.open_sign_in(system, meeting)
    for account_id in range(1, MEMBERS + 1):
        meetings.sign_in(Context(system.engine, as_account(account_id)), meeting)
    meetings.start(system, meeting)
    meetings.take_up(system, item)
    votes.open_vote(system, votes.put(system, item, "Benchmark motion", "P1"))
    return meetings.list_meetings(system)[0].meeting.number


def voter() -> SimpleNamespace:
    """Return a visitor who votes for and against in turn."""

    async def step(client: object, index: int) -> None:
        client.turn = not getattr(client, "turn", False)  # type: ignore[attr-defined]
        await client.click(f"key=ballot_{'for' if client.turn else 'against'}")  # type: ignore[attr-defined]

    return SimpleNamespace(step=step)


def main() -> int:
    """Run both steps and say whether the bars are met."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--duration", type=float, default=10.0, help="seconds a step")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        number, cookies = committee(Path(folder))
        with floor() as empty, product(Path(folder)) as room:
            base = Target("floor", empty.url, empty.pid, "label=Click")
            ballot = Target("vote", room.url, room.pid, "", "room", f"number={number}", cookies, voter())
            quiet = {"max_other": 60.0, "retries": 2}
            header = {"header": [f"Origin: {room.url}"]}
            print(header_row())
            alone = [
                measure(base, 1, duration=chosen.duration, **quiet),
                measure(ballot, 1, duration=chosen.duration, **quiet, **header),
            ]
            busy = [
                measure(base, 100, think=5.0, duration=3 * chosen.duration),
                measure(ballot, 100, think=5.0, duration=3 * chosen.duration, **header),
            ]
    return report(alone, busy)


def report(alone: list[Result], busy: list[Result]) -> int:
    """Print the figures and ratios; return 1 where a bar is missed."""
    for lower, upper in (alone, busy):
        print(format_row(lower), format_row(upper), ratio_row(upper, lower), sep="\n")
        for error in (*lower.first_errors, *upper.first_errors):
            print("    error:", error)
    cpu = (alone[1].cpu_ms_per_click or 0) / (alone[0].cpu_ms_per_click or 1)
    p50 = alone[1].p50 / alone[0].p50
    checks = {
        f"CPU per click {cpu:.2f}x of the floor (at most {CPU_BAR}x)": cpu <= CPU_BAR,
        f"p50 {p50:.2f}x of the floor (at most {P50_BAR}x)": p50 <= P50_BAR,
        f"p95 with 100 visitors {busy[1].p95:.0f} ms (under {P95_BAR_MS:.0f} ms)": busy[1].p95 < P95_BAR_MS,
        "no errors": not any(result.errors for result in (*alone, *busy)),
    }
    for sentence, met in checks.items():
        print("met   " if met else "MISSED", sentence)
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
