"""A small committee with one of everything, and empty databases of either engine to restore it into."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from dashboard.i18n import speaking
from dashboard.services import archive, meetings, votes
from dashboard.services.context import Context
from dashboard.services.minutes.texts import text_digest
from dashboard.storage.engine import open_engine
from models.account import AuthSession, SignInFailure, SignInTicket
from models.attachment import Attachment
from models.audit import AuditEntry
from models.base import TableBase
from models.counter import Counter, DoneRequest
from models.enums import (
    Choice,
    MinutesStatus,
    NeedStatus,
    RecordKind,
    RecordStatus,
    Role,
    Stance,
    VoteMode,
)
from models.house_rule import HouseRule
from models.life import LifeEvent
from models.minutes import Minutes, MinutesSheet, MinutesVersion, PublicMinutes
from models.need import Need, NeedFollower, StoredDraft
from models.record import MeetingRecord, RecordEntry, RecordReading
from models.template import DocumentTemplate
from tests.conftest import administer
from tests.factories import NOON, Clock, actor_of
from tests.services import secret_votes
from tests.services.table import Table, lay

FOR, AGAINST = Choice.FOR, Choice.AGAINST
TEXT = "会议听取了堃玥喆𬀩同志的汇报。\n\n会议同意。"
OFFICE_PHOTO = bytes(range(256)) * 4


def office(table: Table) -> Context:
    """Return a context of the machine on the committee's database."""
    return system(table.engine, table.clock)


def system(engine: Engine, clock: Clock | None = None) -> Context:
    """Return a context of the machine on any database."""
    return Context(engine, lambda session: actor_of("system"), clock or Clock())


@pytest.fixture
def committee(table: Table) -> Table:
    """The small committee on each engine in turn."""
    return filled(table)


