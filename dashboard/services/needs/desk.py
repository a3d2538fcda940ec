"""What lies in the secretariat's hands in a state, with what it has to know to take the next step?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from dashboard.rules.permissions import Permission
from dashboard.services import notices
from dashboard.services.context import Context
from dashboard.services.needs.consulting import consultation_missing
from dashboard.services.needs.reading import office_list
from dashboard.services.needs.shapes import Name, NeedFilter, NeedRow
from dashboard.services.notices import NoticeFilter, NoticeLine
from models.claim import Claim
from models.enums import ClaimStatus, NeedStatus
from models.need import Need
from models.organisation import Organisation

AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One item with who claimed it, how often it was carried over, and its running notice.

    ``consult_first`` says that it has to be consulted on before it can be put on notice.
    """

    row: NeedRow
    carried: int
    claimed_by: tuple[Name, ...]
    notice: NoticeLine | None
    consult_first: bool


def desk(ctx: Context, states: Sequence[NeedStatus], text: str = "") -> list[DeskLine]:
    """Return the items in these states that match the text, newest first; at most ``AT_ONCE`` of each state."""
    rows = [row for state in states for row in office_list(ctx, NeedFilter(text=text, status=state), limit=AT_ONCE)]
    ids = [row.id for row in rows]
    posted = {line.need_number: line for line in notices.notices(ctx, NoticeFilter(running=True))}
    with ctx.reading(Permission.NEED_SCREEN) as session:
        claimants = _claimants(session, ids)
        found = {need.id: need for need in session.exec(select(Need).where(col(Need.id).in_(ids)))}
        return [
            DeskLine(
                row,
                found[row.id].carried,
                tuple(claimants[row.id]),
                posted.get(row.number),
                consultation_missing(session, found[row.id]),
            )
            for row in rows
        ]


def _claimants(session: Session, ids: Sequence[int]) -> dict[int, list[Name]]:
    """Return the organisations with a live claim, by id of the item, the leading one first."""
    query = (
        select(Claim.need_id, Organisation.name_zh, Organisation.name_en)
        .join(Organisation, col(Organisation.id) == col(Claim.organisation_id))
        .where(col(Claim.need_id).in_(ids), col(Claim.status).in_([ClaimStatus.INTENTION, ClaimStatus.CONFIRMED]))
        .order_by(col(Claim.leads).desc(), col(Claim.id))
    )
    found: dict[int, list[Name]] = defaultdict(list)
    for need_id, zh, en in session.exec(query):
        found[need_id].append(Name(zh, en))
    return found
