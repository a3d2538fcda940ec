"""By which digest is the record recognised that was signed, whatever units and posts are called later?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlmodel import Session, col, select

from dashboard.i18n import DEFAULT, speaking
from dashboard.services.record.common import record_of
from dashboard.services.record.votes import votes_by_item
from models.base import TableBase
from models.meeting import AgendaItem, Attendance, Guest, Meeting, Recusal, Task
from models.motion import Objection
from models.record import RecordEntry
from models.speech import Speech

MEETING = ("number", "body_code", "type", "title", "starts_at", "place", "opened_at", "closed_at")
SIGNATURES = ("handed_in_at", "handed_in_by", "signed_at", "signed_by")
PARTS: Mapping[type[TableBase], tuple[str, ...]] = {
    AgendaItem: ("id", "position", "title", "presenter", "status"),
    Attendance: ("seat_id", "presence", "leave_reason", "substitute"),
    Guest: ("id", "unit", "post", "type", "removed_at"),
    Recusal: ("agenda_item_id", "seat_id", "reason", "declared_at", "withdrawn_at"),
    Speech: ("id", "agenda_item_id", "round_no", "seat_id", "guest_id", "closing", "status", "started_at", "ended_at"),
    Objection: ("motion_id", "seat_id", "at", "text", "would_change"),
    Task: ("agenda_item_id", "text", "organisation_id", "unit", "due_on"),
    RecordEntry: (
        "agenda_item_id", "entry_no", "version", "type", "speech_id", "seat_id", "guest_id", "round_no", "view",
        "stance", "struck", "reason", "written_at", "written_by",
    ),
}  # fmt: skip
"""What of each table stands in the record. Units, posts and seats go in by id: a unit that is renamed later changes
nothing of what was said. Left out is what goes on after the meeting, such as how far a task is."""


def digest(session: Session, meeting: Meeting) -> str:
    """Return the SHA-256 of the whole record, signatures included, as 64 hexadecimal digits."""
    return sha256(canonical(session, meeting).encode()).hexdigest()


def canonical(session: Session, meeting: Meeting) -> str:
    """Return the whole record as JSON with sorted keys and no spaces, the same for the same facts.

    Counts that the record does not show are not in it either, so nobody finds them out by trying digests.
    """
    row = record_of(session, meeting.id)
    whole = {
        "meeting": _picked(meeting, MEETING),
        "signatures": _picked(row, SIGNATURES) if row else dict.fromkeys(SIGNATURES),
        "votes": _votes(session, meeting.id),
        **{_name(table): _rows(session, table, columns, meeting.id) for table, columns in PARTS.items()},
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _name(table: type[TableBase]) -> str:
    return table.kind or table.__name__.lower()


def _rows(session: Session, table: Any, columns: Iterable[str], meeting_id: int) -> list[dict[str, Any]]:
    found = session.exec(select(table).where(table.meeting_id == meeting_id).order_by(col(table.id)))
    return [_picked(row, columns) for row in found]


def _picked(row: TableBase, columns: Iterable[str]) -> dict[str, Any]:
    return {column: getattr(row, column) for column in columns}


def _votes(session: Session, meeting_id: int) -> list[dict[str, Any]]:
    """Return the frozen votes as the record shows them; differing views stand in their own list."""
    with speaking(DEFAULT):
        by_item = votes_by_item(session, meeting_id, {})
    return [
        {"item": item, **asdict(replace(vote, dissent=(), rule_words=""))}
        for item, votes in sorted(by_item.items())
        for vote in votes
    ]


def _plain(value: date) -> str:
    """Return a day, or a moment in UTC, as text."""
    return (value.astimezone(UTC) if isinstance(value, datetime) else value).isoformat()
