"""Which public notices wait for the office?"""

from datetime import date

from sqlmodel import Session, col, func, select

from models.enums import NeedStatus, NoticeObjectionStatus, NoticeStatus
from models.need import Need
from models.notice import Notice, NoticeObjection


def to_see_to(session: Session, today: date) -> tuple[dict[str, int], list[str]]:
    """Return how many objections wait for a reply by number of their notice, and the notices that can be ended."""
    query = (
        select(Notice.number, func.count())
        .join(NoticeObjection, col(NoticeObjection.notice_id) == Notice.id)
        .where(NoticeObjection.status == NoticeObjectionStatus.RECEIVED)
        .group_by(col(Notice.id), col(Notice.number))
        .order_by(col(Notice.id))
    )
    unanswered = dict(session.exec(query).all())
    over = (
        select(Notice.number)
        .join(Need, col(Need.id) == col(Notice.need_id))
        .where(Notice.status == NoticeStatus.POSTED, col(Notice.ends_on) < today, Need.status != NeedStatus.OBJECTED)
    )
    return unanswered, [number for number in session.exec(over.order_by(col(Notice.id))) if number not in unanswered]


def to_decide_on(session: Session) -> list[str]:
    """Return the notices whose objections are answered and whose item waits for the decision on them."""
    query = (
        select(Notice.number)
        .join(Need, col(Need.id) == col(Notice.need_id))
        .where(Notice.status == NoticeStatus.POSTED, Need.status == NeedStatus.OBJECTED)
    )
    unanswered, _over = to_see_to(session, date.min)
    return [number for number in session.exec(query.order_by(col(Notice.id))) if number not in unanswered]
