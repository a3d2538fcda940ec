"""How does an objection to a public notice come in, and how is it answered?"""

from dataclasses import replace
from datetime import date

from sqlmodel import col, func, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.formats import day
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.lifecycle.notices import NoticeObjectionAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.once import repeated
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import public_text
from models.enums import NeedStatus, NoticeStatus, ObjectionOutcome, Role
from models.need import Need
from models.notice import Notice, NoticeObjection, NoticeObjectionDraft

NUMBER = "PL-YY-%d-%03d"
"""YY stands for 异议; numbers begin anew each year."""
MOST_EACH = 3
"""Objections of one account to one notice: each holds up the end of the notice until it is answered."""
LEAST_REPLY = 10


def object_to(
    ctx: Context,
    notice_id: int,
    draft: NoticeObjectionDraft,
    *,
    received_on: date | None = None,
    key: str | None = None,
) -> int:
    """Object to a notice that runs and return the id of the objection.

    Whoever keeps the notices enters letters and calls, with the day on which they came (``received_on``), until the
    notice is ended; nothing is stored about who sent them. Of others the account is stored and never shown.
    The first objection puts an item that is on notice under review.

    Raises:
        RuleBroken: the notice takes no objections today, or the account has objected three times.
        BadInput: a text is too short, too long or holds a personal detail, or ``received_on`` is outside the time.
    """
    with ctx.writing(P.NOTICE_OBJECT) as unit:
        notice = unit.get(Notice, notice_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        if notice.status != NoticeStatus.POSTED:
            raise RuleBroken("This notice is over and takes no objections any more.")
        by_office = unit.actor.may(P.NOTICE_POST)
        came = _letter_day(unit, notice, received_on) if by_office else _today(unit, notice)
        year = unit.today.year
        row = NoticeObjection(
            number=NUMBER % (year, unit.next_number(f"notice_objection:{year}")),
            notice_id=notice.id,
            account_id=None if by_office else unit.actor.id,
            received_on=came,
            category=draft.category,
            text=public_text("text", draft.text, least=10, most=1000),
            request=public_text("request", draft.request, most=500) if draft.request.strip() else "",
        )
        begin(unit, unit.add(row), NoticeObjectionAction.OBJECT, notice=notice.number)
        _put_under_review(unit, notice, by_office)
        unit.remember(key, row.id)
        return row.id


def reply(ctx: Context, objection_id: int, outcome: ObjectionOutcome, words: str, *, key: str | None = None) -> None:
    """Answer an objection in words that everybody may read; once.

    Raises:
        RuleBroken: it was answered already.
        BadInput: the reply is too short, too long or holds a personal detail (field ``reply``).
    """
    with ctx.writing(P.NOTICE_POST) as unit:
        row = unit.get(NoticeObjection, objection_id)
        if repeated(unit, key) is not None:
            return
        text = public_text("reply", words, least=LEAST_REPLY, most=1000)
        if row.outcome is None:  # else the move is refused below
            row.outcome, row.reply, row.replied_on = outcome, text, unit.today
        advance(unit, row, NoticeObjectionAction.ANSWER, outcome=outcome)
        unit.remember(key, "")


def _put_under_review(unit: Unit, notice: Notice, by_office: bool) -> None:
    """Move an item that is on notice; its lifeline is public and shows no rare role that would tell who objected."""
    need = unit.get(Need, notice.need_id)
    if need.status != NeedStatus.ON_NOTICE:
        return
    who = unit.actor
    if not by_office:
        unit.actor = replace(who, roles=frozenset({Role.RESIDENT}))
    advance(unit, need, NeedAction.OBJECT, reference=notice.number)
    unit.actor = who


def _today(unit: Unit, notice: Notice) -> date:
    """Return today, where a signed-in person may still object."""
    if unit.today < notice.starts_on:
        raise RuleBroken(
            "This notice begins on %(day)s. Objections can be made from then on.", day=day(notice.starts_on)
        )
    if unit.today > notice.ends_on:
        raise RuleBroken("This notice is over and takes no objections any more.")
    count = select(func.count()).where(
        NoticeObjection.notice_id == notice.id, col(NoticeObjection.account_id) == unit.actor.id
    )
    if unit.session.exec(count).one() >= MOST_EACH:
        raise RuleBroken("You have objected to this notice three times. Please hand anything further in to the office.")
    return unit.today


def _letter_day(unit: Unit, notice: Notice, received_on: date | None) -> date:
    """Return the day on which a letter came: within the time of the notice, and not after today."""
    came = received_on or min(unit.today, notice.ends_on)
    if not notice.starts_on <= came <= min(unit.today, notice.ends_on):
        raise BadInput(
            "received_on",
            "Objections are taken from %(first)s to %(last)s; the day cannot lie in the future.",
            first=day(notice.starts_on),
            last=day(notice.ends_on),
        )
    return came
