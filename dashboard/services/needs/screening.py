"""What does the secretariat decide about a proposal, and when is the needs list published?"""

from collections.abc import Sequence
from datetime import timedelta

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.checklist import Checklist, contradictions
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context, Unit
from dashboard.services.needs.closing import decline_intentions
from dashboard.services.needs.deciding import decided, id_of
from dashboard.services.needs.following import carry_over
from dashboard.services.needs.parts import PartDraft, replace_parts
from dashboard.services.needs.running import joinable, last_moment, put_on_the_claim_list
from dashboard.services.needs.wording import one_line, reason_text, require_category
from dashboard.services.once import repeated
from models.enums import DecisionPower, LegalGate
from models.enums import NeedStatus as S
from models.need import Need, NeedRead

MERGEABLE = frozenset(
    {
        S.ON_LIST, S.OPEN, S.UNCLAIMED, S.CLAIMED, S.MATCHING, S.ON_AGENDA, S.ADOPTED, S.NOT_ADOPTED, S.DEFERRED,
        S.CONSULTING, S.ON_NOTICE, S.OBJECTED, S.APPROVED, S.SIGNED, S.IN_PROGRESS, S.PAUSED,
        S.AWAITING_ACCEPTANCE, S.RECTIFICATION,
    }
)  # fmt: skip
"""States of an item into which another may be merged: public, and not at an end."""
MOST_FEN = 20_000_000_00
"""As of every amount here; an integer column of PostgreSQL ends soon after."""
LONGEST_DEADLINE = 180


def screen_accept(
    ctx: Context,
    need_id: int,
    decision_power: DecisionPower,
    category_code: str,
    budget_fen: int | None = None,
    *,
    checklist: Checklist | None = None,
    legal_gate: LegalGate = LegalGate.NONE,
    parts: Sequence[PartDraft] | None = None,
    key: str | None = None,
) -> NeedRead:
    """Take an item on the needs list, with the power to decide, category and estimated cost as found.

    Args:
        checklist: the answers of the screening, which are kept.
        parts: what it asks for from now on; ``None`` leaves that as it is.

    Raises:
        RuleBroken: it is not waiting for screening, or its answers contradict its acceptance, power or gate.
        BadInput: the category is not on offer, or the amount is not between 0 and 20 million yuan.
    """

    def note(unit: Unit, need: Need) -> None:
        if category_code != need.category_code:
            require_category(unit.session, category_code)
        if budget_fen is not None and not 0 <= budget_fen <= MOST_FEN:
            raise BadInput("budget_fen", "Please enter an amount between 0 and 20 million yuan.")
        need.decision_power = DecisionPower(decision_power)
        need.category_code = category_code
        need.budget_fen = budget_fen
        need.legal_gate = LegalGate(legal_gate)
        for sentence in contradictions(checklist, need.decision_power, need.legal_gate):
            raise RuleBroken(sentence)
        need.checklist = checklist.stored() if checklist else need.checklist
        if parts is not None:
            replace_parts(unit, need, parts)

    facts = ("decision_power", "budget_fen", "legal_gate")
    return decided(ctx, need_id, NeedAction.ACCEPT, key=key, note=note, facts=facts)


def screen_return(ctx: Context, need_id: int, reason: str, *, key: str | None = None) -> NeedRead:
    """Send an item back to its proposer to be completed.

    Raises:
        RuleBroken: it is not waiting for screening.
        BadInput: there is no reason, or it holds a personal detail.
    """
    return decided(ctx, need_id, NeedAction.RETURN, reason=reason, key=key)


def screen_decline(ctx: Context, need_id: int, reason: str, *, key: str | None = None) -> NeedRead:
    """Refuse an item.

    Raises:
        RuleBroken: it is not waiting for screening.
        BadInput: there is no reason, or it holds a personal detail.
    """
    return decided(ctx, need_id, NeedAction.DECLINE, reason=reason, key=key)


