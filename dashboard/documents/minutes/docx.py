"""How do minutes become a Word file in the layout of official documents?"""

from io import BytesIO
from unicodedata import east_asian_width

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from dashboard.documents.minutes import styles
from dashboard.documents.minutes.paper import MinutesPaper, refuse_unprintable
from dashboard.documents.minutes.particulars import (
    Particular,
    copy_line,
    digest_line,
    issue_line,
    marks,
    particulars,
)
from dashboard.documents.minutes.punctuation import with_colon
from dashboard.documents.minutes.template import TEMPLATE
from dashboard.i18n import speaking

HEAD_LARGEST, HEAD_SMALLEST = 48, 24
"""Points. A head too long for one line at the smallest size takes two."""

HEAD_WIDTH = 440
"""Points that the red head may fill: 156 mm is 442."""

PROPERTY_LENGTH = 255
"""Characters that a document property may hold."""

ON_GRID = {str(styles.LINE): 2, str(styles.LINE * 3 // 2): 3}
"""Spacings of the form in twips that are whole or one and a half lines of its grid, in half lines."""


def to_docx(paper: MinutesPaper) -> bytes:
    """Return the minutes as a Word file, A4, labels in the language of the paper.

    Text is printed as it stands, whatever it looks like: markup, template syntax and formulas included.

    Raises:
        BadInput: a text holds a character that no Word file can hold.
    """
    refuse_unprintable(paper)
    form = DocxTemplate(TEMPLATE)
    document = form.get_docx()
    _size_head(document, paper.head_title)
    _set_pitch(document, paper.line_pitch_pt)
    if paper.language != "zh_CN":
        _set_in_latin(document)
    with speaking(paper.language):
        form.render(_words(paper), jinja_env=_sandbox(), autoescape=True)
    _describe(document, paper)
    file = BytesIO()
    form.save(file)
    return file.getvalue()


def head_size(head: str) -> float:
    """Return the size of the red head in points, to the half: a wide character is 1 em, any other half."""
    ems = sum(1 if east_asian_width(character) in "WFA" else 0.5 for character in head) or 1
    points = min(HEAD_LARGEST, HEAD_WIDTH / ems)
    return max(HEAD_SMALLEST, points * 2 // 1 / 2)


def _words(paper: MinutesPaper) -> dict[str, object]:
    """Return what the placeholders of the form stand for."""
    copies = copy_line(paper)
    return {
        "head_title": paper.head_title,
        "number": paper.number,
        "issuer": paper.issuer,
        "issued_on": paper.issued_on,
        "title": paper.title,
        "opening": paper.opening,
        "blocks": paper.blocks,
        "roll": [_labelled(line) for line in particulars(paper)],
        "copies": _labelled(copies) if copies else None,
        "issue_line": issue_line(paper),
        "marks": marks(paper),
        "digest": digest_line(paper),
    }


def _labelled(line: Particular) -> dict[str, str]:
    """Return a line for the form; a tab aligns its text where the labels of the language differ in width."""
    label = with_colon(line.label)
    return {"label": label.rstrip() + "\t" if label.endswith(" ") else label, "text": line.text}


def _sandbox() -> SandboxedEnvironment:
    """Return a jinja in which the form, edited by hand, reaches nothing but its words."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_literal)


def _literal(value: object) -> Markup:
    """Return text that neither XML nor docxtpl reads: docxtpl turns ``{_{`` into ``{{`` after rendering."""
    return Markup(str(escape(value)).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 (escaped here)


def _size_head(document: Document, head: str) -> None:
    document.styles[styles.HEAD_NAME].font.size = Pt(head_size(head))


def _set_pitch(document: Document, points: float) -> None:
    """Set the grid of the page, and all that stands on it, to another pitch than the form was made with."""
    twips = round(points * 20)
    for root in (document.element, document.styles.element):
        for grid in root.iter(qn("w:docGrid")):
            grid.set(qn("w:linePitch"), str(twips))
        for spacing in root.iter(qn("w:spacing")):
            for edge in (qn("w:line"), qn("w:before"), qn("w:after")):
                if spacing.get(edge) in ON_GRID:
                    spacing.set(edge, str(ON_GRID[spacing.get(edge)] * twips // 2))


def _set_in_latin(document: Document) -> None:
    """Set the form for Latin letters: their own face and pitch, bold headings and labels, room for longer labels."""
    sheet = document.styles
    section = document.sections[0]
    edges = (section.header, section.even_page_header, section.footer, section.even_page_footer)
    for root in (document.element, sheet.element, *(edge._element for edge in edges)):
        for fonts in root.iter(qn("w:rFonts")):
            fonts.attrib.pop(qn("w:hint"), None)
            for script in ("w:ascii", "w:hAnsi", "w:cs"):
                fonts.set(qn(script), styles.LATIN)
    sheet["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    sheet.element.find(f".//{qn('w:rPrDefault')}//{qn('w:spacing')}").set(qn("w:val"), "0")
    for name in ("Heading 1", "Heading 2", "Title", styles.HEAD_NAME, styles.LABEL_NAME):
        sheet[name].font.bold = True
    for name, left, hanging in ((styles.ROLL_NAME, 2900, 2268), (styles.COPIES_NAME, 1680, 1400)):
        indent = sheet[name].paragraph_format
        indent.left_indent, indent.first_line_indent = Twips(left), Twips(-hanging)


def _describe(document: Document, paper: MinutesPaper) -> None:
    """Name title, issuer and language among the file's properties, where readers and archives look."""
    document.core_properties.title = paper.title[:PROPERTY_LENGTH]
    document.core_properties.author = paper.issuer[:PROPERTY_LENGTH]
    document.core_properties.language = paper.language.replace("_", "-")
