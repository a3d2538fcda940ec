"""Which items of the list ask for nearly the same? Three are suggested; nothing is ever merged by itself.

No measure of likeness is good enough to decide whether two texts ask for the same, and each is good enough to put
the right one among three, as long as neighbourhood and category are the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils
from sqlmodel import Session, col, or_, select

from dashboard.rules.lifecycle.needs import ENDS, PUBLIC
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context
from dashboard.services.needs.following import followers
from dashboard.services.needs.wording import LARGEST_ID, LEVELS
from models.area import Area
from models.enums import NeedStatus
from models.need import Need, NeedFollower

MOST_COMPARED = 500
SHOWN = 3
ALIVE = PUBLIC - ENDS - {NeedStatus.COMPLETED, NeedStatus.APPRAISED, NeedStatus.ARCHIVED}
"""States of an item that can still be supported: public, and neither finished nor at another end."""


@dataclass(frozen=True, slots=True)
class Similar:
    """An item that may ask for the same. ``follows`` is whether the reader follows it already."""

    id: int
    number: str
    title: str
    place: str
    reasons: str
    status: NeedStatus
    followers: int
    follows: bool


def similar(
    ctx: Context, title: str, reasons: str, category_code: str, area_id: int | None = None, *, but: int | None = None
) -> list[Similar]:
    """Return the three items most like these words, the likest first; none while there is no title or category.

    Compared are the newest 500 public items that are not at an end, of the same category and of the neighbourhood
    the area lies in, its grids included; of every neighbourhood while none is chosen.

    Args:
        but: an item that is left out, because the words are its own.
    """
    with ctx.reading(Permission.NEED_SUBMIT) as session:
        if not title.strip() or not category_code:
            return []
        rows = _compared(session, category_code, area_id, but)
        return [_read(session, row, ctx.actor.id) for row in _likest(title, reasons, rows)]


def _compared(session: Session, category_code: str, area_id: int | None, but: int | None) -> Sequence[Need]:
    query = select(Need).where(Need.category_code == category_code, col(Need.status).in_(sorted(ALIVE)))
    if area_id is not None:
        query = query.where(col(Need.area_id).in_(_neighbourhood(session, area_id)))
    if but is not None:
        query = query.where(Need.id != but)
    return session.exec(query.order_by(col(Need.id).desc()).limit(MOST_COMPARED)).all()


def _neighbourhood(session: Session, area_id: int) -> set[int]:
    """Return the neighbourhood an area is or lies in, with its grids."""
    area = session.get(Area, area_id) if 0 < area_id <= LARGEST_ID else None
    if area is None:
        return set()
    top = area.id if area.level == LEVELS[0] or area.parent_id is None else area.parent_id
    within = select(Area.id).where(or_(col(Area.id) == top, col(Area.parent_id) == top), col(Area.level).in_(LEVELS))
    return set(session.exec(within))


def _likest(title: str, reasons: str, rows: Sequence[Need]) -> list[Need]:
    """Return the likest rows by edit distance of title and reasons; of the titles alone while no reasons are typed."""
    whole = bool(reasons.strip())
    texts = {place: f"{row.title}\n{row.reasons}" if whole else row.title for place, row in enumerate(rows)}
    typed = f"{title}\n{reasons}" if whole else title
    found = process.extract(typed, texts, scorer=fuzz.ratio, processor=utils.default_process, limit=SHOWN)
    return [rows[place] for _text, _likeness, place in found]


def _read(session: Session, row: Need, reader: int | None) -> Similar:
    return Similar(
        id=row.id,
        number=row.number,
        title=row.title,
        place=row.place,
        reasons=row.reasons,
        status=NeedStatus(row.status),
        followers=followers(session, row.id),
        follows=reader is not None and session.get(NeedFollower, (row.id, reader)) is not None,
    )
