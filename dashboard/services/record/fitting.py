"""Does an entry of the record fit what happened: who was there, who was away, which item, which speech?"""

from dataclasses import dataclass

from sqlmodel import col, select

from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.rules.speaking import SPOKEN
from dashboard.services.context import Unit
from dashboard.services.record.common import CAME, standing
from models.enums import AgendaStatus, RecordKind, SpeechStatus
from models.meeting import AgendaItem, Attendance, Guest, Meeting, Recusal
from models.speech import Speech

ROUNDS = 99
LEFT_OVER = (AgendaStatus.DEFERRED, AgendaStatus.NOT_ADOPTED)
"""What a later meeting may take up again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry belongs: item, round, and whose it is."""

    agenda_item_id: int | None
    seat_id: int | None = None
    guest_id: int | None = None
    round_no: int = 1
    speech_id: int | None = None


def spoken(unit: Unit, meeting: Meeting, place: Place, kind: RecordKind) -> Place:
    """Return the place of an entry, taken from the speaking list where it is of a speech."""
    if place.speech_id is None:
        return place
    speech = unit.session.get(Speech, place.speech_id)
    if speech is None or speech.meeting_id != meeting.id or kind is not RecordKind.SPEECH:
        raise NotFound("This record does not exist.", table="Speech", id=place.speech_id)
    if SpeechStatus(speech.status) not in SPOKEN:
        raise RuleBroken("Nobody has spoken there yet: the entry is written once the speech has begun.")
    if any(row.speech_id == speech.id for row in standing(unit.session, meeting.id)):
        raise RuleBroken("This speech is written down already. Reload the page to see the entry.")
    return Place(speech.agenda_item_id, speech.seat_id, speech.guest_id, speech.round_no, speech.id)


def require_fitting(unit: Unit, meeting: Meeting, kind: RecordKind, place: Place) -> None:
    """Refuse an entry that does not fit what happened at the meeting."""
    if place.seat_id is not None and place.guest_id is not None:
        raise BadInput("speaker", "An entry is of a seat or of a guest, not of both.")
    if not 1 <= place.round_no <= ROUNDS:
        raise BadInput("round_no", "Please choose a round from 1 to %(most)d.", most=ROUNDS)
    item = _item(unit, meeting, place.agenda_item_id)
    if item is None and kind is not RecordKind.NOTE:
        raise BadInput("agenda_item_id", "Please choose the item this entry belongs to.")
    seat = _seat(unit, meeting, place.seat_id)
    _require_guest(unit, meeting, place.guest_id)
    if kind is RecordKind.SPEECH and place.speech_id is None:
        _require_there(unit, place, seat)
    if kind is RecordKind.ABSENT_VIEW and (seat is None or seat.presence in CAME):
        raise RuleBroken("A written opinion is noted for a member on leave or absent. This seat is here and speaks.")
    if kind is RecordKind.HELD_OVER and item is not None and item.status not in LEFT_OVER:
        raise RuleBroken("An opinion is held over once the item has been deferred or was not adopted.")


def _item(unit: Unit, meeting: Meeting, item_id: int | None) -> AgendaItem | None:
    if item_id is None:
        return None
    item = unit.get(AgendaItem, item_id)
    if item.meeting_id != meeting.id:
        raise NotFound("This record does not exist.", table="AgendaItem", id=item_id)
    return item


def _seat(unit: Unit, meeting: Meeting, seat_id: int | None) -> Attendance | None:
    if seat_id is None:
        return None
    query = select(Attendance).where(Attendance.meeting_id == meeting.id, Attendance.seat_id == seat_id)
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound("This record does not exist.", table="Seat", id=seat_id)
    return found


def _require_guest(unit: Unit, meeting: Meeting, guest_id: int | None) -> None:
    guest = unit.session.get(Guest, guest_id) if guest_id is not None else None
    if guest_id is not None and (guest is None or guest.meeting_id != meeting.id):
        raise NotFound("This record does not exist.", table="Guest", id=guest_id)


def _require_there(unit: Unit, place: Place, seat: Attendance | None) -> None:
    """Refuse a speech of somebody who was not there, or who takes no part in the item."""
    if seat is None:
        if place.guest_id is None:
            raise BadInput("speaker", "Please choose who spoke.")
        return
    if seat.presence not in CAME and not seat.substitute:
        raise RuleBroken("Nobody is here for this seat. A written opinion of an absent member is an entry of its own.")
    away = select(Recusal.id).where(
        Recusal.agenda_item_id == place.agenda_item_id,
        Recusal.seat_id == seat.seat_id,
        col(Recusal.withdrawn_at).is_(None),
    )
    if unit.session.exec(away).first() is not None:
        raise RuleBroken("This seat is recused from the item and takes no part in it.")
