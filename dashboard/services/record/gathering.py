"""What stands in the record of a meeting, put together from everything that is stored of it?"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from dashboard.documents.record import (
    AbsentFacts,
    EarlierFacts,
    EntryFacts,
    ItemRecord,
    RecordFacts,
    RecusalFacts,
    SignatureFacts,
    TaskLine,
)
from dashboard.i18n import either
from dashboard.labels import label
from dashboard.rules.speaking import SPOKEN, Speaker
from dashboard.services.meetings.common import items_of
from dashboard.services.meetings.speaking.floor import titled, turn_of
from dashboard.services.record.common import (
    Sitter,
    guests,
    names,
    observers,
    record_of,
    sitters,
    speaker_of,
    versions,
)
from dashboard.services.record.votes import votes_by_item
from models.account import Account
from models.enums import AgendaStatus, GuestKind, MeetingKind, Presence, RecordKind, Role, SpeechStatus, Stance
from models.meeting import AgendaItem, Meeting, Recusal, Task
from models.organisation import Organisation
from models.record import RecordEntry
from models.speech import Speech


def gather(session: Session, meeting: Meeting, now: datetime) -> RecordFacts:
    """Return the whole record of a meeting in the language spoken now; what was typed stays as it was typed."""
    seats, there = sitters(session, meeting.id), guests(session, meeting.id)
    named = names(session, meeting.id)
    entries, tasks = entries_by_item(session, meeting.id, named, now), _tasks(session, meeting.id)
    general = entries.get(None, [])
    recorder, chair = _signatures(session, meeting.id)
    return RecordFacts(
        title=meeting.title,
        number=meeting.number,
        kind=label(MeetingKind(meeting.type)),
        starts_at=meeting.starts_at,
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        place=meeting.place,
        chair=next((one.name for one in seats.values() if one.seat.chairs), ""),
        recorder=label(Role.SECRETARIAT),
        entitled=len(seats),
        present=tuple(one.name for one in seats.values() if one.came),
        absent=tuple(_absent(one) for one in seats.values() if not one.came),
        guests=(
            *(titled(one.unit, one.post) for one in there if _attended(one.type, one.removed_at)),
            *(one.name for one in seats.values() if one.attendance.substitute and not one.came),
        ),
        observers=observers(there),
        items=_items(session, meeting, named, entries, tasks),
        notes=_of(general, RecordKind.NOTE),
        struck=tuple(one for one in general if one.struck),
        tasks=tuple(tasks.get(None, ())),
        recorder_signed=recorder,
        chair_signed=chair,
    )


def _absent(one: Sitter) -> AbsentFacts:
    return AbsentFacts(one.holder, one.attendance.presence == Presence.ON_LEAVE, one.attendance.leave_reason)


def _attended(kind: GuestKind, removed_at: datetime | None) -> bool:
    return kind == GuestKind.IN_ATTENDANCE and removed_at is None


def _signatures(session: Session, meeting_id: int) -> tuple[SignatureFacts | None, SignatureFacts | None]:
    """Return the recorder's and the chair's signature, ``None`` for one that is missing."""
    row = record_of(session, meeting_id)
    if row is None:
        return None, None
    return (
        _signed(session, row.handed_in_by, row.handed_in_at),
        _signed(session, row.signed_by, row.signed_at),
    )


def _signed(session: Session, account_id: int | None, at: datetime | None) -> SignatureFacts | None:
    if at is None:
        return None
    account = session.get(Account, account_id) if account_id is not None else None
    return SignatureFacts(account.display_name if account else label(Role.SYSTEM), at)


def _items(
    session: Session,
    meeting: Meeting,
    named: dict[Speaker, str],
    entries: dict[int | None, list[EntryFacts]],
    tasks: dict[int | None, list[TaskLine]],
) -> tuple[ItemRecord, ...]:
    votes, away = votes_by_item(session, meeting.id, named), _recusals(session, meeting.id, named)
    silent = _silent(session, meeting.id, named)
    return tuple(
        _item(item, entries.get(item.id, []), votes=tuple(votes.get(item.id, ())), tasks=tuple(tasks.get(item.id, ())),
              recusals=tuple(away.get(item.id, ())), silent=tuple(silent.get(item.id, ())))
        for item in items_of(session, meeting.id)
    )  # fmt: skip


def _item(item: AgendaItem, entries: Sequence[EntryFacts], **told: tuple[object, ...]) -> ItemRecord:
    return ItemRecord(
        item_id=item.id,
        position=item.position,
        title=item.title,
        presenter=item.presenter,
        outcome=AgendaStatus(item.status),
        spoken=_of(entries, RecordKind.SPEECH),
        held_over=_of(entries, RecordKind.HELD_OVER),
        absent_views=_of(entries, RecordKind.ABSENT_VIEW),
        notes=_of(entries, RecordKind.NOTE),
        struck=tuple(one for one in entries if one.struck),
        **told,  # type: ignore[arg-type]  # each tuple is of the kind its name says
    )


def _of(entries: Iterable[EntryFacts], kind: RecordKind) -> tuple[EntryFacts, ...]:
    return tuple(one for one in entries if one.type is kind and not one.struck)


def entries_by_item(
    session: Session, meeting_id: int, named: dict[Speaker, str], now: datetime
) -> dict[int | None, list[EntryFacts]]:
    """Return the entries of a meeting by item, struck ones too, and the speeches nobody has written down.

    Speeches stand in the order in which they were held, entries without one after them in the order of their numbers.
    """
    speeches = {row.id: row for row in _speeches(session, meeting_id)}
    holders = {key: one.holder for key, one in sitters(session, meeting_id).items()}
    kept = list(versions(session, meeting_id).values())
    written = [_entry(rows, _whose(rows[-1], named, holders), speeches, now) for rows in kept]
    taken = {one.speech_id for one in written if not one.struck}
    bare = [_bare(row, named, now) for key, row in speeches.items() if key not in taken]
    order = {key: place for place, key in enumerate(speeches)}
    items = {rows[-1].entry_no: rows[-1].agenda_item_id for rows in kept}
    found: dict[int | None, list[EntryFacts]] = {}
    for one in sorted([*written, *bare], key=lambda one: (order.get(one.speech_id or 0, len(order)), one.entry_no)):
        at = items[one.entry_no] if one.entry_no else speeches[one.speech_id or 0].agenda_item_id
        found.setdefault(at, []).append(one)
    return found


def _speeches(session: Session, meeting_id: int) -> list[Speech]:
    begun = select(Speech).where(Speech.meeting_id == meeting_id, col(Speech.started_at).is_not(None))
    rows = session.exec(begun.order_by(col(Speech.started_at), col(Speech.id)))
    return [row for row in rows if SpeechStatus(row.status) in SPOKEN]


def _whose(row: RecordEntry, named: dict[Speaker, str], holders: dict[int, str]) -> str:
    """Return whose entry it is: a written opinion is the holder's own, also where somebody sits in."""
    speaker = speaker_of(row)
    if row.type == RecordKind.ABSENT_VIEW and row.seat_id is not None:
        return holders.get(row.seat_id, "")
    return named.get(speaker, "") if speaker else ""


