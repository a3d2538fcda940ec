"""The layout figures of the form, read from the file that is handed out."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from dashboard.documents.minutes.template import TEMPLATE, build_template

TWIPS_IN_MM = 1440 / 25.4


@pytest.fixture(scope="module")
def form() -> DocumentType:
    return Document(str(TEMPLATE))


def style(form: DocumentType, name: str) -> BaseOxmlElement:
    return form.styles[name].element


def value(element: BaseOxmlElement, path: str, attribute: str = "val") -> str | None:
    found = element.find("/".join(qn(f"w:{step}") for step in path.split("/")))
    return None if found is None else found.get(qn(f"w:{attribute}"))


def section(form: DocumentType, part: str, attribute: str) -> int:
    return int(value(form.element.body.sectPr, part, attribute) or "")


def test_committed_form_is_the_one_that_is_built(tmp_path: Path) -> None:
    build_template(tmp_path / "built.docx")

    with ZipFile(tmp_path / "built.docx") as built, ZipFile(TEMPLATE) as committed:
        assert {name: built.read(name) for name in built.namelist()} == {
            name: committed.read(name) for name in committed.namelist()
        }


def test_form_carries_nothing_of_the_library_it_was_built_with() -> None:
    with ZipFile(TEMPLATE) as parts:
        assert sorted(name for name in parts.namelist() if name.startswith(("word/", "custom", "docProps"))) == [
            "docProps/app.xml",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/footer2.xml",
            "word/header1.xml",
            "word/header2.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme/theme1.xml",
        ]
        assert b"python-docx" not in parts.read("docProps/core.xml")


@pytest.mark.parametrize(
    ("part", "side", "millimetres"),
    [
        ("pgSz", "w", 210),
        ("pgSz", "h", 297),
        ("pgMar", "top", 37),
        ("pgMar", "bottom", 35),
        ("pgMar", "left", 28),
        ("pgMar", "right", 26),
    ],
)
def test_paper_and_margins(form: DocumentType, part: str, side: str, millimetres: int) -> None:
    assert round(section(form, part, side) / TWIPS_IN_MM) == millimetres


def test_page_holds_22_lines_of_28_characters(form: DocumentType) -> None:
    height = section(form, "pgSz", "h") - section(form, "pgMar", "top") - section(form, "pgMar", "bottom")
    width = section(form, "pgSz", "w") - section(form, "pgMar", "left") - section(form, "pgMar", "right")
    defaults = form.styles.element.find(qn("w:docDefaults"))
    line = int(value(defaults, "pPrDefault/pPr/spacing", "line") or "")
    character = int(value(defaults, "rPrDefault/rPr/sz") or "") * 10 + int(
        value(defaults, "rPrDefault/rPr/spacing") or ""
    )

    assert (line, value(defaults, "pPrDefault/pPr/spacing", "lineRule"), character) == (579, "exact", 316)
    assert (height // line, width // character) == (22, 28)


def test_grid_is_of_lines_only(form: DocumentType) -> None:
    """A negative ``charSpace`` spoils the pitch in LibreOffice."""
    grid = form.element.body.sectPr.find(qn("w:docGrid"))

    assert dict(grid.attrib) == {qn("w:type"): "lines", qn("w:linePitch"): "579"}


@pytest.mark.parametrize("name", ["纪要标志", "Title", "纪要版记", "纪要抄送", "Header", "Footer"])
def test_other_pitches_leave_the_grid(form: DocumentType, name: str) -> None:
    """LibreOffice sets a title of 33 pt on two lines of the grid otherwise."""
    assert value(style(form, name), "pPr/snapToGrid") == "0"


def test_widow_control_is_off(form: DocumentType) -> None:
    controls = [
        *form.styles.element.iter(qn("w:widowControl")),
        *form.element.iter(qn("w:widowControl")),
    ]

    assert {control.get(qn("w:val")) for control in controls} == {"0"}
    assert value(form.styles.element, "docDefaults/pPrDefault/pPr/widowControl") == "0"


@pytest.mark.parametrize(
    ("name", "font", "points"),
    [
        ("纪要标志", "方正小标宋简体", 31),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", None),
        ("Heading 2", "楷体_GB2312", None),
        ("纪要项名", "黑体", None),
        ("纪要版记", None, 14),
        ("纪要抄送", None, 14),
        ("Footer", None, 14),
    ],
)
def test_fonts_and_sizes_of_styles(form: DocumentType, name: str, font: str | None, points: int | None) -> None:
    """``None`` is what the defaults say: 16 pt 仿宋_GB2312."""
    size = value(style(form, name), "rPr/sz")

    assert value(style(form, name), "rPr/rFonts", "eastAsia") == font
    assert (int(size) / 2 if size else None) == points


def test_defaults_are_16_point_fangsong(form: DocumentType) -> None:
    defaults = form.styles.element

    assert value(defaults, "docDefaults/rPrDefault/rPr/sz") == "32"
    assert {value(defaults, "docDefaults/rPrDefault/rPr/rFonts", key) for key in ("ascii", "hAnsi", "eastAsia")} == {
        "仿宋_GB2312"
    }


def test_red_head_is_red_and_centred_72_mm_below_the_edge(form: DocumentType) -> None:
    head = style(form, "纪要标志")

    assert (value(head, "rPr/color"), value(head, "pPr/jc")) == ("E60012", "center")
    assert round(int(value(head, "pPr/spacing", "before") or "") / TWIPS_IN_MM) == 35


@pytest.mark.parametrize("name", ["Body Text", "Heading 1", "Heading 2"])
def test_paragraphs_are_indented_by_two_characters(form: DocumentType, name: str) -> None:
    assert value(style(form, name), "pPr/ind", "firstLineChars") == "200"
    assert value(style(form, name), "pPr/ind", "firstLine") == str(2 * 316)


def test_names_turn_over_behind_the_colon(form: DocumentType) -> None:
    """Two characters in, then a label of three: 出席：."""
    roll = style(form, "纪要名单")

    assert (value(roll, "pPr/ind", "left"), value(roll, "pPr/ind", "hanging")) == (str(5 * 316), str(3 * 316))


def test_every_run_names_its_chinese_font(form: DocumentType) -> None:
    page = form.sections[0]
    edges = (page.header, page.even_page_header, page.footer, page.even_page_footer)
    runs = [run for root in (form.element, *(edge._element for edge in edges)) for run in root.iter(qn("w:r"))]
    texts = [run for run in runs if run.find(qn("w:tab")) is None]

    assert len(texts) > 50
    assert [run for run in texts if not value(run, "rPr/rFonts", "eastAsia")] == []


def test_page_numbers_stand_outside_on_odd_and_even_pages(form: DocumentType) -> None:
    page = form.sections[0]

    assert form.settings.odd_and_even_pages_header_footer
    assert page.footer.paragraphs[0].text == "{{ digest }}\t— 1 —"
    assert page.even_page_footer.paragraphs[0].text == "— 1 —\t{{ digest }}"
    for footer in (page.footer, page.even_page_footer):
        assert [field.text for field in footer._element.iter(qn("w:instrText"))] == [" PAGE "]


def test_imprint_has_a_thick_line_above_and_below_and_a_thin_one_between(form: DocumentType) -> None:
    imprint = form.tables[1]._tbl.tblPr

    assert {side: value(imprint, f"tblBorders/{side}", "sz") for side in ("top", "insideH", "bottom")} == {
        "top": "8",
        "insideH": "6",
        "bottom": "8",
    }
    assert value(imprint, "tblpPr", "tblpYSpec") == "bottom"


def test_imprint_stays_together(form: DocumentType) -> None:
    assert style(form, "纪要版记").find(qn("w:pPr")).find(qn("w:keepNext")) is not None
    assert [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in form.tables[1].rows] == [True] * 4


def test_red_line_stands_under_issuer_and_date(form: DocumentType) -> None:
    lines = form.tables[0]._tbl.tblPr.find(qn("w:tblBorders"))

    assert [(line.tag, line.get(qn("w:color"))) for line in lines] == [(qn("w:bottom"), "E60012")]


def test_fonts_name_their_substitutes() -> None:
    with ZipFile(TEMPLATE) as parts:
        table = parts.read("word/fontTable.xml").decode()

    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,Noto Serif CJK SC"/>' in table
