"""How does a meeting sit: sign-in opened, session opened, broken off, closed?"""

from sqlmodel import select

from dashboard.i18n import gettext as _
from dashboard.rules.lifecycle.agenda import AgendaAction
from dashboard.rules.lifecycle.meetings import MeetingAction
from dashboard.rules.lifecycle.motions import MotionAction
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.attendance import count
from dashboard.services.meetings.check_in import new_check_in_code
from dashboard.services.meetings.common import channel, items_of, refuse_open_vote, stop_clock
from dashboard.services.meetings.shapes import Headcount
from dashboard.services.meetings.speaking.quiet import end_speech
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import public_text
from models.enums import AgendaStatus, MotionStatus
from models.meeting import AgendaItem, Meeting
from models.motion import Motion
from models.need import Need

UNDECIDED = (AgendaStatus.LISTED, AgendaStatus.IN_DISCUSSION)


def open_sign_in(ctx: Context, meeting_id: int, *, key: str | None = None) -> None:
    """Let the holders of the seats sign in."""
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if repeated(unit, key) is not None:
            return
        meeting.check_in_code = new_check_in_code()
        advance(unit, meeting, MeetingAction.OPEN_SIGN_IN, channel=channel(meeting_id))
        unit.remember(key, "")


def start(ctx: Context, meeting_id: int, *, key: str | None = None) -> Headcount:
    """Open the session and return who is here.

    A meeting without a quorum may sit and hear reports; no vote can be opened in it.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if repeated(unit, key) is not None:
            return count(unit.session, meeting)
        here = count(unit.session, meeting)
        meeting.opened_at = unit.now
        advance(
            unit,
            meeting,
            MeetingAction.START,
            channel=channel(meeting_id),
            entitled=here.entitled,
            present=here.present,
            quorate=here.quorate,
        )
        unit.remember(key, "")
        return here


def postpone(ctx: Context, meeting_id: int, reason: str, *, key: str | None = None) -> None:
    """Break the meeting off to be called again; the item under discussion goes back to the list.

    Raises:
        RuleBroken: a vote is open, or the meeting does not sit.
        BadInput: no reason was given.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if repeated(unit, key) is not None:
            return
        refuse_open_vote(unit.session, meeting_id)
        words = public_text("reason", reason, most=500)
        advance(unit, meeting, MeetingAction.POSTPONE, reason=words, channel=channel(meeting_id))
        for item in items_of(unit.session, meeting_id):
            if item.status == AgendaStatus.IN_DISCUSSION:
                advance(unit, item, AgendaAction.PUT_BACK)
                leave_item(unit, meeting, item)
        meeting.current_item_id = None
        unit.remember(key, "")


def close(ctx: Context, meeting_id: int, *, reason: str = "", key: str | None = None) -> list[str]:
    """End the meeting and return the titles of the items that were not decided: they are deferred.

    Args:
        reason: why they are deferred; a sentence of the house where it is empty.

    Raises:
        RuleBroken: a vote is open, or the meeting is not in session.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting = unit.get(Meeting, meeting_id)
        if (done := repeated(unit, key)) is not None:
            return done.splitlines()
        refuse_open_vote(unit.session, meeting_id)
        words = public_text("reason", reason, most=500) or _("The meeting ended before this item was decided.")
        meeting.closed_at, meeting.current_item_id = unit.now, None
        advance(unit, meeting, MeetingAction.CLOSE, channel=channel(meeting_id))
        left = [item for item in items_of(unit.session, meeting_id) if item.status in UNDECIDED]
        for item in left:
            defer_item(unit, meeting, item, words)
            leave_item(unit, meeting, item)
        titles = [item.title for item in left]
        unit.remember(key, "\n".join(titles))
        return titles


def defer_item(unit: Unit, meeting: Meeting, item: AgendaItem, reason: str) -> None:
    """Defer an item with its need and withdraw the motions on it that were not voted on."""
    withdraw_ready(unit, item, reason)
    advance(unit, item, AgendaAction.DEFER, reason=reason, channel=channel(meeting.id))
    if item.need_id is not None:
        advance(unit, unit.get(Need, item.need_id), NeedAction.DEFER, reason=reason, reference=meeting.number)


def leave_item(unit: Unit, meeting: Meeting, item: AgendaItem) -> None:
    """End the discussion of an item: its clock stops, whoever speaks on it ends, and the floor is free for another."""
    if item.taken_up_at is not None:
        end_speech(unit, meeting.id)
    stop_clock(item, unit.now)
    if meeting.current_item_id == item.id:
        meeting.current_item_id = None


def withdraw_ready(unit: Unit, item: AgendaItem, reason: str) -> None:
    """Withdraw the motions on an item that wait for their vote, because the item is not discussed any more."""
    waiting = select(Motion).where(Motion.agenda_item_id == item.id, Motion.status == MotionStatus.READY)
    for motion in unit.session.exec(waiting).all():
        advance(unit, motion, MotionAction.WITHDRAW, reason=reason)
