from io import BytesIO

import pytest
from docx import Document

from dashboard.documents.minutes import FORMATS, as_paper, render
from dashboard.documents.minutes.akn import to_akn
from dashboard.documents.minutes.markdown import to_markdown
from dashboard.documents.minutes.to_json import to_json
from dashboard.documents.paper import default_template
from dashboard.documents.paper import render as render_paper
from dashboard.errors import BadInput
from tests.documents.minutes.samples import MEETING, a_paper, the_paper_of


def test_formats_on_offer() -> None:
    assert {name: chosen.extension for name, chosen in FORMATS.items()} == {
        "docx": "docx",
        "pdf": "pdf",
        "html": "html",
        "md": "md",
        "json": "json",
        "akn": "xml",
    }


def test_render_makes_a_word_file() -> None:
    file = render(a_paper(), "docx")

    assert (file.extension, Document(BytesIO(file.content)).core_properties.title) == ("docx", a_paper().title)


def test_render_writes_what_each_writer_writes() -> None:
    paper = the_paper_of(MEETING)

    assert render(paper, "md").content.decode() == to_markdown(paper)
    assert render(paper, "json").content == to_json(paper)
    assert render(paper, "akn").content == to_akn(paper)


@pytest.mark.parametrize("fmt", ["pdf", "html"])
def test_render_hands_pdf_and_html_to_the_paper_of_the_house(fmt: str) -> None:
    file = render(a_paper(), fmt)

    assert (file.extension, file.content) == (fmt, render_paper(as_paper(a_paper()), fmt).content)


def test_render_fills_the_template_that_the_office_changed() -> None:
    template = Document(BytesIO(default_template("minutes")))
    template.paragraphs[0].insert_paragraph_before("内部文件")
    changed = BytesIO()
    template.save(changed)

    texts = [
        paragraph.text
        for paragraph in Document(BytesIO(render(a_paper(), "docx", template=changed.getvalue()).content)).paragraphs
    ]

    assert texts[0] == "内部文件"
    assert [text in texts for text in ("一、关于车棚", "（一）改造", "会议同意改造。")] == [True, True, True]


def test_render_refuses_a_template_that_is_no_word_file() -> None:
    with pytest.raises(BadInput) as refused:
        render(a_paper(), "docx", template=b"PK no")

    assert refused.value.field == "template"


@pytest.mark.parametrize("fmt", ["", "exe", "../docx", "xml"])
def test_render_refuses_what_is_not_on_offer(fmt: str) -> None:
    with pytest.raises(BadInput) as refused:
        render(a_paper(), fmt)

    assert (refused.value.field, refused.value.facts) == ("format", {"format": fmt})


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_refuses_a_control_character(fmt: str) -> None:
    with pytest.raises(BadInput) as refused:
        render(the_paper_of(MEETING, title="纪\x07要"), fmt)

    assert (refused.value.field, refused.value.facts) == ("title", {"code": "U+0007"})
