"""A record signed by recorder and chair is locked by the database itself."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from models.enums import MeetingKind, MeetingStatus, RecordStatus
from models.meeting import Meeting
from models.organisation import Body
from models.record import MeetingRecord
from tests.factories import NOON


@pytest.fixture
def records(saved, engine: Engine) -> Engine:
    """Record 1 is signed, record 2 is not."""
    saved(Body(code="members", name_zh="委员会议", name_en="Members"))
    for number in (1, 2):
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
    saved(MeetingRecord(meeting_id=1, status=RecordStatus.SIGNED, sha256="a"))
    saved(MeetingRecord(meeting_id=2, sha256="a"))
    return engine


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE meeting_record SET sha256 = 'b' WHERE meeting_id = 1",
        "UPDATE meeting_record SET status = 'open' WHERE meeting_id = 1",
        "DELETE FROM meeting_record WHERE meeting_id = 1",
    ],
)
def test_a_signed_record_is_neither_changed_nor_deleted(records: Engine, attack: str):
    with pytest.raises(DBAPIError, match="locked"), records.begin() as connection:
        connection.execute(text(attack))
    with records.begin() as connection:
        rows = connection.execute(text("SELECT sha256, status FROM meeting_record ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [("a", "signed"), ("a", "open")]


def test_a_record_that_is_kept_still_moves(records: Engine):
    with records.begin() as connection:
        connection.execute(text("UPDATE meeting_record SET status = 'handed_in' WHERE meeting_id = 2"))
        connection.execute(text("UPDATE meeting_record SET status = 'signed', sha256 = 'b' WHERE meeting_id = 2"))
        assert connection.execute(text("SELECT sha256 FROM meeting_record WHERE meeting_id = 2")).scalar() == "b"
