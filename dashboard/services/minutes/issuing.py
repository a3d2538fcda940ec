"""How do minutes become a locked document: handed in, sent back, approved for issue?"""

from dashboard.errors import RuleBroken
from dashboard.rules.lifecycle.minutes import MinutesAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.house_rules import value_of
from dashboard.services.minutes.papers import surroundings
from dashboard.services.minutes.writing import (
    fresh_facts,
    refuse_newer,
    refuse_unless_open,
    text_digest,
    version,
)
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import public_text
from models.enums import MinutesStatus
from models.minutes import Minutes


def hand_in(ctx: Context, minutes_id: int, version_seen: int, *, key: str | None = None) -> MinutesStatus:
    """Hand the text in for the chair's approval; it cannot be edited until the chair sends it back.

    Raises:
        RuleBroken: somebody saved a newer version meanwhile, the facts changed after it was written, or the
            minutes are handed in already.
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(Minutes, minutes_id)
        if repeated(unit, key) is not None:
            return MinutesStatus(row.status)
        refuse_unless_open(row, version_seen)
        fresh_facts(unit, row)
        advance(unit, row, MinutesAction.HAND_IN, version=row.version)
        unit.remember(key, row.id)
        return MinutesStatus(row.status)


def send_back(ctx: Context, minutes_id: int, reason: str, *, key: str | None = None) -> MinutesStatus:
    """Send the text back to the secretariat to be revised.

    Raises:
        RuleBroken: the minutes are not waiting for approval.
        BadInput: no reason was given.
    """
    with ctx.writing(P.MINUTES_APPROVE) as unit:
        row = unit.get(Minutes, minutes_id)
        if repeated(unit, key) is not None:
            return MinutesStatus(row.status)
        advance(unit, row, MinutesAction.SEND_BACK, reason=public_text("reason", reason), version=row.version)
        unit.remember(key, row.id)
        return MinutesStatus(row.status)


def approve(ctx: Context, minutes_id: int, version_seen: int, *, key: str | None = None) -> str:
    """Approve the text for issue and return its document number; from then on it is locked.

    Numbers such as ``〔2026〕1号`` begin anew each year and leave no gap; a house rule says how they look.

    Raises:
        RuleBroken: the minutes are not waiting for approval, the chair saw an older version, or the facts
            changed after the text was written.
    """
    with ctx.writing(P.MINUTES_APPROVE) as unit:
        row = unit.get(Minutes, minutes_id)
        if (done := repeated(unit, key)) is not None:
            return done
        refuse_newer(row, version_seen)
        if row.status != MinutesStatus.IN_REVIEW:
            raise RuleBroken("These minutes are not waiting for approval. Reload the page.", status=row.status)
        facts = fresh_facts(unit, row)
        row.number = _next_number(unit)
        row.sha256 = text_digest(version(unit.session, row).text)
        row.approved_at, row.approved_by = unit.now, unit.actor.id
        around = surroundings(facts, row)
        advance(unit, row, MinutesAction.APPROVE, reference=row.number, sha256=row.sha256, surroundings=around)
        unit.remember(key, row.number)
        return row.number


def _next_number(unit: Unit) -> str:
    year = unit.today.year
    number = str(unit.next_number(f"minutes:{year}"))
    pattern = str(value_of(unit.session, "minutes_numbering"))
    return pattern.replace("{year}", str(year)).replace("{number}", number)
