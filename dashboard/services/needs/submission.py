"""How does a proposal reach the office, how is it completed, and how is it taken back?"""

from collections.abc import Mapping
from typing import Any

from dashboard.errors import NotAllowed
from dashboard.formats import quarter_of
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission
from dashboard.services import attachments, drafts
from dashboard.services.context import Context, Unit
from dashboard.services.need_rights import own
from dashboard.services.needs.following import follows_from_now
from dashboard.services.needs.wording import cleaned
from dashboard.services.once import repeated, settled
from dashboard.services.transitions import advance, begin
from models.account import Account
from models.base import subject_of
from models.enums import NeedSource
from models.need import Need, NeedDraft, NeedRead

NEW_FORM = "need"
"""Name of the stored draft of a new proposal."""


def form_of(need_id: int) -> str:
    """Return the name of the stored draft in which a returned item is completed."""
    return f"need/{need_id}"


def check(ctx: Context, fields: Mapping[str, Any]) -> NeedDraft:
    """Return typed fields as they would be stored; nothing is written.

    Raises:
        ValidationError: fields are missing, too short or too long.
        BadInput: a public text holds a personal detail; or the category or place cannot be chosen.
    """
    known = {name: value for name, value in fields.items() if name in NeedDraft.model_fields and value is not None}
    with ctx.reading(Permission.NEED_SUBMIT) as session:
        return cleaned(session, NeedDraft.model_validate(known))


def submit(ctx: Context, draft: NeedDraft, *, source: NeedSource | None = None, key: str | None = None) -> NeedRead:
    """Hand in a proposal with the photos of its stored draft, and return it with its number.

    Args:
        source: where it comes from, when the secretariat enters it for somebody else; such an item has no
            proposer's account, and the secretariat completes or withdraws it.

    Raises:
        NotAllowed: a source was given by somebody who is not the secretariat.
        BadInput: a public text holds a personal detail; or the category or place cannot be chosen.
    """
    return settled(lambda: _submit(ctx, draft, source, key))  # two may begin the numbers of a quarter at once


def _submit(ctx: Context, draft: NeedDraft, source: NeedSource | None, key: str | None) -> NeedRead:
    with ctx.writing(Permission.NEED_SUBMIT) as unit:
        if unit.actor.id is None:
            raise NotAllowed("Please sign in first.")
        unit.get(Account, unit.actor.id)  # locked, so that the two halves of a double click take turns
        if (done := repeated(unit, key)) is not None:
            return NeedRead.of(own(unit, int(done)))
        need = entered(unit, draft, source)
        take_draft(unit, NEW_FORM, need)
        if need.proposer_id is not None:
            follows_from_now(unit, need.id, need.proposer_id)
        unit.remember(key, need.id)
        return NeedRead.of(need)


def complete(ctx: Context, need_id: int, draft: NeedDraft, *, key: str | None = None) -> NeedRead:
    """Hand a returned item in again, with its texts completed.

    Raises:
        NotFound, NotAllowed: it is not the actor's own.
        RuleBroken: it was not returned.
        BadInput: a public text holds a personal detail; or the category or place cannot be chosen.
    """
    with ctx.writing(Permission.NEED_SUBMIT) as unit:
        need = own(unit, need_id)
        if repeated(unit, key) is not None:
            return NeedRead.of(need)
        advance(unit, need, NeedAction.RESUBMIT)
        need.sqlmodel_update(cleaned(unit.session, draft).model_dump())
        take_draft(unit, form_of(need.id), need)
        unit.remember(key, need.id)
        return NeedRead.of(need)


def withdraw(ctx: Context, need_id: int, *, key: str | None = None) -> NeedRead:
    """Take one's own item back, as long as it is not on the list.

    Raises:
        NotFound, NotAllowed: it is not the actor's own.
        RuleBroken: it is on the list already, or at its end.
    """
    with ctx.writing(Permission.NEED_SUBMIT) as unit:
        need = own(unit, need_id)
        if repeated(unit, key) is not None:
            return NeedRead.of(need)
        advance(unit, need, NeedAction.WITHDRAW)
        unit.remember(key, need.id)
        return NeedRead.of(need)


def entered(unit: Unit, draft: NeedDraft, source: NeedSource | None) -> Need:
    """Return a new item with the next number of its quarter and its texts as they are stored, its life begun."""
    if source is not None:
        unit.require(Permission.NEED_SCREEN)
    by_unit = unit.actor.organisation_id is not None and unit.actor.may(Permission.CLAIM_MAKE)
    quarter = quarter_of(unit.now)
    tidy = cleaned(unit.session, draft)
    need = unit.add(
        Need(
            **tidy.model_dump(),
            number=f"PL-XQ-{quarter}-{unit.next_number(f'need:{quarter}'):03d}",
            quarter=quarter,
            source=source or (NeedSource.MEMBER_UNIT if by_unit else NeedSource.RESIDENT),
            proposer_id=unit.actor.id if source is None else None,
            submitted_at=unit.now,
        )
    )
    begin(unit, need, NeedAction.SUBMIT, number=need.number)
    return need


def take_draft(unit: Unit, form: str, need: Need) -> None:
    """Move the photos of the stored draft to the item and forget the rest of it, in the same transaction."""
    draft = drafts.find(unit.session, unit.actor, form)
    if draft is None:
        return
    attachments.move(unit, subject_of(draft), subject_of(need))
    drafts.forget(unit, draft)
