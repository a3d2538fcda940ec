"""How is a meeting called: created, its agenda approved, notice given, called again or called off?"""

from datetime import datetime

from sqlmodel import col, delete, func, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.formats import days_between, local, local_date
from dashboard.rules.lifecycle.meetings import MeetingAction
from dashboard.rules.meeting_kinds import OF_RESIDENTS, SERIES, fits
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.common import channel, coming, in_term, items_of, notice_days, require_draft
from dashboard.services.meetings.shapes import Notice
from dashboard.services.meetings.sitting import withdraw_ready
from dashboard.services.meetings.topics import defer_waiting
from dashboard.services.needs.returning import back_to_the_list
from dashboard.services.once import repeated, settled
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import public_text
from models.base import subject_of
from models.enums import AgendaStatus, Presence
from models.meeting import Attendance, Meeting, MeetingDraft
from models.need import Need
from models.organisation import Body, Seat


def create(ctx: Context, draft: MeetingDraft, *, key: str | None = None) -> int:
    """Create a meeting with an empty agenda and return its id; its number follows kind and year: ``2026-WY-03``.

    Raises:
        BadInput: no such body or one that holds no meetings of this kind, the day has passed, or a text cannot be
            shown to everybody.
    """
    return settled(lambda: _create(ctx, draft, key))


def _create(ctx: Context, draft: MeetingDraft, key: str | None) -> int:
    with ctx.writing(P.MEETING_PREPARE) as unit:
        if (done := repeated(unit, key)) is not None:
            return int(done)
        if unit.session.get(Body, draft.body_code) is None:
            raise BadInput("body_code", "Please choose a body from the list.")
        if not fits(draft.type, draft.body_code):
            raise BadInput("type", "Hearings, coordination and appraisal are meetings of the residents, and no others.")
        starts_at = coming(draft.starts_at, unit.today)
        series = f"{local(starts_at).year}-{SERIES[draft.type]}"
        row = Meeting(
            number=f"{series}-{unit.next_number(f'meeting:{series}'):02d}",
            body_code=draft.body_code,
            type=draft.type,
            title=public_text("title", draft.title, least=4, most=80),
            starts_at=starts_at,
            place=public_text("place", draft.place, least=2, most=80),
        )
        begin(unit, unit.add(row), MeetingAction.CREATE, number=row.number)
        unit.remember(key, row.id)
        return row.id


