"""What does the recorder have to write down on one item, while the meeting sits?"""

from sqlmodel import Session

from dashboard.errors import NotFound
from dashboard.i18n import DEFAULT, speaking
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.record.common import WRITTEN, names, record_of, standing, status_of
from dashboard.services.record.gathering import entries_by_item
from dashboard.services.record.reading import people
from dashboard.services.record.readings import MINUTES, ROOM, note_reading
from dashboard.services.record.shapes import Desk
from models.enums import RecordKind, RecordStatus, Stance
from models.meeting import AgendaItem, Meeting
from models.record import RecordEntry


def desk(ctx: Context, item_id: int) -> Desk:
    """Return who spoke on an item and what is written of it, for whoever keeps the record.

    That the record was opened in the room is written down once a day.

    Raises:
        NotFound: there is no such item.
    """
    note_reading(ctx, _meeting_id(ctx, item_id), ROOM, needs=P.RECORD_KEEP)
    with ctx.reading(P.RECORD_KEEP) as session:
        item = session.get_one(AgendaItem, item_id)
        held = session.get_one(Meeting, item.meeting_id)
        entries = entries_by_item(session, held.id, names(session, held.id), ctx.now()).get(item_id, [])
        return Desk(
            meeting_id=held.id,
            item_id=item_id,
            item_title=f"{item.position}. {item.title}",
            to_write=tuple(one for one in entries if not one.entry_no),
            written=tuple(one for one in entries if one.entry_no and not one.struck),
            people=people(session, held.id),
            writable=held.status in WRITTEN and status_of(record_of(session, held.id)) is RecordStatus.OPEN,
        )


def _meeting_id(ctx: Context, item_id: int) -> int:
    with ctx.reading(P.RECORD_KEEP) as session:
        item = session.get(AgendaItem, item_id)
        if item is None:
            raise NotFound("This record does not exist.", table="AgendaItem", id=item_id)
        return item.meeting_id


def considered_text(ctx: Context, item_id: int) -> str:
    """Return the main views on an item in the third person and without names, for whoever drafts the minutes.

    The words are those of the record, so they have to be read and shortened before they go into minutes. Empty where
    nothing is written down. In Chinese, as minutes are issued; the reading is written down.

    Raises:
        NotFound: there is no such item.
    """
    meeting_id = _meeting_id(ctx, item_id)
    note_reading(ctx, meeting_id, MINUTES, needs=P.RECORD_KEEP)
    with ctx.reading(P.RECORD_KEEP) as session, speaking(DEFAULT):
        said = _speeches(session, meeting_id, item_id)
        mostly = [row.view for row in said if row.stance in (Stance.FOR, Stance.NONE)]
        others = [row.view for row in said if row.stance not in (Stance.FOR, Stance.NONE)]
        sentences = []
        if mostly:
            sentences.append(_("Those present considered: %(views)s.") % {"views": _joined(mostly)})
        if others:
            sentences.append(_("Others considered: %(views)s.") % {"views": _joined(others)})
        return "".join(sentences)


def _speeches(session: Session, meeting_id: int, item_id: int) -> list[RecordEntry]:
    rows = (row for row in standing(session, meeting_id) if row.agenda_item_id == item_id)
    return [row for row in rows if row.type == RecordKind.SPEECH]


def _joined(views: list[str]) -> str:
    """Return views as parts of one sentence."""
    return _("; ").join(" ".join(view.split()).rstrip("。.；; ") for view in views)
