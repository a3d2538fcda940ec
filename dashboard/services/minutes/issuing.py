"""How do minutes become an issued document: checked, sent round, handed in, approved, numbered, issued?"""

from datetime import date

from sqlmodel import Session

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.calendar import Calendar, add_working_days
from dashboard.rules.lifecycle.minutes import MinutesAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.house_rules import value_of
from dashboard.services.minutes.checking import facts_of, fresh_facts, refuse_contradictions, refuse_unacknowledged
from dashboard.services.minutes.papers import add_sheet
from dashboard.services.minutes.remarks import refuse_unheard
from dashboard.services.minutes.texts import refuse_newer, refuse_unless_open, text_digest, version
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import public_text, reason_text
from models.enums import MinutesStatus
from models.minutes import Minutes


def check(ctx: Context, minutes_id: int, version_seen: int, *, key: str | None = None) -> MinutesStatus:
    """Give the draft to be read against the facts (核稿).

    Raises:
        RuleBroken: the minutes are further already, or somebody saved a newer version meanwhile.
    """
    return _step(ctx, minutes_id, version_seen, MinutesAction.CHECK, "", key)


def revise(ctx: Context, minutes_id: int, version_seen: int, reason: str, *, key: str | None = None) -> MinutesStatus:
    """Take the text back to a draft, for a reason.

    Raises:
        RuleBroken: the minutes are with the chair or locked, or somebody saved a newer version meanwhile.
        BadInput: no reason was given.
    """
    return _step(ctx, minutes_id, version_seen, MinutesAction.REVISE, reason, key)


def _step(
    ctx: Context, minutes_id: int, version_seen: int, action: MinutesAction, reason: str, key: str | None
) -> MinutesStatus:
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(Minutes, minutes_id)
        if repeated(unit, key) is not None:
            return MinutesStatus(row.status)
        refuse_unless_open(row, version_seen)
        advance(unit, row, action, reason=reason_text(reason), version=row.version)
        unit.remember(key, row.id)
        return MinutesStatus(row.status)


def circulate(
    ctx: Context, minutes_id: int, version_seen: int, until: date | None = None, *, key: str | None = None
) -> date:
    """Send the text to those who attended and return the last day on which they may ask for corrections.

    Args:
        until: the last day; without it, so many working days from today as a house rule says.

    Raises:
        RuleBroken: the text is not checked yet, is further already, or somebody saved a newer version meanwhile.
        BadInput: the last day has passed.
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(Minutes, minutes_id)
        if (done := repeated(unit, key)) is not None:
            return date.fromisoformat(done)
        refuse_unless_open(row, version_seen)
        last = until or comments_end(unit.session, unit.today)
        if last < unit.today:
            raise BadInput("until", "Please choose a day from today on.")
        refuse_contradictions(version(unit.session, row).text, facts_of(unit.session, row))
        row.comments_until = last
        advance(unit, row, MinutesAction.CIRCULATE, version=row.version, until=last.isoformat())
        unit.remember(key, last.isoformat())
        return last


def comments_end(session: Session, today: date) -> date:
    """Return the last day for corrections where the draft is sent round today and nobody chooses another."""
    calendar = Calendar.of(value_of(session, "holidays"))
    return add_working_days(today, int(value_of(session, "minutes_comment_days")), calendar)


def hand_in(
    ctx: Context,
    minutes_id: int,
    version_seen: int,
    *,
    reason: str = "",
    acknowledged: bool = False,
    key: str | None = None,
) -> MinutesStatus:
    """Hand the text in for the chair's approval; it cannot be edited until the chair sends it back.

    Args:
        reason: why those who attended were not asked; needed where they were not.
        acknowledged: facts that the text leaves out are left out on purpose.

    Raises:
        RuleBroken: the text is not checked yet, somebody saved a newer version meanwhile, a figure is not the one
            stored, a fact is left out unacknowledged, or those who attended are still to be heard or answered.
        BadInput: those who attended were not asked, and no reason was given.
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(Minutes, minutes_id)
        if repeated(unit, key) is not None:
            return MinutesStatus(row.status)
        refuse_unless_open(row, version_seen)
        if row.status == MinutesStatus.DRAFT:
            raise RuleBroken("Have the draft checked first, then hand it in.", status=row.status)
        facts = fresh_facts(unit, row)
        refuse_unacknowledged(version(unit.session, row).text, facts, acknowledged)
        refuse_unheard(unit, row)
        advance(unit, row, MinutesAction.HAND_IN, reason=reason_text(reason), version=row.version)
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
        fresh_facts(unit, row)
        text = version(unit.session, row)
        row.number = _next_number(unit)
        row.sha256 = text_digest(text.text)
        row.approved_at, row.approved_by = unit.now, unit.actor.id
        advance(unit, row, MinutesAction.APPROVE, reference=row.number, sha256=row.sha256)
        add_sheet(unit, row, text, 0)
        unit.remember(key, row.number)
        return row.number


def issue(ctx: Context, minutes_id: int, *, key: str | None = None) -> MinutesStatus:
    """Note that the approved minutes went out to the member organisations.

    Raises:
        RuleBroken: they are not approved, or issued already.
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(Minutes, minutes_id)
        if repeated(unit, key) is not None:
            return MinutesStatus(row.status)
        advance(unit, row, MinutesAction.ISSUE, reference=row.number)
        row.issued_at = unit.now
        unit.add(row)
        unit.remember(key, row.id)
        return MinutesStatus(row.status)


def _next_number(unit: Unit) -> str:
    year = unit.today.year
    number = str(unit.next_number(f"minutes:{year}"))
    pattern = str(value_of(unit.session, "minutes_numbering"))
    return pattern.replace("{year}", str(year)).replace("{number}", number)
