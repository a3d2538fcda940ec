"""What can be read of the claim list, by whom?"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, or_, select

from dashboard.errors import NotFound
from dashboard.rules.need_groups import GROUPS, NeedGroup
from dashboard.rules.permissions import Permission
from dashboard.rules.search import excerpt, marked, words
from dashboard.services.context import Context
from dashboard.services.need_rights import is_public_row
from dashboard.services.needs.matching import matching
from dashboard.services.needs.shapes import Mine, Name, NeedFilter, NeedOrder, NeedRow
from dashboard.services.needs.wording import LEVELS, one_line
from models.area import Area
from models.enums import DecisionPower, NeedStatus
from models.life import LifeEvent
from models.need import Category, ClaimRound, Need, NeedFollower

Found = tuple[Need, Category, Area, Area | None]
"""An item, its category, the area it stands at, and the neighbourhood above where that is a grid."""
Above = aliased(Area)
NEWEST: tuple[Any, ...] = (col(Need.id).desc(),)
OLDEST: tuple[Any, ...] = (col(Need.id),)


def public_list(
    ctx: Context,
    wanted: NeedFilter | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
    order: NeedOrder = NeedOrder.NEWEST,
) -> list[NeedRow]:
    """Return the items everybody may read that match the filter: at most ``limit`` after ``offset``.

    The text is looked for in number, title, reasons, suggestion and place, character by character, so that words of
    one or two Chinese characters and rare names are found on both databases.
    """
    chosen = wanted or NeedFilter()
    with ctx.reading(Permission.PUBLIC_READ) as session:
        conditions = [is_public_row(), *matching(session, chosen)]
        return _rows(session, conditions, limit, offset, _order(order, ctx.now()), words(chosen.text))


def count(ctx: Context, wanted: NeedFilter | None = None) -> int:
    """Return how many items everybody may read match the filter."""
    with ctx.reading(Permission.PUBLIC_READ) as session:
        conditions = [is_public_row(), *matching(session, wanted or NeedFilter())]
        return session.exec(select(func.count()).select_from(Need).where(*conditions)).one()


def mine(ctx: Context) -> Mine:
    """Return what the actor proposed and what the actor follows besides, newest first."""
    with ctx.reading(Permission.NEED_SUBMIT) as session:
        own = col(Need.proposer_id) == ctx.actor.id
        followed = select(NeedFollower.need_id).where(col(NeedFollower.user_id) == ctx.actor.id)
        others = or_(~own, col(Need.proposer_id).is_(None))
        return Mine(
            proposed=_rows(session, [own]),
            followed=_rows(session, [col(Need.id).in_(followed), others, is_public_row()]),
        )


def waiting_for_screening(
    ctx: Context, wanted: NeedFilter | None = None, *, limit: int | None = None, offset: int = 0
) -> list[NeedRow]:
    """Return the proposals that wait for the secretariat's decision and match the filter, oldest first."""
    return _office_list(ctx, NeedStatus.SUBMITTED, wanted, limit, offset)


def on_needs_list(
    ctx: Context, wanted: NeedFilter | None = None, *, limit: int | None = None, offset: int = 0
) -> list[NeedRow]:
    """Return the items that are on the needs list and not yet published for claiming, oldest first."""
    return _office_list(ctx, NeedStatus.ON_LIST, wanted, limit, offset)


def office_list(
    ctx: Context, wanted: NeedFilter | None = None, *, limit: int | None = None, offset: int = 0
) -> list[NeedRow]:
    """Return the items in any state that match the filter, newest first, for the secretariat; at most ``limit``."""
    chosen = wanted or NeedFilter()
    with ctx.reading(Permission.NEED_SCREEN) as session:
        return _rows(session, list(matching(session, chosen)), limit, offset, NEWEST, words(chosen.text))


def screening_counts(ctx: Context, wanted: NeedFilter | None = None) -> dict[NeedStatus, int]:
    """Return how many items in each state match the filter, for the secretariat; 0 where there are none."""
    with ctx.reading(Permission.NEED_SCREEN) as session:
        conditions = list(matching(session, wanted or NeedFilter()))
        query = select(Need.status, func.count()).where(*conditions).group_by(col(Need.status))
        found = dict(session.exec(query).all())
    return {status: found.get(status, 0) for status in NeedStatus}


