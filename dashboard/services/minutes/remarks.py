"""What do those who attended say about a draft, and what became of it?"""

from datetime import datetime

from sqlmodel import Session, col, or_, select

from dashboard.errors import NotAllowed, RuleBroken
from dashboard.rules.lifecycle.minutes import EDITABLE, MinutesAction, RemarkAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Actor, Context, Unit
from dashboard.services.minutes.texts import refuse_newer
from dashboard.services.once import repeated
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import public_text, reason_text
from models.base import subject_of
from models.enums import MinutesStatus, Presence, RemarkStatus
from models.life import LifeEvent
from models.meeting import Attendance
from models.minutes import Minutes, MinutesRemark
from models.organisation import Seat

CAME = (Presence.PRESENT, Presence.LEFT)


def remark(ctx: Context, minutes_id: int, version_seen: int, text: str, *, key: str | None = None) -> int:
    """Ask for a correction of the draft and return the id of the remark.

    Raises:
        NotAllowed: the actor did not attend the meeting.
        RuleBroken: the draft is not out for corrections, the period is over, or the text changed meanwhile.
        BadInput: nothing was written, or too much.
    """
    with ctx.writing(P.MINUTES_REMARK) as unit:
        row = unit.get(Minutes, minutes_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        seat = _may_speak(unit, row, version_seen)
        words = public_text("text", text, least=2, most=2000)
        made = unit.add(_new(unit, row, seat, words))
        begin(unit, made, RemarkAction.SEND, version=row.version)
        unit.remember(key, made.id)
        return made.id


def nothing_to_correct(ctx: Context, minutes_id: int, version_seen: int, *, key: str | None = None) -> int:
    """Say that the draft is right as it stands and return the id of that word.

    Raises:
        NotAllowed: the actor did not attend the meeting.
        RuleBroken: the draft is not out for corrections, the period is over, the text changed meanwhile, or a
            correction the actor asked for is not answered.
    """
    with ctx.writing(P.MINUTES_REMARK) as unit:
        row = unit.get(Minutes, minutes_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        seat = _may_speak(unit, row, version_seen)
        mine = [one for one in _of_round(unit.session, row) if one.seat_id == seat]
        if any(one.status == RemarkStatus.NOTHING for one in mine):
            raise RuleBroken("You have said so already. Reload the page to see it.")
        if any(one.status == RemarkStatus.OPEN for one in mine):
            raise RuleBroken("You asked for a correction that is not answered yet. Take it back first.")
        made = unit.add(_new(unit, row, seat, ""))
        begin(unit, made, RemarkAction.SEND, version=row.version)
        advance(unit, made, RemarkAction.CONFIRM)
        unit.remember(key, made.id)
        return made.id


def withdraw_remark(ctx: Context, remark_id: int, *, key: str | None = None) -> RemarkStatus:
    """Take back one's own remark that is not answered yet.

    Raises:
        NotAllowed: it is somebody else's.
        RuleBroken: it was answered already.
    """
    with ctx.writing(P.MINUTES_REMARK) as unit:
        row = unit.get(MinutesRemark, remark_id)
        if repeated(unit, key) is not None:
            return RemarkStatus(row.status)
        if row.account_id != unit.actor.id:
            raise NotAllowed("This remark is somebody else's.")
        advance(unit, row, RemarkAction.WITHDRAW)
        unit.remember(key, row.id)
        return RemarkStatus(row.status)


def answer(
    ctx: Context, remark_id: int, action: RemarkAction, reply: str = "", *, key: str | None = None
) -> RemarkStatus:
    """Say what becomes of a remark; whoever made it is told. Where it is not taken over whole, the reply says why.

    Raises:
        RuleBroken: it was answered or taken back already, or the minutes are with the chair.
        BadInput: a reply is missing (field ``reason``) or too long (field ``reply``).
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(MinutesRemark, remark_id)
        if repeated(unit, key) is not None:
            return RemarkStatus(row.status)
        if action not in (RemarkAction.ACCEPT, RemarkAction.PARTLY, RemarkAction.DECLINE):
            raise RuleBroken("This step is not open any more. Reload the page to see what happened meanwhile.")
        if unit.get(Minutes, row.minutes_id).status not in EDITABLE:
            raise RuleBroken("These minutes are with the chair. They can be edited once the chair sends them back.")
        words = reason_text(reply, "reply")
        advance(unit, row, action, reason=words)
        row.reply, row.answered_at, row.answered_by = words, unit.now, unit.actor.id
        unit.add(row)
        unit.remember(key, row.id)
        return RemarkStatus(row.status)


def refuse_unheard(unit: Unit, row: Minutes) -> None:
    """Refuse to hand in a text while those who attended may still speak, or wait for an answer."""
    said = _of_round(unit.session, row)
    open_ones = sum(one.status == RemarkStatus.OPEN for one in said)
    if open_ones:
        raise RuleBroken("%(n)s corrections that were asked for are not answered yet. Answer them first.", n=open_ones)
    if row.status != MinutesStatus.COMMENTING or row.comments_until is None or unit.today > row.comments_until:
        return
    waiting = silent(unit.session, row)
    if waiting:
        raise RuleBroken(
            "Those who attended may ask for corrections until %(until)s, and %(n)s of them have not said anything yet.",
            until=row.comments_until.isoformat(),
            n=len(waiting),
        )


def silent(session: Session, row: Minutes) -> list[int]:
    """Return the seats that attended and have said nothing since the draft was sent round."""
    heard = {one.seat_id for one in _of_round(session, row) if one.status != RemarkStatus.WITHDRAWN}
    return [seat for seat in _attended(session, row.meeting_id) if seat not in heard]


def seat_of(session: Session, actor: Actor, meeting_id: int) -> int | None:
    """Return the seat for which the actor attended the meeting; ``None`` where they did not."""
    if actor.id is None:
        return None
    mine = or_(
        (col(Seat.user_id) == actor.id) & (col(Attendance.substitute) == ""),
        col(Attendance.substitute_user_id) == actor.id,
    )
    came = (
        select(Attendance.seat_id)
        .join(Seat, col(Seat.id) == col(Attendance.seat_id))
        .where(Attendance.meeting_id == meeting_id, col(Attendance.presence).in_(CAME), mine)
    )
    return session.exec(came).first()


def circulated_at(session: Session, row: Minutes) -> datetime | None:
    """Return when the draft was last sent to those who attended."""
    sent = select(LifeEvent.at).where(
        LifeEvent.subject == subject_of(row), LifeEvent.action == MinutesAction.CIRCULATE.value
    )
    return session.exec(sent.order_by(col(LifeEvent.id).desc()).limit(1)).first()


def _attended(session: Session, meeting_id: int) -> list[int]:
    came = select(Attendance.seat_id).where(Attendance.meeting_id == meeting_id, col(Attendance.presence).in_(CAME))
    return list(session.exec(came.order_by(col(Attendance.seat_id))))


def _of_round(session: Session, row: Minutes) -> list[MinutesRemark]:
    """Return what was said since the draft was last sent round, and what is still open from before."""
    begun = circulated_at(session, row)
    said = session.exec(select(MinutesRemark).where(MinutesRemark.minutes_id == row.id).order_by(col(MinutesRemark.id)))
    return [one for one in said if one.status == RemarkStatus.OPEN or (begun is not None and one.at >= begun)]


def _may_speak(unit: Unit, row: Minutes, version_seen: int) -> int:
    if row.status != MinutesStatus.COMMENTING or row.comments_until is None:
        raise RuleBroken("This draft is not out for corrections. Reload the page to see how far it is.")
    seat = seat_of(unit.session, unit.actor, row.meeting_id)
    if seat is None:
        raise NotAllowed("Only those who attended the meeting say what is to be corrected in its minutes.")
    if unit.today > row.comments_until:
        raise RuleBroken("The time for corrections ended on %(until)s.", until=row.comments_until.isoformat())
    refuse_newer(row, version_seen)
    return seat


def _new(unit: Unit, row: Minutes, seat: int, text: str) -> MinutesRemark:
    return MinutesRemark(
        minutes_id=row.id,
        version=row.version,
        account_id=unit.actor.id or 0,  # ``seat_of`` found no seat for nobody
        seat_id=seat,
        at=unit.now,
        text=text,
    )
