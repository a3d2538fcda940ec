"""Who takes no part in an item because it touches their own interest (回避), and what does that do to the count?"""

from datetime import datetime

from sqlmodel import Session, col, func, select

from dashboard.errors import NotAllowed, NotFound, RuleBroken
from dashboard.i18n import either
from dashboard.rules.decisions import Counts, counts_weight, decide, without_recused
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Actor, Context, Unit
from dashboard.services.decision_rules import rule_in_force
from dashboard.services.house_rules import value_of
from dashboard.services.meetings.common import channel, locked, note_text, refuse_open_vote
from dashboard.services.meetings.recusal_shapes import Denominator, ItemRecusals, RecusalRead, RecusalSeat
from dashboard.services.once import repeated
from models.base import subject_of
from models.enums import AgendaStatus, MeetingStatus, MotionStatus, Presence
from models.meeting import AgendaItem, Attendance, Meeting, Recusal
from models.motion import Motion
from models.organisation import Body, Organisation, Seat
from models.speech import Speech

DECLARED_IN = (MeetingStatus.NOTICED, MeetingStatus.SIGN_IN, MeetingStatus.IN_SESSION)
UNDECIDED = (AgendaStatus.LISTED, AgendaStatus.IN_DISCUSSION)


def declare(ctx: Context, item_id: int, seat_id: int, reason: str, *, key: str | None = None) -> int:
    """Note that the holder of a seat takes no part in an item, and return the recusal's id.

    Holders declare it for their own seat before the item is discussed; later whoever runs the meeting notes it.

    Raises:
        NotFound: the seat is not one of the meeting.
        NotAllowed: it is somebody else's seat.
        RuleBroken: the item is decided, a vote is open, the discussion has begun, or it is noted already.
        BadInput: no reason, or one too long.
    """
    with ctx.writing(P.MEETING_READ) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        late = _require_open(unit, meeting, item, _seat(unit.session, meeting, seat_id))
        if seat_id in recused_seats(unit.session, item_id):
            raise RuleBroken("This recusal is noted already.")
        row = unit.add(
            Recusal(
                meeting_id=meeting.id,
                agenda_item_id=item_id,
                seat_id=seat_id,
                reason=note_text("reason", reason, least=2, most=200),
                declared_at=unit.now,
            )
        )
        unit.audit(
            "recusal.declare", subject_of(row), channel=channel(meeting.id), item=item_id, seat=seat_id, late=late
        )
        unit.remember(key, row.id)
        return row.id


def withdraw(ctx: Context, recusal_id: int, *, key: str | None = None) -> None:
    """Take a recusal back, on the same terms as it is declared; the row is kept.

    Raises:
        NotAllowed: it is somebody else's seat.
        RuleBroken: it was taken back before, or the item is decided, being voted on or, for holders, under discussion.
    """
    with ctx.writing(P.MEETING_READ) as unit:
        meeting, row = locked(unit, Recusal, recusal_id)
        if repeated(unit, key) is not None:
            return
        item = unit.get(AgendaItem, row.agenda_item_id)
        late = _require_open(unit, meeting, item, _seat(unit.session, meeting, row.seat_id))
        if row.withdrawn_at is not None:
            raise RuleBroken("This recusal was taken back before.")
        row.withdrawn_at = unit.now
        unit.audit("recusal.withdraw", subject_of(row), channel=channel(meeting.id), item=item.id, late=late)
        unit.remember(key, "")


def _seat(session: Session, meeting: Meeting, seat_id: int) -> Seat:
    query = select(Seat).join(Attendance, col(Attendance.seat_id) == Seat.id)
    seat = session.exec(query.where(Attendance.meeting_id == meeting.id, Seat.id == seat_id)).first()
    if seat is None:
        raise NotFound("This seat is not one of those that should attend the meeting.", table="Seat", id=seat_id)
    return seat


def _require_open(unit: Unit, meeting: Meeting, item: AgendaItem, seat: Seat) -> bool:
    """Refuse where the actor may not change recusals now; return whether the discussion had begun."""
    runs = unit.actor.may(P.MEETING_RUN)
    unit.permission = P.MEETING_RUN if runs else P.MEETING_ATTEND
    if not runs and not _holds(unit.actor, seat):
        raise NotAllowed("You can do this for your own seat only.")
    if meeting.status not in DECLARED_IN or item.status not in UNDECIDED:
        raise RuleBroken("A recusal is noted from the notice of the meeting until the item is decided.")
    refuse_open_vote(unit.session, meeting.id)
    begun = begun_at(unit.session, item.id) is not None
    if begun and not runs:
        raise RuleBroken(
            "The discussion of this item has begun. Tell whoever runs the meeting: they can still note a recusal."
        )
    return begun


def _holds(actor: Actor, seat: Seat) -> bool:
    return seat.user_id is not None and seat.user_id == actor.id and actor.may(P.MEETING_ATTEND)


