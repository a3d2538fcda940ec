"""What kind of public notice does an item need, and what came of one that is over?"""

from collections.abc import Collection

from models.enums import NoticeKind, NoticeOutcome, ObjectionOutcome

ELEVATOR_CATEGORY = "elevator"
SMALL_BELOW_FEN = 5_000_00
"""Source: the office's own practice (items below ¥5,000 are posted for a shorter time)."""


def notice_kind(category_code: str, budget_fen: int | None) -> NoticeKind:
    """Return the kind of notice for an item; one whose cost is not known is never a small matter."""
    if category_code == ELEVATOR_CATEGORY:
        return NoticeKind.ELEVATOR
    if budget_fen is not None and budget_fen < SMALL_BELOW_FEN:
        return NoticeKind.SMALL
    return NoticeKind.ITEM


def notice_outcome(objections: Collection[ObjectionOutcome]) -> NoticeOutcome:
    """Return what a notice comes to whose objections were all answered so.

    “No objections” is said only where there were none (公示期满无异议).
    """
    if not objections:
        return NoticeOutcome.NO_OBJECTIONS
    if set(objections) == {ObjectionOutcome.NOT_UPHELD}:
        return NoticeOutcome.NONE_UPHELD
    return NoticeOutcome.SOME_UPHELD
