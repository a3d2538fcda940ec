"""Which promises fall due, and who was reminded of them?"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from dashboard.errors import RuleBroken
from dashboard.formats import local_date
from dashboard.rules.permissions import Permission as P
from dashboard.services.claims.reading import one
from dashboard.services.context import Actor, Context
from dashboard.services.once import repeated
from models.claim import Claim, ClaimRead
from models.enums import ClaimStatus, NeedStatus
from models.need import Need

SOON = timedelta(days=14)
"""So long before its day a promise is brought to mind."""


@dataclass(frozen=True, slots=True)
class PromiseDue:
    """A confirmed claim whose day is near or has passed."""

    claim_id: int
    number: str
    promised_on: date


def promises_due(session: Session, actor: Actor, today: date) -> list[PromiseDue]:
    """Return the promises of the actor's organisation that fall due within 14 days or are overdue, earliest first.

    Nothing is due any more on an item whose project was given up.
    """
    if actor.organisation_id is None or not actor.may(P.CLAIM_MAKE):
        return []
    near = (
        select(Claim)
        .join(Need, col(Need.id) == col(Claim.need_id))
        .where(
            Claim.organisation_id == actor.organisation_id,
            Claim.status == ClaimStatus.CONFIRMED,
            Need.status != NeedStatus.TERMINATED,
            col(Claim.promised_on) <= today + SOON,
        )
        .order_by(col(Claim.promised_on), col(Claim.id))
    )
    return [PromiseDue(row.id, row.number, row.promised_on) for row in session.exec(near)]


def remind(ctx: Context, claim_id: int, *, key: str | None = None) -> ClaimRead:
    """Remind an organisation of its promise, on its own pages; nothing is sent outside.

    Raises:
        RuleBroken: the claim is not confirmed, its promise was kept, its project was given up, or the
            organisation was reminded today.
    """
    with ctx.writing(P.CLAIM_CONFIRM) as unit:
        row = unit.get(Claim, claim_id)
        if repeated(unit, key) is not None:
            return one(unit.session, row.id)
        given_up = unit.session.get_one(Need, row.need_id).status == NeedStatus.TERMINATED
        if row.status != ClaimStatus.CONFIRMED or given_up:
            raise RuleBroken("Only promises that were confirmed and are not kept yet can be reminded of.")
        if row.reminded_at is not None and local_date(row.reminded_at) == unit.today:
            raise RuleBroken("This organisation was reminded of its promise today. Once a day is enough.")
        row.reminded_at = unit.now
        unit.session.add(row)
        unit.session.flush()
        unit.audit("claim.remind", f"claim/{row.id}", need=row.need_id)
        unit.remember(key, row.id)
        return one(unit.session, row.id)
