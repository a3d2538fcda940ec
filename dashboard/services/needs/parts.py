"""What does an item ask for (所需资源): which kinds of help, and how much of each?"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Field, Session, SQLModel, col, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context, Unit
from dashboard.services.once import repeated
from dashboard.services.typed_text import one_line, public_text
from models.base import subject_of
from models.claim import Claim
from models.enums import ClaimStatus, NeedStatus, OfferKind
from models.need import Need, NeedPart

MOST_PARTS = 12
MOST = 20_000_000_00
"""Of fen as of units; an integer column of PostgreSQL ends soon after."""
OPEN_TO_CHANGE = frozenset(
    {
        NeedStatus.SUBMITTED, NeedStatus.ON_LIST, NeedStatus.OPEN, NeedStatus.UNCLAIMED, NeedStatus.CLAIMED,
        NeedStatus.MATCHING, NeedStatus.ON_AGENDA, NeedStatus.ADOPTED, NeedStatus.NOT_ADOPTED, NeedStatus.DEFERRED,
        NeedStatus.CONSULTING, NeedStatus.ON_NOTICE,
    }
)  # fmt: skip
"""Until an item is a project, what it asks for may change."""


class PartDraft(SQLModel):
    """One thing that is asked for. ``amount`` is in fen for funds, else in whole units."""

    offer: OfferKind
    text: str = Field(min_length=2, max_length=80)
    amount: int | None = Field(default=None, ge=1, le=MOST)
    unit: str = Field(default="", max_length=10)


@dataclass(frozen=True, slots=True)
class PartRead:
    """One thing that is asked for, as everybody sees it."""

    id: int
    offer: OfferKind
    text: str
    amount: int | None
    unit: str


def set_parts(ctx: Context, need_id: int, parts: Sequence[PartDraft], *, key: str | None = None) -> list[PartRead]:
    """Let an item ask for exactly these parts and return them; what stays the same keeps its id.

    Raises:
        RuleBroken: the item is a project already or at an end, or a part that was claimed would be struck.
        BadInput: a text cannot be shown to everybody, a count has no unit, or there are too many parts.
    """
    with ctx.writing(Permission.NEED_SCREEN) as unit:
        need = unit.get(Need, need_id)
        if repeated(unit, key) is None:
            replace_parts(unit, need, parts)
            unit.remember(key, need.id)
        return parts_of(unit.session, need.id)


def parts_of(session: Session, need_id: int) -> list[PartRead]:
    """Return what an item asks for, in its order."""
    return [PartRead(row.id, row.offer, row.text, row.amount, row.unit) for row in _living(session, need_id)]


def replace_parts(unit: Unit, need: Need, parts: Sequence[PartDraft]) -> None:
    """Let a locked item ask for exactly these parts, in the caller's transaction; see :func:`set_parts`."""
    if need.status not in OPEN_TO_CHANGE:
        raise RuleBroken("%(number)s is past its approval or at an end: what it asks for stays.", number=need.number)
    if len(parts) > MOST_PARTS:
        raise BadInput("parts", "Please ask for at most %(n)s things.", n=MOST_PARTS)
    wanted = {_content(part): part for part in map(_tidy, parts)}
    if len(wanted) < len(parts):
        raise BadInput("parts", "The same thing is asked for twice. Please write it once, with the whole count.")
    there = {_content(row): row for row in _living(unit.session, need.id)}
    for content, row in there.items():
        if content not in wanted:
            _strike(unit, row)
    for position, (content, part) in enumerate(wanted.items(), 1):
        row = there.get(content) or NeedPart(need_id=need.id, position=position, **part.model_dump())
        row.position = position
        unit.session.add(row)
    unit.session.flush()
    unit.audit("need.parts", subject_of(need), parts=len(wanted))


def _living(session: Session, need_id: int) -> list[NeedPart]:
    query = select(NeedPart).where(NeedPart.need_id == need_id, col(NeedPart.removed_at).is_(None))
    return list(session.exec(query.order_by(col(NeedPart.position), col(NeedPart.id))))


def _content(part: NeedPart | PartDraft) -> tuple[OfferKind, str, int | None, str]:
    return OfferKind(part.offer), part.text, part.amount, part.unit


def _tidy(part: PartDraft) -> PartDraft:
    """Return the part as it is stored; funds are counted in fen and have no unit."""
    words = " ".join(public_text("parts", part.text, least=2, most=80).split())
    unit = "" if part.offer == OfferKind.FUNDS or part.amount is None else one_line("parts", part.unit, most=10)
    if part.amount is not None and not unit and part.offer != OfferKind.FUNDS:
        raise BadInput("parts", "“%(part)s” has a count: please say of what, such as hours or pieces.", part=words)
    return PartDraft(offer=part.offer, text=words, amount=part.amount, unit=unit)


def _strike(unit: Unit, row: NeedPart) -> None:
    live = col(Claim.status).in_([ClaimStatus.INTENTION, ClaimStatus.CONFIRMED])
    if unit.session.exec(select(Claim.id).where(Claim.part_id == row.id, live)).first() is not None:
        raise RuleBroken(
            "“%(part)s” is claimed, so it stays. Decline the claim first if it is not needed any more.", part=row.text
        )
    row.removed_at = unit.now
    unit.session.add(row)
