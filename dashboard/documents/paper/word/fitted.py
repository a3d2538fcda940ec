"""What has to be fitted to the paper after its words stand in the form?

Widths, alignments and row heights of its tables, what its pictures are called, the size of the red head, the pitch of
the lines, the sheet turned sideways, a Latin face for papers in English.
"""

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

from dashboard.documents.paper.drawn import head_size
from dashboard.documents.paper.model import Layout, Paper, Picture, Table
from dashboard.documents.paper.word import styles
from dashboard.documents.paper.word.parts import BLOCK_TABLE

PROPERTY_LENGTH = 255
"""Characters that a document property may hold."""

TWIPS = 1440 / 25.4
"""In a millimetre."""


def before(document: Document, paper: Paper) -> None:
    """Fit the empty form: red head, pitch, sheet and face."""
    _size_head(document, paper.head)
    if paper.layout is Layout.OFFICIAL and round(paper.line_pitch_pt * 20) != styles.PITCH:
        _set_pitch(document, round(paper.line_pitch_pt * 20))
    if paper.landscape:
        _turn(document)
    if paper.language != "zh_CN":
        _set_in_latin(document)


def after(document: Document, paper: Paper) -> None:
    """Fit tables and pictures, and name title, issuer and language, where readers and archives look."""
    section = document.sections[0]
    edges = (section.page_width, section.left_margin, section.right_margin)
    whole, left, right = (edge.twips if edge is not None else 0 for edge in edges)
    width = whole - left - right
    body = document.element.body
    if paper.landscape:
        _widen(body, width)
    tables = [block for block in paper.blocks if isinstance(block, Table) and block.columns]
    for drawn, table in zip(_block_tables(body), tables, strict=False):
        _fit_table(drawn, table, width)
    pictures = [block for block in paper.blocks if isinstance(block, Picture)]
    for drawn, picture in zip(_pictures(body), pictures, strict=False):
        drawn.set("descr", picture.alt)
    document.core_properties.title = (paper.title or paper.head)[:PROPERTY_LENGTH]
    document.core_properties.author = paper.issuer[:PROPERTY_LENGTH]
    document.core_properties.language = paper.language.replace("_", "-")


def _size_head(document: Document, head: str) -> None:
    names = {style.name for style in document.styles}
    if head and styles.HEAD_NAME in names:
        document.styles[styles.HEAD_NAME].font.size = Pt(head_size(head))


def _set_pitch(document: Document, pitch: int) -> None:
    for spacing in document.styles.element.iter(qn("w:spacing")):
        if spacing.get(qn("w:line")) == str(styles.PITCH):
            spacing.set(qn("w:line"), str(pitch))
    for grid in document.element.body.iter(qn("w:docGrid")):
        grid.set(qn("w:linePitch"), str(pitch))


def _turn(document: Document) -> None:
    """Lay the sheet on its side: what was its upper edge is now its left one."""
    for size in document.element.body.iter(qn("w:pgSz")):
        size.set(qn("w:w"), "16838")
        size.set(qn("w:h"), "11906")
        size.set(qn("w:orient"), "landscape")
    for tab in document.styles.element.iter(qn("w:tab")):
        if tab.get(qn("w:val")) == "right":
            tab.set(qn("w:pos"), str(int(tab.get(qn("w:pos"))) + 16838 - 11906))


def _widen(body: Any, width: int) -> None:
    """Stretch the tables of head and imprint over the sheet that lies on its side."""
    for table in body.iter(qn("w:tbl")):
        grid = list(table.iter(qn("w:gridCol")))
        total = sum(int(column.get(qn("w:w"))) for column in grid) or 1
        for sized in (*grid, *table.iter(qn("w:tcW")), *table.iter(qn("w:tblW"))):
            sized.set(qn("w:w"), str(round(int(float(sized.get(qn("w:w"), "0"))) * width / total)))


def _block_tables(body: Any) -> Iterator[Any]:
    for mark in body.iter(qn("w:tblDescription")):
        if mark.get(qn("w:val")) == BLOCK_TABLE:
            yield mark.getparent().getparent()


def _pictures(body: Any) -> Iterator[Any]:
    """Give the pictures that the paper brought; those of the form itself have names of their own."""
    for mark in body.iter(qn("wp:docPr")):
        if mark.get("name", "").startswith("Picture ") and not mark.get("descr"):
            yield mark


def _fit_table(drawn: Any, table: Table, width: int) -> None:
    shares = [max(column.share, 0.01) for column in table.columns]
    widths = [str(round(width * share / sum(shares))) for share in shares]
    for total in drawn.iter(qn("w:tblW")):
        total.set(qn("w:w"), str(sum(map(int, widths))))
    for column, size in zip(drawn.iter(qn("w:gridCol")), widths, strict=False):
        column.set(qn("w:w"), size)
    for number, row in enumerate(drawn.iter(qn("w:tr"))):
        for cell, size, column in zip(row.findall(qn("w:tc")), widths, table.columns, strict=False):
            cell.tcPr.find(qn("w:tcW")).set(qn("w:w"), size)
            _centre(cell.tcPr)
            if number and column.align != "left":
                _align(cell, column.align)
        if number and table.row_mm:
            _least_height(row, round(table.row_mm * TWIPS))


def _centre(properties: Any) -> None:
    middle = OxmlElement("w:vAlign")
    middle.set(qn("w:val"), "center")
    properties.append(middle)


def _align(cell: Any, align: str) -> None:
    for paragraph in cell.findall(qn("w:p")):
        paragraph.get_or_add_pPr().get_or_add_jc().set(qn("w:val"), align)


def _least_height(row: Any, twips: int) -> None:
    properties = row.get_or_add_trPr()
    whole = OxmlElement("w:cantSplit")
    height = OxmlElement("w:trHeight")
    height.set(qn("w:val"), str(twips))
    height.set(qn("w:hRule"), "atLeast")
    properties.extend((whole, height))


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
    names = {style.name for style in sheet}
    if sheet["Normal"].paragraph_format.alignment is not WD_ALIGN_PARAGRAPH.CENTER:
        sheet["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for spacing in sheet.element.iterfind(f".//{qn('w:rPrDefault')}//{qn('w:spacing')}"):
        spacing.set(qn("w:val"), "0")
    for name in {"Heading 1", "Heading 2", "Title", styles.HEAD_NAME, styles.LABEL_NAME, "强调"} & names:
        sheet[name].font.bold = True
    for name, left, hanging in ((styles.ROLL_NAME, 2900, 2268), (styles.COPIES_NAME, 1680, 1400)):
        if name in names:
            indent = sheet[name].paragraph_format
            indent.left_indent, indent.first_line_indent = Twips(left), Twips(-hanging)
