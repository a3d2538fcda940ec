"""When are owners or residents asked before an item is put on notice, and what if they refuse?"""

from sqlmodel import Session, col, select

from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.services.context import Context
from dashboard.services.needs.deciding import decided
from dashboard.services.typed_text import public_text
from models.base import subject_of
from models.enums import DecisionPower, NeedStatus
from models.life import LifeEvent
from models.need import Need, NeedRead

ASKED = frozenset({DecisionPower.OWNERS, DecisionPower.RESIDENTS})
"""Powers to decide that the committee cannot use for others. Source: Civil Code, article 278; residents' meetings."""


def begin_consultation(ctx: Context, need_id: int, how: str = "", *, key: str | None = None) -> NeedRead:
    """Begin to ask those who have the power to decide; ``how`` says whom, on what and until when.

    Raises:
        RuleBroken: no meeting has adopted the item, or it is further on.
        BadInput: the text holds a personal detail or is too long (field ``reason``).
    """
    words = public_text("reason", how, most=500)
    return decided(ctx, need_id, NeedAction.CONSULT, reason=words, key=key)


def refuse_consultation(ctx: Context, need_id: int, reason: str, *, key: str | None = None) -> NeedRead:
    """Note that those who were asked did not agree, with the figures; the item is not adopted.

    What they agreed to is put on notice: ``services.notices.post`` takes the figures.

    Raises:
        RuleBroken: the item is not being consulted on.
        BadInput: there is no reason, or it holds a personal detail.
    """
    return decided(ctx, need_id, NeedAction.REFUSE, reason=public_text("reason", reason, most=500), key=key)


def consultation_missing(session: Session, need: Need) -> bool:
    """Return whether an adopted item has to be consulted on before it can be put on notice.

    It has not where it was consulted on since the meeting adopted it and its notice was merely withdrawn.
    """
    if need.status != NeedStatus.ADOPTED or need.decision_power not in ASKED:
        return False
    steps = (
        select(LifeEvent.action)
        .where(
            LifeEvent.subject == subject_of(need),
            col(LifeEvent.action).in_([NeedAction.ADOPT, NeedAction.CONSULT, NeedAction.REFUSE]),
        )
        .order_by(col(LifeEvent.id).desc())
    )
    return session.exec(steps.limit(1)).first() != NeedAction.CONSULT
