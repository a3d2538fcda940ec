"""Which agreements are there, and who may read them in full?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, func, or_, select

from dashboard.errors import NotFound
from dashboard.i18n import either
from dashboard.rules.permissions import Permission as P
from dashboard.rules.texts import clean
from dashboard.services.agreements.drafting import stored
from dashboard.services.agreements.keeping import NOTICE, renewal_of
from dashboard.services.agreements.shapes import (
    AgreementFilter,
    AgreementLine,
    AgreementPage,
    FullText,
    LinkedItem,
    PartyRead,
)
from dashboard.services.context import Actor, Context
from dashboard.services.need_rights import seen_by
from dashboard.services.transitions import lifeline
from models.agreement import Agreement, AgreementItem, AgreementParty
from models.enums import AgreementStatus
from models.need import Need
from models.organisation import Organisation

PUBLIC = (AgreementStatus.SIGNED, AgreementStatus.ENDED, AgreementStatus.TERMINATED)
"""A draft is the affair of its sides; what was signed is public."""
LONGEST_SEARCH = 100


def listed(ctx: Context, wanted: AgreementFilter | None = None) -> list[AgreementLine]:
    """Return the agreements the reader may know of that match the filter, the newest first."""
    chosen = wanted or AgreementFilter()
    with ctx.reading(P.PUBLIC_READ) as session:
        conditions = [_known_to(ctx.actor), *_matching(chosen)]
        rows = session.exec(select(Agreement).where(*conditions).order_by(col(Agreement.id).desc())).all()
        return _lines(session, ctx, rows)


def parties(ctx: Context) -> dict[int, str]:
    """Return the member organisations that are sides of agreements the reader may know of: id -> name."""
    with ctx.reading(P.PUBLIC_READ) as session:
        sides = (
            select(Organisation)
            .join(AgreementParty, col(AgreementParty.organisation_id) == Organisation.id)
            .join(Agreement, col(Agreement.id) == AgreementParty.agreement_id)
            .where(_known_to(ctx.actor))
            .order_by(col(Organisation.code))
        )
        return {unit.id: either(unit.name_zh, unit.name_en) for unit in session.exec(sides)}


def agreement(ctx: Context, number: str) -> AgreementPage:
    """Return one agreement; its full text only to its sides, the members of the committee and the secretariat.

    Raises:
        NotFound: no agreement has this number, or the reader may not know of it.
    """
    with ctx.reading(P.PUBLIC_READ) as session:
        wanted = select(Agreement).where(Agreement.number == clean(number).upper(), _known_to(ctx.actor))
        row = session.exec(wanted).first()
        if row is None:
            raise NotFound("There is no such agreement, or it is not signed yet.")
        keeps, actor = ctx.actor.may(P.AGREEMENT_KEEP), ctx.actor
        before = session.get(Agreement, row.renews_id) if row.renews_id is not None else None
        after = renewal_of(session, row.id)
        return AgreementPage(
            line=_lines(session, ctx, [row])[0],
            drafted_at=row.drafted_at,
            renews=before.number if before else "",
            renewed_by=after.number if after and (keeps or after.status in PUBLIC) else "",
            text=_full(session, row) if may_read(session, actor, row) else None,
            draft=stored(session, row) if keeps and row.status == AgreementStatus.DRAFT else None,
            life=tuple(lifeline(session, f"agreement/{row.id}")),
        )


def may_read(session: Session, actor: Actor, row: Agreement) -> bool:
    """Return whether the actor may read the full text."""
    if actor.may(P.AGREEMENT_KEEP) or actor.may(P.MEETING_READ):
        return True
    return actor.may(P.CLAIM_MAKE) and row.id in set(session.exec(_of(actor)))


def _of(actor: Actor) -> Any:
    """Return the query for the agreements the actor's organisation is a side of."""
    return select(AgreementParty.agreement_id).where(
        col(AgreementParty.organisation_id) == actor.organisation_id,
        col(AgreementParty.organisation_id).is_not(None),
    )


def _known_to(actor: Actor) -> Any:
    if actor.may(P.AGREEMENT_KEEP):
        return col(Agreement.id).is_not(None)
    public = col(Agreement.status).in_(PUBLIC)
    return or_(public, col(Agreement.id).in_(_of(actor))) if actor.may(P.CLAIM_MAKE) else public


def _matching(wanted: AgreementFilter) -> Iterable[Any]:
    for word in clean(wanted.text[:LONGEST_SEARCH]).split():
        pattern = func.lower(f"%{word.replace('/', '//').replace('%', '/%').replace('_', '/_')}%")
        named = (
            select(AgreementParty.agreement_id)
            .outerjoin(Organisation, col(Organisation.id) == AgreementParty.organisation_id)
            .where(
                or_(
                    *(
                        func.lower(col(column)).like(pattern, escape="/")
                        for column in (AgreementParty.name, Organisation.name_zh, Organisation.name_en)
                    )
                )
            )
        )
        own = (func.lower(col(column)).like(pattern, escape="/") for column in (Agreement.number, Agreement.title))
        yield or_(*own, col(Agreement.id).in_(named))
    if wanted.status is not None:
        yield col(Agreement.status) == wanted.status
    if wanted.organisation is not None:
        yield col(Agreement.id).in_(
            select(AgreementParty.agreement_id).where(AgreementParty.organisation_id == wanted.organisation)
        )


def _lines(session: Session, ctx: Context, rows: Sequence[Agreement]) -> list[AgreementLine]:
    ids, today = [row.id for row in rows], ctx.today()
    sides, items = _sides(session, ids), _items(session, ctx.actor, ids)
    return [
        AgreementLine(
            **{name: getattr(row, name) for name in ("id", "number", "title", "starts_on", "ends_on", "signed_on")},
            status=row.status,
            parties=tuple(side.name for side in sides[row.id]),
            items=tuple(items[row.id]),
            ends_soon=row.status == AgreementStatus.SIGNED and row.ends_on <= today + NOTICE,
        )
        for row in rows
    ]


def _sides(session: Session, ids: Sequence[int]) -> dict[int, list[PartyRead]]:
    found: dict[int, list[PartyRead]] = defaultdict(list)
    query = (
        select(AgreementParty, Organisation)
        .outerjoin(Organisation, col(Organisation.id) == AgreementParty.organisation_id)
        .where(col(AgreementParty.agreement_id).in_(ids))
        .order_by(col(AgreementParty.position))
    )
    for side, unit in session.exec(query):
        name = either(unit.name_zh, unit.name_en) if unit else side.name
        found[side.agreement_id].append(PartyRead(side.organisation_id, name, side.promise, side.contact_post))
    return found


def _items(session: Session, actor: Actor, ids: Sequence[int]) -> dict[int, list[LinkedItem]]:
    """Return the items of each agreement that the actor may read: one may have ceased to be public since."""
    found: dict[int, list[LinkedItem]] = defaultdict(list)
    query = (
        select(AgreementItem.agreement_id, Need.id, Need.number, Need.title)
        .join(Need, col(Need.id) == AgreementItem.need_id)
        .where(col(AgreementItem.agreement_id).in_(ids), seen_by(actor))
        .order_by(col(Need.number))
    )
    for key, need_id, number, title in session.exec(query):
        found[key].append(LinkedItem(need_id, number, title))
    return found


def _full(session: Session, row: Agreement) -> FullText:
    names = ("goals", "schedule", "targets", "money_fen", "money_clause", "termination", "copies")
    return FullText(parties=tuple(_sides(session, [row.id])[row.id]), **{name: getattr(row, name) for name in names})
