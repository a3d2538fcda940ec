from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.documents.minutes.docx import head_size, to_docx
from dashboard.documents.minutes.paper import Block, MinutesPaper
from dashboard.errors import BadInput
from dashboard.i18n import speaking
from tests.documents.minutes.samples import HOSTILE, a_large_paper, a_paper, an_empty_paper

LANGUAGES = ["zh_CN", "en"]
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1)


def opened(paper: MinutesPaper) -> DocumentType:
    return Document(BytesIO(to_docx(paper)))


def printed(document: DocumentType) -> list[tuple[str, str]]:
    """Return style and text of every paragraph outside tables."""
    return [(str(paragraph.style and paragraph.style.name), paragraph.text) for paragraph in document.paragraphs]


def cells(document: DocumentType, table: int) -> list[list[str]]:
    """Return a table's texts by row; a cell over both columns once."""
    return [list(dict.fromkeys(cell.text for cell in row.cells)) for row in document.tables[table].rows]


def edges(document: DocumentType) -> list[str]:
    page = document.sections[0]
    return [
        edge.paragraphs[0].text for edge in (page.header, page.even_page_header, page.footer, page.even_page_footer)
    ]


def test_minutes_in_chinese() -> None:
    document = opened(a_paper(opening="会议开始。"))

    assert printed(document) == [
        ("纪要标志", "平凉社区滨江联合党委会议纪要"),
        ("纪要文号", "〔2026〕1号"),
        ("Title", "关于2026年第二季度认领项目的会议纪要"),
        ("Body Text", "会议开始。"),
        ("Heading 1", "一、关于车棚"),
        ("Heading 2", "（一）改造"),
        ("Body Text", "会议同意改造。"),
        ("Body Text", ""),
        ("纪要名单", "时间：2026年6月18日14:00"),
        ("纪要名单", "地点：三楼议事厅"),
        ("纪要名单", "主持：联合党委书记"),
        ("纪要名单", "记录：秘书处"),
        ("纪要名单", "出席：单位一（书记）、单位二（书记）"),
        ("纪要名单", "请假：单位三（书记）"),
        ("纪要名单", "列席：绿化市容局（科长）"),
        ("纪要版记前空", ""),
        ("纪要末行", ""),
    ]
    assert cells(document, 0) == [["平凉社区滨江联合党委", "2026年6月25日"]]
    assert cells(document, 1) == [["抄送：各成员单位。"], ["平凉社区滨江联合党委", "2026年6月25日印发"]]
    assert edges(document) == ["", "", "文本校验码 0123456789abcdef\t— 1 —", "— 1 —\t文本校验码 0123456789abcdef"]


def test_minutes_in_english() -> None:
    document = opened(a_paper(language="en", issued_on="Jun 25, 2026", present=("Unit A", "Unit B")))

    assert [text for name, text in printed(document) if name == "纪要名单"] == [
        "Time:\t2026年6月18日14:00",
        "Place:\t三楼议事厅",
        "Chair:\t联合党委书记",
        "Recorder:\t秘书处",
        "Present:\tUnit A; Unit B",
        "On leave:\t单位三（书记）",
        "In attendance:\t绿化市容局（科长）",
    ]
    assert cells(document, 1)[1] == ["平凉社区滨江联合党委", "Issued on Jun 25, 2026"]


def test_imprint_never_stands_on_a_page_of_its_own() -> None:
    roll = [found for found in opened(a_paper()).paragraphs if found.style and found.style.name == "纪要名单"]

    assert [found.paragraph_format.keep_with_next for found in roll] == [None] * 6 + [True]


def test_language_of_the_paper_wins_over_the_visitors() -> None:
    with speaking("en"):
        chinese = printed(opened(a_paper()))
    with speaking("zh_CN"):
        assert printed(opened(a_paper())) == chinese


