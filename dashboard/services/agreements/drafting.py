"""How is an agreement drafted, and changed until it is signed?"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, delete, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.i18n import either
from dashboard.rules.lifecycle.matching import AgreementAction
from dashboard.rules.lifecycle.needs import PUBLIC
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.membership import is_member
from dashboard.services.once import repeated
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import one_line, public_text
from models.agreement import Agreement, AgreementDraft, AgreementItem, AgreementParty, PartyDraft
from models.enums import AgreementStatus
from models.need import Need
from models.organisation import Organisation

MOST_PARTIES = 5
TEXTS = ("goals", "schedule", "targets", "money_clause", "termination")


def draft(ctx: Context, typed: AgreementDraft, *, key: str | None = None) -> str:
    """Enter the draft of an agreement and return its number.

    Raises:
        BadInput: there are fewer than two sides, one is named twice or not at all, the days do not fit, a text holds
            a personal detail, or an item is not public.
    """
    with ctx.writing(P.AGREEMENT_KEEP) as unit:
        if (done := repeated(unit, key)) is not None:
            return unit.get(Agreement, int(done)).number
        row = enter(unit, typed)
        unit.remember(key, row.id)
        return row.number


def edit(ctx: Context, agreement_id: int, typed: AgreementDraft, *, key: str | None = None) -> str:
    """Change a draft; return its number. After signing the text is frozen.

    Raises:
        RuleBroken: it is no draft any more.
        BadInput: as in ``draft``.
    """
    with ctx.writing(P.AGREEMENT_KEEP) as unit:
        row = unit.get(Agreement, agreement_id)
        if repeated(unit, key) is not None:
            return row.number
        if row.status != AgreementStatus.DRAFT:
            raise RuleBroken("The text of an agreement is frozen once it is signed or given up. Renew it instead.")
        fields = _checked(unit, typed)
        for name, value in fields.model_dump(exclude={"parties", "need_ids"}).items():
            setattr(row, name, value)
        unit.session.add(row)
        _write_parts(unit, row, fields)
        unit.audit("agreement.edit", f"agreement/{row.id}")
        unit.remember(key, row.id)
        return row.number


def drop(ctx: Context, agreement_id: int, reason: str, *, key: str | None = None) -> str:
    """Give up a draft with a reason; return its number.

    Raises:
        RuleBroken: it is no draft any more.
        BadInput: no reason was given.
    """
    with ctx.writing(P.AGREEMENT_KEEP) as unit:
        row = unit.get(Agreement, agreement_id)
        if repeated(unit, key) is None:
            advance(unit, row, AgreementAction.DROP, reason=public_text("reason", reason, most=500))
            unit.remember(key, row.id)
        return row.number


def enter(unit: Unit, typed: AgreementDraft, renews: Agreement | None = None) -> Agreement:
    """Add the row of a new draft with its sides and items."""
    fields = _checked(unit, typed)
    year = unit.today.year
    row = unit.add(
        Agreement(
            **fields.model_dump(exclude={"parties", "need_ids"}),
            number=f"PL-XY-{year}-{unit.next_number(f'agreement:{year}'):03d}",
            renews_id=renews.id if renews else None,
            drafted_at=unit.now,
        )
    )
    _write_parts(unit, row, fields)
    begin(unit, row, AgreementAction.DRAFT, reference=renews.number if renews else "")
    return row


def stored(session: Session, row: Agreement) -> AgreementDraft:
    """Return an agreement as its form shows it."""
    sides = select(AgreementParty).where(AgreementParty.agreement_id == row.id).order_by(col(AgreementParty.position))
    items = (
        select(AgreementItem.need_id).where(AgreementItem.agreement_id == row.id).order_by(col(AgreementItem.need_id))
    )
    own = {name: getattr(row, name) for name in AgreementDraft.model_fields if name not in ("parties", "need_ids")}
    parties = [PartyDraft.model_validate(side, from_attributes=True) for side in session.exec(sides)]
    return AgreementDraft(**own, parties=parties, need_ids=list(session.exec(items)))


def one_year_from(day: date) -> date:
    """Return the last day of a term of one year that begins on ``day``."""
    try:
        return day.replace(year=day.year + 1) - timedelta(days=1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def _checked(unit: Unit, typed: AgreementDraft) -> AgreementDraft:
    if typed.ends_on < typed.starts_on:
        raise BadInput("last_day", "The term ends before it begins. Please change one of the days.")
    texts = {name: public_text(name, getattr(typed, name), least=4 if name == "goals" else 0) for name in TEXTS}
    kept = typed.model_dump(include={"money_fen", "copies", "starts_on", "ends_on"})
    return AgreementDraft(
        **{**kept, **texts},
        title=public_text("title", one_line("title", typed.title), least=4, most=80),
        parties=_checked_parties(unit, typed.parties),
        need_ids=_checked_items(unit.session, typed.need_ids),
    )


def _checked_parties(unit: Unit, typed: Sequence[PartyDraft]) -> list[PartyDraft]:
    if not 2 <= len(typed) <= MOST_PARTIES:
        raise BadInput(
            "parties", "An agreement has from 2 to %(most)s sides. Please name each of them.", most=MOST_PARTIES
        )
    tidy = [_checked_party(unit, side) for side in typed]
    named = [side.organisation_id or side.name for side in tidy]
    if len(set(named)) < len(named):
        raise BadInput("parties", "One unit stands on two sides. Please name each side once.")
    return tidy


def _checked_party(unit: Unit, side: PartyDraft) -> PartyDraft:
    name = public_text("name", one_line("name", side.name))
    if (side.organisation_id is None) == (not name):
        raise BadInput("parties", "Please choose a member organisation for each side, or write the unit's name.")
    if side.organisation_id is not None:
        unit_row = unit.get(Organisation, side.organisation_id)
        if not is_member(unit_row, unit.today):
            shown = either(unit_row.name_zh, unit_row.name_en)
            raise BadInput(
                "parties", "%(name)s is not a member organisation today. Write it as another unit.", name=shown
            )
    return PartyDraft(
        organisation_id=side.organisation_id,
        name=name,
        promise=public_text("promise", side.promise, least=4),
        contact_post=public_text("contact_post", one_line("contact_post", side.contact_post, most=120)),
    )


def _checked_items(session: Session, need_ids: Sequence[int]) -> list[int]:
    wanted = sorted(set(need_ids))
    public = select(Need.id).where(col(Need.id).in_(wanted), col(Need.status).in_(sorted(PUBLIC)))
    if len(session.exec(public).all()) < len(wanted):
        raise BadInput("need_ids", "One of the items does not exist or is not public. Please choose from the list.")
    return wanted


def _write_parts(unit: Unit, row: Agreement, fields: AgreementDraft) -> None:
    """Put the sides and items of a draft in the place of those it had."""
    session = unit.session
    session.execute(delete(AgreementParty).where(col(AgreementParty.agreement_id) == row.id))
    session.execute(delete(AgreementItem).where(col(AgreementItem.agreement_id) == row.id))
    session.flush()
    for position, side in enumerate(fields.parties, 1):
        unit.add(AgreementParty(**side.model_dump(), agreement_id=row.id, position=position))
    for need_id in fields.need_ids:
        unit.add(AgreementItem(agreement_id=row.id, need_id=need_id))
