"""Entered at the counter or on the telephone: how does somebody without an account follow the item afterwards?"""

from dataclasses import dataclass

from sqlmodel import Session, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.codes import digest, fits, new_follow_code, read_follow_code
from dashboard.rules.permissions import Permission
from dashboard.services.accounts import brake
from dashboard.services.context import Context, Unit
from dashboard.services.needs.reading import area_name, find
from dashboard.services.needs.shapes import Name
from dashboard.services.needs.submission import entered, take_draft
from dashboard.services.needs.wording import one_line
from dashboard.services.once import repeated, settled
from dashboard.services.transitions import lifeline
from models.account import Account
from models.base import subject_of
from models.enums import NeedSource
from models.life import LifeEventRead
from models.need import Need, NeedDraft, NeedRead

COUNTER_FORM = "counter"
"""Name of the stored draft of an entry at the counter."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What somebody without an account takes home. ``code`` exists here only; empty where it was shown before."""

    need_id: int
    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Followed:
    """What number and code open: the item as the public would see it, and its life with every reason."""

    need: NeedRead
    category: Name
    area: Name
    life: list[LifeEventRead]
    merged_into: str


def enter_for(ctx: Context, draft: NeedDraft, source: NeedSource | None, *, key: str | None = None) -> Slip:
    """Hand in a proposal for somebody without an account, and return the slip with its number and follow code.

    Raises:
        BadInput: it was not said where it comes from (field ``source``); or as for ``submit``.
    """
    if source is None:
        raise BadInput("source", "Please say where this comes from: by telephone, on a visit, through whom.")
    return settled(lambda: _enter(ctx, draft, source, key))


def _enter(ctx: Context, draft: NeedDraft, source: NeedSource, key: str | None) -> Slip:
    with ctx.writing(Permission.NEED_SCREEN) as unit:
        if unit.actor.id is not None:
            unit.get(Account, unit.actor.id)  # locked, so that the two halves of a double click take turns
        if (done := repeated(unit, key)) is not None:
            return _shown_before(unit, int(done))
        need = entered(unit, draft, source)
        take_draft(unit, COUNTER_FORM, need)
        slip = _slip(unit, need)
        unit.remember(key, need.id)
        return slip


def new_slip(ctx: Context, number: str, *, key: str | None = None) -> Slip:
    """Return a new slip for an item whose slip was lost; the old code ends at once.

    Raises:
        NotFound: no item has this number.
        RuleBroken: its proposer follows it with an account.
    """
    with ctx.writing(Permission.NEED_SCREEN) as unit:
        need = unit.get(Need, find(unit.session, number)[0].id)
        if (done := repeated(unit, key)) is not None:
            return _shown_before(unit, int(done))
        if need.proposer_id is not None:
            raise RuleBroken(
                "%(number)s was handed in with an account, so it has no slip. Its proposer finds it after signing in.",
                number=need.number,
            )
        slip = _slip(unit, need)
        unit.audit("need.new_code", subject_of(need))
        unit.remember(key, need.id)
        return slip


def followed(ctx: Context, number: str, code: str, address: str) -> Followed:
    """Return an item to whoever holds its number and follow code, also while it is not public.

    Wrong numbers and wrong codes are refused alike, and braked like sign-ins: the try is counted first.

    Args:
        address: the network address of the visitor; empty where it is not known.

    Raises:
        BadInput: the code cannot be one, or number and code do not belong together (field ``follow_code``).
        RuleBroken: there were too many tries; the sentence says how long to wait.
    """
    wanted, signs = one_line(number)[:40].upper(), read_follow_code(code)
    limits = brake.follow_limits(wanted, address)
    with ctx.writing(Permission.PUBLIC_READ) as unit:
        brake.count_try(unit, limits)
        need = unit.session.exec(select(Need).where(Need.number == wanted)).first()
        found = fits(wanted, signs, need.follow_code if need else None)
        if found:
            brake.forgive(unit, limits, f"follow:{wanted}")
        unit.repeat()  # reading an item is no event; the try is kept
    if not found:
        raise BadInput("follow_code", "Number and code do not belong together. Compare both with your slip.")
    with ctx.reading(Permission.PUBLIC_READ) as session:
        return _followed(session, wanted)


def _followed(session: Session, number: str) -> Followed:
    need, category, area, above = find(session, number)
    into = session.get(Need, need.merged_into_id) if need.merged_into_id is not None else None
    return Followed(
        need=NeedRead.of(need),
        category=Name(category.name_zh, category.name_en),
        area=area_name(area, above),
        life=lifeline(session, subject_of(need)),
        merged_into=into.number if into else "",
    )


def _slip(unit: Unit, need: Need) -> Slip:
    code = new_follow_code()
    need.follow_code = digest(need.number, code)
    unit.session.add(need)
    unit.session.flush()
    return Slip(need.id, need.number, code)


def _shown_before(unit: Unit, need_id: int) -> Slip:
    return Slip(need_id, unit.get(Need, need_id).number, "")
