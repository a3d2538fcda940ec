"""How many items are where, and which were published last? Public."""

from dataclasses import dataclass

from sqlmodel import col, func, select

from dashboard.rules.lifecycle.needs import PUBLIC
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from models.enums import MotionStatus, NeedStatus, Outcome
from models.motion import Motion
from models.need import Need, NeedRead


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts for the home page; everything is public."""

    open_for_claiming: int
    unclaimed: int
    under_way: int
    completed: int
    decided: int


UNDER_WAY = (
    NeedStatus.APPROVED,
    NeedStatus.SIGNED,
    NeedStatus.IN_PROGRESS,
    NeedStatus.PAUSED,
    NeedStatus.AWAITING_ACCEPTANCE,
    NeedStatus.RECTIFICATION,
)
FINISHED = (NeedStatus.COMPLETED, NeedStatus.APPRAISED, NeedStatus.ARCHIVED)
TO_CLAIM = (NeedStatus.OPEN, NeedStatus.CLAIMED, NeedStatus.MATCHING)


def figures(ctx: Context) -> Figures:
    """Return how many items are open, under way and completed, and how many motions were decided."""
    with ctx.reading(P.PUBLIC_READ) as session:
        by_status = dict(session.exec(select(Need.status, func.count()).group_by(Need.status)).all())
        decided = session.exec(
            select(func.count()).where(Motion.status == MotionStatus.CLOSED, Motion.outcome != Outcome.VOID)
        ).one()
        return Figures(
            open_for_claiming=sum(by_status.get(state, 0) for state in TO_CLAIM),
            unclaimed=by_status.get(NeedStatus.UNCLAIMED, 0),
            under_way=sum(by_status.get(status, 0) for status in UNDER_WAY),
            completed=sum(by_status.get(state, 0) for state in FINISHED),
            decided=decided,
        )


def newest(ctx: Context, limit: int = 5) -> list[NeedRead]:
    """Return the items published last, newest first."""
    query = (
        select(Need)
        .where(col(Need.status).in_(PUBLIC), col(Need.published_at).is_not(None))
        .order_by(col(Need.published_at).desc(), col(Need.id).desc())
        .limit(limit)
    )
    with ctx.reading(P.PUBLIC_READ) as session:
        return [NeedRead.of(row) for row in session.exec(query)]
