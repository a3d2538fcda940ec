"""What does the legal reviewer say about an item with a legal gate, and may it go to a meeting?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dashboard.errors import RuleBroken
from dashboard.labels import label
from dashboard.rules.checklist import Checklist
from dashboard.rules.lifecycle.needs import ENDS
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context
from dashboard.services.once import repeated
from dashboard.services.typed_text import one_line, public_text
from models.base import subject_of
from models.enums import DecisionPower, LegalConclusion, LegalGate, NeedStatus
from models.need import LegalOpinion, Need

NOT_YET = frozenset({NeedStatus.SUBMITTED, NeedStatus.RETURNED})
OPINABLE = frozenset(NeedStatus) - NOT_YET - ENDS - {NeedStatus.ARCHIVED}
"""States of an item on which an opinion can be given: on the list or later, and not at an end."""
NEWEST = 50


@dataclass(frozen=True, slots=True)
class OpinionRead:
    """A written opinion as everybody sees it; who wrote it is named by role only."""

    at: datetime
    conclusion: LegalConclusion
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class GatedItem:
    """An item with a legal gate; ``opinion`` is the one that counts, ``None`` while there is none."""

    id: int
    number: str
    title: str
    gate: LegalGate
    power: DecisionPower
    status: NeedStatus
    accepted_at: datetime | None
    checklist: Checklist | None
    opinion: OpinionRead | None


def give_opinion(
    ctx: Context, need_id: int, conclusion: LegalConclusion, text: str, basis: str = "", *, key: str | None = None
) -> int:
    """Give a written opinion on an item and return its id; an earlier one stays on file and counts no more.

    Raises:
        NotFound: there is no such item.
        RuleBroken: the item has no legal gate, is not on the list yet, or is at an end.
        BadInput: the opinion is shorter than 10 or longer than 2,000 characters, or holds a personal detail.
    """
    words = public_text("opinion", text, least=10, most=2000)
    sources = public_text("basis", one_line("basis", basis, most=300), most=300)
    with ctx.writing(Permission.LEGAL_OPINE) as unit:
        need = unit.get(Need, need_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        if need.legal_gate == LegalGate.NONE:
            raise RuleBroken("%(number)s has no legal gate, so no opinion is asked for.", number=need.number)
        if need.status not in OPINABLE:
            raise RuleBroken("%(number)s is not on the list now, so no opinion can be given.", number=need.number)
        row = unit.add(
            LegalOpinion(
                need_id=need.id, at=unit.now, conclusion=LegalConclusion(conclusion), text=words, basis=sources,
                account_id=unit.actor.id,
            )
        )  # fmt: skip
        unit.audit("need.opinion", subject_of(need), conclusion=row.conclusion)
        unit.remember(key, row.id)
        return row.id


def waiting_for_opinion(ctx: Context) -> list[GatedItem]:
    """Return the items that have a legal gate and no opinion, those accepted first at the top."""
    with ctx.reading(Permission.LEGAL_OPINE) as session:
        given = select(LegalOpinion.need_id)
        query = select(Need).where(
            Need.legal_gate != LegalGate.NONE,
            col(Need.status).in_(sorted(OPINABLE)),
            col(Need.id).not_in(given),
        )
        rows = session.exec(query.order_by(col(Need.accepted_at), col(Need.id))).all()
        return [_gated(row, None) for row in rows]


def given_opinions(ctx: Context) -> list[GatedItem]:
    """Return the items with an opinion, the latest opinion first; at most 50."""
    with ctx.reading(Permission.LEGAL_OPINE) as session:
        query = select(LegalOpinion, Need).join(Need, col(Need.id) == col(LegalOpinion.need_id))
        latest: dict[int, GatedItem] = {}
        for opinion, need in session.exec(query.order_by(col(LegalOpinion.id).desc())):
            if len(latest) == NEWEST:
                break
            latest.setdefault(need.id, _gated(need, _read(opinion)))
        return list(latest.values())


def opinions_of(session: Session, need_id: int) -> list[OpinionRead]:
    """Return every opinion on an item, the one that counts first."""
    query = select(LegalOpinion).where(LegalOpinion.need_id == need_id).order_by(col(LegalOpinion.id).desc())
    return [_read(row) for row in session.exec(query)]


def lacks_opinion(gate: LegalGate, opinions: Sequence[object]) -> bool:
    """Return whether an item must not go to a meeting yet: it has a legal gate and no written opinion."""
    return gate != LegalGate.NONE and not opinions


def require_opinion(session: Session, need: Need) -> None:
    """Refuse an item with a legal gate on which no opinion was given; it cannot go on an agenda.

    Raises:
        RuleBroken: the sentence says who must do what.
    """
    if lacks_opinion(LegalGate(need.legal_gate), opinions_of(session, need.id)):
        raise RuleBroken(
            "%(number)s has a legal gate (%(gate)s) and no written opinion. The legal reviewer gives one under “Legal "
            "opinions”; then it can go on an agenda.",
            number=need.number,
            gate=label(LegalGate(need.legal_gate)),
        )


def _read(row: LegalOpinion) -> OpinionRead:
    return OpinionRead(row.at, LegalConclusion(row.conclusion), row.text, row.basis)


def _gated(row: Need, opinion: OpinionRead | None) -> GatedItem:
    return GatedItem(
        id=row.id,
        number=row.number,
        title=row.title,
        gate=LegalGate(row.legal_gate),
        power=DecisionPower(row.decision_power),
        status=NeedStatus(row.status),
        accepted_at=row.accepted_at,
        checklist=Checklist.of(row.checklist),
        opinion=opinion,
    )
