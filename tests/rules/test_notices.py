"""The kind of a notice follows from the item; its outcome from the replies."""

import pytest

from dashboard.rules.notices import notice_kind, notice_outcome
from models.enums import NoticeKind, NoticeOutcome, ObjectionOutcome

UP, PART, NOT = ObjectionOutcome


@pytest.mark.parametrize(
    ("category", "budget_fen", "kind"),
    [
        ("shed", None, NoticeKind.ITEM),
        ("shed", 500_000, NoticeKind.ITEM),
        ("shed", 499_999, NoticeKind.SMALL),
        ("shed", 0, NoticeKind.SMALL),
        ("elevator", None, NoticeKind.ELEVATOR),
        ("elevator", 100, NoticeKind.ELEVATOR),
    ],
)
def test_the_kind_follows_from_category_and_cost(category: str, budget_fen: int | None, kind: NoticeKind):
    assert notice_kind(category, budget_fen) is kind


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([], NoticeOutcome.NO_OBJECTIONS),
        ([NOT], NoticeOutcome.NONE_UPHELD),
        ([NOT, NOT], NoticeOutcome.NONE_UPHELD),
        ([UP], NoticeOutcome.SOME_UPHELD),
        ([NOT, PART], NoticeOutcome.SOME_UPHELD),
    ],
)
def test_no_objections_is_said_only_where_there_were_none(answers: list[ObjectionOutcome], outcome: NoticeOutcome):
    assert notice_outcome(answers) is outcome
