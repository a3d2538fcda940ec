"""How do those who spoke check what was written of them?"""

from sqlmodel import Session

from dashboard.errors import NotAllowed, NotFound
from dashboard.i18n import DEFAULT, speaking
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Actor, Context
from dashboard.services.meetings.common import items_of, note_text
from dashboard.services.once import repeated
from dashboard.services.record.common import (
    WRITTEN,
    meeting_of,
    names,
    record_of,
    require_writable,
    sitters,
    status_of,
    versions,
)
from dashboard.services.record.fitting import Place
from dashboard.services.record.gathering import entries_by_item
from dashboard.services.record.shapes import MyEntry
from dashboard.services.record.writing import add
from models.enums import RecordKind, RecordStatus, Stance
from models.meeting import Meeting


def my_entries(ctx: Context, meeting: int | str) -> list[MyEntry]:
    """Return the entries of the actor's own seats in the record of a meeting, item by item; struck ones are left out.

    Raises:
        NotFound: there is no such meeting.
    """
    with ctx.reading(P.MEETING_ATTEND) as session:
        held = meeting_of(session, meeting)
        mine = _my_seats(session, held.id, ctx.actor)
        titles = {item.id: f"{item.position}. {item.title}" for item in items_of(session, held.id)}
        signed = status_of(record_of(session, held.id)) is RecordStatus.SIGNED
        entries = entries_by_item(session, held.id, names(session, held.id), ctx.now())
        return [
            MyEntry(titles.get(item or 0, ""), one, open=held.status in WRITTEN and not signed)
            for item, found in entries.items()
            for one in found
            if one.seat_id in mine and one.entry_no and not one.struck
        ]


def object_to_entry(ctx: Context, meeting_id: int, entry_no: int, text: str, *, key: str | None = None) -> int:
    """Say what is wrong with an entry of one's own seat; return the number of the note it becomes.

    The entry itself stays as it is until the recorder words it anew; the note stands beside it in the record.

    Raises:
        NotAllowed: the entry is not of a seat of the actor.
        NotFound: there is no such entry.
        RuleBroken: the chair has signed the record.
        BadInput: nothing or too much was written.
    """
    with ctx.writing(P.MEETING_ATTEND) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        rows = versions(unit.session, meeting_id).get(entry_no)
        if not rows:
            raise NotFound("There is no entry %(no)s in this record.", no=entry_no)
        row = rows[-1]
        if row.seat_id not in _my_seats(unit.session, meeting_id, unit.actor):
            raise NotAllowed("This entry is of another seat: you check what was written of your own.")
        require_writable(unit.session, meeting, checked=True)
        words = note_text("text", text, least=4, most=1000)
        with speaking(DEFAULT):  # the record is kept in Chinese, whoever writes into it
            told = _("Checked by the speaker, entry %(no)d: %(text)s") % {"no": entry_no, "text": words}
        place = Place(row.agenda_item_id, seat_id=row.seat_id)
        return add(unit, meeting, RecordKind.NOTE, place, told, Stance.NONE, key=key)


def _my_seats(session: Session, meeting_id: int, actor: Actor) -> frozenset[int]:
    if actor.id is None:
        return frozenset()
    return frozenset(key for key, one in sitters(session, meeting_id).items() if actor.id in one.user_ids)
