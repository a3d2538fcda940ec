"""What do items ask for, and how much of it is promised?"""

from collections import defaultdict
from collections.abc import Collection

from sqlmodel import Session, col, select

from dashboard.rules.matching import Asked, Gaps, Promised
from dashboard.rules.matching import gaps as gaps_of
from dashboard.rules.permissions import Permission as P
from dashboard.services.claims.basis import STANDING
from dashboard.services.context import Context
from models.claim import Claim
from models.need import NeedPart


def gaps(ctx: Context, need_ids: Collection[int]) -> dict[int, Gaps]:
    """Return for each item what is asked, intended, confirmed and missing, by id of the item."""
    with ctx.reading(P.PUBLIC_READ) as session:
        parts, made = parts_of(session, need_ids), _claims(session, need_ids)
    return {need_id: gaps_of(parts[need_id], made[need_id]) for need_id in need_ids}


def parts_of(session: Session, need_ids: Collection[int]) -> dict[int, list[Asked]]:
    """Return what each item asks for, in its order; struck parts are left out."""
    found: dict[int, list[Asked]] = defaultdict(list)
    wanted = (
        select(NeedPart)
        .where(col(NeedPart.need_id).in_(need_ids), col(NeedPart.removed_at).is_(None))
        .order_by(col(NeedPart.position), col(NeedPart.id))
    )
    for part in session.exec(wanted):
        found[part.need_id].append(Asked(part.id, part.offer, part.text, part.amount, part.unit))
    return found


def _claims(session: Session, need_ids: Collection[int]) -> dict[int, list[Promised]]:
    found: dict[int, list[Promised]] = defaultdict(list)
    wanted = select(Claim).where(col(Claim.need_id).in_(need_ids), col(Claim.status).in_(STANDING))
    for claim in session.exec(wanted):
        found[claim.need_id].append(Promised(claim.part_id, claim.status, claim.amount))
    return found