@pytest.mark.parametrize(
    ("language", "draft", "demo", "marks"),
    [
        ("zh_CN", True, False, "草稿"),
        ("zh_CN", True, True, "草稿　演示数据"),
        ("en", True, True, "DRAFT　Demonstration data"),
        ("en", False, True, "Demonstration data"),
        ("en", False, False, ""),
    ],
)
def test_every_page_is_marked(language: str, draft: bool, demo: bool, marks: str) -> None:
    assert edges(opened(a_paper(language=language, draft=draft, demo=demo)))[:2] == [marks, marks]


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_minutes_print_nothing_unknown(language: str) -> None:
    document = opened(an_empty_paper(language=language))

    assert printed(document) == [
        ("纪要标志", "平凉社区滨江联合党委会议纪要"),
        ("Title", "会议纪要"),
        ("纪要版记前空", ""),
        ("纪要末行", ""),
    ]
    assert cells(document, 1) == [["平凉社区滨江联合党委", ""]]
    assert edges(document) == ["", "", "\t— 1 —", "— 1 —\t"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_large_minutes_come_through_whole(language: str) -> None:
    paper = a_large_paper(language)
    document = opened(paper)

    texts = [text for name, text in printed(document) if name in {"Heading 1", "Body Text"}]
    assert texts == [*(block.text for block in paper.blocks), ""]
    present = next(text for _, text in printed(document) if text.startswith(("出席", "Present")))
    assert present.split("：\t"[language == "en"])[1].split("、" if language == "zh_CN" else "; ") == [*paper.present]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_is_printed_as_typed(language: str, text: str) -> None:
    blocks = tuple(Block(level, text) for level in (0, 1, 2))
    everywhere = dict.fromkeys(("head_title", "number", "issuer", "title", "opening", "place", "copy_to"), text)
    document = opened(an_empty_paper(language=language, blocks=blocks, present=(text,), **everywhere))

    assert [found for _, found in printed(document)[:7]] == [text] * 7
    assert [found.split("：\t"[language == "en"], 1)[1] for _, found in printed(document)[8:10]] == [text] * 2
    assert cells(document, 0)[0][0] == cells(document, 1)[1][0] == text
    assert text.rstrip(".") in cells(document, 1)[0][0]
    assert document.core_properties.title == document.core_properties.author == text[:255]


@settings(max_examples=25, deadline=None)
@given(PRINTABLE)
def test_any_text_is_printed_as_typed(text: str) -> None:
    assert printed(opened(an_empty_paper(blocks=(Block(0, text),))))[2] == ("Body Text", text)


def test_line_break_in_a_title_is_kept() -> None:
    assert printed(opened(an_empty_paper(title="一\r\n二")))[1] == ("Title", "一\n二")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0c", "\x1b", "\uffff"])
def test_control_character_is_refused_by_name(character: str) -> None:
    with pytest.raises(BadInput) as refused:
        to_docx(a_paper(blocks=(Block(0, f"会议{character}同意"),)))

    assert (refused.value.field, refused.value.facts) == ("text", {"code": f"U+{ord(character):04X}"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_run_names_its_fonts(language: str) -> None:
    document = opened(a_large_paper(language))
    runs = [run for run in document.element.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    fonts = [run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for run in runs]

    assert len(fonts) > 160
    assert {font.get(qn("w:eastAsia")) for font in fonts} == {"仿宋_GB2312", "黑体", "方正小标宋简体"}
    latin = {font.get(qn("w:ascii")) for font in fonts}
    assert latin == ({"Times New Roman"} if language == "en" else {"仿宋_GB2312", "黑体", "方正小标宋简体"})


@pytest.mark.parametrize(
    ("head", "points"),
    [
        ("会议纪要", 48),
        ("平凉社区滨江联合党委会议纪要", 31),
        ("字" * 18, 24),
        ("字" * 40, 24),
        ("Minutes", 48),
        ("", 48),
    ],
)
def test_head_fills_one_line_or_wraps(head: str, points: float) -> None:
    assert head_size(head) == points


@pytest.mark.parametrize("head", ["会议纪要", "平凉社区滨江联合党委会议纪要", "字" * 40])
def test_head_size_reaches_the_file(head: str) -> None:
    document = opened(an_empty_paper(head_title=head))

    assert document.styles["纪要标志"].font.size.pt == head_size(head)


def test_properties_are_cut_to_what_a_file_can_hold() -> None:
    document = opened(an_empty_paper(title="字" * 300, issuer="党" * 300))

    assert (document.core_properties.title, document.core_properties.author) == ("字" * 255, "党" * 255)


@pytest.mark.parametrize(("points", "twips"), [(28.95, "579"), (28, "560")])
def test_line_pitch_is_the_one_of_the_house(points: float, twips: str) -> None:
    document = opened(a_paper(line_pitch_pt=points))
    grid = document.element.find(f".//{qn('w:docGrid')}")
    lines = [spacing.get(qn("w:line")) for spacing in document.styles.element.iter(qn("w:spacing"))]

    assert (grid.get(qn("w:linePitch")), grid.get(qn("w:type"))) == (twips, "lines")
    assert ({"560", "579"} & set(lines)) == {twips}
