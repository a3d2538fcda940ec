"""The web page: it stands alone, is read in order, and prints on A4."""

import re

import pytest

from dashboard.documents.paper import render
from dashboard.documents.paper.html import css_text
from dashboard.documents.paper.model import Heading, Layout, Table
from tests.documents.paper.reading import html_read
from tests.documents.paper.samples import a_paper, a_sign_in_sheet, an_english_paper


def page(paper) -> str:
    return render(paper, "html").content.decode()


def test_the_page_asks_for_nothing_from_elsewhere():
    html = page(a_paper())
    assert {source[:22] for source in re.findall(r'(?:src|href)="([^"]*)"', html)} == {"data:image/png;base64,"}
    assert "url(" not in html
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in html
    assert "<script" not in html


@pytest.mark.parametrize(("paper", "lang"), [(a_paper(), "zh-CN"), (an_english_paper(), "en")])
def test_the_page_names_its_language_and_title(paper, lang: str):
    html = page(paper)
    assert f'<html lang="{lang}">' in html
    assert f"<title>{paper.title}</title>" in html


def test_headings_follow_the_title():
    tags = html_read(page(a_paper(blocks=(Heading(text="一"), Heading(level=2, text="二")))).encode())[1]
    assert [tag for tag in tags if tag in {"h1", "h2", "h3", "h4"}] == ["h1", "h2", "h3"]


def test_the_head_of_a_table_is_marked_as_such():
    html = page(a_sign_in_sheet())
    table = a_sign_in_sheet().blocks[0]
    assert isinstance(table, Table)
    assert html.count('<th scope="col"') == len(table.columns)
    assert html.count("<tr") == 1 + 54


def test_pictures_say_what_they_show():
    assert 'alt="二维码：会议页面"' in page(a_paper())


@pytest.mark.parametrize(
    ("layout", "margins"), [(Layout.OFFICIAL, "37mm 26mm 35mm 28mm"), (Layout.FORM, "20mm 18mm 20mm 20mm")]
)
def test_the_page_prints_on_a4_with_the_margins_of_its_layout(layout: Layout, margins: str):
    html = page(a_paper(layout=layout))
    assert "size: A4;" in html
    assert f"margin: {margins};" in html


def test_a_sheet_on_its_side_prints_so():
    assert "size: A4 landscape;" in page(a_sign_in_sheet(landscape=True))


def test_text_in_the_style_sheet_cannot_end_its_string():
    hostile = '";} </style> \\ @import "x"'
    assert re.fullmatch(r"(\\[0-9a-f]{6})+", css_text(hostile))
    html = page(a_paper(marks=hostile))
    assert html.count("</style>") == 1
