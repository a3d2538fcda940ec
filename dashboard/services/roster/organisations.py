"""Which organisations are members, since when and until when?"""

from datetime import date

from sqlmodel import Session, col, or_, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.formats import day
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.once import repeated
from dashboard.services.typed_text import one_line
from models.base import subject_of
from models.organisation import Organisation, OrganisationDraft, OrganisationRead, Seat


def add_organisation(ctx: Context, draft: OrganisationDraft, *, key: str | None = None) -> OrganisationRead:
    """Enter a member organisation.

    Raises:
        BadInput: the code is taken, or it would leave before it joins.
    """
    with ctx.writing(P.ROSTER_KEEP) as unit:
        if (done := repeated(unit, key)) is not None:
            return read(unit.get(Organisation, int(done)))
        row = enter(unit, draft)
        unit.audit("organisation.add", subject_of(row), code=row.code, joined_on=str(row.joined_on))
        unit.remember(key, row.id)
        return read(row)


def edit_organisation(ctx: Context, organisation_id: int, draft: OrganisationDraft) -> OrganisationRead:
    """Correct what is entered of an organisation; the audit trail keeps what stood there before.

    Raises:
        BadInput: the code is taken, or it would leave before it joins.
    """
    with ctx.writing(P.ROSTER_KEEP) as unit:
        row = unit.get(Organisation, organisation_id)
        tidy = checked(unit.session, draft, row.id)
        before, after = read(row).model_dump(mode="json"), tidy.model_dump(mode="json")
        changed = {name: [before[name], value] for name, value in after.items() if before[name] != value}
        for name in changed:
            setattr(row, name, getattr(tidy, name))
        unit.add(row)
        unit.audit("organisation.edit", subject_of(row), changed=changed)
        return read(row)


def leave(ctx: Context, organisation_id: int, left_on: date) -> OrganisationRead:
    """Note that an organisation is no member from ``left_on`` on; its seats end on that day. Nothing is deleted.

    What it leads it may still finish.

    Raises:
        RuleBroken: it has left on another day already.
        BadInput: the day is not after the one on which it joined.
    """
    with ctx.writing(P.ROSTER_KEEP) as unit:
        row = unit.get(Organisation, organisation_id)
        if row.left_on == left_on:
            unit.repeat()
            return read(row)
        if row.left_on is not None:
            raise RuleBroken("This organisation has left on %(day)s already.", day=day(row.left_on))
        _refuse_backwards(row.joined_on, left_on)
        row.left_on = left_on
        unit.add(row)
        held = select(Seat).where(
            Seat.organisation_id == row.id, or_(col(Seat.ends_on).is_(None), col(Seat.ends_on) > left_on)
        )
        seats = unit.session.exec(held.with_for_update()).all()
        for seat in seats:
            seat.ends_on = max(seat.starts_on, left_on)
            unit.add(seat)
        unit.audit("organisation.leave", subject_of(row), left_on=str(left_on), seats=[seat.id for seat in seats])
        return read(row)


def enter(unit: Unit, draft: OrganisationDraft) -> Organisation:
    """Save a new organisation; the caller audits.

    Raises:
        BadInput: the code is taken, or it would leave before it joins.
    """
    return unit.add(Organisation(**checked(unit.session, draft).model_dump()))


def checked(session: Session, draft: OrganisationDraft, own_id: int | None = None) -> OrganisationDraft:
    """Return the draft as it will be stored.

    Raises:
        ValidationError: a name is too short once spaces and invisible characters are gone.
        BadInput: another organisation has the code, or it would leave before it joins.
    """
    words = {name: one_line(name, getattr(draft, name), most=120) for name in ("code", "name_zh", "name_en")}
    tidy = OrganisationDraft.model_validate(draft.model_dump() | words)
    same = session.exec(select(Organisation).where(Organisation.code == tidy.code)).first()
    if same is not None and same.id != own_id:
        raise BadInput("code", "The code %(code)s belongs to %(name)s already.", code=tidy.code, name=same.name_zh)
    if tidy.left_on is not None:
        _refuse_backwards(tidy.joined_on, tidy.left_on)
    return tidy


def read(row: Organisation) -> OrganisationRead:
    """Return an organisation as everybody may see it."""
    return OrganisationRead.model_validate(row, from_attributes=True)


def _refuse_backwards(joined_on: date, left_on: date) -> None:
    if left_on <= joined_on:
        raise BadInput("left_on", "Please choose a day after %(day)s, when it joined.", day=day(joined_on))
