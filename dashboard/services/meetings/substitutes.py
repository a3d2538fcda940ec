"""Who sits in for the holder of a seat, and may they vote (代会)?"""

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, false, or_, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission as P
from dashboard.rules.permissions import may
from dashboard.services.accounts.rows import roles_of
from dashboard.services.context import Actor, Context, Unit
from dashboard.services.house_rules import value_of
from dashboard.services.meetings.common import channel, locked, note_text
from dashboard.services.once import repeated
from models.account import Account
from models.base import subject_of
from models.enums import MeetingStatus, Presence
from models.meeting import Attendance, Meeting
from models.organisation import Seat

SETTABLE = (MeetingStatus.NOTICED, MeetingStatus.SIGN_IN, MeetingStatus.IN_SESSION)


def may_vote(session: Session) -> bool:
    """Return the house rule: whether a substitute votes, or attends and speaks only."""
    return bool(value_of(session, "substitutes") == "may_vote")


def voter_of(session: Session, attendance: Attendance) -> int | None:
    """Return the account that votes for a seat at a meeting: its substitute where those vote, else its holder."""
    if attendance.substitute_user_id is not None and may_vote(session):
        return attendance.substitute_user_id
    return session.exec(select(Seat.user_id).where(Seat.id == attendance.seat_id)).one()


def acts(session: Session, actor: Actor) -> ColumnElement[bool]:
    """Return the condition that keeps the rows of ``Attendance`` joined with ``Seat`` for which the actor acts."""
    if actor.id is None:
        return false()
    held = col(Seat.user_id) == actor.id
    if not may_vote(session):
        return held
    return or_(held, col(Attendance.substitute_user_id) == actor.id)


def set_substitute(
    ctx: Context, attendance_id: int, account_id: int | None, post: str = "", *, key: str | None = None
) -> None:
    """Note who sits in for the holder of a seat; without an account and a post nobody does any more.

    Where the house rule lets substitutes vote and an account is named, that account signs in and votes. Otherwise
    the seat is on leave and its substitute speaks without a vote.

    Raises:
        RuleBroken: not in this state of the meeting, or the seat is signed in already.
        BadInput: the account is not one of the same organisation, has a seat of its own here, or may not attend
            (field ``user_id``); or an account without a post (field ``post``).
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting, row = locked(unit, Attendance, attendance_id)
        if repeated(unit, key) is not None:
            return
        _refuse(meeting, row)
        words = note_text("post", post, most=60)
        if account_id is not None:
            _check_account(unit, row, account_id)
            if not words:
                raise BadInput("post", "Please say which post the substitute holds: it stands on the sign-in sheet.")
        row.substitute_user_id, row.substitute, row.changed_at = account_id, words, unit.now
        _note_leave(unit, row)
        unit.session.add(row)
        unit.audit("attendance.substitute", subject_of(row), channel=channel(meeting.id), seat=row.seat_id, post=words)
        unit.remember(key, "")


def _refuse(meeting: Meeting, row: Attendance) -> None:
    if meeting.status not in SETTABLE:
        raise RuleBroken("Attendance can be changed from the notice until the end of the meeting only.")
    if row.presence == Presence.PRESENT:
        raise RuleBroken("This seat is signed in. Note first that its holder is not here.")


def _check_account(unit: Unit, row: Attendance, account_id: int) -> None:
    seat, account = unit.session.get_one(Seat, row.seat_id), unit.session.get(Account, account_id)
    if account is None or not account.active or account.organisation_id != seat.organisation_id:
        raise BadInput("user_id", "A substitute must come from the same member organisation.")
    held = (
        select(Attendance.id)
        .join(Seat, col(Seat.id) == Attendance.seat_id)
        .where(Attendance.meeting_id == row.meeting_id, Attendance.id != row.id)
        .where(or_(col(Seat.user_id) == account_id, col(Attendance.substitute_user_id) == account_id))
    )
    if seat.user_id == account_id or unit.session.exec(held).first() is not None:
        raise BadInput("user_id", "This person has a seat at this meeting already. Choose somebody else.")
    if may_vote(unit.session) and not may(roles_of(unit.session, account_id), P.MEETING_ATTEND):
        raise BadInput("user_id", "This account may not attend meetings. Have it given the role of a committee member.")


def _note_leave(unit: Unit, row: Attendance) -> None:
    votes = row.substitute_user_id is not None and may_vote(unit.session)
    if votes:
        row.presence, row.leave_reason = Presence.EXPECTED, ""
    elif row.substitute and row.presence != Presence.ON_LEAVE:
        row.presence, row.leave_reason = Presence.ON_LEAVE, _("A substitute attends.")


def colleagues(ctx: Context, meeting_id: int) -> dict[int, dict[int, str]]:
    """Return who may sit in for each seat: attendance id -> account id -> name shown, of the same organisation."""
    query = (
        select(Attendance.id, Account.id, Account.display_name)
        .join(Seat, col(Seat.id) == Attendance.seat_id)
        .join(Account, and_(col(Account.organisation_id) == Seat.organisation_id, col(Account.active)))
        .where(Attendance.meeting_id == meeting_id, col(Seat.user_id).is_distinct_from(col(Account.id)))
        .order_by(col(Attendance.id), Account.display_name)
    )
    found: dict[int, dict[int, str]] = {}
    with ctx.reading(P.MEETING_RUN) as session:
        for attendance_id, account_id, name in session.exec(query):
            found.setdefault(attendance_id, {})[account_id] = name
    return found
