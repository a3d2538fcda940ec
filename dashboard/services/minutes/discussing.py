"""What was said of a draft, and which corrections of issued minutes were proposed: as far as this reader may see."""

from sqlmodel import Session, col, select

from dashboard.documents.minutes import bound
from dashboard.i18n import either
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.minutes.finding import drafted, keeps
from dashboard.services.minutes.gathering import who
from dashboard.services.minutes.remarks import seat_of, silent
from dashboard.services.minutes.shapes import CorrectionRead, RemarkBoard, RemarkRead
from dashboard.services.minutes.texts import numbered
from models.account import Account
from models.enums import CorrectionStatus, MinutesStatus, RemarkStatus
from models.minutes import Minutes, MinutesCorrection, MinutesRemark
from models.organisation import Organisation, Seat


def remarks(ctx: Context, meeting_number: str) -> RemarkBoard:
    """Return what was said of the draft, oldest first: all of it to secretariat and chair, to others their own.

    Raises:
        NotFound: nothing is drafted, or nothing that the actor may read yet.
    """
    with ctx.reading(P.MINUTES_READ) as session:
        held, row = drafted(session, ctx.actor, meeting_number)
        out = row.status == MinutesStatus.COMMENTING
        attended = seat_of(session, ctx.actor, held.id) is not None and ctx.actor.may(P.MINUTES_REMARK)
        in_time = row.comments_until is not None and ctx.today() <= row.comments_until
        return RemarkBoard(
            remarks=_remarks(session, ctx, row),
            waiting=_names(session, silent(session, row)) if out and keeps(ctx.actor) else (),
            attended=attended,
            open=out and in_time,
            may_answer=ctx.actor.may(P.MINUTES_DRAFT),
        )


def _remarks(session: Session, ctx: Context, row: Minutes) -> tuple[RemarkRead, ...]:
    query = (
        select(MinutesRemark, Seat, Organisation)
        .outerjoin(Seat, col(Seat.id) == col(MinutesRemark.seat_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Seat.organisation_id))
        .where(MinutesRemark.minutes_id == row.id)
        .order_by(col(MinutesRemark.id))
    )
    if not keeps(ctx.actor):
        query = query.where(MinutesRemark.account_id == ctx.actor.id)
    return tuple(
        RemarkRead(
            id=one.id,
            who=who(seat, unit) if seat and unit else "",
            version=one.version,
            at=one.at,
            text=one.text,
            status=RemarkStatus(one.status),
            reply=one.reply,
            mine=one.account_id == ctx.actor.id,
        )
        for one, seat, unit in session.exec(query)
    )


def _names(session: Session, seats: list[int]) -> tuple[str, ...]:
    query = (
        select(Seat, Organisation)
        .join(Organisation, col(Organisation.id) == col(Seat.organisation_id))
        .where(col(Seat.id).in_(seats))
        .order_by(col(Seat.number), col(Seat.id))
    )
    return tuple(f"{either(unit.name_zh, unit.name_en)}" for _seat, unit in session.exec(query))


def corrections(ctx: Context, meeting_number: str) -> list[CorrectionRead]:
    """Return the corrections of issued minutes, oldest first; those not approved to secretariat and chair only.

    Raises:
        NotFound: nothing is drafted, or nothing that the actor may read yet.
    """
    with ctx.reading(P.MINUTES_READ) as session:
        _held, row = drafted(session, ctx.actor, meeting_number)
        query = (
            select(MinutesCorrection, Account)
            .outerjoin(Account, col(Account.id) == col(MinutesCorrection.proposed_by))
            .where(MinutesCorrection.minutes_id == row.id)
            .order_by(col(MinutesCorrection.id))
        )
        if not keeps(ctx.actor):
            query = query.where(MinutesCorrection.status == CorrectionStatus.APPROVED)
        return [
            CorrectionRead(
                id=one.id,
                correction_no=one.correction_no,
                over_version=one.over_version,
                before=bound.printed(numbered(session, row, one.over_version).text),
                text=bound.printed(one.text),
                reason=one.reason,
                status=CorrectionStatus(one.status),
                proposed_at=one.proposed_at,
                proposed_by=author.display_name if author else "",
            )
            for one, author in session.exec(query)
        ]
