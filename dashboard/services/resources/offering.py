"""How does an organisation offer a resource, change the card, take it back and offer it again?"""

from datetime import date

from sqlmodel import Session

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.formats import quarter_of
from dashboard.i18n import either
from dashboard.rules.lifecycle.matching import ResourceAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.claims.drawing import amount, drawn
from dashboard.services.context import Context, Unit
from dashboard.services.membership import is_member
from dashboard.services.needs.wording import require_category
from dashboard.services.once import repeated
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import one_line, public_text
from models.area import Area
from models.enums import OfferKind, ResourceStatus
from models.organisation import Organisation
from models.resource import Resource, ResourceDraft


def offer(
    ctx: Context, draft: ResourceDraft, organisation_id: int | None = None, *, key: str | None = None
) -> tuple[int, str]:
    """Enter a card of the actor's organisation, or as the secretariat of any; return its id and number.

    Raises:
        NotAllowed: the actor acts for no organisation, or for another one, or it is no member today.
        BadInput: a text cannot be shown to everybody, or days, amount, category or area do not fit.
    """
    with ctx.writing(P.RESOURCE_OFFER) as unit:
        if (done := repeated(unit, key)) is not None:
            row = unit.get(Resource, int(done))
            return row.id, row.number
        owner = _owner(unit, organisation_id)
        fields = checked(unit.session, draft, unit.today)
        quarter = quarter_of(unit.now)
        number = f"PL-ZY-{quarter}-{unit.next_number(f'resource:{quarter}'):03d}"
        row = unit.add(Resource(**fields.model_dump(), number=number, organisation_id=owner.id, offered_at=unit.now))
        begin(unit, row, ResourceAction.OFFER, organisation=owner.id)
        unit.remember(key, row.id)
        return row.id, row.number


def edit(ctx: Context, resource_id: int, draft: ResourceDraft, *, key: str | None = None) -> str:
    """Change a card that is on offer; return its number.

    Raises:
        NotAllowed: it is another organisation's.
        RuleBroken: it is not offered any more.
        BadInput: as in ``offer``; or less is offered than was promised already, or claims draw on its kind.
    """
    with ctx.writing(P.RESOURCE_OFFER) as unit:
        row = own_card(unit, resource_id)
        if repeated(unit, key) is not None:
            return row.number
        if row.status != ResourceStatus.OFFERED:
            raise RuleBroken("This card is no longer on offer. Offer it again before changing it.")
        fields = checked(unit.session, draft, unit.today)
        _refuse_less(unit.session, row, fields)
        for name, value in fields.model_dump().items():
            setattr(row, name, value)
        unit.session.add(row)
        unit.session.flush()
        unit.audit("resource.edit", f"resource/{row.id}")
        unit.remember(key, row.id)
        return row.number


def withdraw(ctx: Context, resource_id: int, reason: str, *, key: str | None = None) -> str:
    """Take a card off the list with a reason; claims that draw on it stay. Return its number.

    Raises:
        NotAllowed: it is another organisation's.
        RuleBroken: it is not offered any more.
        BadInput: no reason was given.
    """
    with ctx.writing(P.RESOURCE_OFFER) as unit:
        row = own_card(unit, resource_id)
        if repeated(unit, key) is None:
            advance(unit, row, ResourceAction.WITHDRAW, reason=public_text("reason", reason, most=500))
            unit.remember(key, row.id)
        return row.number


def renew(ctx: Context, resource_id: int, from_on: date, until_on: date | None, *, key: str | None = None) -> str:
    """Offer a card again, or longer, for the days given; return its number.

    Raises:
        NotAllowed: it is another organisation's.
        BadInput: the last day has passed, or lies before the first.
    """
    with ctx.writing(P.RESOURCE_OFFER) as unit:
        row = own_card(unit, resource_id)
        if repeated(unit, key) is None:
            _refuse_days(from_on, until_on, unit.today)
            row.from_on, row.until_on = from_on, until_on
            unit.session.add(row)
            if row.status == ResourceStatus.WITHDRAWN:
                advance(unit, row, ResourceAction.RENEW)
            else:
                unit.session.flush()
                unit.audit("resource.edit", f"resource/{row.id}")
            unit.remember(key, row.id)
        return row.number