def _entry(rows: Sequence[RecordEntry], who: str, speeches: dict[int, Speech], now: datetime) -> EntryFacts:
    row = rows[-1]
    speech = speeches.get(row.speech_id) if row.speech_id is not None else None
    return EntryFacts(
        entry_no=row.entry_no,
        version=row.version,
        type=RecordKind(row.type),
        who=who,
        view=row.view,
        stance=Stance(row.stance),
        round_no=row.round_no,
        closing=speech is not None and speech.closing,
        seconds=turn_of(speech).seconds(now) if speech is not None else None,
        speech_id=row.speech_id,
        seat_id=row.seat_id,
        guest_id=row.guest_id,
        struck=row.struck,
        reason=row.reason,
        earlier=tuple(
            EarlierFacts(one.version, one.view, Stance(one.stance), one.reason, one.written_at) for one in rows[:-1]
        ),
    )


def _bare(row: Speech, named: dict[Speaker, str], now: datetime) -> EntryFacts:
    """Return a speech nobody has written down yet."""
    turn = turn_of(row)
    return EntryFacts(
        entry_no=0,
        version=0,
        type=RecordKind.SPEECH,
        who=named.get(turn.speaker, ""),
        view="",
        stance=Stance.NONE,
        round_no=row.round_no,
        closing=row.closing,
        seconds=turn.seconds(now),
        speech_id=row.id,
        seat_id=row.seat_id,
        guest_id=row.guest_id,
    )


def _silent(session: Session, meeting_id: int, named: dict[Speaker, str]) -> dict[int, list[str]]:
    asked = select(Speech).where(Speech.meeting_id == meeting_id, Speech.status == SpeechStatus.WAIVED)
    found: dict[int, list[str]] = {}
    for row in session.exec(asked.order_by(col(Speech.id))):
        found.setdefault(row.agenda_item_id, []).append(named.get(turn_of(row).speaker, ""))
    return found


def _recusals(session: Session, meeting_id: int, named: dict[Speaker, str]) -> dict[int, list[RecusalFacts]]:
    away = select(Recusal).where(Recusal.meeting_id == meeting_id, col(Recusal.withdrawn_at).is_(None))
    found: dict[int, list[RecusalFacts]] = {}
    for row in session.exec(away.order_by(col(Recusal.id))):
        one = RecusalFacts(named.get(("seat", row.seat_id), ""), row.reason)
        found.setdefault(row.agenda_item_id, []).append(one)
    return found


def _tasks(session: Session, meeting_id: int) -> dict[int | None, list[TaskLine]]:
    agreed = (
        select(Task, Organisation)
        .outerjoin(Organisation, col(Task.organisation_id) == col(Organisation.id))
        .where(Task.meeting_id == meeting_id)
        .order_by(col(Task.id))
    )
    found: dict[int | None, list[TaskLine]] = {}
    for task, unit in session.exec(agreed):
        named = either(unit.name_zh, unit.name_en) if unit else task.unit
        found.setdefault(task.agenda_item_id, []).append(TaskLine(task.text, named, task.due_on))
    return found