def screen_refer(ctx: Context, need_id: int, to: str, reason: str, *, key: str | None = None) -> NeedRead:
    """Hand an item on to the office that is competent for it.

    Raises:
        RuleBroken: it can no longer be referred.
        BadInput: the office or the reason is missing, or holds a personal detail.
    """
    office = reason_text(one_line(to), "referred_to")
    if not 2 <= len(office) <= 80:
        raise BadInput("referred_to", "Please name the office it goes to, in 2 to 80 characters.")

    def note(unit: Unit, need: Need) -> None:
        need.referred_to = office
        decline_intentions(unit, need, reason)

    return decided(
        ctx, need_id, NeedAction.REFER, reason=reason, reference=office, key=key, note=note, with_claims=True
    )


def screen_merge(ctx: Context, need_id: int, into_number: str, reason: str, *, key: str | None = None) -> NeedRead:
    """Merge an item into another that asks for the same; its followers follow the other one too.

    Raises:
        NotFound: no item has ``into_number``.
        RuleBroken: the other item is not on the list, or at an end; or this one can no longer be merged.
        BadInput: the items are the same, or there is no reason.
    """
    number = one_line(into_number).upper()

    def note(unit: Unit, need: Need) -> None:
        target = unit.get(Need, id_of(unit, number))
        if target.id == need.id:
            raise BadInput("merged_into", "An item cannot be merged into itself.")
        if target.status not in MERGEABLE:
            raise RuleBroken(
                "Only an item that is on the list and not at an end can take in another. Accept %(number)s first.",
                number=number,
            )
        need.merged_into_id = target.id
        carry_over(unit, need.id, target.id)

    return decided(
        ctx, need_id, NeedAction.MERGE, reason=reason, reference=number, key=key, note=note, with_number=number
    )


def reopen(ctx: Context, need_id: int, reason: str, *, key: str | None = None) -> NeedRead:
    """Take up again what was declined, merged or referred; it waits for screening as at first.

    Raises:
        RuleBroken: it is none of these.
        BadInput: there is no reason, or it holds a personal detail.
    """

    def note(_unit: Unit, need: Need) -> None:
        need.merged_into_id = None
        need.referred_to = ""

    return decided(ctx, need_id, NeedAction.REOPEN, reason=reason, key=key, note=note)


def publish(ctx: Context, need_id: int, deadline_days: int, *, key: str | None = None) -> NeedRead:
    """Open one item of the needs list for claiming; see :func:`publish_list`."""
    return publish_list(ctx, [need_id], deadline_days, key=key)[0]


def publish_list(
    ctx: Context, need_ids: Sequence[int], deadline_days: int, *, key: str | None = None
) -> list[NeedRead]:
    """Open items of the needs list for claiming, all or none, until the end of the day ``deadline_days`` from today.

    While a claim round runs they are part of it, and can be claimed until its last day at most.

    Raises:
        RuleBroken: one of them is not on the needs list.
        BadInput: no item was chosen, or the deadline is not 1 to 180 days away.
    """
    if not need_ids:
        raise BadInput("items", "Please choose at least one item to publish.")
    if not 1 <= deadline_days <= LONGEST_DEADLINE:
        raise BadInput("deadline_days", "Please set a deadline 1 to %(n)s days away.", n=LONGEST_DEADLINE)
    with ctx.writing(Permission.NEED_SCREEN) as unit:
        into = joinable(unit)
        needs = [unit.get(Need, need_id) for need_id in sorted(set(need_ids))]
        if repeated(unit, key) is not None:
            return [NeedRead.of(need) for need in needs]
        deadline = last_moment(unit.today + timedelta(days=deadline_days))
        for need in needs:
            put_on_the_claim_list(unit, need, deadline, into)
        unit.remember(key, len(needs))
        unit.session.flush()
        return [NeedRead.of(need) for need in needs]
