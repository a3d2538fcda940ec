"""Who should be at a meeting, who is, and who sits in without a vote?"""

from collections import Counter

from sqlmodel import Session, col, func, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.decision_rules import quorum_of, rule_in_force
from dashboard.services.meetings import check_in, substitutes
from dashboard.services.meetings.common import channel, locked, note_text
from dashboard.services.meetings.shapes import Headcount
from dashboard.services.once import repeated
from models.base import subject_of
from models.enums import GuestKind, MeetingStatus, Presence
from models.meeting import Attendance, Guest, Meeting
from models.organisation import Body, Seat

DOORS_OPEN = (MeetingStatus.SIGN_IN, MeetingStatus.IN_SESSION)
"""States of a meeting in which people come and go."""
OVER = (MeetingStatus.CLOSED, MeetingStatus.CANCELLED)


def sign_in(ctx: Context, meeting_id: int, code: str | None = None, *, key: str | None = None) -> None:
    """Note that the actor, who holds a seat of the meeting or votes for its holder, is here; twice changes nothing.

    Args:
        code: the figures shown in the room, where a house rule wants them.

    Raises:
        RuleBroken: sign-in is not open, or the code is missing, wrong, or was tried too often.
        NotAllowed: the actor holds no seat that should attend.
    """
    with ctx.writing(P.MEETING_ATTEND) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if repeated(unit, key) is not None:
            return
        if meeting.status not in DOORS_OPEN:
            raise RuleBroken("Sign-in to this meeting is not open.")
        away = _away(unit, meeting_id)
        wrong = bool(away) and check_in.is_required(unit.session) and check_in.is_wrong(unit, meeting, code)
        if not wrong:
            for row, holder in away:
                if holder == unit.actor.id:  # the holder came after all
                    row.substitute_user_id, row.substitute = None, ""
                row.presence, row.leave_reason, row.changed_at = Presence.PRESENT, "", unit.now
                unit.audit("attendance.sign_in", subject_of(row), channel=channel(meeting_id), seat=row.seat_id)
            unit.remember(key, "")
    if wrong:
        raise RuleBroken("These are not the figures shown in the room. Look at them once more.")


def _away(unit: Unit, meeting_id: int) -> list[tuple[Attendance, int | None]]:
    """Return the actor's seats that are not signed in yet, each with its holder; refuse who has none."""
    mine = select(Attendance, Seat.user_id).join(Seat, col(Seat.id) == Attendance.seat_id)
    mine = mine.where(Attendance.meeting_id == meeting_id)
    rows = unit.session.exec(mine.where(substitutes.acts(unit.session, unit.actor))).all()
    if not rows:
        raise NotAllowed("You hold no seat at this meeting, so you cannot sign in to it.")
    away = [(row, holder) for row, holder in rows if row.presence != Presence.PRESENT]
    if not away:
        unit.repeat()
    return away


def set_presence(
    ctx: Context, attendance_id: int, presence: Presence, leave_reason: str = "", *, key: str | None = None
) -> None:
    """Note for one seat whether it is here; leave may be noted from the notice on.

    A vote that is open keeps the electorate it was opened with.

    Raises:
        RuleBroken: not in this state of the meeting, or somebody who is not here cannot leave.
        BadInput: leave without a reason, or one too long.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting, row = locked(unit, Attendance, attendance_id)
        if repeated(unit, key) is not None:
            return
        _refuse_presence(meeting, row, presence)
        reason = note_text("leave_reason", leave_reason, most=120) if presence is Presence.ON_LEAVE else ""
        if presence is Presence.ON_LEAVE and not reason:
            raise BadInput("leave_reason", "Please say why, in a word or two: it stands on the sign-in sheet.")
        before = row.presence
        row.presence, row.leave_reason, row.changed_at = presence, reason, unit.now
        if presence is Presence.PRESENT and not substitutes.may_vote(unit.session):
            row.substitute_user_id, row.substitute = None, ""  # the holder came after all
        unit.audit(
            "attendance.set",
            subject_of(row),
            channel=channel(meeting.id),
            seat=row.seat_id,
            before=before,
            after=presence,
        )
        unit.remember(key, "")


def _refuse_presence(meeting: Meeting, row: Attendance, presence: Presence) -> None:
    if meeting.status == MeetingStatus.NOTICED:
        if presence in (Presence.PRESENT, Presence.LEFT):
            raise RuleBroken("Nobody can be present before sign-in is open.")
    elif meeting.status not in DOORS_OPEN:
        raise RuleBroken("Attendance can be changed from the notice until the end of the meeting only.")
    if presence is Presence.LEFT and row.presence != Presence.PRESENT:
        raise RuleBroken("Only somebody who is present can leave.")


def add_guest(
    ctx: Context,
    meeting_id: int,
    unit_name: str,
    post: str = "",
    kind: GuestKind = GuestKind.IN_ATTENDANCE,
    *,
    key: str | None = None,
) -> int:
    """Enter somebody in attendance or observing, by unit and post, without a vote; return the row's id.

    Raises:
        RuleBroken: the meeting is over.
        BadInput: no unit, or a text too long.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        if meeting.status in OVER:
            raise RuleBroken("This meeting is over.")
        row = Guest(
            meeting_id=meeting_id,
            unit=note_text("unit", unit_name, least=2, most=80),
            post=note_text("post", post, most=60),
            type=kind,
        )
        unit.add(row)
        unit.audit("guest.add", subject_of(row), channel=channel(meeting_id), meeting=meeting.number, type=kind)
        unit.remember(key, row.id)
        return row.id


def remove_guest(ctx: Context, guest_id: int, *, key: str | None = None) -> None:
    """Strike a guest off the list; the row is kept.

    Raises:
        RuleBroken: the meeting is over, or the guest was struck off before.
    """
    with ctx.writing(P.MEETING_PREPARE) as unit:
        meeting, row = locked(unit, Guest, guest_id)
        if repeated(unit, key) is not None:
            return
        if meeting.status in OVER:
            raise RuleBroken("This meeting is over.")
        if row.removed_at is not None:
            raise RuleBroken("This guest is not on the list any more.")
        row.removed_at = unit.now
        unit.audit("guest.remove", subject_of(row), channel=channel(meeting.id), meeting=meeting.number)
        unit.remember(key, "")


def headcount(ctx: Context, meeting_id: int) -> Headcount:
    """Return who should be here and who is.

    Raises:
        NotFound: there is no such meeting.
    """
    with ctx.reading(P.MEETING_READ) as session:
        meeting = session.get(Meeting, meeting_id)
        if meeting is None:
            raise NotFound("This record does not exist.", table="Meeting", id=meeting_id)
        return count(session, meeting)


def count(session: Session, meeting: Meeting) -> Headcount:
    """Return the headcount of a meeting by its body's own decision rule; all figures are 0 before the notice."""
    presences = session.exec(select(Attendance.presence).where(Attendance.meeting_id == meeting.id)).all()
    guests = select(func.count()).where(Guest.meeting_id == meeting.id, col(Guest.removed_at).is_(None))
    by_presence = Counter(presences)
    present = by_presence[Presence.PRESENT]
    rule = rule_in_force(session, session.get_one(Body, meeting.body_code).preset)
    quorum = quorum_of(rule, len(presences), present)
    return Headcount(
        entitled=len(presences),
        present=present,
        on_leave=by_presence[Presence.ON_LEAVE],
        expected=by_presence[Presence.EXPECTED],
        left=by_presence[Presence.LEFT],
        guests=session.exec(guests).one(),
        quorum_needed=quorum.needed,
        quorate=quorum.met,
    )
