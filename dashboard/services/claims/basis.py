"""When can an item be claimed, and which claims stand?"""

from sqlmodel import Session, col, select

from models.claim import Claim
from models.enums import ClaimStatus, NeedStatus

CLAIMABLE = (
    NeedStatus.OPEN,
    NeedStatus.CLAIMED,
    NeedStatus.MATCHING,
    NeedStatus.ON_AGENDA,
    NeedStatus.ADOPTED,
    NeedStatus.CONSULTING,
    NeedStatus.ON_NOTICE,
)
"""An item can be claimed from its publication until it becomes a project."""
DECIDED = (NeedStatus.ADOPTED, NeedStatus.CONSULTING, NeedStatus.ON_NOTICE)
"""The meeting has agreed and the item is no project yet."""
UNDER_WAY = (
    NeedStatus.APPROVED,
    NeedStatus.SIGNED,
    NeedStatus.IN_PROGRESS,
    NeedStatus.PAUSED,
    NeedStatus.AWAITING_ACCEPTANCE,
    NeedStatus.RECTIFICATION,
)
LIVE = (ClaimStatus.INTENTION, ClaimStatus.CONFIRMED)
STANDING = (*LIVE, ClaimStatus.FULFILLED)


def has_live(session: Session, need_id: int) -> bool:
    """Return whether any organisation means to take the item on, or was confirmed."""
    live = select(Claim.id).where(Claim.need_id == need_id, col(Claim.status).in_(LIVE))
    return session.exec(live.limit(1)).first() is not None
