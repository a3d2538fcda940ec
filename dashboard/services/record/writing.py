"""How do entries come into the record, and how are they put right without a word being lost?"""

from sqlmodel import func, select

from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.common import note_text
from dashboard.services.once import repeated
from dashboard.services.record.common import begun, require_writable, versions
from dashboard.services.record.fitting import Place, require_fitting, spoken
from models.base import subject_of
from models.enums import RecordKind, Stance
from models.meeting import Meeting
from models.record import RecordEntry

LONGEST = 4000
"""Characters of one view."""
WRITE = "record.write"


def write(
    ctx: Context,
    meeting_id: int,
    agenda_item_id: int | None,
    kind: RecordKind,
    *,
    view: str,
    stance: Stance = Stance.NONE,
    seat_id: int | None = None,
    guest_id: int | None = None,
    round_no: int = 1,
    speech_id: int | None = None,
    key: str | None = None,
) -> int:
    """Write a new entry into the record of a meeting and return its number.

    Args:
        speech_id: the speech of the speaking list the entry is of; it says item, speaker and round.
        stance: the clear position; a note takes none.

    Raises:
        RuleBroken: the meeting has not begun, the record is with the chair or signed, the speech is written down
            already, or the entry does not fit: a speech of somebody who was not there or takes no part, an opinion of
            an absent member who was there, an opinion held over on an item that is not left over.
        BadInput: nothing or too much was written, or it is not said whose entry it is.
        NotFound: item, seat, guest or speech do not belong to the meeting.
    """
    with ctx.writing(P.RECORD_KEEP) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        require_writable(unit.session, meeting)
        said = Place(agenda_item_id, seat_id, guest_id, round_no, speech_id)
        place = spoken(unit, meeting, said, kind)
        require_fitting(unit, meeting, kind, place)
        return add(unit, meeting, kind, place, view, stance, key=key)


def add(
    unit: Unit, meeting: Meeting, kind: RecordKind, place: Place, view: str, stance: Stance, *, key: str | None = None
) -> int:
    """Add an entry that was found to fit, in the caller's transaction; return its number."""
    record = begun(unit, meeting)
    last = unit.session.exec(select(func.max(RecordEntry.entry_no)).where(RecordEntry.meeting_id == meeting.id)).one()
    row = RecordEntry(
        meeting_id=meeting.id,
        agenda_item_id=place.agenda_item_id,
        entry_no=(last or 0) + 1,
        type=kind,
        speech_id=place.speech_id,
        seat_id=place.seat_id,
        guest_id=place.guest_id,
        round_no=place.round_no,
        view=note_text("view", view, least=1, most=LONGEST),
        stance=Stance.NONE if kind is RecordKind.NOTE else stance,
        written_at=unit.now,
        written_by=unit.actor.id,
    )
    unit.add(row)
    unit.audit(WRITE, subject_of(record), entry=row.entry_no, version=1, type=kind)
    unit.remember(key, row.entry_no)
    return row.entry_no


def reword(
    ctx: Context,
    meeting_id: int,
    entry_no: int,
    version_seen: int,
    *,
    view: str,
    stance: Stance,
    reason: str,
    key: str | None = None,
) -> int:
    """Put an entry in other words and return its new version; the earlier ones stay.

    Raises:
        RuleBroken: somebody changed the entry meanwhile, it is struck, nothing is changed by it, or the record is
            with the chair or signed.
        BadInput: no reason was given, or nothing or too much was written.
    """
    with ctx.writing(P.RECORD_KEEP) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        row = _newest(unit, meeting, entry_no, version_seen)
        why = note_text("reason", _required(reason), most=500)
        words = note_text("view", view, least=1, most=LONGEST)
        position = Stance.NONE if row.type == RecordKind.NOTE else stance
        if (words, position) == (row.view, row.stance):
            raise RuleBroken("Nothing is different from the entry as it stands.")
        return _next(unit, row, why, key, view=words, stance=position)


def strike(
    ctx: Context, meeting_id: int, entry_no: int, version_seen: int, reason: str, *, key: str | None = None
) -> int:
    """Strike an entry, with a reason, and return its new version; what it said stays stored.

    Raises:
        RuleBroken: somebody changed the entry meanwhile, it is struck, or the record is with the chair or signed.
        BadInput: no reason was given.
    """
    with ctx.writing(P.RECORD_KEEP) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        row = _newest(unit, meeting, entry_no, version_seen)
        return _next(unit, row, note_text("reason", _required(reason), most=500), key, struck=True)


def _required(reason: str) -> str:
    if not reason.strip():
        raise BadInput("reason", "Please give a reason: it stands in the record.")
    return reason


def _newest(unit: Unit, meeting: Meeting, entry_no: int, version_seen: int) -> RecordEntry:
    require_writable(unit.session, meeting)
    rows = versions(unit.session, meeting.id).get(entry_no)
    if not rows:
        raise NotFound("There is no entry %(no)s in this record.", no=entry_no)
    row = rows[-1]
    if row.version != version_seen:
        raise RuleBroken("Somebody changed this entry meanwhile. Read it again before you change it.")
    if row.struck:
        raise RuleBroken("This entry is struck. Write a new one.")
    return row


def _next(unit: Unit, row: RecordEntry, reason: str, key: str | None, **changed: object) -> int:
    """Add the next version of an entry, which differs in ``changed``."""
    record = begun(unit, unit.get(Meeting, row.meeting_id))
    fresh = {"version": row.version + 1, "reason": reason, "written_at": unit.now, "written_by": unit.actor.id}
    copied = row.model_dump(exclude={"id"}) | fresh | changed
    made = unit.add(RecordEntry(**copied))
    unit.audit(WRITE, subject_of(record), entry=made.entry_no, version=made.version, struck=made.struck)
    unit.remember(key, made.version)
    return made.version
