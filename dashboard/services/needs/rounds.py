"""When is a claim round opened and closed, and which items go into the next one?"""

import re
from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, or_, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.formats import at_shanghai, day, quarter_of, quarter_text
from dashboard.rules.lifecycle.matching import RoundAction
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission
from dashboard.services.claims import has_live
from dashboard.services.context import Context, Unit
from dashboard.services.house_rules import value_of
from dashboard.services.needs.round_reading import RoundRead, summaries, summary_of
from dashboard.services.needs.running import joinable, last_moment, put_on_the_claim_list, running_round
from dashboard.services.needs.wording import reason_text
from dashboard.services.once import repeated, settled
from dashboard.services.transitions import advance, begin
from models.enums import NeedStatus, RoundStatus
from models.need import ClaimRound, Need, NeedRead

LONGEST = 180
"""Days a round may run."""


def open_round(
    ctx: Context,
    quarter: str,
    closes_on: date,
    publish: Collection[int] = (),
    carry: Collection[int] = (),
    *,
    key: str | None = None,
) -> RoundRead:
    """Open the claim round of a quarter until the end of ``closes_on``.

    Args:
        publish: items of the needs list that are published with it.
        carry: unclaimed items that are carried over into it.

    Raises:
        RuleBroken: another round is open, the quarter had its round, or an item cannot go into it.
        BadInput: the quarter is neither this one nor the next, or the last day is not 1 to 180 days away.
    """
    return settled(lambda: _open(ctx, quarter, closes_on, publish, carry, key))


def _open(
    ctx: Context, quarter: str, closes_on: date, publish: Collection[int], carry: Collection[int], key: str | None
) -> RoundRead:
    with ctx.writing(Permission.NEED_SCREEN) as unit:
        if unit.done_before(key) is None:
            unit.next_number("claim_round")  # locks: two rounds cannot be opened at once
        if (done := repeated(unit, key)) is not None:
            return summary_of(unit.session, unit.get(ClaimRound, int(done)))
        _require_possible(unit, quarter, closes_on)
        row = unit.add(ClaimRound(quarter=quarter, opens_on=unit.today, closes_on=closes_on))
        begin(unit, row, RoundAction.OPEN, quarter=quarter, closes_on=str(closes_on))
        for need_id in sorted({*publish, *carry}):
            need = unit.get(Need, need_id)
            if need_id in carry:
                _carry(unit, need, row)
            else:
                put_on_the_claim_list(unit, need, last_moment(closes_on), row)
        unit.remember(key, row.id)
        unit.session.flush()
        return summary_of(unit.session, row)


def carry_over(ctx: Context, need_ids: Collection[int], *, key: str | None = None) -> list[NeedRead]:
    """Carry unclaimed items over into the round that runs, all or none; each keeps its number.

    Raises:
        RuleBroken: no round runs, an item is not unclaimed, or was carried over as often as the house rule allows.
        BadInput: no item was chosen.
    """
    if not need_ids:
        raise BadInput("items", "Please choose at least one item to carry over.")
    with ctx.writing(Permission.NEED_SCREEN) as unit:
        into = joinable(unit)
        needs = [unit.get(Need, need_id) for need_id in sorted(set(need_ids))]
        if repeated(unit, key) is not None:
            return [NeedRead.of(need) for need in needs]
        if into is None:
            raise RuleBroken("No claim round is running. Open the next one and carry the item over into it.")
        for need in needs:
            _carry(unit, need, into)
        unit.remember(key, len(needs))
        unit.session.flush()
        return [NeedRead.of(need) for need in needs]


def close_round(ctx: Context, round_id: int, reason: str = "", *, key: str | None = None) -> RoundRead:
    """Close a round and return what came of it; every item nobody claimed becomes unclaimed.

    Items whose own time to be claimed has passed outside the round become unclaimed with it. Closing a round that
    is closed changes nothing.

    Raises:
        NotFound: there is no such round.
        BadInput: its last day has not passed and there is no reason, or the reason holds a personal detail.
    """
    tidy = reason_text(reason)
    with ctx.writing(Permission.NEED_SCREEN) as unit:
        row = unit.get(ClaimRound, round_id)
        if repeated(unit, key) is None:
            if row.status == RoundStatus.CLOSED:
                unit.repeat()
                return summary_of(unit.session, row)
            if unit.today <= row.closes_on and not tidy:
                raise BadInput(
                    "reason",
                    "This round runs to the end of %(day)s. Give a reason to close it earlier.",
                    day=day(row.closes_on),
                )
            advance(unit, row, RoundAction.CLOSE, reason=tidy)
            for need_id in _left(unit, row):
                _lapse(unit, unit.get(Need, need_id), row, tidy)
            unit.remember(key, row.id)
        return summary_of(unit.session, row)