@pytest.fixture(scope="session")
def archived(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: bytes) -> bytes:
    """The archive of 2026 of the small committee, with a word planted in every private column."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "small.db").write_bytes(migrated_sqlite)
    engine = open_engine(f"sqlite:///{folder / 'small.db'}")
    with speaking("en"):
        table = filled(lay(engine, Clock()))
        plant(table)
        made = archive.create(office(table), 2026, folder / "a.zip")
    engine.dispose()
    return made.path.read_bytes()


@pytest.fixture
def written(archived: bytes, tmp_path: Path) -> Path:
    """A copy of that archive."""
    path = tmp_path / "written.zip"
    path.write_bytes(archived)
    return path


def plant(table: Table) -> None:
    """Put a word into every private column of every row."""
    with table.engine.execution_options(writes=True).begin() as connection:
        for name, columns in PRIVATE.items():
            for column in columns:
                connection.execute(text(f"UPDATE {name} SET {column} = 'canary-{column}-' || id"))


PRIVATE = {
    "account": ("username", "display_name", "password_hash"),
    "agreement_party": ("contact_post",),
    "meeting": ("check_in_code",),
    "need": ("contact", "follow_code"),
    "resource": ("contact_post",),
}


def filled(table: Table) -> Table:
    """Return the committee with a recorded and a secret vote of 2026, minutes, a record, files, and an item of 2025."""
    old = past(table, "2025-1", NeedStatus.COMPLETED)
    first, second = table.need("N-1"), table.need("N-2")
    table.save(Need(**table.row(Need, first).model_dump(exclude={"id", "number"}), number="N-3"))
    kept = table.row(Need, second)
    kept.merged_into_id = old
    kept.contact, kept.follow_code = "contact-canary", "f" * 64
    kept.proposer_id = table.people["resident"]
    table.save(kept)
    meeting, items = table.sitting(first, second)
    recorded(table, items[0])
    secretly(table, meeting, items[1])
    meetings.close(table.office, meeting)
    papers(table, meeting, items[0], first)
    secrets(table, first)
    return table


def past(table: Table, number: str, status: NeedStatus) -> int:
    """Save an item that ended in 2025, to which another one refers."""
    need = table.need(number, status)
    row = table.row(Need, need)
    row.submitted_at = NOON - timedelta(days=700)
    table.save(
        row,
        LifeEvent(
            at=NOON - timedelta(days=600), subject=f"need/{need}", actor_role=Role.SECRETARIAT, action="complete",
            before="awaiting_acceptance", after="completed",
        ),
    )  # fmt: skip
    return need


def recorded(table: Table, item: int) -> None:
    meetings.take_up(table.office, item)
    motion = votes.put(table.office, item, "Shall the shed be repaired?", "P1")
    votes.open_vote(table.office, motion)
    table.cast(motion, *[FOR] * 7, AGAINST, Choice.ABSTAIN)
    table.cast(motion, AGAINST)
    votes.close(table.office, motion)


def secretly(table: Table, meeting: int, item: int) -> None:
    meetings.take_up(table.office, item)
    motion = votes.put(table.office, item, "Shall the second be repaired?", "P1", mode=VoteMode.SECRET)
    vote = secret_votes.SecretVote(table, meeting, item, motion).draw().open()
    vote.cast(*[FOR] * 6, AGAINST, AGAINST)
    vote.end().take_off_outer().count()


def papers(table: Table, meeting: int, item: int, need: int) -> None:
    """Save minutes in force, a record, files and a template past the use cases."""
    chair, clerk = table.people["1"], table.people["secretariat"]
    minutes = table.save(Minutes(meeting_id=meeting, status=MinutesStatus.PUBLISHED, version=1))
    digest = text_digest(TEXT)
    table.save(
        MinutesVersion(
            minutes_id=minutes.id, version=1, text=TEXT, facts_sha256="0" * 64, saved_at=NOON, saved_by=clerk
        )
    )
    sheet = table.save(
        MinutesSheet(
            minutes_id=minutes.id, version=1, sha256=digest, around=AROUND, approved_at=NOON, approved_by=chair
        )
    )
    minutes.number, minutes.sha256, minutes.approved_at, minutes.approved_by = "〔2026〕1号", digest, NOON, chair
    table.save(
        minutes,
        PublicMinutes(minutes_id=minutes.id, version=1, sheet_id=sheet.id, text="公开版", sha256="1" * 64,
                      decided_at=NOON, decided_by=clerk),
        MeetingRecord(meeting_id=meeting, status=RecordStatus.SIGNED, sha256="2" * 64, signed_at=NOON, signed_by=chair),
        RecordEntry(meeting_id=meeting, agenda_item_id=item, entry_no=1, type=next(iter(RecordKind)), seat_id=1,
                    view="{{7*7}}<b>&=cmd()", stance=next(iter(Stance)), written_at=NOON, written_by=clerk),
        RecordReading(meeting_id=meeting, account_id=chair, role=Role.CHAIR, at=NOON, way="page"),
        Attachment(owner=f"need/{need}", name="照片", media_type="image/jpeg", size=1024, sha256="3" * 64,
                   content=OFFICE_PHOTO, uploaded_by=table.people["resident"], uploaded_at=NOON),
        Attachment(owner=f"agenda_item/{item}", name="../../逃.pdf", media_type="application/pdf", size=2,
                   sha256="4" * 64,
                   content=b"\x00\xff", uploaded_by=clerk, uploaded_at=NOON),
        DocumentTemplate(paper="sign_in_sheet", version=1, content=b"PK", uploaded_at=NOON, uploaded_by=clerk),
    )  # fmt: skip


AROUND = {
    "head_title": "会议纪要", "number": "〔2026〕1号", "issuer": "联合党委", "title": "第四季度会议", "held_at": "今天",
    "place": "议事厅", "chair": "第1单位", "recorder": "秘书处", "present": ["第1单位"], "on_leave": [],
    "in_attendance": [], "issued_on": "2026年12月10日", "copy_to": "各成员单位", "language": "zh_CN",
}  # fmt: skip


def secrets(table: Table, need: int) -> None:
    """Save what an archive must not hold."""
    resident = table.people["resident"]
    late = NOON + timedelta(days=1)
    table.save(
        AuthSession(token_sha256="canary-token", account_id=resident, epoch=0, created_at=NOON, seen_at=NOON,
                    expires_at=late),
        SignInTicket(ticket_sha256="canary-ticket", account_id=resident, expires_at=late),
        SignInFailure(key="canary-failure", failures=1, last_at=NOON),
        StoredDraft(user_id=resident, form="need", fields={"title": "canary-draft"}, saved_at=NOON),
        Attachment(owner="draft/1", name="canary-name", media_type="image/jpeg", size=1, sha256="5" * 64,
                   content=b"canary-bytes", uploaded_by=resident, uploaded_at=NOON),
        Attachment(owner=f"need/{need}", name="canary-removed", media_type="image/jpeg", size=1, sha256="6" * 64,
                   content=b"canary-removed-bytes", uploaded_at=NOON, removed_at=NOON),
        NeedFollower(need_id=need, user_id=resident, since=NOON),
        DoneRequest(key="canary-done", at=NOON, result="1"),
        HouseRule(name="small_cell", value=5),
        HouseRule(name="demonstration", value={"offset_seconds": 7, "accounts": {"canary-user": "canary-password"}}),
        AuditEntry(at=NOON, actor_id=resident, actor_role=Role.RESIDENT, action="need.follow", subject=f"need/{need}"),
        AuditEntry(at=NOON, actor_id=resident, actor_role=Role.RESIDENT, action="account.register",
                   subject=f"account/{resident}", facts={"name": "canary-audit"}),
        Counter(name="need:2026Q4", value=3),
    )  # fmt: skip


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path, migrated_sqlite: bytes) -> Iterator[Callable[[str], Engine]]:
    """``empty("postgresql")`` is a new, empty, migrated database of that engine."""
    engines: list[Engine] = []
    names: list[str] = []

    def make(kind: str) -> Engine:
        name = f"archive_{uuid4().hex}"
        if kind == "sqlite":
            path = tmp_path / f"{name}.db"
            path.write_bytes(migrated_sqlite)
            engines.append(open_engine(f"sqlite:///{path}"))
        else:
            server, template = request.getfixturevalue("postgresql_url"), request.getfixturevalue("migrated_postgresql")
            administer(server, f"CREATE DATABASE {name} TEMPLATE migrated STRATEGY FILE_COPY")
            names.append(name)
            engines.append(open_engine(template.replace("/migrated?", f"/{name}?")))
        return engines[-1]

    yield make
    for engine in engines:
        engine.dispose()
    for name in names:
        administer(request.getfixturevalue("postgresql_url"), f"DROP DATABASE {name} WITH (FORCE)")


def rows(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(table.select())), key=str)
            for table in TableBase.metadata.sorted_tables
        }
