import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dashboard.documents.minutes.markdown import literal, to_markdown
from dashboard.documents.minutes.paper import Block
from dashboard.errors import BadInput
from tests.documents.minutes.samples import HOSTILE, a_large_paper, a_paper, an_empty_paper

LANGUAGES = ["zh_CN", "en"]
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
MARKUP = st.text(string.punctuation + "a1 字", max_size=12)


def shown(markdown: str) -> list[tuple[str, str]]:
    """Return what a CommonMark reader shows: each block's tag and its text, blanks evened out."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [
        (before.tag, " ".join("".join(part.content for part in token.children or []).split()))
        for before, token in pairwise(tokens)
        if token.type == "inline"
    ]


def kinds(markdown: str) -> set[str]:
    """Return the kinds of inline things a CommonMark reader sees."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return {part.type for token in tokens for part in token.children or []}


def test_markdown_in_chinese() -> None:
    assert to_markdown(a_paper(opening="会议开始。", draft=True, demo=True)) == (
        "**草稿　演示数据**\n\n"
        "平凉社区滨江联合党委会议纪要\n\n"
        "〔2026〕1号\n\n"
        "平凉社区滨江联合党委　2026年6月25日\n\n"
        "# 关于2026年第二季度认领项目的会议纪要\n\n"
        "会议开始。\n\n"
        "## 一、关于车棚\n\n"
        "### （一）改造\n\n"
        "会议同意改造。\n\n"
        "**时间**：2026年6月18日14:00  \n"
        "**地点**：三楼议事厅  \n"
        "**主持**：联合党委书记  \n"
        "**记录**：秘书处  \n"
        "**出席**：单位一（书记）、单位二（书记）  \n"
        "**请假**：单位三（书记）  \n"
        "**列席**：绿化市容局（科长）\n\n"
        "---\n\n"
        "**抄送**：各成员单位。\n\n"
        "平凉社区滨江联合党委　2026年6月25日印发\n\n"
        "文本校验码 0123456789abcdef\n"
    )


def test_markdown_in_english() -> None:
    foot = to_markdown(a_paper(language="en", present=("Unit A", "Unit B"), draft=True, demo=True)).split("\n\n")

    assert foot[0] == "**DRAFT　Demonstration data**"
    assert foot[-5].split("  \n")[4] == "**Present**: Unit A; Unit B"
    assert foot[-3:] == [
        "**Copy to**: 各成员单位.",
        "平凉社区滨江联合党委　Issued on 2026年6月25日",
        "Text digest 0123456789abcdef\n",
    ]


def test_empty_minutes_print_nothing_unknown() -> None:
    assert to_markdown(an_empty_paper()) == (
        "平凉社区滨江联合党委会议纪要\n\n平凉社区滨江联合党委\n\n# 会议纪要\n\n---\n\n平凉社区滨江联合党委\n"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_large_minutes_come_through_whole(language: str) -> None:
    paper = a_large_paper(language)
    blocks = shown(to_markdown(paper))

    tags = {1: "h2", 0: "p"}
    assert blocks[4:-4] == [(tags[block.level], block.text) for block in paper.blocks]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_is_shown_as_typed(language: str, level: int, text: str) -> None:
    paper = an_empty_paper(language=language, title=text, blocks=(Block(level, text),), present=(text, text))
    source, plain = to_markdown(paper), " ".join(text.split())

    assert shown(source)[2:4] == [("h1", plain), (("p", "h2", "h3")[level], plain)]
    assert kinds(source) == {"text", "strong_open", "strong_close"}


def test_line_breaks_in_a_title_do_not_end_it() -> None:
    source = to_markdown(an_empty_paper(title="一\n# 二\r\n\r\n- 三"))

    assert shown(source)[2] == ("h1", "一 # 二 - 三")


@settings(deadline=None)
@given(MARKUP | PRINTABLE)
def test_any_text_is_shown_as_typed(text: str) -> None:
    source = literal(text)

    assert [tag for tag, _ in shown(source)] == (["p"] if source else [])
    assert kinds(source) <= {"text"}
    assert " ".join(content for _, content in shown(source)) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("PL-HY-2026-03于14:00以9.5分通过", "PL-HY-2026-03于14:00以9.5分通过"),
        ("1. 一", "1\\. 一"),
        ("-1", "\\-1"),
        ("**粗**", "\\*\\*粗\\*\\*"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
    ],
)
def test_literal_escapes_what_means_something_only(text: str, source: str) -> None:
    assert literal(text) == source


def test_control_character_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        to_markdown(a_paper(place="三楼\x07"))

    assert (refused.value.field, refused.value.facts) == ("place", {"code": "U+0007"})
