"""Nothing that is typed into a paper is lost, read as markup or evaluated in any format."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.documents.paper import FORMATS, Paper, render
from dashboard.documents.paper.model import Heading, Layout, Paragraph, Picture, Table
from dashboard.documents.paper.texts import texts
from dashboard.errors import BadInput
from tests.documents.paper.reading import READERS, html_read
from tests.documents.paper.samples import (
    HOSTILE,
    a_paper,
    a_sign_in_sheet,
    an_english_paper,
    every_block,
    forty_items,
    squeezed,
)

PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"], exclude_characters="\ufffe\uffff"), min_size=1)


def lost(paper: Paper, fmt: str) -> list[str]:
    """Return the texts of a paper that its file does not hold."""
    shown = READERS[fmt](render(paper, fmt).content)
    alts = {block.alt for block in paper.blocks if isinstance(block, Picture) and fmt == "pdf"}
    wanted = [squeezed(text).rstrip("。") for _field, text in texts(paper) if text not in alts]
    return [text[:80] for text in wanted if text not in shown]


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("layout", Layout)
def test_every_text_of_a_paper_is_in_its_file(fmt: str, layout: Layout):
    assert lost(a_paper(layout=layout), fmt) == []


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_english_paper_is_whole(fmt: str):
    assert lost(an_english_paper(), fmt) == []


@pytest.mark.parametrize("fmt", FORMATS)
def test_forty_items_and_54_members_are_whole(fmt: str):
    assert lost(forty_items(), fmt) == []


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_sign_in_sheet_lies_on_its_side_and_is_whole(fmt: str):
    assert lost(a_sign_in_sheet(landscape=True), fmt) == []


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_text_is_printed_as_typed(fmt: str, number: int):
    text = HOSTILE[number]
    paper = Paper(sort="x", title=text[:400], blocks=every_block(text), marks=text[:60], digest=text[:40])
    assert lost(paper, fmt) == []


@pytest.mark.parametrize("fmt", FORMATS)
def test_hostile_text_in_every_line_around_the_text(fmt: str):
    for text in HOSTILE:
        line = text[:200]
        paper = Paper(
            sort="minutes", head=line, number=line, issuer=line, issued_on=line, title=line, subtitle=line, copy_to=line
        )
        assert lost(paper, fmt) == []


@pytest.mark.parametrize("fmt", ["docx", "html", "md"])
@settings(max_examples=25, deadline=None)
@given(text=PRINTABLE)
def test_any_printable_text_is_kept(fmt: str, text: str):
    paper = Paper(sort="x", title="题", blocks=(Paragraph(text=f"甲{text}乙"), Heading(text=f"甲{text}乙")))
    assert lost(paper, fmt) == []


@settings(max_examples=60, deadline=None)
@given(text=st.text("中国，。（）a1 {}[]#$*_`<>&\\\"'@=-/~%^|!?.,:;+\n\t", min_size=1, max_size=60))
def test_no_text_is_markup_to_typst(text: str):
    paper = Paper(sort="x", title=f"甲{text}乙", blocks=every_block(f"甲{text}乙"))
    assert lost(paper, "pdf") == []


@pytest.mark.parametrize("field", ["marks", "digest"])
def test_a_line_too_long_for_the_edge_of_a_page_is_refused(field: str):
    with pytest.raises(BadInput) as refused:
        render(a_paper(**{field: "长" * 121}), "html")
    assert (refused.value.field, refused.value.facts) == (field, {"most": 120})


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_paper_of_nothing_but_its_title_is_made(fmt: str):
    assert lost(Paper(sort="x", title="空"), fmt) == []


@pytest.mark.parametrize("fmt", FORMATS)
def test_issuer_and_day_close_a_paper_without_head_and_imprint(fmt: str):
    paper = Paper(sort="x", title="通知", issuer="秘书处", issued_on="2026年6月25日")
    assert READERS[fmt](render(paper, fmt).content).endswith("秘书处2026年6月25日") or fmt in {"docx", "pdf"}
    assert lost(paper, fmt) == []


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize(
    "character", ["\x00", "\x0b", "\x1b", "\x7f", "\x9f", "\ud800", "\ufeff", "\ufffe", "\u202e", "\u2067"]
)
def test_a_character_that_no_document_holds_is_refused(fmt: str, character: str):
    paper = Paper(sort="x", title="题", blocks=(Paragraph.model_construct(text=f"甲{character}乙"),))
    with pytest.raises(BadInput) as refused:
        render(paper, fmt)
    assert (refused.value.field, refused.value.facts) == ("text", {"code": f"U+{ord(character):04X}"})


def test_an_unknown_format_is_refused():
    with pytest.raises(BadInput) as refused:
        render(a_paper(), "odt")
    assert refused.value.field == "format"


def test_a_row_with_a_cell_too_many_is_refused():
    table = a_sign_in_sheet().blocks[0]
    assert isinstance(table, Table)
    with pytest.raises(BadInput) as refused:
        render(a_sign_in_sheet(blocks=(table.model_copy(update={"rows": (("1",),)}),)), "html")
    assert refused.value.facts == {"row": 1, "cells": 1, "columns": 7}


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize(
    "paper", [a_paper(), a_sign_in_sheet(), an_english_paper()], ids=["minutes", "sheet", "english"]
)
def test_equal_papers_say_the_same(fmt: str, paper: Paper):
    one, other = render(paper, fmt).content, render(paper.model_copy(deep=True), fmt).content
    assert READERS[fmt](one) == READERS[fmt](other)
    assert one == other or fmt == "docx"


def test_many_at_once_get_each_their_own_paper():
    papers = [a_paper(title=f"第{number}号") for number in range(6)]
    alone = [render(paper, "pdf").content for paper in papers]
    with ThreadPoolExecutor(6) as people:
        together = list(people.map(lambda paper: render(paper, "pdf").content, papers * 3))
    assert together == alone * 3


def test_markup_in_a_text_makes_no_element():
    plain = html_read(render(a_paper(), "html").content)[1]
    hostile = a_paper(title="<script>x</script><h2>", marks='"; } </style><script>')
    assert html_read(render(hostile, "html").content)[1] == plain