def edit(ctx: Context, meeting_id: int, draft: MeetingDraft, *, key: str | None = None) -> None:
    """Change title, place and time of a meeting whose agenda is still being drafted.

    Raises:
        RuleBroken: the agenda is settled.
        BadInput: another body or kind (the number depends on it), a day that has passed, or an unfit text.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if repeated(unit, key) is not None:
            return
        require_draft(meeting)
        if (draft.body_code, draft.type) != (meeting.body_code, meeting.type):
            raise BadInput("type", "Body and kind of a meeting stand in its number. Cancel it and create another one.")
        meeting.title = public_text("title", draft.title, least=4, most=80)
        meeting.place = public_text("place", draft.place, least=2, most=80)
        meeting.starts_at = coming(draft.starts_at, unit.today)
        unit.audit("meeting.edit", subject_of(meeting), channel=channel(meeting_id), starts_at=str(meeting.starts_at))
        unit.remember(key, "")


def approve_agenda(ctx: Context, meeting_id: int, *, key: str | None = None) -> None:
    """Approve the agenda; only the chair may.

    Raises:
        RuleBroken: the agenda is empty, or is not a draft any more.
    """
    with ctx.writing(P.AGENDA_APPROVE) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if repeated(unit, key) is not None:
            return
        if not items_of(unit.session, meeting_id):
            raise RuleBroken("The agenda is empty. Add at least one item before it is approved.")
        advance(unit, meeting, MeetingAction.APPROVE_AGENDA, channel=channel(meeting_id))
        unit.remember(key, "")


def revise_agenda(ctx: Context, meeting_id: int, reason: str, *, key: str | None = None) -> None:
    """Take a settled agenda back; it has to be approved, and notice given, again."""
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if repeated(unit, key) is not None:
            return
        words = public_text("reason", reason, most=500)
        advance(unit, meeting, MeetingAction.REVISE_AGENDA, reason=words, channel=channel(meeting_id))
        meeting.noticed_at = None
        unit.remember(key, "")


def give_notice(ctx: Context, meeting_id: int, *, key: str | None = None) -> Notice:
    """Give notice and fix who should attend (应到): the seats of the body in term on the day of the meeting.

    Returns how many days ahead the notice is; one later than the house rule is carried out all the same.

    Raises:
        RuleBroken: the day has passed, no seat is in term (residents' meetings apart, which have none), or the agenda
            is not approved.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if repeated(unit, key) is not None:
            return _notice(unit, meeting)
        if local_date(meeting.starts_at) < unit.today:
            raise RuleBroken("The day of this meeting has passed. Take the agenda back and choose another day.")
        entitled = _entitle(unit, meeting)
        meeting.noticed_at = unit.now
        meeting.notice_sequence += 1
        advance(unit, meeting, MeetingAction.GIVE_NOTICE, channel=channel(meeting_id), entitled=entitled)
        unit.remember(key, "")
        return _notice(unit, meeting)


def _entitle(unit: Unit, meeting: Meeting) -> int:
    """Give every seat in term a row, keep what is known of those who stay, and return their number.

    A meeting of the residents has no seats: those who come are counted on the spot.
    """
    on_the_day = in_term(local_date(meeting.starts_at))
    seats = set(unit.session.exec(select(Seat.id).where(Seat.body_code == meeting.body_code, on_the_day)))
    if not seats and meeting.type not in OF_RESIDENTS:
        raise RuleBroken("No seat of this body is in term on the day of the meeting. Complete the roster first.")
    there = set(unit.session.exec(select(Attendance.seat_id).where(Attendance.meeting_id == meeting.id)))
    gone = there - seats
    if gone:
        unit.session.exec(
            delete(Attendance).where(col(Attendance.meeting_id) == meeting.id, col(Attendance.seat_id).in_(gone))
        )
    unit.session.add_all(Attendance(meeting_id=meeting.id, seat_id=seat) for seat in sorted(seats - there))
    return len(seats)


def _notice(unit: Unit, meeting: Meeting) -> Notice:
    entitled = unit.session.exec(select(func.count()).where(Attendance.meeting_id == meeting.id)).one()
    given_on = local_date(meeting.noticed_at or unit.now)
    return Notice(entitled, days_between(given_on, local_date(meeting.starts_at)), notice_days(unit.session))


def reschedule(ctx: Context, meeting_id: int, starts_at: datetime, *, key: str | None = None) -> None:
    """Call a postponed meeting again: the agenda stays as a draft, everybody is expected anew.

    Raises:
        RuleBroken: the meeting is not postponed.
        BadInput: the day has passed.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if repeated(unit, key) is not None:
            return
        meeting.starts_at = coming(starts_at, unit.today)
        meeting.noticed_at = meeting.opened_at = None
        meeting.notice_sequence += 1
        for row in unit.session.exec(select(Attendance).where(Attendance.meeting_id == meeting_id)):
            row.presence, row.leave_reason, row.changed_at = Presence.EXPECTED, "", None
            row.substitute_user_id, row.substitute = None, ""
        advance(unit, meeting, MeetingAction.RESCHEDULE, channel=channel(meeting_id), starts_at=str(meeting.starts_at))
        unit.remember(key, "")


def cancel(ctx: Context, meeting_id: int, reason: str, *, key: str | None = None) -> None:
    """Call a meeting off; items of the claim list still to be decided are open again, topics not checked put off.

    Raises:
        RuleBroken: the meeting has begun, or is over.
        BadInput: no reason was given.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if repeated(unit, key) is not None:
            return
        words = public_text("reason", reason, most=500)
        advance(unit, meeting, MeetingAction.CANCEL, reason=words, channel=channel(meeting_id))
        meeting.notice_sequence += meeting.notice_sequence > 0  # calendars that hold the invitation take it out
        defer_waiting(unit, meeting, words)
        for item in items_of(unit.session, meeting_id):
            withdraw_ready(unit, item, words)
            if item.need_id is not None and item.status == AgendaStatus.LISTED:
                back_to_the_list(unit, unit.get(Need, item.need_id), reference=meeting.number)
        unit.remember(key, "")
