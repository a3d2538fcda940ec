"""The records of the demonstration: signed ones are what was signed, also after all that happened since."""

from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session, select

from dashboard.services import accounts, record
from dashboard.services.context import Context
from dashboard.storage.engine import open_engine
from models.account import Account
from models.enums import RecordStatus


def test_every_record_reads_as_it_was_signed(demonstration_file: Path, tmp_path: Path):
    path = tmp_path / "riverside.db"
    path.write_bytes(demonstration_file.read_bytes())
    engine = open_engine(f"sqlite:///{path}")
    with Session(engine) as session:
        office = session.exec(select(Account.id).where(Account.username == "secretariat")).one()
    ctx = Context(engine, accounts.as_account(office), lambda: datetime(2026, 12, 20, 2, tzinfo=UTC))
    held = ("2026-WY-01", "2026-WY-02", "2026-ZT-01", "2026-WY-03", "2026-WY-04", "2026-LX-01")
    found = [record.read(ctx, number) for number in held]
    signed, waiting, kept = RecordStatus.SIGNED, RecordStatus.HANDED_IN, RecordStatus.OPEN
    assert [one.status for one in found] == [signed, signed, signed, signed, waiting, kept]
    assert [one.intact for one in found] == [True] * 6
    assert [one.unwritten for one in found] == [0] * 6
    assert sum(len(vote.dissent) for item in found[0].facts.items for vote in item.votes) == 1
    assert [len(item.held_over) for item in found[1].facts.items] == [0, 1, 0]
    engine.dispose()
