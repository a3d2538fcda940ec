"""Who holds which seat of which body, from when until when?"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.formats import day
from dashboard.i18n import either
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.membership import is_member
from dashboard.services.once import repeated
from dashboard.services.typed_text import one_line
from models.account import Account
from models.base import subject_of
from models.organisation import Body, Organisation, Seat

MOST_SEATS = 999
MOST_AREA = 100_000_000
"""A million square metres."""


@dataclass(frozen=True, slots=True)
class SeatRead:
    """A seat and its holder, names in the language spoken when it was read."""

    id: int
    body_code: str
    body: str
    number: int
    organisation: str
    holder: str
    """The name shown of the account that votes from this seat; empty where none does."""
    post: str
    chairs: bool
    starts_on: date
    ends_on: date | None
    weight: int | None = None
    """Exclusive floor area in 0.01 m²."""


def assign_seat(
    ctx: Context,
    body_code: str,
    organisation_id: int,
    number: int,
    *,
    starts_on: date,
    user_id: int | None = None,
    post_zh: str = "",
    post_en: str = "",
    chairs: bool = False,
    weight: int | None = None,
    key: str | None = None,
) -> int:
    """Assign a seat and return the id of the new term; whoever held this seat so far holds it until then.

    Args:
        user_id: the account that votes from this seat.
        weight: exclusive floor area in 0.01 m², for a body that also decides by area.

    Raises:
        RuleBroken: a later term of this seat is entered already.
        BadInput: the organisation is no member on that day, the person holds another seat of this body, or
            another seat has the chair.
    """
    with ctx.writing(P.ROSTER_KEEP) as unit:
        body = unit.get(Body, body_code)  # locked: two terms of one seat take turns
        if (done := repeated(unit, key)) is not None:
            return int(done)
        row = Seat(
            body_code=body.code,
            number=_seat_number(number),
            organisation_id=_member(unit, organisation_id, starts_on),
            user_id=_active(unit, user_id),
            post_zh=one_line("post_zh", post_zh),
            post_en=one_line("post_en", post_en),
            chairs=chairs,
            starts_on=starts_on,
            weight=_area(weight),
        )
        before = _predecessor(unit, row)
        _refuse_double(unit, row)
        unit.audit(
            "seat.assign",
            subject_of(unit.add(row)),
            body=body.code,
            number=row.number,
            organisation=row.organisation_id,
            user=row.user_id,
            before=before.id if before else None,
        )
        unit.remember(key, row.id)
        return row.id


def end_seat(ctx: Context, seat_id: int, ends_on: date) -> int:
    """End a term; ``ends_on`` is the first day on which the seat is no longer held. Return the seat's id.

    Raises:
        RuleBroken: the term has ended already.
        BadInput: the day lies before the term began.
    """
    with ctx.writing(P.ROSTER_KEEP) as unit:
        row = unit.get(Seat, seat_id)
        if row.ends_on == ends_on:
            unit.repeat()
            return row.id
        if row.ends_on is not None and row.ends_on <= unit.today:
            raise RuleBroken("This term has ended on %(day)s already.", day=day(row.ends_on))
        if ends_on < row.starts_on:
            began = day(row.starts_on)
            raise BadInput("ends_on", "Please choose %(day)s, when the term began, or a later day.", day=began)
        if row.ends_on is not None and ends_on > row.ends_on:
            raise BadInput("ends_on", "This term ends on %(day)s: it can only be shortened.", day=day(row.ends_on))
        row.ends_on = ends_on
        unit.add(row)
        unit.audit("seat.end", subject_of(row), ends_on=str(ends_on))
        return row.id


def seats(ctx: Context, *, ended: bool = False) -> list[SeatRead]:
    """Return the seats by body and number; with ``ended`` also the terms that are over, newest first in each seat."""
    query = (
        select(Seat, Body, Organisation, Account)
        .join(Body, col(Seat.body_code) == col(Body.code))
        .join(Organisation, col(Seat.organisation_id) == col(Organisation.id))
        .outerjoin(Account, col(Seat.user_id) == col(Account.id))
        .order_by(col(Body.code).desc(), col(Seat.number), col(Seat.starts_on).desc())
    )
    if not ended:
        query = query.where(or_(col(Seat.ends_on).is_(None), col(Seat.ends_on) > ctx.today()))
    with ctx.reading(P.ROSTER_KEEP) as session:
        return [_read(*found) for found in session.exec(query)]


def bodies(ctx: Context) -> dict[str, str]:
    """Return the bodies that have seats: code -> name."""
    with ctx.reading(P.ROSTER_KEEP) as session:
        return {row.code: either(row.name_zh, row.name_en) for row in session.exec(select(Body))}


def holders(ctx: Context) -> dict[int, str]:
    """Return who can hold a seat: id -> name shown, active accounts only."""
    active = select(Account).where(col(Account.active).is_(True)).order_by(col(Account.display_name))
    with ctx.reading(P.ROSTER_KEEP) as session:
        return {row.id: row.display_name for row in session.exec(active)}


def _read(seat: Seat, body: Body, unit: Organisation, account: Account | None) -> SeatRead:
    return SeatRead(
        id=seat.id,
        body_code=body.code,
        body=either(body.name_zh, body.name_en),
        number=seat.number,
        organisation=either(unit.name_zh, unit.name_en),
        holder=account.display_name if account else "",
        post=either(seat.post_zh, seat.post_en),
        chairs=seat.chairs,
        starts_on=seat.starts_on,
        ends_on=seat.ends_on,
        weight=seat.weight,
    )


def _area(weight: int | None) -> int | None:
    if weight is not None and not 0 < weight <= MOST_AREA:
        raise BadInput(
            "weight", "Please write the floor area in m², such as 58.20; leave it empty where there is none."
        )
    return weight


def _seat_number(number: int) -> int:
    if not 1 <= number <= MOST_SEATS:
        raise BadInput("number", "Please enter a seat number from 1 to %(n)s.", n=MOST_SEATS)
    return number


def _member(unit: Unit, organisation_id: int, on: date) -> int:
    if not is_member(unit.get(Organisation, organisation_id), on):
        raise BadInput("organisation_id", "This organisation is no member on that day.")
    return organisation_id


def _active(unit: Unit, user_id: int | None) -> int | None:
    if user_id is not None and not unit.get(Account, user_id).active:
        raise BadInput("user_id", "This account is not active.")
    return user_id


def _predecessor(unit: Unit, new: Seat) -> Seat | None:
    """End the term that runs in this seat when the new one begins, and return it."""
    same = [seat for seat in _running(unit.session, new) if seat.number == new.number]
    if any(seat.starts_on >= new.starts_on for seat in same):
        raise RuleBroken("A term of this seat that begins on or after that day is entered already. End it first.")
    for seat in same:
        seat.ends_on = new.starts_on
        unit.add(seat)
    return same[0] if same else None


def _refuse_double(unit: Unit, new: Seat) -> None:
    for seat in _running(unit.session, new):
        if new.user_id is not None and seat.user_id == new.user_id:
            raise BadInput("user_id", "This person holds seat %(number)s of the same body.", number=seat.number)
        if new.chairs and seat.chairs:
            raise BadInput("chairs", "Seat %(number)s has the chair. End that term first.", number=seat.number)


def _running(session: Session, new: Seat) -> list[Seat]:
    """Return the terms of the body that run on the day the new term begins, or begin later."""
    of_body = select(Seat).where(
        Seat.body_code == new.body_code,
        or_(col(Seat.ends_on).is_(None), col(Seat.ends_on) > new.starts_on),
    )
    return list(session.exec(of_body.order_by(col(Seat.number))))
