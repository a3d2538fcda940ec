"""How is a record signed by its recorder and then by the chair, and is it still what was signed?"""

from dataclasses import dataclass

from sqlmodel import Session

from dashboard.errors import RuleBroken
from dashboard.rules.lifecycle.minutes import RecordAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.once import repeated
from dashboard.services.record.common import begun, meeting_of, record_of, status_of
from dashboard.services.record.digest import digest
from dashboard.services.transitions import advance
from dashboard.services.typed_text import reason_text
from models.enums import MeetingStatus, RecordStatus
from models.meeting import Meeting
from models.record import MeetingRecord


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether a record is what was signed; ``signed`` is empty as long as the chair has not."""

    intact: bool
    signed: str
    now: str


def hand_in(ctx: Context, meeting_id: int, digest_seen: str, *, key: str | None = None) -> RecordStatus:
    """Sign the record as its recorder and hand it to the chair; nothing is written until the chair sends it back.

    Args:
        digest_seen: the digest of the record the recorder read.

    Raises:
        RuleBroken: the meeting is not closed, the record changed since it was read, or it is handed in already.
    """
    with ctx.writing(P.RECORD_KEEP) as unit:
        meeting, row, done = _opened(unit, meeting_id, key)
        if done:
            return status_of(row)
        if meeting.status != MeetingStatus.CLOSED:
            raise RuleBroken("The record is handed in once the meeting is closed.")
        _require_seen(unit, meeting, digest_seen)
        row.handed_in_at, row.handed_in_by = unit.now, unit.actor.id
        advance(unit, row, RecordAction.HAND_IN)
        unit.remember(key, row.id)
        return status_of(row)


def sign(ctx: Context, meeting_id: int, digest_seen: str, *, key: str | None = None) -> str:
    """Sign the record as the chair and return its digest; from then on nothing can be written into it.

    Args:
        digest_seen: the digest of the record the chair read.

    Raises:
        RuleBroken: the recorder has not handed it in, it is signed already, or it changed since it was read.
    """
    with ctx.writing(P.MINUTES_APPROVE) as unit:
        meeting, row, done = _opened(unit, meeting_id, key)
        if done:
            return row.sha256
        _require_seen(unit, meeting, digest_seen)
        row.signed_at, row.signed_by = unit.now, unit.actor.id
        row.sha256 = digest(unit.session, meeting)
        advance(unit, row, RecordAction.SIGN, sha256=row.sha256)
        unit.remember(key, row.id)
        return row.sha256


def send_back(ctx: Context, meeting_id: int, reason: str, *, key: str | None = None) -> RecordStatus:
    """Send the record back to its recorder, who signs it anew.

    Raises:
        RuleBroken: the record does not wait for the chair.
        BadInput: no reason was given.
    """
    with ctx.writing(P.MINUTES_APPROVE) as unit:
        _meeting, row, done = _opened(unit, meeting_id, key)
        if done:
            return status_of(row)
        advance(unit, row, RecordAction.SEND_BACK, reason=reason_text(reason))
        row.handed_in_at, row.handed_in_by = None, None
        unit.session.add(row)
        unit.remember(key, row.id)
        return status_of(row)


def verify(ctx: Context, meeting: int | str) -> Verified:
    """Return whether the record of a meeting is still what the chair signed.

    Raises:
        NotFound: there is no such meeting.
    """
    with ctx.reading(P.RECORD_READ) as session:
        return verified(session, meeting_of(session, meeting))


def verified(session: Session, meeting: Meeting) -> Verified:
    """Return the same in the caller's session."""
    row, now = record_of(session, meeting.id), digest(session, meeting)
    signed = row.sha256 if row is not None and row.status == RecordStatus.SIGNED else ""
    return Verified(intact=not signed or signed == now, signed=signed, now=now)


def _opened(unit: Unit, meeting_id: int, key: str | None) -> tuple[Meeting, MeetingRecord, bool]:
    """Return the meeting and its record, locked in this order, and whether this click was carried out already."""
    meeting = unit.get(Meeting, meeting_id)
    if repeated(unit, key) is not None:
        return meeting, unit.get(MeetingRecord, _id_of(unit, meeting)), True
    if unit.permission is not P.RECORD_KEEP and record_of(unit.session, meeting.id) is None:
        raise RuleBroken("This step is not open any more. Reload the page to see what happened meanwhile.")
    return meeting, begun(unit, meeting), False


def _id_of(unit: Unit, meeting: Meeting) -> int | None:
    row = record_of(unit.session, meeting.id)
    return None if row is None else row.id


def _require_seen(unit: Unit, meeting: Meeting, digest_seen: str) -> None:
    if digest(unit.session, meeting) != digest_seen:
        raise RuleBroken("The record changed since you opened it. Read it again before you sign it.")
