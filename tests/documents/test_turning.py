"""Marks that turn the order of writing are refused by every document in the same words."""

import pytest

from dashboard.documents import minutes, popolo
from dashboard.documents.minutes.paper import Block
from dashboard.errors import BadInput
from tests.documents.minutes.samples import MEETING, the_paper_of

TURNING = ["\u202a", "\u202e", "\u2066", "\u2069"]


@pytest.mark.parametrize("fmt", list(minutes.FORMATS))
@pytest.mark.parametrize("mark", TURNING)
def test_minutes_of_every_format_refuse_a_mark_that_turns_the_words(fmt: str, mark: str) -> None:
    paper = the_paper_of(MEETING).model_copy(update={"blocks": (Block(0, f"赞成{mark}9票"),)})
    with pytest.raises(BadInput, match="turns the order of the words"):
        minutes.render(paper, fmt)


@pytest.mark.parametrize("mark", TURNING)
def test_the_votes_as_popolo_refuse_it_too(mark: str) -> None:
    turned = the_paper_of(MEETING).model_copy(update={"issuer": f"甲{mark}乙"})
    with pytest.raises(BadInput, match="turns the order of the words"):
        popolo.to_popolo([turned])
