"""What do the files say when they are read back?"""

from html.parser import HTMLParser
from io import BytesIO

import pypdfium2
from docx import Document
from docx.oxml.ns import qn

from tests.documents.paper.samples import squeezed


def pdf_text(content: bytes) -> str:
    """Return the text of all type areas, then of all pages with head and foot, without white space."""
    with pypdfium2.PdfDocument(content) as document:
        read = [page.get_textpage() for page in document]
        body = [text.get_text_bounded(bottom=95, top=document[0].get_height() - 100) for text in read]
        return squeezed("".join(body) + "".join(text.get_text_range() for text in read))


def docx_text(content: bytes) -> str:
    """Return the text of body, heads and feet, without white space."""
    document = Document(BytesIO(content))
    page = document.sections[0]
    edges = (page.header, page.even_page_header, page.footer, page.even_page_footer)
    roots = (document.element.body, *(edge._element for edge in edges))
    shown = [node.text or "" for root in roots for node in root.iter(qn("w:t"))]
    return squeezed("".join((*shown, *(node.get("descr", "") for node in document.element.body.iter(qn("wp:docPr"))))))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.text += "".join(value or "" for name, value in attrs if name == "alt")
        self._silent = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._silent else data


def html_read(content: bytes) -> tuple[str, list[str]]:
    """Return the text of a page without white space, and its tags in their order."""
    reader = _Reader()
    reader.feed(content.decode())
    return squeezed(reader.text), reader.tags


def html_text(content: bytes) -> str:
    """Return the text of a page without white space."""
    return html_read(content)[0]


def markdown_text(content: bytes) -> str:
    """Return the text of Markdown without its marks and white space."""
    plain = content.decode().replace("\\\n", "\n").replace("<br>", "\n")
    out, escaped = [], False
    for character in plain:
        if character == "\\" and not escaped:
            escaped = True
            continue
        out.append(character)
        escaped = False
    return squeezed("".join(out))


READERS = {"docx": docx_text, "pdf": pdf_text, "html": html_text, "md": markdown_text}
