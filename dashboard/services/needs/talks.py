"""When did the side in need talk with those who claimed, and what was said?"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotAllowed
from dashboard.formats import day, local_date
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission
from dashboard.services.context import Actor, Context, Unit
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import public_text
from models.claim import Claim
from models.enums import ClaimStatus
from models.need import MatchTalk, Need

PARTIES = (ClaimStatus.INTENTION, ClaimStatus.CONFIRMED, ClaimStatus.FULFILLED)


@dataclass(frozen=True, slots=True)
class TalkRead:
    """One matching talk: on which day, which units and posts took part, what was agreed."""

    id: int
    held_on: date
    present: str
    text: str


def hold_talk(ctx: Context, need_id: int, held_on: date, present: str, text: str, *, key: str | None = None) -> int:
    """Note a matching talk on a claimed item and return its id; ``present`` names units and posts, never persons.

    Raises:
        RuleBroken: nobody claimed the item, or it is further on.
        BadInput: the day lies in the future or before the item was published; or a text is too short, too long or
            holds a personal detail.
    """
    with ctx.writing(Permission.NEED_SCREEN) as unit:
        need = unit.get(Need, need_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        _require_day(unit, need, held_on)
        row = unit.add(
            MatchTalk(
                need_id=need.id,
                at=unit.now,
                held_on=held_on,
                present=public_text("present", present, least=2, most=300),
                text=public_text("text", text, least=10, most=2000),
            )
        )
        advance(unit, need, NeedAction.MATCH, reference=held_on.isoformat(), talk=row.id)
        unit.remember(key, row.id)
        return row.id


def talks(ctx: Context, need_id: int) -> list[TalkRead]:
    """Return the talks on an item, the latest first.

    Raises:
        NotAllowed: the actor is neither the secretariat nor acts for an organisation that claimed it.
    """
    with ctx.reading(Permission.PUBLIC_READ) as session:
        if not may_read(session, ctx.actor, need_id):
            raise NotAllowed("Only the secretariat and the organisations that claimed this item read its talks.")
        rows = select(MatchTalk).where(MatchTalk.need_id == need_id)
        newest = rows.order_by(col(MatchTalk.held_on).desc(), col(MatchTalk.id).desc())
        return [TalkRead(row.id, row.held_on, row.present, row.text) for row in session.exec(newest)]


def may_read(session: Session, actor: Actor, need_id: int) -> bool:
    """Return whether the actor may read the talks on an item."""
    if actor.may(Permission.NEED_SCREEN):
        return True
    if actor.organisation_id is None or not actor.may(Permission.CLAIM_MAKE):
        return False
    own = select(Claim.id).where(
        Claim.need_id == need_id, Claim.organisation_id == actor.organisation_id, col(Claim.status).in_(PARTIES)
    )
    return session.exec(own.limit(1)).first() is not None


def _require_day(unit: Unit, need: Need, held_on: date) -> None:
    if held_on > unit.today:
        raise BadInput("held_on", "Please note a talk after it was held: the day cannot lie in the future.")
    if need.published_at is not None and held_on < local_date(need.published_at):
        raise BadInput(
            "held_on",
            "This item was published on %(day)s. Please choose that day or a later one.",
            day=day(local_date(need.published_at)),
        )