def own_card(unit: Unit, resource_id: int) -> Resource:
    """Return a card the actor may change, locked.

    Raises:
        NotFound: there is none.
        NotAllowed: it is another organisation's.
    """
    row = unit.get(Resource, resource_id)
    if row.organisation_id != unit.actor.organisation_id and not unit.actor.may(P.ROSTER_KEEP):
        raise NotAllowed("This resource card belongs to another organisation.")
    return row


def checked(session: Session, draft: ResourceDraft, today: date) -> ResourceDraft:
    """Return the draft as it will be stored; an import may ask too.

    Raises:
        BadInput: a text cannot be shown to everybody, or days, amount, category or area do not fit.
    """
    _refuse_days(draft.from_on, draft.until_on, today)
    for code in draft.categories:
        try:
            require_category(session, code)
        except BadInput as refused:
            raise BadInput("categories", refused.message, **refused.facts) from None
    if draft.area_id is not None and session.get(Area, draft.area_id) is None:
        raise BadInput("area_id", "Please choose the neighbourhood from the list.")
    unit = "" if draft.offer == OfferKind.FUNDS else public_text("unit", one_line("unit", draft.unit, most=12))
    if draft.amount is not None and draft.offer != OfferKind.FUNDS and not unit:
        raise BadInput("unit", "Please say what is counted, such as hours, rooms or pieces.")
    return ResourceDraft(
        **draft.model_dump(include={"offer", "amount", "from_on", "until_on", "area_id"}),
        categories=sorted(set(draft.categories)),
        unit=unit if draft.amount is not None else "",
        title=public_text("title", one_line("title", draft.title, most=60), least=2, most=60),
        text=public_text("text", draft.text, least=4),
        terms=public_text("terms", draft.terms, most=500),
        contact_post=public_text("contact_post", one_line("contact_post", draft.contact_post, most=120)),
    )


def _refuse_days(from_on: date, until_on: date | None, today: date) -> None:
    if until_on is None:
        return
    if until_on < from_on:
        raise BadInput("until_on", "The last day lies before the first. Please change one of them.")
    if until_on < today:
        raise BadInput("until_on", "The last day has passed. Please choose a later one, or leave it empty.")


def _refuse_less(session: Session, row: Resource, fields: ResourceDraft) -> None:
    """Refuse a change that would break what was promised from the card."""
    taken = drawn(session, [row.id])[row.id]
    if not taken:
        return
    if fields.offer != row.offer or fields.unit != row.unit:
        raise BadInput("offer", "Claims draw on this card. Offer another kind or unit on a new card.")
    if fields.amount is not None and fields.amount < taken:
        raise BadInput(
            "amount", "%(taken)s of this card are promised already. Offer at least that.", taken=amount(row, taken)
        )


def _owner(unit: Unit, organisation_id: int | None) -> Organisation:
    """Return the member organisation that offers."""
    wanted = organisation_id if organisation_id is not None else unit.actor.organisation_id
    if wanted is None and unit.actor.may(P.ROSTER_KEEP):
        raise BadInput("organisation_id", "Please choose the organisation that offers it.")
    if wanted is None:
        raise NotAllowed("Your account belongs to no member organisation. Ask the secretariat to enter it.")
    if wanted != unit.actor.organisation_id and not unit.actor.may(P.ROSTER_KEEP):
        raise NotAllowed("You can offer resources of your own organisation only.")
    owner = unit.get(Organisation, wanted)
    if not is_member(owner, unit.today):
        name = either(owner.name_zh, owner.name_en)
        raise NotAllowed("%(name)s is not a member organisation today, so it cannot offer anything.", name=name)
    return owner
