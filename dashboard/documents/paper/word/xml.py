"""How are paragraphs, runs and tables of a form written in Word's own XML?"""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from dashboard.documents.paper.word import styles as s


def run(text: str, font: str, *, style: str = "") -> str:
    """Return a run that names its font itself: Word guesses by script where only a style does."""
    return f'<w:r>{_run_properties(font, style)}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(style: str, runs: str = "", *, align: str = "", keep: bool = False) -> str:
    """Return a paragraph, aligned as its style says or as told."""
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>' if align and style == "BodyText" else ""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{flush}{aligned}</w:pPr>{runs}</w:p>'


def _run_properties(font: str, style: str = "") -> str:
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    return f"<w:rPr>{named}{s.fonts(font)}</w:rPr>"


def parsed(xml: str) -> BaseOxmlElement:
    """Return an element that names its namespace."""
    return parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1))


def table(
    sheet: s.Sheet,
    lines: str,
    columns: tuple[int, int],
    rows: list[tuple[str, str]] | list[tuple[str, ...]],
    *,
    below: int = 0,
    position: str = "",
) -> str:
    """Return a table of two columns over the whole width; ``below`` is room under its text in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    drawn = "".join(
        row(
            "".join(cell(width, text) for width, text in zip(columns, texts, strict=True))
            if len(texts) == 2
            else cell(sheet.width, texts[0], span=2)
        )
        for texts in rows
    )
    return (
        f'<w:tbl><w:tblPr>{position}<w:tblW w:w="{sheet.width}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:bottom w:w="{below}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>"
    )


def row(cells: str, properties: str = "<w:cantSplit/>") -> str:
    """Return a row of a table, which no page break cuts unless told."""
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def cell(width: int, text: str, span: int = 1) -> str:
    """Return a cell of a table, ``width`` twips wide."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>{text}</w:tc>'


def page_number() -> str:
    """— 1 —, counted by Word itself, unless the paper has no page numbers."""
    properties = _run_properties(s.SONGTI)
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    field = "".join(f"<w:r>{properties}{part}</w:r>" for part in parts)
    shown = run("— ", s.SONGTI) + field + run(" —", s.SONGTI)
    return run("{%r if page_numbers %}", s.SONGTI) + shown + run("{%r endif %}", s.SONGTI)
