"""What the use cases of the record share: who sits in the meeting, which entries stand, who may still write."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from dashboard.errors import NotFound, RuleBroken
from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.rules.lifecycle.minutes import RecordAction
from dashboard.rules.speaking import Speaker
from dashboard.services.context import Unit
from dashboard.services.meetings.common import meeting_numbered
from dashboard.services.meetings.speaking.floor import titled
from dashboard.services.transitions import begin
from models.enums import GuestKind, MeetingStatus, Presence, RecordStatus
from models.meeting import Attendance, Guest, Meeting
from models.organisation import Organisation, Seat
from models.record import MeetingRecord, RecordEntry

WRITTEN = (MeetingStatus.IN_SESSION, MeetingStatus.CLOSED)
"""States of a meeting in which its record is written."""
CAME = (Presence.PRESENT, Presence.LEFT)


@dataclass(frozen=True, slots=True)
class Sitter:
    """A seat entitled to attend: whoever came for it, and who holds it; by unit and post."""

    seat: Seat
    attendance: Attendance
    name: str
    holder: str

    @property
    def came(self) -> bool:
        """Return whether the seat itself was there; a substitute without a vote sits in while it is on leave."""
        return self.attendance.presence in CAME

    @property
    def user_ids(self) -> frozenset[int]:
        """Return the accounts of its holder and of whoever sat in for the holder."""
        both = (self.seat.user_id, self.attendance.substitute_user_id)
        return frozenset(user for user in both if user is not None)


def sitters(session: Session, meeting_id: int) -> dict[int, Sitter]:
    """Return the seats entitled to attend by id, in the order of their numbers."""
    query = (
        select(Attendance, Seat, Organisation)
        .join(Seat, col(Seat.id) == Attendance.seat_id)
        .join(Organisation, col(Organisation.id) == Seat.organisation_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(col(Seat.number), col(Seat.id))
    )
    return {seat.id: _sitter(row, seat, unit) for row, seat, unit in session.exec(query)}


def _sitter(row: Attendance, seat: Seat, unit: Organisation) -> Sitter:
    named = either(unit.name_zh, unit.name_en)
    holder = titled(named, either(seat.post_zh, seat.post_en))
    if not row.substitute:
        return Sitter(seat, row, holder, holder)
    return Sitter(seat, row, titled(named, _("%(post)s, sitting in") % {"post": row.substitute}), holder)


def guests(session: Session, meeting_id: int) -> list[Guest]:
    """Return the guests of a meeting in the order they were entered, those taken off again too."""
    return list(session.exec(select(Guest).where(Guest.meeting_id == meeting_id).order_by(col(Guest.id))))


def names(session: Session, meeting_id: int) -> dict[Speaker, str]:
    """Return unit and post of everybody who may stand in the record of a meeting."""
    seats: dict[Speaker, str] = {("seat", key): one.name for key, one in sitters(session, meeting_id).items()}
    return seats | {("guest", one.id): titled(one.unit, one.post) for one in guests(session, meeting_id)}


def speaker_of(row: RecordEntry) -> Speaker | None:
    """Return whom an entry is of, ``None`` where it is of nobody in particular."""
    if row.seat_id is not None:
        return ("seat", row.seat_id)
    return ("guest", row.guest_id) if row.guest_id is not None else None


def observers(found: list[Guest]) -> int:
    """Return how many observers (旁听) there were."""
    return sum(one.type == GuestKind.OBSERVER and one.removed_at is None for one in found)


def versions(session: Session, meeting_id: int) -> dict[int, list[RecordEntry]]:
    """Return every entry of a meeting with all its versions, oldest first, by entry number."""
    query = select(RecordEntry).where(RecordEntry.meeting_id == meeting_id)
    found: dict[int, list[RecordEntry]] = {}
    for row in session.exec(query.order_by(col(RecordEntry.entry_no), col(RecordEntry.version))):
        found.setdefault(row.entry_no, []).append(row)
    return found


def standing(session: Session, meeting_id: int) -> list[RecordEntry]:
    """Return the newest version of every entry that was not struck."""
    newest = [rows[-1] for rows in versions(session, meeting_id).values()]
    return [row for row in newest if not row.struck]


def record_of(session: Session, meeting_id: int) -> MeetingRecord | None:
    """Return the record of a meeting, ``None`` where nothing was written yet."""
    return session.exec(select(MeetingRecord).where(MeetingRecord.meeting_id == meeting_id)).first()


def status_of(row: MeetingRecord | None) -> RecordStatus:
    """Return how far a record is; one nobody has begun is open."""
    return RecordStatus.OPEN if row is None else RecordStatus(row.status)


def begun(unit: Unit, meeting: Meeting) -> MeetingRecord:
    """Return the record of a meeting, locked; begin it where nobody has."""
    row = record_of(unit.session, meeting.id)
    if row is not None:
        return unit.get(MeetingRecord, row.id)
    made = unit.add(MeetingRecord(meeting_id=meeting.id))
    begin(unit, made, RecordAction.BEGIN, meeting=meeting.number)
    return made


def require_writable(session: Session, meeting: Meeting, *, checked: bool = False) -> None:
    """Refuse to write into a record that is signed, or before its meeting sits.

    Args:
        checked: whether a speaker says what is wrong, which is open until the chair has signed.
    """
    if meeting.status not in WRITTEN:
        raise RuleBroken("The meeting has not begun, so there is nothing to record yet.")
    status = status_of(record_of(session, meeting.id))
    if status is RecordStatus.SIGNED:
        raise RuleBroken("The record of this meeting is signed: nothing can be written into it any more.")
    if status is RecordStatus.HANDED_IN and not checked:
        raise RuleBroken("The record is with the chair. It can be changed once the chair has sent it back.")


def meeting_of(session: Session, meeting: int | str) -> Meeting:
    """Return a meeting by its id or its number.

    Raises:
        NotFound: there is none.
    """
    if isinstance(meeting, str):
        return meeting_numbered(session, meeting)
    row = session.get(Meeting, meeting)
    if row is None:
        raise NotFound("This record does not exist.", table="Meeting", id=meeting)
    return row
