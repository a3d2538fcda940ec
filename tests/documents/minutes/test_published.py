from dataclasses import replace

import pytest

from dashboard.documents.minutes.facts import LeaveFacts, MeetingFacts
from dashboard.documents.minutes.paper import Block
from dashboard.documents.minutes.published import given
from tests.documents.minutes.samples import EMPTY, ITEM, MEETING, RICH, a_paper, the_paper_of


def public(facts: MeetingFacts, without: str) -> MeetingFacts:
    """Return what is given of a public version in which no line holds ``without``."""
    paper = the_paper_of(facts, public=True)
    blocks = tuple(block for block in paper.blocks if not (without and without in block.text))
    told = given(paper.model_copy(update={"blocks": blocks}))
    assert told is not None
    return told


def test_what_stays_in_the_house_is_left_out_of_every_version() -> None:
    told = given(the_paper_of(RICH))
    items = tuple(replace(item, discussion="", held_over=()) for item in RICH.items)

    assert told == replace(RICH, items=items, on_leave=tuple(LeaveFacts(one.who) for one in RICH.on_leave))


def test_a_public_version_of_the_whole_text_gives_the_whole() -> None:
    assert public(RICH, "") == given(the_paper_of(RICH))


def test_an_item_that_the_public_text_does_not_name_is_left_out() -> None:
    assert [item.position for item in public(RICH, "梧荫口袋花园").items] == [1, 3, 4, 5, 6]


def test_a_vote_is_left_out_with_its_line_even_where_another_item_has_the_same() -> None:
    both = replace(MEETING, items=(ITEM, replace(ITEM, position=2, title="照明")))
    paper = the_paper_of(both, public=True)
    lines = [at for at, block in enumerate(paper.blocks) if "表决结果" in block.text]
    kept = tuple(block for at, block in enumerate(paper.blocks) if at != lines[1])

    told = given(paper.model_copy(update={"blocks": kept}))

    assert told is not None
    assert [len(item.motions) for item in told.items] == [1, 0]


def test_a_task_is_left_out_where_unit_text_or_date_is() -> None:
    paper = the_paper_of(MEETING, public=True)
    counts = []
    for words in ("完成灯罩加装", "杨浦供电服务中心党支部", "2026年6月25日", "没有这样的话"):
        blocks = tuple(Block(block.level, block.text.replace(words, "某处")) for block in paper.blocks)
        told = given(paper.model_copy(update={"blocks": blocks}))
        counts.append(len(told.items[0].tasks) if told else None)

    assert counts == [0, 0, 0, 1]


def test_words_that_the_public_text_rewrote_are_left_out() -> None:
    paper = the_paper_of(RICH, public=True)
    blocks = tuple(
        Block(
            one.level, one.text.replace("加装遮光罩；22:30后调暗", "另定").replace("2名成员保留不同意见", "有不同意见")
        )
        for one in paper.blocks
    )
    told = given(paper.model_copy(update={"blocks": blocks}))

    assert public(MEETING, "澄波居民区党总支").items[0].presenter == ""
    assert told is not None
    assert [(one.conditions, one.objections) for one in told.items[2].motions] == [("", 0), ("", 0)]
    assert [len(item.motions) for item in told.items] == [1, 1, 2, 0, 0, 0]


@pytest.mark.parametrize("facts", [EMPTY, MEETING])
def test_people_can_be_left_out(facts: MeetingFacts) -> None:
    roll, names = given(the_paper_of(facts, without_roll=True)), given(the_paper_of(facts, without_names=True))

    assert roll is not None
    assert names is not None
    assert (roll.present, roll.on_leave, roll.guests, roll.chair) == ((), (), (), facts.chair)
    assert (names.present, names.on_leave, names.guests, names.chair, names.recorder) == ((), (), (), "", "")


def test_facts_that_were_not_kept_are_not_given() -> None:
    assert given(a_paper()) is None
