"""A Word file names the fonts the office chose, every other byte of it as it was."""

import re
import zipfile
from io import BytesIO

import pytest
from docx import Document

from dashboard.documents.minutes import styles
from dashboard.documents.minutes.template import TEMPLATE
from dashboard.documents.paper.office_fonts import SHIPPED, in_office_fonts
from dashboard.services.founding import HOUSE_RULES
from tests.exchange.builders import with_entry

SIMSUN = {**SHIPPED, "body": "仿宋", "heading_2": "楷体"}


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def named(content: bytes) -> set[str]:
    """Return every font that the file names."""
    return {
        font
        for name, xml in parts(content).items()
        if name.startswith("word/")
        for element in re.findall(r"<w:(?:rFonts|font) [^>]*>", xml)
        for font in re.findall(r'w:(?:ascii|hAnsi|eastAsia|cs|name)="([^"]*)"', element)
    }


@pytest.fixture
def form() -> bytes:
    return TEMPLATE.read_bytes()


def test_the_shipped_fonts_are_those_of_the_house_rule_and_of_the_shipped_template(form: bytes):
    assert HOUSE_RULES["document_fonts"] == SHIPPED
    assert {styles.FANGSONG, styles.HEITI, styles.KAITI, styles.XIAOBIAOSONG, styles.SONGTI} == set(SHIPPED.values())
    assert named(form) == set(SHIPPED.values())


def test_a_file_in_the_shipped_fonts_comes_back_as_it_is(form: bytes):
    assert in_office_fonts(form, SHIPPED) == form


def test_chosen_fonts_stand_everywhere_in_place_of_the_shipped_ones(form: bytes):
    changed = in_office_fonts(form, SIMSUN)
    assert named(changed) == {"仿宋", "楷体", "黑体", "方正小标宋简体", "宋体"}
    for name, xml in parts(form).items():
        plain = parts(changed)[name]
        assert plain == re.sub(r'"(仿宋|楷体)_GB2312"', r'"\1"', xml), name
    Document(BytesIO(changed))


def test_two_fonts_may_be_swapped(form: bytes):
    swapped = in_office_fonts(form, {**SHIPPED, "body": "黑体", "heading_1": "仿宋_GB2312"})
    assert named(swapped) == set(SHIPPED.values())
    assert in_office_fonts(swapped, {**SHIPPED, "body": "黑体", "heading_1": "仿宋_GB2312"}) != swapped


def test_fonts_of_the_offices_own_template_and_the_text_stay(form: bytes):
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:rPr>'
        '<w:rFonts w:eastAsia="华文中宋"/></w:rPr><w:t>w:eastAsia="黑体" 仿宋_GB2312</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    own = with_entry(form, "word/document.xml", body.encode())
    changed = in_office_fonts(own, {**SIMSUN, "heading_1": "微软雅黑"})
    assert parts(changed)["word/document.xml"] == body


def test_a_name_cannot_break_the_file(form: bytes):
    changed = in_office_fonts(form, {**SHIPPED, "body": '"/><w:p a="<&'})
    names = {
        fonts.get(f"{{{fonts.nsmap['w']}}}eastAsia")
        for fonts in Document(BytesIO(changed)).element.iter(f"{{{Document().element.nsmap['w']}}}rFonts")
    }
    assert '"/><w:p a="<&' in names
