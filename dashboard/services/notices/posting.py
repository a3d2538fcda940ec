"""How does an item come on public notice, and how does the notice end or get withdrawn?"""

from datetime import timedelta

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.formats import day
from dashboard.rules.calendar import notice_end
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.lifecycle.notices import NoticeAction
from dashboard.rules.notices import notice_outcome
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.needs.consulting import consultation_missing
from dashboard.services.notices.calendar import calendar_of, length_for
from dashboard.services.once import repeated
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import office_contact, public_text
from models.decision import Decision
from models.enums import DecisionStatus, NeedStatus, NoticeOutcome, NoticeStatus, ObjectionOutcome
from models.meeting import AgendaItem
from models.need import Need
from models.notice import Notice, NoticeDraft, NoticeObjection

NUMBER = "PL-GS-%d-%03d"
"""GS stands for 公示; numbers begin anew each year."""
POSTABLE = (NeedStatus.ADOPTED, NeedStatus.CONSULTING, NeedStatus.APPROVED)
"""What was decided and is not carried out yet; of an approved item the notice tells the result."""
ON_NOTICE = (NeedStatus.ON_NOTICE, NeedStatus.OBJECTED)
LATEST_START = timedelta(days=60)


def post(ctx: Context, need_id: int, draft: NoticeDraft, consulted: str = "", *, key: str | None = None) -> int:
    """Put an adopted, consulted or approved item on public notice and return the id of the notice.

    How long it runs follows from the item (house rule) and is frozen now.

    Args:
        consulted: how the consultation came out, with its figures; stands on the item's lifeline.

    Raises:
        RuleBroken: the item is in another state, is to be consulted on first, or has a running notice.
        BadInput: a text is missing, too short, too long or holds a personal detail, or the first day has passed or
            is far off.
    """
    with ctx.writing(P.NOTICE_POST) as unit:
        need = unit.get(Need, need_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        _require_postable(unit.session, need)
        if not unit.today <= draft.first_day <= unit.today + LATEST_START:
            raise BadInput("first_day", "A notice begins today or within the next 60 days.")
        kind, days = length_for(unit.session, need)
        year = unit.today.year
        row = Notice(
            number=NUMBER % (year, unit.next_number(f"notice:{year}")),
            need_id=need.id,
            decision_id=_decision_on(unit.session, need.id),
            type=kind,
            text=public_text("text", draft.text, least=10, most=2000),
            places=public_text("places", draft.places, least=2, most=200),
            contact_post=office_contact("contact_post", draft.contact_post),
            days=days,
            starts_on=draft.first_day,
            ends_on=notice_end(draft.first_day, days, calendar_of(unit.session)),
            posted_at=unit.now,
        )
        begin(unit, unit.add(row), NoticeAction.POST, need=need.number, ends_on=str(row.ends_on))
        if need.status != NeedStatus.APPROVED:
            advance(unit, need, NeedAction.POST, reason=_figures(need, consulted), reference=row.number)
        unit.remember(key, row.id)
        return row.id


def withdraw(ctx: Context, notice_id: int, reason: str, *, key: str | None = None) -> None:
    """Withdraw a notice, for a reason that everybody may read; objections to it are still to be answered.

    An item that was on notice is adopted again.

    Raises:
        RuleBroken: the notice has ended or was withdrawn.
        BadInput: no reason was given, too long a one, or one with a personal detail (field ``reason``).
    """
    with ctx.writing(P.NOTICE_POST) as unit:
        row = unit.get(Notice, notice_id)
        if repeated(unit, key) is not None:
            return
        words = public_text("reason", reason, most=500)
        advance(unit, row, NoticeAction.WITHDRAW, reason=words)
        need = unit.get(Need, row.need_id)
        if need.status in ON_NOTICE:
            advance(unit, need, NeedAction.TAKE_DOWN, reason=words, reference=row.number)
        unit.remember(key, "")


def end(ctx: Context, notice_id: int, *, key: str | None = None) -> NoticeOutcome:
    """End a notice whose last day has passed, and return what came of it.

    Raises:
        RuleBroken: its last day has not passed, an objection has no reply yet or is under review, or it has ended or
            was withdrawn.
    """
    with ctx.writing(P.NOTICE_POST) as unit:
        row = unit.get(Notice, notice_id)
        if (done := repeated(unit, key)) is not None:
            return NoticeOutcome(done)
        if row.status == NoticeStatus.POSTED:
            row.outcome = notice_outcome(_require_over(unit, row))
        advance(unit, row, NoticeAction.END)
        outcome = NoticeOutcome(row.outcome or NoticeOutcome.NO_OBJECTIONS)
        unit.remember(key, outcome.value)
        return outcome


def require_ended(session: Session, need_id: int) -> None:
    """Refuse what may only be done once an item's public notice has ended.

    Raises:
        RuleBroken: it has a running notice.
    """
    if (number := running_notice(session, need_id)) is not None:
        raise RuleBroken(
            "The public notice %(number)s has not ended. End it after its last day, then confirm.", number=number
        )


def require_answered(session: Session, notice_id: int) -> list[ObjectionOutcome]:
    """Return what came of every objection to a notice.

    Raises:
        RuleBroken: one has no reply yet.
    """
    rows = session.exec(select(NoticeObjection.outcome).where(NoticeObjection.notice_id == notice_id)).all()
    if missing := rows.count(None):
        raise RuleBroken(
            "Objections without a reply: %(count)s. Each needs a written reply before the notice can end.",
            count=missing,
        )
    return [ObjectionOutcome(row) for row in rows if row is not None]


def running_notice(session: Session, need_id: int) -> str | None:
    """Return the number of the item's running notice, ``None`` where it has none."""
    query = select(Notice.number).where(Notice.need_id == need_id, Notice.status == NoticeStatus.POSTED)
    return session.exec(query).first()


def _require_postable(session: Session, need: Need) -> None:
    if (number := running_notice(session, need.id)) is not None:
        raise RuleBroken("This item is on public notice already: %(number)s.", number=number)
    if need.status not in POSTABLE:
        raise RuleBroken("Only an item that was adopted or approved can be put on public notice.")
    if consultation_missing(session, need):
        raise RuleBroken(
            "The owners or residents decide on %(number)s. Begin the consultation first; post the notice once they "
            "have agreed.",
            number=need.number,
        )


def _decision_on(session: Session, need_id: int) -> int | None:
    """Return the last decision in the register that stands on the item."""
    query = (
        select(Decision.id)
        .join(AgendaItem, col(AgendaItem.id) == col(Decision.agenda_item_id))
        .where(AgendaItem.need_id == need_id, Decision.status != DecisionStatus.SET_ASIDE)
        .order_by(col(Decision.id).desc())
    )
    return session.exec(query).first()


def _require_over(unit: Unit, row: Notice) -> list[ObjectionOutcome]:
    """Return what came of every objection to a notice that can end today."""
    if unit.today <= row.ends_on:
        raise RuleBroken("This notice runs to the end of %(day)s. End it after that.", day=day(row.ends_on))
    answers = require_answered(unit.session, row.id)
    if unit.get(Need, row.need_id).status == NeedStatus.OBJECTED:
        raise RuleBroken(
            "The objections are answered and the item is still under review. Decide first whether it is maintained, "
            "amended or terminated."
        )
    return answers


def _figures(need: Need, consulted: str) -> str:
    """Return how the consultation came out; needed where there was one and a mere remark elsewhere."""
    if need.status == NeedStatus.CONSULTING and not consulted.strip():
        raise BadInput("consulted", "Please note how the consultation came out, with its figures.")
    return public_text("consulted", consulted, least=10, most=500) if consulted.strip() else ""
