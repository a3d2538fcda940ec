"""What do those invited to a meeting put into their calendar?"""

from dashboard.documents.invitation import Invitation, calendar
from dashboard.errors import NotFound, RuleBroken
from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.meetings.agenda import running_clock
from dashboard.services.meetings.common import items_of
from models.enums import MeetingStatus
from models.meeting import Meeting
from models.organisation import Body

CALLED_OFF = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)
HOST = "riverside-joint-committee"


def invitation(ctx: Context, meeting_id: int) -> bytes:
    """Return the iCalendar file of a meeting in the language spoken now; it names no person.

    A calendar knows the meeting again by its number: a later notice replaces the entry, calling the meeting off or
    breaking it off takes the entry out.

    Raises:
        NotFound: there is no such meeting.
        RuleBroken: notice was not given, or the agenda was taken back since.
    """
    with ctx.reading(P.MEETING_READ) as session:
        row = session.get(Meeting, meeting_id)
        if row is None:
            raise NotFound("This record does not exist.", table="Meeting", id=meeting_id)
        called_off = row.notice_sequence > 0 and row.status in CALLED_OFF
        if row.noticed_at is None and not called_off:
            raise RuleBroken("Notice of this meeting is not given, so there is no invitation to it yet.")
        items = items_of(session, meeting_id)
        body = session.get_one(Body, row.body_code)
        facts = Invitation(
            uid=f"{row.number}@{HOST}",
            sequence=row.notice_sequence,
            title=row.title,
            organiser=_("Secretariat of the Riverside Joint Party Committee"),
            starts_at=row.starts_at,
            ends_at=running_clock(row.starts_at, [item.minutes_planned for item in items])[-1],
            place=row.place,
            lines=[f"{row.number} {either(body.name_zh, body.name_en)}", *(f"{i.position}. {i.title}" for i in items)],
            written_at=row.noticed_at or ctx.now(),
            called_off=called_off,
        )
        return calendar(facts)


def has_invitation(status: MeetingStatus, *, noticed: bool, sequence: int) -> bool:
    """Return whether :func:`invitation` would give a file."""
    return noticed or (sequence > 0 and status in CALLED_OFF)
