"""The Word file's own settings: page, lines, characters, fonts, tables, pictures."""

from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from dashboard.documents.paper import Paper, render
from dashboard.documents.paper.model import Layout
from dashboard.documents.paper.word import form, styles
from tests.documents.paper.samples import a_paper, a_sign_in_sheet, an_english_paper


def opened(paper: Paper) -> DocumentType:
    return Document(BytesIO(render(paper, "docx").content))


def printed(document: DocumentType) -> list[tuple[str, str]]:
    """Return style and text of every paragraph outside tables."""
    return [(str(paragraph.style and paragraph.style.name), paragraph.text) for paragraph in document.paragraphs]


def cells(document: DocumentType, table: int) -> list[list[str]]:
    """Return a table's texts by row; a cell over both columns once."""
    return [list(dict.fromkeys(cell.text for cell in row.cells)) for row in document.tables[table].rows]


def test_the_official_page_has_the_margins_lines_and_characters_of_the_standard():
    document = opened(a_paper())
    page = document.sections[0]

    assert (page.page_width.mm, page.page_height.mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    margins = [edge.mm for edge in (page.top_margin, page.left_margin, page.right_margin, page.bottom_margin)]
    assert margins == [pytest.approx(size, abs=0.3) for size in (37, 28, 26, 35)]
    height = page.page_height.twips - page.top_margin.twips - page.bottom_margin.twips
    assert height // 579 == 22
    width = page.page_width.twips - page.left_margin.twips - page.right_margin.twips
    assert width // (16 * 20 - 4) == 28
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults.find(f".//{qn('w:sz')}").get(qn("w:val")) == "32"
    assert defaults.find(f".//{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val")) == "-4"
    assert defaults.find(f".//{qn('w:widowControl')}").get(qn("w:val")) == "0"
    line = defaults.find(f".//{qn('w:pPr')}/{qn('w:spacing')}")
    assert (line.get(qn("w:line")), line.get(qn("w:lineRule"))) == ("579", "exact")


def test_a_pitch_of_28_points_reaches_every_style_and_the_grid():
    document = opened(a_paper(line_pitch_pt=28))
    pitches = {mark.get(qn("w:line")) for mark in document.styles.element.iter(qn("w:spacing"))}
    assert ("560" in pitches, "579" in pitches) == (True, False)
    assert next(document.element.body.iter(qn("w:docGrid"))).get(qn("w:linePitch")) == "560"


def test_everything_stands_in_its_order_and_style():
    document = opened(a_paper())

    assert printed(document) == [
        ("红头", "平凉社区滨江联合党委会议纪要"),
        ("文号", "〔2026〕1号"),
        ("Title", "关于2026年第二季度认领项目的会议纪要"),
        ("Subtitle", "（第二次会议）"),
        ("Heading 1", "一、关于车棚"),
        ("Heading 2", "（一）改造"),
        ("Body Text", "会议同意改造。"),
        ("表后空", ""),
        ("勾选框", "□ 赞成　　□ 反对　　□ 弃权"),
        ("图片", ""),
        ("签名行", "监票人：\t"),
        ("裁切线", ""),
        ("末行", ""),
        ("Body Text", "附则。"),
        ("Body Text", ""),
        ("名单", "出席：单位一（书记）、单位二（书记）"),
        ("名单", "请假：单位三（书记）"),
        ("版记前空", ""),
        ("末行", ""),
    ]
    assert cells(document, 0) == [["平凉社区滨江联合党委", "2026年6月25日"]]
    assert cells(document, 1) == [["序号", "单位"], ["1", "澄波居民区党总支"], ["2", "映江居民区党总支"]]
    assert cells(document, 2) == [["抄送：各成员单位。"], ["平凉社区滨江联合党委", "2026年6月25日印发"]]
    page = document.sections[0]
    edges = (page.header, page.even_page_header, page.footer, page.even_page_footer)
    assert [edge.paragraphs[0].text for edge in edges] == [
        "演示数据",
        "演示数据",
        "文本校验码 0123456789abcdef\t— 1 —",
        "— 1 —\t文本校验码 0123456789abcdef",
    ]


def test_every_run_names_a_font_of_the_office():
    document = opened(a_paper())
    named = {fonts.get(qn("w:eastAsia")) for fonts in document.element.body.iter(qn("w:rFonts"))}
    assert named == set(styles.SUBSTITUTES) - {styles.SONGTI}


def test_an_english_paper_is_set_in_a_latin_face():
    document = opened(an_english_paper())
    fonts = {mark.get(qn("w:ascii")) for mark in document.element.body.iter(qn("w:rFonts"))}
    assert fonts == {"Times New Roman"}
    assert document.core_properties.language == "en"
    assert document.core_properties.title == "Minutes on the projects claimed in the second quarter of 2026"


def test_a_paper_without_page_numbers_has_no_field():
    document = opened(a_paper(without_page_numbers=True))
    assert document.sections[0].footer.paragraphs[0].text == "文本校验码 0123456789abcdef\t"


@pytest.mark.parametrize(("landscape", "width"), [(False, 9752), (True, 14684)])
def test_a_table_is_as_wide_as_the_page_and_repeats_its_head(landscape: bool, width: int):
    document = opened(a_sign_in_sheet(landscape=landscape))
    page, table = document.sections[0], document.tables[0]
    if landscape:
        assert (page.orientation, page.page_width.twips) == (WD_ORIENT.LANDSCAPE, 16838)
    assert page.page_width.twips - page.left_margin.twips - page.right_margin.twips == width
    grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(grid) == pytest.approx(width, abs=7)
    assert [[cell._tc.tcPr.find(qn("w:tcW")).get(qn("w:w")) for cell in row.cells] for row in table.rows] == [
        [str(size) for size in grid]
    ] * 55
    heads = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True] + [False] * 54
    assert [round(row.height.mm) for row in list(table.rows)[1:]] == [11] * 54


def test_a_picture_says_what_it_shows():
    document = opened(a_paper())
    (picture,) = document.element.body.iter(qn("wp:docPr"))
    assert picture.get("descr") == "二维码：会议页面"
    assert document.inline_shapes[0].width.mm == pytest.approx(30, abs=0.1)


def test_the_forms_in_the_folder_are_the_ones_that_the_house_builds(tmp_path):
    form.build_templates(tmp_path)
    for layout in Layout:
        kept, built = (Document(str(folder / f"{layout}.docx")) for folder in (form.TEMPLATES, tmp_path))
        assert kept.element.xml == built.element.xml
        assert kept.styles.element.xml == built.styles.element.xml
        assert kept.settings.element.xml == built.settings.element.xml
