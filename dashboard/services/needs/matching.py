"""Which conditions does an item meet that matches what is looked for?"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from dashboard.rules.need_groups import GROUPS
from dashboard.rules.texts import clean
from dashboard.services.needs.shapes import NeedFilter
from dashboard.services.needs.wording import LARGEST_ID
from dashboard.services.search import holding
from models.area import Area
from models.need import Need


def matching(session: Session, wanted: NeedFilter) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of a query for the items that match the filter."""
    holds = holding(session, wanted.text)
    if holds is not None:
        yield holds
    if wanted.category:
        yield col(Need.category_code) == clean(wanted.category)
    if wanted.quarter:
        yield col(Need.quarter) == clean(wanted.quarter)
    if wanted.area is not None:
        yield col(Need.area_id).in_(_below(session, wanted.area))
    if wanted.status is not None:
        yield col(Need.status) == wanted.status
    if wanted.group is not None:
        yield col(Need.status).in_(sorted(GROUPS[wanted.group]))


def _below(session: Session, area_id: int) -> set[int]:
    """Return the area and every area in it; none where an address names what no area can be called."""
    found = {area_id} if 0 < area_id <= LARGEST_ID else set()
    row = found
    while row:
        row = set(session.exec(select(Area.id).where(col(Area.parent_id).in_(row)))) - found
        found |= row
    return found
