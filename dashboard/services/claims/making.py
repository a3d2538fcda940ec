"""How does an organisation claim an item, or a part of it?"""

from datetime import datetime

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.formats import quarter_of
from dashboard.rules.lifecycle.claims import ClaimAction
from dashboard.rules.lifecycle.needs import PUBLIC, NeedAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.claims.basis import CLAIMABLE, LIVE
from dashboard.services.claims.drawing import checked_card
from dashboard.services.claims.reading import one, too_late
from dashboard.services.context import Context
from dashboard.services.membership import own_organisation
from dashboard.services.once import repeated
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import public_text
from models.claim import Claim, ClaimDraft, ClaimRead
from models.enums import NeedStatus, OfferKind
from models.need import Need, NeedPart
from models.organisation import Organisation


def claim(ctx: Context, need_id: int, draft: ClaimDraft, *, key: str | None = None) -> ClaimRead:
    """Enter a claim of the actor's own organisation and return it with its number.

    Raises:
        NotAllowed: the actor acts for no member organisation, or the card drawn on is another's.
        NotFound: there is no such item, or none that is published.
        RuleBroken: the item is not open for claiming, the organisation has a live claim on it, or its card is not
            on offer.
        BadInput: the promised day has passed, the words cannot be shown to everybody, or the part, the card and the
            amount do not go together.
    """
    with ctx.writing(P.CLAIM_MAKE) as unit:
        need = unit.get(Need, need_id)
        if (done := repeated(unit, key)) is not None:
            return one(unit.session, int(done))
        organisation = own_organisation(unit.session, unit.actor, unit.today)
        _refuse_unclaimable(need, unit.now)
        _refuse_second(unit.session, need, organisation)
        if draft.promised_on < unit.today:
            raise BadInput("promised_on", "Please choose today or a later day.")
        words = public_text("offer_text", draft.offer_text, least=4, most=500)
        given = with_amount(draft)
        _refuse_other_part(unit.session, need, given)
        checked_card(unit, given, organisation.id)
        quarter = quarter_of(unit.now)
        row = Claim(
            **given.model_dump(exclude={"offer_text"}),
            offer_text=words,
            number=f"PL-RL-{quarter}-{unit.next_number(f'claim:{quarter}'):03d}",
            need_id=need.id,
            organisation_id=organisation.id,
            claimed_at=unit.now,
        )
        begin(unit, unit.add(row), ClaimAction.CLAIM, need=need.id, organisation=organisation.id)
        if need.status == NeedStatus.OPEN:
            advance(unit, need, NeedAction.CLAIM, reference=row.number)
        unit.remember(key, row.id)
        return one(unit.session, row.id)


def with_amount(draft: ClaimDraft) -> ClaimDraft:
    """Return the draft with the amount and the value of funds, which are the same, both filled in."""
    if draft.offer != OfferKind.FUNDS:
        return draft
    fen = draft.amount if draft.amount is not None else draft.value_fen or None
    return draft.model_copy(update={"amount": fen, "value_fen": draft.value_fen if fen is None else fen})


def _refuse_other_part(session: Session, need: Need, draft: ClaimDraft) -> None:
    """Refuse a part of another item, or of another kind, or a counted part without a count."""
    if draft.part_id is None:
        return
    part = session.get(NeedPart, draft.part_id)
    if part is None or part.need_id != need.id or part.removed_at is not None:
        raise BadInput("part_id", "This part is not asked for any more. Reload the page and choose again.")
    if part.offer != draft.offer:
        raise BadInput("part_id", "This part asks for something else than is offered. Choose another part.")
    if part.amount is not None and draft.amount is None:
        raise BadInput("amount", "Please say how much of this part your organisation gives.")


def _refuse_unclaimable(need: Need, now: datetime) -> None:
    if need.status not in PUBLIC:
        raise NotFound("This record does not exist.", table="Need", id=need.id)
    if need.status not in CLAIMABLE:
        raise RuleBroken("This item is not open for claiming.", status=need.status)
    if too_late(need, now):
        raise RuleBroken("The time for claiming this item has passed. Ask the secretariat to carry it over.")


def _refuse_second(session: Session, need: Need, organisation: Organisation) -> None:
    same = select(Claim).where(
        Claim.need_id == need.id, Claim.organisation_id == organisation.id, col(Claim.status).in_(LIVE)
    )
    if (first := session.exec(same).first()) is not None:
        raise RuleBroken("Your organisation has claimed this item already, under %(number)s.", number=first.number)
