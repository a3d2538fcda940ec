"""How does the secretariat move one item: locked, once for each click, with a reason that may be read?"""

from collections.abc import Callable, Sequence

from sqlmodel import col, select

from dashboard.errors import NotFound
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context, Unit
from dashboard.services.needs.wording import reason_text
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from models.claim import Claim
from models.need import Need, NeedRead


def decided(
    ctx: Context,
    need_id: int,
    action: NeedAction,
    *,
    reason: str = "",
    reference: str = "",
    key: str | None = None,
    note: Callable[[Unit, Need], None] = lambda unit, need: None,
    facts: Sequence[str] = (),
    with_number: str | None = None,
    with_claims: bool = False,
) -> NeedRead:
    """Move one item and return it; ``note`` writes on the row what the decision says about it.

    Args:
        facts: columns whose new values the audit trail keeps.
        with_number: another item that is locked too.
        with_claims: whether the claims on it are locked too, and first: as whoever moves a claim does.

    Raises:
        NotFound: there is no such item, or none with the other number.
        RuleBroken: the table has no such move from its present state.
        BadInput: the move needs a reason and there is none, or it holds a personal detail.
    """
    tidy = reason_text(reason)
    with ctx.writing(Permission.NEED_SCREEN) as unit:
        if with_claims:
            lock_claims(unit, need_id)
        ids = {need_id} if with_number is None else {need_id, id_of(unit, with_number)}
        for locked in sorted(ids):  # in order of id, so that two opposite merges cannot wait for each other
            unit.get(Need, locked)
        need = unit.get(Need, need_id)
        if repeated(unit, key) is not None:
            return NeedRead.of(need)
        note(unit, need)
        told = {name: getattr(need, name) for name in facts}
        advance(unit, need, action, reason=tidy, reference=reference, **told)
        unit.remember(key, need.id)
        return NeedRead.of(need)


def lock_claims(unit: Unit, need_id: int) -> None:
    """Lock the claims on an item; ask before the item is locked, as whoever moves a claim locks the claim first."""
    claims = select(Claim.id).where(Claim.need_id == need_id).order_by(col(Claim.id))
    unit.session.exec(claims.with_for_update()).all()


def id_of(unit: Unit, number: str) -> int:
    """Return the id of the item with this number.

    Raises:
        NotFound: there is none.
    """
    found = unit.session.exec(select(Need.id).where(Need.number == number)).first()
    if found is None:
        raise NotFound("There is no item with the number %(number)s.", number=number)
    return found
