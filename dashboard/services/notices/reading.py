"""What can be read of public notices, by whom?"""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, case, col, func, select

from dashboard.errors import NotFound
from dashboard.formats import days_between
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.needs.consulting import consultation_missing
from dashboard.services.notices.calendar import calendar_of, length_for, reply_due
from dashboard.services.notices.posting import POSTABLE
from dashboard.services.notices.shapes import (
    NoticeFilter,
    NoticeLine,
    NoticeObjectionRead,
    NoticePage,
    Offered,
    Postable,
)
from dashboard.services.transitions import lifeline
from models.base import subject_of
from models.decision import Decision
from models.enums import (
    NeedStatus,
    NoticeKind,
    NoticeObjectionStatus,
    NoticeOutcome,
    NoticeStatus,
    ObjectionCategory,
    ObjectionOutcome,
)
from models.need import Need
from models.notice import Notice, NoticeObjection

ALL = NoticeFilter()
Counts = dict[int, tuple[int, int]]


def notices(ctx: Context, wanted: NoticeFilter = ALL) -> list[NoticeLine]:
    """Return the notices that match, those posted first, by their last day; then the others, the latest first."""
    query = select(Notice, Need).join(Need, col(Need.id) == col(Notice.need_id))
    if wanted.running is not None:
        posted = col(Notice.status) == NoticeStatus.POSTED
        query = query.where(posted if wanted.running else ~posted)
    if wanted.need_id is not None:
        query = query.where(Notice.need_id == wanted.need_id)
    with ctx.reading(P.PUBLIC_READ) as session:
        lines = _lines(session, ctx, session.exec(query).all())
    posted_now = sorted((line for line in lines if line.status is NoticeStatus.POSTED), key=lambda line: line.ends_on)
    over = (line for line in lines if line.status is not NoticeStatus.POSTED)
    return [*posted_now, *sorted(over, key=lambda line: line.id, reverse=True)]


def notice(ctx: Context, number: str) -> NoticePage:
    """Return one notice with its objections, oldest first, and what the reader may do.

    Raises:
        NotFound: there is none with this number.
    """
    with ctx.reading(P.PUBLIC_READ) as session:
        query = select(Notice, Need).join(Need, col(Need.id) == col(Notice.need_id)).where(Notice.number == number)
        found = session.exec(query).all()
        if not found:
            raise NotFound("There is no public notice with the number %(number)s.", number=number)
        row = found[0][0]
        (line,) = _lines(session, ctx, found)
        keeps, posted = ctx.actor.may(P.NOTICE_POST), line.status is NoticeStatus.POSTED
        decision = session.get(Decision, row.decision_id) if row.decision_id is not None else None
        return NoticePage(
            line=line,
            decision_number=decision.number if decision else None,
            objections=_objections(session, ctx, row.id),
            life=tuple(lifeline(session, subject_of(row))),
            keeps=keeps,
            may_object=posted and line.begins_in <= 0 if keeps else line.takes_objections and _signed_in(ctx),
            may_end=keeps and posted and line.days_left < 0 and not line.unanswered and not line.under_review,
            may_withdraw=keeps and posted,
            may_review=keeps and line.under_review and not line.unanswered,
        )


def to_post(ctx: Context) -> Offered:
    """Return the items that can be put on public notice now: those never noticed first, the newest of each on top."""
    running = select(Notice.need_id).where(Notice.status == NoticeStatus.POSTED)
    query = select(Need).where(col(Need.status).in_(POSTABLE), col(Need.id).not_in(running))
    with ctx.reading(P.NOTICE_POST) as session:
        ready = session.exec(query.order_by(col(Need.id).desc())).all()
        found = [need for need in ready if not consultation_missing(session, need)]
        before = set(session.exec(select(Notice.need_id)))
        found = sorted(found, key=lambda need: need.id in before)  # keeps the order within each half
        known, year = calendar_of(session), ctx.today().year
        return Offered(
            tuple(_postable(session, row) for row in found),
            tuple(one for one in (year, year + 1) if not known.covers(one)),
        )


def _postable(session: Session, need: Need) -> Postable:
    days = length_for(session, need)[1]
    return Postable(need.id, need.number, need.title, days, need.status == NeedStatus.CONSULTING)


def _signed_in(ctx: Context) -> bool:
    return ctx.actor.id is not None and ctx.actor.may(P.NOTICE_OBJECT)


def _lines(session: Session, ctx: Context, found: Sequence[Any]) -> list[NoticeLine]:
    counts, today = _counts(session, [row.id for row, _need in found]), ctx.today()
    return [
        NoticeLine(
            id=row.id,
            number=row.number,
            need_number=need.number,
            need_title=need.title,
            type=NoticeKind(row.type),
            text=row.text,
            places=row.places,
            contact_post=row.contact_post,
            days=row.days,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            status=NoticeStatus(row.status),
            outcome=NoticeOutcome(row.outcome) if row.outcome else None,
            objections=counts.get(row.id, (0, 0))[0],
            unanswered=counts.get(row.id, (0, 0))[1],
            begins_in=days_between(today, row.starts_on),
            days_left=days_between(today, row.ends_on),
            under_review=row.status == NoticeStatus.POSTED and need.status == NeedStatus.OBJECTED,
        )
        for row, need in found
    ]


def _counts(session: Session, ids: list[int]) -> Counts:
    """Return the objections and those without a reply: id of the notice -> (all, unanswered)."""
    open_ = func.sum(case((col(NoticeObjection.status) == NoticeObjectionStatus.RECEIVED, 1), else_=0))
    query = (
        select(NoticeObjection.notice_id, func.count(), open_)
        .where(col(NoticeObjection.notice_id).in_(ids))
        .group_by(col(NoticeObjection.notice_id))
    )
    return {notice_id: (count, unanswered) for notice_id, count, unanswered in session.exec(query)}


def _objections(session: Session, ctx: Context, notice_id: int) -> tuple[NoticeObjectionRead, ...]:
    query = select(NoticeObjection).where(NoticeObjection.notice_id == notice_id).order_by(col(NoticeObjection.id))
    return tuple(_objection(session, ctx, row) for row in session.exec(query))


def _objection(session: Session, ctx: Context, row: NoticeObjection) -> NoticeObjectionRead:
    mine = row.account_id is not None and row.account_id == ctx.actor.id
    seen = mine or ctx.actor.may(P.NOTICE_POST)
    due_on, status = reply_due(session, row.received_on), NoticeObjectionStatus(row.status)
    return NoticeObjectionRead(
        id=row.id,
        number=row.number,
        received_on=row.received_on,
        category=ObjectionCategory(row.category),
        status=status,
        outcome=ObjectionOutcome(row.outcome) if row.outcome else None,
        reply=row.reply,
        replied_on=row.replied_on,
        due_on=due_on,
        overdue=status is NoticeObjectionStatus.RECEIVED and due_on < ctx.today(),
        mine=mine,
        text=row.text if seen else None,
        request=row.request if seen else None,
    )
