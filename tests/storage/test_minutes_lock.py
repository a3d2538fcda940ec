"""Minutes with a number are locked by the database itself, also against whoever writes SQL past the program."""

import sqlite3

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from dashboard.storage.append_only import LOCKED, ONCE
from models.enums import MeetingKind, MeetingStatus, MinutesStatus
from models.meeting import Meeting
from models.minutes import Minutes, MinutesSheet, MinutesVersion, PublicMinutes
from models.organisation import Body
from tests.factories import NOON

NUMBER = "〔2026〕1号"
COLUMNS = "id, meeting_id, status, version, number, sha256, public_text, public_left_out, public_version"


@pytest.fixture
def numbered(saved, engine: Engine) -> Engine:
    """Minutes 1 carry a number, a version, a sheet and a public version; minutes 2 are a draft."""
    saved(Body(code="members", name_zh="委员会议", name_en="Members"))
    for number in (1, 2, 3):
        saved(
            Meeting(
                number=f"M-{number}",
                body_code="members",
                type=MeetingKind.MEMBERS,
                title="Meeting",
                starts_at=NOON,
                place="Hall",
                status=MeetingStatus.CLOSED,
            )
        )
    saved(Minutes(meeting_id=1, number=NUMBER, sha256="a", version=1, status=MinutesStatus.ISSUED, approved_at=NOON))
    saved(Minutes(meeting_id=2))
    saved(MinutesVersion(minutes_id=1, version=1, text="Text", facts_sha256="f", saved_at=NOON))
    saved(MinutesSheet(minutes_id=1, version=1, sha256="a", approved_at=NOON))
    saved(PublicMinutes(minutes_id=1, version=1, sheet_id=1, text="Text", sha256="a", decided_at=NOON))
    return engine


def stored(engine: Engine) -> list[tuple[object, ...]]:
    with Session(engine) as session:
        rows = session.exec(select(Minutes).order_by(col(Minutes.id)))
        return [(row.id, row.meeting_id, row.number, row.sha256, row.approved_at, row.approved_by) for row in rows]


VALUES = {
    "id": "99",
    "meeting_id": "3",
    "number": "'X'",
    "sha256": "'b'",
    "approved_at": "'2026-01-01 00:00:00'",
    "approved_by": "1",
}


@pytest.mark.parametrize("column", LOCKED)
def test_what_is_locked_is_not_changed(numbered: Engine, column: str):
    before = stored(numbered)
    with pytest.raises(DBAPIError), numbered.begin() as connection:
        connection.execute(text(f"UPDATE minutes SET {column} = {VALUES[column]} WHERE id = 1"))
    assert stored(numbered) == before


def test_a_number_is_not_taken_away_and_the_row_not_deleted(numbered: Engine):
    before = stored(numbered)
    for attack in ("UPDATE minutes SET number = '' WHERE id = 1", "DELETE FROM minutes WHERE id = 1"):
        with pytest.raises(DBAPIError, match="locked"), numbered.begin() as connection:
            connection.execute(text(attack))
    assert stored(numbered) == before


def test_the_life_goes_on(numbered: Engine):
    with numbered.begin() as connection:
        connection.execute(text("UPDATE minutes SET status = 'archived', public_text = 'T', version = 2 WHERE id = 1"))
        connection.execute(text("UPDATE minutes SET sha256 = 'x' WHERE id = 2"))
        connection.execute(text("DELETE FROM minutes WHERE id = 2"))
    assert len(stored(numbered)) == 1


def test_the_same_number_is_given_once(numbered: Engine):
    with pytest.raises(DBAPIError), numbered.begin() as connection:
        connection.execute(text(f"UPDATE minutes SET number = '{NUMBER}' WHERE id = 2"))
    assert [row[2] for row in stored(numbered)] == [NUMBER, ""]


@pytest.mark.parametrize(
    "attack",
    [
        f"INSERT OR REPLACE INTO minutes ({COLUMNS}) VALUES (1, 1, 'draft', 1, '', '', '', '', 0)",
        f"INSERT OR REPLACE INTO minutes ({COLUMNS}) VALUES (9, 1, 'draft', 1, '', '', '', '', 0)",
        f"INSERT OR REPLACE INTO minutes ({COLUMNS}) VALUES (9, 3, 'draft', 1, '{NUMBER}', '', '', '', 0)",
        f"UPDATE OR REPLACE minutes SET number = '{NUMBER}' WHERE id = 2",
        "UPDATE OR REPLACE minutes SET meeting_id = 1 WHERE id = 2",
        "INSERT OR REPLACE INTO minutes_version (id, minutes_id, version, text, facts_sha256, saved_at, note) "
        "VALUES (9, 1, 1, 'Other', 'f', '2026-01-01', '')",
        "INSERT OR REPLACE INTO minutes_sheet (id, minutes_id, correction_no, version, reason, sha256, around, "
        "approved_at) VALUES (9, 1, 0, 1, '', 'b', '{}', '2026-01-01')",
        "INSERT OR REPLACE INTO public_minutes (id, minutes_id, version, sheet_id, text, left_out, sha256, decided_at) "
        "VALUES (9, 1, 1, 1, 'Other', '', 'b', '2026-01-01')",
    ],
)
def test_replacing_is_refused_on_a_bare_connection(numbered: Engine, attack: str):
    """SQLite alone can replace; a connection without the program's settings has no recursive triggers."""
    if numbered.dialect.name != "sqlite":
        pytest.skip("the statement does not exist on this engine")
    bare = sqlite3.connect(str(numbered.url.database))
    with pytest.raises(sqlite3.IntegrityError, match=r"locked|append-only"):
        bare.execute(attack)
    bare.close()
    assert [row[2] for row in stored(numbered)] == [NUMBER, ""]


def test_emptying_the_table_is_refused(numbered: Engine):
    if numbered.dialect.name == "sqlite":
        attack, words = "DELETE FROM minutes", "locked|FOREIGN KEY"
    else:
        attack, words = "TRUNCATE minutes CASCADE", "locked|append-only"
    with pytest.raises(DBAPIError, match=words), numbered.begin() as connection:
        connection.execute(text(attack))
    assert len(stored(numbered)) == 2


def test_replica_mode_does_not_switch_the_lock_off(numbered: Engine):
    if numbered.dialect.name == "sqlite":
        pytest.skip("SQLite has no replica mode; bare connections are tried above")
    with pytest.raises(DBAPIError, match="locked"), numbered.begin() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        connection.execute(text("UPDATE minutes SET sha256 = 'b' WHERE id = 1"))


@pytest.mark.parametrize("table", ["minutes_sheet", "public_minutes"])
@pytest.mark.parametrize("attack", ["UPDATE {table} SET sha256 = 'b'", "DELETE FROM {table}"])
def test_sheets_and_public_versions_are_written_once(numbered: Engine, table: str, attack: str):
    with pytest.raises(DBAPIError, match="append-only"), numbered.begin() as connection:
        connection.execute(text(attack.format(table=table)))


def test_what_is_unique_is_what_the_guards_go_by(engine: Engine):
    from models.base import TableBase

    for table, columns in ONCE.items():
        constraints = TableBase.metadata.tables[table].constraints
        assert set(columns) in [{column.name for column in one.columns} for one in constraints]
