"""Which claim round is running, and how does an item come into it?"""

from datetime import date, datetime

from sqlmodel import Session, select

from dashboard.formats import at_shanghai
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.services.context import Unit
from dashboard.services.transitions import advance
from models.enums import RoundStatus
from models.need import ClaimRound, Need


def running_round(session: Session) -> ClaimRound | None:
    """Return the round that was opened and not closed yet, also where its last day has passed."""
    return session.exec(select(ClaimRound).where(ClaimRound.status == RoundStatus.OPEN)).first()


def joinable(unit: Unit) -> ClaimRound | None:
    """Return the round that takes items in today, locked before any item; ``None`` where none does."""
    query = select(ClaimRound).where(ClaimRound.status == RoundStatus.OPEN).with_for_update()
    row = unit.session.exec(query).first()
    return row if row is not None and row.closes_on >= unit.today else None


def last_moment(closes_on: date) -> datetime:
    """Return until when an item can be claimed whose last day this is."""
    return at_shanghai(closes_on, 23, 59)


def put_on_the_claim_list(unit: Unit, need: Need, until: datetime, into: ClaimRound | None) -> None:
    """Publish an item of the needs list; in a round it can be claimed until the round's last day at most.

    Raises:
        RuleBroken: it is not on the needs list.
    """
    deadline = until if into is None else min(until, last_moment(into.closes_on))
    quarter = into.quarter if into else ""
    advance(unit, need, NeedAction.PUBLISH, reference=quarter, claim_deadline=deadline.isoformat())
    need.published_at = unit.now
    need.claim_deadline = deadline
    need.round_id = into.id if into else None
