"""Who has read the record of a meeting? Every reading is written down before anything is shown."""

from datetime import timedelta

from sqlmodel import Session, col, select

from dashboard.formats import at_shanghai, local_date
from dashboard.rules.permissions import Permission as P
from dashboard.rules.permissions import role_for
from dashboard.services.context import Context, Unit
from dashboard.services.record.common import meeting_of, record_of
from dashboard.services.record.shapes import ReadingLine
from models.account import Account
from models.base import subject_of
from models.enums import Role
from models.meeting import Meeting
from models.record import RecordReading

PAGE, ROOM, MINUTES = "page", "room", "minutes"
DAILY = (PAGE, ROOM, MINUTES)
"""Ways that are written down once for each account, meeting and day; a file taken away is written down each time."""


def note_reading(ctx: Context, meeting: int | str, way: str, *, needs: P = P.RECORD_READ) -> None:
    """Write down that the actor reads the record, unless this way of reading was written down today already.

    Raises:
        NotAllowed: the actor may not read the record.
        NotFound: there is no such meeting.
    """
    with ctx.reading(needs) as session:
        held = meeting_of(session, meeting)
        if way in DAILY and _read_today(session, ctx, held, way):
            return
        meeting_id = held.id
    with ctx.writing(needs) as unit:
        held = unit.session.get_one(Meeting, meeting_id)
        unit.add(RecordReading(meeting_id=held.id, account_id=unit.actor.id, role=_role(unit), at=unit.now, way=way))
        row = record_of(unit.session, held.id)
        unit.audit("record.read", subject_of(row) if row else subject_of(held), meeting=held.number, way=way)


def _read_today(session: Session, ctx: Context, meeting: Meeting, way: str) -> bool:
    begins = at_shanghai(local_date(ctx.now()))
    query = select(RecordReading.id).where(
        RecordReading.meeting_id == meeting.id,
        RecordReading.account_id == ctx.actor.id,
        RecordReading.way == way,
        col(RecordReading.at) >= begins,
        col(RecordReading.at) < begins + timedelta(days=1),
    )
    return ctx.actor.id is not None and session.exec(query).first() is not None


def readings(ctx: Context, meeting: int | str) -> list[ReadingLine]:
    """Return who has read the record of a meeting, latest first.

    Raises:
        NotFound: there is no such meeting.
    """
    with ctx.reading(P.RECORD_LOG) as session:
        held = meeting_of(session, meeting)
        query = (
            select(RecordReading, Account)
            .outerjoin(Account, col(Account.id) == col(RecordReading.account_id))
            .where(RecordReading.meeting_id == held.id)
            .order_by(col(RecordReading.id).desc())
        )
        return [
            ReadingLine(account.display_name if account else "", Role(row.role), row.at, row.way)
            for row, account in session.exec(query)
        ]


def _role(unit: Unit) -> Role:
    return role_for(unit.actor.roles, unit.permission) or Role.SYSTEM
