"""How does an item end that nobody takes on or that was not adopted, or go back to the needs list?"""

from sqlmodel import col, select

from dashboard.rules.lifecycle.claims import ClaimAction
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.services.context import Context, Unit
from dashboard.services.needs.deciding import decided
from dashboard.services.needs.wording import reason_text
from dashboard.services.transitions import advance
from models.claim import Claim
from models.enums import ClaimStatus, HandlingResult
from models.need import Need, NeedRead


def close(ctx: Context, need_id: int, result: HandlingResult, reason: str, *, key: str | None = None) -> NeedRead:
    """Close an unclaimed, deferred or not adopted item with what came of it; it stays in the statistics.

    Claim intentions on it are declined for the same reason.

    Raises:
        RuleBroken: it is in another state.
        BadInput: there is no reason, or it holds a personal detail.
    """

    def note(unit: Unit, need: Need) -> None:
        need.result = HandlingResult(result)
        decline_intentions(unit, need, reason)

    return decided(
        ctx, need_id, NeedAction.CLOSE, reason=reason, key=key, note=note, facts=("result",), with_claims=True
    )


def revise(ctx: Context, need_id: int, reason: str, *, key: str | None = None) -> NeedRead:
    """Take an item that was not adopted back to the needs list; it is published and claimed afresh.

    Raises:
        RuleBroken: it is in another state.
        BadInput: there is no reason, or it holds a personal detail.
    """

    def note(unit: Unit, need: Need) -> None:
        decline_intentions(unit, need, reason)

    return decided(ctx, need_id, NeedAction.REVISE, reason=reason, key=key, note=note, with_claims=True)


def decline_intentions(unit: Unit, need: Need, reason: str) -> None:
    """Decline every claim intention on an item that cannot be claimed any more: else they would wait for ever.

    Raises:
        BadInput: there is a claim and no reason.
    """
    waiting = select(Claim).where(Claim.need_id == need.id, Claim.status == ClaimStatus.INTENTION)
    for claim in unit.session.exec(waiting.order_by(col(Claim.id)).with_for_update()).all():
        advance(unit, claim, ClaimAction.DECLINE, reason=reason_text(reason), need=need.id)
