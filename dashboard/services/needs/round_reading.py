"""What came of a claim round: how many items were published in it, claimed and left?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from dashboard.rules.lifecycle.needs import NeedAction
from models.claim import Claim
from models.enums import ClaimStatus, RoundStatus
from models.life import LifeEvent
from models.need import ClaimRound

KEPT = (ClaimStatus.INTENTION, ClaimStatus.CONFIRMED, ClaimStatus.FULFILLED)
INTO = (NeedAction.PUBLISH, NeedAction.CARRY_OVER)


@dataclass(frozen=True, slots=True)
class RoundRead:
    """A claim round and what came of it so far, in items.

    ``published`` came from the needs list, ``carried_over`` from an earlier round; together they are ``total``.
    ``unclaimed`` were left when it closed. The share claimed is ``claimed`` of ``total``, none where it had no item.
    """

    id: int
    quarter: str
    opens_on: date
    closes_on: date
    status: RoundStatus
    published: int
    carried_over: int
    claimed: int
    unclaimed: int

    @property
    def total(self) -> int:
        """How many items were open for claiming in it."""
        return self.published + self.carried_over


def summary_of(session: Session, row: ClaimRound) -> RoundRead:
    """Return one round with what came of it."""
    return summaries(session, [row])[0]


def summaries(session: Session, rows: Sequence[ClaimRound]) -> list[RoundRead]:
    """Return rounds with what came of each, in their order, counted from the items' own lives."""
    came = _moves(session, [row.quarter for row in rows])
    claimed = select(Claim.need_id).where(col(Claim.status).in_(KEPT)).distinct()
    kept = {f"need/{need_id}" for need_id in session.exec(claimed)}
    return [_summary(row, came, kept) for row in rows]


def _summary(row: ClaimRound, came: dict[tuple[str, str], set[str]], kept: set[str]) -> RoundRead:
    published, carried = (came[row.quarter, action] for action in INTO)
    lapsed = came[row.quarter, NeedAction.LAPSE]
    everything = published | carried
    return RoundRead(
        id=row.id,
        quarter=row.quarter,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        status=RoundStatus(row.status),
        published=len(published - carried),
        carried_over=len(carried),
        claimed=len((everything - lapsed) & kept),
        unclaimed=len(everything & lapsed),
    )


def _moves(session: Session, quarters: Sequence[str]) -> dict[tuple[str, str], set[str]]:
    """Return which items moved in which round: quarter and action -> subjects."""
    query = select(LifeEvent.reference, LifeEvent.action, LifeEvent.subject).where(
        col(LifeEvent.action).in_([*INTO, NeedAction.LAPSE]),
        col(LifeEvent.reference).in_(quarters),
        col(LifeEvent.subject).startswith("need/"),
    )
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for reference, action, subject in session.exec(query):
        found[reference, action].add(subject)
    return found