def begun_at(session: Session, item_id: int) -> datetime | None:
    """Return when somebody first spoke on an item or a vote on it was first opened."""
    spoken = select(func.min(Speech.started_at)).where(Speech.agenda_item_id == item_id)
    opened = select(func.min(Motion.opened_at)).where(Motion.agenda_item_id == item_id)
    moments = [session.exec(query).one() for query in (spoken, opened)]
    return min((moment for moment in moments if moment is not None), default=None)


def recused_seats(session: Session, item_id: int) -> frozenset[int]:
    """Return the seats that take no part in an item now."""
    query = select(Recusal.seat_id).where(Recusal.agenda_item_id == item_id, col(Recusal.withdrawn_at).is_(None))
    return frozenset(session.exec(query))


def of_item(ctx: Context, item_id: int) -> ItemRecusals:
    """Return the recusals of an item by seat number, who may declare one, and what they do to the count.

    Raises:
        NotFound: there is no such item.
    """
    with ctx.reading(P.MEETING_READ) as session:
        item = session.get(AgendaItem, item_id)
        if item is None:
            raise NotFound("This record does not exist.", table="AgendaItem", id=item_id)
        meeting = session.get_one(Meeting, item.meeting_id)
        begun = begun_at(session, item_id)
        lines = _lines(session, item_id, ctx.actor, begun)
        runs = ctx.actor.may(P.MEETING_RUN)
        now_open = meeting.status in DECLARED_IN and item.status in UNDECIDED and (runs or begun is None)
        expected = set(session.exec(select(Attendance.seat_id).where(Attendance.meeting_id == meeting.id)))
        seats = _free_seats(session, item, ctx.actor) if now_open and not _voting(session, meeting.id) else []
        return ItemRecusals(
            item_id=item_id,
            lines=lines,
            seats=[seat for seat in seats if runs or seat.mine],
            may_withdraw=frozenset(
                line.id for line in lines if now_open and (runs or line.mine) and line.seat_id in expected
            ),
            begun=begun is not None,
            denominator=_denominator(session, meeting, item),
        )


def _voting(session: Session, meeting_id: int) -> bool:
    under_way = col(Motion.status).in_((MotionStatus.OPEN, MotionStatus.COUNTING))
    return session.exec(select(Motion.id).where(Motion.meeting_id == meeting_id, under_way)).first() is not None


def _lines(session: Session, item_id: int, actor: Actor, begun: datetime | None) -> list[RecusalRead]:
    query = (
        select(Recusal, Seat, Organisation)
        .join(Seat, col(Seat.id) == Recusal.seat_id)
        .join(Organisation, col(Organisation.id) == Seat.organisation_id)
        .where(Recusal.agenda_item_id == item_id, col(Recusal.withdrawn_at).is_(None))
        .order_by(col(Seat.number), col(Seat.id))
    )
    return [
        RecusalRead(
            id=row.id,
            seat_id=seat.id,
            seat_number=seat.number,
            organisation=either(unit.name_zh, unit.name_en),
            reason=row.reason,
            declared_at=row.declared_at,
            late=begun is not None and row.declared_at > begun,
            mine=_holds(actor, seat),
        )
        for row, seat, unit in session.exec(query)
    ]


def _free_seats(session: Session, item: AgendaItem, actor: Actor) -> list[RecusalSeat]:
    query = (
        select(Seat, Organisation)
        .join(Attendance, col(Attendance.seat_id) == Seat.id)
        .join(Organisation, col(Organisation.id) == Seat.organisation_id)
        .where(Attendance.meeting_id == item.meeting_id)
        .order_by(col(Seat.number), col(Seat.id))
    )
    away = recused_seats(session, item.id)
    return [
        RecusalSeat(seat.id, seat.number, either(unit.name_zh, unit.name_en), _holds(actor, seat))
        for seat, unit in session.exec(query)
        if seat.id not in away
    ]


def _denominator(session: Session, meeting: Meeting, item: AgendaItem) -> Denominator:
    """Return both ways of counting, by the rule of the newest motion on the item, else of the body."""
    presences = dict(
        session.exec(select(Attendance.seat_id, Attendance.presence).where(Attendance.meeting_id == meeting.id)).all()
    )
    away = recused_seats(session, item.id) & set(presences)
    newest = select(Motion.preset).where(Motion.agenda_item_id == item.id).order_by(col(Motion.round_no).desc())
    preset = session.exec(newest).first() or session.get_one(Body, meeting.body_code).preset
    here = [seat for seat, presence in presences.items() if presence == Presence.PRESENT]
    whole = Counts(len(presences), len(here), 0, 0, 0)
    rest = without_recused(whole, len(away), len(away & set(here)))
    rule = rule_in_force(session, preset)
    fixed = not counts_weight(rule) and all(one.base in ("entitled", "present") for one in rule.pass_)
    return Denominator(
        entitled=whole.entitled,
        recused=len(away),
        kept=decide(rule, whole).votes_needed if fixed else None,
        deducted=decide(rule, rest).votes_needed if fixed else None,
        deducts=value_of(session, "recusal_denominator") == "deduct",
    )
