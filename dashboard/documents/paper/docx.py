"""How does a paper become a Word file that the office can go on writing in?

The form is a Word file with placeholders: the office's own, that of the paper's sort, or that of its layout.
"""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError

from dashboard.documents.paper import words
from dashboard.documents.paper.model import (
    Block,
    Boxes,
    Heading,
    Labelled,
    Layout,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Rule,
    Signatures,
    Table,
)
from dashboard.documents.paper.texts import block_texts, one_kind_of_line_end
from dashboard.documents.paper.word import fitted
from dashboard.documents.paper.word.form import TEMPLATES
from dashboard.documents.paper.word.guard import refuse_dangerous
from dashboard.documents.paper.word.sample import sample
from dashboard.documents.paper.word.sandbox import Sandbox
from dashboard.errors import BadInput
from dashboard.i18n import speaking

SORT = re.compile("[a-z][a-z_]*")

DAMAGED = (PythonDocxError, OpcError, SyntaxError, LookupError, ValueError, AttributeError, TypeError, RecursionError)
"""What python-docx, docxtpl and lxml raise on a file that only looks like one of Word."""


def default_template(sort: str, layout: Layout = Layout.OFFICIAL) -> bytes:
    """Return the house's own form of a sort of paper, for the office to change and hand in."""
    return _form_of(sort, layout).read_bytes()


def to_docx(paper: Paper, template: bytes | None = None) -> bytes:
    """Return the paper as a Word file, A4, labels in the language of the paper. Equal papers give equal texts.

    ``template`` is the office's own form. Text is printed as it stands, whatever it looks like: markup, template
    syntax and formulas included.

    Raises:
        BadInput: the office's form cannot be filled in, or leaves out a text of the paper.
    """
    if template is None:
        return _filled(paper, _form_of(paper.sort, paper.layout).read_bytes())
    refuse_dangerous(template)
    try:
        content = _filled(paper, template)
    except TemplateError as problem:
        raise _cannot_fill(problem) from problem
    except DAMAGED as problem:
        raise BadInput(
            "template",
            "The template cannot be filled in, because the Word file itself is damaged. Begin with the template of the "
            "house and change that.",
        ) from problem
    _refuse_incomplete(paper, content)
    return content


def try_template(template: bytes, sort: str) -> None:
    """Let a form of the office pass that can be filled in whole with a paper of that sort.

    Raises:
        BadInput: the file is dangerous or no Word document, cannot be filled in, or leaves out a text.
    """
    to_docx(sample(sort), template)


def _form_of(sort: str, layout: Layout) -> Path:
    own = TEMPLATES / f"{sort}.docx"
    return own if SORT.fullmatch(sort) and own.exists() else TEMPLATES / f"{layout.value}.docx"


def _filled(paper: Paper, template: bytes) -> bytes:
    form = DocxTemplate(BytesIO(template))
    document = form.get_docx()
    fitted.before(document, paper)
    with speaking(paper.language):
        form.render(_words(paper, form), jinja_env=Sandbox(), autoescape=True)
    fitted.after(document, paper)
    file = BytesIO()
    form.save(file)
    return file.getvalue()


def _words(paper: Paper, form: DocxTemplate) -> dict[str, object]:
    """Return what the placeholders of the form stand for."""
    fields = ("head", "number", "issuer", "issued_on", "title", "subtitle", "marks", "digest")
    printed = words.imprint(paper)
    return {field: _typed(getattr(paper, field)) for field in fields} | {
        "page_numbers": not paper.without_page_numbers,
        "blocks": [_block(block, form) for block in paper.blocks],
        "roll": [_labelled(line) for line in paper.roll],
        "closing": [_typed(line) for line in words.closing(paper)],
        "imprint": printed
        and {
            "copies": printed.copies and _labelled(printed.copies),
            "issuer": _typed(printed.issuer),
            "issued": _typed(printed.issued),
        },
    }


def _block(block: Block, form: DocxTemplate) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": f"heading_{block.level}", "text": _typed(block.text)}
        case Paragraph():
            look = {"align": block.align, "bold": block.bold, "large": block.large}
            return {"kind": "paragraph", "text": _typed(block.text)} | look
        case Labelled():
            return {"kind": "labelled"} | _labelled(block)
        case Table():
            columns = [_typed(column.title) for column in block.columns]
            rows = [[_typed(cell) for cell in row] for row in block.rows]
            return {"kind": "table" if columns else "nothing", "columns": columns, "rows": rows}
        case Boxes():
            return {"kind": "boxes", "lines": [_typed(line) for line in words.boxes(block)]}
        case Picture():
            return {"kind": "picture", "picture": InlineImage(form, BytesIO(block.png), width=Mm(block.width_mm))}
        case Signatures():
            return {"kind": "signatures", "labels": [words.with_colon(_typed(label)) for label in block.labels]}
        case Rule():
            return {"kind": "cut_line" if block.cut else "rule"}
        case PageBreak():
            return {"kind": "page_break"}


def _labelled(line: Labelled) -> dict[str, str]:
    """Return a line for the form; a tab aligns its text where the labels of the language differ in width."""
    label = words.with_colon(_typed(line.label))
    return {"label": label.rstrip() + "\t" if label.endswith(" ") else label, "text": _typed(line.text)}


def _typed(text: str) -> str:
    return one_kind_of_line_end(text)


def _cannot_fill(problem: TemplateError) -> BadInput:
    """Return the refusal of a template with a placeholder or statement that the form does not know."""
    return BadInput(
        "template",
        "The template cannot be filled in: it asks for something that papers do not have, or a {%% … %%} in it is not "
        "closed (%(reason)s). Begin with the template of the house and change that.",
        reason=str(problem.message or "")[:120],
    )


def _refuse_incomplete(paper: Paper, content: bytes) -> None:
    """Refuse a form of the office that would leave out a text of the paper without anybody noticing."""
    shown = _everything_in(DocxTemplate(BytesIO(content)).get_docx())
    fields = ("number", "title", "subtitle", "marks", "digest", "copy_to", "issued_on")
    wanted = [getattr(paper, field) for field in fields]
    wanted += [
        text for block in (*paper.blocks, *paper.roll) if not isinstance(block, Picture) for text in block_texts(block)
    ]
    for text in wanted:
        if _squeezed(text).rstrip("。.") not in shown:
            raise BadInput(
                "template",
                "The template leaves out “%(text)s”. Put the placeholder for it back, as in the template of the house.",
                text=text[:60],
            )


def _everything_in(document: Document) -> str:
    section = document.sections[0]
    edges = (section.header, section.even_page_header, section.first_page_header,
             section.footer, section.even_page_footer, section.first_page_footer)  # fmt: skip
    roots = (document.element.body, *(edge._element for edge in edges))
    return _squeezed("".join(node.text or "" for root in roots for node in root.iter(qn("w:t"))))


def _squeezed(text: str) -> str:
    return "".join(text.split())
