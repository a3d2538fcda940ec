"""How is an agreement signed, ended, terminated and renewed?"""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.formats import day as day_words
from dashboard.rules.lifecycle.matching import AgreementAction
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.agreements.drafting import enter, one_year_from, stored
from dashboard.services.context import Context, Unit
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import public_text
from models.agreement import Agreement, AgreementItem
from models.enums import AgreementStatus, NeedStatus
from models.need import Need

NOTICE = timedelta(days=60)
"""So long before the term ends the secretariat is reminded."""


def sign(ctx: Context, agreement_id: int, signed_on: date, *, key: str | None = None) -> int:
    """Note that all sides signed; return how many items that were approved are signed with it.

    Raises:
        RuleBroken: it is no draft any more.
        BadInput: the day lies ahead.
    """
    with ctx.writing(P.AGREEMENT_KEEP) as unit:
        row = unit.get(Agreement, agreement_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        if signed_on > unit.today:
            raise BadInput("signed_on", "The day of signing lies ahead. Note it once everybody has signed.")
        row.signed_on = signed_on
        advance(unit, row, AgreementAction.SIGN, signed_on=signed_on.isoformat())
        moved = _sign_items(unit, row)
        unit.remember(key, moved)
        return moved


def _sign_items(unit: Unit, row: Agreement) -> int:
    """Move the approved items of an agreement on; the others are where they are for another reason."""
    linked = select(AgreementItem.need_id).where(AgreementItem.agreement_id == row.id)
    moved = 0
    for need_id in sorted(unit.session.exec(linked)):
        need = unit.get(Need, need_id)
        if need.status == NeedStatus.APPROVED:
            advance(unit, need, NeedAction.SIGN, reference=row.number)
            moved += 1
    return moved


def end(ctx: Context, agreement_id: int, *, key: str | None = None) -> str:
    """Note that the term of an agreement has passed; return its number.

    Raises:
        RuleBroken: it is not in force, or its last day has not passed.
    """
    with ctx.writing(P.AGREEMENT_KEEP) as unit:
        row = unit.get(Agreement, agreement_id)
        if repeated(unit, key) is None:
            if row.status == AgreementStatus.SIGNED and unit.today <= row.ends_on:
                raise RuleBroken(
                    "The agreement runs until %(day)s. To end it earlier, terminate it with a reason.",
                    day=day_words(row.ends_on),
                )
            advance(unit, row, AgreementAction.END)
            unit.remember(key, row.id)
        return row.number


def terminate(ctx: Context, agreement_id: int, reason: str, *, key: str | None = None) -> str:
    """End an agreement before its term with a reason; return its number.

    Raises:
        RuleBroken: it is not in force.
        BadInput: no reason was given.
    """
    with ctx.writing(P.AGREEMENT_KEEP) as unit:
        row = unit.get(Agreement, agreement_id)
        if repeated(unit, key) is None:
            advance(unit, row, AgreementAction.TERMINATE, reason=public_text("reason", reason, most=500))
            unit.remember(key, row.id)
        return row.number


def renew(ctx: Context, agreement_id: int, *, key: str | None = None) -> str:
    """Draft the agreement that continues this one for a year, with the same text; return the new number.

    Raises:
        RuleBroken: it was never signed or was terminated, or a renewal exists.
    """
    with ctx.writing(P.AGREEMENT_KEEP) as unit:
        row = unit.get(Agreement, agreement_id)
        if (done := repeated(unit, key)) is not None:
            return unit.get(Agreement, int(done)).number
        if row.status not in (AgreementStatus.SIGNED, AgreementStatus.ENDED):
            raise RuleBroken("Only an agreement that is in force, or ran its full term, can be renewed.")
        if (other := renewal_of(unit.session, row.id)) is not None:
            raise RuleBroken("A renewal exists already, under %(number)s.", number=other.number)
        starts = max(row.ends_on + timedelta(days=1), unit.today)
        typed = stored(unit.session, row).model_copy(update={"starts_on": starts, "ends_on": one_year_from(starts)})
        new = enter(unit, typed, renews=row)
        unit.remember(key, new.id)
        return new.number


def renewal_of(session: Session, agreement_id: int) -> Agreement | None:
    """Return the agreement that continues this one, unless its draft was given up."""
    found = select(Agreement).where(
        Agreement.renews_id == agreement_id, col(Agreement.status) != AgreementStatus.DROPPED
    )
    return session.exec(found).first()


def running_out(session: Session, today: date) -> list[str]:
    """Return the numbers of the agreements in force whose term ends within 60 days or has passed, and that nobody
    has begun to renew; the earliest end first."""
    renewed = select(Agreement.renews_id).where(
        col(Agreement.renews_id).is_not(None), col(Agreement.status) != AgreementStatus.DROPPED
    )
    soon = (
        select(Agreement)
        .where(Agreement.status == AgreementStatus.SIGNED, col(Agreement.ends_on) <= today + NOTICE)
        .order_by(col(Agreement.ends_on), col(Agreement.id))
    )
    begun = set(session.exec(renewed))
    return [row.number for row in session.exec(soon) if row.ends_on < today or row.id not in begun]