def rounds(ctx: Context, limit: int = 12) -> list[RoundRead]:
    """Return the rounds with what came of each, newest first; at most ``limit``."""
    with ctx.reading(Permission.PUBLIC_READ) as session:
        rows = session.exec(select(ClaimRound).order_by(col(ClaimRound.id).desc()).limit(limit)).all()
        return summaries(session, rows)


def most_carried(ctx: Context) -> int:
    """Return how often an unclaimed item is carried over, by the house rule."""
    with ctx.reading(Permission.PUBLIC_READ) as session:
        return _most(session)


def quarters_to_open(ctx: Context) -> list[str]:
    """Return this and the next quarter, as far as they had no round yet."""
    with ctx.reading(Permission.NEED_SCREEN) as session:
        had = set(session.exec(select(ClaimRound.quarter)))
    return [quarter for quarter in _near(ctx.today()) if quarter not in had]


def _near(today: date) -> tuple[str, str]:
    first = (today.month - 1) // 3 * 3 + 1
    after = date(today.year + (first == 10), (first + 3) % 12, 1)  # October is followed by January
    return quarter_of(at_shanghai(today, 12)), quarter_of(at_shanghai(after, 12))


def _require_possible(unit: Unit, quarter: str, closes_on: date) -> None:
    if not re.fullmatch(r"\d{4}Q[1-4]", quarter) or quarter not in _near(unit.today):
        raise BadInput("quarter", "Please choose this quarter or the next one.")
    if not 1 <= (closes_on - unit.today).days <= LONGEST:
        raise BadInput("closes_on", "Please choose a last day 1 to %(n)s days away.", n=LONGEST)
    if (other := running_round(unit.session)) is not None:
        raise RuleBroken(
            "The claim round of %(quarter)s is still open. Close it first.", quarter=quarter_text(other.quarter)
        )
    if unit.session.exec(select(ClaimRound.id).where(ClaimRound.quarter == quarter)).first() is not None:
        raise RuleBroken("%(quarter)s had its claim round already.", quarter=quarter_text(quarter))


def _carry(unit: Unit, need: Need, into: ClaimRound) -> None:
    """Carry one item over.

    Source: the office's own practice; how often is a house rule.
    """
    most = _most(unit.session)
    if need.status == NeedStatus.UNCLAIMED and need.carried >= most:
        raise RuleBroken(
            "%(number)s was carried over as often as the house rule allows (%(n)s). Refer it to the sub-district or "
            "close it.",
            number=need.number,
            n=most,
        )
    advance(unit, need, NeedAction.CARRY_OVER, reference=into.quarter, carried=need.carried + 1)
    need.carried += 1
    need.round_id = into.id
    need.claim_deadline = last_moment(into.closes_on)


def _most(session: Session) -> int:
    return int(value_of(session, "carry_over_meetings"))


def _left(unit: Unit, row: ClaimRound) -> list[int]:
    """Return the items that may have gone unclaimed; each is looked at again once it is locked."""
    over = or_(col(Need.claim_deadline).is_(None), col(Need.claim_deadline) <= unit.now)
    query = select(Need.id).where(Need.status == NeedStatus.OPEN, or_(Need.round_id == row.id, over))
    return list(unit.session.exec(query.order_by(col(Need.id))))


def _lapse(unit: Unit, need: Need, row: ClaimRound, reason: str) -> None:
    if need.status == NeedStatus.OPEN and not has_live(unit.session, need.id):
        inside = need.round_id == row.id
        advance(unit, need, NeedAction.LAPSE, reason=reason, reference=row.quarter if inside else "")
