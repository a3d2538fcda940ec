"""The minutes of a meeting as they leave the office. A new format is one module here and one line below.

Word, Markdown, JSON and Akoma Ntoso are written here; PDF and HTML come from the model that all papers share.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.documents import paper as house
from dashboard.documents.minutes.akn import to_akn
from dashboard.documents.minutes.as_paper import as_paper
from dashboard.documents.minutes.docx import to_docx
from dashboard.documents.minutes.markdown import to_markdown
from dashboard.documents.minutes.paper import MinutesPaper
from dashboard.documents.minutes.to_json import to_json
from dashboard.errors import BadInput
from dashboard.i18n import N_

__all__ = ["FORMATS", "MinutesPaper", "PaperFile", "PaperFormat", "as_paper", "render"]


@dataclass(frozen=True, slots=True)
class PaperFormat:
    """A kind of file that minutes are handed out as; ``label`` is translated where it is shown."""

    label: str
    extension: str
    media_type: str
    write: Callable[[MinutesPaper, bytes | None], bytes]
    """Of the minutes and the office's own Word template, which only the Word file needs."""


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
        lambda paper, template: to_docx(paper) if template is None else _as_house_paper(paper, "docx", template),
    ),
    "pdf": PaperFormat(N_("PDF"), "pdf", "application/pdf", lambda paper, _template: _as_house_paper(paper, "pdf")),
    "html": PaperFormat(
        N_("Web page to print"),
        "html",
        "text/html; charset=utf-8",
        lambda paper, _template: _as_house_paper(paper, "html"),
    ),
    "md": PaperFormat(
        N_("Plain text (Markdown)"),
        "md",
        "text/markdown; charset=utf-8",
        lambda paper, _template: to_markdown(paper).encode(),
    ),
    "json": PaperFormat(N_("JSON, for programs"), "json", "application/json", lambda paper, _template: to_json(paper)),
    "akn": PaperFormat(
        N_("Akoma Ntoso, for programs"), "xml", "application/akn+xml", lambda paper, _template: to_akn(paper)
    ),
}


def render(paper: MinutesPaper, fmt: str, *, template: bytes | None = None) -> PaperFile:
    """Return the minutes as a file of the format that ``FORMATS`` knows under the name ``fmt``.

    ``template`` is the office's own Word template, made of that which all papers share (``paper.default_template``);
    without one, the Word file has the layout of minutes. The other formats do without it.

    Raises:
        BadInput: there is no such format, a text holds what no document can show, no font here has a character
            (PDF), the facts were not kept (Akoma Ntoso), or the template cannot be filled in.
    """
    if (chosen := FORMATS.get(fmt)) is None:
        raise BadInput(
            "format", "Minutes cannot be handed out as “%(format)s”. Choose one of the formats offered.", format=fmt
        )
    return PaperFile(chosen.extension, chosen.media_type, chosen.write(paper, template))


def _as_house_paper(paper: MinutesPaper, fmt: str, template: bytes | None = None) -> bytes:
    return house.render(as_paper(paper), fmt, template=template).content
