"""How much of a resource card is promised away, and how much is left?"""

from collections.abc import Collection

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.formats import yuan
from dashboard.rules.matching import uses
from dashboard.services.context import Unit
from models.claim import Claim, ClaimDraft
from models.enums import OfferKind, ResourceStatus
from models.resource import Resource


def drawn(session: Session, resource_ids: Collection[int]) -> dict[int, int]:
    """Return how much of each card claims have taken: id -> fen or units; 0 where nothing."""
    taken = dict.fromkeys(resource_ids, 0)
    query = (
        select(Claim, Resource.offer)
        .join(Resource, col(Resource.id) == Claim.resource_id)
        .where(col(Claim.resource_id).in_(resource_ids))
    )
    for claim, kind in session.exec(query):
        if claim.resource_id is not None and uses(OfferKind(kind), claim.status):
            taken[claim.resource_id] += claim.amount or 0
    return taken


def left_of(session: Session, card: Resource) -> int | None:
    """Return what is left of a card in fen or units; ``None`` where it cannot be counted."""
    return None if card.amount is None else card.amount - drawn(session, [card.id])[card.id]


def checked_card(unit: Unit, draft: ClaimDraft, organisation_id: int) -> None:
    """Refuse a claim that draws on a card it may not draw on; the card stays locked until the claim is entered.

    Raises:
        NotAllowed: the card is another organisation's.
        RuleBroken: the card is not offered on the day of the promise.
        BadInput: the card is of another kind, or less is left of it.
    """
    if draft.resource_id is None:
        return
    card = unit.get(Resource, draft.resource_id)
    if card.organisation_id != organisation_id:
        raise NotAllowed("This resource card belongs to another organisation.")
    if card.offer != draft.offer:
        raise BadInput("resource_id", "The card offers something else than this claim. Choose a card of the same kind.")
    if card.status != ResourceStatus.OFFERED or (card.until_on is not None and card.until_on < unit.today):
        raise RuleBroken(
            "Card %(number)s is no longer on offer. Renew it first, or choose another.", number=card.number
        )
    left = left_of(unit.session, card)
    if left is None:
        return
    if draft.amount is None:
        raise BadInput("amount", "Please say how much of the card you promise: %(left)s left.", left=amount(card, left))
    if draft.amount > left:
        raise BadInput(
            "amount", "Only %(left)s left of card %(number)s.", left=amount(card, max(0, left)), number=card.number
        )


def amount(card: Resource, value: int) -> str:
    """Return an amount of a card in words: ¥1,200 or 40 bays."""
    return amount_words(card.offer, value, card.unit)


def amount_words(kind: OfferKind, value: int, unit: str) -> str:
    """Return an amount in words: yuan for funds, else the number with its unit."""
    if kind == OfferKind.FUNDS:
        return yuan(value)
    between = " " if unit[:1].isascii() else ""  # 40小时, but 40 hours
    return f"{value:,}{between}{unit}".strip()
