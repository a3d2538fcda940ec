"""What does the secretariat decide on an item whose public notice was objected to?"""

from dashboard.errors import RuleBroken
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.lifecycle.notices import NoticeAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.needs.closing import decline_intentions
from dashboard.services.needs.deciding import lock_claims
from dashboard.services.notices.posting import require_answered
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import public_text
from models.enums import HandlingResult, NoticeStatus
from models.need import Need
from models.notice import Notice


def maintain(ctx: Context, notice_id: int, reason: str, *, key: str | None = None) -> None:
    """Keep to what was decided after review; the notice goes on and can end.

    Raises:
        RuleBroken: the item is not under review, or an objection has no reply yet.
        BadInput: there is no reason, or it holds a personal detail.
    """
    with ctx.writing(P.NOTICE_POST) as unit:
        notice = unit.get(Notice, notice_id)
        if repeated(unit, key) is None:
            _review(unit, notice, NeedAction.MAINTAIN, reason)
            unit.remember(key, "")


def amend(ctx: Context, notice_id: int, reason: str, *, key: str | None = None) -> None:
    """Send the item back to a meeting to be amended; its notice is withdrawn.

    Raises:
        RuleBroken: the item is not under review, or an objection has no reply yet.
        BadInput: there is no reason, or it holds a personal detail.
    """
    with ctx.writing(P.NOTICE_POST) as unit:
        notice = unit.get(Notice, notice_id)
        if repeated(unit, key) is None:
            words = _review(unit, notice, NeedAction.AMEND, reason)
            advance(unit, notice, NoticeAction.WITHDRAW, reason=words)
            unit.remember(key, "")


def terminate(ctx: Context, notice_id: int, result: HandlingResult, reason: str, *, key: str | None = None) -> None:
    """Give the item up after review: it is closed, claim intentions are declined, its notice is withdrawn.

    Raises:
        RuleBroken: the item is not under review, or an objection has no reply yet.
        BadInput: there is no reason, or it holds a personal detail.
    """
    with ctx.writing(P.NOTICE_POST) as unit:
        notice = unit.get(Notice, notice_id)
        if repeated(unit, key) is None:
            lock_claims(unit, notice.need_id)
            words = _review(unit, notice, NeedAction.TERMINATE, reason)
            need = unit.get(Need, notice.need_id)
            need.result = HandlingResult(result)
            decline_intentions(unit, need, words)
            advance(unit, notice, NoticeAction.WITHDRAW, reason=words)
            unit.remember(key, "")


def _review(unit: Unit, notice: Notice, action: NeedAction, reason: str) -> str:
    """Move the item under review once every objection has its reply, and return the reason."""
    words = public_text("reason", reason, most=500)
    if notice.status != NoticeStatus.POSTED:
        raise RuleBroken("This notice is over. Reload the page to see what happened meanwhile.")
    require_answered(unit.session, notice.id)
    advance(unit, unit.get(Need, notice.need_id), action, reason=words, reference=notice.number)
    return words
