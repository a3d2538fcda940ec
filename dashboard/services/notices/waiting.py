"""Which public notices wait for the office?"""

from datetime import date

from sqlmodel import Session, col, func, select

from models.enums import NoticeObjectionStatus, NoticeStatus
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
    over = select(Notice.number).where(Notice.status == NoticeStatus.POSTED, col(Notice.ends_on) < today)
    return unanswered, [number for number in session.exec(over.order_by(col(Notice.id))) if number not in unanswered]
