"""What stands in the record of a meeting, for whom, and as which file does it leave the office?"""

from sqlmodel import Session

from dashboard.documents.paper import FORMATS
from dashboard.documents.record import as_paper
from dashboard.errors import BadInput
from dashboard.i18n import DEFAULT, speaking
from dashboard.rules.lifecycle import move
from dashboard.rules.lifecycle.minutes import RecordAction
from dashboard.rules.permissions import Permission as P
from dashboard.services import demonstration, templates
from dashboard.services.context import Actor, Context
from dashboard.services.meetings.common import meeting_numbered
from dashboard.services.meetings.speaking.floor import titled
from dashboard.services.record.common import WRITTEN, Sitter, guests, meeting_of, record_of, sitters, status_of
from dashboard.services.record.gathering import gather
from dashboard.services.record.readings import PAGE, note_reading
from dashboard.services.record.shapes import Choice, Export, RecordRead, RecordState
from dashboard.services.record.signing import verified
from dashboard.services.transitions import lifeline
from models.base import subject_of
from models.enums import MeetingStatus, RecordStatus
from models.meeting import Meeting
from models.record import MeetingRecord


def state(ctx: Context, number: str) -> RecordState:
    """Return how far the record of a meeting is and what the actor may see of it; not a word of the record itself.

    Raises:
        NotFound: there is no meeting with this number.
    """
    with ctx.reading(P.MEETING_READ) as session:
        held = meeting_numbered(session, number)
        return RecordState(
            meeting_id=held.id,
            number=held.number,
            title=held.title,
            starts_at=held.starts_at,
            meeting_status=MeetingStatus(held.status),
            status=status_of(record_of(session, held.id)),
            may_read=ctx.actor.may(P.RECORD_READ) and held.status in WRITTEN,
            may_log=ctx.actor.may(P.RECORD_LOG),
            sits=ctx.actor.may(P.MEETING_ATTEND)
            and any(ctx.actor.id in one.user_ids for one in sitters(session, held.id).values()),
        )


def read(ctx: Context, meeting: int | str, *, way: str = PAGE) -> RecordRead:
    """Return the whole record of a meeting, after it was written down that the actor reads it.

    Raises:
        NotAllowed: the actor may not read the record.
        NotFound: there is no such meeting.
    """
    note_reading(ctx, meeting, way)
    with ctx.reading(P.RECORD_READ) as session:
        held = meeting_of(session, meeting)
        row, found = record_of(session, held.id), verified(session, held)
        return RecordRead(
            meeting_id=held.id,
            number=held.number,
            facts=gather(session, held, ctx.now()),
            status=status_of(row),
            digest=found.now,
            sha256=found.signed,
            intact=found.intact,
            steps=_steps(ctx.actor, held, row),
            may_write=ctx.actor.may(P.RECORD_KEEP) and held.status in WRITTEN and status_of(row) is RecordStatus.OPEN,
            life=lifeline(session, subject_of(row)) if row else [],
            people=people(session, held.id),
        )


def _steps(actor: Actor, meeting: Meeting, row: MeetingRecord | None) -> tuple[RecordAction, ...]:
    if meeting.status != MeetingStatus.CLOSED:
        return ()
    moves = ((action, move(MeetingRecord.kind, status_of(row), action)) for action in RecordAction)
    return tuple(action for action, step in moves if step and actor.may(step.needs))


def people(session: Session, meeting_id: int) -> tuple[Choice, ...]:
    """Return everybody an entry may be of: the seats by number, then the guests."""
    sat = sitters(session, meeting_id)
    seats = (Choice(("seat", key), one.holder if _away(one) else one.name, _away(one)) for key, one in sat.items())
    there = (Choice(("guest", one.id), titled(one.unit, one.post)) for one in guests(session, meeting_id))
    return (*seats, *there)


def _away(one: Sitter) -> bool:
    return not one.came and not one.attendance.substitute


def export(ctx: Context, meeting: int | str, fmt: str) -> Export:
    """Return the record as a file, in Chinese, as it is kept; each file taken away is written down.

    Args:
        fmt: a name in ``documents.paper.FORMATS``, such as ``docx``.

    Raises:
        NotAllowed: the actor may not read the record.
        NotFound: there is no such meeting.
        BadInput: there is no such format, or the record holds a character that no document can show.
    """
    if fmt not in FORMATS:
        raise BadInput(
            "format", "Papers cannot be handed out as “%(format)s”. Choose one of the formats offered.", format=fmt
        )
    with speaking(DEFAULT):
        found = read(ctx, meeting, way=fmt)
        demo = demonstration.is_demonstration(ctx.engine)
        made = as_paper(found.facts, language=DEFAULT, digest=found.sha256, demo=demo)
        file = templates.dressed(ctx, P.RECORD_READ, made, fmt)
    return Export(f"{found.number}-record.{file.extension}", file.media_type, file.content)
