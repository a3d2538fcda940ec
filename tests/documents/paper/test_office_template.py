"""A template of the office is filled in, or refused with a sentence; it reaches nothing but the words of the paper."""

import time
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.shared import Pt

from dashboard.documents.paper import default_template, render, try_template
from dashboard.documents.paper.model import Layout
from dashboard.errors import BadInput
from tests.documents.paper.reading import docx_text
from tests.documents.paper.samples import HOSTILE, a_paper

HOUSE = default_template("minutes")


def edited(change: Callable[[DocumentType], object]) -> bytes:
    """Return the house's form as Word saves it after a change."""
    document = Document(BytesIO(HOUSE))
    change(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(name: str, content: bytes | Callable[[bytes], bytes]) -> bytes:
    """Return the house's form with one part of the file replaced or added."""
    file = BytesIO()
    with ZipFile(BytesIO(HOUSE)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            kept = old.read(part)
            if part == name and callable(content):
                kept = content(kept)
            new.writestr(part, kept)
        if not callable(content):
            new.writestr(name, content)
    return file.getvalue()


def with_line(text: str) -> bytes:
    return edited(lambda document: document.add_paragraph(text))


def refusal(template: bytes, sort: str = "minutes") -> BadInput:
    with pytest.raises(BadInput) as refused:
        try_template(template, sort)
    assert refused.value.field == "template"
    assert str(refused.value)
    return refused.value


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("sort", ["minutes", "sign_in_sheet", "poster"])
def test_the_forms_of_the_house_pass(layout: Layout, sort: str):
    try_template(default_template(sort, layout), sort)


def test_a_form_changed_in_word_is_the_one_that_is_filled_in():
    def change(document: DocumentType) -> None:
        document.paragraphs[0].insert_paragraph_before("办公室留存 {{ number }}")
        document.styles["Title"].font.size = Pt(26)

    template = edited(change)
    try_template(template, "minutes")
    paper = a_paper(title=HOSTILE[2])
    document = Document(BytesIO(render(paper, "docx", template=template).content))
    assert document.paragraphs[0].text == "办公室留存 〔2026〕1号"
    assert [one.text for one in document.paragraphs if one.style and one.style.name == "Title"] == ["{{7*7}}"]
    assert document.styles["Title"].font.size == Pt(26)


def test_hostile_text_in_a_form_of_the_office_stays_text():
    text = "{{7*7}} <w:p/> {%p endfor %} {_{ x }_}"
    shown = docx_text(render(a_paper(title=text), "docx", template=HOUSE).content)
    assert "".join(text.split()) in shown


@pytest.mark.parametrize(
    "line",
    [
        "{{ unknown }}",
        "{{ title.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ title.upper() }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ title * 1000000000 }}",
        "{{ title ~ title }}",
        "{{ title | center(1000000000) }}",
        "{{ range(10) }}",
        "{{ lipsum() }}",
        "{{ self }}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% macro x() %}{% endmacro %}",
        "{% for a in blocks recursive %}{% endfor %}",
        "{% for a in blocks %}{% for b in blocks %}x{% endfor %}{% endfor %}",
        "{% for a in [1, 2] %}{% endfor %}",
        "{% if title %}",
        "{% endfor %}",
        "{{ title",
        "{% for a in title.b %}{% endfor %}",
    ],
)
def test_a_form_may_print_ask_and_go_through_and_nothing_else(line: str):
    refusal(with_line(line))


@pytest.mark.parametrize(
    "template",
    [
        b"",
        b"no file of Word",
        HOUSE[:5000],
        HOUSE[:-200],
        b"PK\x03\x04" + bytes(100),
        with_part("word/document.xml", lambda old: b"not xml"),
        with_part("word/document.xml", lambda old: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + old),
        with_part("word/document.xml", lambda old: old[: len(old) // 2]),
        with_part("word/styles.xml", lambda old: b"<x/>"),
        with_part("[Content_Types].xml", lambda old: old[:50]),
        with_part("word/_rels/document.xml.rels", lambda old: b"<x/>"),
    ],
    ids=["empty", "text", "half", "tail", "zeros", "body", "entity", "cut", "styles", "types", "rels"],
)
def test_a_broken_file_is_refused(template: bytes):
    refusal(template)


RELATION = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="%s" TargetMode="External"/></Relationships>'
)
FIELD = b'<w:p><w:r><w:instrText xml:space="preserve"> %s "x" </w:instrText></w:r></w:p><w:sectPr'


@pytest.mark.parametrize(
    "template",
    [
        with_part("word/vbaProject.bin", b"x"),
        with_part("word/embeddings/oleObject1.bin", b"x"),
        with_part("word/activeX/activeX1.xml", b"<x/>"),
        with_part("[Content_Types].xml", lambda old: old.replace(b"document.main", b"document.macroEnabled.main")),
        *(
            with_part(
                "word/_rels/document.xml.rels",
                lambda old, kind=kind: old.replace(b"</Relationships>", RELATION % (kind, b"http://example.org/x")),
            )
            for kind in (b"image", b"attachedTemplate", b"oleObject", b"hyperlink", b"frame")
        ),
        *(
            with_part("word/document.xml", lambda old, name=name: old.replace(b"<w:sectPr", FIELD % name, 1))
            for name in (b"DDEAUTO", b"INCLUDEPICTURE", b"includetext", b"LINK")
        ),
        with_part("word/document.xml", lambda old: old.replace(b"<w:sectPr", b'<w:altChunk r:id="x"/><w:sectPr', 1)),
    ],
)
def test_a_form_that_brings_more_than_a_form_is_refused(template: bytes):
    refusal(template)


def test_a_form_of_too_many_bytes_is_refused_before_it_is_unpacked():
    bomb = with_part("word/media/x.png", bytes(30_000_000))
    assert len(bomb) < 3_000_000
    before = time.perf_counter()
    refusal(bomb)
    refusal(HOUSE + bytes(4_000_000))
    refusal(with_line("{{" * 5_000))
    refusal(with_line("{%" * 5_000))
    assert time.perf_counter() - before < 2


@pytest.mark.parametrize("gone", ["{{ title }}", "{{ marks }}", "{{ block.text }}", "{{ number }}", "{{ digest }}"])
def test_a_form_that_leaves_out_a_text_is_refused(gone: str):
    def change(document: DocumentType) -> None:
        page = document.sections[0]
        for edge in (page.header, page.even_page_header, page.footer, page.even_page_footer, document):
            for paragraph in edge.paragraphs:
                for run in paragraph.runs:
                    run.text = run.text.replace(gone, "")

    assert "text" in refusal(edited(change)).facts


def test_a_paper_is_never_filled_into_a_broken_form():
    with pytest.raises(BadInput) as refused:
        render(a_paper(), "docx", template=with_line("{{ unknown }}"))
    assert refused.value.field == "template"


def test_the_sort_of_a_paper_never_leads_out_of_the_folder_of_forms():
    assert default_template("../../minutes/template") == default_template("x")
    assert docx_text(render(a_paper(sort="../x"), "docx").content) == docx_text(render(a_paper(), "docx").content)
