"""What has somebody typed into a form and not sent yet?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from dashboard.errors import BadInput, NotAllowed
from dashboard.rules.permissions import Permission
from dashboard.rules.texts import clean
from dashboard.services.context import Actor, Context, Unit
from models.account import Account
from models.attachment import Attachment
from models.base import subject_of
from models.need import StoredDraft

Value = str | int | bool | None
MOST_FIELDS = 40
LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class DraftRead:
    """A stored draft: what was typed, field by field, and when it was last saved."""

    id: int
    fields: dict[str, Any]
    saved_at: datetime


def save_field(ctx: Context, form: str, field: str, value: Value) -> datetime:
    """Store what was typed into one field, for this person alone; return when.

    Raises:
        BadInput: the text is longer than any form allows.
    """
    return save_fields(ctx, form, {field: value})


def save_fields(ctx: Context, form: str, typed: Mapping[str, Value]) -> datetime:
    """Store what was typed into several fields, for this person alone; return when. What is stored already stays.

    Raises:
        BadInput: a text is longer than any form allows.
    """
    with ctx.writing(Permission.OWN_ACCOUNT) as unit:
        draft = begun(unit, form)
        for field, value in typed.items():
            kept = clean(value) if isinstance(value, str) else value
            if field in draft.fields and draft.fields[field] == kept:
                continue
            fields = {**draft.fields, field: kept}
            if (isinstance(kept, str) and len(kept) > LONGEST) or len(fields) > MOST_FIELDS:
                raise BadInput(field, "This is too long to be saved. Please shorten it.")
            draft.fields = fields
            unit.audit("draft.save", subject_of(draft), form=form, field=field)
        draft.saved_at = unit.now
        unit.session.add(draft)
        unit.repeat()  # where nothing was new, the time alone is
        return draft.saved_at


def load(ctx: Context, form: str) -> DraftRead | None:
    """Return this person's draft of a form, ``None`` where there is none."""
    with ctx.reading(Permission.OWN_ACCOUNT) as session:
        draft = find(session, ctx.actor, form)
        return None if draft is None else DraftRead(draft.id, dict(draft.fields), draft.saved_at)


def discard(ctx: Context, form: str) -> None:
    """Throw this person's draft of a form away, with the files attached to it."""
    with ctx.writing(Permission.OWN_ACCOUNT) as unit:
        draft = find(unit.session, unit.actor, form)
        if draft is None:
            unit.repeat()
            return
        unit.audit("draft.discard", subject_of(draft), form=form)
        forget(unit, draft)


def forget(unit: Unit, draft: StoredDraft) -> None:
    """Erase a draft with all its files, the removed ones too, in the caller's transaction."""
    _erase_files(unit, draft)
    unit.session.delete(draft)


def _erase_files(unit: Unit, draft: StoredDraft) -> None:
    unit.session.execute(delete(Attachment).where(col(Attachment.owner) == subject_of(draft)))


def find(session: Session, actor: Actor, form: str) -> StoredDraft | None:
    """Return the actor's stored draft of a form."""
    mine = select(StoredDraft).where(col(StoredDraft.user_id) == actor.id, StoredDraft.form == form)
    return None if actor.id is None else session.exec(mine).first()


def begun(unit: Unit, form: str) -> StoredDraft:
    """Return the actor's draft of a form, a new one where there was none; two tabs take turns.

    Raises:
        NotAllowed: the actor has no account, so that nobody's draft could be found again.
    """
    if unit.actor.id is None:
        raise NotAllowed("Please sign in first.")
    unit.get(Account, unit.actor.id)  # locked, so that two tabs do not both begin the draft
    draft = find(unit.session, unit.actor, form)
    if draft is None:
        draft = unit.add(StoredDraft(user_id=unit.actor.id, form=form, saved_at=unit.now))
        _erase_files(unit, draft)  # of an earlier draft: SQLite gives the id of a deleted row away again
    return draft
