"""Is every figure of a meeting the same in every file of its minutes?"""

import json
import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from lxml import etree
from markdown_it import MarkdownIt

from dashboard.documents.minutes import FORMATS, render
from dashboard.documents.minutes.facts import MeetingFacts
from dashboard.documents.minutes.phrases import phrases
from dashboard.documents.paper import pdf_state
from dashboard.i18n import speaking
from tests.documents.minutes.meetings import meetings
from tests.documents.minutes.samples import EMPTY, LARGE, MEETING, RICH, SECRET, the_paper_of

BLANK = re.compile(r"\s+")


class _Texts(HTMLParser):
    """The texts of a page, as a browser shows them."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def of_docx(content: bytes) -> str:
    return "".join(node.text or "" for node in Document(BytesIO(content)).element.iter() if node.tag.endswith("}t"))


def of_pdf(content: bytes) -> str:
    """Return the text page by page, without the page number and the digest at its foot.

    PDFium gives a hyphen at the end of a line as U+FFFE.
    """
    pages = (page.get_textpage().get_text_range().replace("\ufffe", "-") for page in pypdfium2.PdfDocument(content))
    return "".join(re.sub(r"文本校验码\s*\w{16}|—\s*\d+\s*—", "", page) for page in pages)


def of_html(content: bytes) -> str:
    page = _Texts()
    page.feed(content.decode())
    return "".join(page.texts)


def of_markdown(content: bytes) -> str:
    tokens = MarkdownIt("commonmark").parse(content.decode())
    return "".join(part.content for token in tokens for part in token.children or [])


def of_json(content: bytes) -> str:
    return "".join(line["text"] for line in json.loads(content)["text"])


def of_akn(content: bytes) -> str:
    return "".join(etree.fromstring(content).itertext())


READERS: Mapping[str, Callable[[bytes], str]] = {
    "docx": of_docx,
    "pdf": of_pdf,
    "html": of_html,
    "md": of_markdown,
    "json": of_json,
    "akn": of_akn,
}


def missing(facts: MeetingFacts, fmt: str) -> list[str]:
    """Return which facts a file of the minutes does not state."""
    text = BLANK.sub("", READERS[fmt](render(the_paper_of(facts), fmt).content))
    with speaking("zh_CN"):
        told = phrases(facts)
    return [key for key, phrase in told.items() if BLANK.sub("", phrase) not in text]


def test_every_format_is_read() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize(
    "facts", [MEETING, RICH, EMPTY, SECRET, LARGE], ids=["small", "rich", "empty", "secret", "large"]
)
def test_every_count_date_unit_and_decision_stands_in_every_format(facts: MeetingFacts, fmt: str) -> None:
    if fmt == "pdf" and not pdf_state().ready:
        pytest.skip("no Chinese font here")

    assert missing(facts, fmt) == []


@pytest.mark.parametrize("fmt", ["docx", "html", "json", "akn"])
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(facts=meetings())
def test_every_fact_of_any_meeting_stands_in_the_file(facts: MeetingFacts, fmt: str) -> None:
    assert missing(facts, fmt) == []
