"""What stands where on the minutes form, top to bottom, as placeholders that docxtpl fills in?

``{%p … %}`` and ``{%tr … %}`` are docxtpl's: the paragraph, or table row, that holds them disappears.
"""

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from dashboard.documents.minutes import styles as s

WIDTH = 8859
"""Twips between the margins."""

THICK, THIN = 8, 6
"""Lines of the imprint in eighths of a point: 0.35 mm and 0.25 mm, rounded to what Word offers."""

TAB = "<w:r><w:tab/></w:r>"

AT_THE_FOOT = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:topFromText="289" w:vertAnchor="margin" '
    'w:horzAnchor="margin" w:tblpXSpec="center" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
)
"""Word sets the imprint at the foot of the last page; LibreOffice keeps a table of full width after the text."""


def write(document: Document) -> None:
    """Fill body, headers and footers of an empty document."""
    end = document.element.body.sectPr
    for xml in [*_head(), *_text(), *_roll(), paragraph(s.GAP), _imprint(), paragraph(s.END)]:
        end.addprevious(parsed(xml))
    section = document.sections[0]
    digest, page = run("{{ digest }}", s.SONGTI, style=s.DIGEST), page_number()
    edges = [
        (section.header, paragraph(s.HEADER, run("{{ marks }}", s.HEITI))),
        (section.even_page_header, paragraph(s.HEADER, run("{{ marks }}", s.HEITI))),
        (section.footer, paragraph(s.FOOTER, digest + TAB + page)),
        (section.even_page_footer, paragraph(s.FOOTER, page + TAB + digest)),
    ]
    for edge, xml in edges:
        edge.is_linked_to_previous = False
        edge._element[:] = [parsed(xml)]


def run(text: str, font: str, *, style: str = "") -> str:
    """Return a run that names its font itself: Word guesses by script where only a style does."""
    return f'<w:r>{_run_properties(font, style)}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(style: str, runs: str = "", *, align: str = "", with_next: bool | None = None) -> str:
    """Return a paragraph, aligned as its style says or as told.

    ``with_next`` says whether a page break is kept from following; as the style says where it is left out.
    """
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    kept = {None: "", True: "<w:keepNext/>", False: '<w:keepNext w:val="0"/>'}[with_next]
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{aligned}</w:pPr>{runs}</w:p>'


def _run_properties(font: str, style: str = "") -> str:
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    return f"<w:rPr>{named}{s.fonts(font)}</w:rPr>"


def parsed(xml: str) -> BaseOxmlElement:
    """Return an element that names its namespace."""
    return parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1))


def _tag(statement: str) -> str:
    return paragraph(s.BODY, run(f"{{%p {statement} %}}", s.FANGSONG))


def _only_if(condition: str, content: str) -> list[str]:
    return [_tag(f"if {condition}"), content, _tag("endif")]


def _head() -> list[str]:
    """Red head, number, then issuer and date, and the red line 4 mm below them."""
    red_line = f'<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{s.RED}"/>'
    issuer = paragraph(s.ISSUER, run("{{ issuer }}", s.FANGSONG))
    date = paragraph(s.ISSUER, run("{{ issued_on }}", s.FANGSONG), align="right")
    return [
        paragraph(s.HEAD, run("{{ head_title }}", s.XIAOBIAOSONG)),
        *_only_if("number", paragraph(s.NUMBER, run("{{ number }}", s.FANGSONG))),
        table(red_line, (5159, 3700), row((5159, issuer), (3700, date)), below=227),
    ]


def _text() -> list[str]:
    return [
        paragraph(s.TITLE, run("{{ title }}", s.XIAOBIAOSONG)),
        *_only_if("opening", paragraph(s.BODY, run("{{ opening }}", s.FANGSONG))),
        _tag("for block in blocks"),
        *_only_if("block.level == 1", paragraph(s.HEADING_1, run("{{ block.text }}", s.HEITI))),
        *_only_if("block.level == 2", paragraph(s.HEADING_2, run("{{ block.text }}", s.KAITI))),
        *_only_if("block.level == 0", paragraph(s.BODY, run("{{ block.text }}", s.FANGSONG))),
        _tag("endfor"),
    ]


def _roll() -> list[str]:
    """Who was there: one blank line below the text, names aligned behind the colon.

    The last line keeps the imprint from standing on a page of its own.
    """
    line = run("{{ line.label }}", s.HEITI, style=s.LABEL) + run("{{ line.text }}", s.FANGSONG)
    return [
        *_only_if("roll", paragraph(s.BODY)),
        _tag("for line in roll"),
        *_only_if("not loop.last", paragraph(s.ROLL, line)),
        *_only_if("loop.last", paragraph(s.ROLL, line, with_next=True)),
        _tag("endfor"),
    ]


def _imprint() -> str:
    """版记 at the foot of the last page: copies, then issuer and day, a thick line above and below."""
    copies = run("{{ copies.label }}", s.HEITI, style=s.LABEL) + run("{{ copies.text }}", s.FANGSONG)
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (("top", THICK), ("bottom", THICK), ("insideH", THIN))
    )
    issuer = paragraph(s.IMPRINT, run("{{ issuer }}", s.FANGSONG))
    issued = paragraph(s.IMPRINT, run("{{ issue_line }}", s.FANGSONG), align="right")
    rows = "".join(
        [
            row((WIDTH, paragraph(s.IMPRINT, run("{%tr if copies %}", s.FANGSONG)))),
            row((WIDTH, paragraph(s.COPIES, copies))),
            row((WIDTH, paragraph(s.IMPRINT, run("{%tr endif %}", s.FANGSONG)))),
            row((5059, issuer), (3800, issued)),
        ]
    )
    return table(lines, (5059, 3800), rows, position=AT_THE_FOOT)


def table(lines: str, columns: tuple[int, ...], rows: str, *, below: int = 0, position: str = "") -> str:
    """Return a table over the whole width; ``below`` is room under its text in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr>{position}<w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:bottom w:w="{below}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def row(*cells: tuple[int, str]) -> str:
    """Return a row that no page break cuts; a single cell spans both columns."""
    span = '<w:gridSpan w:val="2"/>' if len(cells) == 1 else ""
    content = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{text}</w:tc>' for width, text in cells
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{content}</w:tr>"


def page_number() -> str:
    """— 1 —, counted by Word itself."""
    properties = _run_properties(s.SONGTI)
    field = "".join(
        f"<w:r>{properties}{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return run("— ", s.SONGTI) + field + run(" —", s.SONGTI)
