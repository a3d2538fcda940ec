"""Papers that leave the office: one model, and a file of it in each format.

A new format is one module here and one line in ``FORMATS``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.documents.paper.docx import default_template, to_docx, try_template
from dashboard.documents.paper.fonts import Library, library
from dashboard.documents.paper.html import to_html
from dashboard.documents.paper.markdown import to_markdown
from dashboard.documents.paper.model import Paper
from dashboard.documents.paper.pdf import PdfState, pdf_state, to_pdf
from dashboard.documents.paper.texts import check
from dashboard.errors import BadInput
from dashboard.i18n import N_

__all__ = [
    "FORMATS",
    "Library",
    "Paper",
    "PaperFile",
    "PaperFormat",
    "PdfState",
    "check",
    "default_template",
    "missing_glyphs",
    "pdf_state",
    "render",
    "try_template",
]


@dataclass(frozen=True, slots=True)
class PaperFormat:
    """A kind of file that papers are handed out as; ``label`` is translated where it is shown."""

    label: str
    extension: str
    media_type: str
    write: Callable[[Paper, bytes | None], bytes]


@dataclass(frozen=True, slots=True)
class PaperFile:
    """One file, ready to hand out."""

    extension: str
    media_type: str
    content: bytes


FORMATS: Mapping[str, PaperFormat] = {
    "docx": PaperFormat(
        N_("Word document"),
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        to_docx,
    ),
    "pdf": PaperFormat(N_("PDF"), "pdf", "application/pdf", lambda paper, _template: to_pdf(paper)),
    "html": PaperFormat(
        N_("Web page to print"), "html", "text/html; charset=utf-8", lambda paper, _template: to_html(paper)
    ),
    "md": PaperFormat(
        N_("Plain text (Markdown)"),
        "md",
        "text/markdown; charset=utf-8",
        lambda paper, _template: to_markdown(paper),
    ),
}


def render(paper: Paper, fmt: str, *, template: bytes | None = None) -> PaperFile:
    """Return the paper as a file of the format that ``FORMATS`` knows under the name ``fmt``.

    ``template`` is the office's own Word template; the other formats do without it.

    Raises:
        BadInput: there is no such format, a text holds what no document can show, no font here has a character
            (PDF), no Chinese font is here (PDF), or the template cannot be filled in.
    """
    if (chosen := FORMATS.get(fmt)) is None:
        raise BadInput(
            "format", "Papers cannot be handed out as “%(format)s”. Choose one of the formats offered.", format=fmt
        )
    check(paper)
    return PaperFile(chosen.extension, chosen.media_type, chosen.write(paper, template))


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Return the characters of a text that no font here can show in a PDF, in their order."""
    return library().missing(text)
