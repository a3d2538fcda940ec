"""How long are minutes kept, and when were they put away?"""

from sqlmodel import Session

from dashboard.rules.lifecycle.minutes import MinutesAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.house_rules import value_of
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from models.enums import MinutesStatus, Retention
from models.minutes import Minutes


def usual_retention(session: Session) -> Retention:
    """Return how long the house keeps minutes; it makes no difference whether anything was adopted.

    Source: the usual retention table keeps minutes of Party-committee meetings for good; the ten years for what was
    not adopted are those of the papers discussed, not of the minutes.
    """
    return Retention(value_of(session, "retention")["adopted"])


def archive(
    ctx: Context, minutes_id: int, retention: Retention | None = None, *, key: str | None = None
) -> MinutesStatus:
    """Put the minutes away, to be kept as long as said; without a word, as long as the house rule says.

    Raises:
        RuleBroken: whether the public may read them is not decided, or they are archived already.
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(Minutes, minutes_id)
        if repeated(unit, key) is not None:
            return MinutesStatus(row.status)
        row.retention = retention or usual_retention(unit.session)
        row.archived_at = unit.now
        advance(unit, row, MinutesAction.ARCHIVE, reference=row.number, retention=row.retention)
        unit.remember(key, row.id)
        return MinutesStatus(row.status)
