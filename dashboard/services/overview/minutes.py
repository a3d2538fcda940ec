"""Which minutes wait for whom?"""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, or_, select

from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Actor
from dashboard.services.minutes.deadlines import Times
from dashboard.services.minutes.remarks import seat_of, silent
from dashboard.services.overview.lines import Waiting
from models.enums import CorrectionStatus, MeetingStatus, MinutesStatus, RemarkStatus
from models.meeting import Meeting
from models.minutes import Minutes, MinutesCorrection, MinutesRemark, MinutesSheet

OFFICE = {
    MinutesStatus.DRAFT: "minutes_check",
    MinutesStatus.CHECKING: "minutes_send_round",
    MinutesStatus.APPROVED: "minutes_issue",
    MinutesStatus.ISSUED: "minutes_screen",
    MinutesStatus.PUBLISHED: "minutes_archive",
    MinutesStatus.WITHHELD: "minutes_archive",
}
"""What the secretariat does next."""


def minutes_of_the_office(session: Session, today: date) -> list[Waiting]:
    """Return what the secretariat does next, missed days first."""
    return [
        *(Waiting("minutes_overdue", 1, "minutes", number) for number in _overdue(session, today)),
        *(
            Waiting("minutes_remarks", 1, "minutes", number)
            for number in session.exec(
                select(Meeting.number)
                .join(Minutes, col(Minutes.meeting_id) == col(Meeting.id))
                .join(MinutesRemark, col(MinutesRemark.minutes_id) == col(Minutes.id))
                .where(MinutesRemark.status == RemarkStatus.OPEN)
                .distinct()
                .order_by(Meeting.number)
            )
        ),
        *_next(session, today),
    ]


def _next(session: Session, today: date) -> Iterator[Waiting]:
    for number, row in _in(session, [*OFFICE, MinutesStatus.COMMENTING, MinutesStatus.SCREENING]):
        what = OFFICE.get(row.status)
        if row.status == MinutesStatus.SCREENING and row.public_version == 0:
            what = "minutes_prepare"
        elif row.status == MinutesStatus.COMMENTING and _heard(session, row, today):
            what = "minutes_hand_in"
        if what:
            yield Waiting(what, 1, "minutes", number)


def _heard(session: Session, row: Minutes, today: date) -> bool:
    return (row.comments_until is not None and row.comments_until < today) or not silent(session, row)


def _overdue(session: Session, today: date) -> list[str]:
    """Return the meetings whose draft or issue is late."""
    issued = select(Minutes.meeting_id).join(MinutesSheet, col(MinutesSheet.minutes_id) == col(Minutes.id))
    approved = col(Minutes.status) == MinutesStatus.APPROVED
    query = (
        select(Meeting, Minutes)
        .outerjoin(Minutes, col(Minutes.meeting_id) == col(Meeting.id))
        .where(Meeting.status == MeetingStatus.CLOSED, or_(col(Meeting.id).not_in(issued), approved))
        .order_by(col(Meeting.id))
    )
    times = Times.of(session)
    return [held.number for held, row in session.exec(query) if times.due(held, row).missed(today)]


def minutes_of_members(session: Session, actor: Actor, today: date) -> list[Waiting]:
    """Return the drafts of meetings that the actor attended and has said nothing about."""
    if not actor.may(P.MINUTES_REMARK):
        return []
    return [
        Waiting("minutes_read", 1, "minutes", number)
        for number, row in _in(session, [MinutesStatus.COMMENTING])
        if row.comments_until is not None
        and today <= row.comments_until
        and seat_of(session, actor, row.meeting_id) in silent(session, row)
    ]


def minutes_of_the_chair(session: Session) -> list[Waiting]:
    """Return the public versions and corrections that wait for the chair."""
    prepared = [number for number, row in _in(session, [MinutesStatus.SCREENING]) if row.public_version]
    corrections = (
        select(Meeting.number)
        .join(Minutes, col(Minutes.meeting_id) == col(Meeting.id))
        .join(MinutesCorrection, col(MinutesCorrection.minutes_id) == col(Minutes.id))
        .where(MinutesCorrection.status == CorrectionStatus.PROPOSED)
    )
    return [
        *(Waiting("minutes_publish", 1, "minutes", number) for number in prepared),
        *(Waiting("minutes_correct", 1, "minutes", number) for number in session.exec(corrections)),
    ]


def _in(session: Session, states: list[MinutesStatus]) -> list[tuple[str, Minutes]]:
    query = (
        select(Meeting.number, Minutes)
        .join(Minutes, col(Minutes.meeting_id) == col(Meeting.id))
        .where(col(Minutes.status).in_(states))
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    )
    return list(session.exec(query))