def find(session: Session, number: str) -> Found:
    """Return an item with its category and area.

    Raises:
        NotFound: no item has this number.
    """
    found: Found | None = session.exec(_joined().where(Need.number == one_line(number).upper())).first()
    if found is None:
        raise NotFound("There is no such item, or it is not public.")
    return found


def area_name(area: Area, above: Area | None) -> Name:
    """Return what an area is called: a grid after its neighbourhood, because grids are merely numbered."""
    if above is None:
        return Name(area.name_zh, area.name_en)
    return Name(f"{above.name_zh} {area.name_zh}", f"{above.name_en or above.name_zh}, {area.name_en or area.name_zh}")


def _office_list(
    ctx: Context, status: NeedStatus, wanted: NeedFilter | None, limit: int | None, offset: int
) -> list[NeedRow]:
    chosen = wanted or NeedFilter()
    with ctx.reading(Permission.NEED_SCREEN) as session:
        conditions = [col(Need.status) == status, *matching(session, chosen)]
        return _rows(session, conditions, limit, offset, OLDEST, words(chosen.text))


def _order(order: NeedOrder, now: datetime) -> tuple[Any, ...]:
    if order is NeedOrder.NEWEST:
        return NEWEST
    claimable = col(Need.status).in_(sorted(GROUPS[NeedGroup.CLAIMABLE])) & (col(Need.claim_deadline) >= now)
    return (case((claimable, col(Need.claim_deadline))).asc().nulls_last(), *NEWEST)


def _joined() -> Any:
    return (
        select(Need, Category, Area, Above)
        .join(Category, col(Category.code) == col(Need.category_code))
        .join(Area, col(Area.id) == col(Need.area_id))
        .outerjoin(Above, (col(Above.id) == col(Area.parent_id)) & (col(Above.level) == LEVELS[0]))
    )


def _rows(
    session: Session,
    conditions: Iterable[Any],
    limit: int | None = None,
    offset: int = 0,
    order: Sequence[Any] = NEWEST,
    sought: Sequence[str] = (),
) -> list[NeedRow]:
    query = _joined().where(*conditions)
    if limit is not None:  # only what is shown is joined: a far page then costs no more than the first
        page = select(Need.id).where(*conditions).order_by(*order).limit(limit).offset(offset)
        query = _joined().where(col(Need.id).in_(session.exec(page).all()))
    found = session.exec(query.order_by(*order)).all()
    notes = _last_reasons(session, [need.id for need, *_rest in found])
    rounds = dict(session.exec(select(ClaimRound.id, ClaimRound.quarter)).all())
    return [_row(line, notes, rounds, sought) for line in found]


def _row(found: Found, notes: dict[str, str], rounds: dict[int, str], sought: Sequence[str]) -> NeedRow:
    need, category, place, above = found
    return NeedRow(
        id=need.id,
        number=need.number,
        quarter=need.quarter,
        title=need.title,
        category=Name(category.name_zh, category.name_en),
        area=area_name(place, above),
        place=need.place,
        beneficiaries=need.beneficiaries,
        decision_power=DecisionPower(need.decision_power),
        budget_fen=need.budget_fen,
        status=NeedStatus(need.status),
        submitted_at=need.submitted_at,
        published_at=need.published_at,
        claim_deadline=need.claim_deadline,
        note=notes.get(f"need/{need.id}", ""),
        round=rounds.get(need.round_id) if need.round_id is not None else None,
        carried=need.carried,
        excerpt=_excerpt(need, sought),
    )


def _excerpt(need: Need, sought: Sequence[str]) -> str:
    """Return where a word was found that a card does not show by itself."""
    shown = f"{need.number}\n{need.title}\n{need.place}"
    hidden = [word for word in sought if not any(hit for _part, hit in marked(shown, [word]))]
    return next(filter(None, (excerpt(text, hidden) for text in (need.reasons, need.suggestion))), "")


def _last_reasons(session: Session, ids: Sequence[int]) -> dict[str, str]:
    """Return the reason of the last move of each item: subject -> reason."""
    subjects = [f"need/{need_id}" for need_id in ids]
    newest = select(func.max(LifeEvent.id)).where(col(LifeEvent.subject).in_(subjects)).group_by(LifeEvent.subject)
    query = select(LifeEvent.subject, LifeEvent.reason).where(col(LifeEvent.id).in_(newest))
    return dict(session.exec(query).all())
